"""What is written reads back as the same data, and looks like what HR writes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.node import strip_places
from generator.source.emitter import Commented, Flow, to_yaml
from generator.source.reader import read_yaml

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]) | st.sampled_from("\n\t"), max_size=40
) | st.sampled_from(
    [
        "是",
        "no",
        "null",
        "~",
        "012",
        "12:30",
        "1.10",
        "- 项",
        "a: b",
        "a #b",
        "#",
        "",
        " 空格",
        "款：",
        "“引”",
        "2026-01-01",
        "*",
        "{x}",
    ]
)
DATA = st.dictionaries(
    TEXT,
    st.recursive(TEXT | st.integers(-99, 9999) | st.booleans(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)),
    min_size=1, max_size=5,
)  # fmt: skip


def read(text: str):
    document = read_yaml(text.encode(), "x.yaml")
    assert document.problems == ()
    return strip_places(document.data)


@given(DATA)
def test_everything_written_reads_back_as_it_was(data):
    assert read(to_yaml(data)) == data


def test_chapters_look_as_they_are_edited():
    data = {
        "章": "总则",
        "条": [
            Commented("原文第3行", {"标识": "a", "款": ["甲。", {"文": "乙：", "项": ["一；", "二。"]}]}),
            Commented("原文第5行", {"标识": "b", "表": {"行": [Flow({"金额": "超过 600万", "等级": "A"})]}}),
        ],
    }

    assert (
        to_yaml(data, "由 a.docx 导入")
        == """\
# 由 a.docx 导入
章: 总则
条:
  # 原文第3行
  - 标识: a
    款:
      - 甲。
      - 文: 乙：
        项:
          - 一；
          - 二。

  # 原文第5行
  - 标识: b
    表:
      行:
        - {金额: 超过 600万, 等级: A}
"""
    )


def test_comments_and_brackets_do_not_change_the_data():
    data = {"a": Commented("注", Flow(["x", {"y": 1}])), "b": Commented("两行\n注", [Flow({})])}

    assert read(to_yaml(data)) == {"a": ["x", {"y": 1}], "b": [{}]}
