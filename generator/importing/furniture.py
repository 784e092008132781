"""What stands in a file but is no regulation: page footers, doubled titles, advertising, markup.

Everything taken away is residue with its line and the reason; a line that might be a clause stays.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.importing.lines import Line, Residue
from generator.importing.marks import STRUCTURAL, mark_at_start
from generator.importing.widths import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAGE_NUMBER = re.compile(
    r"第\d{1,4}页[,/]?(?:共\d{1,4}页)?|共\d{1,4}页|\d{1,3}/\d{1,3}|[-–—~·]+\d{1,3}[-–—~·]+|(?:Page|P)\.?\d{1,3}(?:of\d{1,3})?"
    r"|页[码次]:?(?:\d{1,3}|第\d+页)?(?:/\d{1,3}|共\d+页)?|\d{1,3}|\d{1,4}\d{4}年\d{1,2}月\d{1,2}日",
    re.IGNORECASE,
)
_PAGE_INSIDE = re.compile(r"第\s?\d{1,3}\s?页\s?[,，/]?\s?共\s?\d{1,3}\s?页|[-—]\s?第\s?\d{1,3}\s?页\s?[-—]")
_PAGE_TAIL = re.compile(r"第\d{1,3}页(?:共\d{1,3}页)?$|^第\d{1,3}页")
_DECORATION = re.compile(r"[\W_]+")
_TABLE_OF_CONTENTS = re.compile(r"目录")
_LEADER = re.compile(r"(?:[.·…—_－-]{3,}|\s{3,}|\t)\s*\d{1,3}\s*$")
_DOTS = re.compile(r"[.·…]{3,}\s*\d{1,3}\s*$")
_BOLD = re.compile(r"\*\*|__|`")
_HASHES = re.compile(r"\s*(#{1,6})\s+")
# Words of download sites; those of the first group hardly stand in a regulation.
_STRONG = re.compile(
    r"https?://|下载文档|如文档|仅部分预览|甄别文档|www\.|\.(?:com|cn|net|org)(?![a-z])|文库|文档[网库]|本文档|文档[仅由来内前后的大下格简]|(?:相关|最新|优质|该)文档"
    "|精选优质|倾情为你|合集下载|(?:免费|点击|付费|立即|继续|可)下载|下载(?:后|本|前|权益|次数|地址|链接)|付费(?:阅读|后)|免费阅读|继续阅读|还剩\\d+页"
    "|版权(?:说明|声明|申诉|归)|转载|摘自|来源于?网络|来自网络|网络整理|收集整理|侵权|删除处理|请?告知删除|仅供(?:学习|参考|交流|个人)"
    "|免责声明|[Qq]{2}[群号:：]?\\s?\\d{5,}|[Qq]{2}群|公众号[:：]|商业用途|商用|模板网|范文网?|免(?:修改|编辑)|AI(?:生成|创作)|人工智能生成|ChatGPT"
    "|百度文库|道客|豆丁|原创力|人人文库|贡献者|上传(?:者|于)"
)
_WEAK = tuple(
    re.compile(p)
    for p in (
        "下载", "文档", "付费|充值", "会员|VIP", "阅读|预览", "版权", "本站|网站|网友|站长|小编", "整理", "侵犯|删除",
        "公众号|扫码|二维码|微信号", "范本|模板", "可编辑|可修改|无需修改|直接使用", "上传|收藏|点赞|打赏|分享",
        "关注我们|欢迎(?:关注|下载)", "请根据实际(?:需要|情况)(?:调整|修改)", "百度", "本文(?:档|件)?(?:由|来|共|仅)", "平台|甄别",
        "退款", "客服|权益", "提示[:：]|温馨提示",
    )
)  # fmt: skip
_ADVERTISING_INSIDE = re.compile(
    "精选优质文档[-—–]+倾情为你奉上|专心[-—–]+专注[-—–]+专业|欢迎下载|学习必备|精品文档|可编辑版?|仅供个人参考"
)
TITLE_END = re.compile(
    "(?:制度|办法|规定|规程|细则|规范|规则|流程|标准|准则|指引|守则|方案|条例|手册|程序|管理|要求|须知|指南|章程)"
    r"(?:大全|合集|精选|全文)?"
    r"(?:[(【].{1,16}[)】]|汇编|范本|模板|范文|V?\d[\d.]*年?版?)*$"
)
_ADVERTISING_LENGTH = 160
_TITLE_LENGTH = 40
_CONTENTS_LENGTH = 200
_EDGE = 4
_CONTENT_ENDS = "。；;"


def set_aside(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Residue, ...]]:
    """The lines that are the regulation's, and the rest with its reasons."""
    residue: list[Residue] = []
    kept = [line for raw in lines for line in _without_markup(raw, residue)]
    for rule in _RULES:
        doomed = dict(rule(kept))
        residue += [
            Residue(line=kept[i].number, text=kept[i].text[kept[i].derived :].strip(), reason=reason)
            for i, reason in doomed.items()
        ]
        kept = [line for i, line in enumerate(kept) if i not in doomed]
    return tuple(kept), tuple(residue)


def _without_markup(line: Line, residue: list[Residue]) -> Iterator[Line]:
    """The line without the signs of Markdown and without a page number inside it."""
    text, level = line.text, line.level
    if line.derived or line.grid:
        yield line
        return
    if match := _HASHES.match(text):
        residue.append(Residue(line=line.number, text=match[1], reason="markup"))
        text, level = text[match.end() :], len(match[1])
    for pattern, reason in _INSIDE:
        if found := pattern.findall(text):
            residue.append(Residue(line=line.number, text="".join(found), reason=reason))
            text = pattern.sub("", text)
    if text.strip():
        yield replace(line, text=text, level=level)


