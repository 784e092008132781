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

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File

from generator.cases import example_of, findings_of
from generator.diff.archive import archive
from generator.editions import load_editions
from generator.errors import Level, OutputError, Problem, SourceError
from generator.lint import lint_project
from generator.render.handbook import render_handbook
from generator.render.handbook.address import form_file
from generator.render.handbook.aliases import add_aliases
from generator.render.handbook.navigation import facts, navigation
from generator.render.handbook.written import find_problems, render_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
        self.given: Policy | None = None
        self.downloads: Mapping[str, bytes] | None = None
        self.problems: tuple[Problem, ...] = ()
        self._pages: dict[str, str | bytes] = {}
        self._is_draft = False
        self._is_serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs' interface
        """Tell a preview from a build; having this event also keeps the instance across rebuilds."""
        self._is_serving = command == "serve"

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
            config.extra["policy"] = facts(self.policy, is_draft=self._is_draft)
            if self.policy.cover.handbook_url and not self._is_serving:
                config.site_url = self.policy.cover.handbook_url.rstrip("/") + "/"
            config.nav = navigation(self.policy, {*self._pages, *_written_pages(config)})
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; without any policy only the list of problems can be shown."""
        for path, content in self._pages.items():
            files.append(File.generated(config, path, content=content))
        if self.policy is None:
            for file in [f for f in files if f.is_documentation_page()]:
                files.remove(file)
            files.append(File.generated(config, "index.md", content="# 制度源文件有问题\n"))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Resolve the macros of hand-written pages."""
        if self.policy is None or page.file.src_uri in self._pages:
            return markdown
        problems = find_problems(self.policy, _shown(page, config), page.file.content_string)
        if not problems:
            return render_written(self.policy, page.file.src_uri, markdown)
        self._refuse(problems)
        config.extra["problems"] += map(str, problems)
        return markdown

    @event_priority(-50)  # after the search plugin wrote the index, before the offline plugin copies it
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the aliases to the search index."""
        index = Path(config.site_dir) / "search/search_index.json"
        if self.policy and index.is_file():
            index.write_text(add_aliases(self.policy, index.read_text("utf-8")), "utf-8")

    def _read(self, project: Path) -> None:
        """Read the source; in a preview a broken one leaves what was read before."""
        policy, found = (self.given, ()) if self.given else lint_project(project)
        self.problems = tuple(p for p in found if p.level is Level.ERROR)
        if policy is None or self.problems:
            self._refuse(found)
            return
        downloads = dict(_render_forms(policy)) if self.downloads is None else self.downloads
        templates = project / "templates/handbook"
        own_templates = templates if templates.is_dir() else None
        past = archive(load_editions(project), policy)
        self._pages = render_handbook(policy, downloads, own_templates, past, findings_of(policy))
        self._is_draft = bool(past.draft)
        self.policy = policy

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        if not self._is_serving:
            raise SourceError(problems)
        for problem in problems:
            _log.error("%s", problem)


def build_site(
    project: Path,
    site_dir: Path,
    *,
    policy: Policy | None = None,
    downloads: Mapping[str, bytes] | None = None,
) -> None:
    """Build the handbook of a project into a folder, which is emptied first.

    `policy` is the project's if it has been read and found right already, `downloads` are its
    forms if they have been rendered; what is not given is read and rendered here. Raises
    SourceError for a wrong source and OutputError for anything MkDocs warns of or fails at.
    """
    with _Quiet() as said:
        try:
            config = load_config(str(project / "mkdocs.yml"), site_dir=str(site_dir.resolve()), strict=True)
            plugin = _plugin(config)
            plugin.forget()
            plugin.given, plugin.downloads = policy, downloads
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
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


def _render_forms(policy: Policy) -> Iterator[tuple[str, bytes]]:
    """The blank forms, and pictures of them filled in."""
    from generator.render.docx_form import render_docx_form  # noqa: PLC0415 - loaded only for a site
    from generator.render.form_picture import render_form_picture  # noqa: PLC0415
    from generator.render.pdf_form import render_pdf_form  # noqa: PLC0415

    for form in policy.forms:
        yield form_file(form.id, "docx"), render_docx_form(policy, form)
        yield form_file(form.id, "pdf"), render_pdf_form(policy, form)
        if example := example_of(policy, form):
            yield form_file(form.id, "svg"), render_form_picture(policy, form, example.answers)
