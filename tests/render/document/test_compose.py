"""The parts of a document: what stands where, and that nothing is left out."""

from __future__ import annotations

from generator.render.document.blocks import Grid, Kind, Style, Text
from generator.render.document.compose import compose, record_part
from generator.render.handbook import EditionNote
from tests.builders import article, field, form, policy, rows


def texts(part):
    return [(b.style, b.text) for b in part.blocks if isinstance(b, Text)]


def grids(part):
    return [b for b in part.blocks if isinstance(b, Grid)]


def cells(grid):
    return [[c.text for c in row.cells] for row in grid.rows]


def by_key(of):
    return {p.key: p for p in compose(of)}


def test_the_parts_come_in_the_order_of_the_document(small) -> None:
    kinds = list(dict.fromkeys(p.kind for p in compose(small)))

    assert kinds == [Kind.COVER, Kind.CHAPTER, Kind.ARTICLE, Kind.END, Kind.APPENDIX, Kind.ANNEX]


def test_the_cover_says_what_it_is_and_since_when(small) -> None:
    found = texts(by_key(small)["cover"])

    assert found[:2] == [(Style.COMPANY, "某某公司"), (Style.TITLE, "出差管理制度")]
    assert (Style.COVER, "编号：CC-001") in found
    assert (Style.COVER, "施行日期：2026年1月1日") in found


def test_a_company_that_is_not_named_is_left_out() -> None:
    of = policy()

    assert Style.COMPANY not in {style for style, _ in texts(by_key(of)["cover"])}
    assert [text for _, text in texts(by_key(of)["end"])] == ["2026年1月1日"]


def test_an_article_is_its_heading_its_paragraphs_items_and_tables(small) -> None:
    part = by_key(small)["article:grade"]

    assert texts(part) == [
        (Style.ARTICLE, "第三条　条名grade"),
        (Style.PARAGRAPH, "出差按预计费用分级。"),
        (Style.PARAGRAPH, "下列情形不分级："),
        (Style.ITEM, "（一）市内外出；"),
        (Style.ITEM, "（二）培训："),
        (Style.SUBITEM, "1.内部培训；"),
        (Style.SUBITEM, "2.外部培训。"),
        (Style.ITEM, "（三）其他。"),
    ]
    assert cells(grids(part)[0]) == [
        ["费用", "级", "住宿"],
        ["超过1万元", "甲", "600元"],
        ["超过5000元", "乙", "500元"],
        ["不限", "丙", "400元（待核定）"],
    ]


def test_figures_are_those_in_force_and_later_ones_are_noted(small) -> None:
    part = by_key(small)["article:notice"]

    assert (Style.PARAGRAPH, "至少提前2个工作日提交附表1《单表》，见第三条。") in texts(part)
    assert texts(part)[-1] == (Style.NOTE, "注：提前自2026年7月1日起为3个工作日。")


def test_a_figure_to_be_confirmed_says_so() -> None:
    of = policy(
        article(款=['不超过{{ 参数("上限") }}。'], 参数={"上限": {"值": 5, "单位": "人", "待核定": True}})
    )

    assert texts(by_key(of)["article:first"])[1] == (Style.PARAGRAPH, "不超过5人（待核定）。")


def test_a_cell_that_changes_later_shows_both_values() -> None:
    table = {
        "输入": {"人数": {"类型": "整数", "范围": "≥ 1", "取自": "单.编号"}},
        "输出": {"最少": {"类型": "整数", "单位": "人"}},
        "行": [{"人数": "-", "最少": {"2026-01-01": 1, "2026-07-01": 2}}],
    }
    of = policy(article(表={"陪同": table}), forms=[form()])

    assert cells(grids(by_key(of)["article:first"])[0])[1] == ["不限", "1人；2026年7月1日起2人"]


def test_heads_break_before_the_mark_where_their_column_is_narrow() -> None:
    cell = {"类型": "金额", "单位": "元", "待核定": True}
    names = ("用餐", "住宿", "娱乐", "礼品", "用车")
    table = {
        "输入": {"等级": {"类型": "选项", "选项": ["甲"], "取自": "单.编号"}},
        "输出": dict.fromkeys(names, cell),
        "行": [{"等级": "甲", **dict.fromkeys(names, "1元")}],
    }
    of = policy(article(表={"标准": table}), forms=[form()])

    assert cells(grids(by_key(of)["article:first"])[0])[0] == [
        "等级",
        *(f"{name}\n（待核定）" for name in names),
    ]


