"""Marked links of a typeset page → fillable fields (ISO 32000-2 12.7).

Typst has no form fields, but it places links, tags them and puts them into the order of
reading; a link annotation and a widget annotation differ in a few entries only.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from generator.model.form import FieldKind
from generator.render.appearance import INK, Painter
from generator.render.field_font import RESOURCE_NAME
from generator.render.field_script import field_scripts
from generator.render.pdf_blanks import Control
from generator.render.text_fit import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.render.pdf_blanks import Blank

CHOOSE = "请选择"
LINK = "field:"
_REQUIRED, _MULTILINE, _RADIO, _COMBO, _NO_SPELLING = 1 << 1, 1 << 12, 1 << 15, 1 << 17, 1 << 22
_PRINT = 4
_RIGHT = 2


def make_fillable(pdf: Pdf, blanks: Sequence[Blank], tip_of: Callable[[Blank], str]) -> None:
    """Turn the links `field:NUMBER` and `field:NUMBER/OPTION` of a PDF into its form."""
    maker = _FieldMaker(pdf, tip_of)
    elements = _elements_of_annotations(pdf)
    for annotation, target in _links(pdf):
        number, _, option = target.partition("/")
        blank = blanks[int(number)]
        element = elements.get(annotation.objgen)
        if option:
            maker.add_button(blank, int(option), annotation, element)
        else:
            maker.add(blank, annotation, element)
    pdf.Root.AcroForm = pdf.make_indirect(maker.form())


def _links(pdf: Pdf) -> Iterator[tuple[Object, str]]:
    for page in pdf.pages:
        for annotation in page.obj.get(Name.Annots, Array()):
            target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if target.startswith(LINK):
                yield annotation, target.removeprefix(LINK)


def _elements_of_annotations(pdf: Pdf) -> dict[tuple[int, int], Object]:
    """The structure element that holds each annotation."""
    found: dict[tuple[int, int], Object] = {}
    waiting = deque([pdf.Root.StructTreeRoot])
    while waiting:
        element = waiting.popleft()
        children = element.get("/K", Array())
        for child in children if isinstance(children, Array) else [children]:
            if not isinstance(child, Dictionary):
                continue
            if child.get("/Type") == Name.OBJR:
                found[child.Obj.objgen] = element
            elif "/S" in child:
                waiting.append(child)
    return found


class _FieldMaker:
    def __init__(self, pdf: Pdf, tip_of: Callable[[Blank], str]) -> None:
        self._pdf = pdf
        self._tip_of = tip_of
        self._painter = Painter(pdf)
        self._fields: dict[str, Object] = {}
        self._calculated: list[Object] = []

    def form(self) -> Dictionary:
        """The AcroForm dictionary. `NeedAppearances` stays out: every field has its appearance."""
        form = Dictionary(
            Fields=Array(self._fields.values()),
            DR=Dictionary(Font=self._painter.fonts),
            DA=String(f"{RESOURCE_NAME} 0 Tf {INK}"),
        )
        if self._calculated:
            form.CO = Array(self._calculated)
        return form

    def add(self, blank: Blank, widget: Object, element: Object | None) -> None:
        """A field that is one widget."""
        tip = self._tip_of(blank)
        _become_widget(widget, element, tip)
        widget.T, widget.TU = String(blank.name), String(tip)
        widget.Ff = _flags(blank)
        self._fields[blank.name] = widget
        match blank.control:
            case Control.CHOICE:
                self._choice(blank, widget)
            case Control.SIGNATURE:
                widget.FT = Name.Sig
                widget.AP = Dictionary(N=self._painter.nothing(_box(widget)))
            case _:
                self._text(blank, widget)

    def _text(self, blank: Blank, widget: Object) -> None:
        box = _box(widget)
        widget.FT, widget.V = Name.Tx, String(blank.text)
        is_block = blank.control is Control.MULTILINE
        widget.DA = String(f"{RESOURCE_NAME} {blank.text_size if is_block else 0} Tf {INK}")
        if is_block:
            shown = self._painter.block(box, blank.text, largest=blank.text_size)
        else:
            if blank.is_right:
                widget.Q = _RIGHT
            text = blank.shown_text
            shown = self._painter.line(box, text, largest=blank.text_size, is_right=blank.is_right)
        widget.AP = Dictionary(N=shown)
        self._add_scripts(blank, widget)

    def _add_scripts(self, blank: Blank, widget: Object) -> None:
        scripts = field_scripts(blank)
        if scripts:
            actions = {f"/{k}": Dictionary(S=Name.JavaScript, JS=String(v)) for k, v in scripts.items()}
            widget.AA = Dictionary(actions)
        if "C" in scripts:
            self._calculated.append(widget)

    def _choice(self, blank: Blank, widget: Object) -> None:
        """A drop-down list; in rows an open choice shows nothing, elsewhere it asks to choose."""
        text = blank.text or ("" if blank.in_row else CHOOSE)
        widget.FT = Name.Ch
        widget.Opt = Array([String(o) for o in (CHOOSE, *blank.options)])
        if text:
            widget.V = String(text)
        widget.DA = String(f"{RESOURCE_NAME} 0 Tf {INK}")
        line = self._painter.line(_box(widget), text, largest=blank.text_size, is_pale=not blank.text)
        widget.AP = Dictionary(N=line)

    def add_button(self, blank: Blank, option: int, widget: Object, element: Object | None) -> None:
        """One button of a group; its state is its number, since state names must be ASCII."""
        label = f"{blank.label}：{blank.options[option - 1]}"
        _become_widget(widget, element, label)
        group = self._group(blank)
        box = _box(widget)
        is_square = blank.field.kind is FieldKind.YES_NO
        on = (self._painter.tick if is_square else self._painter.dot)(box)
        state = f"/{option}"
        widget.TU, widget.Parent = String(label), group
        widget.AP = Dictionary(N=Dictionary({state: on, "/Off": self._painter.nothing(box)}))
        widget.AS = group.V if Name(state) == group.V else Name.Off
        widget.MK = Dictionary(CA=String("4" if is_square else "l"))
        group.Kids.append(widget)

    def _group(self, blank: Blank) -> Object:
        if blank.name not in self._fields:
            value = f"/{blank.options.index(blank.text) + 1}" if blank.text in blank.options else "/Off"
            group = Dictionary(
                FT=Name.Btn, Ff=_flags(blank), T=String(blank.name), TU=String(self._tip_of(blank)),
                V=Name(value), Kids=Array(),
            )  # fmt: skip
            self._fields[blank.name] = self._pdf.make_indirect(group)
        return self._fields[blank.name]


def _become_widget(annotation: Object, element: Object | None, tip: str) -> None:
    for entry in ("/A", "/Border", "/Contents", "/BS"):
        if entry in annotation:
            del annotation[entry]
    annotation.Subtype, annotation.F = Name.Widget, _PRINT
    annotation.MK, annotation.BS = Dictionary(), Dictionary(W=0)
    if element is not None:
        element.S, element.Alt = Name.Form, String(tip)
        if isinstance(element.K, Array) and len(element.K) == 1:
            # Checkers of signatures follow K.Obj only, and call the form changed otherwise.
            element.K = element.K[0]


def _flags(blank: Blank) -> int:
    is_required = blank.field.is_required and not blank.field.when and not blank.in_row
    flags = _REQUIRED if is_required else 0
    match blank.control:
        case Control.MULTILINE:
            flags |= _MULTILINE | _NO_SPELLING
        case Control.CHOICE:
            flags |= _COMBO
        case Control.RADIO:
            flags |= _RADIO
        case Control.TEXT:
            flags |= _NO_SPELLING
    return flags


def _box(widget: Object) -> Box:
    left, bottom, right, top = map(float, widget.Rect)
    return Box(round(right - left, 2), round(top - bottom, 2))
