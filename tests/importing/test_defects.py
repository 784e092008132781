"""Defects of real regulations: each is named with its line, and right texts are left alone."""

from __future__ import annotations

import pytest

from generator.errors import Level
from generator.importing.repairs import Confidence
from tests.importing.documents import regulation, remarks

SOUND = """
用车管理制度
第一章 总则
第一条 为规范用车，制定本制度。
第二条 本制度适用于公司全体员工。
第二章 派车
第三条 用车人提前一天填写派车单，由综合部派车。
第四条 用车分为三档：
（一）行程不满100公里的，派轿车；
（二）行程100公里至300公里的，派商务车；
（三）行程超过300公里的，改乘火车。
第三章 附则
第五条 本制度由综合部负责解释。
第六条 本制度自2026年1月1日起施行。
"""


def insert(line: str, after: str) -> str:
    return SOUND.replace(after, f"{after}\n{line}")


def test_a_sound_text_has_nothing_but_titles_to_look_at():
    imported = regulation(SOUND)

    assert {r.rule for r in imported.remarks} == {"derived-title"}
    assert {r.rule for r in imported.repairs} == set()
    assert imported.residue == ()


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        (SOUND.replace("第四条", "第三条"), "duplicate-article-number", 8),
        (SOUND.replace("第四条", "第七条"), "missing-article-number", 8),
        (SOUND.replace("第三条", "第一条").replace("第四条", "第二条"), "restarting-article-numbers", 7),
        (SOUND.replace("第二章", "第三章"), "missing-chapter-number", 6),
        (SOUND.replace("第三章 附则", "第二章 附则"), "duplicate-chapter-number", 12),
        (SOUND.replace("（三）", "（二）"), "duplicate-list-number", 11),
        (SOUND.replace("（三）", "（四）"), "missing-list-number", 11),
        (SOUND.replace("第一章 总则", "第一章 附则"), "final-chapter-not-last", 3),
        (insert("第四章 空章", "负责解释。").replace("第六条", "第五章 罚则\n第六条"), "empty-section", 14),
        (SOUND.replace("行程不满", "行程不超过"), "interval-overlap", 10),
        (SOUND.replace("超过300", "超过400"), "interval-gap", 11),
        (SOUND.replace("公司全体员工", "宏图实业有限公司全体员工"), "foreign-organisation", 5),
        (SOUND.replace("公司全体员工", "XX公司全体员工"), "placeholder", 5),
        (SOUND.replace("填写派车单", "填写派车单（见附件1）"), "missing-annex", 7),
        (SOUND.replace("填写派车单", "填写《派车申请单》"), "missing-annex", 7),
        (SOUND.replace("分为三档", "按下表分为三档"), "missing-table", 8),
        (SOUND.replace("由综合部派车", "按用车标准派车").replace("元", ""), "missing-standard", 7),
        (SOUND.replace("提前一天", "及时"), "unmeasurable-word", 7),
        (insert("本制度适用于子公司。", "负责解释。"), "scope-stated-twice", 14),
        (insert("本制度的解释权归办公室。", "负责解释。"), "interpreter-stated-twice", 14),
        (insert("本制度的解释权归办公室。", "负责解释。"), "contradictory-duties", 14),
        (
            insert("办公室负责车辆的年检和保险。\n综合部负责车辆的年检和保险工作。", "派车。"),
            "contradictory-duties",
            9,
        ),
        (insert("员工可以携带家属乘车。\n员工不得携带家属乘车。", "派车。"), "contradictory-duties", 9),
        (SOUND.replace("自2026年1月1日起施行。", "自2026年1月1"), "truncated-end", 14),
        (insert("调度员接到派车单以后应当立刻安排车辆和", "派车。"), "unfinished-sentence", 8),
        (insert("违反第三十条的，批评教育。", "派车。"), "dangling-reference", 8),
        (SOUND.replace("第四条", "第三条").replace("由综合部派车", "按第五条派车"), "ambiguous-reference", 7),
        (SOUND.replace("用车人", "用\u202e车人"), "control-character", 7),
        ("第一条 规范用车。\n第二条 施行。\n", "missing-title", 1),
        (SOUND.replace("用车管理制度", "用车管理制度（模板）"), "template-title", 2),
    ],
)
def test_a_defect_is_named_with_its_line(text, rule, line):
    imported = regulation(text)

    assert (rule, line) in remarks(imported)
    assert all(r.message for r in imported.remarks)


