"""A small regulation as data, and single edits of it, each with the change it must show as."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diff import ChangeKind, Part
from tests.builders import article, field, form, policy, rows, rule, year

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.policy import Policy

ADDED, REMOVED, CHANGED, MOVED, RENAMED = ChangeKind


def base() -> dict[str, Any]:
    """Everything a regulation can hold."""
    grade = article(
        "grade",
        款=[
            "出差按预计费用分级。",
            '{{ 表("等级") }}',
            {
                "文": "下列情形不分级：",
                "项": ["市内外出；", {"文": "培训：", "目": ["内部培训；", "外部培训。"]}, "其他。"],
            },
        ],
        表={
            "等级": {
                "命中": "优先",
                "输入": {"费用": {"类型": "金额", "范围": "≥ 0", "取自": "单.费用"}},
                "输出": {"级": {"类型": "选项", "选项": ["甲", "乙", "丙"]}, "住宿": {"类型": "金额"}},
                "行": [
                    {"费用": "超过 1万", "级": "甲", "住宿": "600元"},
                    {"费用": "超过 5000元", "级": "乙", "住宿": "500元"},
                    {"费用": "-", "级": "丙", "住宿": {"值": "400元", "待核定": True}},
                ],
            }
        },
        定义={"贵": "单.费用 > 参数.上限"},
        规则=[rule("单.级 == 表.等级.级", "grade-matches"), rule("非 贵", "not-dear", 级别="警告")],
        流程=[{"步骤": "申请", "责任": "出差人", "条": "notice", "表单": "trip"}],
        白话="费用越多，等级越高。",
    )
    notice = article(
        "notice",
        款=[
            '至少提前{{ 参数("提前") }}提交{表单:trip}，见{条:grade}。',
            '费用不超过{{ 参数("上限") }}。',
            "其余从其规定。",
        ],
        参数={"提前": {"值": {"2026-01-01": 2, "2026-07-01": 3}, "单位": "个工作日"}, "上限": "5万元"},
        规则=[rule("工作日数(单.填表, 单.日期) >= 参数.提前", "in-time", 字段=["单.填表"])],
    )
    asked = form(
        field("费用", "金额", 单位="元", 必填=True, 依据="grade"),
        field("级", "选项", 选项="表.等级.级", 依据="grade"),
        field("填表", "日期", 依据="notice"),
        field("事由", "多行文本", 条件="单.费用 > 100元"),
        table=rows("明细", field("项目"), field("金额", "金额", 单位="元"), 合计={"总额": "金额"}),
        签批=[{"环节": "审核", "职务": ["经理"], "方式": ["签字"]}, {"环节": "批准", "职务": ["总经理"]}],
    )
    return {
        "chapters": [
            {"章": "总则", "条": [article("first"), article("scope")]},
            {"章": "标准", "条": [grade, notice]},
            {
                "章": "附则",
                "条": [
                    article("last", 款=['自{{ 制度("施行日期") }}起施行，由{{ 制度("归口部门") }}负责。'])
                ],
            },
        ],
        "forms": [asked, form(id="report", name="报告")],
        "calendar": [year(2026, "2026-01-01/2026-01-03", working=["2026-01-04"])],
        "glossary": {"出差人": {"释义": "离开常驻城市的员工", "别称": ["出差人员"], "条": "scope"}},
        "cover": {
            "引用": [{"名称": "民法典", "内容": "期间的计算", "复核日期": "2026-12-31"}],
            "来源": {"T1": "旧办法"},
        },
    }


def made(source: dict[str, Any]) -> Policy:
    """The policy of a source."""
    return policy(**source)


class Edit(NamedTuple):
    """An edit, and what it is: kind, part, and a piece of the name."""

    apply: Callable[[dict[str, Any]], object]
    kind: ChangeKind
    part: Part
    name: str
    says: str = ""


def edited(*edits: Edit) -> Policy:
    """The policy after some edits."""
    source = copy.deepcopy(base())
    for edit in edits:
        edit.apply(source)
    return made(source)


def put(
    target: Callable[[dict[str, Any]], Any], key: str | int, value: Any
) -> Callable[[dict[str, Any]], object]:
    """An edit that sets one key."""
    return lambda source: target(source).__setitem__(key, value)


def grade(source: dict[str, Any]) -> Any:
    return next(a for c in source["chapters"] for a in c["条"] if a["标识"] == "grade")


def notice(source: dict[str, Any]) -> Any:
    return next(a for c in source["chapters"] for a in c["条"] if a["标识"] == "notice")


def table(source: dict[str, Any]) -> Any:
    return grade(source)["表"]["等级"]


def trip(source: dict[str, Any]) -> Any:
    return source["forms"][0]


def asked(source: dict[str, Any]) -> Any:
    return trip(source)["分节"][0]["字段"]


def row_table(source: dict[str, Any]) -> Any:
    return trip(source)["分节"][1]["明细"]


def swap(listed: Any, one: int, other: int) -> None:
    listed[one], listed[other] = listed[other], listed[one]


EDITS = {
    "cover": Edit(lambda s: s["cover"].update(批准="董事会"), CHANGED, Part.COVER, "批准", "董事会"),
    "effective": Edit(
        lambda s: s["cover"].update(施行日期="2027-01-01"), CHANGED, Part.COVER, "施行日期", "2027年1月1日"
    ),
    "source": Edit(lambda s: s["cover"]["来源"].update(T2="新办法"), ADDED, Part.NOTE, "来源 T2"),
    "law": Edit(lambda s: s["cover"]["引用"][0].update(内容="期间"), CHANGED, Part.LAW, "民法典"),
    "law-added": Edit(
        lambda s: s["cover"]["引用"].append({"名称": "公司法", "内容": "章程", "复核日期": "2026-12-31"}),
        ADDED,
        Part.LAW,
        "公司法",
    ),
    "term": Edit(put(lambda s: s["glossary"]["出差人"], "释义", "外出的员工"), CHANGED, Part.TERM, "出差人"),
    "term-gone": Edit(lambda s: s["glossary"].clear(), REMOVED, Part.TERM, "出差人"),
    "holiday": Edit(put(lambda s: s["calendar"][0], "补班", []), CHANGED, Part.CALENDAR, "2026年"),
    "year": Edit(lambda s: s["calendar"].append(year(2027, "2027-01-01")), ADDED, Part.CALENDAR, "2027年"),
    "chapter-title": Edit(put(lambda s: s["chapters"][1], "章", "分级标准"), CHANGED, Part.CHAPTER, "第二章"),
    "article-added": Edit(
        lambda s: s["chapters"][0]["条"].insert(1, article("inserted", 款=["新增的正文。"])),
        ADDED,
        Part.ARTICLE,
        "条名inserted",
        "新增的正文。",
    ),
    "article-gone": Edit(
        lambda s: s["chapters"][0]["条"].pop(0) and s["forms"].clear(), REMOVED, Part.ARTICLE, "条名first"
    ),
    "article-moved": Edit(lambda s: swap(s["chapters"][0]["条"], 0, 1), MOVED, Part.ARTICLE, "条名"),
    "title": Edit(put(grade, "条名", "差旅等级"), CHANGED, Part.TITLE, "差旅等级"),
    "paragraph": Edit(
        put(lambda s: notice(s)["款"], 2, "其余从其他规定。"), CHANGED, Part.PARAGRAPH, "第三款"
    ),
    "paragraph-added": Edit(
        lambda s: notice(s)["款"].insert(1, "逾期不办。"), ADDED, Part.PARAGRAPH, "第二款"
    ),
    "paragraph-gone": Edit(lambda s: notice(s)["款"].pop(2), REMOVED, Part.PARAGRAPH, "原第三款"),
    "item": Edit(
        put(lambda s: grade(s)["款"][2]["项"], 0, "同城外出；"), CHANGED, Part.PARAGRAPH, "第三款第（一）项"
    ),
    "item-added": Edit(
        lambda s: grade(s)["款"][2]["项"].insert(0, "休假；"), ADDED, Part.PARAGRAPH, "第三款第（一）项"
    ),
    "subitem": Edit(
        put(lambda s: grade(s)["款"][2]["项"][1]["目"], 1, "外地培训。"),
        CHANGED,
        Part.PARAGRAPH,
        "第三款第（二）项第2目",
    ),
    "reference": Edit(
        put(lambda s: notice(s)["款"], 0, '至少提前{{ 参数("提前") }}提交{表单:trip}，见{条:scope}。'),
        CHANGED,
        Part.PARAGRAPH,
        "第一款",
        "见第二条",
    ),
    "figure": Edit(
        put(lambda s: notice(s)["参数"], "上限", "6万元"), CHANGED, Part.PARAMETER, "上限", "6万元"
    ),
    "figure-later": Edit(
        put(lambda s: notice(s)["参数"]["提前"]["值"], "2027-01-01", 5),
        CHANGED,
        Part.PARAMETER,
        "提前",
        "2027年1月1日起5个工作日",
    ),
    "figure-added": Edit(put(lambda s: notice(s)["参数"], "人数", 3), ADDED, Part.PARAMETER, "人数"),
    "figure-note": Edit(
        put(lambda s: notice(s)["参数"]["提前"], "说明", "来访当日计入"), CHANGED, Part.NOTE, "参数“提前”"
    ),
    "cell": Edit(
        put(lambda s: table(s)["行"][1], "住宿", "550元"),
        CHANGED,
        Part.TABLE,
        "“费用超过5000元”的住宿",
        "550元",
    ),
    "confirmed": Edit(
        put(lambda s: table(s)["行"][2], "住宿", "400元"), CHANGED, Part.TABLE, "“费用不限”的住宿"
    ),
    "condition": Edit(
        put(lambda s: table(s)["行"][1], "费用", "超过 6000元"), CHANGED, Part.TABLE, "的费用", "超过6000元"
    ),
    "row-added": Edit(
        lambda s: table(s)["行"].insert(1, {"费用": "超过 8000元", "级": "乙", "住宿": "570元"}),
        ADDED,
        Part.TABLE,
        "“费用超过8000元”一行",
    ),
    "row-gone": Edit(lambda s: table(s)["行"].pop(1), REMOVED, Part.TABLE, "“费用超过5000元”一行"),
    "row-order": Edit(lambda s: swap(table(s)["行"], 0, 1), MOVED, Part.TABLE, "一行"),
    "hit": Edit(put(table, "说明", "从上到下取第一行"), CHANGED, Part.TABLE, "《等级》"),
    "column": Edit(put(lambda s: table(s)["输出"]["住宿"], "单位", "/晚"), CHANGED, Part.TABLE, "“住宿”一列"),
    "definition": Edit(
        put(lambda s: grade(s)["定义"], "贵", "单.费用 >= 参数.上限"), CHANGED, Part.DEFINITION, "贵"
    ),
    "operator": Edit(
        put(lambda s: notice(s)["规则"][0], "要求", "工作日数(单.填表, 单.日期) > 参数.提前"),
        CHANGED,
        Part.RULE,
        "in-time",
        "要求",
    ),
    "level": Edit(
        put(lambda s: grade(s)["规则"][1], "级别", "错误"), CHANGED, Part.RULE, "not-dear", "级别：错误"
    ),
    "rule-gone": Edit(lambda s: grade(s)["规则"].pop(), REMOVED, Part.RULE, "not-dear"),
    "process": Edit(
        lambda s: grade(s)["流程"].append({"步骤": "批准", "责任": "经理"}),
        CHANGED,
        Part.PROCESS,
        "条名grade",
    ),
    "summary": Edit(put(grade, "白话", "越贵越高。"), CHANGED, Part.NOTE, "白话"),
    "review": Edit(put(grade, "复核日期", "2026-12-31"), ADDED, Part.NOTE, "复核日期"),
    "form-title": Edit(put(trip, "名称", "出差单"), CHANGED, Part.FORM, "《出差单》"),
    "form-basis": Edit(put(trip, "依据", "notice"), CHANGED, Part.FORM, "《单表》"),
    "form-gone": Edit(lambda s: s["forms"].pop(1), REMOVED, Part.FORM, "《报告表》"),
    "section-title": Edit(
        put(lambda s: trip(s)["分节"][0], "标题", "基本情况"), CHANGED, Part.FORM, "“基本情况”"
    ),
    "section-help": Edit(put(lambda s: trip(s)["分节"][0], "说明", "逐项填写"), CHANGED, Part.FORM, "“内容”"),
    "required": Edit(put(lambda s: asked(s)[4], "必填", True), CHANGED, Part.FIELD, "“填表”", "必填：是"),
    "condition-of-field": Edit(
        put(lambda s: asked(s)[5], "条件", "单.费用 > 200元"), CHANGED, Part.FIELD, "“事由”"
    ),
    "basis": Edit(put(lambda s: asked(s)[2], "依据", "notice"), CHANGED, Part.FIELD, "“费用”"),
    "field-added": Edit(lambda s: asked(s).append(field("备注")), ADDED, Part.FIELD, "“备注”"),
    "field-gone": Edit(lambda s: asked(s).pop(5), REMOVED, Part.FIELD, "“事由”"),
    "field-moved": Edit(lambda s: swap(asked(s), 4, 5), MOVED, Part.FIELD, "《单表》"),
    "field-renamed": Edit(put(lambda s: asked(s)[5], "名称", "出差事由"), RENAMED, Part.FIELD, "“出差事由”"),
    "column-renamed": Edit(
        put(lambda s: row_table(s)["列"][0], "名称", "费用项目"), RENAMED, Part.FIELD, "“明细.费用项目”"
    ),
    "column-added": Edit(
        lambda s: row_table(s)["列"].append(field("说明")), ADDED, Part.FIELD, "“明细.说明”"
    ),
    "row-count": Edit(put(row_table, "行数", 9), CHANGED, Part.FIELD, "“明细”", "行数：9"),
    "sign-off": Edit(
        put(lambda s: trip(s)["签批"][0], "职务", ["主任"]), CHANGED, Part.SIGN_OFF, "“审核”", "职务：主任"
    ),
    "sign-off-order": Edit(lambda s: swap(trip(s)["签批"], 0, 1), MOVED, Part.SIGN_OFF, "《单表》"),
}