_INSIDE = ((_BOLD, "markup"), (_PAGE_INSIDE, "page-footer"), (_ADVERTISING_INSIDE, "advertising"))


def _pages(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """Page numbers on a line of their own, alone or after the name of the document."""
    for index, line in enumerate(lines):
        text = squeeze(line.text)
        if line.grid or line.derived:
            continue
        if _PAGE_NUMBER.fullmatch(text) or (len(text) <= 40 and _PAGE_TAIL.search(text)):
            yield index, "page-footer"


def _decorations(lines: list[Line]) -> Iterator[tuple[int, str]]:
    for index, line in enumerate(lines):
        if not line.grid and _DECORATION.fullmatch(line.text.strip()) and not line.derived:
            yield index, "decoration"


def _repeated(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """Running headers and footers: the same short line, digits aside, three times or more."""
    keys = [_running_key(line) for line in lines]
    counted = Counter(k for k in keys if k)
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key and counted[key] >= 3:
            is_first_title = key not in seen and index < _EDGE
            seen.add(key)
            if not is_first_title:
                yield index, "page-header"


def _running_key(line: Line) -> str:
    """What a running header or footer has in common over the pages, or ''."""
    text = squeeze(line.text)
    if line.grid or line.derived or not 4 <= len(text) <= 40 or text[-1] in _CONTENT_ENDS + ":":
        return ""
    if mark_at_start(fold(line.text)) and not re.match(r"\d{1,3}\D{0,2}\d{4}[年.-]", text):
        return ""
    return re.sub(r"\d+", "#", text)


def _advertising(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """Lines of download sites: one of their own words, and others, or a place at the edge of the file."""
    for index, line in enumerate(lines):
        if line.grid or len(line.text) > _ADVERTISING_LENGTH or not _STRONG.search(line.text):
            continue
        if (
            index < _EDGE
            and TITLE_END.search(squeeze(line.text))
            and len(squeeze(line.text)) <= _TITLE_LENGTH
        ):
            continue  # a title that boasts of being a template is still the title
        mark = mark_at_start(fold(line.text))
        is_clause = _is_clause(line.text) or (mark is not None and mark.style in STRUCTURAL)
        others = sum(bool(p.search(line.text)) for p in _WEAK)
        is_edge = index < _EDGE or index >= len(lines) - _EDGE
        needed = 3 if is_clause else 1 + (mark is not None)
        if others >= needed or (is_edge and not is_clause and mark is None):
            yield index, "advertising"


def _is_clause(text: str) -> bool:
    return bool(re.search("本(?:制度|办法|规定)|公司|应当?|必须|不得", text))


def _contents(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """A table of contents: the word, then headings that all come again, perhaps with page numbers."""
    again = Counter(_heading_key(line.text) for line in lines)
    inside = False
    listed: set[str] = set()
    for index, line in enumerate(lines):
        text = squeeze(line.text)
        if _TABLE_OF_CONTENTS.fullmatch(text):
            inside, listed = True, set()
            yield index, "table-of-contents"
            continue
        has_leader = len(line.text) <= _CONTENTS_LENGTH and not line.grid and bool(_LEADER.search(line.text))
        key = _heading_key(line.text)
        inside = inside and key not in listed and (has_leader or again[key] > 1)
        if inside or (has_leader and _DOTS.search(line.text)):
            listed.add(key)
            yield index, "table-of-contents"


def _heading_key(text: str) -> str:
    return re.sub(r"[.…·]*\d*$", "", squeeze(text))


def _doubled_titles(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """The title again: at the top, the last line of equal words stays; further down, none does."""
    top = []
    for index, line in enumerate(lines[:6]):
        if mark_at_start(fold(line.text)) or line.grid:
            break
        top.append((index, _title_key(line.text)))
    for place, (index, key) in enumerate(top):
        if key and any(
            key == later or (len(key) >= 6 and later.endswith(key)) for _, later in top[place + 1 :]
        ):
            yield index, "doubled-title"
    titles = {key for _, key in top if len(key) >= 4 and TITLE_END.search(key)}
    for index, line in enumerate(lines[len(top) :], len(top)):
        if _title_key(line.text) in titles and not line.derived and not line.grid:
            yield index, "doubled-title"


def _title_key(text: str) -> str:
    return re.sub(r"[\W_]", "", squeeze(text))


_SIGNATURE = re.compile(
    r"(?:二[零〇○O0].{2,3}年.{1,3}月.{1,3}日|\d{4}[年.-]\d{1,2}[月.-](?:\d{1,2}日?)?)|.{2,24}(?:公司|集团|办公室|委员会|行政部|人力资源部)"
)


def _signatures(lines: list[Line]) -> Iterator[tuple[int, str]]:
    """The name of the issuer and the date below the last clause."""
    for index in range(len(lines) - 1, max(0, len(lines) - 4), -1):
        line = lines[index]
        if line.grid or mark_at_start(fold(line.text)) or not _SIGNATURE.fullmatch(squeeze(line.text)):
            return
        yield index, "signature"


_RULES: tuple[Callable[[list[Line]], Iterator[tuple[int, str]]], ...] = (
    _decorations, _pages, _advertising, _repeated, _contents, _doubled_titles, _signatures,
)  # fmt: skip
