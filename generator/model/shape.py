"""What a reader must know of the forms to find their fields again; plain data for the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.form import Field, Form
    from generator.model.policy import Policy

STAMP_POLICY = "zhidu.policy"
STAMP_FORM = "zhidu.form"
STAMP_EDITION = "zhidu.edition"
STAMP_DIGEST = "zhidu.digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What ties a file to the form and edition it was made from."""

    policy: str
    form: str
    edition: str
    digest: str

    @classmethod
    def of(cls, policy: Policy, form: Form) -> Stamp:
        """The stamp of a form of this policy."""
        return cls(policy=policy.cover.number, form=form.id, edition=policy.cover.edition, digest=form.digest)

    def as_properties(self) -> dict[str, str]:
        """Property name → value, for DOCX custom properties, PDF Info and XMP."""
        return {
            STAMP_POLICY: self.policy,
            STAMP_FORM: self.form,
            STAMP_EDITION: self.edition,
            STAMP_DIGEST: self.digest,
        }

    @property
    def code(self) -> str:
        """The text of the QR code: number, form, edition and content hash, parted by `|`."""
        return f"{self.policy}|{self.form}|{self.edition}|{self.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShape:
    """One field or column: its name (label and key) and kind (a `FieldKind` value)."""

    name: str
    kind: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """One table of repeated rows."""

    name: str
    columns: tuple[FieldShape, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShape:
    """One form as readers look for it; `editions` are the editions in which it looks so."""

    id: str
    title: str
    fields: tuple[FieldShape, ...]
    tables: tuple[TableShape, ...]
    editions: tuple[str, ...] = ()


def find_shape(shapes: Sequence[FormShape], form: str, edition: str = "") -> FormShape | None:
    """The form of an identifier as a stamped edition had it, else as the first of the shapes has it."""
    named = [s for s in shapes if s.id == form]
    return next((s for s in named if edition in s.editions), named[0] if named else None)


def merged_shapes(shapes: Iterable[FormShape]) -> tuple[FormShape, ...]:
    """Each shape once, with all the editions it holds for; the order of first appearance stays."""
    editions: dict[FormShape, list[str]] = {}
    for shape in shapes:
        editions.setdefault(replace(shape, editions=()), []).extend(shape.editions)
    return tuple(replace(shape, editions=tuple(found)) for shape, found in editions.items())


def shape_of(policy: Policy, form: Form) -> FormShape:
    """The shape of a form, options resolved. Raises KeyError for a dangling reference."""

    def one(field: Field) -> FieldShape:
        return FieldShape(name=field.name, kind=field.kind.value, options=policy.options(field.options))

    tables = tuple(TableShape(name=t.name, columns=tuple(map(one, t.columns))) for t in form.tables)
    return FormShape(
        id=form.id, title=form.title, fields=tuple(map(one, form.fields)), tables=tables,
        editions=(policy.cover.edition,),
    )  # fmt: skip
