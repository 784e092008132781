"""What an import made of a regulation, for a terminal, for programs and as a page.

The page is made like the one of results: values are data of the template and escaped, no script
runs, nothing is loaded.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from generator import __version__
from generator.assets import shipped
from generator.errors import Level
from generator.importing.repairs import Confidence
from generator.report.text_report import Piece
from generator.text import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.importing.imported import Imported
    from generator.importing.remarks import Remark
    from generator.importing.repairs import Repair
    from generator.report.text_report import Tone

SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}
LEVEL_WORDS = {
    "parts": "编", "chapters": "章", "sections": "节", "articles": "条", "paragraphs": "款", "items": "项",
    "subitems": "目", "tables": "表", "annexes": "附件",
}  # fmt: skip
CONFIDENCE_WORDS = {Confidence.CERTAIN: "确定", Confidence.LIKELY: "很可能", Confidence.DOUBTFUL: "存疑"}
RESIDUE_WORDS = {
    "page-footer": "页码、页脚", "page-header": "页眉", "doubled-title": "重复的标题", "advertising": "广告、声明",
    "table-of-contents": "目录", "decoration": "分隔线", "markup": "排版符号", "signature": "落款",
    "control-character": "控制字符", "empty-section": "没有内容的标题", "comment": "批注",
    "tracked-deletion": "修订中删除的文字", "hidden-text": "隐藏文字",
}  # fmt: skip
# Routine repairs, many and harmless: the terminal counts them.
ROUTINE = {
    "glued-line": "编号接在前文之后，另起一行", "hard-wrap": "段落断行，接回",
    "unified-numbering": "编号形式统一", "lead-in": "项的前面补上引导语",
}  # fmt: skip
_TONES: dict[Level, Tone] = {Level.ERROR: "bad", Level.WARNING: "warn", Level.NOTE: "faint"}


def render_import_json(imported: Imported) -> str:
    """The report for programs; its keys are stable."""
    report = {
        "file": imported.file,
        "encoding": imported.encoding,
        "structure": {name: getattr(imported.structure, name) for name in LEVEL_WORDS},
        "articles": [
            {
                "line": a.line,
                "printed": a.printed,
                "number": a.number,
                "heading": a.heading,
                "chapter": a.chapter,
            }
            for a in imported.articles
        ],
        "repairs": [_repair(r) for r in imported.repairs],
        "residue": [{"line": r.line, "text": r.text, "reason": r.reason} for r in imported.residue],
        "findings": [_finding(r) for r in imported.remarks],
        "characters": {
            "input": imported.characters.input,
            "placed": imported.characters.placed,
            "residue": imported.characters.residue,
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "line": repair.line, "rule": repair.rule, "before": repair.before, "after": repair.after,
        "reason": repair.reason, "confidence": repair.confidence.value, "applied": repair.is_applied,
    }  # fmt: skip


def _finding(remark: Remark) -> dict[str, Any]:
    """The message says what is wrong and what to do."""
    message = f"{remark.message}；{remark.hint}" if remark.hint else remark.message
    return {
        "rule": remark.rule,
        "line": remark.line,
        "severity": SEVERITIES[remark.level],
        "message": message,
    }


def structure_words(imported: Imported) -> str:
    """`5章、14条、20款、31项`."""
    counts = ((getattr(imported.structure, name), word) for name, word in LEVEL_WORDS.items())
    return "、".join(f"{count}{word}" for count, word in counts if count) or "没有识别出条款"


def place_words(imported: Imported, line: int) -> str:
    """`第12行`, or `第12段` of a document; line 0 stands for headers and footers."""
    if not line:
        return "正文之外"
    return f"第{line}{'段' if imported.encoding == 'docx' else '行'}"


def render_import_text(imported: Imported) -> Iterator[Piece]:
    """The report for a terminal: what was found, asked, changed and set aside."""
    yield Piece(visible(imported.file), "strong")
    yield Piece(f"　{imported.encoding}\n", "faint")
    yield Piece(f"《{visible(imported.outline.title) or '未命名制度'}》{structure_words(imported)}\n")
    yield from _remarks(imported)
    asked = [r for r in imported.repairs if not r.is_applied]
    made = [r for r in imported.repairs if r.is_applied and r.rule not in ROUTINE]
    yield from _repairs(imported, "请决定（没有改动）", asked, "warn")
    yield from _repairs(imported, "已改正", made, "good")
    yield from _routine(imported)
    yield from _residue(imported)
    counted = imported.characters
    words = f"输入 {counted.input} 字，入正文 {counted.placed} 字，另存 {counted.residue} 字"
    yield Piece(f"\n{words}\n", "strong")


def _remarks(imported: Imported) -> Iterator[Piece]:
    if imported.remarks:
        yield Piece(f"\n发现 {len(imported.remarks)} 处\n", "strong")
    for remark in imported.remarks:
        yield Piece(f"  [{remark.level}]", _TONES[remark.level])
        yield Piece(f" {place_words(imported, remark.line)}　{visible(remark.message)}（{remark.rule}）\n")
        if remark.hint:
            yield Piece(f"      处理：{visible(remark.hint)}\n", "faint")


def _repairs(imported: Imported, title: str, repairs: list[Repair], tone: Tone) -> Iterator[Piece]:
    if repairs:
        yield Piece(f"\n{title} {len(repairs)} 处\n", "strong")
    for repair in repairs:
        yield Piece(f"  [{CONFIDENCE_WORDS[repair.confidence]}]", tone)
        yield Piece(
            f" {place_words(imported, repair.line)}　{visible(repair.before)} → {visible(repair.after)}\n"
        )
        yield Piece(f"      理由：{visible(repair.reason)}（{repair.rule}）\n", "faint")


def _routine(imported: Imported) -> Iterator[Piece]:
    counted = Counter(r.rule for r in imported.repairs if r.is_applied)
    told = "，".join(f"{words} {counted[rule]} 处" for rule, words in ROUTINE.items() if counted[rule])
    if told:
        yield Piece(f"\n例行整理：{told}；逐处清单见 JSON 或 HTML 报告\n", "faint")


def _residue(imported: Imported) -> Iterator[Piece]:
    if imported.residue:
        yield Piece(f"\n另存（不属于制度正文）{len(imported.residue)} 处\n", "strong")
    for item in imported.residue:
        words = RESIDUE_WORDS.get(item.reason, item.reason)
        yield Piece(
            f"  [{words}] {place_words(imported, item.line)}　{visible(shorten(item.text))}\n", "faint"
        )


def render_import_html(imported: Imported) -> str:
    """The report as one page for reading and keeping; the same for the same import."""
    style = _style()
    return _template().render(
        imported=imported, structure=structure_words(imported), style=style, version=__version__,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        counts=Counter(r.level for r in imported.remarks), levels=list(Level),
        asked=[r for r in imported.repairs if not r.is_applied],
        made=[r for r in imported.repairs if r.is_applied and r.rule not in ROUTINE],
        routine=[r for r in imported.repairs if r.is_applied and r.rule in ROUTINE],
    )  # fmt: skip


def _level_class(remark: Remark) -> str:
    return SEVERITIES[remark.level]


@cache
def _style() -> str:
    return shipped("templates/report/import.css").read_text("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates/report")),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(
        visible=visible, place=lambda line, imported: place_words(imported, line),
        confidence=CONFIDENCE_WORDS.__getitem__, residue=lambda reason: RESIDUE_WORDS.get(reason, reason),
        severity=_level_class,
    )  # fmt: skip
    return environment.get_template("import.html.j2")
