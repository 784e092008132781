"""Building and previewing through MkDocs: wrong sources, warnings, live reload."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest
from mkdocs.config import load_config

from generator.errors import OutputError, SourceError
from generator.mkdocs_plugin import build_site
from tests.render.handbook.sample import TRAVEL

FORMS = {"forms/trip.docx": b"docx"}


@pytest.fixture
def project(trip_project, tmp_path):
    """A copy of the small project that a test may spoil."""
    return shutil.copytree(trip_project, tmp_path / "project")


def chapter(project):
    return project / "policy/chapters/02-travel.yaml"


def test_building_says_nothing_on_the_terminal(project, tmp_path, capfd):
    build_site(project, tmp_path / "out")

    assert capfd.readouterr() == ("", "")


def test_building_twice_gives_the_same_bytes(project, tmp_path):
    for name in ("one", "two"):
        build_site(project, tmp_path / name)

    def content(name):
        folder = tmp_path / name
        # the sitemap names the day of the build
        files = [f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("sitemap")]
        return {f.relative_to(folder): f.read_bytes() for f in files}

    assert content("one") == content("two")


def test_the_address_of_the_handbook_counts_where_absolute_links_are_needed(project, tmp_path):
    cover = project / "policy/policy.yaml"
    cover.write_text(cover.read_text("utf-8") + "手册网址: http://intranet.example/trips\n", "utf-8")
    build_site(project, tmp_path / "out")

    assert 'src="/trips/assets/' in (tmp_path / "out/404.html").read_text("utf-8")


def test_forms_are_rendered_when_none_are_given(project, tmp_path):
    build_site(project, tmp_path / "out")

    assert (tmp_path / "out/forms/trip.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "out/forms/trip.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "out/forms/trip.svg").read_bytes().startswith(b"<svg")


def test_a_wrong_source_is_not_built(project, tmp_path):
    chapter(project).write_text(TRAVEL.replace("条名: 提前申请", "条各: 提前申请"), "utf-8")

    with pytest.raises(SourceError) as caught:
        build_site(project, tmp_path / "out")

    assert {p.location.file for p in caught.value.problems} == {"policy/chapters/02-travel.yaml"}


def test_a_macro_of_a_hand_written_page_that_leads_nowhere_is_an_error_with_its_line(project, tmp_path):
    (project / "site/index.md").write_text("---\ntitle: 首页\n---\n{条:nowhere}\n", "utf-8")

    with pytest.raises(SourceError) as caught:
        build_site(project, tmp_path / "out")

    assert str(caught.value.problems[0].location) == "site/index.md:4"


def test_a_link_that_leads_nowhere_is_an_error(project, tmp_path):
    (project / "site/index.md").write_text("# 首页\n\n[去](nowhere.md) [去](figures.md#nowhere)\n", "utf-8")

    with pytest.raises(OutputError) as caught:
        build_site(project, tmp_path / "out")

    assert "nowhere.md" in caught.value.hint
    assert "#nowhere" in caught.value.hint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("site_name: x\ndocs_dir: site\nplugins: []\n", "没有启用插件"),
        ("site_name: [x\n", "手册没有生成"),
        ("theme: {name: none}\n", "手册没有生成"),
    ],
)
def test_a_wrong_configuration_is_an_error(project, tmp_path, content, said):
    (project / "mkdocs.yml").write_text(content, "utf-8")

    with pytest.raises(OutputError, match=said):
        build_site(project, tmp_path / "out")


@pytest.fixture
def preview(project):
    """The plugin as a preview uses it; gives the configuration after each reading."""
    used = []

    def read(last=None):
        config = load_config(str(project / "mkdocs.yml"))
        plugin = config.plugins["zhidu"]
        used.append(plugin)
        if last is None:
            plugin.forget()
            plugin.on_startup(command="serve", dirty=False)
        plugin.on_config(config)
        return config

    yield read
    for plugin in used:
        plugin.on_shutdown()


def test_a_preview_keeps_the_last_good_edition_and_shows_what_is_wrong(project, preview):
    good = preview()
    chapter(project).write_text(TRAVEL.replace("条名: 提前申请", "条各: 提前申请"), "utf-8")
    broken = preview(good)

    assert broken.nav == good.nav
    assert any("条各" in p for p in broken.extra["problems"])


def test_a_preview_recovers(project, preview):
    good = preview()
    chapter(project).write_text("章: [", "utf-8")
    broken = preview(good)
    chapter(project).write_text(TRAVEL, "utf-8")

    assert preview(broken).extra["problems"] == []


def test_a_preview_of_a_source_that_was_never_right_shows_what_is_wrong(project, preview):
    chapter(project).write_text("章: [", "utf-8")
    config = preview()

    assert config.extra["problems"]
    assert "policy" not in config.extra


def test_a_preview_shows_an_edit_of_the_source(project):
    """One real server: start it, change a figure, wait until the page has changed."""
    with serving(project) as address:
        wait_for(f"http://{address}/chapters/travel.html", "100元/人/天")
        chapter(project).write_text(TRAVEL.replace("100元", "120元"), "utf-8")
        wait_for(f"http://{address}/chapters/travel.html", "120元/人/天")
        chapter(project).write_text(TRAVEL.replace("条名: 提前申请", "条各: 提前申请"), "utf-8")
        wait_for(f"http://{address}/chapters/travel.html", "制度源文件有")


def test_a_preview_starts_on_a_broken_source_and_recovers_when_it_is_mended(project):
    chapter(project).write_text(TRAVEL.replace("条名: 提前申请", "条各: 提前申请"), "utf-8")
    with serving(project) as address:
        wait_for(f"http://{address}/", "改好后这里显示手册")
        chapter(project).write_text(TRAVEL, "utf-8")
        wait_for(f"http://{address}/chapters/travel.html", "100元/人/天")


@contextmanager
def serving(project):
    """`zhidu serve` in a process of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "generator", "--project", str(project), "serve", "--address", address]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait_for(address, text, seconds=40):
    """Ask until a page holds a text."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                if text in response.read().decode("utf-8"):
                    return
        except urllib.error.URLError:
            pass
        time.sleep(0.2)
    pytest.fail(f"{address} never said {text}")
