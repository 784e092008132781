"""Completed forms as they come back: whole, converted, stripped, retyped, tampered with."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.errors import InputRefused
from generator.intake.docx_reader import MAX_VALUE_CHARACTERS, read_docx
from generator.intake.docx_text import answer_text
from generator.model.shape import STAMP_FORM, Stamp, shape_of
from generator.render.docx_form import render_docx_form
from generator.text import clean
from tests.builders import article, field, form, policy
from tests.docx_sample import (
    BODY,
    EXPECTED,
    NS,
    W,
    answered,
    body_of,
    cell_of,
    control,
    edited,
    filled,
    packed,
    parts_of,
    read,
    sample_form,
    sample_policy,
    set_text,
    strip_bookmarks,
    strip_controls,
    strip_tags,
    values_read,
)

POLICY = sample_policy()
FORM = sample_form(POLICY)
BLANK = render_docx_form(POLICY, FORM)
FILLED = filled(POLICY)


def codes(data):
    return [(n.code, n.field) for n in read(data, POLICY).notes]


def without_properties(data):
    return packed({n: c for n, c in parts_of(data).items() if n != "docProps/custom.xml"})


def test_a_filled_form_reads_back_equal_and_without_notes():
    assert values_read(FILLED, POLICY) == EXPECTED
    assert read(FILLED, POLICY).notes == ()


def test_a_blank_form_is_blank_in_every_field():
    reading = read(BLANK, POLICY)

    assert set(reading.values) == {f.name for f in FORM.fields}
    assert not any(reading.values.values())
    assert [any(line.values()) for line in reading.rows["费用明细"]] == [False] * 4
    assert reading.notes == ()


def test_the_reading_names_form_edition_and_digest():
    reading = read(FILLED, POLICY)
    stamp = Stamp.of(POLICY, FORM)

    assert (reading.form, reading.edition, reading.digest) == (stamp.form, stamp.edition, stamp.digest)


@pytest.mark.parametrize(
    "losses",
    [
        [strip_tags],
        [strip_bookmarks],
        [strip_controls],
        [strip_tags, strip_bookmarks],
        [strip_controls, strip_bookmarks],
    ],
    ids=["no tags", "no bookmarks", "no controls", "only anonymous controls", "retyped"],
)
def test_what_ties_blanks_to_fields_may_be_lost(losses):
    assert values_read(edited(FILLED, *losses), POLICY) == EXPECTED
    blank = read(edited(BLANK, *losses), POLICY)
    assert not any(blank.values.values())
    assert blank.notes == ()


def test_every_shipped_form_is_recognised_blank_and_complete(shipped_policy):
    shapes = tuple(shape_of(shipped_policy, f) for f in shipped_policy.forms)
    for one in shipped_policy.forms:
        data = render_docx_form(shipped_policy, one)
        for copy in (data, edited(data, strip_controls, strip_bookmarks), without_properties(data)):
            reading = read_docx(copy, shapes)
            assert reading.form == one.id
            assert set(reading.values) == {f.name for f in one.fields}
            assert set(reading.rows) == {t.name for t in one.tables}
            assert not any(reading.values.values())


TEXTS = st.text(
    st.one_of(
        st.sampled_from("䶮㛃𠮷０１２３４５６７８９\n 　。，〔〕*：甲乙丙&<>\"'"),
        st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=TEXTS)
def test_any_clean_text_comes_back_as_it_was(text):
    kept = clean(text)
    assume(kept and kept == answer_text(kept))
    data = render_docx_form(POLICY, FORM, {"备注": answered(kept), "来宾签名": answered(kept)})

    for copy in (data, edited(data, strip_controls, strip_bookmarks)):
        reading = read(copy, POLICY)
        assert clean(str(reading.values["备注"])) == kept
        assert clean(str(reading.values["来宾签名"])) == kept


def test_text_typed_beside_an_untouched_control_counts():
    data = edited(BLANK, lambda root: _append(cell_of(root, "客户单位"), "华东公司"))

    assert read(data, POLICY).values["客户单位"] == "华东公司"


def test_text_beside_an_answer_makes_it_ambiguous():
    data = edited(FILLED, lambda root: _append(cell_of(root, "来访人数"), "（暂定）"))

    assert read(data, POLICY).values["来访人数"] == "6"
    assert codes(data) == [("ambiguous-field", "来访人数")]


def test_a_label_put_into_the_cell_of_its_answer_is_no_part_of_it():
    def merge(root):
        cell = cell_of(root, "来访人数")
        cell.find(f"{W}p").insert(1, _run("来访人数："))

    assert read(edited(FILLED, merge), POLICY).values["来访人数"] == "6"
    assert codes(edited(FILLED, merge)) == []


def test_a_control_that_shares_its_cell_with_another_field_is_read_alone():
    def move(root):
        target = cell_of(root, "编号").find(f"{W}p")
        target.append(control(root, "日期"))
        target.append(control(root, "需要翻译"))
        target.append(control(root, "需要翻译.否"))

    reading = read(edited(FILLED, move), POLICY)
    assert reading.values["日期"] == "2026年3月5日"
    assert reading.values["编号"] == "JD-2026-015"
    assert reading.values["需要翻译"] == "否"


def test_controls_outside_tables_are_read():
    def move(root):
        paragraph = etree.SubElement(root.find(f"{W}body"), f"{W}p")
        paragraph.append(control(root, "编号"))
        paragraph.append(control(root, "需要翻译"))

    reading = read(edited(FILLED, move), POLICY)
    assert reading.values["编号"] == "JD-2026-015"


def test_two_controls_for_one_field_must_agree():
    def twice(root, text="6"):
        source = next(control(root, "来访人数").iterancestors(f"{W}tr"))
        copy = etree.fromstring(etree.tostring(source))
        source.addnext(copy)
        set_text(copy.find(f".//{W}sdtContent"), text)

    assert codes(edited(FILLED, twice)) == []
    differing = edited(FILLED, lambda root: twice(root, "60"))
    assert codes(differing) == [("ambiguous-field", "来访人数")]
    assert "“6”" in read(differing, POLICY).notes[0].detail
    assert "“60”" in read(differing, POLICY).notes[0].detail


def test_two_labels_of_one_name_must_agree():
    def twice(root):
        strip_controls(root)
        strip_bookmarks(root)
        row = root.xpath("//w:tr[w:tc[contains(., '来访人数')]]", namespaces=NS)[0]
        copy = etree.fromstring(etree.tostring(row))
        set_text(copy.findall(f"{W}tc")[1], "60")
        row.addnext(copy)

    assert ("ambiguous-field", "来访人数") in codes(edited(FILLED, twice))


def test_a_field_that_is_not_there_is_absent_and_noted():
    def delete(root):
        row = next(control(root, "备注").iterancestors(f"{W}tr"))
        row.getparent().remove(row)

    data = edited(FILLED, delete)
    assert "备注" not in read(data, POLICY).values
    assert codes(data) == [("missing-field", "备注")]


def test_a_changed_label_is_noted():
    data = edited(FILLED, lambda root: set_text(cell_of(root, "合同金额").getprevious(), "报价金额"))

    assert read(data, POLICY).values["合同金额"] == "450"
    assert codes(data) == [("label-changed", "合同金额")]


def test_a_control_without_a_label_is_read_without_a_note():
    def unlabel(root):
        cell = cell_of(root, "备注").getprevious()
        cell.getparent().remove(cell)

    assert codes(edited(FILLED, unlabel)) == []


def test_without_a_stamp_the_labels_tell_the_form():
    data = without_properties(FILLED)
    reading = read(data, POLICY)

    assert (reading.form, reading.edition, reading.digest) == ("reception", "", "")
    assert codes(data) == [("no-stamp", "")]


def test_a_stamp_of_another_regulation_does_not_count():
    parts = parts_of(FILLED)
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"reception", b"elsewhere")

    assert codes(packed(parts)) == [("no-stamp", "")]


def test_the_smaller_form_is_told_from_the_larger():
    other = POLICY.forms_by_id["meal"]
    data = without_properties(render_docx_form(POLICY, other))

    assert read(edited(data, strip_controls, strip_bookmarks), POLICY).form == "meal"


@pytest.mark.parametrize("change", [lambda _: None, strip_tags])
def test_a_document_with_another_form_copied_into_it_is_refused(change):
    other = policy(article("first"), forms=[form(field("房型"), field("早餐"), id="room", name="住宿")])
    shapes = (shape_of(POLICY, FORM), shape_of(other, other.forms[0]))
    pages = body_of(render_docx_form(other, other.forms[0]))

    def copy(root):
        for table in pages.findall("w:body/w:tbl", NS):
            root.find("w:body", NS)[-1].addprevious(table)

    merged = edited(FILLED, copy, change)

    with pytest.raises(InputRefused, match="《接待表》和《住宿表》") as refusal:
        read_docx(merged, shapes)
    assert refusal.value.code == "several-forms"
    assert read_docx(FILLED, shapes).form == FORM.id


def test_a_document_that_is_no_form_is_refused():
    body = (
        f'<w:document xmlns:w="{NS["w"]}"><w:body><w:p><w:r><w:t>通知</w:t></w:r></w:p></w:body></w:document>'
    )
    data = packed({**parts_of(BLANK), BODY: body.encode()})

    with pytest.raises(InputRefused, match="《接待表》") as refusal:
        read(data, POLICY)
    assert refusal.value.code == "not-a-form"
    assert refusal.value.hint


def test_without_any_form_everything_is_refused():
    with pytest.raises(InputRefused):
        read_docx(BLANK, ())


def test_the_stamp_alone_makes_no_form():
    body = f'<w:document xmlns:w="{NS["w"]}"><w:body/></w:document>'

    with pytest.raises(InputRefused):
        read(packed({**parts_of(BLANK), BODY: body.encode()}), POLICY)
    assert STAMP_FORM.encode() in parts_of(BLANK)["docProps/custom.xml"]


def test_a_value_beyond_all_measure_is_refused():
    data = render_docx_form(POLICY, FORM, {"备注": answered("长" * (MAX_VALUE_CHARACTERS + 1))})

    with pytest.raises(InputRefused) as refusal:
        read(data, POLICY)
    assert refusal.value.code == "value-too-long"


@pytest.mark.parametrize(
    "shown",
    [
        "单击或点击此处输入文字。", "点击此处输入文本", "单击此处输入日期。", "Click or tap here to enter text.", "选择一项。",
        "Choose an item.", "请选择", "________", "〔点此填写，如 6〕", "Click here to insert text", "选择日期",
    ],
)  # fmt: skip
def test_placeholders_of_other_programs_are_blank(shown):
    data = edited(FILLED, lambda root: set_text(control(root, "来访人数").find(f"{W}sdtContent"), shown))

    assert read(data, POLICY).values["来访人数"] == ""


def test_an_answer_next_to_the_remains_of_a_placeholder_counts():
    data = edited(BLANK, lambda root: _append(control(root, "客户单位").find(f"{W}sdtContent"), "华东公司"))

    assert read(data, POLICY).values["客户单位"] == "华东公司"


def test_a_control_that_claims_to_be_empty_but_shows_an_answer_is_noted():
    data = edited(BLANK, lambda root: set_text(control(root, "来访人数").find(f"{W}sdtContent"), "6"))

    assert read(data, POLICY).values["来访人数"] == "6"
    assert codes(data) == [("value-differs-from-appearance", "来访人数")]


def test_a_date_beside_another_text_is_noted_and_the_text_counts():
    data = edited(FILLED, lambda root: set_text(control(root, "日期").find(f"{W}sdtContent"), "2026年3月6日"))

    assert read(data, POLICY).values["日期"] == "2026年3月6日"
    assert codes(data) == [("value-differs-from-appearance", "日期")]
    assert "2026年3月5日" in read(data, POLICY).notes[0].detail


def test_a_date_in_other_words_is_the_same_date():
    data = edited(
        FILLED, lambda root: set_text(control(root, "日期").find(f"{W}sdtContent"), "二〇二六年三月五日")
    )

    assert codes(data) == []


def test_a_box_whose_state_is_not_what_it_shows_is_noted():
    def untick(root):
        set_text(control(root, "需要翻译.否").find(f"{W}sdtContent"), "☐")

    data = edited(FILLED, untick)
    assert read(data, POLICY).values["需要翻译"] == ""
    assert codes(data) == [("value-differs-from-appearance", "需要翻译")]


def test_both_boxes_ticked_is_no_answer():
    def tick(root):
        box = control(root, "需要翻译")
        set_text(box.find(f"{W}sdtContent"), "☑")
        box.xpath(".//w14:checked", namespaces=NS)[0].set(f"{{{NS['w14']}}}val", "1")

    data = edited(FILLED, tick)
    assert read(data, POLICY).values["需要翻译"] == "☑是　☑否"
    assert codes(data) == [("ambiguous-field", "需要翻译")]


def test_a_glyph_of_another_font_leaves_the_answer_to_the_words():
    def replace(root):
        set_text(control(root, "需要翻译").find(f"{W}sdtContent"), "R")

    data = edited(FILLED, replace)
    assert "R" in read(data, POLICY).values["需要翻译"]


def test_a_picture_counts_as_a_signature():
    def sign(root):
        cell = root.xpath("//w:tc[contains(., '来宾签名')]/following-sibling::w:tc", namespaces=NS)[0]
        etree.SubElement(etree.SubElement(cell.find(f"{W}p"), f"{W}r"), f"{W}drawing")

    assert read(edited(BLANK, sign), POLICY).values["来宾签名"] == "（图形签名）"


def test_deleted_text_is_not_seen_and_inserted_text_is():
    def track(root):
        content = control(root, "来访人数").find(f"{W}sdtContent")
        (run,) = content.findall(f"{W}r")
        deleted = etree.SubElement(content, f"{W}del")
        deleted.append(run)
        run.find(f"{W}t").tag = f"{W}delText"
        etree.SubElement(content, f"{W}ins").append(_run("16"))

    data = edited(FILLED, track)
    assert read(data, POLICY).values["来访人数"] == "16"
    assert codes(data) == [("unaccepted-changes", "来访人数")]


def test_changes_outside_the_fields_are_noted_once():
    def track(root):
        for _ in range(2):
            etree.SubElement(etree.SubElement(root.find(f"{W}body"), f"{W}p"), f"{W}ins").append(_run("补充"))

    assert codes(edited(FILLED, track)) == [("unaccepted-changes", "")]


def test_hidden_text_is_not_seen_and_noted():
    def hide(root):
        run = _run("0")
        run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{NS["w"]}"><w:vanish/></w:rPr>'))
        control(root, "来访人数").find(f"{W}sdtContent").append(run)

    data = edited(FILLED, hide)
    assert read(data, POLICY).values["来访人数"] == "6"
    assert codes(data) == [("hidden-text", "来访人数")]


def test_a_wrapper_with_the_tag_of_what_it_wraps_is_no_second_field():
    def wrap(root):
        inner = control(root, "来访人数")
        outer = etree.fromstring(
            f'<w:sdt xmlns:w="{NS["w"]}"><w:sdtPr><w:tag w:val="来访人数"/></w:sdtPr><w:sdtContent/></w:sdt>'
        )
        inner.addprevious(outer)
        outer.find(f"{W}sdtContent").append(inner)

    assert codes(edited(FILLED, wrap)) == []
    assert values_read(edited(FILLED, wrap), POLICY) == EXPECTED


def test_two_readings_of_one_file_are_equal():
    first, second = read(FILLED, POLICY), read(FILLED, POLICY)

    assert (first.form, first.notes) == (second.form, second.notes)
    assert (dict(first.values), dict(first.rows)) == (dict(second.values), dict(second.rows))


def _run(text):
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    return run


def _append(element, text):
    target = element.find(f"{W}p")
    (element if target is None else target).append(_run(text))


def test_a_field_repeated_beyond_all_measure_is_refused():
    def repeat(root):
        source = control(root, "来访人数")
        for _ in range(101):
            source.addnext(etree.fromstring(etree.tostring(source)))

    with pytest.raises(InputRefused) as refusal:
        read(edited(FILLED, repeat), POLICY)
    assert refusal.value.code == "too-many-fields"


def test_a_label_repeated_beyond_all_measure_is_refused():
    def repeat(root):
        strip_controls(root)
        strip_bookmarks(root)
        row = root.xpath("//w:tr[w:tc[contains(., '来访人数')]]", namespaces=NS)[0]
        for _ in range(101):
            row.addnext(etree.fromstring(etree.tostring(row)))

    with pytest.raises(InputRefused):
        read(edited(FILLED, repeat), POLICY)


def test_a_form_inside_a_cell_of_another_table_is_read():
    def nest(root):
        body = root.find(f"{W}body")
        outer = etree.SubElement(body, f"{W}tbl")
        cell = etree.SubElement(etree.SubElement(outer, f"{W}tr"), f"{W}tc")
        for table in body.findall(f"{W}tbl")[:-1]:
            cell.append(table)
        etree.SubElement(cell, f"{W}p")

    for copy in (FILLED, edited(FILLED, strip_controls, strip_bookmarks)):
        assert values_read(edited(copy, nest), POLICY) == EXPECTED


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    cuts=st.lists(
        st.tuples(st.sampled_from(["drop", "double", "swap", "unwrap"]), st.integers(0, 10_000)), max_size=12
    )
)
def test_whatever_is_done_to_the_markup_it_is_read_or_refused(cuts):
    def mutate(root):
        for what, number in cuts:
            elements = list(root.iter())[2:]
            _mutate(what, elements[number % len(elements)])

    try:
        reading = read(edited(FILLED, mutate), POLICY)
    except InputRefused:
        return
    assert reading.form in POLICY.forms_by_id


def _mutate(what, element):
    parent, following = element.getparent(), element.getnext()
    if what == "double":
        element.addnext(etree.fromstring(etree.tostring(element)))
    elif what == "swap" and following is not None:
        following.addnext(element)
    elif what == "unwrap":
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)
    elif what == "drop":
        parent.remove(element)
