"""Strict YAML: every node has its place, every trap of YAML is closed, every mistake is reported."""

from __future__ import annotations

from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Location
from generator.source import reader
from generator.source.reader import PLACE_KEY, Place, PureLoader, read_yaml

both_loaders = pytest.mark.usefixtures("loader")


def read(text: str):
    return read_yaml(dedent(text).encode(), "file.yaml")


def plain(data):
    if isinstance(data, dict):
        return {k: plain(v) for k, v in data.items() if k != PLACE_KEY}
    return [plain(d) for d in data] if isinstance(data, list) else data


def said(text: str) -> list[tuple[int, int, str]]:
    return [(p.location.line, p.location.column, p.code) for p in read(text).problems]


@pytest.fixture(params=["libyaml", "pure Python"])
def loader(request, monkeypatch):
    """Both loaders; a PyYAML built without libyaml has only the second."""
    chosen = PureLoader if request.param == "pure Python" else getattr(yaml, "CSafeLoader", None)
    if chosen is None:
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(reader, "_Loader", chosen)


@both_loaders
def test_a_file_becomes_plain_data():
    document = read("""\
        章: 总则
        条:
          - {标识: purpose, 数: 3, 有: true, 空: }
          - 标识: scope
            款: [甲, "乙"]
    """)

    assert document.problems == ()
    assert plain(document.data) == {
        "章": "总则",
        "条": [
            {"标识": "purpose", "数": 3, "有": True, "空": None},
            {"标识": "scope", "款": ["甲", "乙"]},
        ],
    }


@both_loaders
def test_every_node_has_its_place():
    document = read("""\
        章: 总则
        条:
          - 标识: purpose
            款:
              - 第一款
              - {文: 第二款, 项: [甲, 乙]}
    """)

    assert document.place("章") == Location("file.yaml", 1, 4)
    assert document.place("条", 0) == Location("file.yaml", 3, 5)
    assert document.place("条", 0, "款", 1, "项", 1) == Location("file.yaml", 6, 25)


@both_loaders
def test_a_place_that_does_not_exist_is_that_of_the_nearest_node_above():
    document = read("条:\n  - 标识: a\n")

    assert document.place("条", 0, "规则", 3) == Location("file.yaml", 2, 5)
    assert document.place("没有") == Location("file.yaml", 1, 1)


@both_loaders
def test_every_mapping_knows_its_own_place():
    data = read("条:\n  - 标识: a\n    值: b\n").data
    place = data["条"][0][PLACE_KEY]

    assert place.of("值") == Location("file.yaml", 3, 8)


def test_a_place_never_makes_two_mappings_differ():
    assert Place({(): Location("a")}) == Place()
    assert len({Place({(): Location("a")}), Place()}) == 1
    assert Place().of("x") == Location("")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("True", "True"),
        ("012", "012"),
        ("0o14", "0o14"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-01-01", "2026-01-01"),
        (".inf", ".inf"),
        ("1e3", "1e3"),
        ("=", "="),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"3"', "3"),
        ("'true'", "true"),
        ("超过 600万", "超过 600万"),
        ("5～10", "5～10"),
        ("≥ 0", "≥ 0"),
    ],
)
@both_loaders
def test_a_scalar_means_what_it_seems_to_mean(written, value):
    """YAML 1.1 reads no as False, 012 as 10, 12:30 as 750 and a date as a date."""
    data = plain(read(f"值: {written}\n").data)

    assert data == {"值": value}
    assert type(data["值"]) is type(value)


@both_loaders
def test_a_question_mark_may_end_a_word_in_brackets():
    """PyYAML's own loader ends the word there."""
    assert plain(read("期望: [甲?, 乙]\n改: {丙?: 丁?}\n").data) == {
        "期望": ["甲?", "乙"],
        "改": {"丙?": "丁?"},
    }


