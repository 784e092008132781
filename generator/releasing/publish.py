"""Freeze the working source as an edition: every check first, then two files in one step.

The cover of the source is written before the edition: what is interrupted in between leaves the
editions as they were, and the same command completes it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.cases import check_cases, run_cases
from generator.editions import FOLDER, Edition, check_name, load_editions, to_json
from generator.errors import Level, OutputError, Problem, SourceError, UsageError
from generator.lint import lint_loaded
from generator.model.load import COVER, load_files, source_files
from generator.releasing.past import changed_past
from generator.releasing.unconfirmed import unconfirmed
from generator.source.writer import set_values
from generator.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.policy import Policy

_CASE_HINT = "改正规则或用例；zhidu test 列出全部不符的用例"


def release(
    root: Path, name: str, effective: str, note: str = "", *, allow_unconfirmed: bool = False
) -> Edition:
    """Publish the source of a project as an edition from a day on, and set both in `policy.yaml`.

    Raises UsageError for a name or a day that cannot be, SourceError for a source that is
    not in order and OutputError when it could not be written; then no edition has changed.
    """
    editions = load_editions(root)
    effective = _day(effective)
    _refuse_unfit(editions, name, effective)
    files = source_files(root)
    files = with_cover(files, name, effective)
    policy = _sound(files)
    _check_cover(policy, name)
    said = note.strip() or ("修订" if editions else "首次发布")
    edition = Edition(name=name, effective=effective, note=said, policy=policy)
    problems = [*_mismatches(policy)]
    if editions:
        problems += changed_past(editions[-1].policy, policy, effective)
    if not allow_unconfirmed:
        problems += unconfirmed(policy)
    if problems:
        raise SourceError(tuple(problems))
    _write(root, edition, files[COVER])
    return edition


def _day(written: str) -> str:
    try:
        return parse_date(written).isoformat()
    except ValueError as error:
        raise UsageError(f"施行日期“{written}”：{error}", hint="写成 2027-01-01 的样子") from error


def _refuse_unfit(editions: tuple[Edition, ...], name: str, effective: str) -> None:
    check_name(name)
    if name in {e.name for e in editions}:
        listed = "、".join(e.name for e in editions)
        raise UsageError(f"版本“{name}”已经发布，发布的版本不能修改", hint=f"另取版本号；已有：{listed}")
    if editions and effective <= editions[-1].effective:
        last = editions[-1]
        raise UsageError(
            f"施行日期 {effective} 不晚于 {last.name} 版的施行日期 {last.effective}",
            hint="新版本从较晚的一天起施行；已经施行的版本不能改",
        )


def with_cover(files: dict[str, bytes], name: str, effective: str) -> dict[str, bytes]:
    """A source whose cover says another edition and another first day.

    A cover that cannot be edited comes back as it is: what is wrong with it is found when it is read.
    """
    try:
        text = files[COVER].decode("utf-8")
        edited = set_values(text, {("版本",): name, ("施行日期",): effective})
    except (ValueError, KeyError):
        return files
    return {**files, COVER: edited.encode()}


def _sound(files: dict[str, bytes]) -> Policy:
    """The policy of a source in which nothing is wrong. Raises SourceError."""
    loaded = load_files(files)
    problems = lint_loaded(loaded)
    if loaded.policy is None or any(p.level is Level.ERROR for p in problems):
        raise SourceError(tuple(p for p in problems if p.level is Level.ERROR))
    if faults := tuple(check_cases(loaded.policy)):
        raise SourceError(faults)
    return loaded.policy


def _check_cover(policy: Policy, name: str) -> None:
    if policy.cover.edition != name:
        at = policy.cover.place.of("版本")
        hint = '写成一行，如 版本: "1.0" 和 施行日期: 2026-01-01'
        problem = Problem(location=at, code="cover", message="“版本”或“施行日期”改不了", hint=hint)
        raise SourceError((problem,))


def _mismatches(policy: Policy) -> Iterator[Problem]:
    for result in run_cases(policy):
        if not result.is_met:
            wanted, found = ("、".join(names) or "没有发现" for names in (result.expected, result.found))
            message = f"用例“{result.case.name}”不符：期望{wanted}，实得{found}"
            yield Problem(location=result.location, code="case-mismatch", message=message, hint=_CASE_HINT)


def _write(root: Path, edition: Edition, cover: bytes) -> None:
    """Both files complete beside their places first, then both renamed, the edition last."""
    source, target = root / COVER, root / FOLDER / f"{edition.name}.json"
    parts: list[Path] = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        before = source.read_bytes()
        parts += (_beside(target, to_json(edition)), _beside(source, cover))
        parts[1].replace(source)
        try:
            parts[0].replace(target)
        except OSError:
            _beside(source, before).replace(source)
            raise
    except OSError as error:
        message = f"版本没有发布，写不进 {FOLDER}：{error.strerror or '系统拒绝写入'}"
        raise OutputError(message, hint="检查磁盘空间和写入权限，再运行一次") from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _beside(target: Path, content: bytes) -> Path:
    """A complete file beside its place. Raises OSError, leaving nothing."""
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part
