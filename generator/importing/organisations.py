"""Organisations named in a regulation: its own, and those left over from where it was copied."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.importing.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.importing.outline import Clause

_KINDS = "股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|集团公司|股份公司|集团|总公司|控股公司|实业公司|置业公司|科技公司"
_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()·]{{2,24}}?)(?P<kind>{_KINDS})")
_STOPS = re.compile(
    r".*(?:[，。；：、]|由|与|和|及|以及|在|为了?|对|向|从|至|把|的|是|于|就|给|按照?|根据|依据|结合|经|凡|即|使|将|并|或|等|所属|适用于|规范|加强|提高|提升|维护|树立|制定|隶属|来自|接待|拜访|包括|如|到|请|我们?|本|该|各|其他|所有|除|有)(?=.{2})"
)
_GENERIC = re.compile(
    r"(?:本|我|该|各|贵|母|子|分|总|对方|客户|合作|控股|全资|参股|上级|下属|所属|兄弟|关联|外部|其他|有关|相关|上市|国有|民营|外资|大型|中小|知名|同行|某|[XxＸ×*○_]+|企业|公司|股份|投资|责任|集团|关系)*"
)
_PLACEHOLDER = re.compile(
    r"(?:[XxＸ×]{2,}|[×*○]{2,}|某某|_{2,}|【\s*】|\[\s*\])(?=\S{0,4}(?:公司|集团|部|单位|制度|有限))|(?:[XxＸ]{2,}|\*{2,}|某某)(?=年|月|日|元)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation named at a line."""

    name: str
    line: int


def find_organisations(clauses: Iterable[Clause]) -> tuple[Named, ...]:
    """Every organisation named in full, such as 某某科技有限公司; generic ones are left out."""
    return tuple(found for clause in clauses for found in _in_text(clause.text, clause.line))


def _in_text(text: str, line: int) -> Iterator[Named]:
    for match in _NAME.finditer(text):
        stem = match["name"]
        cut = _STOPS.match(stem)
        stem = stem[cut.end() :] if cut else stem
        stem = stem.lstrip("（(）)·")
        if len(stem) >= 2 and not _GENERIC.fullmatch(stem) and not re.search("[XxＸ×]{2}", stem):
            yield Named(stem + match["kind"], line)


def own_organisation(title: str, heading: Iterable[Clause], named: tuple[Named, ...]) -> str:
    """The organisation that issues the regulation: in its title or above its text, else the usual one."""
    at_top = find_organisations([*heading]) or tuple(_in_text(title, 0))
    if at_top:
        return at_top[0].name
    counted = Counter(n.name for n in named)
    usual = counted.most_common(1)
    return usual[0][0] if usual and usual[0][1] >= 3 else ""


def check_organisations(own: str, named: tuple[Named, ...]) -> Iterator[Remark]:
    """Organisations that are not the regulation's own, each once, at its first line."""
    seen: set[str] = set()
    for found in named:
        if found.name in seen or _is_same(found.name, own):
            continue
        seen.add(found.name)
        yield Remark(
            rule="foreign-organisation", line=found.line, level=Level.WARNING,
            message=f"文中出现“{found.name}”" + (f"，与制定单位“{own}”不一致" if own else "，而制度没有写明制定单位"),
            hint="可能是从别处抄来的名称；改成本公司，或删去",
        )  # fmt: skip


def _is_same(name: str, own: str) -> bool:
    """True for the own organisation, in full or shortened."""
    return bool(own) and (name in own or own in name or name[:4] == own[:4])


def check_placeholders(clauses: Iterable[Clause]) -> Iterator[Remark]:
    """Blanks of a template that nobody filled in: XX公司, 某某部."""
    for clause in clauses:
        if match := _PLACEHOLDER.search(clause.text):
            shown = clause.text[max(0, match.start() - 4) : match.end() + 6]
            yield Remark(
                rule="placeholder", line=clause.line, level=Level.WARNING,
                message=f"模板的空位没有填写：“{shown}”", hint="填上本公司的名称、部门或数值",
            )  # fmt: skip
