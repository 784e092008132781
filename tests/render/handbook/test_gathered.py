"""What gathering pages are made of: examples, sources, figures to be confirmed, the drawing of a process."""

from __future__ import annotations

from lxml import etree

from generator.render.handbook import ArticleNote, EditionNote, Past, render_handbook
from generator.render.handbook.coverage import coverage, without_source
from generator.render.handbook.examples import Examples
from generator.render.handbook.pending import pending_of
from generator.render.handbook.process import process_svg
from tests.render.handbook.sample import CASES, load_source, write_source

SVG = "{http://www.w3.org/2000/svg}"


def rule(policy, name):
    """The rule of an identifier."""
    return next(r for a in policy.articles.values() for r in a.rules if r.id == name)


def test_a_case_that_expects_a_rule_is_an_example_of_breaking_it(trips):
    (example,) = Examples(trips).of(rule(trips, "notice-days"))

    assert (example.name, example.outcome) == ("只提前一日", "不符合")
    assert example.changes == (("申请日期", "2026-03-04"),)


def test_a_case_that_changes_what_a_rule_looks_at_and_expects_nothing_is_an_example_of_keeping_it(tmp_path):
    more = CASES + "  - {名称: 正好两日, 样例: [申请合格], 改: {申请.申请日期: 2026-03-03}}\n"
    policy = load_source(write_source(tmp_path, notice=more))
    found = Examples(policy).of(rule(policy, "notice-days"))

    assert [(e.name, e.outcome) for e in found] == [("只提前一日", "不符合"), ("正好两日", "符合")]


def test_a_rule_is_also_kept_through_the_table_it_uses(tmp_path):
    more = CASES + "  - {名称: 少花, 样例: [申请合格], 改: {申请.预计费用: 100元}}\n"
    policy = load_source(write_source(tmp_path, notice=more))

    assert [e.name for e in Examples(policy).of(rule(policy, "grade-matches"))] == ["少花"]


def test_values_are_shown_as_a_person_writes_them_and_undecided_cases_are_marked(tmp_path):
    rows = "[{项目: 交通, 金额: 9元}, {项目: 住宿}]"
    changes = f"{{申请.申请日期: , 申请.出差编号: [甲, 乙], 申请.费用明细: {rows}, 申请.等级: true}}"
    more = CASES + f"  - {{名称: 没写, 样例: [申请合格], 改: {changes}, 期望: [notice-days?]}}\n"
    policy = load_source(write_source(tmp_path, notice=more))
    example = Examples(policy).of(rule(policy, "notice-days"))[-1]

    assert example.outcome == "无法判定"
    assert [v for _, v in example.changes] == [
        "（不填）",
        "甲、乙",
        "项目\u00a0交通，金额\u00a09元；项目\u00a0住宿",
        "是",
    ]


def test_every_source_is_listed_with_its_articles(trips):
    assert [(s.tag, s.title, [a.id for a in s.articles]) for s in coverage(trips)] == [
        ("T1", "原差旅办法", ["purpose", "scope", "notice"]),
        ("T2", "财务通知", ["scope", "grade"]),
    ]
    assert without_source(trips) == ()


def test_figures_to_be_confirmed_are_gathered_from_parameters_and_tables(trips):
    assert [(p.name, p.cells, p.article) for p in pending_of(trips)] == [
        ("餐补", ("100元/人/天",), "notice"),
        ("差旅等级·住宿标准", ("超过1万元：600元/晚", "不超过1万元：400元/晚"), "grade"),
    ]


def test_the_drawing_of_a_process_has_a_title_a_description_and_real_text(trips):
    steps = trips.articles["notice"].process
    drawing = etree.fromstring(
        str(process_svg(trips, "办<理>", steps, "d1")).replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1)
    )

    assert drawing.findtext(f"{SVG}title") == "办<理>"
    assert (
        drawing.findtext(f"{SVG}desc")
        == "共3步：1. 提出申请（出差人）；2. 核对标准（综合部）；3. 批准（部门经理）。"
    )
    texts = [t.text for t in drawing.iter(f"{SVG}text")]
    assert texts[:3] == ["1", "提出申请", "出差人 · 第三条 · 附表1"]
    assert drawing.get("aria-labelledby") == "d1-t d1-d"


def test_the_history_lists_published_editions_newest_first(trips):
    editions = (
        EditionNote(name="0.9", effective="2025-01-01", note="首次发布"),
        EditionNote(name="1.0", effective="2026-01-01", note="餐补待核定"),
    )
    page = render_handbook(trips, {}, past=Past(editions=editions))["history.md"]

    assert page.index("餐补待核定") < page.index("首次发布")
    assert page.count("现行") == 1


def test_the_history_leads_to_the_editions_to_what_they_changed_and_to_the_draft(trips):
    edition = EditionNote(
        name="1.0", effective="2026-01-01", note="", page="editions/1.0.md", redline="editions/0.9-to-1.0.md"
    )
    past = Past(editions=(edition,), draft="editions/1.0-to-working.md")
    page = render_handbook(trips, {}, past=past)["history.md"]

    for address in ("editions/1.0.html", "editions/0.9-to-1.0.html", "editions/1.0-to-working.html"):
        assert f'href="{address}"' in page


def test_an_article_says_what_editions_made_of_it_the_newest_first(trips):
    notes = tuple(
        ArticleNote(
            edition=e, effective=f"20{e[-1]}6-01-01", words=f"修改第{e[-1]}款", page=f"editions/{e}.md"
        )
        for e in ("1.1", "1.2")
    )
    page = render_handbook(trips, {}, past=Past(articles={"notice": notes}))["chapters/travel.md"]

    assert page.index("修改第2款") < page.index("修改第1款")
    assert 'href="../editions/1.2.html#notice"' in page


def test_pages_of_the_past_are_part_of_the_handbook(trips):
    pages = render_handbook(trips, {}, past=Past(pages={"editions/1.0.md": "# 旧\n"}))

    assert pages["editions/1.0.md"] == "# 旧\n"


def test_pages_for_which_there_is_nothing_are_left_out(tmp_path):
    general = "章: 总则\n条:\n  - {标识: scope, 条名: 范围, 款: [范围。]}\n"
    source = write_source(tmp_path, general=general)
    for name in (
        "policy/chapters/02-travel.yaml",
        "policy/glossary.yaml",
        "policy/cases/notice.yaml",
        "forms/trip.yaml",
    ):
        (source / name).unlink()

    assert set(render_handbook(load_source(source), {})) == {
        "chapters/general.md", "figures.md", "sources.md", "history.md", "print.md",
    }  # fmt: skip
