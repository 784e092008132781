"""Hostile PDFs, made in code: each must be read or refused, quickly, and never crash."""

from __future__ import annotations

import resource
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputRefused
from generator.intake.pdf_library import MAX_PAGES, MAX_VALUE_BYTES
from generator.intake.pdf_reader import read_pdf
from generator.intake.pdf_tree import MAX_ANSWERS, MAX_DEPTH, MAX_NODES
from tests.hostile.build import PAGES, form_pdf, pdf, stream
from tests.intake.shapes import SHAPES
from tests.pdf_sample import blank, filled, read

if TYPE_CHECKING:
    from generator.model.submission import Reading

_STAMP = b"/Info 99 0 R"
_INFO = {99: b"<</zhidu.form(notification)/zhidu.edition(1.0)>>"}
_ROOT = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%b]>>%b>>"


def stamped(fields: bytes, objects: dict[int, bytes], catalog: bytes = b"") -> bytes:
    """A form that says it is the notification."""
    return pdf({1: _ROOT % (fields, catalog), **PAGES, **objects, **_INFO}, trailer=_STAMP)


def text_field(name: str, value: bytes = b"(x)") -> bytes:
    return b"<</FT/Tx/T<%b>/V %b>>" % (("\ufeff" + name).encode("utf-16-be").hex().encode(), value)


def code(data: bytes) -> str:
    """What becomes of a file: `read`, or the code of the refusal; within a second."""
    start = time.perf_counter()
    try:
        read_pdf(data, SHAPES)
    except InputRefused as refusal:
        result = refusal.code
    else:
        result = "read"
    assert time.perf_counter() - start < 3
    return result


def notes_of(reading: Reading) -> list[str]:
    """What was noted, but that these forms lack most of their fields."""
    return [n.code for n in reading.notes if n.code != "missing-field"]


def test_a_form_made_of_the_plainest_objects_is_read() -> None:
    data = stamped(b"10 0 R", {10: text_field("接待编号", b"(JD-1)")})

    assert read_pdf(data, SHAPES).values == {"接待编号": "JD-1"}


# The field tree


def test_a_field_that_contains_itself_is_refused() -> None:
    assert code(stamped(b"10 0 R", {10: b"<</T(a)/FT/Tx/Kids[10 0 R]>>"})) == "form-tree-cycle"


def test_fields_that_contain_each_other_are_refused() -> None:
    objects = {10: b"<</T(a)/Kids[11 0 R]>>", 11: b"<</T(b)/Kids[10 0 R]>>"}

    assert code(stamped(b"10 0 R", objects)) == "form-tree-cycle"


def test_a_field_below_two_others_is_refused() -> None:
    objects = {
        10: b"<</T(a)/Kids[12 0 R]>>", 11: b"<</T(b)/Kids[12 0 R]>>", 12: b"<</T(c)/FT/Tx/V(x)/Kids[]>>",
    }  # fmt: skip

    assert code(stamped(b"10 0 R 11 0 R", objects)) == "form-tree-cycle"


@pytest.mark.parametrize(
    ("depth", "result"),
    [(MAX_DEPTH, "read"), (MAX_DEPTH + 1, "form-tree-cycle"), (20_000, "form-tree-cycle")],
)
def test_a_tree_may_be_only_so_deep(depth: int, result: str) -> None:
    chain = {10 + n: b"<</T(a)/Kids[%d 0 R]>>" % (11 + n) for n in range(depth - 1)}
    objects = {**chain, 9 + depth: text_field("接待编号")}

    assert code(stamped(b"10 0 R", {k: v for k, v in objects.items() if k != 99})) == result


def test_a_tree_may_have_only_so_many_nodes() -> None:
    kids = b" ".join(b"<</T(a)/Kids[]>>" for _ in range(MAX_NODES + 5))

    assert code(stamped(kids, {})) == "too-many-fields"


def test_a_bush_of_kids_is_refused() -> None:
    objects = {10 + n: b"<</T(a)/Kids[%b]>>" % (b"<</T(b)/Kids[]>>" * 300) for n in range(40)}
    roots = b" ".join(b"%d 0 R" % n for n in objects)

    assert code(stamped(roots, objects)) == "too-many-fields"


@pytest.mark.parametrize(
    ("count", "result"),
    [(MAX_ANSWERS, "read"), (MAX_ANSWERS + 1, "too-many-fields"), (200_000, "too-many-fields")],
)
def test_a_form_may_have_only_so_many_fields(count: int, result: str) -> None:
    assert code(stamped(b"".join(b"<</FT/Tx/T(f%d)>>" % n for n in range(count)), {})) == result


