"""The form as a company issues it: layout, identity, blanks, answers."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import docx
import pytest
from lxml import etree

from generator.model.shape import Stamp
from generator.render.docx_form import render_docx_form
from tests.builders import field, form, policy, rows
from tests.docx_sample import (
    BODY,
    NS,
    W14,
    W,
    answered,
    answers,
    body_of,
    cell_of,
    control,
    filled,
    parts_of,
    sample_form,
    sample_policy,
)

SDT_ORDER = [
    "rPr", "alias", "tag", "id", "lock", "placeholder", "temporary", "showingPlcHdr",
    "richText", "dropDownList", "date", "checkbox",
]  # fmt: skip
CELL_ORDER = ["tcW", "gridSpan", "vMerge", "shd", "vAlign"]


def blank(of=None, id_="reception"):
    source = of or sample_policy()
    return render_docx_form(source, source.forms_by_id[id_])


def texts(data, part=BODY):
    root = etree.fromstring(parts_of(data)[part])
    return ["".join(p.itertext(f"{W}t")) for p in root.iter(f"{W}p")]


def local(element):
    return etree.QName(element).localname


def one_form(*fields, **more):
    made = policy(forms=[form(*fields, id="one", **more)])
    return made, render_docx_form(made, made.forms_by_id["one"])


@pytest.fixture(params=["blank", "filled", "shipped"])
def every_form(request):
    if request.param == "shipped":
        shipped = request.getfixturevalue("shipped_policy")
        return [render_docx_form(shipped, f) for f in shipped.forms]
    return [blank() if request.param == "blank" else filled()]


def test_equal_input_gives_equal_bytes_in_any_process():
    script = (
        "import hashlib, sys; from tests.docx_sample import filled;"
        "sys.stdout.write(hashlib.sha256(filled()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
        ).stdout
        for seed, zone in (("0", "UTC"), ("4711", "Asia/Shanghai"))
    }  # fmt: skip

    assert len(seen) == 1


def test_every_part_is_well_formed_and_declared(every_form):
    for data in every_form:
        parts = parts_of(data)
        types = parts["[Content_Types].xml"].decode()
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(content)
            if name.endswith(".xml") and name != "[Content_Types].xml":
                assert f'PartName="/{name}"' in types


def test_relations_lead_to_parts_and_are_used(every_form):
    for data in every_form:
        parts = parts_of(data)
        relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
        targets = {r.get("Id"): r.get("Target") for r in relations}
        assert all(f"word/{t}" in parts for t in targets.values())
        body = parts[BODY].decode()
        assert all(f'"{id_}"' in body for id_ in ("rIdHeader", "rIdFooter", "rIdCode"))
        assert "rIdCode" in targets


def test_styles_that_are_used_are_defined(every_form):
    for data in every_form:
        parts = parts_of(data)
        defined = set(etree.fromstring(parts["word/styles.xml"]).xpath("//w:style/@w:styleId", namespaces=NS))
        for name in (BODY, "word/header1.xml", "word/footer1.xml"):
            root = etree.fromstring(parts[name])
            used = set(
                root.xpath("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", namespaces=NS)
            )
            assert used <= defined


def test_numbers_of_controls_and_bookmarks_are_unique(every_form):
    for data in every_form:
        root = body_of(data)
        for path in ("//w:sdtPr/w:id/@w:val", "//w:bookmarkStart/@w:id", "//w:bookmarkStart/@w:name"):
            found = root.xpath(path, namespaces=NS)
            assert len(found) == len(set(found))
        names = root.xpath("//w:bookmarkStart/@w:name", namespaces=NS)
        assert all(len(n) <= 40 and n.isascii() for n in names)
        ends = root.xpath("//w:bookmarkEnd/@w:id", namespaces=NS)
        assert sorted(ends) == sorted(root.xpath("//w:bookmarkStart/@w:id", namespaces=NS))


def test_children_stand_in_the_order_that_word_insists_on(every_form):
    for data in every_form:
        root = body_of(data)
        for path, order in (("//w:sdtPr", SDT_ORDER), ("//w:tcPr", CELL_ORDER)):
            for element in root.xpath(path, namespaces=NS):
                places = [order.index(local(child)) for child in element]
                assert all(a < b for a, b in pairwise(places))


def test_tags_and_titles_are_no_longer_than_word_allows(every_form):
    for data in every_form:
        root = body_of(data)
        assert all(len(v) <= 64 for v in root.xpath("//w:tag/@w:val | //w:alias/@w:val", namespaces=NS))


def test_every_cell_ends_with_a_paragraph_and_every_row_fills_the_grid(every_form):
    for data in every_form:
        for table in body_of(data).iter(f"{W}tbl"):
            widths = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
            for row in table.iter(f"{W}tr"):
                cells = list(row.iter(f"{W}tc"))
                assert all(cell[-1].tag == f"{W}p" for cell in cells)
                at = 0
                for cell in cells:
                    span = int(cell.xpath("string(w:tcPr/w:gridSpan/@w:val)", namespaces=NS) or 1)
                    width = int(cell.xpath("string(w:tcPr/w:tcW/@w:w)", namespaces=NS))
                    assert width == sum(widths[at : at + span])
                    at += span
                assert at == len(widths)


def test_controls_stand_at_run_level_inside_a_bookmark(every_form):
    for data in every_form:
        for sdt in body_of(data).iter(f"{W}sdt"):
            assert sdt.getparent().tag == f"{W}p"
            assert sdt.getprevious().tag == f"{W}bookmarkStart"
            assert sdt.getnext().tag == f"{W}bookmarkEnd"


def test_adjacent_tables_are_parted_by_a_paragraph(every_form):
    for data in every_form:
        body = body_of(data).find(f"{W}body")
        assert all(not (a.tag == b.tag == f"{W}tbl") for a, b in pairwise(body))


def test_python_docx_opens_it_for_the_annotated_copy(every_form, tmp_path):
    for data in every_form:
        file = tmp_path / "form.docx"
        file.write_bytes(data)
        assert docx.Document(str(file)).tables


def test_the_stamp_stands_in_properties_header_footer_and_code():
    source = sample_policy()
    data = blank(source)
    stamp = Stamp.of(source, sample_form(source))
    properties = etree.fromstring(parts_of(data)["docProps/custom.xml"])

    found = {p.get("name"): "".join(p.itertext()) for p in properties}
    assert stamp.as_properties() == found
    assert texts(data, "word/header1.xml") == ["CC-001　出差管理制度　1.0 版附表1"]
    (footer,) = texts(data, "word/footer1.xml")
    assert f"CC-001｜reception｜1.0 版｜校验码 {stamp.digest}" in footer
    assert "第 1 页　共 1 页" in footer
    assert stamp.code in etree.fromstring(parts_of(data)[BODY]).xpath("string(//@descr)")


def test_page_numbers_are_fields_with_each_mark_in_its_own_run():
    footer = etree.fromstring(parts_of(blank())["word/footer1.xml"])
    marks = footer.xpath("//w:r[w:fldChar or w:instrText]", namespaces=NS)

    assert [
        r.xpath("string(w:fldChar/@w:fldCharType)", namespaces=NS) or "".join(r.itertext()).strip()
        for r in marks
    ] == ["begin", "PAGE", "separate", "end", "begin", "NUMPAGES", "separate", "end"]


def test_title_basis_and_help_open_the_form():
    assert texts(blank())[:4] == [
        "接待表", "Reception form", "依据《出差管理制度》第一条　1.0 版，2026年1月1日起施行", "提交前核对。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("orientation", "size", "pairs"), [("纵向", ("11906", "16838"), 2), ("横向", ("16838", "11906"), 3)]
)
def test_paper_decides_how_many_pairs_stand_side_by_side(orientation, size, pairs):
    _, data = one_form(纸张=orientation)
    root = body_of(data)

    assert [size] == list({(p.get(f"{W}w"), p.get(f"{W}h")) for p in root.iter(f"{W}pgSz")})
    grid = root.find(f".//{W}tblGrid")
    assert 2 * pairs == len(grid)
    right = int(root.find(f".//{W}pgMar").get(f"{W}right"))
    assert int(size[0]) - 2 * right == sum(int(c.get(f"{W}w")) for c in grid)


def test_required_and_conditional_fields_are_marked():
    shown = texts(blank())

    assert "客户单位*" in shown
    assert "来访人数（人）*" in shown
    assert "合同金额（万元）△" in shown
    assert "备注" in shown
    assert any("带 * 的为必填；带 △ 的在所述情形出现时必填" in t for t in shown)


def test_the_other_language_stands_below_the_label():
    cell = cell_of(body_of(blank()), "客户单位").getprevious()

    assert ["".join(p.itertext()) for p in cell.iter(f"{W}p")] == ["客户单位*", "Organisation"]


def test_wide_and_multiline_fields_take_the_whole_line_and_the_last_one_reaches_the_margin():
    _, data = one_form(field("甲"), field("乙", "多行文本"), field("丙", 整行=True), field("丁"))
    root = body_of(data)

    spans = {t: cell_of(root, t).xpath("string(w:tcPr/w:gridSpan/@w:val)", namespaces=NS) for t in "甲乙丙丁"}
    assert spans == {"甲": "3", "乙": "3", "丙": "3", "丁": "3"}
    heights = {
        t: int(next(cell_of(root, t).iterancestors(f"{W}tr")).find(f"{W}trPr/{W}trHeight").get(f"{W}val"))
        for t in "甲乙"
    }
    assert heights["乙"] > 2 * heights["甲"]


def test_kinds_of_fields_become_kinds_of_controls():
    root = body_of(blank())

    def kind(tag):
        return local(control(root, tag).find(f"{W}sdtPr")[-1])

    assert {"richText"} == {
        kind(t) for t in ("客户单位", "来访人数", "合同金额", "来访时间", "接待人员", "备注")
    }
    assert {"dropDownList"} == {kind(t) for t in ("客户等级", "整体评价", "费用明细.类别", "编制职务")}
    assert {"date"} == {kind(t) for t in ("日期", "费用明细.发生日期", "编制日期")}
    assert {"checkbox"} == {kind(t) for t in ("需要翻译", "需要翻译.否", "费用明细.超标")}


def test_single_controls_are_locked_but_rows_can_be_deleted():
    root = body_of(blank())

    assert control(root, "客户单位").find(f"{W}sdtPr/{W}lock").get(f"{W}val") == "sdtLocked"
    assert control(root, "费用明细.用途").find(f"{W}sdtPr/{W}lock") is None


def test_options_are_listed_once_each():
    _, data = one_form(field("等级", "选项", 选项=["甲", "乙", "甲", "丙 & <丁>"]))
    items = control(body_of(data), "等级").iter(f"{W}listItem")

    assert [i.get(f"{W}displayText") for i in items] == ["甲", "乙", "丙 & <丁>"]


def test_blanks_show_as_much_help_as_fits():
    root = body_of(blank())

    def shown(tag):
        return "".join(control(root, tag).find(f"{W}sdtContent").itertext())

    assert shown("客户单位") == "〔点此填写，如 华东机电有限公司〕"
    assert shown("客户等级") == "〔点此选择：A／B／C／D〕"
    assert shown("来宾类别") == "〔点此选择〕"
    assert shown("日期") == "〔点此选择日期〕"
    assert shown("费用明细.类别") == "〔选〕"
    assert shown("费用明细.用途").strip() == ""
    assert shown("费用合计").startswith("〔点此填写〕") or shown("费用合计").strip() == ""


def test_an_example_with_brackets_does_not_end_the_placeholder_early():
    _, data = one_form(field("文号", 示例="市监函〔2026〕12号"))

    assert "".join(control(body_of(data), "文号").find(f"{W}sdtContent").itertext()) == "〔点此填写〕"


def test_empty_controls_say_so_and_filled_ones_do_not():
    empty, full = body_of(blank()), body_of(filled())

    boxes = len(empty.findall(f".//{W14}checkbox"))
    assert len(empty.findall(f".//{W}sdt")) == boxes + len(empty.findall(f".//{W}showingPlcHdr"))
    flagged = full.xpath("//w:sdtPr[w:showingPlcHdr]/w:tag/@w:val", namespaces=NS)
    assert {t.partition(".")[0] for t in flagged} == {"费用明细"}


def test_answers_stand_in_their_controls_as_people_write_them():
    root = body_of(filled())

    def shown(tag):
        return "".join(control(root, tag).find(f"{W}sdtContent").itertext())

    assert shown("合同金额") == "450"
    assert shown("日期") == "2026年3月5日"
    assert control(root, "日期").find(f"{W}sdtPr/{W}date").get(f"{W}fullDate") == "2026-03-05T00:00:00Z"
    assert shown("费用明细.发生日期") == "2026-03-05"
    assert shown("接待人员") == "张伟、欧阳娜"
    assert len(control(root, "备注").findall(f".//{W}br")) == 3


@pytest.mark.parametrize(
    ("value", "yes", "no"), [(True, "☑1", "☐0"), (False, "☐0", "☑1"), (None, "☐0", "☐0")]
)
def test_state_and_glyph_of_a_box_agree(value, yes, no):
    source = sample_policy()
    given = {} if value is None else {"需要翻译": answered(value)}
    root = body_of(render_docx_form(source, sample_form(source), given))

    def state(tag):
        box = control(root, tag)
        return "".join(box.find(f"{W}sdtContent").itertext()) + box.find(f".//{W14}checked").get(f"{W14}val")

    assert [yes, no] == [state("需要翻译"), state("需要翻译.否")]


def test_only_answered_answers_are_written():
    source = sample_policy()
    unreadable = {"备注": answered("x").__class__(state="unreadable", raw="读不懂")}

    assert render_docx_form(source, sample_form(source), unreadable) == blank(source)


def test_the_rows_have_a_repeated_heading_numbers_and_a_total():
    root = body_of(blank())
    table = next(control(root, "费用明细.用途").iterancestors(f"{W}tbl"))
    lines = [[("".join(c.itertext())).strip() for c in r.iter(f"{W}tc")] for r in table.iter(f"{W}tr")]

    assert lines[0] == ["二、明细"]
    assert lines[1] == ["序号", "用途*", "发生日期", "时刻", "类别", "金额（元）*", "超标"]
    assert [line[0] for line in lines[2:6]] == ["1", "2", "3", "4"]
    assert lines[6][0] == "费用合计（元）*"
    headers = [r.find(f"{W}trPr/{W}tblHeader") is not None for r in table.iter(f"{W}tr")]
    assert headers == [True, True, False, False, False, False, False]


def test_more_answers_than_printed_rows_get_more_rows():
    source = sample_policy()
    lines = [{"用途": f"第{n}项"} for n in range(1, 8)]
    root = body_of(render_docx_form(source, sample_form(source), answers({}, lines)))

    assert len(root.xpath("//w:tag[@w:val='费用明细.用途']", namespaces=NS)) == 7


def test_a_section_may_hold_fields_and_rows():
    source = form(id="both")
    source["分节"] = [
        {"标题": "合并", "字段": [field("编号"), field("日期", "日期")], "明细": rows("清单", field("物品"))}
    ]
    made = policy(forms=[source])
    shown = texts(render_docx_form(made, made.forms_by_id["both"]))

    assert "一、合并" in shown
    assert "清单" in shown


def test_the_sign_off_is_never_parted_by_the_end_of_a_page():
    root = body_of(blank())
    table = next(control(root, "编制人").iterancestors(f"{W}tbl"))
    _band, *kept, last = table.iter(f"{W}tr")  # the band is kept by its style

    assert all(r.find(f".//{W}keepNext") is not None for r in kept)
    assert last.find(f".//{W}keepNext") is None


def test_a_signature_is_an_empty_cell_with_room():
    root = body_of(blank())
    cell = root.xpath("//w:tc[contains(., '来宾签名')]/following-sibling::w:tc", namespaces=NS)[0]

    assert "".join(cell.itertext()) == ""
    assert cell.find(f".//{W}bookmarkStart") is not None
    assert cell.find(f".//{W}sdt") is None


def test_notes_explain_what_the_blank_cannot():
    source = sample_policy()
    notes = [t for t in texts(blank(source)) if t[:1].isdigit() and ". " in t]

    assert "2. 客户单位：填写全称" in notes
    assert any(
        n.endswith("来宾类别：可选企业客户、政府机关和事业单位、机构投资者和证券分析师、新闻媒体")
        for n in notes
    )
    assert any(n.endswith("接待人员：个人信息，用于安排接待，保存三年") for n in notes)
    assert not any("客户等级" in n for n in notes)
    assert any("批准邮件：以电子邮件办理的，填写发件人、日期和主题" in n for n in notes)


def test_the_first_note_says_when_the_marked_fields_are_filled_in():
    asked = form(
        field("安排用餐", "是否", 必填=True),
        field("用餐地点", "文本", 必填=True, 条件="单.安排用餐"),
        field("陪同人数", "整数", 必填=True, 条件="单.安排用餐"),
        field("公函", "文本", 必填=True, 条件="单.安排用餐", 说明="政府机关来访时填写"),
        name="单", 签批=[{"环节": "特批", "职务": ["经理"], "条件": "单.安排用餐"}],
    )  # fmt: skip
    made = policy(forms=[asked])

    assert "1. 带 △ 的：安排用餐时填用餐地点、陪同人数、特批" in texts(render_docx_form(made, made.forms[0]))


def test_fields_of_the_same_meaning_share_a_note_with_all_their_articles():
    asked = form(
        field("姓名", "文本", 依据="first", 说明="由经办人填写"),
        field("职务", "文本", 依据="second", 说明="由经办人填写"),
    )
    chapter = {
        "章": "总则",
        "条": [{"标识": i, "条名": i, "款": ["文。"]} for i in ("first", "second")],
    }
    made = policy(forms=[asked], chapters=[chapter])

    assert "1. 姓名、职务：由经办人填写（第一条、第二条）" in texts(render_docx_form(made, made.forms[0]))


def test_a_note_names_the_article_and_resolves_macros():
    made = policy(
        forms=[
            form(field("金额", "金额", 依据="first", 说明='不超过{{ 参数("上限") }}', 示例="100"), id="one")
        ],
        chapters=[
            {"章": "总则", "条": [{"标识": "first", "条名": "一", "款": ["文。"], "参数": {"上限": "300元"}}]}
        ],
    )

    assert "1. 金额：不超过300元（第一条）" in texts(render_docx_form(made, made.forms_by_id["one"]))


def test_fields_that_share_a_note_are_named_together():
    _, data = one_form(field("甲", 说明="由前台填写"), field("乙", 说明="由前台填写。"))

    assert "1. 甲、乙：由前台填写" in texts(data)


def test_a_form_that_needs_no_notes_has_only_their_heading():
    _, data = one_form()

    assert texts(data)[-1].startswith("填表说明（")
    assert len(list(body_of(data).iter(f"{W}sectPr"))) == 1


def test_notes_stand_in_two_balanced_columns():
    columns = [c.get(f"{W}num") for c in body_of(blank()).iter(f"{W}cols")]

    assert columns == ["1", "2", "1"]


def test_long_labels_are_parted_before_the_unit_or_in_the_middle():
    _, data = one_form(
        field("部门本年度预算余额", "金额", 单位="万元"), field("定期报告预约披露日期", 必填=True)
    )
    root = body_of(data)

    def lines(tag):
        cell = cell_of(root, tag).getprevious()
        return [len("".join(r.itertext())) for r in cell.iter(f"{W}t")]

    assert lines("定期报告预约披露日期") == [4, 6, 1]
    assert sum(lines("部门本年度预算余额")) == len("部门本年度预算余额（万元）")
    assert root.xpath("boolean(//w:tc[contains(., '部门本年')]//w:br)", namespaces=NS)


def test_a_date_is_written_out_where_there_is_room_and_short_in_the_sign_off():
    root = body_of(filled())

    assert "".join(control(root, "日期").itertext(f"{W}t")) == "2026年3月5日"
    assert "".join(control(root, "编制日期").itertext(f"{W}t")) == "2026-03-01"
    formats = {t: control(root, t).find(f".//{W}dateFormat").get(f"{W}val") for t in ("日期", "编制日期")}
    assert formats == {"日期": "yyyy'年'M'月'd'日'", "编制日期": "yyyy-MM-dd"}


def test_a_label_is_wide_enough_for_two_lines_of_the_other_language():
    def width_of_label(foreign):
        _, data = one_form(field("评价", 外文=foreign))
        return int(body_of(data).find(f".//{W}gridCol").get(f"{W}w"))

    assert width_of_label("Opinion") < width_of_label("What you thought of the hotel")


def test_labels_of_long_sign_off_steps_are_parted_after_the_step():
    _, data = one_form(签批=[{"环节": "超标事项批准", "职务": ["总经理"]}])
    cell = cell_of(body_of(data), "超标事项批准日期").getprevious()

    assert ["".join(t.itertext()) for t in cell.iter(f"{W}t")] == ["超标事项批准", "日期", "*"]


def test_texts_that_xml_cannot_hold_do_not_break_the_file():
    source = sample_policy()
    data = render_docx_form(source, sample_form(source), {"备注": answered("甲\x00乙\x1b[31m\ud800丙")})

    assert "甲\ufffd乙\ufffd[31m\ufffd丙" in texts(data)


def test_the_file_says_whose_form_it_is_in_chinese():
    core = parts_of(blank())["docProps/core.xml"].decode()

    assert "<dc:title>附表1　接待表</dc:title>" in core
    assert "<dc:language>zh-CN</dc:language>" in core
    assert core.count("2026-01-01T00:00:00Z") == 2


def test_columns_that_are_all_of_a_fixed_kind_share_the_width():
    table = rows("考勤", field("日期甲", "日期"), field("时刻", "时间"), count=2)
    made = policy(forms=[form(table=table, id="one")])
    root = body_of(render_docx_form(made, made.forms_by_id["one"]))
    (grid,) = [t for t in root.iter(f"{W}tblGrid") if len(t) == 3]

    assert sum(int(c.get(f"{W}w")) for c in grid) == 9638


@pytest.mark.parametrize(
    ("name", "parts"), [("由分管领导认定的重点来宾", 2), ("由分管领导认定的重点来宾" * 2, 1)]
)
def test_a_label_is_parted_in_the_middle_only_if_two_lines_hold_it(name, parts):
    _, data = one_form(field(name))
    label = next(p for p in body_of(data).iter(f"{W}p") if "".join(p.itertext(f"{W}t")) == name)

    assert len(list(label.iter(f"{W}br"))) == parts - 1


def test_options_of_a_scale_are_named_in_both_languages_once_a_section():
    scale = {"选项": ["好", "差"], "外文选项": ["Good", "Poor"]}
    _, data = one_form(field("甲", "量表", **scale), field("乙", "量表", **scale))

    assert "".join(texts(data)).count("好 Good／差 Poor") == 1


def test_the_notes_say_what_a_computed_field_follows_from():
    _, data = one_form(field("额", "金额"), field("数", "整数"), field("人均", "金额", 计算="单.额 / 单.数"))

    assert "人均：由额和数得出" in "".join(texts(data))
