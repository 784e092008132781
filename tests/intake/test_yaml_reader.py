from __future__ import annotations

import pytest

from generator.errors import InputRefused
from generator.intake.yaml_reader import MAX_YAML_BYTES, read_yaml_submission
from tests.intake.shapes import SHAPES

WHOLE = """
form: notification
edition: "1.0"
values:
  来访人数: 3
  合同金额: 12.5
  是否用餐: true
  接待编号: 2026-03-05
  陪同人: [张伟, 李娜]
  费用明细:
    - {项目: 餐费, 金额: 1e9}
    - {项目: no}
"""


def refusal(text: str) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read_yaml_submission(text.encode(), SHAPES)
    return caught.value


def test_yaml_says_the_same_as_json():
    reading = read_yaml_submission(WHOLE.encode(), SHAPES)

    assert (reading.form, reading.edition) == ("notification", "1.0")
    assert reading.values == {
        "来访人数": 3, "合同金额": "12.5", "是否用餐": True, "接待编号": "2026-03-05", "陪同人": ("张伟", "李娜"),
    }  # fmt: skip
    assert reading.rows == {"费用明细": ({"项目": "餐费", "金额": "1e9"}, {"项目": "no"})}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a: 1\nform: [x\n", "第 "),
        ("form: a\nform: b", "第 2 行"),
        ("form: &x a\nvalues: *x", "锚点"),
        ("form: !!python/object:os.system x", "标记"),
        ("---\nform: a\n---\nform: b", "两份"),
        ("form: notification\nvalues: " + "[" * 500, "嵌套太深"),
        ("form: notification\nvalues: 3", "values"),
    ],
)
def test_what_strict_yaml_forbids_is_refused_with_its_place(text, word):
    refused = refusal(text)

    assert refused.code in {"damaged", "wrong-shape"}
    assert word in refused.message
    assert refused.hint


def test_bombs_of_aliases_are_refused():
    bomb = "form: notification\na: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )

    assert refusal(bomb).code == "damaged"


def test_a_large_file_is_refused_before_it_is_read():
    assert refusal("form: a\n#" + "x" * MAX_YAML_BYTES).code == "too-large"
