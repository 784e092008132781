"""Built sites and a browser to open them."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from generator.mkdocs_plugin import build_site
from tests.render.handbook.sample import load_source, write_source

HOME = """\
---
template: home.html
title: 首页
---

## 我要做什么 { #tasks }

- 出差前 {{ 参数("提前工作日") }}交{表单:trip}，见{条:notice}
"""


@pytest.fixture(scope="session")
def trip_project(tmp_path_factory, root):
    """The small regulation as a project with the handbook's own look."""
    project = write_source(tmp_path_factory.mktemp("project"))
    shutil.copy(root / "mkdocs.yml", project)
    shutil.copytree(root / "site", project / "site", ignore=shutil.ignore_patterns("*.md"))
    (project / "site/index.md").write_text(HOME, "utf-8")
    (project / "site/help").mkdir(exist_ok=True)
    (project / "site/help/use.md").write_text("# 使用说明\n\n见{条:notice}。\n", "utf-8")
    return project


@pytest.fixture(scope="session")
def trip_site(trip_project, tmp_path_factory):
    """The handbook of the small regulation."""
    site = tmp_path_factory.mktemp("built") / "site"
    build_site(trip_project, site)
    return site


@pytest.fixture(scope="session")
def trips_of_site(trip_project):
    """The policy behind the handbook of the small regulation."""
    return load_source(trip_project)


@pytest.fixture(scope="session")
def shipped_site(root, tmp_path_factory):
    """The handbook of the shipped regulation."""
    site = tmp_path_factory.mktemp("shipped") / "site"
    build_site(root, site)
    return site


@pytest.fixture(scope="session")
def chromium(needs, playwright):
    """An installed Chromium."""
    browser = playwright.chromium.launch(executable_path=needs("chromium", "google-chrome", "chrome"))
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium):
    """A function that opens an address in a new window and keeps what the page asked for."""
    contexts = []

    def open_page(address, *, width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.requested = []
        page.failures = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.failures.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def http(trip_site):
    """The small handbook from a web server; gives its root address."""
    handler = partial(_Silent, directory=str(trip_site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""
