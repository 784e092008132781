"""Examples of the regulation run as tests: filled forms → the findings they expect."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from generator.errors import Location, Problem
from generator.intake.json_reader import read_json
from generator.model.finding import Outcome
from generator.model.shape import shape_of
from generator.rules.built_in import CODES
from generator.rules.bundle import compile_policy
from generator.rules.evaluate import evaluate
from generator.rules.facts import to_submission
from generator.text import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.case import Case, CaseFile, Sample
    from generator.model.finding import Finding
    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.submission import Submission
    from generator.rules.bundle import Bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What a case expected and what came out: rule identifiers, `?` behind the undecided ones."""

    case: Case
    location: Location
    expected: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """True when exactly the expected findings came out."""
        return self.expected == self.found


def run_cases(policy: Policy, bundle: Bundle | None = None) -> Iterator[CaseResult]:
    """Every case of the policy, judged. Cases with problems (see `check_cases`) are left out."""
    compiled = bundle or compile_policy(policy)
    samples = samples_of(policy)
    for file, index, case in _cases(policy):
        if not list(_faults(policy, samples, case)):
            expected = tuple(sorted(case.expected))
            at = file.place.of("用例", index)
            found = judge(compiled, filled(policy, samples, case))
            yield CaseResult(case=case, location=at, expected=expected, found=found)


def example_of(policy: Policy, form: Form) -> Submission | None:
    """A form filled in as it should be: the first sample that a case holds up without any finding."""
    samples = samples_of(policy)
    for _, _, case in _cases(policy):
        if len(case.samples) == 1 and not case.changes and not case.expected:
            sample = samples.get(case.samples[0])
            if sample and sample.form == form.id:
                return _submission(policy, sample, case)
    return None


def filled(policy: Policy, samples: Mapping[str, Sample], case: Case) -> dict[str, Submission]:
    """Form identifier → the form of a case as it would be handed in."""
    return {s.form: s for name in case.samples for s in [_submission(policy, samples[name], case)]}


def judge(bundle: Bundle, submissions: Mapping[str, Submission]) -> tuple[str, ...]:
    """The identifiers of the findings on all forms of a case, each once, sorted."""
    found = findings(bundle, submissions)
    return tuple(sorted({f.rule + ("?" if f.outcome is Outcome.UNDECIDED else "") for f in found}))


def findings(bundle: Bundle, submissions: Mapping[str, Submission]) -> Iterator[Finding]:
    """The findings on all forms of a case."""
    for submission in submissions.values():
        others = {form: s for form, s in submissions.items() if s is not submission}
        yield from evaluate(bundle, submission, others)


def findings_of(policy: Policy) -> dict[str, Finding]:
    """Rule → what is said of the first case that breaks it: how its message reads with values in it."""
    if not policy.case_files:
        return {}
    samples, bundle = samples_of(policy), compile_policy(policy)
    unsaid = {compiled.rule.id: compiled for compiled in bundle.rules}
    said: dict[str, Finding] = {}
    for _, _, case in _cases(policy):
        wanted = tuple(unsaid[name] for name in case.expected if name in unsaid)
        if wanted and not list(_faults(policy, samples, case)):
            for finding in findings(replace(bundle, rules=wanted), filled(policy, samples, case)):
                if finding.outcome is Outcome.VIOLATED and finding.rule in unsaid:
                    del unsaid[finding.rule]
                    said[finding.rule] = finding
    return said


def check_cases(policy: Policy) -> Iterator[Problem]:
    """Problems of the cases themselves: unknown samples, fields or rules."""
    samples = samples_of(policy)
    for file, index, case in _cases(policy):
        for message, hint in _faults(policy, samples, case):
            at = file.place.of("用例", index)
            yield Problem(location=at, code="case", message=f"用例“{case.name}”：{message}", hint=hint)


def samples_of(policy: Policy) -> dict[str, Sample]:
    """Name → sample, over all files."""
    return {name: sample for file in policy.case_files for name, sample in file.samples.items()}


def _cases(policy: Policy) -> Iterator[tuple[CaseFile, int, Case]]:
    return ((file, index, case) for file in policy.case_files for index, case in enumerate(file.cases))


def _faults(policy: Policy, samples: Mapping[str, Sample], case: Case) -> Iterator[tuple[str, str]]:
    for name in case.samples:
        if name not in samples:
            yield f"没有样例“{name}”", suggestion(name, samples)
        elif samples[name].form not in policy.forms_by_id:
            yield (
                f"样例“{name}”的表单“{samples[name].form}”不存在",
                suggestion(samples[name].form, policy.forms_by_id),
            )
    for change in case.changes:
        form, _, field = change.partition(".")
        known = policy.forms_by_name[form].names if form in policy.forms_by_name else ()
        if field not in known:
            yield f"没有字段“{change}”", suggestion(field, known) or suggestion(form, policy.forms_by_name)
    rules = CODES | {rule.id for article in policy.articles.values() for rule in article.rules}
    for expected in case.expected:
        if (name := expected.removesuffix("?")) not in rules:
            yield f"没有规则“{name}”", suggestion(name, rules)


def _submission(policy: Policy, sample: Sample, case: Case) -> Submission:
    form = policy.forms_by_id[sample.form]
    changes = {k.partition(".")[2]: v for k, v in case.changes.items() if k.partition(".")[0] == form.name}
    values: dict[str, Any] = {**sample.values, **changes}
    data = json.dumps(
        {"form": form.id, "edition": policy.cover.edition, "values": values}, ensure_ascii=False
    )
    return to_submission(policy, form, read_json(data.encode(), (shape_of(policy, form),)))
