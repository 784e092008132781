from __future__ import annotations

import pytest

from generator.model.fields_behind import fields_behind
from tests.builders import article, field, form, policy


def table(**inputs: object) -> dict[str, object]:
    return {
        "输入": {name: {"类型": "整数", **({"取自": source} if source else {})} for name, source in inputs.items()},
        "输出": {"出": "整数"},
        "行": [{**dict.fromkeys(inputs, "-"), "出": 1}],
    }  # fmt: skip


POLICY = policy(
    article(
        参数={"价": 5},
        定义={"总数": "单.甲 + 单.乙", "圈": "圈 + 单.甲"},
        表={
            "同名": table(甲=""), "指名": table(数="别.丙"), "接着": table(数="表.同名.出", 乙=""),
            "回": table(数="表.回.出"),
        },
    ),
    forms=[
        form(field("丙", "整数"), field("甲", "整数"), id="other", name="别"),
        form(field("甲", "整数"), field("乙", "整数"), field("丙", "整数")),
    ],
)  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("单.乙 / 单.甲 + 单.乙 * 参数.价", ["单.乙", "单.甲"]),
        ("总数 * 参数.价", ["单.甲", "单.乙"]),
        ("表.同名.出", ["单.甲"]),
        ("表.指名.出 + 别.丙", ["别.丙"]),
        ("表.接着.出", ["单.甲", "单.乙"]),
        ('"单.甲" == “单.乙” ? 1 : 单．丙', ["单.丙"]),
        ("表.回.出 + 圈", ["单.甲"]),
        ("表.没有.出 + 参数.价 + x.甲", []),
        ("", []),
    ],
)
def test_the_fields_behind_an_expression_are_found_through_tables_and_definitions(expression, names):
    found = fields_behind(POLICY, POLICY.forms_by_id["trip"], expression)

    assert [".".join(path) for path in found] == names
