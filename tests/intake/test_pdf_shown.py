from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.intake.pdf_shown import MAX_APPEARANCE, MAX_TOTAL, Appearances

_RANGES = b"""1 beginbfrange <0041> <0043> <4E00> endbfrange
1 beginbfrange <0050> <0051> [<5F20> <4F1F>] endbfrange
1 beginbfchar <0060> <D842DFB7> endbfchar"""


@pytest.fixture
def pdf():
    with pikepdf.new() as made:
        made.Root.AcroForm = Dictionary(Fields=Array())
        yield made


def shown(pdf: pikepdf.Pdf, content: bytes, font: Dictionary | None = None, **entries: object) -> str | None:
    stream = pdf.make_stream(content)
    if font is not None:
        stream.Resources = Dictionary(Font=Dictionary(F=font))
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return Appearances(pdf).text_of(Dictionary(AP=Dictionary(N=stream)))


def has_text(pdf: pikepdf.Pdf, content: bytes) -> bool:
    return Appearances(pdf).has_text(Dictionary(AP=Dictionary(N=pdf.make_stream(content))))


def composite(pdf: pikepdf.Pdf, encoding: str = "Identity-H", unicode_map: bytes = b"") -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, Encoding=Name(f"/{encoding}"))
    if unicode_map:
        font.ToUnicode = pdf.make_stream(unicode_map)
    return font


def simple(**entries: object) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, **entries)


def test_an_appearance_without_text_shows_nothing(pdf) -> None:
    assert shown(pdf, b"q Q") == ""
    assert shown(pdf, b"0.9 g 0 0 100 20 re f 1 w 0 0 100 20 re S") == ""


def test_plain_text_in_a_standard_font_is_read(pdf) -> None:
    assert shown(pdf, b"BT /F 9 Tf (JD-2026) Tj ET", simple()) == "JD-2026"
    assert shown(pdf, b"BT /F 9 Tf [(12) -250 (34)] TJ (56) ' ET", simple()) == "123456"


def test_a_font_found_in_the_form_only_is_read(pdf) -> None:
    pdf.Root.AcroForm.DR = Dictionary(Font=Dictionary(F=simple()))

    assert shown(pdf, b"BT /F 9 Tf (100) Tj ET") == "100"


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("GBK-EUC-H", "gbk"),
        ("GB-EUC-H", "gb2312"),
        ("UniGB-UCS2-H", "utf-16-be"),
        ("UniGB-UTF16-H", "utf-16-be"),
    ],
)
def test_standard_chinese_encodings_are_read(pdf, encoding: str, codec: str) -> None:
    codes = "张伟100".encode(codec).hex().encode()

    assert shown(pdf, b"BT /F 9 Tf <" + codes + b"> Tj ET", composite(pdf, encoding)) == "张伟100"


def test_the_font_says_what_its_codes_mean(pdf) -> None:
    font = composite(pdf, unicode_map=_RANGES)

    assert shown(pdf, b"BT /F 9 Tf <004100430050005100600041> Tj ET", font) == "一丂张伟𠮷一"


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 9 Tf <0FFF> Tj ET",
        b"BT /F 9 Tf <0041> Tj ET /Im Do",
        b"BT /Other 9 Tf <0041> Tj ET",
        b"BT <0041> Tj ET",
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        b"0 0 m 1 1 2 2 3 3 c f",
    ],
)
def test_what_cannot_be_told_is_not_guessed_at(pdf, content: bytes) -> None:
    assert shown(pdf, content, composite(pdf, unicode_map=_RANGES)) is None


def test_fonts_that_rename_their_codes_are_not_guessed_at(pdf) -> None:
    renamed = Dictionary(Differences=Array([65, Name.one, Name.two]))
    usual = Dictionary(Differences=Array([24, Name.breve, 39, Name.quotesingle, 128, Name.bullet]))
    embedded = Dictionary(FontFile3=pdf.make_stream(b"x"))

    assert shown(pdf, b"BT /F 9 Tf (A) Tj ET", simple(Encoding=renamed)) is None
    assert shown(pdf, b"BT /F 9 Tf (A) Tj ET", simple(Encoding=usual)) == "A"
    assert shown(pdf, b"BT /F 9 Tf (A) Tj ET", simple(FontDescriptor=embedded)) is None
    assert shown(pdf, b"BT /F 9 Tf (\xe9) Tj ET", simple()) is None


