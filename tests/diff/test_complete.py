"""Nothing of the source can change without being shown: every key of every part of the model."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.diff import compare
from generator.model.form import Field, Form, RowTable, Section, SignStep
from generator.model.policy import Article, Chapter, Cover, Law, Step, Term
from generator.model.quantity import Parameter
from generator.model.rule import Rule
from generator.model.table import InputColumn, OutputColumn, Table
from tests.diff import edits
from tests.diff.edits import base, made

# Key → another value; a key that is missing here fails, so that nothing new is forgotten.
CHANGES: dict[type, dict[str, Any]] = {
    Cover: {
        "名称": "别的制度", "编号": "CC-002", "版本": "1.1", "归口部门": "人事部", "解释部门": "人事部", "批准": "董事会",
        "施行日期": "2026-02-01", "复核日期": "2027-01-01", "适用范围": "总部员工", "公司": "某公司",
        "手册网址": "https://example.com", "意见邮箱": "a@example.com", "适用日期": "填表", "关联字段": "级",
        "一致字段": ["级"], "引用": [], "来源": {},
    },
    Chapter: {"章": "别的", "编": "总编", "条": None},
    Article: {
        "条名": "别的", "节": "一般规定", "来源": ["T1"], "裁定": "从严", "款": ["别的正文，见{条:notice}。"], "参数": {"另": 1},
        "表": {}, "定义": {}, "规则": [], "流程": [], "相关": ["notice"], "关键词": ["叫法"], "白话": "别的。",
        "复核日期": "2026-12-31",
    },
    Parameter: {
        "值": 9, "待核定": True, "单位": "天", "类型": "文本", "说明": "说明", "复核日期": "2026-12-31",
    },
    Table: {"命中": "唯一", "输入": None, "输出": None, "行": None, "说明": "说明"},
    InputColumn: {"类型": None, "范围": "≥ 1元", "取自": "单.级", "选项": ["甲"], "单位": "左右"},
    OutputColumn: {"类型": "文本", "选项": ["甲", "乙", "丙", "丁"], "单位": "级", "待核定": True},
    Rule: {
        "级别": "提示", "适用": "单.费用 > 1元", "逐行": "单.明细", "要求": "真", "提示": "别的", "实际": "{单.级}",
        "应为": "别的", "更正": "别的", "字段": ["单.级"], "来源": ["T1"],
    },
    Step: {"步骤": "别的", "责任": "别人", "条": "scope", "表单": "report"},
    Law: {"名称": "公司法", "条款": "第一条", "日期": "2026年", "内容": "别的", "复核日期": "2027-01-01"},
    Term: {"释义": "别的", "别称": ["别的"], "条": "grade"},
    Form: {
        "名称": "别的", "简称": "表", "附表": 3, "依据": "scope", "说明": "说明", "外文": "Form", "分节": None,
        "签批": [], "纸张": "横向", "可多份": True,
    },
    Section: {"标题": "别的", "字段": None, "明细": None, "说明": "说明", "外文": "Part"},
    Field: {
        "名称": "别的", "类型": "文本", "单位": "万元", "必填": False, "条件": '单.级 == "甲"', "选项": ["甲"],
        "说明": "说明", "示例": "100", "默认": "甲", "计算": "单.费用", "依据": "scope", "整行": True, "用途": "核对", "保存期限": "一年", "外文": "Amount",
        "外文选项": ["one"],
    },
    RowTable: {
        "名称": "别的", "行数": 9, "至少": 1, "列": None, "合计": {}, "说明": "说明", "依据": "scope", "外文": "Rows",
    },
    SignStep: {"环节": "别的", "职务": ["主任"], "方式": ["邮件"], "必填": False, "条件": "单.费用 > 1元", "依据": "scope"},
}  # fmt: skip
PLACES = {
    Cover: lambda s: s["cover"],
    Chapter: lambda s: s["chapters"][1],
    Article: edits.grade,
    Parameter: lambda s: edits.notice(s)["参数"]["提前"],
    Table: edits.table,
    InputColumn: lambda s: edits.table(s)["输入"]["费用"],
    OutputColumn: lambda s: edits.table(s)["输出"]["级"],
    Rule: lambda s: edits.notice(s)["规则"][0],
    Step: lambda s: edits.grade(s)["流程"][0],
    Law: lambda s: s["cover"]["引用"][0],
    Term: lambda s: s["glossary"]["出差人"],
    Form: edits.trip,
    Section: lambda s: edits.trip(s)["分节"][0],
    Field: lambda s: edits.asked(s)[2],
    RowTable: edits.row_table,
    SignStep: lambda s: edits.trip(s)["签批"][0],
}
# Identity, not content; and what the edits of edits.py change inside.
IDENTITY = {"标识"}
KEYS = [
    (node, field.alias)
    for node in CHANGES
    for field in node.model_fields.values()
    if field.alias not in IDENTITY and CHANGES[node].get(field.alias, ...) is not None
]


@pytest.mark.parametrize(("node", "key"), KEYS, ids=[f"{n.__name__}.{k}" for n, k in KEYS])
def test_a_change_of_any_key_is_shown(node, key) -> None:
    source = copy.deepcopy(base())
    PLACES[node](source)[key] = CHANGES[node][key]
    old, new = made(base()), made(source)

    assert old != new
    assert compare(old, new) != ()
