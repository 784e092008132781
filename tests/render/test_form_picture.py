"""The picture of a form filled in: one image that holds the answers, alike every time."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from generator.render.form_picture import render_form_picture
from tests.pdf_sample import answers, sample_form, sample_policy

SVG = "{http://www.w3.org/2000/svg}"


def picture(filled):
    return render_form_picture(sample_policy(), sample_form(), filled)


def shapes(svg) -> int:
    root = ET.fromstring(svg)
    return len([*root.iter(f"{SVG}use"), *root.iter(f"{SVG}path")])


def test_it_is_one_image_of_the_whole_form() -> None:
    root = ET.fromstring(picture(answers()))

    assert root.tag == f"{SVG}svg"
    assert float(root.get("height").removesuffix("pt")) > 500


def test_answers_are_drawn_and_nothing_links_anywhere() -> None:
    svg = picture(answers())

    assert shapes(svg) > shapes(picture({})) + 50
    assert b"field:" not in svg


@pytest.mark.parametrize("name", ["需要翻译", "接待人员的言行"])
def test_a_pressed_button_is_marked(name) -> None:
    given = answers()

    assert shapes(picture({name: given[name]})) == shapes(picture({})) + 1


def test_the_same_answers_give_the_same_bytes() -> None:
    assert picture(answers()) == picture(answers())