def test_terms_and_laws_are_appendices_with_lines_in_the_contents(small) -> None:
    entries = [p.entry for p in compose(small) if p.entry]

    assert entries == [
        "第一章　总则", "第二章　标准", "第三章　附则",
        "附录一　术语", "附录二　引用的外部规定", "附表1　单表", "附表2　报告表",
    ]  # fmt: skip
    assert cells(grids(by_key(small)["appendix:术语"])[0])[1] == ["出差人", "离开常驻城市的员工", "第二条"]


def test_the_shipped_regulation_has_a_part_for_every_article_and_form(shipped_policy) -> None:
    keys = set(by_key(shipped_policy))

    assert {f"article:{a}" for a in shipped_policy.articles} <= keys
    assert {f"form:{f.id}" for f in shipped_policy.forms} <= keys


def test_a_form_prints_its_labels_boxes_and_blanks() -> None:
    asked = form(
        field("人数", "整数", 单位="人", 必填=True), field("等级", "选项", 选项=["甲", "乙"]),
        field("是否超标", "是否"), field("事由", "多行文本"),
        table=rows("明细", field("项目"), field("金额", "金额", 单位="元"), count=3, 合计={"总额": "金额"}),
        签批=[{"环节": "审核", "职务": ["经理"], "方式": ["签字", "邮件"]}],
    )  # fmt: skip
    part = by_key(policy(forms=[asked]))["form:trip"]
    fields, table, sign = grids(part)

    assert cells(fields) == [
        ["编号", "", "日期", "　　　年　　月　　日"],
        ["*人数（人）", "", "等级", "□ 甲　□ 乙"],
        ["是否超标", "□ 是　□ 否"],
        ["事由", ""],
    ]
    assert [sum(c.span for c in row.cells) for row in fields.rows] == [4, 4, 4, 4]
    assert cells(table)[0] == ["序号", "项目", "金额（元）"]
    assert cells(table)[-1] == ["*总额（元）", ""]
    assert len(table.rows) == 1 + 3 + 1
    assert cells(sign)[1] == ["*审核", "", "", "", "□ 签字\n□ 邮件", ""]


def test_lines_of_boxes_end_between_two_of_them_and_the_star_is_explained() -> None:
    asked = form(field("渠道", "选项", 选项=["来访", "电话", "电子邮件"], 必填=True))
    part = by_key(policy(forms=[asked]))["form:trip"]

    assert (
        cells(grids(part)[0])[-1][1] == "□ 来访　□ 电话　□ 电子邮件"
    )  # alone in its line, the blank is wide
    paired = form(field("渠道", "选项", 选项=["来访", "电话", "电子邮件"]), field("编码", "文本"))
    assert "□ 来访　□ 电话\n□ 电子邮件" in cells(grids(by_key(policy(forms=[paired]))["form:trip"])[0])[-1]
    assert any("标 * 的必须填写" in text for _, text in texts(part))


def test_a_label_that_does_not_fit_breaks_before_its_unit() -> None:
    asked = form(field("合同金额", "金额", 单位="万元", 必填=True), field("人数", "整数", 单位="人"))

    assert cells(grids(by_key(policy(forms=[asked]))["form:trip"])[0])[1][::2] == [
        "*合同金额\n（万元）",
        "人数（人）",
    ]


def test_every_row_of_every_grid_is_as_wide_as_the_grid(shipped_policy) -> None:
    for part in compose(shipped_policy):
        for one in grids(part):
            assert {sum(c.span for c in row.cells) for row in one.rows} == {len(one.widths)}


def test_the_record_lists_the_editions_up_to_this_one() -> None:
    of = policy(cover={"版本": "1.1", "施行日期": "2027-01-01"})
    editions = [
        EditionNote(name="1.0", effective="2026-01-01", note="首次发布"),
        EditionNote(name="1.1", effective="2027-01-01", note="降低上限"),
        EditionNote(name="1.2", effective="2028-01-01", note="以后"),
    ]

    assert cells(grids(record_part(of, editions))[0])[1:] == [
        ["1.0 版", "2026年1月1日", "首次发布"],
        ["1.1 版", "2027年1月1日", "降低上限"],
    ]
    assert cells(grids(record_part(of, editions[:1]))[0])[-1] == ["1.1 版", "2027年1月1日", ""]
    assert cells(grids(record_part(of, []))[0])[1:] == [["1.1 版", "2027年1月1日", "首次发布"]]
