"""Examples: filled forms and the findings expected of them; tests for rules, reading for people."""

from __future__ import annotations

from pydantic import Field

from generator.model.node import Identifier, Line, Listed, Named, Node, Plain


class Sample(Node):
    """A filled form that cases start from; `值` as a JSON submission holds it."""

    form: Identifier = Field(alias="表单")
    values: Named[Plain] = Field(alias="值")


class Case(Node):
    """One or more samples, some values changed, and every finding expected of them.

    `改` maps `表单简称.字段` to the value that stands there instead; an empty value makes the
    field blank. `期望` lists rule identifiers; one that ends in `?` must be undecided.
    """

    name: Line = Field(alias="名称")
    samples: Listed[Line] = Field(alias="样例", min_length=1)
    changes: Named[Plain] = Field(default={}, alias="改")
    expected: Listed[Line] = Field(default=(), alias="期望")


class Exempt(Node):
    """A change of the regulation that no case need notice, and why; see `zhidu test --mutate`."""

    target: Line = Field(alias="对象", description="如 参数.名、表.名、规则.标识、栏目.表单.字段")
    change: str = Field(default="", alias="改动", description="只指这样的改动；缺省为对象的全部改动")
    reason: Line = Field(alias="理由")


class CaseFile(Node):
    """One file of `policy/cases/`."""

    samples: Named[Sample] = Field(default={}, alias="样例")
    cases: Listed[Case] = Field(default=(), alias="用例")
    exempt: Listed[Exempt] = Field(default=(), alias="不必发现", description="没有用例也可以的改动")
