from __future__ import annotations

from generator.errors import Level
from generator.lint.unprintable import check
from tests.builders import article, complaints, field, form, policy


def test_every_character_is_reported_once_a_text_at_its_place():
    chapter = """\
        章: 一
        条:
          - 标识: first
            条名: 职责
            款:
              - 陳女士和陳先生见⑪。
    """
    asked = """\
        标识: trip
        名称: 单☑表
        简称: 单
        依据: first
        分节:
          - 标题: 一
            字段:
              - {名称: 编号, 类型: 文本, 说明: 由羅先生编}
              - {名称: 日期, 类型: 日期}
              - {名称: 面积, 类型: 整数, 单位: ㎢, 外文: Ārea}
    """

    assert complaints(check, chapters=[chapter], forms=[asked]) == [
        (2, 5, "印成PDF时没有“☑”这个字，印作“〓”"),
        (8, 30, "印成PDF时没有“羅”这个字，印作“〓”"),
        (10, 30, "印成PDF时没有“㎢”这个字，印作“km2”"),
        (10, 37, "印成PDF时没有“Ā”这个字，印作“A”"),
        (6, 9, "印成PDF时没有“⑪”这个字，印作“11”"),
        (6, 9, "印成PDF时没有“陳”这个字，印作“〓”"),
    ]


def test_it_is_a_warning():
    found = list(check(policy(article(款=["陳女士。"]))))

    assert [p.level for p in found] == [Level.WARNING]


def test_rare_characters_of_the_standard_and_common_signs_are_left_alone():
    fields = [field("面积", "整数", 单位="㎡"), field("甲", 说明="欧阳䶮、㛃梅；①→②，№3，é")]

    assert complaints(check, forms=[form(*fields)]) == []
