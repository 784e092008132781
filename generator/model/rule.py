"""Rules: what a form must fulfil, as an expression with Chinese names."""

from __future__ import annotations

from pydantic import Field

from generator.errors import Level
from generator.model.node import Identifier, Line, Listed, Node


class Rule(Node):
    """A requirement of an article that data can decide.

    `要求` is the expression that must hold; it is only asked where `适用` holds, once for each
    row of `逐行` (the row is called 行). The texts may quote values as `{通知.合同金额}`.
    """

    id: Identifier = Field(alias="标识")
    level: Level = Field(default=Level.ERROR, alias="级别", strict=False)
    when: str = Field(default="", alias="适用", description="表达式；不成立时不检查")
    each: str = Field(default="", alias="逐行", description="明细，如 行程.日程；逐行检查")
    requirement: Line = Field(alias="要求", description="表达式；不成立即为不符合")
    message: Line = Field(alias="提示", description="不符合时说的一句话，引用实际值")
    actual: str = Field(default="", alias="实际", description="表单里的值；缺省为所查字段的值")
    expected: Line = Field(alias="应为", description="应当是什么")
    remedy: Line = Field(alias="更正", description="怎样改正")
    fields: Listed[Line] = Field(default=(), alias="字段", description="所查字段；缺省取自要求")
    sources: Listed[Line] = Field(default=(), alias="来源")
