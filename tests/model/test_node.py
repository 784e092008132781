from __future__ import annotations

import json

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from generator.model.node import (
    Identifier,
    IsoDate,
    Line,
    Listed,
    Named,
    Node,
    Options,
    Plain,
    Raw,
    strip_places,
)
from generator.model.validate import validate
from generator.source.reader import read_yaml


class Thing(Node):
    """A node as the model has many."""

    name: Line = Field(alias="名称")
    day: IsoDate | None = Field(default=None, alias="日期")
    parts: Named[Plain] = Field(default={}, alias="部分")


def read(text: str) -> Thing:
    found, problems = validate(Thing, read_yaml(text.encode(), "f.yaml"))
    assert problems == ()
    assert found is not None
    return found


def test_a_node_knows_the_place_of_each_of_its_keys():
    assert str(read("名称: 甲\n日期: 2026-3-5\n").place.of("日期")) == "f.yaml:2:5"


def test_two_nodes_with_the_same_content_are_equal_wherever_they_stand():
    assert read("名称: 甲\n") == read("\n\n名称:   甲\n") == Thing(名称="甲")
    assert str(Thing(名称="甲").place.of("名称")) == ""


def test_a_node_cannot_be_changed():
    with pytest.raises(ValidationError):
        read("名称: 甲\n").name = "乙"


def test_a_date_is_kept_as_iso_text():
    assert read("名称: 甲\n日期: 2026年3月5日\n").day == "2026-03-05"


def test_plain_data_hold_no_places_at_any_depth():
    assert read("名称: 甲\n部分: {乙: [{丙: 1}]}\n").parts == {"乙": [{"丙": 1}]}
    assert json.dumps(strip_places(read_yaml(b"a: [{b: {c: 1}}]", "f").data)) == '{"a": [{"b": {"c": 1}}]}'


@pytest.mark.parametrize("text", ["escort", "escort-count", "a1-b2"])
def test_an_identifier_is_kebab_case(text):
    assert TypeAdapter(Identifier).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "Escort", "escort_count", "-a", "a-", "a--b", "陪同", "1a", "a" * 65])
def test_what_is_no_identifier_is_refused(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Identifier).validate_python(text)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [(3, 3), (True, True), ("甲", "甲"), (["甲", 2], ("甲", "2")), (("甲",), ("甲",))],
)
def test_a_written_value_is_kept_as_written(raw, kept):
    assert TypeAdapter(Raw).validate_python(raw) == kept


@pytest.mark.parametrize("raw", [None, [], [["甲"]], [True, "甲"], {"甲": 1}])
def test_a_value_that_is_neither_a_word_nor_a_list_of_words_is_refused(raw):
    with pytest.raises(ValidationError, match="应当是"):
        TypeAdapter(Raw).validate_python(raw)


@pytest.mark.parametrize("raw", [None, "", 3, [True], {"甲": 1}])
def test_options_are_words_or_a_reference(raw):
    with pytest.raises(ValidationError, match="应当是选项的列表"):
        TypeAdapter(Options).validate_python(raw)


def test_lists_become_tuples():
    assert TypeAdapter(Listed[int]).validate_python([1, 2], strict=True) == (1, 2)
