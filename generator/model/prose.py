"""Macros in prose: figures and references are computed, never typed.

{{ 参数("提前工作日") }}      the parameter with its unit
{{ 表("客户等级") }}          the table, alone in its paragraph
{{ 句("客户等级", "B") }}     the condition of a row, as a phrase
{{ 制度("归口部门") }}        an entry of policy.yaml
{条:escort} {条:escort.2}     第十八条, 第十八条第二款
{章:grades} {表单:notification}   第三章, 附表1《客户接待通知表》
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.text import suggestion
from generator.wording import format_date, to_chinese_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model.policy import Policy

SpanKind: TypeAlias = Literal["text", "parameter", "table", "sentence", "cover", "article", "chapter", "form"]
_CALL = re.compile(r"\{\{\s*(\w+)\(\s*([^{}]*?)\s*\)\s*\}\}")
_REFERENCE = re.compile(r"\{(条|章|表单)[:：]\s*([^{}]*?)\s*\}")
_MACRO = re.compile(f"{_CALL.pattern}|{_REFERENCE.pattern}")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”)\s*(?:,|，|$)""")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of prose: its text, where it comes from, and whether the figure is confirmed.

    `paragraph` is the number of the 款 that a reference to an article names, or 0.
    """

    text: str
    kind: SpanKind = "text"
    target: str = ""
    unconfirmed: bool = False
    paragraph: int = 0


class ProseError(ValueError):
    """A macro that cannot be resolved; `name` is the unknown name, if that is the fault."""

    def __init__(self, message: str, hint: str = "", name: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.name = name


def to_spans(policy: Policy, text: str, day: str = "") -> tuple[Span, ...]:
    """Prose with its macros resolved for an ISO day (default: the effective date).

    Raises ProseError for the first macro that cannot be resolved; see `find_errors`.
    """
    on = day or policy.cover.effective
    spans: list[Span] = []
    end = 0
    for match in _MACRO.finditer(text):
        spans += _plain(text[end : match.start()])
        spans.append(_resolve(policy, match, on))
        end = match.end()
    return tuple(spans + _plain(text[end:]))


def to_plain(policy: Policy, text: str, day: str = "") -> str:
    """Prose as plain text. Raises ProseError."""
    return "".join(span.text for span in to_spans(policy, text, day))


def find_errors(policy: Policy, text: str) -> tuple[ProseError, ...]:
    """Every macro of a text that cannot be resolved."""
    errors: list[ProseError] = []
    end = 0
    for match in _MACRO.finditer(text):
        errors += _stray(text[end : match.start()])
        end = match.end()
        try:
            _resolve(policy, match, policy.cover.effective)
        except ProseError as error:
            errors.append(error)
        except ValueError:
            continue  # a figure that cannot be read is reported where it is written
    return tuple(errors + _stray(text[end:]))


def table_in(text: str) -> str | None:
    """The name of the table that makes up a whole paragraph, or None."""
    match = _CALL.fullmatch(text.strip())
    names = names_in(text) if match and match[1] == "表" else ()
    return names[0][1] if names and names[0][1] else None


def without_macros(text: str) -> str:
    """Prose with each macro blanked out, so that columns stay what they were."""
    return _MACRO.sub(lambda match: " " * len(match[0]), text)


def names_in(text: str) -> tuple[tuple[str, str], ...]:
    """Every macro of a text as (kind, first argument), in order; '' where it cannot be read."""
    found = []
    for match in _MACRO.finditer(text):
        if match[1]:
            arguments = [next(g for g in m.groups() if g is not None) for m in _ARGUMENT.finditer(match[2])]
            found.append((match[1], arguments[0] if arguments else ""))
        else:
            found.append((match[3], match[4].split(".")[0]))
    return tuple(found)


def _plain(text: str) -> list[Span]:
    return [Span(text)] if text else []


def _stray(text: str) -> list[ProseError]:
    hint = '写成 {{ 参数("名") }}、{{ 表("名") }}、{条:标识} 或 {表单:标识}；括号和冒号用半角'
    return [ProseError("花括号里的内容读不懂", hint)] if "{" in text or "}" in text else []


def _arguments(text: str) -> list[str]:
    found = list(_ARGUMENT.finditer(text))
    if "".join(m[0] for m in found) != text:
        raise ProseError(f"括号里的内容读不懂：{text}", '名称要加引号，如 参数("提前工作日")')
    return [next(g for g in m.groups() if g is not None) for m in found]


def _resolve(policy: Policy, match: re.Match[str], day: str) -> Span:
    if match[3]:
        return _REFERENCES[match[3]](policy, match[4])
    macro = _MACROS.get(match[1])
    if macro is None:
        raise ProseError(f"没有“{match[1]}”这种写法", suggestion(match[1], _MACROS))
    arguments = _arguments(match[2])
    if len(arguments) != (2 if match[1] == "句" else 1):
        raise ProseError(f"{match[1]}(…) 里的名称个数不对", '例如 参数("名")、句("表名", "行")')
    return macro(policy, arguments, day)


def _known(kind: str, name: str, names: Iterable[str]) -> None:
    known = tuple(names)
    if name not in known:
        raise ProseError(f"没有名为“{name}”的{kind}", suggestion(name, known), name)


def _parameter(policy: Policy, arguments: list[str], day: str) -> Span:
    (name,) = arguments
    _known("参数", name, policy.parameters)
    parameter = policy.parameters[name]
    return Span(parameter.show_on(day), "parameter", name, parameter.unconfirmed)


def _table(policy: Policy, arguments: list[str], _day: str) -> Span:
    (name,) = arguments
    _known("表", name, policy.tables)
    return Span(f"《{name}》", "table", name)


def _sentence(policy: Policy, arguments: list[str], day: str) -> Span:
    name, key = arguments
    _known("表", name, policy.tables)
    try:
        return Span(policy.tables[name].sentence(key, day), "sentence", name)
    except KeyError:
        raise ProseError(f"表“{name}”没有“{key}”这一行", "第二个名称应当是某一行的输出值") from None


def _cover(policy: Policy, arguments: list[str], _day: str) -> Span:
    (name,) = arguments
    entries = policy.cover.model_dump(by_alias=True)
    texts = {k: v for k, v in entries.items() if isinstance(v, str)}
    _known("制度信息", name, texts)
    text = texts[name]
    return Span(format_date(text) if _ISO_DATE.fullmatch(text) else text, "cover", name)


def _article(policy: Policy, target: str) -> Span:
    id_, _, paragraph = target.partition(".")
    _known("条", id_, policy.articles)
    count = len(policy.articles[id_].paragraphs)
    if paragraph and not (paragraph.isdecimal() and 1 <= int(paragraph) <= count):
        raise ProseError(f"{policy.article_label(id_)}没有第“{paragraph}”款", f"这一条共有 {count} 款")
    tail = f"第{to_chinese_number(int(paragraph))}款" if paragraph else ""
    return Span(policy.article_label(id_) + tail, "article", id_, paragraph=int(paragraph or 0))


def _chapter(policy: Policy, target: str) -> Span:
    _known("章", target, (c.id for c in policy.chapters))
    return Span(policy.chapter_label(target), "chapter", target)


def _form(policy: Policy, target: str) -> Span:
    _known("表单", target, policy.forms_by_id)
    form = policy.forms_by_id[target]
    annex = f"附表{form.annex}" if form.annex else ""
    return Span(f"{annex}《{form.title}》", "form", target)


_MACROS: dict[str, Callable[[Policy, list[str], str], Span]] = {
    "参数": _parameter, "表": _table, "句": _sentence, "制度": _cover,
}  # fmt: skip
_REFERENCES: dict[str, Callable[[Policy, str], Span]] = {"条": _article, "章": _chapter, "表单": _form}
