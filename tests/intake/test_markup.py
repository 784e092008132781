from __future__ import annotations

import pytest

from generator.errors import InputRefused
from generator.intake.markup import MAX_ATTRIBUTES, MAX_DEPTH, check_markup, parse_markup
from tests.hostile import build


def code(part: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        check_markup(part)
    return caught.value.code


def nested(depth: int) -> bytes:
    return b'<a b="/">' * depth + b"<c/>+-" + b"</a>" * depth


@pytest.mark.parametrize(
    "part",
    [
        build.document(),
        b"",
        b"\xef\xbb\xbf" + build.document(),
        '<?xml version="1.0" encoding="UTF-16"?><a>中</a>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="GBK"?><a>\xd6\xd0</a>',
        nested(MAX_DEPTH - 1),
    ],
)
def test_ordinary_xml_passes(part):
    check_markup(part)


@pytest.mark.parametrize(
    "before",
    [
        build.laughs(),
        b'<!DOCTYPE d [<!ENTITY a "%b">]>' % (b"B" * 50_000),
        b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
        b'<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.ent"> %p;]>',
        b"<!-- -->" * 1000 + b"<!DOCTYPE d>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_every_dtd_is_refused_in_every_encoding(before, encoding):
    part = build.document(before=before).decode()
    declared = part.replace("UTF-8", "UTF-16") if encoding == "utf-16" else part

    assert code(declared.encode(encoding)) == "dtd"


@pytest.mark.parametrize(
    "part",
    [
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-<a/>',
        '<?xml version="1.0"?><!DOCTYPE d><a/>'.encode("utf-16-le"),
        '<?xml version="1.0"?><!DOCTYPE d><a/>'.encode("utf-32"),
        '<?xml version="1.0"?><a/>'.encode("cp500"),
        b"\xff\xfe<\0a",
        b"PK\3\4",
    ],
)
def test_encodings_in_which_a_dtd_could_hide_are_refused(part):
    assert code(part) == "damaged-part"


@pytest.mark.parametrize("depth", [MAX_DEPTH, 5_000, 100_000])
def test_deep_nesting_is_refused(depth):
    assert code(nested(depth)) == "xml-too-deep"


@pytest.mark.parametrize("attribute", ['a{}="1"', "a{} = '1'", 'xmlns:n{}="u{}"'])
def test_elements_with_too_many_attributes_are_refused(attribute):
    attributes = " ".join(attribute.format(n, n) for n in range(MAX_ATTRIBUTES + 1))

    assert code(f"<a {attributes}/>".encode()) == "xml-too-wide"


def test_many_elements_with_few_attributes_are_not_too_wide():
    check_markup(b"<r>" + b'<a b="1" c="2"/>' * 20_000 + b"</r>")


def test_the_parser_gives_the_root():
    root = parse_markup(build.document())

    assert root.tag == f"{{{build.W}}}document"


@pytest.mark.parametrize(
    "part", [b"", b"<a>", b"<a></b>", b"\0", b'<?xml version="1.0" encoding="nonsense"?><a/>']
)
def test_what_is_not_well_formed_is_damaged(part):
    with pytest.raises(InputRefused) as caught:
        parse_markup(part)

    assert caught.value.code == "damaged-part"


def test_the_parser_expands_no_entity_even_when_the_check_was_left_out():
    root = parse_markup(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>')

    assert "".join(map(str, root.itertext())) in {"", "&x;"}


@pytest.mark.parametrize("filler", [b"", b"<e/>" * 2_000, b"<e>text</e>" * 2_000, b"<!-- </x></x> -->" * 500])
def test_depth_is_noticed_wherever_in_a_long_part_it_is(filler):
    assert code(b"<a>" + filler + nested(MAX_DEPTH + 1) + filler + b"</a>") == "xml-too-deep"


def test_a_long_flat_part_passes():
    check_markup(b"<a>" + b'<b c="d"><e/>text</b>' * 20_000 + b"</a>")
