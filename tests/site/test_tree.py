"""The written tree builds the same handbook without this tool's plugin."""

from __future__ import annotations

import os
import subprocess
import sys

import yaml

from generator.cases import findings_of
from generator.render.handbook import render_handbook
from generator.render.handbook.tree import render_tree

FORMS = {f"forms/trip.{kind}": b"" for kind in ("docx", "pdf", "svg")}


def tree_of(project, policy):
    site = {
        f.relative_to(project / "site").as_posix(): f.read_bytes()
        for f in (project / "site").rglob("*")
        if f.is_file()
    }
    pages = render_handbook(policy, FORMS, findings=findings_of(policy))
    return render_tree(policy, pages, site, (project / "mkdocs.yml").read_bytes())


def test_it_holds_no_macro_and_does_not_name_the_plugin(trip_project, trips_of_site):
    tree = tree_of(trip_project, trips_of_site)

    assert not [name for name, content in tree.items() if name.endswith(".md") and b"{{" in content]
    assert yaml.safe_load(tree["mkdocs.yml"])["plugins"] == [{"search": {"lang": "zh"}}, "offline"]


def test_it_builds_the_same_pages_without_the_plugin(trip_project, trips_of_site, trip_site, tmp_path):
    for name, content in tree_of(trip_project, trips_of_site).items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "built"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    built = tmp_path / "built"
    pages = sorted(f.relative_to(trip_site) for f in trip_site.rglob("*.html"))
    assert pages == sorted(f.relative_to(built) for f in built.rglob("*.html"))
    for page in pages:
        assert (built / page).read_bytes() == (trip_site / page).read_bytes(), page
