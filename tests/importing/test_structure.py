"""How lists nest and which level is the article, from the marks and the text around them."""

from __future__ import annotations

import pytest

from tests.importing.documents import counts, regulation


def tree(text: str) -> list[str]:
    """Chapters, articles, items and subitems as indented lines of their first words."""
    made = []
    for chapter in regulation(text).outline.chapters:
        made += [chapter.title] if chapter.printed else []
        for article in chapter.articles:
            made.append(f" {article.printed}{article.title}")
            for paragraph in article.paragraphs:
                for item in paragraph.items:
                    made.append(f"  {item.printed}{item.text}")
                    made += [f"   {s.printed}{s.text}" for s in item.subitems]
    return made


def test_an_inner_list_restarts_while_the_outer_goes_on():
    text = """
    1. 范围
    适用于全部活动。
    2. 申请
    2.1 内容
    申请写明：
    1. 单位；
    2. 人数；
    3. 时间。
    2.2 时间
    提前申请。
    3. 实施
    按计划实施。
    """

    assert tree(text) == [
        "范围", " 1.范围", "申请", " 2.1内容", "  1.单位；", "  2.人数；", "  3.时间。", " 2.2时间", "实施", " 3.实施",
    ]  # fmt: skip


def test_a_list_of_another_style_after_an_item_with_a_colon_belongs_to_the_item():
    text = """
    第一条 准备：
    1、安排人员：
    （1）讲解；
    （2）司机；
    2、安排车辆。
    第二条 结束。
    """

    assert tree(text) == [
        " 第一条准备", "  1、安排人员：", "   （1）讲解；", "   （2）司机；", "  2、安排车辆。", " 第二条结束",
    ]  # fmt: skip


def test_a_third_level_below_an_article_runs_on_in_the_second_with_its_numbers():
    text = """
    第一条 阶段
    （一）准备
    1、安排：
    (1) 会议室；
    (2) 车辆。
    （二）执行
    1、迎接。
    第二条 施行。
    """

    assert "   1、安排：(1)会议室；(2)车辆。" in tree(text)
    assert counts(regulation(text)) == (0, 2, 2, 2)


def test_a_mentioned_article_inside_a_line_is_no_article():
    text = """
    第一条 目的是规范用车。
    第二条 违反第一条规定的，按照第三条处理。
    第三条 依照本制度第二条、第五条的规定处分。
    """

    assert counts(regulation(text)) == (0, 3, 0, 0)


def test_articles_glued_after_full_stops_are_split():
    text = "第一章总则第一条为规范用车，制定本制度。第二条本制度适用于全公司。第二章附则第三条本制度由行政部解释。"

    assert counts(regulation(text)) == (2, 3, 0, 0)


def test_numbers_without_any_sign_are_believed_when_they_count_up():
    text = "用车管理规定1目的为规范用车，制定本规定。2适用范围本规定适用于全公司。3职责综合部负责派车。4附则本规定自发布之日起施行。"
    imported = regulation(text)

    assert counts(imported) == (0, 4, 0, 0)
    assert [a.heading for a in imported.articles] == ["目的", "适用范围", "", "附则"]


def test_short_lines_above_text_are_headings_where_no_heading_has_a_number():
    text = """
    用车管理规定
    目的
    为规范用车，提高车辆的使用效率，制定本规定。
    范围
    本规定适用于公司全部公务车辆的使用和管理。
    要求
    1.先申请，后派车。
    2.按时归还。
    处罚
    1.违反的，批评教育。
    """

    assert tree(text) == [
        " 目的",
        " 范围",
        " 要求",
        "  1.先申请，后派车。",
        "  2.按时归还。",
        " 处罚",
        "  1.违反的，批评教育。",
    ]


def test_a_level_is_headed_when_most_of_its_entries_are_titles_with_text_below():
    headed = """
    一、流程
    1. 申请
    填写申请单，说明事由和时间。
    2. 审批
    由部门负责人审批。
    二、要求
    1. 准时：按时到达。
    """
    listed = """
    一、流程
    1. 填写申请单，说明事由。
    2. 由部门负责人审批。
    二、要求
    1. 准时：按时到达。
    """

    assert counts(regulation(headed)) == (2, 3, 0, 0)
    assert counts(regulation(listed)) == (0, 2, 3, 0)


def test_decimal_numbers_nest_by_their_own_account_also_on_one_line():
    text = "用车制度\n一、总则 1.1 规范用车。 1.2 适用于全公司。\n二、职责 2.1 综合部派车。 2.2 财务部报销。 2.2.1 审核票据； 2.2.2 支付款项。\n"

    assert tree(text) == [
        " 一、总则", "  1.1规范用车。", "  1.2适用于全公司。", " 二、职责", "  2.1综合部派车。", "  2.2财务部报销。",
        "   2.2.1审核票据；", "   2.2.2支付款项。",
    ]  # fmt: skip


