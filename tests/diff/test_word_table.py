"""修订对照表: before, after, and what a change touches."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from generator.diff import Comparison, compare
from generator.diff.word_table import render_table
from tests.diff.edits import EDITS, base, edited, made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rendered(*names: str, note: str = "") -> bytes:
    old, new = made(base()), edited(*(EDITS[n] for n in names))
    return render_table(
        Comparison(
            old=old, new=new, changes=compare(old, new), old_label="1.0 版", new_label="1.1 版", note=note
        )
    )


def root(content: bytes):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def rows(content: bytes) -> list[list[str]]:
    return [
        ["\n".join("".join(p.itertext()) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in root(content).iter(f"{W}tr")
    ]


def styled(content: bytes, style: str) -> list[str]:
    return [
        "".join(r.itertext())
        for r in root(content).iter(f"{W}r")
        if (s := r.find(f"{W}rPr/{W}rStyle")) is not None and s.get(f"{W}val") == style
    ]


def test_before_after_and_remark_stand_side_by_side() -> None:
    content = rendered("paragraph")

    assert rows(content) == [
        ["修订前", "修订后", "修订说明"],
        ["第四条　条名notice"],
        ["其余从其规定。", "其余从其他规定。", "修改第三款\n涉及表单：单表\n涉及规则：in-time"],
    ]
    assert styled(content, "Came") == ["他"]


def test_a_figure_is_shown_by_the_sentence_that_says_it() -> None:
    *_, (before, after, remark) = rows(rendered("figure"))

    assert (before, after) == ("第四条第二款　费用不超过5万元。", "第四条第二款　费用不超过6万元。")
    assert remark == "参数“上限”由5万元改为6万元\n涉及表单：单表\n涉及规则：not-dear"


def test_a_cell_says_what_it_is_the_value_of() -> None:
    *_, (before, after, _) = rows(rendered("cell"))

    assert (before, after) == ("“费用超过5000元”的住宿：500元", "“费用超过5000元”的住宿：550元")


def test_what_is_new_had_nothing_before() -> None:
    *_, (before, after, remark) = rows(rendered("article-added"))

    assert (before, after, remark) == ("（原文无此内容）", "新增的正文。", "新增整条")


def test_what_went_has_nothing_after() -> None:
    *_, (before, after, remark) = rows(rendered("field-gone"))

    assert before.startswith("类型：多行文本")
    assert (after, remark) == ("（已删去）", "删除栏目“事由”\n涉及表单：单表")


def test_a_new_name_stands_beside_the_old_one() -> None:
    *_, (before, after, _) = rows(rendered("field-renamed"))

    assert (before, after) == ("事由", "出差事由")


def test_rules_and_notes_stand_apart_from_the_text() -> None:
    tables = [
        ["".join(r.itertext()) for r in t.iter(f"{W}tr")]
        for t in root(rendered("figure", "operator")).iter(f"{W}tbl")
    ]

    assert len(tables) == 2
    assert "in-time" in "".join(tables[1])


def test_the_head_names_both_editions_and_the_note() -> None:
    shown = "".join(root(rendered("figure", note="降低上限")).itertext())

    assert "1.0 版（2026年1月1日起施行） → 1.1 版（2026年1月1日起施行）" in shown
    assert "修订说明：降低上限" in shown


def test_no_difference_is_said() -> None:
    assert "没有差别" in "".join(root(rendered()).itertext())


def test_pages_are_wide_and_the_same_comparison_gives_the_same_bytes() -> None:
    content = rendered("figure")

    assert [s.get(f"{W}orient") for s in root(content).iter(f"{W}pgSz")] == ["landscape"]
    assert content == rendered("figure")
