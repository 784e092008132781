"""Published editions: frozen as JSON, never edited; which one is in force on a day.

An edition holds everything that judges a form: text, tables, parameters, rules, forms, calendar.
Its file carries a hash, so that a damaged or edited one is noticed.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from generator.errors import Location, Problem, SourceError, UsageError
from generator.model.policy import Policy
from generator.text import nearest, suggestion

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "policy/editions"
WORKING = "working"
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,31}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A regulation as it was published: name, first day in force (ISO), note and content."""

    name: str
    effective: str
    note: str
    policy: Policy


def to_json(edition: Edition) -> bytes:
    """The file of an edition; the same edition gives the same bytes."""
    content = {
        "edition": edition.name,
        "effective": edition.effective,
        "note": edition.note,
        "policy": edition.policy.model_dump(mode="json", by_alias=True),
    }
    return (json.dumps({"sha256": _hash(content), **content}, ensure_ascii=False, indent=1) + "\n").encode()


def _hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def load_editions(root: Path) -> tuple[Edition, ...]:
    """The published editions of a project, oldest first. Raises SourceError naming damaged files."""
    editions: list[Edition] = []
    problems: list[Problem] = []
    for file in sorted((root / FOLDER).glob("*.json")):
        try:
            editions.append(_from_file(file))
        except ValueError as error:
            problems.append(_damaged(file.relative_to(root).as_posix(), str(error)))
    editions.sort(key=lambda e: e.effective)
    for one, other in pairwise(editions):
        if one.effective == other.effective:
            message = f"与 {one.name} 版的施行日期相同（{one.effective}），分不清适用哪一版"
            problems.append(_damaged(f"{FOLDER}/{other.name}.json", message))
    if problems:
        raise SourceError(tuple(problems))
    return tuple(editions)


def _damaged(file: str, message: str) -> Problem:
    hint = "已发布的版本不能修改；从版本库或备份里恢复这个文件"
    return Problem(location=Location(file), code="damaged-edition", message=message, hint=hint)


def _from_file(file: Path) -> Edition:
    """Read one file of the folder. Raises ValueError with a Chinese sentence."""
    edition = from_json(file.read_bytes())
    if edition.name != file.stem:
        raise ValueError(f"文件名与内容不符：里面是 {edition.name} 版")
    return edition


def from_json(content: bytes) -> Edition:
    """An edition from the bytes of its file. Raises ValueError with a Chinese sentence."""
    try:
        data = json.loads(content)
        stored = data.pop("sha256")
        intact = _hash(data) == stored
        policy = Policy.model_validate(data["policy"]) if intact else None
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError, RecursionError) as error:
        raise ValueError("版本文件损坏，读不出来") from error
    if policy is None:
        raise ValueError("版本文件被改动过：内容与校验值不符")
    name, effective = policy.cover.edition, policy.cover.effective
    if (data.get("edition"), data.get("effective")) != (name, effective):
        raise ValueError("版本文件前后不一致：版本号或施行日期与正文不符")
    return Edition(name=name, effective=effective, note=str(data.get("note", "")), policy=policy)


def check_name(name: str) -> None:
    """Raises UsageError for a name that could not be part of a file name and an address."""
    if not _NAME.match(name) or name == WORKING:
        raise UsageError(f"版本号“{name}”不能用", hint="用数字、字母、点和连字符，如 1.1")


def find_edition(editions: tuple[Edition, ...], name: str) -> Edition:
    """The edition of a name. Raises UsageError that lists those that exist."""
    found = {e.name: e for e in editions}
    if name not in found:
        close = suggestion(name, found) if nearest(name, found) else ""
        listed = f"已发布的版本：{'、'.join(found)}" if found else "还没有发布过版本，用 zhidu release 发布"
        raise UsageError(f"没有版本“{name}”", hint=f"{close}{listed}")
    return found[name]


class InForce:
    """Which edition judges a matter: the latest that was in force on its day.

    Before anything is published the working source judges. A calendar year that an edition was
    published without is taken from the working source: days off are facts, not rules.
    """

    def __init__(self, editions: tuple[Edition, ...], working: Policy) -> None:
        policies = [_with_years(e.policy, working, is_superseded=e is not editions[-1]) for e in editions]
        policies = policies or [working]
        self._by_start = [(p.cover.effective, p) for p in policies]
        self.policies = tuple(policies)

    @property
    def latest(self) -> Policy:
        """The newest published policy, or the working source."""
        return self.policies[-1]

    def is_too_early(self, day: str | None) -> bool:
        """True for a day on which nothing was in force yet."""
        return day is not None and day < self._by_start[0][0]

    def is_open(self, day: str | None) -> bool:
        """True where it depends on the day which edition judges, and the day is not known."""
        return day is None and len(self._by_start) > 1

    def on(self, day: str | None) -> Policy:
        """The policy in force on an ISO day; the latest for an unknown day, the first for an early one."""
        if day is None:
            return self.latest
        started = [policy for start, policy in self._by_start if start <= day]
        return started[-1] if started else self.policies[0]


class Throughout(InForce):
    """As if one text had always been in force; forms are still read by the editions they are made from."""

    def __init__(self, editions: tuple[Edition, ...], working: Policy, text: Policy) -> None:
        super().__init__(editions, working)
        self._text = _with_years(text, working)
        # First, so that a form stamped with a published edition is read as it was published, even
        # where the text that judges still carries the same name.
        self.policies = (self._text, *self.policies)

    @property
    def latest(self) -> Policy:
        """The text that judges."""
        return self._text

    def on(self, day: str | None) -> Policy:  # noqa: ARG002 - the base's interface
        """The text that judges, whatever the day."""
        return self._text

    def is_too_early(self, day: str | None) -> bool:  # noqa: ARG002 - likewise
        """Never: the text is taken to have been in force always."""
        return False

    def is_open(self, day: str | None) -> bool:  # noqa: ARG002 - likewise
        """Never: there is one text."""
        return False


def _with_years(policy: Policy, working: Policy, *, is_superseded: bool = False) -> Policy:
    known = {y.year for y in policy.calendar_years}
    newer = tuple(y for y in working.calendar_years if y.year not in known)
    if not newer and not is_superseded:
        return policy
    # Not model_copy: it would carry over what the old policy has worked out and cached.
    fields = {name: getattr(policy, name) for name in Policy.model_fields}
    years = policy.calendar_years + newer
    return Policy(**{**fields, "calendar_years": years, "is_superseded": is_superseded})
