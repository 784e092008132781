"""退回补正单: the letter that goes back with a form, listing what to mend and by which clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.finding import Outcome
from generator.model.shape import STAMP_EDITION, STAMP_POLICY
from generator.render.docx_package import WordDocument, package
from generator.render.wordml import cell, page_field, paragraph, row, run, table, twips
from generator.report.finding_words import (
    field_words,
    file_words,
    form_words,
    matter_number,
    sentence,
    verdict_word,
)
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.finding import Finding, Result
    from generator.model.policy import Policy

TITLE = "退回补正单"
_SIDE, _TOP, _BOTTOM = twips(18), twips(20), twips(18)
_WIDE, _HIGH = 11906, 16838  # A4 upright, as Word writes it
_WIDTH = _WIDE - 2 * _SIDE
_LABEL_FILL, _BAND_FILL = "F5F7FA", "DCE3EC"
_FACTS = (twips(28), _WIDTH // 2 - twips(28), twips(28), _WIDTH - _WIDTH // 2 - twips(28))
_COLUMNS = {"序号": 11, "条款": 20, "字段": 23, "问题": 42, "现为": 23, "应为": 23}
_WIDTHS = (*(twips(mm) for mm in _COLUMNS.values()), _WIDTH - sum(twips(mm) for mm in _COLUMNS.values()))
_HEADS = (*_COLUMNS, "怎样改正")
_GAP = paragraph("", "FormGap")


def render_return_slip(policy: Policy, result: Result) -> bytes:
    """The slip for one file as DOCX; the same result gives the same bytes."""
    return package(
        WordDocument(
            title=f"{TITLE}　{file_words(result)}",
            creator=policy.cover.company,
            day=policy.cover.effective,
            body="".join(_body(policy, result)),
            header=paragraph(
                run(f"{policy.cover.number}　{policy.cover.title}\t{TITLE}"), "Header", _right_tab()
            ),
            footer=_footer(policy, result),
            properties={STAMP_POLICY: policy.cover.number, STAMP_EDITION: result.rules_edition},
        )
    )


def _body(policy: Policy, result: Result) -> Iterator[str]:
    yield paragraph(run(TITLE), "FormTitle")
    yield paragraph(
        run(f"依据《{policy.cover.title}》　{result.rules_edition or policy.cover.edition} 版"), "FormBasis"
    )
    yield _GAP + _facts(policy, result)
    yield paragraph(run(_request(policy, result)), "FormHelp", '<w:spacing w:before="160" w:after="120"/>')
    yield _refusal_table(result) if result.refusal else _findings_table(result)
    yield _GAP
    yield _sign_off(policy)
    yield (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        f'<w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="{_WIDE}" w:h="{_HIGH}"/>'
        f'<w:pgMar w:top="{_TOP}" w:right="{_SIDE}" w:bottom="{_BOTTOM}" w:left="{_SIDE}" w:header="{twips(10)}"'
        f' w:footer="{twips(8)}" w:gutter="0"/></w:sectPr>'
    )


def _facts(policy: Policy, result: Result) -> str:
    """What is sent back: the file and the form, so that nobody mends another one."""
    form = form_words(policy, result) or "（未能识别）"
    edition = f"{visible(result.form_edition)} 版" if result.form_edition else "（未注明）"
    known = (
        ("文件", file_words(result)), ("校验码", result.sha256[:12]), ("表单", form), ("表单版本", edition),
        (policy.cover.dossier_field, matter_number(policy, result) or "（未填）"), ("补正项数", _count(result)),
    )  # fmt: skip
    cells = [
        part
        for n, (name, value) in enumerate(known)
        for part in (_label(name, _FACTS[0]), _value(value, _FACTS[1 if n % 2 == 0 else 3]))
    ]
    return table(_FACTS, [row(cells[n : n + 4], twips(7.5)) for n in range(0, len(cells), 4)], "退回的文件")


def _count(result: Result) -> str:
    return "1 项" if result.refusal else f"{len(result.to_mend)} 项"


def _request(policy: Policy, result: Result) -> str:
    if result.refusal:
        return f"来件未能读取，没有检查。请按下表处理后重新提交{policy.cover.owner}。"
    return (
        f"来件经核对有下列事项。标“错误”的须改正；标“警告”“无法判定”的请核对，确属无误的说明理由；"
        f"标“提示”的供参考。改正后重新提交{policy.cover.owner}，原件保留。"
    )


def _refusal_table(result: Result) -> str:
    assert result.refusal is not None  # noqa: S101 - the caller has asked
    known = (("原因", result.refusal.message), ("处理", result.refusal.hint))
    widths = (_FACTS[0], _WIDTH - _FACTS[0])
    rows = [
        row([_label(name, widths[0]), _value(visible(text), widths[1])], twips(9))
        for name, text in known
        if text
    ]
    return table(widths, rows, "未能读取")


def _findings_table(result: Result) -> str:
    head = row([cell(paragraph(run(t), "FormColumn"), w, fill=_BAND_FILL) for t, w in zip(_HEADS, _WIDTHS, strict=True)],
               twips(7), is_header=True)  # fmt: skip
    return table(_WIDTHS, [head, *(_finding_row(n, f) for n, f in enumerate(result.to_mend, 1))], "补正事项")


def _finding_row(number: int, finding: Finding) -> str:
    is_open = finding.outcome is Outcome.UNDECIDED
    texts: Sequence[str] = (
        str(number), f"{finding.clause.label}\n{verdict_word(finding)}", field_words(finding) or "—",
        sentence(finding), "—" if is_open else visible(finding.actual) or "—",
        "—" if is_open else visible(finding.expected) or "—", visible(finding.hint) or "—",
    )  # fmt: skip
    styles = ("FormRowNumber", "FormRowNumber", *["FormRow"] * 5)
    return row(
        [
            cell(paragraph(run(text), style), width)
            for text, style, width in zip(texts, styles, _WIDTHS, strict=True)
        ],
        twips(9),
    )


def _sign_off(policy: Policy) -> str:
    rows = [
        row(
            [_label(who, _FACTS[0]), _value("", _FACTS[1]), _label(when, _FACTS[2]), _value("", _FACTS[3])],
            twips(9),
        )
        for who, when in ((f"{policy.cover.owner}经办人", "退回日期"), ("签收人", "签收日期"))
    ]
    return table(_FACTS, rows, "签收")


def _label(text: str, width: int) -> str:
    return cell(paragraph(run(text), "FormLabel"), width, fill=_LABEL_FILL)


def _value(text: str, width: int) -> str:
    return cell(paragraph(run(text), "FormValue"), width)


def _footer(policy: Policy, result: Result) -> str:
    left = f"{policy.cover.number}｜{TITLE}｜{result.sha256[:12]}"
    pages = run("第 ") + page_field("PAGE") + run(" 页　共 ") + page_field("NUMPAGES") + run(" 页")
    return paragraph(run(f"{left}\t") + pages, "Footer", _right_tab())


def _right_tab() -> str:
    return f'<w:tabs><w:tab w:val="clear" w:pos="9638"/><w:tab w:val="right" w:pos="{_WIDTH}"/></w:tabs>'