@both_loaders
def test_block_text_is_text():
    assert plain(read("a: >-\n  12\n  34\nb: |\n  1\n").data) == {"a": "12 34", "b": "1\n"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: 1.5\n", [(1, 4, "yaml-fraction")]),
        ("a: 1\nb: {c: 2, c: 3}\na: 4\n", [(2, 11, "duplicate-key"), (3, 1, "duplicate-key")]),
        ("a: &x 1\n", [(1, 4, "yaml-anchor")]),
        ("a: *x\n", [(1, 4, "yaml-anchor")]),
        ("a: &x [1]\nb: *x\n", [(1, 4, "yaml-anchor"), (2, 4, "yaml-anchor")]),
        ("a: !!str 1\nb: !x 2\n", [(1, 4, "yaml-tag"), (2, 4, "yaml-tag")]),
        ("a:\n  <<: {b: 1}\n", [(2, 3, "yaml-merge")]),
        ("? [x]\n: 1\n", [(1, 3, "yaml-key")]),
        ("a: {{ 参数(x) }}\n", [(1, 5, "yaml-key")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "yaml-documents")]),
        ("", [(1, 1, "empty-file")]),
        ("---\n", [(1, 1, "empty-file")]),
        ("# 只有注释\n", [(1, 1, "empty-file")]),
        ("a: b\u200bc\nd: \u202ee\n", [(1, 5, "control-character"), (2, 4, "control-character")]),
        ("a: b\u2028c: d\n", [(1, 5, "control-character")]),
    ],
)
@both_loaders
def test_what_the_strict_subset_leaves_out_is_reported_with_its_place(text, places):
    assert said(text) == places


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, "制表符"),
        ("a: b: c\n", 1, 5, "不能出现冒号"),
        ("a: [1, 2\nb: 3\n", 2, 2, "方括号没有合上"),
        ("a: {b: 1\nc: 2}\n", 2, 2, "花括号没有合上"),
        ('a: "b\nc: 1\n', 3, 1, "引号没有合上"),
        ("a: @b\n", 1, 4, "请加引号"),
        ("- a\nb: 1\n", 2, 1, "列表项"),
        ("a: - b\n", 1, 4, "另起一行"),
        ("a: [1]]\n", 1, 7, "应当是一个键"),
        ("[" * 60 + "]" * 60, 1, 41, "嵌套太深"),
    ],
)
@both_loaders
def test_a_syntax_error_is_a_chinese_sentence_with_its_place(text, line, column, words):
    (problem,) = read(text).problems

    assert (problem.code, problem.location.line, problem.location.column) == ("yaml-syntax", line, column)
    assert words in problem.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("章: 总则\n条：\n  - a\n", 2, 2),
        ("条:\n  - 标识：x\n    条名: y\n", 2, 7),
        ("a：1\nb: 2\n", 1, 2),
    ],
)
@both_loaders
def test_a_full_width_colon_is_named_where_it_stands(text, line, column):
    assert said(text) == [(line, column, "wide-colon")]


@both_loaders
def test_a_full_width_colon_inside_a_text_is_text():
    document = read("提示: 注意：必填\n列: [备注：无]\n")

    assert document.problems == ()
    assert plain(document.data) == {"提示": "注意：必填", "列": ["备注：无"]}


@both_loaders
def test_a_colon_in_prose_is_not_blamed_for_another_mistake():
    assert said("a:\n  - 注意：必填\n b: 1\n") == [(3, 2, "yaml-syntax")]


def test_a_file_that_is_not_utf8_is_refused_with_its_line():
    document = read_yaml("a: 1\nb: 总则\n".encode("gbk"), "file.yaml")

    assert document.data is None
    assert [(p.code, p.location.line) for p in document.problems] == [("not-utf8", 2)]


def test_a_byte_order_mark_is_skipped():
    assert plain(read_yaml(b"\xef\xbb\xbfa: 1\n", "f").data) == {"a": 1}


def test_windows_line_ends_do_not_move_places():
    assert read_yaml(b"a: 1\r\nb: 1.5\r\n", "f").problems[0].location == Location("f", 2, 4)


@both_loaders
def test_a_bomb_of_aliases_is_not_expanded():
    text = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [{', '.join([f'*{b}'] * 9)}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = read(text)

    assert document.data is None
    assert {p.code for p in document.problems} == {"yaml-anchor"}


@both_loaders
def test_all_mistakes_of_a_file_are_reported_at_once():
    assert said("a: 1.5\nb: &x 2\nc: {d: 1, d: 2}\ne: !t 3\n<<: {f: 1}\n") == [
        (2, 4, "yaml-anchor"),
        (4, 4, "yaml-tag"),
        (1, 4, "yaml-fraction"),
        (3, 11, "duplicate-key"),
        (5, 1, "yaml-merge"),
    ]


@given(st.text(max_size=60))
def test_nothing_but_data_or_problems_comes_out_of_any_text(text):
    document = read_yaml(text.encode("utf-8", errors="surrogatepass"), "f")

    assert document.data is not None or document.problems


@given(st.binary(max_size=60))
def test_nothing_but_data_or_problems_comes_out_of_any_bytes(content):
    document = read_yaml(content, "f")

    assert document.data is not None or document.problems


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML without libyaml")
def test_the_shipped_source_reads_the_same_with_either_loader(root, monkeypatch):
    files = sorted([*(root / "policy").rglob("*.yaml"), *(root / "forms").glob("*.yaml")])[:12]
    fast = [read_yaml(f.read_bytes(), f.name) for f in files]
    monkeypatch.setattr(reader, "_Loader", PureLoader)
    slow = [read_yaml(f.read_bytes(), f.name) for f in files]

    assert [plain(d.data) for d in slow] == [plain(d.data) for d in fast]
    assert [d.spans for d in slow] == [d.spans for d in fast]


def test_a_number_longer_than_any_figure_stays_text():
    digits = "9" * 5000

    assert read_yaml(f"a: {digits}".encode(), "x").data["a"] == digits
