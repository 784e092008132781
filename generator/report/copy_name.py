"""The name of what goes back for a file, safe on every system whatever the sender called it.

Threat: a name can climb out of a folder, be one that Windows keeps for devices, show another
ending than it has (bidirectional marks), or be too long once something is added to it.

Rule: of the path only the last part counts; what is not plain is replaced or left out; the length
is bounded in bytes.
"""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from unicodedata import normalize

from generator.text import clean

MAX_STEM_BYTES = 180
_STANDARD_INPUT = "标准输入"
_UNSAFE = re.compile(r'[<>:"/\\|?*\ufffd\s]+')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def copy_stem(file: str) -> str:
    r"""What the names of copies begin with.

    >>> copy_stem("收件/甲 公司.docx"), copy_stem("..\\..\\con.pdf"), copy_stem("-"), copy_stem("/tmp/..")
    ('甲 公司', '_con', '标准输入', '文件')
    """
    if file == "-":
        return _STANDARD_INPUT
    # Windows knows both separators, so that its rules split paths of either system.
    stem = _UNSAFE.sub(" ", clean(PureWindowsPath(file).stem)).strip(" .")
    short = (
        normalize("NFC", stem)
        .encode("utf-8", "ignore")[:MAX_STEM_BYTES]
        .decode("utf-8", "ignore")
        .strip(" .")
    )
    return f"_{short}" if _DEVICES.fullmatch(short) else short or "文件"