@pytest.mark.parametrize(
    "fields",
    [b"null null", b"1 (x) /N [] true", b"[[[]]]", b"99 0 R 77 0 R", b"<</T 5/FT/Tx>>", b"<</FT 7/T(a)>>", b"<<>>",
     b"<</T(a)/FT/Tx/Kids 5>>", b"<</T(a)/FT/Btn/Ff(x)/V 9/Kids[1 null]>>", b"<</T(a)/FT/Ch/Opt 3/V[1 2]>>",
     b"<</T(a)/FT/Sig/V 3>>", b"<</T(a)/FT/Sig/V<</ByteRange[1 2 3]/Name 4>>>>", b"<</T(a)/FT/Tx/AP 5/AA 7/A[]>>",
     b"<</T(a)/FT/Btn/AP<</N 3>>/AS 4>>", b"<</T(a)/FT/Btn/V(<\xff\xfe>)/AP<</N<</On 3>>>>>>"],
)  # fmt: skip
def test_entries_of_the_wrong_kind_do_no_harm(fields: bytes) -> None:
    assert code(stamped(fields, {})) in ("read", "flattened", "damaged")


def test_a_name_that_is_no_utf8_is_like_no_other() -> None:
    fields = b"<</T(a)/FT/Btn/V/#ff#fe>> <</T(b)/FT/#ff/V(x)>> <</FT/Tx/T(c)>>"

    assert code(stamped(fields, {})) == "read"


def test_push_buttons_and_unknown_kinds_hold_nothing() -> None:
    fields = b"<</T(a)/FT/Btn/Ff 65536/V(x)>> <</T(b)/FT/Odd/V(x)>> 10 0 R"
    reading = read_pdf(stamped(fields, {10: text_field("接待编号")}), SHAPES)

    assert notes_of(reading) == []


def test_a_form_that_is_no_dictionary_holds_no_fields() -> None:
    for form in (b"5", b"[]", b"(x)", b"<</Fields 5>>", b"<</Fields<<>>>>"):
        root = b"<</Type/Catalog/Pages 2 0 R/AcroForm %b>>" % form
        assert code(pdf({1: root, **PAGES})) == "printed"


# Pages


@pytest.mark.parametrize("count", [MAX_PAGES + 1, 10**9, 10**30])
def test_a_stated_count_of_pages_is_enough_to_refuse(count: int) -> None:
    pages = {2: b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count}

    assert code(pdf({1: _ROOT % (b"", b""), **PAGES, **pages})) in ("too-many-pages", "damaged")


def test_more_pages_than_stated_are_counted() -> None:
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(MAX_PAGES + 1))
    pages = {10 + n: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>" for n in range(MAX_PAGES + 1)}
    tree = {2: b"<</Type/Pages/Kids[%b]/Count 1>>" % kids}

    assert code(pdf({1: _ROOT % (b"", b""), **pages, **tree})) in ("too-many-pages", "damaged")


def test_a_circle_of_pages_is_refused() -> None:
    tree = {2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}

    assert code(pdf({1: _ROOT % (b"", b""), **tree})) in ("damaged", "printed")


# Sizes


def bomb(mebibytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(b"\0" * (1 << 20)) for _ in range(mebibytes)), packer.flush()])


def test_a_value_that_inflates_too_far_is_refused_without_inflating_it() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    objects = {10: text_field("接待编号", b"11 0 R"), 11: stream(b"/Filter/FlateDecode", bomb(300))}

    assert code(stamped(b"10 0 R", objects)) == "value-too-long"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 << 10


def test_an_appearance_that_inflates_too_far_is_not_looked_at() -> None:
    value = b"(x)/AP<</N 11 0 R>>"
    objects = {10: text_field("接待编号", value), 11: stream(b"/Filter/FlateDecode/Subtype/Form", bomb(300))}

    assert code(stamped(b"10 0 R", objects)) == "read"


@pytest.mark.parametrize(
    ("length", "result"), [(MAX_VALUE_BYTES, "read"), (MAX_VALUE_BYTES + 1, "value-too-long")]
)
def test_a_value_may_be_only_so_long(length: int, result: str) -> None:
    assert code(stamped(b"10 0 R", {10: text_field("接待编号", b"(%b)" % (b"x" * length))})) == result


def test_a_chain_of_actions_ends() -> None:
    objects = {10: text_field("接待编号"), 11: b"<</S/JavaScript/JS(x)/Next 11 0 R>>"}
    reading = read_pdf(stamped(b"10 0 R", objects, b"/OpenAction 11 0 R"), SHAPES)

    assert notes_of(reading) == ["active-content"]


