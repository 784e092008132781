from __future__ import annotations

import io
import json
import subprocess
import sys

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.errors import InputRefused
from generator.intake.pdf_reader import read_pdf
from generator.model.shape import shape_of
from generator.model.submission import Note, State
from generator.render.pdf_form import render_pdf_form
from generator.rules.facts import to_submission
from tests.builders import field
from tests.pdf_sample import (
    ROW_TEXTS,
    STATES,
    TEXTS,
    answered,
    answers,
    blank,
    edited,
    fields_of,
    fill_with_pikepdf,
    fill_with_pypdf,
    filled,
    flat_texts,
    form_policy,
    read,
    rows_said,
    said,
    sample_form,
    sample_policy,
    type_with_pdfium,
)


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(n.code, n.field) for n in read(data).notes]


def refusal(data: bytes) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read(data)
    return caught.value


def set_value(name: str, value: object):
    def change(pdf: pikepdf.Pdf) -> None:
        fields_of(pdf)[name].V = value

    return change


# What comes back


def test_a_blank_form_says_nothing_and_names_its_edition() -> None:
    reading = read(blank())

    assert (reading.form, reading.edition, reading.digest) == ("reception", "1.0", sample_form().digest)
    assert said(reading) == {}
    assert rows_said(reading) == []
    assert reading.notes == ()


def test_every_field_of_the_form_is_in_the_reading() -> None:
    reading = read(blank())

    assert set(reading.values) == {f.name for f in sample_form().fields}
    assert [set(row) for row in reading.rows["费用明细"]] == [
        {c.name for c in sample_form().tables[0].columns}
    ] * 3


def test_a_prefilled_form_says_what_it_was_filled_with() -> None:
    reading = read(filled())

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.notes == ()


def test_a_prefilled_form_gives_the_answers_it_was_filled_with() -> None:
    submission = to_submission(sample_policy(), sample_form(), read(filled()))

    given = {name: a.value for name, a in answers().items() if name != "费用明细"}
    assert {n: a.value for n, a in submission.answers.items() if a.state is State.ANSWERED} == {
        **given,
        "费用明细": submission.answers["费用明细"].value,
    }
    found = [
        {k: a.value for k, a in row.items() if a.value is not None}
        for row in submission.answers["费用明细"].value
    ]
    wanted = [{k: a.value for k, a in row.items()} for row in answers()["费用明细"].value]
    assert found == wanted


@pytest.mark.parametrize("keeps_all", [True, False])
def test_a_form_filled_by_pypdf_reads_the_same(*, keeps_all: bool) -> None:
    reading = read(fill_with_pypdf(blank(), keeps_all=keeps_all))

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.edition == "1.0"
    assert reading.notes == ()


def test_a_form_filled_by_a_script_reads_the_same_when_it_asks_viewers_to_draw() -> None:
    reading = read(fill_with_pikepdf(blank(), needs_appearances=True))

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.notes == ()


def test_a_form_typed_in_pdfium_reads_the_same_and_shows_it() -> None:
    reading = read(type_with_pdfium(blank()))

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.notes == ()


def test_a_second_reader_agrees() -> None:
    for data in (filled(), fill_with_pikepdf(blank(), needs_appearances=True), type_with_pdfium(blank())):
        second = {n: f.get("/V") for n, f in pypdf.PdfReader(io.BytesIO(data)).get_fields().items()}
        wanted = {n: f"/{STATES[n]}" if n in STATES else t for n, t in flat_texts().items()}
        found = {
            n: str(v).replace("\r\n", "\n").replace("\r", "\n") for n, v in second.items() if n in wanted
        }
        assert found == wanted


@pytest.mark.parametrize("breaks", ["\r", "\r\n", "\n"])
def test_line_ends_of_any_program_are_read_alike(breaks: str) -> None:
    data = edited(filled(), set_value("备注", String(f"一位来宾素食。{breaks}另需英语翻译；座位靠门。")))

    assert read(data).values["备注"] == TEXTS["备注"]


def test_a_value_kept_as_a_stream_is_read() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        fields_of(pdf)["备注"].V = pdf.make_stream(b"\xfe\xff" + TEXTS["备注"].encode("utf-16-be"))

    assert read(edited(filled(), change)).values["备注"] == TEXTS["备注"]


def test_a_choice_of_value_and_text_reads_as_its_text() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        choice = fields_of(pdf)["客户等级"]
        choice.Opt = Array([Array([String("k1"), String("A")]), Array([String("k2"), String("B")])])
        choice.V = String("k2")

    assert said(read(edited(filled(), change)))["客户等级"] == "B"


