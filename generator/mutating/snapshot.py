"""Boundary examples as a file of cases: written by the command, read and kept by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.source.writer import to_scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.case import Case

FILE = "policy/cases/boundaries.yaml"
_HEAD = """\
# 各数值界限两侧的用例，由 zhidu test --boundaries 按现行规定生成。
# 逐条审阅：期望写的是现在会得出的结论，不一定是应当得出的结论。
# 改了数值以后重新生成，在比较里看哪些结论变了。
"""


def to_yaml(cases: Iterable[Case]) -> str:
    """The file, one case a line; the same cases give the same text."""
    listed = "".join(f"  - {_flow(_entry(case))}\n" for case in cases)
    return f"{_HEAD}用例:\n{listed}" if listed else f"{_HEAD}用例: []\n"


def _entry(case: Case) -> dict[str, Any]:
    entry: dict[str, Any] = {"名称": case.name, "样例": list(case.samples), "改": case.changes}
    return entry | ({"期望": list(case.expected)} if case.expected else {})


def _flow(data: Any) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{to_scalar(key)}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list | tuple):
        return "[" + ", ".join(map(_flow, data)) + "]"
    return '""' if data is None else to_scalar(data)