def test_invisible_text_is_not_shown(pdf) -> None:
    assert shown(pdf, b"BT /F 9 Tf 3 Tr (100) Tj 0 Tr (999) Tj ET", simple()) == "999"


@pytest.mark.parametrize(
    ("content", "is_text"),
    [
        (b"BT /F 9 Tf <0102> Tj ET", True),
        (b"BT /F 9 Tf [-20 <01>] TJ ET", True),
        (b"BT /F 9 Tf <> Tj ET", False),
        (b"BT 3 Tr /F 9 Tf <0102> Tj ET", False),
        (b"q /Im1 Do Q", False),
    ],
)
def test_text_can_be_seen_where_it_cannot_be_told(pdf, content: bytes, *, is_text: bool) -> None:
    assert has_text(pdf, content) is is_text


def test_half_a_code_in_our_own_layout_is_read_as_any_other(pdf) -> None:
    plain = b"/Tx BMC q 0 0 9 9 re W n BT /F 9 Tf 0 g 1 0 0 1 0 0 Tm <%b> Tj ET Q EMC"

    assert shown(pdf, plain % b"4142", simple()) == "AB"
    assert shown(pdf, plain % b"414", simple()) == "A@"


def test_a_missing_appearance_tells_nothing(pdf) -> None:
    assert Appearances(pdf).text_of(Dictionary()) is None
    assert Appearances(pdf).text_of(Dictionary(AP=Dictionary(N=Dictionary()))) is None
    assert Appearances(pdf).text_of(Dictionary(AP=Name.Off)) is None


def test_a_bomb_is_not_inflated(pdf) -> None:
    stream = pdf.make_stream(b" " * (MAX_APPEARANCE + 1))

    assert Appearances(pdf).text_of(Dictionary(AP=Dictionary(N=stream))) is None


def test_other_filters_are_left_alone(pdf) -> None:
    assert shown(pdf, b"xxxx", Filter=Name.LZWDecode) is None
    assert shown(pdf, b"xxxx", Filter=Array([Name.ASCIIHexDecode, Name.FlateDecode])) is None
    assert shown(pdf, b"not flate", Filter=Name.FlateDecode) is None


def test_only_so_much_is_looked_at_altogether(pdf) -> None:
    appearances = Appearances(pdf, read_bytes=MAX_TOTAL + 1)

    assert appearances.text_of(Dictionary(AP=Dictionary(N=pdf.make_stream(b"q Q")))) is None


def test_odd_operands_do_no_harm(pdf) -> None:
    assert shown(pdf, b"BT /F Tf Tj () Tj [1 2] TJ ET", simple()) in ("", None)
    assert shown(pdf, b"BT (F) 9 Tf ((( Tj", simple()) in ("", None)
    assert (
        shown(pdf, b"BT /F 9 Tf (x) Tj ET", composite(pdf, unicode_map=b"1 beginbfchar <> <> endbfchar"))
        is None
    )


@pytest.mark.parametrize("content", [b"BI EI Tj BT /#00 ID", b"EI /a BT obj [1 0 R] R obj"])
def test_content_on_which_the_library_fails_tells_nothing(pdf, content: bytes) -> None:
    assert shown(pdf, content, simple()) is None


def test_a_map_with_odd_ranges_does_no_harm(pdf) -> None:
    odd = b"beginbfrange <0005> <0001> <0041> <0000> <FFFFFFFF> <0041> <00> <01> [ endbfrange"

    assert shown(pdf, b"BT /F 9 Tf <0007> Tj ET", composite(pdf, unicode_map=odd)) in (None, "H")
    assert (
        shown(
            pdf, b"BT /F 9 Tf <0001> Tj ET", composite(pdf, unicode_map=b"beginbfchar <0001> <04> endbfchar")
        )
        == ""
    )


def test_a_text_string_is_no_operand_by_accident(pdf) -> None:
    assert shown(pdf, b"BT /F 9 Tf " + String("x").unparse() + b" Tj ET", simple()) == "x"
