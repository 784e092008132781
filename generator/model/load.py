"""The folders of a project → one `Policy`, with all structural problems at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.errors import Location, Problem, sort_problems
from generator.model.calendar import CalendarYear
from generator.model.case import CaseFile
from generator.model.form import Form
from generator.model.node import Named
from generator.model.policy import Chapter, Cover, Policy, Term
from generator.model.validate import validate
from generator.source.reader import PLACE_KEY, Data, Document, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
_ORDER_PREFIX = re.compile(r"^\d+[-_]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a source: perhaps a policy, all problems, every name that is written."""

    policy: Policy | None
    problems: tuple[Problem, ...]
    names: frozenset[str]


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.names: set[str] = set()

    def read(self, file: Path) -> Document:
        shown = file.relative_to(self.root).as_posix()
        document = read_yaml(file.read_bytes(), shown)
        self.problems += document.problems
        _collect_names(document.data, self.names)
        return document

    def one(self, schema: type[T], name: str) -> T | None:
        file = self.root / name
        if not file.is_file():
            hint = f"在项目文件夹里运行，或用 --project 指定；应当有 {name}"
            problem = Problem(location=Location(name), code="missing-file", message="没有这个文件", hint=hint)
            self.problems.append(problem)
            return None
        return self.validated(schema, self.read(file))

    def many(self, schema: type[T], folder: str) -> tuple[T, ...]:
        files = sorted((self.root / folder).glob("*.yaml"))
        found = [self.validated(schema, self._named_by_file(file, self.read(file), schema)) for file in files]
        return tuple(f for f in found if f is not None)

    def validated(self, schema: type[T], document: Document) -> T | None:
        if document.data is None:
            return None
        value, problems = validate(schema, document)
        self.problems += problems
        return value

    @staticmethod
    def _named_by_file(file: Path, document: Document, schema: object) -> Document:
        """A chapter takes its identifier from its file: 03-grades.yaml is `grades`."""
        if schema is Chapter and isinstance(document.data, dict):
            document.data.setdefault("标识", _ORDER_PREFIX.sub("", file.stem))
        return document


def load(root: Path) -> Loaded:
    """Read `policy/` and `forms/` below a project folder. Never raises for a bad source."""
    loader = _Loader(root)
    cover = loader.one(Cover, "policy/policy.yaml")
    chapters = loader.many(Chapter, "policy/chapters")
    forms = loader.many(Form, "forms")
    years = loader.many(CalendarYear, "policy/calendar")
    cases = loader.many(CaseFile, "policy/cases")
    glossary_type: type[dict[str, Term]] = Named[Term]  # type: ignore[assignment]
    has_glossary = (root / "policy/glossary.yaml").is_file()
    glossary = loader.one(glossary_type, "policy/glossary.yaml") if has_glossary else {}
    policy = cover and Policy(
        cover=cover, chapters=chapters, forms=_in_order(forms),
        glossary=glossary or {}, calendar_years=years, case_files=cases,
    )  # fmt: skip
    return Loaded(policy, sort_problems(loader.problems), frozenset(loader.names))


def _in_order(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Annexes by their number, then the others by identifier."""
    return tuple(sorted(forms, key=lambda f: (f.annex is None, f.annex or 0, f.id)))


def _collect_names(data: Data, names: set[str]) -> None:
    """Every key and every short text of the source: names that are declared somewhere."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key != PLACE_KEY:
                names.add(key)
                _collect_names(value, names)
    elif isinstance(data, list):
        for item in data:
            _collect_names(item, names)
    elif isinstance(data, str) and len(data) < 80:
        names.add(data)
