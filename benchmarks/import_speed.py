"""How long an import takes: 100 pages in at most 2 seconds, and in proportion to the length.

python benchmarks/import_speed.py
"""

from __future__ import annotations

import time
from datetime import date

from generator.importing.reading import read_regulation
from generator.importing.to_source import to_source
from generator.wording import article_label, chapter_label, item_label

CHARACTERS_A_PAGE = 600
LIMIT_SECONDS = 2.0


def regulation(pages: int) -> str:
    """A regulation of about so many pages: chapters, articles, items and subitems."""
    lines = ["差旅管理制度"]
    chapter = article = 0
    while sum(map(len, lines[-200:])) and len(lines) * 43 < pages * CHARACTERS_A_PAGE:
        chapter += 1
        lines.append(f"{chapter_label(chapter)} 内容")
        for _ in range(6):
            article += 1
            lines.append(
                f"{article_label(article)} 员工出差应当事先申请，写明时间、地点、事由和费用预算，经部门负责人批准后备案。"
            )
            lines += [
                f"{item_label(n)}出差人员按照职级确定交通工具和住宿标准，超过标准的部分由本人承担，特殊情况除外；"
                for n in range(1, 6)
            ]
            lines += [
                f"{n}、报销时附发票、行程单和审批单，缺少任何一项的，财务部不予受理，并且说明理由。"
                for n in range(1, 4)
            ]
    return "\n".join(lines)


def seconds(text: str) -> float:
    start = time.perf_counter()
    to_source(read_regulation(text.encode(), "a.txt"), date(2026, 1, 1))
    return time.perf_counter() - start


def main() -> None:
    seconds(regulation(1))  # libraries load once
    for pages in (25, 50, 100, 200):
        text = regulation(pages)
        taken, glued = seconds(text), seconds(text.replace("\n", ""))
        print(f"{pages:4} pages  {len(text):7} characters  {taken:5.2f} s  glued on one line {glued:5.2f} s")
    taken = seconds(regulation(100))
    print("ok" if taken <= LIMIT_SECONDS else f"too slow: {taken:.2f} s for 100 pages")


if __name__ == "__main__":
    main()
