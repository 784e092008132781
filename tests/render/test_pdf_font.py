from __future__ import annotations

import hashlib
import tomllib

import pytest
from fontTools.ttLib import TTFont

from generator.assets import shipped
from generator.render.field_font import FIELD_FONT_FILE, field_font

FONTS = shipped("templates/fonts")
RECORDS = tomllib.loads((FONTS / "FONTS.toml").read_text(encoding="utf-8"))
TITLE_FONT_FILE = "NotoSerifSC-Title.otf"


def gb2312() -> set[str]:
    codes = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {c.decode("gb2312") for c in codes if c.decode("gb2312", "replace").count("\ufffd") == 0}


def common_characters() -> set[str]:
    lines = (FONTS / "common-characters.txt").read_text(encoding="utf-8").splitlines()
    return set("".join(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("file", sorted(RECORDS))
def test_a_font_is_the_one_that_was_recorded(file: str) -> None:
    content = (FONTS / file).read_bytes()

    assert hashlib.sha256(content).hexdigest() == RECORDS[file]["sha256"]
    assert len(TTFont(FONTS / file).getBestCmap()) == RECORDS[file]["characters"]


def test_every_font_in_the_folder_is_recorded() -> None:
    assert {f.name for f in FONTS.glob("*.[ot]tf")} == set(RECORDS)


@pytest.mark.parametrize("file", sorted(RECORDS))
def test_a_font_may_be_embedded_and_shared(file: str) -> None:
    font = TTFont(FONTS / file)

    assert font["OS/2"].fsType == 0
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "Reserved Font Name" not in font["name"].getDebugName(0)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_the_common_characters_are_all_there_and_licensed() -> None:
    assert len(common_characters()) == 8105
    assert "UNICODE" in (FONTS / "LICENSE-Unicode.txt").read_text(encoding="utf-8")


def test_the_field_font_draws_whatever_is_likely_to_be_typed() -> None:
    latin = {chr(c) for c in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    wanted = gb2312() | common_characters() | latin | set("—–‘’“”…·•€￥℃№√×÷≤≥〇①⑩○●□■△※䶮㛃")

    assert sorted(c for c in wanted if not field_font().has(c)) == []


def test_the_title_font_has_no_gap_in_gb2312() -> None:
    covered = {chr(c) for c in TTFont(FONTS / TITLE_FONT_FILE).getBestCmap()}

    assert sorted(gb2312() - covered) == []


def test_every_glyph_of_the_field_font_has_its_position_as_its_code() -> None:
    """Viewers disagree which of the two a code means, so the two must agree."""
    font = TTFont(FONTS / FIELD_FONT_FILE)
    charset = font["CFF "].cff.topDictIndex[0].charset

    assert charset[0] == ".notdef"
    assert [int(name.removeprefix("cid")) for name in charset[1:]] == list(range(1, len(charset)))
    assert font.getGlyphOrder() == list(charset)


def test_a_character_the_font_lacks_shows_as_a_box() -> None:
    assert field_font().codes("あ\U0001f600") == field_font().codes("あ")[:4] + "0000"


def test_chinese_is_as_wide_as_the_text_is_large() -> None:
    font = field_font()

    assert font.width("张伟", 10) == 20
    assert 4 < font.width("1", 10) < 7
