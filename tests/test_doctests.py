"""The examples in docstrings say what the code does."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WITH_EXAMPLES = [
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted((ROOT / "generator").rglob("*.py"))
    if "shipped" not in file.parts and ">>> " in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_hold(name):
    assert doctest.testmod(import_module(name)).failed == 0


@pytest.mark.parametrize(
    "name", ["text", "numerals", "values", "wording", "model.interval", "rules.expression"]
)
def test_functions_on_text_numbers_and_dates_have_examples(name):
    assert doctest.testmod(import_module(f"generator.{name}")).attempted > 0
