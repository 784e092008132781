"""Annotated copies of PDF forms: numbered notes at the fields, the original bytes untouched."""

from __future__ import annotations

import io
import subprocess
from typing import NamedTuple

import pikepdf
import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputRefused, Level
from generator.model.finding import Outcome
from generator.report.annotate_pdf import annotate_pdf
from tests.pdf_sample import blank, edited, fields_of, filled, read, sample_policy
from tests.report.samples import HOSTILE, a_finding, a_result

POLICY = sample_policy()
TABLE = {"object_stream_mode": pikepdf.ObjectStreamMode.disable}


def annotated(*findings, data=None):
    return annotate_pdf(data or filled(), a_result(*findings, form="reception", kind="pdf"), POLICY)


def on(*fields, **parts):
    return a_finding(fields=fields, **parts)


class Note(NamedTuple):
    page: int
    box: tuple[float, ...]
    text: str


def notes_of(data):
    """The notes as pypdf, which had no part in writing them, reads them."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    found = []
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots", ()):
            annotation = reference.get_object()
            if annotation["/Subtype"] == "/Text":
                box = tuple(map(float, annotation["/Rect"]))
                found.append((annotation["/NM"], Note(number, box, annotation["/Contents"])))
    return [note for _, note in sorted(found, key=lambda pair: int(pair[0].removeprefix("zhidu-")))]


def boxes_of(data, name):
    """The rectangles of the widgets of a field."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        field = fields_of(pdf)[name]
        return [tuple(map(float, w.Rect)) for w in field.get("/Kids", [field])]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("来访人数", "来访人数"),
        ("客户等级", "客户等级"),
        ("备注", "备注"),
        ("费用明细[2].金额", "费用明细_2_金额"),
        ("费用明细[2]", "费用明细_2_用途"),
        ("费用明细", "费用明细_1_用途"),
        ("费用合计", "费用合计"),
        ("批准方式", "批准方式"),
    ],
)
def test_a_note_stands_over_the_corner_of_its_field(field, name):
    (note,) = notes_of(annotated(on(field)))

    ((left, bottom, right, top),) = boxes_of(filled(), name)
    x, y = (note.box[0] + note.box[2]) / 2, (note.box[1] + note.box[3]) / 2
    assert left < x < right
    assert right - x < 10
    assert bottom < y < top + 5
    assert note.text == "1.【错误】第一条　人数填写为3，应为1\n现为：3；应为：1\n更正：把人数改为1"


@pytest.mark.parametrize("field", ["需要翻译", "住宿酒店"])
def test_a_note_on_buttons_stands_behind_the_last(field):
    (note,) = notes_of(annotated(on(field)))

    assert note.box[0] > max(box[2] for box in boxes_of(filled(), field))


def test_notes_on_one_field_stand_side_by_side():
    boxes = [n.box for n in notes_of(annotated(*[on("来访人数")] * 3, on(), on()))]

    assert boxes[0][0] >= boxes[1][2] >= boxes[2][2]
    assert boxes[3][2] <= boxes[4][0]


@pytest.mark.parametrize("fields", [(), ("没有这个字段",), ("费用明细[99].金额",)])
def test_what_has_no_place_is_said_in_a_corner_of_the_first_page(fields):
    (note,) = notes_of(annotated(on(*fields)))

    assert note.page == 0
    assert note.box[0] < 60
    assert note.box[1] > 780


def test_the_original_stands_unchanged_at_the_beginning():
    data = annotated(on("来访人数"))

    assert data.startswith(filled())
    assert data.count(b"%%EOF") == filled().count(b"%%EOF") + 1


def test_the_answers_read_the_same_as_before():
    assert read(annotated(on("来访人数"), on("费用明细[1].用途"))) == read(filled())


def test_the_same_findings_give_the_same_bytes():
    assert annotated(on("来访人数"), on()) == annotated(on("来访人数"), on())


