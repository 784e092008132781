"""The folders of a project → one `Policy`, with all structural problems at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from generator.errors import Location, Problem, sort_problems
from generator.model.calendar import CalendarYear
from generator.model.case import CaseFile
from generator.model.form import Form
from generator.model.node import Named
from generator.model.policy import Chapter, Cover, Policy, Term
from generator.model.taken_options import with_taken_options
from generator.model.validate import validate
from generator.source.reader import PLACE_KEY, Data, Document, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

T = TypeVar("T")
COVER = "policy/policy.yaml"
GLOSSARY = "policy/glossary.yaml"
FOLDERS = ("policy/chapters", "policy/calendar", "policy/cases", "forms")
_UNREAD = "—"
_LATE = "2100-01-01"
"""A day on which every dated figure has a value: none is to be missed for want of a real day."""
_REQUIRED = (f.alias or n for n, f in Cover.model_fields.items() if f.is_required())
_STAND_IN: dict[str, Any] = dict.fromkeys(_REQUIRED, _UNREAD) | {"施行日期": _LATE, "复核日期": _LATE}
_ORDER_PREFIX = re.compile(r"^\d+[-_]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a source: perhaps a policy, all problems, and what names are written.

    `names` are the keys and short texts of what was read, `unread` the text of files in which
    nothing could be.
    """

    policy: Policy | None
    problems: tuple[Problem, ...]
    names: frozenset[str] = frozenset()
    unread: str = ""

    def mentions(self, name: str) -> bool:
        """True when a name is written somewhere in the source, perhaps in a part that is broken."""
        return bool(name) and (name in self.names or name in self.unread)


def load(root: Path) -> Loaded:
    """Read `policy/` and `forms/` below a project folder. Never raises for a bad source."""
    return load_files(source_files(root))


def source_files(root: Path) -> dict[str, bytes]:
    """Path below the project → content of every file of its source."""
    single = [root / name for name in (COVER, GLOSSARY) if (root / name).is_file()]
    listed = [file for folder in FOLDERS for file in (root / folder).glob("*.yaml")]
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in (*single, *listed)}


def load_files(files: Mapping[str, bytes]) -> Loaded:
    """Read a source given as path below the project → content. Never raises for a bad source."""
    loader = _Loader(files)
    cover = loader.one(Cover, COVER) or loader.stand_in_cover()
    chapters = loader.many(Chapter, "policy/chapters")
    forms = loader.many(Form, "forms")
    years = loader.many(CalendarYear, "policy/calendar")
    cases = loader.many(CaseFile, "policy/cases")
    glossary_type: type[dict[str, Term]] = Named[Term]
    glossary = loader.one(glossary_type, GLOSSARY) if GLOSSARY in files else {}
    policy = None
    if cover is not None:
        policy = Policy(
            cover=cover, chapters=chapters, forms=_in_order(forms),
            glossary=glossary or {}, calendar_years=years, case_files=cases,
        )  # fmt: skip
        policy = with_taken_options(policy)
    return Loaded(policy, sort_problems(loader.problems), frozenset(loader.names), "\n".join(loader.unread))


class _Loader:
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.names: set[str] = set()
        self.unread: list[str] = []

    def read(self, name: str) -> Document:
        document = read_yaml(self.files[name], name)
        self.problems += document.problems
        if document.data is None:
            self.unread.append(self.files[name].decode("utf-8", errors="replace"))
        _collect_names(document.data, self.names)
        return document

    def one(self, schema: type[T], name: str) -> T | None:
        if name not in self.files:
            hint = f"在项目文件夹里运行，或用 --project 指定；应当有 {name}"
            problem = Problem(location=Location(name), code="missing-file", message="没有这个文件", hint=hint)
            self.problems.append(problem)
            return None
        return self.validated(schema, self.read(name))

    def many(self, schema: type[T], folder: str) -> tuple[T, ...]:
        names = sorted(n for n in self.files if PurePosixPath(n).parent == PurePosixPath(folder))
        found = [self.validated(schema, self._named_by_file(name, self.read(name), schema)) for name in names]
        return tuple(f for f in found if f is not None)

    def stand_in_cover(self) -> Cover | None:
        """A cover for linting the rest when policy.yaml itself has mistakes: what can be read of it."""
        if COVER not in self.files:
            return None
        self.names.add(_UNREAD)
        document = read_yaml(self.files[COVER], COVER)
        written = document.data if isinstance(document.data, dict) else {}
        return validate(Cover, replace(document, data={**_STAND_IN, **written}))[0] or Cover(**_STAND_IN)

    def validated(self, schema: type[T], document: Document) -> T | None:
        if document.data is None:
            return None
        value, problems = validate(schema, document)
        self.problems += problems
        return value

    @staticmethod
    def _named_by_file(name: str, document: Document, schema: object) -> Document:
        """A chapter takes its identifier from its file: 03-grades.yaml is `grades`."""
        if schema is Chapter and isinstance(document.data, dict):
            document.data.setdefault("标识", _ORDER_PREFIX.sub("", PurePosixPath(name).stem))
        return document


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
