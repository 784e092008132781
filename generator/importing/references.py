"""References inside a text to its own articles: which article they mean, and where they lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.importing import marks
from generator.importing.outline import clauses_of
from generator.importing.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.importing.outline import Outline

_REFERENCE = re.compile(r"第\s?(?P<number>[零〇一二三四五六七八九十百]{1,6}|[0-9]{1,3})\s?条")
# The article of another document: 《公司法》第五条, 民法典第二百零一条
_FOREIGN = re.compile(
    r"(?:[》〉]|(?<!本)(?:(?<!办)法|条例|法典|章程|准则|规则|规程|(?<!本)办法|(?<!本)规定|(?<!本)制度|(?<!本)细则))(?:[（(][^（）()]{0,20}[)）])?\s?(?:第[零〇一二三四五六七八九十百0-9]+条[、和及与至])*$"
)


def numbered_as_printed(outline: Outline) -> bool:
    """True when every 第X条 has in the result the number it has in the input."""
    articles = outline.articles
    return bool(articles) and all(
        a.style == marks.ARTICLE and a.numbers == (number,) for number, a in enumerate(articles, 1)
    )


def to_macros(text: str, identifiers: Sequence[str]) -> str:
    """A text with references by identifier; `identifiers` are those of the articles, in order."""
    if not identifiers:
        return text

    def replace(match: re.Match[str]) -> str:
        number = _own_number(text, match)
        is_known = 0 < number <= len(identifiers)
        return f"{{条:{identifiers[number - 1]}}}" if is_known else match[0]

    return _REFERENCE.sub(replace, text)


def _own_number(text: str, match: re.Match[str]) -> int:
    """The number of the own article a reference means, or 0."""
    before = text[max(0, match.start() - 24) : match.start()]
    return 0 if _FOREIGN.search(before) else marks.to_number(match["number"])


def check_references(outline: Outline) -> Iterator[Remark]:
    """References beyond the last article, and those whose target was renumbered."""
    articles = [a for a in outline.articles if a.style == marks.ARTICLE]
    if not articles:
        return
    printed = [a.numbers[0] for a in articles]
    is_final = numbered_as_printed(outline)
    for clause in (c for a in outline.articles for c in clauses_of(a.paragraphs)):
        for match in _REFERENCE.finditer(clause.text):
            number = _own_number(clause.text, match)
            if number and number not in printed:
                yield Remark(
                    rule="dangling-reference", line=clause.line, level=Level.WARNING,
                    message=f"引用的“{match[0]}”不存在", hint="核对条号",
                )  # fmt: skip
            elif number and not is_final:
                yield Remark(
                    rule="ambiguous-reference", line=clause.line, level=Level.WARNING,
                    message=f"引用的“{match[0]}”所指的条号有变动", hint="改成 {条:标识}",
                )  # fmt: skip