@pytest.mark.parametrize(
    "data", [filled(), blank(), edited(filled(), lambda _: None, **TABLE)], ids=["stream", "blank", "table"]
)
def test_qpdf_finds_nothing_wrong(needs, tmp_path, data):
    file = tmp_path / "form.pdf"
    file.write_bytes(annotated(on("来访人数"), on("备注"), on(), data=data))

    checked = subprocess.run([needs("qpdf"), "--check", file], capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_file_with_a_cross_reference_table_gets_another_one():
    data = edited(filled(), lambda _: None, **TABLE)

    added = annotated(on("来访人数"), data=data)[len(data) :]

    assert b"\nxref\n" in added
    assert b"/XRef" not in added


def test_a_file_can_be_annotated_again_and_again():
    data = filled()
    for _ in range(3):
        data = annotated(on("来访人数"), data=data)

    assert len(notes_of(data)) == 3
    assert read(data) == read(filled())


def test_bytes_before_the_header_do_not_shift_what_is_added():
    data = b"mail gateway\n" + edited(filled(), lambda _: None, **TABLE)

    assert len(notes_of(annotated(on("来访人数"), data=data))) == 1


def reds(data, page=0):
    """How many pixels of a page PDFium paints in the red of errors."""
    document = pypdfium2.PdfDocument(data)
    bitmap = document[page].render(scale=1)
    pixels = bytes(bitmap.buffer)
    found = sum(
        1
        for at in range(0, len(pixels) - 3, bitmap.n_channels)
        if pixels[at + 2] > 140 and pixels[at + 1] < 70 and pixels[at] < 75
    )
    document.close()
    return found


def test_the_badge_is_seen_in_a_viewer():
    assert reds(annotated(on("来访人数"))) - reds(filled()) > 60


def test_levels_have_colours_of_their_own():
    findings = [on(level=level) for level in Level] + [on(outcome=Outcome.UNDECIDED)]
    reader = pypdf.PdfReader(io.BytesIO(annotated(*findings)))

    notes = [a.get_object() for a in reader.pages[0]["/Annots"] if a.get_object()["/Subtype"] == "/Text"]
    assert len({tuple(n["/C"]) for n in notes}) == 4


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_plain_text(value):
    data = annotated(on("来访人数", actual=value, expected=value, message=value, hint=value))

    (note,) = notes_of(data)
    assert all(c.isprintable() or c in "\n\u3000" for c in note.text)
    added = data[len(filled()) :]
    for action in (b"/URI", b"/JavaScript", b"/Launch", b"/AA", b"/RC"):
        assert action not in added.split(b"/Annots")[0]


def test_a_file_encrypted_without_a_password_is_refused_not_spoiled():
    data = edited(filled(), lambda _: None, encryption=pikepdf.Encryption(owner="o", user="", R=6))

    with pytest.raises(InputRefused) as refused:
        annotated(on("来访人数"), data=data)

    assert refused.value.code == "encrypted"


def test_a_file_without_pages_is_refused():
    def drop(pdf):
        del pdf.pages[:]

    with pytest.raises(InputRefused) as refused:
        annotated(on(), data=edited(filled(), drop))

    assert refused.value.code == "no-place"


def place(value):
    def change(pdf):
        fields_of(pdf)["来访人数"].Rect = value

    return change


@pytest.mark.parametrize(
    "value",
    [
        pikepdf.Array([1, 2]),
        pikepdf.Name.Nowhere,
        pikepdf.Array([0, 0, 10**9, 1]),
        pikepdf.Array(["a", 1, 2, 3]),
    ],
)
def test_a_field_without_a_proper_place_has_its_note_in_the_corner(value):
    (note,) = notes_of(annotated(on("来访人数"), data=edited(filled(), place(value))))

    assert note.box[1] > 780


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_file_the_reader_accepts_breaks_the_annotator(data):
    """Bytes of a file without packed objects are changed, streams left alone."""
    original = bytearray(_small())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(original) - 1))
        original[at] = data.draw(st.sampled_from(b"0123456789/<>[]() Rn\0\xff"))
    changed = bytes(original)
    try:
        read(changed)
    except InputRefused:
        return
    try:
        made = annotated(on("来访人数"), on("费用明细[1].用途"), data=changed)
    except InputRefused:
        return
    assert made.startswith(changed)
    assert read(made).values == read(changed).values


def _small():
    """The form without its embedded font: the structure is what is damaged here."""

    def strip(pdf):
        for font in pdf.Root.AcroForm.DR.Font.values():
            font.DescendantFonts[0].FontDescriptor.FontFile3 = pdf.make_stream(b"")

    return edited(filled(), strip, **TABLE)