@pytest.mark.parametrize(
    "handler", [b"/Filter/Adobe.PubSec/V 4", b"/Filter/Standard/V 6/R 7", b"/Filter/Own.Lock"]
)
def test_encryption_of_any_scheme_is_told_from_damage(handler: bytes) -> None:
    objects = {1: _ROOT % (b"", b""), **PAGES, 10: b"<<%b>>" % handler}
    trailer = b"/Encrypt 10 0 R/ID[<00><00>]"

    assert code(pdf(objects, trailer=trailer)) == "encrypted"
    assert code(pdf(objects)) == "printed"


def test_a_description_that_inflates_too_far_is_ignored() -> None:
    objects = {
        10: text_field("接待编号"), 11: b"<</UF(form.json)/EF<</F 12 0 R>>>>", 12: stream(b"/Filter/FlateDecode", bomb(50)),
    }  # fmt: skip

    assert read_pdf(stamped(b"10 0 R", objects, b"/AF[11 0 R]"), SHAPES).form == "notification"


def test_a_description_full_of_brackets_is_ignored() -> None:
    content = b"[" * 100_000
    objects = {
        10: text_field("接待编号"), 11: b"<</UF(form.json)/EF<</F 12 0 R>>>>", 12: stream(b"", content),
    }  # fmt: skip

    assert read_pdf(stamped(b"10 0 R", objects, b"/AF[11 0 R]"), SHAPES).form == "notification"


@pytest.mark.parametrize(
    "content",
    [b'{"stamp":{"zhidu.form":5}}', b'{"stamp":[1]}', b'{"fields":[1]}', b'{"fields":{"a":3}}', b"7"],
)
def test_a_description_of_the_wrong_shape_is_ignored(content: bytes) -> None:
    objects = {
        10: text_field("接待编号"),
        11: b"<</UF(form.json)/EF<</F 12 0 R>>>>",
        12: stream(b"", content),
    }

    assert read_pdf(stamped(b"10 0 R", objects, b"/AF[11 0 R]"), SHAPES).form == "notification"


def test_names_and_values_beyond_unicode_do_no_harm() -> None:
    for value in (b"<FEFFD800>", b"<FEFF00>", b"<EFBBBFFF>", b"<FEFF0000FFFF>"):
        assert code(stamped(b"10 0 R", {10: text_field("接待编号", value)})) == "read"
    assert code(form_pdf(b"<</FT/Tx/T<FEFFD800>/V(x)>>", {})) == "not-a-form"


# Anything


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_form_is_refused_or_read_and_never_crashes(data: st.DataObject) -> None:
    source = bytearray(data.draw(st.sampled_from([filled, blank]))())
    tail = len(source) - 60_000  # the fields; before them lies the font
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(max(tail, 0), len(source) - 1))
        source[at] = data.draw(st.integers(0, 255))
    try:
        read(bytes(source))
    except InputRefused as refusal:
        told = (refusal.message, refusal.hint)
    else:
        told = ("read", "read")
    assert all(told)


_TOKENS = st.sampled_from([
    b"null", b"true", b"0", b"-1", b"1e9", b"(x)", b"<FEFF5F20>", b"/Off", b"/Tx", b"/Btn", b"[]", b"[1 2]", b"<<>>",
    b"10 0 R", b"11 0 R", b"12 0 R", b"99 0 R", b"[10 0 R 11 0 R]", b"<</N 12 0 R>>", b"<</N<</On 12 0 R>>>>",
])  # fmt: skip
_KEYS = st.sampled_from([
    b"/T", b"/FT", b"/V", b"/Ff", b"/Kids", b"/Opt", b"/AP", b"/AS", b"/AA", b"/A", b"/Parent", b"/TU", b"/Q",
])  # fmt: skip
_DICTIONARIES = st.lists(st.tuples(_KEYS, _TOKENS), max_size=8).map(
    lambda pairs: b"<<%b>>" % b" ".join(b"%b %b" % p for p in dict(pairs).items())
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_DICTIONARIES, min_size=3, max_size=3), st.lists(_TOKENS, max_size=3))
def test_any_tangle_of_objects_is_refused_or_read(dictionaries: list[bytes], more: list[bytes]) -> None:
    objects = dict(zip((10, 11, 12), dictionaries, strict=True))

    assert code(stamped(b"10 0 R 11 0 R 12 0 R " + b" ".join(more), objects))
