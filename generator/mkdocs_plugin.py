"""The handbook through MkDocs: the only module that imports it.

The plugin feeds the pages of `render/handbook` to MkDocs; `build_site` and `serve_site` run it
without its command line and turn its exceptions into this tool's own. While a preview runs, a
broken source does not end it: the last good edition stays, with the problems above it.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

import jieba
from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File

from generator.errors import Level, OutputError, Problem, SourceError
from generator.render.handbook.address import form_file
from generator.render.handbook.aliases import add_aliases
from generator.render.handbook.navigation import facts, navigation
from generator.render.handbook.written import find_problems, render_written
from generator.supplies import Pages, Supplies

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from generator.model.policy import Policy

_NAME = "zhidu"
_WATCHED = ("policy", "forms", "templates")
_log = logging.getLogger("mkdocs.plugins.zhidu")


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: everything it needs stands in the source."""


class HandbookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the generated pages, the navigation and the search aliases to a MkDocs site."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start anew: MkDocs keeps one instance in a process, whatever project it builds next."""
        self.policy: Policy | None = None
        self.given: Supplies | None = None
        self.problems: tuple[Problem, ...] = ()
        self._supplies: Supplies | None = None
        self._made = Pages()
        self._is_serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs' interface
        """Tell a preview from a build; having this event also keeps the instance across rebuilds."""
        self._is_serving = command == "serve"

    def on_shutdown(self) -> None:
        """Let go of what was made for the last build; what was given is the giver's."""
        if self._supplies and self._supplies is not self.given:
            self._supplies.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the source and set what depends on it."""
        logging.getLogger("jieba").setLevel(logging.WARNING)  # it greets at every start
        project = _project(config)
        self._read(project)
        folders = (str(project / name) for name in _WATCHED)
        config.watch.extend(f for f in folders if Path(f).is_dir() and f not in config.watch)
        config.extra["problems"] = [str(p) for p in self.problems]
        if self.policy:
            config.site_name = self.policy.cover.title
            config.extra["policy"] = facts(self.policy, is_draft=self._made.is_draft)
            if self.policy.cover.handbook_url and not self._is_serving:
                config.site_url = self.policy.cover.handbook_url.rstrip("/") + "/"
            config.nav = navigation(self.policy, {*self._made.pages, *_written_pages(config)})
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; without any policy only the list of problems can be shown."""
        for path, content in self._made.pages.items():
            files.append(File.generated(config, path, content=content))
        if self.policy is None:
            for file in [f for f in files if f.is_documentation_page()]:
                files.remove(file)
            files.append(File.generated(config, "index.md", content="# 制度源文件有问题\n"))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Resolve the macros of hand-written pages."""
        if self.policy is None or page.file.src_uri in self._made.pages:
            return markdown
        problems = find_problems(self.policy, _shown(page, config), page.file.content_string)
        if not problems:
            return render_written(self.policy, page.file.src_uri, markdown)
        self._refuse(problems)
        config.extra["problems"] += map(str, problems)
        return markdown

    @event_priority(-50)  # after the search plugin wrote the index, before the offline plugin copies it
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the aliases to the search index, and the forms, which were made meanwhile."""
        if self._supplies is None:
            return
        site = Path(config.site_dir)
        index = site / "search/search_index.json"
        if index.is_file():
            index.write_text(add_aliases(self._supplies.aliases(), index.read_text("utf-8")), "utf-8")
        for name, content in {**self._supplies.forms(), **self._supplies.pictures()}.items():
            (site / form_file(name)).write_bytes(content)

    def _read(self, project: Path) -> None:
        """Read the source; in a preview a broken one leaves what was read before."""
        policy, found = (self.given.policy, ()) if self.given else _lint(project)
        self.problems = tuple(p for p in found if p.level is Level.ERROR)
        if policy is None or self.problems:
            self._refuse(found)
            return
        self.on_shutdown()
        self._supplies = self.given or Supplies(project, policy)
        self._supplies.approve()
        jieba.initialize()  # the search will want its words; the pages are being made meanwhile
        self._made = self._supplies.pages()
        self.policy = policy

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        if not self._is_serving:
            raise SourceError(problems)
        for problem in problems:
            _log.error("%s", problem)


def build_site(project: Path, site_dir: Path, supplies: Supplies | None = None) -> None:
    """Build the handbook of a project into a folder, which is emptied first.

    Without `supplies` the source is read here. Raises SourceError for a wrong source and OutputError
    for anything MkDocs warns of or fails at.
    """
    with _Quiet() as said:
        try:
            config = load_config(str(project / "mkdocs.yml"), site_dir=str(site_dir.resolve()), strict=True)
            plugin = _plugin(config)
            plugin.forget()
            plugin.given = supplies
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, Abort, OSError) as error:
            raise OutputError(f"手册没有生成：{error}", hint="\n    ".join(said.warnings)) from error


def serve_site(project: Path, address: str = "127.0.0.1:8000") -> None:
    """Preview the handbook at an address until interrupted; edits show in the browser."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        serve(str(project / "mkdocs.yml"), dev_addr=address, strict=False)
    except (MkDocsException, Abort, OSError) as error:
        raise OutputError(
            f"预览没有启动：{error}", hint="地址可能已被占用，用 --address 换一个端口"
        ) from error


class _Quiet(logging.Handler):
    """Keeps MkDocs from the terminal and keeps its warnings, which strict mode fails on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self._logger = logging.getLogger("mkdocs")

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings.append(record.getMessage())

    def __enter__(self) -> Self:
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        self._propagate, self._logger.propagate = self._logger.propagate, False
        self._logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.propagate = self._propagate
        self._logger.removeHandler(self)


def _lint(project: Path) -> tuple[Policy | None, tuple[Problem, ...]]:
    from generator.lint import lint_project  # noqa: PLC0415 - a build has this done by another process

    return lint_project(project)


def _plugin(config: MkDocsConfig) -> HandbookPlugin:
    plugin = config.plugins.get(_NAME)
    if not isinstance(plugin, HandbookPlugin):
        raise OutputError("mkdocs.yml 没有启用插件 zhidu", hint="在 plugins 里加上“- zhidu”")
    return plugin


def _shown(page: Page, config: MkDocsConfig) -> str:
    """The file of a hand-written page as a person at the project folder names it."""
    return (Path(config.docs_dir) / page.file.src_uri).relative_to(_project(config)).as_posix()


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _written_pages(config: MkDocsConfig) -> tuple[str, ...]:
    """The hand-written pages: Markdown in docs_dir, apart from what is excluded."""
    folder = Path(config.docs_dir)
    found = (f.relative_to(folder).as_posix() for f in sorted(folder.rglob("*.md")))
    return tuple(f for f in found if not (config.exclude_docs and config.exclude_docs.match_file(f)))
