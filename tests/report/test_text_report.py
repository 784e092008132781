"""The report on a terminal: complete, and nothing a value holds can change how it looks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.model.finding import Refusal, Result
from generator.report.text_report import render_text, text_entry
from generator.text import suspicious_characters
from tests.builders import article, field, findings, form, policy, reading, rows, rule

POLICY = policy(
    article(规则=[
        rule("单.人数 <= 3", 提示="来了{单.人数}人", 应为="不超过3人", 更正="减少人数"),
        rule("单.人数 > 单.陪同", "b-rule", 级别="警告"),
        rule("行.金额 < 100", "c-rule", 逐行="单.明细", 级别="提示"),
    ]),
    forms=[form(field("人数", "整数"), field("陪同", "整数"), field("事由"), table=rows("明细", field("金额", "金额")), 附表=1)],
)  # fmt: skip
READING = reading(人数="12", table={"明细": [{}, {"金额": "5元"}]})
JUDGED = Result(file="甲/a.docx", form="trip", form_edition="1.0", findings=findings(POLICY, READING))


def text(*results: Result) -> str:
    return "".join(render_text((text_entry(POLICY, r, plain) for r in results), plain))


def plain(pieces) -> str:
    return "".join(piece.text for piece in pieces)


def test_a_file_is_a_block_with_a_paragraph_for_every_finding():
    assert (
        text(JUDGED)
        == """\
甲/a.docx　附表1　单表（1.0 版）　不符合
  [错误] 第一条　来了12人
      字段：人数
      现为：12
      应为：不超过3人
      更正：减少人数
  [无法判定] 第一条　“陪同”未填
      字段：人数、陪同
      更正：补齐或更正上述内容后重新检查
  [提示] 第一条　不符
      字段：明细第2行金额
      现为：5元
      应为：相符
      更正：改正

共 1 个文件：通过 0，不符合 1，无法判定 0，未能读取 0
"""
    )


def test_a_refused_file_says_why_and_what_to_do():
    refused = Result(file="b.pdf", refusal=Refusal(code="encrypted", message="文件加密了", hint="去掉密码"))

    assert (
        text(refused)
        == """\
b.pdf　未能读取
  文件加密了（encrypted）
      处理：去掉密码

共 1 个文件：通过 0，不符合 0，无法判定 0，未能读取 1
"""
    )


def test_a_file_without_findings_passes():
    assert text(Result(file="c.json", form="trip")).startswith("c.json　附表1　单表　通过\n")


def test_nothing_gives_a_summary_of_nothing():
    assert text() == "共 0 个文件：通过 0，不符合 0，无法判定 0，未能读取 0\n"


HOSTILE = st.text(
    st.sampled_from("甲a\x00\x07\x08\x1b[2J\r\n\t\v\u202e\u2066\u200b\u2028\x9b]0;\x7f"), max_size=20
)


@given(HOSTILE, HOSTILE)
def test_no_control_character_of_a_value_reaches_the_terminal(name, value):
    """ESC [ 2 J would clear the screen, CR would overwrite a finding with a better one."""
    finding = replace(
        JUDGED.findings[0], message=value, actual=value, expected=value, hint=value, fields=(value,)
    )
    refusal = Refusal(code="x", message=value, hint=value)
    results = (
        Result(file=name, form="trip", form_edition=value, findings=(finding,)),
        Result(file=name, refusal=refusal),
    )
    found = text(*results)

    assert suspicious_characters(found) == ()
    assert "\t" not in found
    assert len(found.splitlines()) <= 20


@given(HOSTILE)
def test_a_value_never_starts_a_line_of_its_own(value):
    finding = replace(
        JUDGED.findings[0], message=f"{value}\n  [提示] 假的", actual="", expected="", hint="", fields=()
    )

    assert "\n  [提示]" not in text(replace(JUDGED, findings=(finding,)))


def test_every_piece_has_a_tone():
    tones = set()
    text_entry(POLICY, JUDGED, lambda pieces: tones.update(piece.tone for piece in pieces) or "")

    assert tones == {"strong", "faint", "bad", "warn", "plain"}