def test_a_tick_box_reads_as_yes_or_no() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        on = pdf.make_stream(b"q Q")
        box = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("需要翻译"), V=Name.Yes, AS=Name.Yes,
            Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=Dictionary(Yes=on)),
        )  # fmt: skip
        kept = [f for f in pdf.Root.AcroForm.Fields if str(f.T) != "需要翻译"]
        pdf.Root.AcroForm.Fields = Array([*kept, pdf.make_indirect(box)])

    assert read(edited(blank(), change)).values["需要翻译"] is True


def test_buttons_mean_what_they_meant_when_the_form_was_issued() -> None:
    older = form_policy(field("评价", "量表", 选项=["好", "中", "差"]))
    newer = form_policy(field("评价", "量表", 选项=["很好", "好", "中", "差"]))
    form = older.forms[0]
    data = render_pdf_form(older, form, {"评价": answered("差")})

    assert read(data, newer).values["评价"] == "差"


def test_an_unknown_state_of_a_group_is_not_guessed_at() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        fields_of(pdf)["接待人员的言行"].V = Name("/77")

    assert read(edited(filled(), change)).values["接待人员的言行"] == "77"


# The stamp


def drop_attachment(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["form.json"]


def drop_information(pdf: pikepdf.Pdf) -> None:
    del pdf.trailer["/Info"]


def drop_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def drop_fields(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields = Array([f for f in pdf.Root.AcroForm.Fields if str(f.T) != "zhidu"])


_PLACES = (drop_attachment, drop_information, drop_metadata, drop_fields)


@pytest.mark.parametrize("kept", range(4))
def test_any_one_place_is_enough_to_know_the_edition(kept: int) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for n, drop in enumerate(_PLACES):
            if n != kept:
                drop(pdf)

    reading = read(edited(filled(), change))

    assert (reading.form, reading.edition, reading.digest) == ("reception", "1.0", sample_form().digest)
    assert said(reading) == TEXTS


def test_a_form_without_any_stamp_is_known_by_its_fields() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for drop in _PLACES:
            drop(pdf)

    reading = read(edited(filled(), change))

    assert (reading.form, reading.edition, reading.digest) == ("reception", "", "")
    assert said(reading) == TEXTS


def test_other_attachments_are_no_description() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["first.json"] = b'{"stamp": {"zhidu.form": "survey"}}'
        pdf.Root.AF = Array([pdf.attachments["first.json"].obj, *pdf.Root.AF])

    assert read(edited(filled(), change)).form == "reception"


def test_stamps_that_disagree_are_noted() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[Name("/zhidu.edition")] = "9.9"

    (note,) = read(edited(filled(), change)).notes

    assert note.code == "stamp-conflict"
    assert "9.9" in note.detail


# What looks wrong


def test_two_values_under_one_name_are_noted() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        twin = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("来访人数"),
            V=String("99"),
            Rect=Array([0] * 4),
        )
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(twin))

    assert read(edited(filled(), change)).notes == (
        Note(code="ambiguous-field", field="来访人数", detail="6；99"),
    )


def test_one_field_listed_twice_is_one_field() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields.append(fields_of(pdf)["来访人数"])

    assert read(edited(filled(), change)).notes == ()


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("预算", "999999", "1,234.50"),
        ("日期", "2026-03-13", "2026-03-12"),
        ("客户等级", "A", "B"),
        ("备注", "另有安排", "一位来宾素食。另需英语翻译；座位靠门。"),
        ("费用明细_1_金额", "20050", "200.50"),
        ("来访人数", "", "6"),
    ],
)
def test_a_value_that_is_not_what_the_page_shows_is_noted(name: str, value: str, shown: str) -> None:
    (note,) = read(edited(filled(), set_value(name, String(value)))).notes

    assert note.code == "value-differs-from-appearance"
    assert note.field == name.replace("_1_", "[1].")
    assert note.detail == f"值为“{value}”，页面显示“{shown}”"


def test_a_value_the_page_does_not_show_at_all_is_noted() -> None:
    notes = read(fill_with_pikepdf(blank(), needs_appearances=False)).notes

    assert {n.code for n in notes} == {"value-differs-from-appearance"}
    assert len(notes) == len(flat_texts()) - len(STATES)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("预算", "1,234.5"),
        ("预算", "１２３４.５０"),
        ("日期", "2026年3月12日"),
        ("日期", "2026-3-12"),
        ("合同金额", " 450 "),
    ],
)
def test_another_way_of_writing_the_same_is_not_noted(name: str, value: str) -> None:
    assert read(edited(filled(), set_value(name, String(value)))).notes == ()


