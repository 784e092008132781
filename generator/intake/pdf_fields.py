"""Raw fields of a PDF → plain values: text, ticks and chosen buttons, and what looks wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import InputRefused
from generator.intake.button_state import meaning_of
from generator.intake.pdf_library import (
    MAX_VALUE_BYTES,
    Entry,
    get,
    is_dictionary,
    is_stream,
    items,
    name,
    text,
)
from generator.intake.shown_value import shows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.intake.pdf_shown import Appearances
    from generator.intake.pdf_tree import RawField

CHOOSE = "请选择"
_MULTILINE, _PUSH_BUTTON, _RADIO = 1 << 12, 1 << 16, 1 << 15
_MAX_CHOICES = 1_000
_OFF = "Off"


@dataclass(frozen=True, slots=True)
class PlainField:
    """One field of the file, free of the library's objects.

    `value` is None for a blank; a tick is a bool; `state` is the state of a button group, still
    without its meaning. `mismatch` says how the page differs from the value.
    """

    name: str
    value: str | bool | None = None
    state: str = ""
    is_group: bool = False
    is_signature: bool = False
    mismatch: str = ""


def plain_field(raw: RawField, appearances: Appearances | None) -> PlainField | None:
    """What a field holds; None for push buttons and unknown kinds. Raises InputRefused.

    `appearances` is None where every viewer draws the fields anew.
    """
    match raw.kind:
        case "Tx":
            return _with_text(raw, _text(raw.value), appearances)
        case "Ch":
            value = _choice(raw)
            return _with_text(raw, "" if value == CHOOSE else value, appearances)
        case "Btn" if not raw.flags & _PUSH_BUTTON:
            return _button(raw)
        case "Sig":
            return PlainField(raw.name, value=_signer(raw.value), is_signature=True)
    return None


def _with_text(raw: RawField, value: str, appearances: Appearances | None) -> PlainField:
    mismatch = _mismatch(raw, value, appearances) if appearances else ""
    return PlainField(raw.name, value=value or None, mismatch=mismatch)


def _mismatch(raw: RawField, value: str, appearances: Appearances) -> str:
    for widget in raw.widgets:
        shown = appearances.text_of(widget)
        if shown is None and not value and raw.kind == "Tx" and appearances.has_text(widget):
            return "值为空白，页面上却有读不出的文字"
        if shown is None or (not value and shown == CHOOSE):
            continue
        if not shows(value, shown, is_long=bool(raw.flags & _MULTILINE)):
            return f"值为“{value}”，页面显示“{shown}”"
    return ""


def _text(value: Entry) -> str:
    """A text value in Unix line ends: programs write CR, CR LF or LF (measured)."""
    found = text(value)
    if len(found) > MAX_VALUE_BYTES or (is_stream(value) and not found):
        hint = "缩短过长的内容后重新提交"
        raise InputRefused(
            "value-too-long", f"有一项内容超过 {MAX_VALUE_BYTES >> 10} Ki 字，或无法读出", hint=hint
        )
    return found.replace("\r\n", "\n").replace("\r", "\n")


def _choice(raw: RawField) -> str:
    """The chosen entries as shown; an option may be a pair of value and text."""
    labels = {}
    for option in items(raw.options, _MAX_CHOICES):
        pair = items(option, 2)
        if len(pair) == 2:
            labels[text(pair[0])] = text(pair[1])
    chosen = [text(v) for v in items(raw.value, _MAX_CHOICES)] or [_text(raw.value)]
    return "、".join(labels.get(c, c) for c in chosen)


def _button(raw: RawField) -> PlainField:
    """A box or a group; programs write the state as a name, some as text."""
    state = text(raw.value).removeprefix("/")
    state = "" if state == _OFF else state
    on = {s for w in raw.widgets if (s := name(get(w, "/AS"))) not in ("", _OFF)}
    mismatch = "" if on in (set(), {state}) and bool(on) == bool(state) else _states(state, on)
    if raw.flags & _RADIO or len(_names_of_states(raw)) > 1:
        return PlainField(raw.name, state=state, is_group=True, mismatch=mismatch)
    return PlainField(raw.name, value=bool(state), mismatch=mismatch)


def _states(state: str, on: set[str]) -> str:
    return f"值为“{state or '未选'}”，页面上选中的是“{'、'.join(sorted(on)) or '无'}”"


def _names_of_states(raw: RawField) -> set[str]:
    states: set[str] = set()
    for widget in raw.widgets[:_MAX_CHOICES]:
        normal = get(widget, "/AP", "/N")
        if is_dictionary(normal):
            states |= {str(k)[1:] for k in normal.keys()} - {_OFF}  # noqa: SIM118 - not a dict
    return states


def _signer(value: Entry) -> str | None:
    """Who signed, as the signature says; it is not verified here."""
    if not is_dictionary(value):
        return None
    return text(get(value, "/Name"))[:200] or "已签名"


def option_of(field: PlainField, options: Mapping[str, tuple[str, ...]]) -> str | None:
    """The text of the chosen button of a group."""
    return meaning_of(field.state, options.get(field.name, ())) if field.state else None