def test_a_list_that_is_indented_belongs_to_the_item_above():
    text = "**用车制度**\n\n一、要求\n\n1. 先申请。\n2. 后派车。\n   - 轿车\n   - 商务车\n\n二、附则\n\n自发布之日起施行。\n"

    assert tree(text)[1:5] == ["  1.先申请。", "  2.后派车。", "   -轿车", "   -商务车"]


def test_the_same_numbering_on_two_levels_is_told_apart_by_headings():
    text = """
    1. 目的
    规范用车。
    2. 职责
    1. 综合部负责派车。
    2. 业务部负责申请。
    3. 流程
    1. 填写申请单。
    2. 部门负责人审批。
    3. 综合部派车。
    4. 附则
    自发布之日起施行。
    """

    assert counts(regulation(text)) == (0, 4, 5, 0)


def test_markdown_headings_are_levels():
    text = (
        "# 用车制度\n## 目的\n规范**用车**。\n## 要求\n### 申请\n- 先申请\n- 后派车\n### 归还\n按时归还。\n"
    )
    imported = regulation(text, "a.md")

    assert imported.outline.title == ""
    assert [a.heading for a in imported.articles][-2:] == ["申请", "归还"]
    assert imported.structure.items == 2
    assert {r.reason for r in imported.residue} == {"markup"}


def test_sections_and_parts_are_kept_with_their_first_article_and_chapter():
    text = """
    第一编 通则
    第一章 总则
    第一节 目的
    第一条 规范用车。
    第二节 范围
    第二条 适用于全公司。
    第三条 特殊车辆除外。
    第二编 分则
    第二章 派车
    第四条 先申请。
    """
    imported = regulation(text)

    assert (imported.structure.parts, imported.structure.chapters, imported.structure.sections) == (2, 2, 2)
    assert [a.section for a in imported.outline.articles] == ["目的", "范围", "", ""]
    assert [c.part for c in imported.outline.chapters] == ["第一编　通则", "第二编　分则"]


def test_chapters_without_articles_or_headings_count_their_first_list_as_articles():
    text = """
    第一章 总则
    一、规范用车。
    二、适用于全公司。
    第二章 派车
    一、先申请。
    """

    assert counts(regulation(text)) == (2, 3, 0, 0)


def test_text_under_a_chapter_leads_its_first_article():
    text = """
    第一章 派车
    派车坚持节约的原则。
    第一条 先申请。
    第二章 附则
    第二条 施行。
    """

    first = regulation(text).outline.articles[0]
    assert [p.text for p in first.paragraphs] == ["派车坚持节约的原则。", "先申请。"]


def test_a_paragraph_after_the_last_item_belongs_to_the_article():
    text = """
    第一条 申请写明：
    （一）事由；
    （二）时间。
    紧急的，可以口头申请。
    第二条 施行。
    """

    first = regulation(text).outline.articles[0]
    assert [(p.text, len(p.items)) for p in first.paragraphs] == [
        ("申请写明：", 2),
        ("紧急的，可以口头申请。", 0),
    ]


def test_text_below_a_titled_item_belongs_to_the_item():
    text = """
    第一条 要求如下：
    1、着装
    穿工装。
    2、语言
    说普通话。
    第二条 施行。
    """

    first = regulation(text).outline.articles[0]
    assert [i.text for i in first.paragraphs[0].items] == ["着装　穿工装。", "语言　说普通话。"]


def test_short_titles_without_a_number_below_an_article_are_items():
    text = """
    一、假别
    事假
    提前申请。
    病假
    提交证明。
    凭证明发放工资。
    二、审批
    请假方式
    当日：口头申请。
    长期：书面申请。
    审批权限
    由部门负责人审批。
    """

    assert tree(text) == [
        " 一、假别", "  事假　提前申请。", "  病假", "   提交证明。", "   凭证明发放工资。", " 二、审批", "  请假方式",
        "   当日：口头申请。", "   长期：书面申请。", "  审批权限　由部门负责人审批。",
    ]  # fmt: skip


def test_a_text_without_any_numbering_is_one_article():
    imported = regulation("用车制度\n先申请，后派车。\n按时归还。\n")

    assert imported.structure.articles == 1
    assert [p.text for p in imported.outline.articles[0].paragraphs] == ["先申请，后派车。", "按时归还。"]


@pytest.mark.parametrize("ending", ["附件1：申请单\n附件2：登记表\n", "附表一 申请单\n附表二 登记表\n"])
def test_annexes_are_counted_and_do_not_count_as_articles(ending):
    imported = regulation(f"用车制度\n第一条 先申请。\n第二条 后派车。\n{ending}车号：\n1. 事由\n2. 时间\n")

    assert counts(imported) == (0, 2, 0, 0)
    assert imported.structure.annexes == 2


def test_document_control_above_the_text_is_kept_apart():
    imported = regulation(
        "文件编号：XZ-01\n用车制度\n版本：B/1\n2026年3月1日\n第一条 先申请。\n第二条 后派车。\n"
    )

    assert [c.text for c in imported.outline.control] == ["文件编号：XZ-01", "版本：B/1", "2026年3月1日"]
    assert imported.outline.title == "用车制度"
