"""What a text check finds in any regulation: unmeasurable words, things said twice, gaps, a cut-off end.

The checks take clauses with their lines, so that they work on an imported text and on a source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.importing.marks import to_number
from generator.importing.outline import clauses_of
from generator.importing.paragraphs import EMPTY_ITEM
from generator.importing.remarks import Remark
from generator.importing.shapes import is_heading, is_introduction, is_terminated
from generator.importing.widths import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.importing.outline import Clause, Outline, OutlineArticle, OutlineChapter, OutlineParagraph

_VAGUE = re.compile(
    "及时|尽快|尽早|尽可能|尽量|适当|适时|酌情|视情况?(?!节)|必要时|不定期|定期(?!报告|存款|合同|会议)|很?短的?时间内?|第一时间|随时|若干|适量|原则上|"
    "较大|较高|较多|大额|合理(?!化建议)|一定的?(?=[数金时期范程比额])|迅速|立即|即时|从速|从严|从优|高标准|相应的?(?=处罚|处分|奖励)|情节严重|情节较重|严重者"
)
_SCOPE = re.compile(
    r"(?:本(?:制度|办法|规定|规范|细则|程序|标准|流程|手册)|规定)(?:的)?(?:主要)?适用(?:于|范围)|适用范围[是为:：]|适用于(?:公司|本公司|集团|全体|所有|各部门)"
)
_INTERPRETER = re.compile(
    r"由(?P<who>[^，。；由]{2,16}?)(?:负责)?(?:进行)?解释|解释权(?:归|属于?|由)(?P<owner>[^，。；]{2,16}?)(?:所有|负责|。|$|，)|(?P<head>(?:(?!由|本制度|本办法|本规定)[\u4e00-\u9fff]){1,10}(?:部|室|处|中心|委员会|管理层))负责(?:对?本(?:制度|办法|规定)的?)?(?:制定[、和])?(?:修订[、和])?解释"
)
_EFFECTIVE = re.compile(
    r"(?:自|从|于|经)[^。；]{0,30}(?:施行|实施|执行|生效|试行)|(?:施行|实施|生效)(?:之?日期|时间)"
)
_FINAL = re.compile("附则|附 则")
_FORM = r"《(?P<{0}>[^《》]{{2,24}}(?:表|单|登记簿|登记册|台账|清单|确认函|记录|卡))》"
_ANNOUNCED = re.compile(
    r"(?P<annex>附(?:件|表|录)\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Z](?![A-Za-z])))\s?[:：]?\s?(?:"
    + _FORM.format("named")
    + ")?"
    r"|(?:见|按|如|[(（])\s?(?P<bare>附(?:件|表|录))(?![一二三四五六七八九十\d则])|" + _FORM.format("form")
)
_TABLE_ANNOUNCED = re.compile(
    r"(?:见|按|如|依照?|执行|参照)?(?:下表|下列表格|上表|下图|附图)(?!达|扬)|标准(?:如下表|见下|详见附)"
)
_FORM_ANNOUNCED = re.compile(r"(?:标准|明细|流程图?|权限)(?:如下|见下|详见)(?:表|图)?[:：]?$")
_TITLE_LENGTH = 12
_SAYING = re.compile("负责|解释|[施执]行|生效|适用|应|须|不得|可以|由|为|是|有|归|按|自|禁止|严禁|填写|报|经")
_UNFINISHED = re.compile(
    r"[,、(“《]$|(?:应当?|必须|不得|可以|以及|或者|并且|由于|根据|按照|为了|其中|包括|[与和及或在对由将并从把被])$(?<![饱温随缓平调]和)(?<![存现所内实]在)(?<![面相应校核]对)(?<![参给赋]与)(?<![涉普以]及)(?<!自由|理由|事由)"
)
_STANDARD = re.compile(
    r"(?:按照?|执行|参照|依据|根据|超过)[^，。；]{0,12}(?:标准|限额|额度)(?:执行|安排|接待|办理|报销|控制)?"
)
_AMOUNT = re.compile(r"[\d一二三四五六七八九十百千]\s*(?:元|万)")


def check_text(clauses: Iterable[Clause]) -> Iterator[Remark]:
    """Words nobody can measure, once a line."""
    seen: dict[int, list[str]] = {}
    for clause in clauses:
        words = seen.setdefault(clause.line, [])
        words += [w for w in dict.fromkeys(_VAGUE.findall(clause.text)) if w not in words]
    for line, words in seen.items():
        if words:
            yield Remark(
                rule="unmeasurable-word", line=line, level=Level.NOTE,
                message=f"{'、'.join(f'“{w}”' for w in words)}无法衡量", hint="改成期限、数量或明确的条件",
            )  # fmt: skip


def check_repetitions(clauses: Sequence[Clause]) -> Iterator[Remark]:
    """Scope, interpreter and effective date stated twice, perhaps with different contents."""
    scopes = [c for c in clauses if _SCOPE.search(c.text)]
    yield from _twice("scope-stated-twice", "适用范围", scopes, Level.WARNING)
    interpreters = [(c, w) for c in clauses if (w := interpreter_of(c.text))]
    yield from _twice("interpreter-stated-twice", "解释部门", [c for c, _ in interpreters], Level.WARNING)
    if len({w for _, w in interpreters}) > 1:
        first, other = interpreters[0], next(i for i in interpreters if i[1] != interpreters[0][1])
        yield Remark(
            rule="contradictory-duties", line=other[0].line, level=Level.WARNING,
            message=f"解释部门前后不一：第{first[0].line}行是“{first[1]}”，这里是“{other[1]}”", hint="只写一处，并统一",
        )  # fmt: skip
    yield from _twice(
        "effective-date-stated-twice",
        "施行日期",
        [c for c in clauses if is_effective_clause(c.text)],
        Level.NOTE,
    )


def interpreter_of(text: str) -> str:
    """Who interprets the regulation, as a clause says, or ''."""
    match = _INTERPRETER.search(text)
    if not match:
        return ""
    found = match["who"] or match["owner"] or match["head"] or ""
    return re.sub(r"^(?:公司|本公司|集团公司|集团)(?=.{2})|(?:负责|统一|享有)$", "", found)


def is_effective_clause(text: str) -> bool:
    """True for a clause that says from when the regulation holds."""
    return bool(_EFFECTIVE.search(text)) and bool(
        re.search("本(?:制度|办法|规定|规范|细则|程序|标准|流程|手册)", text) or len(text) < 30
    )


def _twice(rule: str, what: str, clauses: list[Clause], level: Level) -> Iterator[Remark]:
    lines = list(dict.fromkeys(c.line for c in clauses))
    for line in lines[1:]:
        yield Remark(
            rule=rule, line=line, level=level, message=f"{what}写了两处，第一处在第{lines[0]}行", hint="合并为一处",
        )  # fmt: skip


def check_chapters(outline: Outline) -> Iterator[Remark]:
    """附则 that is not last, and headings with nothing below them."""
    titles = [c for c in outline.chapters if c.printed]
    heads: Sequence[OutlineChapter | OutlineArticle] = titles or outline.articles
    for index, head in enumerate(heads):
        if _FINAL.fullmatch(squeeze(head.title)) and index < len(heads) - 1:
            yield Remark(
                rule="final-chapter-not-last", line=head.line, level=Level.WARNING,
                message=f"“{head.printed}{head.title}”之后还有“{heads[index + 1].printed}{heads[index + 1].title}”", hint="把附则移到最后",
            )  # fmt: skip
    for article in outline.articles:
        if _is_bare_title(article):
            yield empty_section(article.line, f"{article.printed}{article.paragraphs[0].text}")
        if all(p.text == EMPTY_ITEM for p in article.paragraphs) and not any(
            p.grid for p in article.paragraphs
        ):
            yield empty_section(article.line, f"{article.printed}{article.title}")
        for clause in clauses_of(article.paragraphs):
            if clause.text == EMPTY_ITEM and clause.printed:
                yield Remark(
                    rule="empty-item",
                    line=clause.line,
                    level=Level.WARNING,
                    message=f"“{clause.printed}”后面没有内容",
                    hint="补上内容，或删去",
                )


def _is_bare_title(article: OutlineArticle) -> bool:
    """True for an article that consists of a title: a few words that neither say nor order anything."""
    if len(article.paragraphs) != 1 or article.paragraphs[0].items or article.paragraphs[0].grid:
        return False
    text = article.paragraphs[0].text
    return text != EMPTY_ITEM and len(text) <= _TITLE_LENGTH and is_heading(text) and not _SAYING.search(text)


def check_sentences(clauses: Sequence[Clause]) -> Iterator[Remark]:
    """Clauses, but for the last, that break off: they end in a comma or in a word that wants another."""
    for clause in clauses[:-1]:
        if len(clause.text) > _TITLE_LENGTH and _UNFINISHED.search(fold(clause.text).rstrip()):
            yield Remark(
                rule="unfinished-sentence", line=clause.line, level=Level.WARNING,
                message=f"“{clause.text[-16:]}”没有说完", hint="核对原文，补全句子",
            )  # fmt: skip


def empty_section(line: int, heading: str) -> Remark:
    """The remark about a heading with nothing below it."""
    return Remark(
        rule="empty-section",
        line=line,
        level=Level.WARNING,
        message=f"“{heading}”下面没有内容",
        hint="补上内容，或删去标题",
    )


def check_annexes(outline: Outline, clauses: Sequence[Clause]) -> Iterator[Remark]:
    """Annexes, forms and tables that the text announces and the file does not hold."""
    filled = [a for a in outline.annexes if a.paragraphs]
    present = {_label(a.printed) for a in filled}
    titles = " ".join(a.title for a in filled)
    told: set[str] = set()
    for annex in outline.annexes:
        name = _label(annex.printed)
        if not annex.paragraphs and name not in told | present:
            told |= {name, annex.title}
            yield _missing("missing-annex", annex.line, f"“{name} {annex.title}”只有名称，没有内容")
    for clause in clauses:
        for match in _ANNOUNCED.finditer(clause.text):
            printed, form = match["annex"] or match["bare"] or "", match["named"] or match["form"] or ""
            name = _label(printed)
            is_here = (name and (name in present or (match["bare"] and filled))) or (form and form in titles)
            if not is_here and not {name, form} - {""} & told:
                told |= {name, form} - {""}
                shown = f"{printed}《{form}》" if form else printed
                yield _missing(
                    "missing-annex", clause.line, f"文中提到{shown if form else f'“{shown}”'}，文件里没有"
                )
    yield from _missing_tables(outline, clauses)


def _label(printed: str) -> str:
    """`附件1：` and `附件 一` as they are compared."""
    match = re.match(r"附(?:件|表|录)(.*)", squeeze(printed.rstrip("：:、. ")))
    if not match:
        return squeeze(printed)
    number = to_number(match[1]) if match[1] else 0
    return f"{match[0][:2]}{number or match[1]}"


def _missing_tables(outline: Outline, clauses: Sequence[Clause]) -> Iterator[Remark]:
    """A table that the text speaks of as standing right there."""
    paragraphs = [*(a.paragraphs for a in outline.articles), *(a.paragraphs for a in outline.annexes)]
    if any(p.grid for group in paragraphs for p in group):
        return
    continued = {line for group in paragraphs for line in _continued(group)}
    for clause in clauses:
        announced = clause.line not in continued and _FORM_ANNOUNCED.search(clause.text)
        if match := _TABLE_ANNOUNCED.search(clause.text) or announced:
            shown = clause.text[max(0, match.start() - 8) : match.end() + 8]
            yield _missing("missing-table", clause.line, f"“{shown}”提到的表格或图不在文件里")
            return


def _continued(paragraphs: Sequence[OutlineParagraph]) -> Iterator[int]:
    """The lines of what is followed by a list or by another paragraph: what they announce is there."""
    for paragraph in paragraphs:
        if paragraph.items or paragraph is not paragraphs[-1]:
            yield paragraph.line
        yield from (item.line for item in paragraph.items if item.subitems)


def _missing(rule: str, line: int, message: str) -> Remark:
    return Remark(rule=rule, line=line, level=Level.WARNING, message=message, hint="补上，或删去这处引用")


def check_standards(clauses: Sequence[Clause]) -> Iterator[Remark]:
    """A spending standard that is referred to while no amount stands anywhere."""
    if any(_AMOUNT.search(c.text) for c in clauses):
        return
    for clause in clauses:
        if match := _STANDARD.search(clause.text):
            yield _missing("missing-standard", clause.line, f"“{match[0]}”，但全文没有写出标准")
            return


def check_end(outline: Outline) -> Iterator[Remark]:
    """A text that stops in the middle: of a sentence, or before the article a heading announces."""
    clauses = [c for a in outline.articles for c in clauses_of(a.paragraphs) if c.text]
    if outline.annexes or not clauses:
        return
    last = clauses[-1]
    siblings = [c for c in clauses[-6:-1] if len(c.text) > 4]
    usual = sum(is_terminated(c.text) for c in siblings) * 2 >= len(siblings)
    folded = fold(last.text).rstrip()
    is_cut = bool(re.search(r"[,、(“《:]$", folded)) or (
        usual and not is_terminated(folded) and len(folded) > 6 and not is_heading(folded)
    )
    is_cut = is_cut or (usual and not is_terminated(folded) and len(siblings) > 2 and last.text != EMPTY_ITEM)
    if last.text == EMPTY_ITEM or is_introduction(last.text) or is_cut:
        yield Remark(
            rule="truncated-end", line=last.line, level=Level.ERROR,
            message=f"文字在“{last.text[-16:]}”处中断", hint="找到完整的原文后重新导入",
        )  # fmt: skip
