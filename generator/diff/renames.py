"""What only changed its name: a section with the same fields, a field in the place of one that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.model.form import Field, Form, Section


def renamed_sections(old: Form, new: Form) -> dict[str, str]:
    """Old title of a section → its new title."""
    titles = {s.title for s in old.sections}
    free = [s for s in new.sections if s.title not in titles]
    found: dict[str, str] = {}
    for section in old.sections:
        if section.title in {s.title for s in new.sections}:
            continue
        twin = next((s for s in free if _holds_same(section, s)), None)
        if twin:
            found[section.title] = twin.title
            free.remove(twin)
    return found


def _holds_same(old: Section, new: Section) -> bool:
    names = [{f.name for f in s.fields} | ({s.rows.name} if s.rows else set()) for s in (old, new)]
    return len(names[0] & names[1]) * 2 > max(map(len, names))


class _Place(NamedTuple):
    """A field with what surrounds it."""

    name: str
    field: Field
    section: str
    before: str
    after: str


def renamed_fields(old: Form, new: Form) -> dict[str, str]:
    """Old name of a field → its new name; columns of tables of rows as `table.column`."""
    places = _places(old, renamed_sections(old, new)), _places(new, {})
    come = [p for p in places[1] if p.name not in {o.name for o in places[0]}]
    found: dict[str, str] = {}
    for place in places[0]:
        if place.name in {n.name for n in places[1]}:
            continue
        twin = next((p for p in come if _is_same(place, p)), None)
        if twin:
            found[place.name] = twin.name
            come.remove(twin)
    return found


def _places(form: Form, titles: dict[str, str]) -> list[_Place]:
    places = []
    for section in form.sections:
        places += _row(section.fields, titles.get(section.title, section.title))
        if section.rows:
            places += _row(section.rows.columns, f"{section.rows.name}.", f"{section.rows.name}.")
    return places


def _row(fields: tuple[Field, ...], where: str, prefix: str = "") -> list[_Place]:
    names = ["", *(f.name for f in fields), ""]
    return [_Place(prefix + f.name, f, where, names[i], names[i + 2]) for i, f in enumerate(fields)]


def _is_same(one: _Place, other: _Place) -> bool:
    """The same question in the same spot; one neighbour may be another."""
    asked = [(p.field.kind, p.field.unit, p.field.options) for p in (one, other)]
    stands_same = one.before == other.before or one.after == other.after
    return asked[0] == asked[1] and one.section == other.section and stands_same
