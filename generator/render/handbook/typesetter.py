"""Templates and what they may ask of the regulation; every value is escaped for where it stands."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.assets import shipped
from generator.model.prose import table_in
from generator.render.form_notes import origin_in_words
from generator.render.handbook import address
from generator.render.handbook.address import Addresses
from generator.render.handbook.citing import Citations
from generator.render.handbook.conditions import condition_words
from generator.render.handbook.decision_table import changes_after, table_view
from generator.render.handbook.examples import Examples
from generator.render.handbook.markup import TermMarker, prose, prose_html, to_markdown
from generator.render.handbook.past import Past
from generator.render.handbook.pending import pending_of
from generator.render.handbook.process import process_svg
from generator.render.handbook.rule_texts import rule_texts
from generator.wording import format_date, item_label, join_words, subitem_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.model.finding import Finding
    from generator.model.policy import Policy
    from generator.model.rule import Rule

_GLOBALS = {
    "process_page": address.PROCESS,
    "sources_page": address.SOURCES,
    "anchor": address.anchor,
    "paragraph_anchor": address.paragraph_anchor,
    "form_file": address.form_file,
    "form_page": address.form_page,
    "table_in": table_in,
    "item_label": item_label,
    "subitem_label": subitem_label,
    "changes_after": changes_after,
    "pending_of": pending_of,
    "process_svg": process_svg,
}


class Typesetter:
    """Renders pages of one regulation from the templates of a folder."""

    def __init__(
        self,
        policy: Policy,
        templates: Path | None = None,
        past: Past | None = None,
        findings: Mapping[str, Finding] | None = None,
    ) -> None:
        self.policy = policy
        self._findings = findings or {}
        self._past = past or Past()
        self.citations = Citations(policy)
        self._examples = Examples(policy)
        self._jinja = _environment([t for t in (templates, shipped("templates/handbook")) if t])

    def page(self, path: str, template: str, *, is_whole: bool = False, **facts: object) -> str:
        """The Markdown of a page; `path` is its address, from which its links are reckoned."""
        markdown = Addresses(self.policy, path, ".md", is_whole)
        html = Addresses(self.policy, path, ".html", is_whole)
        text = self._jinja.get_template(template).render(
            policy=self.policy,
            citations=self.citations,
            to_md=markdown,
            to_html=html,
            prose=partial(prose, self.policy, addresses=markdown),
            prose_html=partial(prose_html, self.policy, addresses=html),
            texts_of=partial(rule_texts, self.policy, self._findings, addresses=html),
            table_view=partial(table_view, self.policy),
            by_article=self._by_article,
            new_terms=partial(TermMarker, self.policy.glossary),
            condition_words=partial(condition_words, self.policy),
            origin_words=partial(origin_in_words, self.policy),
            examples_of=self._examples.of,
            notes_of=self._past.articles.get,
            **facts,
        )
        return text.strip() + "\n"

    def _by_article(self, rules: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
        """Rules in the order given, those of one article together."""
        return [
            (home, list(group)) for home, group in groupby(rules, key=lambda r: self.policy.home_of[r.id])
        ]


def _environment(templates: list[Path]) -> Environment:
    jinja = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    jinja.globals.update(_GLOBALS)
    jinja.filters |= {"md": to_markdown, "date": format_date, "words": join_words}
    return jinja