def test_a_number_used_twice_moves_the_later_ones_and_says_so():
    imported = regulation(SOUND.replace("第四条", "第三条"))
    made = {(r.line, r.before, r.after, r.confidence) for r in imported.repairs}

    assert made == {(8, "第三条", "第四条", Confidence.CERTAIN)}
    assert [a.number for a in imported.articles] == [1, 2, 3, 4, 5, 6]


def test_a_number_left_out_moves_the_others_up_and_asks_whether_something_is_lost():
    imported = regulation(SOUND.replace("第四条", "第七条"))
    made = [(r.line, r.before, r.after) for r in imported.repairs]

    assert made == [(8, "第七条", "第四条")]


def test_an_overlap_is_an_error_because_both_rows_claim_the_number():
    imported = regulation(SOUND.replace("行程不满", "行程不超过"))

    (overlap,) = [r for r in imported.remarks if r.rule == "interval-overlap"]
    assert overlap.level is Level.ERROR
    assert "100公里同时属于两档" in overlap.message


def test_the_own_company_is_not_foreign():
    text = SOUND.replace("用车管理制度", "宏图实业有限公司\n用车管理制度").replace(
        "公司全体", "宏图实业有限公司全体"
    )
    imported = regulation(text)

    assert imported.organisation == "宏图实业有限公司"
    assert "foreign-organisation" not in {r.rule for r in imported.remarks}


def test_a_page_footer_with_another_name_is_set_aside_and_named():
    imported = regulation(insert("宏图实业有限公司　第 2 页", "派车。"))

    assert [(r.line, r.reason) for r in imported.residue] == [(8, "page-footer")]
    assert ("foreign-organisation", 8) in remarks(imported)


def test_a_reference_to_a_law_is_no_reference_to_an_own_article():
    imported = regulation(insert("依照《公司法》第四十条和民法典第一百条办理。", "派车。"))

    assert "dangling-reference" not in {r.rule for r in imported.remarks}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("第 3 页 共 8 页", "page-footer"),
        ("- 5 -", "page-footer"),
        ("3 / 8", "page-footer"),
        ("用车管理制度", "doubled-title"),
        ("==========", "decoration"),
        ("本文档由网友上传，仅供参考，如有侵权请联系删除", "advertising"),
        ("更多范文请到 www.example.com 免费下载", "advertising"),
    ],
)
def test_what_is_no_regulation_is_set_aside_with_its_place(line, reason):
    imported = regulation(insert(line, "派车。"))

    assert [(r.line, r.text, r.reason) for r in imported.residue] == [(8, line, reason)]
    assert imported.structure == regulation(SOUND).structure


def test_running_headers_are_set_aside_wherever_they_stand():
    text = "\n".join(
        f"第{n}条 用车人按照第{n}种方式申请车辆。\n宏图公司制度汇编\n{n} 2026年3月1日" for n in range(1, 6)
    )

    imported = regulation(text)
    assert {r.reason for r in imported.residue} == {"page-header", "page-footer"}
    assert imported.structure.articles == 5


def test_a_clause_about_a_web_site_is_no_advertising():
    line = "用车人可以在公司网站或者公众号上填写申请，并上传有关资料。"

    assert regulation(insert(line, "派车。")).residue == ()


def test_the_issuer_and_the_date_below_the_text_are_its_signature():
    imported = regulation(SOUND + "宏图实业有限公司\n二〇二六年一月一日\n")

    assert [r.reason for r in imported.residue] == ["signature", "signature"]


def test_a_table_of_contents_is_set_aside():
    text = "用车管理制度\n目录\n第一章 总则……1\n第二章 派车……2\n" + SOUND.split("用车管理制度")[1]

    imported = regulation(text)
    assert [r.reason for r in imported.residue] == ["table-of-contents"] * 3
    assert imported.structure == regulation(SOUND).structure


def test_a_list_that_is_announced_and_follows_is_not_missing():
    followed = SOUND.replace("用车分为三档：", "用车标准如下：")
    alone = SOUND.replace("由综合部派车。", "用车标准如下：")

    assert "missing-table" not in {rule for rule, _ in remarks(regulation(followed))}
    assert ("missing-table", 7) in remarks(regulation(alone))
