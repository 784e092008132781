"""A process as a drawing: numbered steps down a line, as SVG with real text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.policy import Policy, Step

_WIDTH, _STEP, _TOP = 420, 68, 8
_LONGEST_NAME, _LONGEST_NOTE = 18, 26


def process_svg(policy: Policy, title: str, steps: Sequence[Step], identifier: str) -> Markup:
    """The drawing of a process; its height follows from the number of steps."""
    height = _TOP + _STEP * len(steps)
    drawn = Markup("\n").join(_step(policy, step, index) for index, step in enumerate(steps))
    return Markup(
        '<svg class="process" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-labelledby="{id}-t {id}-d">\n<title id="{id}-t">{title}</title>\n<desc id="{id}-d">{desc}</desc>\n'
        '<path class="process__line" d="M22 {y1}V{y2}"/>\n{steps}\n</svg>'
    ).format(
        w=_WIDTH, h=height, id=identifier, title=title, desc=_description(steps),
        y1=_TOP + 22, y2=height - _STEP + 22, steps=drawn,
    )  # fmt: skip


def _description(steps: Sequence[Step]) -> str:
    said = "；".join(f"{n}. {step.name}（{step.who}）" for n, step in enumerate(steps, 1))
    return f"共{len(steps)}步：{said}。"


def _step(policy: Policy, step: Step, index: int) -> Markup:
    y = _TOP + _STEP * index
    notes = [step.who]
    if step.article:
        notes.append(policy.article_label(step.article))
    if step.form:
        form = policy.forms_by_id[step.form]
        notes.append(f"附表{form.annex}" if form.annex else form.title)
    return Markup(
        '<circle class="process__dot" cx="22" cy="{cy}" r="14"/>'
        '<text class="process__number" x="22" y="{number}" text-anchor="middle">{n}</text>'
        '<text class="process__name" x="52" y="{name}">{step}</text>'
        '<text class="process__note" x="52" y="{note}">{notes}</text>'
    ).format(
        cy=y + 22, number=y + 27, name=y + 20, note=y + 42, n=index + 1,
        step=shorten(step.name, _LONGEST_NAME), notes=shorten(" · ".join(notes), _LONGEST_NOTE),
    )  # fmt: skip