def test_an_appearance_that_cannot_be_told_is_not_guessed_at() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        target = fields_of(pdf)["来访人数"]
        target.V = String("99")
        target.AP.N = pdf.make_stream(b"q /Im1 Do Q")

    assert read(edited(filled(), change)).notes == ()


def test_text_that_cannot_be_told_over_a_blank_is_noted() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del fields_of(pdf)["来访人数"].V
        fields_of(pdf)["来访人数"].AP.N = pdf.make_stream(b"BT /Unknown 9 Tf <0102> Tj ET")

    detail = "值为空白，页面上却有读不出的文字"

    assert read(edited(filled(), change)).notes == (
        Note(code="value-differs-from-appearance", field="来访人数", detail=detail),
    )


def test_a_button_that_is_on_without_the_value_is_noted() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        fields_of(pdf)["需要翻译"].V = Name("/2")

    (note,) = read(edited(filled(), change)).notes

    assert (note.code, note.field) == ("value-differs-from-appearance", "需要翻译")
    assert note.detail == "值为“2”，页面上选中的是“1”"


def drop_fields(*names: str):
    """Take fields out of the form, their widgets stay on the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        kept = [f for f in pdf.Root.AcroForm.Fields if str(f.T) not in names]
        pdf.Root.AcroForm.Fields = Array(kept)

    return change


def test_a_field_that_is_gone_is_not_taken_for_blank() -> None:
    reading = read(edited(filled(), drop_fields("预算")))

    assert "预算" not in reading.values
    assert Note(code="missing-field", field="预算", detail="文件里找不到“预算”这一栏") in reading.notes


def test_cells_that_are_gone_are_named_together() -> None:
    gone = [f"费用明细_2_{c}" for c in ROW_TEXTS[0]]

    (note,) = [n for n in read(edited(filled(), drop_fields(*gone))).notes if n.code == "missing-field"]

    assert note.field == "费用明细"
    assert "“费用明细[2].用途”" in note.detail
    assert note.detail.endswith(f"等 {len(gone)} 格")


def test_a_table_that_is_gone_is_named() -> None:
    gone = [f"费用明细_{n}_{c}" for n in range(1, 4) for c in ROW_TEXTS[0]]

    assert ("missing-field", "费用明细") in codes(edited(filled(), drop_fields(*gone)))


def test_a_file_that_holds_another_form_too_is_refused() -> None:
    other = form_policy(*(field(f"项目{n}") for n in range(4)), id="other", name="另一")
    shapes = (shape_of(sample_policy(), sample_form()), shape_of(other, other.forms[0]))

    def merge(pdf: pikepdf.Pdf) -> None:
        for n in range(3):
            twin = Dictionary(FT=Name.Tx, T=String(f"项目{n}"), V=String("未读"))
            pdf.Root.AcroForm.Fields.append(pdf.make_indirect(twin))

    with pytest.raises(InputRefused) as caught:
        read_pdf(edited(filled(), merge), shapes)

    assert caught.value.code == "several-forms"
    assert "《接待表》" in caught.value.message
    assert "《另一表》" in caught.value.message


def test_a_field_that_the_form_does_not_have_is_noted() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        more = Dictionary(FT=Name.Tx, T=String("补充"), V=String("x"))
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(more))

    assert Note(code="unknown-field", detail="补充") in read(edited(filled(), change)).notes


@pytest.mark.parametrize(
    "blank", [{"FT": Name.Tx}, {"FT": Name.Tx, "V": String("")}, {"FT": Name.Btn, "V": Name.Off}]
)
def test_a_blank_field_that_the_form_does_not_have_says_nothing(blank) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields.append(pdf.make_indirect(Dictionary(T=String("补充"), **blank)))

    assert not [n for n in read(edited(filled(), change)).notes if n.code == "unknown-field"]


def javascript(text: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(text))


@pytest.mark.parametrize(
    ("where", "action", "kind"),
    [
        ("/OpenAction", javascript("app.alert(1)"), "JavaScript"),
        ("/OpenAction", Dictionary(S=Name.Launch, F=String("a.exe")), "Launch"),
        ("/AA", Dictionary(WC=Dictionary(S=Name.SubmitForm, F=String("x"))), "SubmitForm"),
        ("/OpenAction", Dictionary(S=Name.GoTo, Next=javascript("x")), "JavaScript"),
        ("/Names", Dictionary(JavaScript=Dictionary(Names=Array([]))), "JavaScript"),
    ],
)
def test_what_would_act_by_itself_is_noted(where: str, action: Dictionary, kind: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[where] = action

    assert Note(code="active-content", detail=kind) in read(edited(filled(), change)).notes


def test_a_foreign_script_in_a_field_is_noted_and_our_own_are_not() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        fields_of(pdf)["日期"].AA.K = javascript('AFDate_KeystrokeEx("yyyy-mm-dd");app.alert(1)')

    assert codes(edited(filled(), change)) == [("active-content", "")]
    assert codes(filled()) == []


def sign(pdf: pikepdf.Pdf, end: int) -> None:
    signature = Dictionary(Type=Name.Sig, Name=String("王芳"), ByteRange=Array([0, 10, 20, end - 20]))
    fields_of(pdf)["来宾签名"].V = signature


def test_a_signature_names_its_signer() -> None:
    data = edited(filled(), lambda pdf: sign(pdf, 10**9))

    assert read(data).values["来宾签名"] == "王芳"
    assert read(data).notes == ()


def test_a_file_that_went_on_after_its_last_signature_is_noted() -> None:
    assert codes(edited(filled(), lambda pdf: sign(pdf, 1000))) == [("changed-after-signature", "")]


def test_a_mixed_xfa_form_is_read_by_its_fields_and_noted() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")

    reading = read(edited(filled(), change))

    assert said(reading) == TEXTS
    assert reading.notes == (Note(code="xfa-present"),)


# What is refused


def test_a_form_with_a_password_is_refused() -> None:
    data = edited(filled(), lambda _: None, encryption=pikepdf.Encryption(user="geheim", owner="o"))

    assert refusal(data).code == "encrypted"


def test_a_form_that_only_restricts_changes_is_read() -> None:
    data = edited(filled(), lambda _: None, encryption=pikepdf.Encryption(user="", owner="o"))

    assert said(read(data)) == TEXTS
    assert read(data).notes == ()
    assert read(data).edition == "1.0"


@pytest.mark.parametrize("padding", [b"\0" * 4096, b"\r\n" * 2000, b" "])
def test_padding_behind_the_file_is_harmless(padding: bytes) -> None:
    assert said(read(filled() + padding)) == TEXTS
    assert read(filled() + padding).notes == ()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_cut_off_file_is_refused(share: float) -> None:
    data = filled()

    assert refusal(data[: int(len(data) * share)]).code == "damaged"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\0" * 1000, b"hello"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refusal(data).code == "damaged"


def test_a_flattened_form_is_told_from_a_printed_one() -> None:
    def flatten(pdf: pikepdf.Pdf) -> None:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations()

    def print_out(pdf: pikepdf.Pdf) -> None:
        flatten(pdf)
        drop_attachment(pdf)
        drop_information(pdf)
        drop_metadata(pdf)

    assert refusal(edited(filled(), flatten)).code == "flattened"
    assert "《接待表》" in refusal(edited(filled(), flatten)).message
    assert refusal(edited(filled(), print_out)).code == "printed"
    assert ".docx 原件" in refusal(edited(filled(), print_out)).hint


def test_nulls_left_by_a_program_that_flattens_are_no_fields() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields = Array([None, None])
        for page in pdf.pages:
            del page.Annots

    assert refusal(edited(filled(), change)).code == "flattened"


def test_an_xfa_form_without_fields_is_refused() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))

    assert refusal(edited(filled(), change)).code == "xfa-only"


def test_a_foreign_form_is_refused() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for drop in _PLACES:
            drop(pdf)
        for n, entry in enumerate(pdf.Root.AcroForm.Fields):
            entry.T = String(f"field{n}")

    assert refusal(edited(filled(), change)).code == "not-a-form"


def test_a_form_of_another_regulation_is_refused() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        drop_attachment(pdf)
        pdf.docinfo[Name("/zhidu.form")] = "leave-request"

    assert refusal(edited(filled(), change)).code == "unknown-form"


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array(), XFA=Array())),
        lambda pdf: pdf.Root.__delitem__("/AcroForm"),
    ],
)
def test_every_refusal_says_what_to_do(change) -> None:
    refused = refusal(edited(filled(), change))

    assert refused.message
    assert refused.hint


def test_the_attached_description_lists_the_fields_and_their_options() -> None:
    with pikepdf.open(io.BytesIO(blank())) as pdf:
        description = json.loads(pdf.attachments["form.json"].get_file().read_bytes())

    assert description["fields"]["客户等级"] == {"kind": "选项", "options": ["A", "B", "C", "D"]}
    assert set(description["tables"]["费用明细"]) == {c.name for c in sample_form().tables[0].columns}
    assert description["stamp"]["zhidu.edition"] == "1.0"


def test_the_reader_does_not_load_what_it_does_not_need() -> None:
    """The limited process starts for every file; pydantic and the renderers would slow it down."""
    script = "import sys, generator.intake.pdf_reader; print([m for m in ('pydantic', 'typst', 'fontTools') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
