"""Copies of Word packages: media bounded, templates gone, damage refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.errors import InputRefused
from generator.report.word_copy import open_copy, pack, relations_of
from tests.docx_sample import filled, packed, parts_of

FORM = filled()


def with_picture(content):
    return packed({**parts_of(FORM), "word/media/extra.png": content})


def test_a_copy_of_a_form_has_the_same_parts():
    assert parts_of(pack(open_copy(FORM))) == parts_of(FORM)


def test_content_types_come_first_and_the_rest_in_order():
    names = list(parts_of(pack(open_copy(FORM))))

    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_pictures_are_carried_over():
    assert open_copy(with_picture(b"\x89PNG rest"))["word/media/extra.png"] == b"\x89PNG rest"


@pytest.mark.parametrize("size", [21 << 20, 70 << 20])
def test_a_picture_that_inflates_too_far_is_not_inflated(size):
    with pytest.raises(InputRefused) as refused:
        open_copy(with_picture(b"\0" * size))

    assert refused.value.code == "inflates-too-far"


def test_many_pictures_that_inflate_too_far_together_are_refused():
    many = {f"word/media/{n}.png": b"\0" * (19 << 20) for n in range(4)}

    with pytest.raises(InputRefused) as refused:
        open_copy(packed({**parts_of(FORM), **many}))

    assert refused.value.code == "inflates-too-far"


def test_a_damaged_picture_is_refused_and_not_carried_over():
    picture = bytes(range(256)) * 8
    data = bytearray(_stored({**parts_of(FORM), "word/media/extra.png": picture}))
    at = data.find(picture)
    data[at] ^= 1

    with pytest.raises(InputRefused) as refused:
        open_copy(bytes(data))

    assert refused.value.code == "damaged-part"


def _stored(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_relations_lie_beside_their_part():
    assert relations_of("word/document.xml") == "word/_rels/document.xml.rels"
    assert relations_of("document.xml") == "_rels/document.xml.rels"
