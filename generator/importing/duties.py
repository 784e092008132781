"""Duties given to two owners, and what is both asked for and forbidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.importing.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.importing.outline import Clause

_OWNER = r"(?P<owner>[\u4e00-\u9fff]{0,10}(?:部门?|室|处|科|中心|委员会|小组|工作组|总监|总经理|副总经理|副总|董事长|董事会秘书|经理|主管|前台|秘书|领导|管理层|负责人))"
_CHARGED = re.compile(rf"{_OWNER}(?:统一|全面|具体|主要|直接|共同)?负责(?P<duty>[^，。；：、（(]{{2,24}})")
_CHARGED_BY = re.compile(
    rf"(?P<duty>[^，。；：、（(由]{{2,20}})由{_OWNER}(?:统一|全面|具体|主要|直接)?(?:负责|承担|办理|审批|批准|解释)"
)
_LEADING = re.compile(r"^.*(?:由|经|报|向|和|与|及|是|为|并|或|，|、|的(?=.{2}))(?=.{2})")
_FILLER = re.compile(
    r"的|工作|事宜|事项|相关|有关|具体|公司|本制度|本办法|各项|全部|所有|管理|组织|安排|进行|以及|等"
)
_SHARED = re.compile("协助|配合|共同|会同|联合|分别|本部门|各自|相应|对口")
_FORBID = re.compile(r"(?:不得|严禁|禁止|不准|不允许|不可以)(?P<what>[^，。；：、（(]{4,24})")
_ALLOW = re.compile(r"(?<!不)(?:应当|应该|必须|可以|允许|有权)(?P<what>[^，。；：、（(]{4,24})")
_SHORTEST_DUTY = 4


@dataclass(frozen=True, slots=True)
class _Charge:
    owner: str
    duty: str
    line: int
    text: str


def check_duties(clauses: Iterable[Clause]) -> Iterator[Remark]:
    """The same duty with two owners, and the same act both allowed and forbidden."""
    listed = list(clauses)
    yield from _two_owners([c for clause in listed for c in _charges(clause)])
    yield from _allowed_and_forbidden(listed)


def _charges(clause: Clause) -> Iterator[_Charge]:
    if _SHARED.search(clause.text):
        return
    for pattern in (_CHARGED, _CHARGED_BY):
        for match in pattern.finditer(clause.text):
            owner = _LEADING.sub("", match["owner"])
            duty = _FILLER.sub("", match["duty"])
            if len(duty) >= _SHORTEST_DUTY and len(owner) >= 2:
                yield _Charge(owner, duty, clause.line, match[0])


def _two_owners(charges: list[_Charge]) -> Iterator[Remark]:
    first: dict[str, _Charge] = {}
    for charge in charges:
        known = first.setdefault(charge.duty, charge)
        if known.owner != charge.owner and not (known.owner in charge.owner or charge.owner in known.owner):
            yield Remark(
                rule="contradictory-duties", line=charge.line, level=Level.WARNING,
                message=f"同一职责有两个负责方：第{known.line}行“{known.text}”，这里“{charge.text}”",
                hint="明确由哪一方负责",
            )  # fmt: skip


def _allowed_and_forbidden(clauses: list[Clause]) -> Iterator[Remark]:
    allowed = {m["what"]: c for c in clauses for m in _ALLOW.finditer(c.text)}
    for clause in clauses:
        for match in _FORBID.finditer(clause.text):
            other = allowed.get(match["what"])
            if other is not None:
                yield Remark(
                    rule="contradictory-duties", line=clause.line, level=Level.WARNING,
                    message=f"“{match['what']}”在第{other.line}行允许或要求，这里禁止", hint="统一为一种要求",
                )  # fmt: skip
