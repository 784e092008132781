from __future__ import annotations

import pytest

from generator import assets
from generator.assets import shipped


@pytest.mark.parametrize("name", ["policy", "forms", "templates", "templates/fonts"])
def test_what_comes_with_the_tool_is_found_in_a_checkout(name):
    assert shipped(name).is_dir()


def test_an_installed_copy_goes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "generator")
    (tmp_path / "generator/shipped/forms").mkdir(parents=True)

    assert shipped("forms") == tmp_path / "generator/shipped/forms"
    assert shipped("policy") == tmp_path / "policy"
