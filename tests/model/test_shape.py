"""A reader looks for a form as the edition that a file names had it."""

from __future__ import annotations

from generator.model.shape import find_shape, merged_shapes, shape_of
from tests.builders import field, form, policy


def a_shape(edition: str, *names: str, id_: str = "trip"):
    of = policy(forms=[form(*map(field, names), id=id_)], cover={"版本": edition})
    return shape_of(of, of.forms[0])


def test_the_shape_of_a_form_names_its_edition() -> None:
    assert a_shape("1.1", "姓名").editions == ("1.1",)


def test_equal_shapes_become_one_that_holds_for_all_their_editions() -> None:
    shapes = merged_shapes([a_shape("1.2", "姓名"), a_shape("1.1", "姓名"), a_shape("1.0", "名字")])

    assert [s.editions for s in shapes] == [("1.2", "1.1"), ("1.0",)]


def test_the_shape_of_the_stamped_edition_is_found() -> None:
    newest, oldest = a_shape("1.1", "姓名"), a_shape("1.0", "名字")

    assert find_shape((newest, oldest), "trip", "1.0") is oldest


def test_an_edition_that_nobody_knows_gives_the_first_shape() -> None:
    newest, oldest = a_shape("1.1", "姓名"), a_shape("1.0", "名字")

    assert find_shape((newest, oldest), "trip", "0.9") is newest
    assert find_shape((newest, oldest), "trip") is newest


def test_an_unknown_form_has_no_shape() -> None:
    assert find_shape((a_shape("1.0", "姓名"),), "other", "1.0") is None
