"""The source an import makes: what HR finds in the files, and that it passes every check."""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import Level
from generator.importing.names import Identifiers, to_pinyin
from generator.importing.to_source import to_source
from generator.lint import lint
from generator.model.load import load_files
from generator.model.prose import to_plain
from tests.importing.documents import document, docx, p, regulation, table

TODAY = date(2026, 5, 1)
TEXT = """
文件编号：XZ-07
版本：B/1
宏图实业有限公司
用车管理制度
第一章 总则
第一条 目的：为规范用车，制定本制度。
第二条 本制度适用于公司全部公务车辆。
第三条 综合部是用车的归口管理部门。
第二章 派车
第四条 申请写明：
（一）事由；
1. 公务；
2. 接送；
（二）时间。
第五条 违反第四条第一款的，按第三条处理。
第三章 附则
第六条 本制度由综合部负责解释，经总经理批准后自2026年3月1日起施行。
附件1：派车单
车号：
"""


def source(text: str = TEXT, **more: bool) -> dict[str, str]:
    return {name: content.decode() for name, content in to_source(regulation(text), TODAY, **more).items()}


def policy(files: dict[str, str]):
    loaded = load_files({name: content.encode() for name, content in files.items()})
    assert loaded.problems == ()
    assert loaded.policy is not None
    assert [q for q in lint(loaded.policy) if q.level is Level.ERROR] == []
    return loaded.policy


def test_the_cover_says_what_the_text_says():
    cover = policy(source()).cover

    assert (cover.title, cover.number, cover.edition, cover.company) == (
        "用车管理制度",
        "XZ-07",
        "B/1",
        "宏图实业有限公司",
    )
    assert (cover.owner, cover.interpreter, cover.approver) == ("综合部", "综合部", "总经理")
    assert (cover.effective, cover.scope) == ("2026-03-01", "公司全部公务车辆")


def test_what_the_text_does_not_say_is_open():
    cover = policy(source("用车管理制度\n第一条 先申请。\n第二条 后派车。\n")).cover

    assert (cover.number, cover.owner, cover.approver, cover.scope) == (
        "待编号",
        "待核定",
        "待核定",
        "待核定",
    )
    assert cover.effective == TODAY.isoformat()


def test_the_chapters_keep_text_order_and_titles():
    made = policy(source())

    assert [c.title for c in made.chapters] == ["总则", "派车", "附则", "附件"]
    assert [a.title for a in made.articles.values()][:3] == ["目的", "适用范围", "归口部门"]
    fourth = made.chapters[1].articles[0].paragraphs[0]
    assert (fourth.text, [i.text for i in fourth.items]) == ("申请写明：", ["事由；", "时间。"])
    assert fourth.items[0].subitems == ("公务；", "接送；")


def test_references_follow_their_article_wherever_it_moves():
    files = source()
    made = policy(files)
    text = made.chapters[1].articles[1].paragraphs[0].text

    assert "{条:" in text
    assert to_plain(made, text) == "违反第四条第一款的，按第三条处理。"


def test_references_stay_text_where_the_numbers_moved():
    made = policy(source(TEXT.replace("第五条 违反", "第四条 违反")))

    assert made.chapters[1].articles[1].paragraphs[0].text == "违反第四条第一款的，按第三条处理。"


def test_every_article_says_where_it_comes_from_and_what_is_asked():
    files = source(TEXT.replace("违反第四条", "由负责登记，违反第四条"))
    chapter = next(text for name, text in files.items() if name.startswith("policy/chapters/02-"))

    assert "# 原文第11行：第四条" in chapter
    assert "# 待定（第16行）：“由”之后缺少主语" in chapter


def test_a_table_of_ranges_becomes_a_decision_table_with_a_form_to_look_it_up():
    grid = table(("合同金额（万元）", "等级"), ("600以上", "A"), ("100-600", "B"), ("100以下", "C"))
    made = document(docx(p("第一条 分级如下："), grid, p("第二条 施行。")))
    files = {n: c.decode() for n, c in to_source(made, TODAY).items()}
    found = policy(files)

    (decision,) = found.tables.values()
    assert decision.hit == "优先"
    assert [decision.show(i, "等级", TODAY.isoformat()) for i in range(3)] == ["A", "B", "C"]
    assert {r.rule for r in made.remarks} >= {"interval-overlap"}
    assert {r.rule for r in made.repairs} == {"interval-rewritten"}
    assert [f.id for f in found.forms] == ["lookup"]


def test_a_table_of_names_becomes_a_table_of_options():
    grid = table(("职级", "席位"), ("高层", "公务舱"), ("员工", "经济舱"))
    found = policy(
        {
            n: c.decode()
            for n, c in to_source(document(docx(p("第一条 标准："), grid, p("第二条 施行。"))), TODAY).items()
        }
    )

    (decision,) = found.tables.values()
    assert decision.inputs["职级"].options == ("高层", "员工")


@pytest.mark.parametrize(
    "rows",
    [
        (("金额", "等级"), ("600元以上", "A"), ("100元至500元", "B"), ("100元以下", "C")),
        (("项目", "项目"), ("甲", "一"), ("乙", "二")),
        (("姓名", "单位"), ("", ""), ("", "")),
        (("职级", "席位"), ("员工", "经济舱"), ("员工", "二等座")),
        (("日期", "等级"), ("甲", "A"), ("乙", "B")),
    ],
)
def test_any_other_table_stays_as_rows_of_text(rows):
    made = document(docx(p("第一条 标准："), table(*rows), p("第二条 施行。")))
    found = policy({n: c.decode() for n, c in to_source(made, TODAY).items()})

    assert found.tables == {}
    said = [t for q in found.chapters[0].articles[0].paragraphs for t in (q.text, *(i.text for i in q.items))]
    assert all(cell in " ".join(said) for row in rows for cell in row)


def test_without_tables_every_grid_is_rows():
    grid = table(("职级", "席位"), ("高层", "公务舱"), ("员工", "经济舱"))
    made = to_source(document(docx(p("第一条 标准："), grid, p("第二条 施行。"))), TODAY, with_tables=False)

    assert set(made) == {"policy/policy.yaml", "policy/chapters/01-zhi-du-zheng-wen.yaml"}


def test_an_empty_section_becomes_a_place_to_fill_in():
    found = policy(source("一、目的\n规范用车。\n二、要求\n三、附则\n自发布之日起施行。\n"))

    assert found.chapters[0].articles[1].paragraphs[0].text == "（原文此处没有内容）"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("绿色出行", "lv-se-chu-xing"),
        ("ABC公司", "abc-gong-si"),
        ("（一）", "yi"),
        ("——", ""),
        ("3天内", "x3-tian-nei"),
    ],
)
def test_identifiers_are_pinyin(title, name):
    assert to_pinyin(title) == name


def test_an_identifier_is_used_once():
    names = Identifiers()

    assert [names.make("目的", "a"), names.make("目的", "a"), names.make("…", "article-3")] == [
        "mu-di",
        "mu-di-2",
        "article-3",
    ]
