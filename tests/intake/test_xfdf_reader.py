from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

import pytest

from generator.errors import InputRefused
from generator.intake import xfdf_reader
from generator.intake.xfdf_reader import read_xfdf
from generator.model.submission import Note
from tests.hostile import build
from tests.intake.shapes import SHAPES, field, shape

NAMES = ("接待编号", "来访人数", "合同金额", "是否用餐", "陪同人")


def xfdf(*fields: tuple[str, str], inside: str = "") -> bytes:
    listed = "".join(f"<field name={quoteattr(n)}><value>{escape(v)}</value></field>" for n, v in fields)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve">'
        f'<f href="file:///etc/passwd"/><fields>{listed}{inside}</fields></xfdf>'
    ).encode()


def exported(**values: str) -> bytes:
    """As Acrobat exports it: every field, filled or not."""
    return xfdf(*{**dict.fromkeys(NAMES, ""), **values}.items())


def refusal(data: bytes, shapes=SHAPES) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read_xfdf(data, shapes)
    return caught.value


def test_an_export_gives_the_form_it_fits_and_its_values():
    reading = read_xfdf(exported(来访人数="3人", 陪同人="张伟、李娜"), SHAPES)

    assert reading.form == "notification"
    assert reading.values == {**dict.fromkeys(NAMES, ""), "来访人数": "3人", "陪同人": "张伟、李娜"}


def test_cells_become_rows_in_order_with_blank_ones_between():
    cells = [
        ("费用明细_3_项目", "餐费"),
        ("费用明细_1_金额", "100"),
        ("费用明细_1_无此列", "x"),
        ("费用明细_0_项目", "x"),
    ]

    reading = read_xfdf(xfdf(*[(n, "") for n in NAMES], *cells), SHAPES)

    assert reading.rows == {"费用明细": ({"金额": "100"}, {}, {"项目": "餐费"})}


def test_a_stamp_decides_the_form_and_names_the_edition():
    stamp = (
        ("zhidu.form", "survey"),
        ("zhidu.edition", "2.0"),
        ("zhidu.digest", "abc"),
        ("接待编号", "1"),
        ("满意度", "2"),
    )

    reading = read_xfdf(xfdf(*stamp), SHAPES)

    assert (reading.form, reading.edition, reading.digest) == ("survey", "2.0", "abc")


def test_an_unticked_box_is_blank():
    assert read_xfdf(exported(是否用餐="Off"), SHAPES).values["是否用餐"] == ""


def test_nested_fields_are_named_with_a_period():
    inside = '<field name="a"><field name="b"><value>1</value></field></field>'

    reading = read_xfdf(xfdf(inside=inside), (shape("s", field("a.b")),))

    assert reading.values == {"a.b": "1"}


def test_two_values_for_one_field_are_noted():
    reading = read_xfdf(xfdf(*[(n, "") for n in NAMES[1:]], ("接待编号", "100"), ("接待编号", "999")), SHAPES)

    assert reading.notes == (Note(code="ambiguous-field", field="接待编号", detail="100；999"),)


@pytest.mark.parametrize("data", [xfdf(), xfdf(("姓名", "x")), xfdf(("接待编号", "x"), ("a", ""), ("b", ""))])
def test_data_of_no_form_are_refused(data):
    assert refusal(data).code == "unknown-form"


def test_data_that_fit_two_forms_are_refused():
    twins = (shape("one", field("a")), shape("two", field("a")))

    assert refusal(xfdf(("a", "1")), twins).code == "unknown-form"


def test_deep_fields_are_walked_without_recursion():
    inside = '<field name="k">' * 150 + "</field>" * 150

    assert (
        read_xfdf(exported().replace(b"</fields>", inside.encode() + b"</fields>"), SHAPES).form
        == "notification"
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<xfdf>", "damaged-part"),
        (build.laughs() + xfdf(), "dtd"),
        (xfdf(inside="<field>" * 1000 + "</field>" * 1000), "xml-too-deep"),
        (xfdf(*[(f"f{n}", "") for n in range(xfdf_reader.MAX_FIELDS + 1)]), "too-many-fields"),
        (b"<xfdf " + b"a=" * xfdf_reader.MAX_NODES, "too-many-fields"),
        (b'<xfdf xmlns="http://other.example/"/>', "unknown-form"),
    ],
)
def test_hostile_xfdf_is_refused(data, code):
    assert refusal(data).code == code
