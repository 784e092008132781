"""`policy.yaml` of an imported regulation: what the text says, and 待核定 where it says nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.importing.findings import interpreter_of, is_effective_clause
from generator.importing.outline import clauses_of
from generator.importing.widths import fold
from generator.values import parse_date

if TYPE_CHECKING:
    from datetime import date

    from generator.importing.imported import Imported

OPEN = "待核定"
DATE_FIELD, DOSSIER_FIELD = "日期", "编号"
_NUMBER = re.compile(
    r"(?:文件)?(?:编号|文号)\s*:\s*(?P<value>[A-Za-z0-9〔〕\[\]()（）\u4e00-\u9fff/_.\-]{2,30})"
)
_EDITION = re.compile(
    r"(?:版本号?|版次|版号)\s*:\s*(?P<value>[A-Za-z]?\s?/?\s?[0-9][0-9A-Za-z./]{0,8}|[A-Za-z]/[0-9])"
)
_APPROVER = re.compile(
    r"(?:批准|审批)\s*:\s*(?P<value>[\u4e00-\u9fff]{2,12})|经(?P<body>[\u4e00-\u9fff]{2,12}?)(?:审议|审核|批准|审批)(?:通过)?(?:后|之日)"
)
_OWNER = re.compile(
    r"(?P<a>[\u4e00-\u9fff]{2,10}(?:部|室|处|中心|办))(?:是|为)[^。；]{0,16}(?:归口|主管|职能|管理)[^。；]{0,6}部门"
    r"|(?:归口(?:管理)?部门|主管部门)(?:是|为|:)?\s*(?P<b>[\u4e00-\u9fff]{2,10}(?:部|室|处|中心|办))"
    r"|由(?P<c>[\u4e00-\u9fff]{2,10}(?:部|室|处|中心|办))(?:归口管理|统一负责|统一管理|归口负责)"
)
_SCOPE = re.compile(r"适用于(?P<value>[^。；]{2,80})")
_DATE = re.compile(
    r"[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|二[零〇○][零〇○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_DEPARTMENT = re.compile(r"(?:行政|综合|人力资源|人事|办公)[\u4e00-\u9fff]{0,4}(?:部|室|处|中心)")


def to_cover(imported: Imported, today: date) -> dict[str, str]:
    """The entries of `policy.yaml`. Without a date in the text the regulation holds from `today`."""
    outline = imported.outline
    control = "\n".join(c.text for c in outline.control)
    body = [c.text for a in outline.articles for c in clauses_of(a.paragraphs) if c.text]
    interpreter = next((w for text in body if (w := interpreter_of(text))), "")
    owner = _owner(body) or interpreter or _usual_department(body)
    effective = _effective(imported, body) or today
    scope = next((m["value"] for text in body if (m := _SCOPE.search(text))), "")
    cover = {
        "名称": _safe(outline.title) or "未命名制度",
        "编号": _found(_NUMBER, control) or "待编号",
        "版本": _found(_EDITION, control).replace(" ", "") or "1.0",
        "归口部门": owner or OPEN,
        "解释部门": interpreter or owner or OPEN,
        "批准": _approver(control, body) or OPEN,
        "施行日期": effective.isoformat(),
        "复核日期": _next_year(effective).isoformat(),
        "适用范围": _safe(scope) or OPEN,
        "适用日期": DATE_FIELD,
        "关联字段": DOSSIER_FIELD,
    }
    return {**cover, **({"公司": imported.organisation} if imported.organisation else {})}


def _safe(text: str) -> str:
    return text.replace("{", "｛").replace("}", "｝").strip()


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(fold(text))
    return match["value"].strip() if match else ""


def _owner(body: list[str]) -> str:
    for text in body:
        if match := _OWNER.search(text):
            return next(g for g in match.groups() if g)
    return ""


def _usual_department(body: list[str]) -> str:
    counted = Counter(m[0] for text in body for m in _DEPARTMENT.finditer(text))
    return counted.most_common(1)[0][0] if counted else ""


def _approver(control: str, body: list[str]) -> str:
    texts = (control, *(t for t in body if is_effective_clause(t)))
    found = (m for text in texts if (m := _APPROVER.search(fold(text))))
    return next((next(g for g in m.groups() if g) for m in found), "")


def _effective(imported: Imported, body: list[str]) -> date | None:
    """The date that a clause about the beginning names, else one above or below the text."""
    signed = [r.text for r in imported.residue if r.reason == "signature"]
    texts = [t for t in body if is_effective_clause(t)]
    for text in (*texts, *(c.text for c in imported.outline.control), *signed):
        for match in _DATE.finditer(fold(text)):
            try:
                return parse_date("".join(match[0].split()))
            except ValueError:
                continue
    return None


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))
