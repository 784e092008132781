"""Slips inside the text: scan errors, doubled characters, words that seem to be lost.

A scan error or a doubled word is put right where the reading leaves no other; a lost word is never
filled in: the place is shown and the author is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.importing.doubled import find_doubled
from generator.importing.repairs import Confidence, Repair
from generator.importing.tree import iter_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.importing.tree import Node

_CONTEXT = 8
_QUANTITY = r"\d+(?:\.\d+)?\s*(?:万元|亿元|万|亿|元|人|名|天|日|个|%|％)?"


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: str
    pattern: re.Pattern[str]
    after: str
    reason: str
    confidence: Confidence


def _pattern(
    rule: str, pattern: str, after: str, reason: str, confidence: Confidence = Confidence.LIKELY
) -> _Pattern:
    return _Pattern(rule, re.compile(pattern), after, reason, confidence)


_SCANS = (
    _pattern(
        "scan-error", r"(?<=[\d万亿元人])\s?W\s?(?=[\u4e00-\u9fff]{2,10}\s?[W≤<〈])", "≤", "数值后的“W”是“≤”的误识"
    ),
    _pattern("scan-error", r"(?<![A-Za-z])[Ww]\s?(?=\d)", "≤", "数值前的“W”是“≤”的误识"),
    _pattern("scan-error", r"(?<=[\d万亿元人额数量])\s*[〈‹]\s*(?=[\d\u4e00-\u9fff])(?![^〈〉]{0,20}〉)", "<", "数值旁的“〈”是“<”的误识"),
    _pattern("scan-error", r"[〈‹](?=\s*\d)(?![^〈〉]{0,20}〉)", "<", "数值前的“〈”是“<”的误识"),
    _pattern("scan-error", r"(?<=[\d万亿元人额数量])\s*[〉›]\s*(?=[\d\u4e00-\u9fff])(?<![〈])", ">", "数值旁的“〉”是“>”的误识"),
    _pattern("scan-error", r"[〉›](?=\s*\d)", ">", "数值前的“〉”是“>”的误识"),
    _pattern("scan-error", r"[〈《](?=[^〈〉《》()（）]{1,12}[)）])", "（", "括号前后不成对", Confidence.LIKELY),
    _pattern("scan-error", r"(?<=[\doO])[oO○](?=[\doO万亿元%人])", "0", "数字中的字母“O”是“0”的误识"),
    _pattern("scan-error", r"(?<=\d)[lI](?=[\d万亿元%人])", "1", "数字中的字母是“1”的误识"),
    _pattern("doubled-mark", r"([，、；：])\1+", r"\1", "标点重复"),
    _pattern("doubled-mark", r"(?<!。)。。(?!。)", "。", "标点重复"),
    _pattern("macro-brace", r"\{", "｛", "花括号在源文件里有特殊含义，改为全角", Confidence.CERTAIN),
    _pattern("macro-brace", r"\}", "｝", "花括号在源文件里有特殊含义，改为全角", Confidence.CERTAIN),
)  # fmt: skip
_DEPARTMENT = "〔何部门〕"
_LOST = (
    _pattern("lost-word", r"(?:(?<=[。；，、：,;:\s])|^)由(?=负责(?!人)|审批(?!人|部|单|权)|批准(?!人|部|单|权)|承担(?!人|单)|安排(?!人)|组织(?!者|部|单|机)|解释|统一|牵头(?!人|部|单))", _DEPARTMENT, "“由”之后缺少主语", Confidence.DOUBTFUL),
    _pattern("lost-word", r"(?:应当?|须|需|统一|均)由(?=负责(?!人)|审批(?!人|部|单|权)|批准(?!人|部|单|权)|承担(?!人|单)|安排(?!人)|组织(?!者|部|单|机)|解释)", _DEPARTMENT, "“由”之后缺少主语", Confidence.DOUBTFUL),
    _pattern("lost-word", r"提前(?=个?(?:工作日|小时|天(?!气)|日(?!常|程)))", "〔几〕", "“提前”之后缺少数字", Confidence.DOUBTFUL),
    _pattern("lost-word", r"(?:不超过|不少于|不低于|不得超过|不高于|不多于)(?=[元人天个日%％，。；、]|$)", "〔缺数字〕", "限额缺少数字", Confidence.DOUBTFUL),
    _pattern("lost-word", r"(?<![\d一二三四五六七八九十百]\s)第(?=[条章款项][^目])", "〔几〕", "条号缺少数字", Confidence.DOUBTFUL),
    _pattern("lost-word", r"[（(]\s*[)）]|《\s*》|“\s*”", "〔缺内容〕", "括号或引号里没有内容", Confidence.DOUBTFUL),
    _pattern("lost-word", r"(?:和|及|与|或者|或|以及|对|向)(?=[。；，])(?<![饱温随缓总柔亲平祥谐调]和)(?<![面相应校核反绝]对)(?<![方去取意志动趋导面倾]向)(?<![参给赋授]与)(?<![涉普提波触顾]及)", "〔缺内容〕", "句子在虚词处断开，像是漏了词", Confidence.DOUBTFUL),
    _pattern("lost-word", r"[，、；](?=[。；，、])", "〔缺内容〕", "两个标点之间像是漏了词", Confidence.DOUBTFUL),
)  # fmt: skip
_CLAUSE = re.compile(r"[^，。；！？,;!?\n]+")
_NEEDS_TELEPHONE = re.compile("接听(?!人|者|员)|拨打|挂断")
_TELEPHONE = re.compile("电话|来电|手机|热线|总机|铃|话机|座机")


def repair_texts(root: Node) -> list[Repair]:
    """Put right what can be in every passage of a tree; the repairs made and those only asked."""
    repairs: list[Repair] = []
    for node in iter_nodes(root):
        for passage in node.passages:
            passage.text, found = repair_text(passage.text, passage.line)
            repairs += found
            passage.grid = tuple(
                tuple(_repair_cell(cell, passage.line, repairs) for cell in row) for row in passage.grid
            )
    return repairs


def _repair_cell(cell: str, line: int, repairs: list[Repair]) -> str:
    """A cell put right; blanks of a form are no lost words."""
    text, found = repair_text(cell, line)
    repairs += [r for r in found if r.is_applied]
    return text


def repair_text(text: str, line: int) -> tuple[str, list[Repair]]:
    """A text put right, and its repairs."""
    repairs: list[Repair] = []
    for rule in _SCANS:
        text = _apply(rule, text, line, repairs)
    for doubled in find_doubled(text):
        after = text[: doubled.start] + text[doubled.start + 1 :]
        repairs.append(
            Repair(
                line=line, rule="doubled-character", before=_around(text, doubled.start, doubled.start + 2),
                after=_around(after, doubled.start, doubled.start + 1), reason=f"“{text[doubled.start]}”字重复",
                confidence=Confidence.LIKELY if doubled.is_sure else Confidence.DOUBTFUL,
            )
        )  # fmt: skip
        if doubled.is_sure:
            text = after
    repairs += [_ask(rule, match, text, line) for rule in _LOST for match in rule.pattern.finditer(text)]
    repairs += _lost_telephones(text, line)
    return text, repairs


def _apply(rule: _Pattern, text: str, line: int, repairs: list[Repair]) -> str:
    """The text with every match of a rule put right, in one pass."""
    pieces: list[str] = []
    end = 0
    for match in rule.pattern.finditer(text):
        new = match.expand(rule.after)
        pieces += [text[end : match.start()], new]
        end = match.end()
        low, high = text[max(0, match.start() - _CONTEXT) : match.start()], text[end : end + _CONTEXT]
        repairs.append(
            Repair(
                line=line, rule=rule.rule, before=low + match[0] + high, after=low + new + high,
                reason=rule.reason, confidence=rule.confidence,
            )
        )  # fmt: skip
    return "".join([*pieces, text[end:]])


def _ask(rule: _Pattern, match: re.Match[str], text: str, line: int) -> Repair:
    """The place of a lost word, marked with a placeholder: after the match, or inside empty brackets."""
    is_pair = not match[0][1:-1].strip() and match[0][:1] in "（(《“"
    at = match.start() + 1 if is_pair else match.end()
    placeholder = rule.after
    after = text[:at] + placeholder + text[at:]
    return Repair(
        line=line, rule=rule.rule, before=_around(text, match.start(), match.end()),
        after=_around(after, match.start(), match.end() + len(placeholder)), reason=rule.reason,
        confidence=rule.confidence,
    )  # fmt: skip


def _lost_telephones(text: str, line: int) -> Iterator[Repair]:
    """`接听` and `拨打` want a telephone; asked where the whole text around speaks of none."""
    for match in _NEEDS_TELEPHONE.finditer(text):
        if not _TELEPHONE.search(text):
            after = f"{text[: match.end()]}〔电话〕{text[match.end() :]}"
            yield Repair(
                line=line, rule="lost-word", before=_around(text, match.start(), match.end()),
                after=_around(after, match.start(), match.end() + 4), reason=f"“{match[0]}”之后像是漏了“电话”",
                confidence=Confidence.DOUBTFUL,
            )  # fmt: skip


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _CONTEXT) : end + _CONTEXT]
