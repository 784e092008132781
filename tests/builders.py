"""Small regulations, forms and readings, built in memory from what a test cares about.

    policy(article(表=...), forms=[form(field("人数", "整数"))])
    findings(policy, reading(人数="3人"))

Sources are given as data or as YAML text; both go through the strict reader, so that places and
problems are those of real files. A form always has 编号 (ties forms together) and 日期 (decides
which figures are in force); an article always has a text.
"""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.errors import sort_problems
from generator.model.form import Field
from generator.model.load import Loaded, load_files
from generator.model.submission import Reading
from generator.model.table import Table
from generator.model.validate import validate
from generator.rules.bundle import compile_policy
from generator.rules.evaluate import evaluate
from generator.rules.facts import to_submission
from generator.source.reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from generator.errors import Problem
    from generator.model.finding import Finding
    from generator.model.policy import Policy

Source: TypeAlias = "str | Mapping[str, Any]"
COVER = {
    "名称": "出差管理制度",
    "编号": "CC-001",
    "版本": "1.0",
    "归口部门": "综合部",
    "解释部门": "综合部",
    "批准": "总经理",
    "施行日期": "2026-01-01",
    "复核日期": "2026-12-31",
    "适用范围": "公司全体员工",
    "适用日期": "日期",
    "关联字段": "编号",
}


def text(source: Source) -> str:
    """YAML text of a source; JSON is a subset of the YAML that the reader takes."""
    return dedent(source) if isinstance(source, str) else json.dumps(source, ensure_ascii=False)


def field(name: str, kind: str = "文本", **more: object) -> dict[str, Any]:
    """A field of a form: `field("单价", "金额", 单位="元", 必填=True)`."""
    return {"名称": name, "类型": kind, **more}


def rows(name: str, *columns: Mapping[str, Any], count: int = 5, **more: object) -> dict[str, Any]:
    """A table of repeated rows: `rows("明细", field("金额", "金额"), 合计={"总额": "金额"})`."""
    return {"名称": name, "行数": count, "列": list(columns), **more}


def form(
    *fields: Mapping[str, Any],
    id: str = "trip",  # noqa: A002 - the field's own word
    name: str = "单",
    table: Mapping[str, Any] | None = None,
    **more: object,
) -> dict[str, Any]:
    """A form with the given fields, perhaps a table of rows; `more` are keys such as 签批."""
    tying = [field("编号"), field("日期", "日期")]
    sections: list[dict[str, Any]] = [{"标题": "内容", "字段": [*tying, *fields]}]
    if table:
        sections.append({"标题": "明细", "明细": table})
    return {"标识": id, "名称": f"{name}表", "简称": name, "依据": "first", "分节": sections, **more}


def article(id: str = "first", **parts: object) -> dict[str, Any]:  # noqa: A002
    """An article with any of 款, 参数, 表, 定义, 规则 …"""
    return {"标识": id, "条名": f"条名{id}", "款": ["正文。"], **parts}


def rule(requirement: str, id: str = "a-rule", **more: object) -> dict[str, Any]:  # noqa: A002
    """A rule with plain texts: 不符 / 相符 / 改正."""
    texts = {"提示": "不符", "应为": "相符", "更正": "改正"}
    return {"标识": id, "要求": requirement, **texts, **more}


def year(number: int, *holidays: str, working: Sequence[str] = ()) -> dict[str, Any]:
    """A year of the calendar; each holiday is a day or `first/last`."""
    days = [h.partition("/") for h in holidays]
    listed = [{"名称": "假", "起": first, "止": last or first} for first, _, last in days]
    notice = {"文件": "通知", "日期": f"{number - 1}-11-04"}
    return {"年份": number, "依据": notice, "放假": listed, "补班": list(working)}


def files(
    *articles: Mapping[str, Any],
    chapters: Iterable[Source] = (),
    forms: Iterable[Source] = (),
    calendar: Iterable[Source] = (),
    cases: Source = "",
    glossary: Source = "",
    cover: Mapping[str, object] | None = None,
) -> dict[str, bytes]:
    """A whole source as path → content; `chapters` may be YAML text where places matter."""
    listed = [*chapters] or [{"章": "总则", "条": list(articles) or [article()]}]
    made = {"policy/policy.yaml": text({**COVER, **(cover or {})})}
    made |= {f"policy/chapters/{n:02}-part{n}.yaml": text(c) for n, c in enumerate(listed, 1)}
    made |= {f"forms/form{n}.yaml": text(f) for n, f in enumerate(forms, 1)}
    made |= {f"policy/calendar/y{n}.yaml": text(y) for n, y in enumerate(calendar, 1)}
    made |= {"policy/cases/cases.yaml": text(cases)} if cases else {}
    made |= {"policy/glossary.yaml": text(glossary)} if glossary else {}
    return {name: content.encode() for name, content in made.items()}


def loaded(*articles: Mapping[str, Any], **sources: Any) -> Loaded:
    """What could be read of a source, with its problems."""
    return load_files(files(*articles, **sources))


def policy(*articles: Mapping[str, Any], **sources: Any) -> Policy:
    """A policy without structural problems; see `files` for the sources."""
    found = loaded(*articles, **sources)
    assert found.problems == ()
    assert found.policy is not None
    return found.policy


def write_project(root: Path, *articles: Mapping[str, Any], **sources: Any) -> Path:
    """The source as files below a folder, for what works on folders."""
    for name, content in files(*articles, **sources).items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return root


def a_field(name: str = "字段", kind: str = "文本", **more: object) -> Field:
    """A single field as the model holds it."""
    return Field.model_validate(field(name, kind, **more))


def a_table(source: Source) -> Table:
    """A single decision table as the model holds it."""
    table, problems = validate(Table, read_yaml(text(source).encode(), "table.yaml"))
    assert problems == ()
    assert table is not None
    return table


def reading(
    form: str = "trip",
    table: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    **values: Any,
) -> Reading:
    """What a reader saw: `reading(人数="3人", table={"明细": [{"金额": "5"}]})`."""
    seen = {name: tuple(found) for name, found in (table or {}).items()}
    return Reading(form=form, values=values, rows=seen)


def findings(of: Policy, *readings: Reading) -> tuple[Finding, ...]:
    """The findings on the first reading; the others belong to the same matter."""
    first, *others = [to_submission(of, of.forms_by_id[r.form], r) for r in readings]
    return evaluate(compile_policy(of), first, {s.form: s for s in others})


def complaints(
    check: Callable[..., Iterable[Problem]], *more: object, **sources: Any
) -> list[tuple[int, int, str]]:
    """Line, column and message of what one lint rule says of a source; see `files`."""
    found = sort_problems(list(check(policy(**sources), *more)))
    return [(p.location.line, p.location.column, p.message) for p in found]
