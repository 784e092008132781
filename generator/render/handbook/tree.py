"""The handbook as a folder that a generator of sites builds without this tool's plugin.

It is the way out if the generator changes, a form in which pages can be compared, and the
measure of what the plugin costs. Only the aliases of the search index are missing from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from generator.render.handbook.navigation import facts, navigation
from generator.render.handbook.written import render_written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.policy import Policy

CONFIG = "mkdocs.yml"
_PLUGIN = "zhidu"


def render_tree(
    policy: Policy, pages: Mapping[str, str | bytes], site: Mapping[str, bytes], config: bytes
) -> dict[str, bytes]:
    """Address below the folder → bytes: `mkdocs.yml` and everything of its docs_dir.

    `pages` are those of `render_handbook`, `site` the hand-written files and `config` the
    mkdocs.yml of a project. Raises ProseError for a macro that cannot be resolved.
    """
    settings: dict[str, Any] = yaml.safe_load(config)
    written = {name: _resolved(policy, name, content) for name, content in site.items()}
    files = written | {name: p if isinstance(p, bytes) else p.encode() for name, p in pages.items()}
    settings |= {
        "site_name": policy.cover.title,
        "nav": navigation(policy, {n for n in files if n.endswith(".md")}),
        "plugins": [p for p in settings["plugins"] if p != _PLUGIN],
        "extra": {**settings.get("extra", {}), "policy": facts(policy)},
    }
    tree = {f"{settings['docs_dir']}/{name}": content for name, content in files.items()}
    return {CONFIG: yaml.safe_dump(settings, allow_unicode=True, sort_keys=False).encode(), **tree}


def _resolved(policy: Policy, name: str, content: bytes) -> bytes:
    return render_written(policy, name, content.decode("utf-8")).encode() if name.endswith(".md") else content
