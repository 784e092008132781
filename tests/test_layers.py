"""Data flows one way: a module imports lower layers, and its own package, and nothing else."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Package or module → its layer. The modules of layer 0 are one ground on which all else stands.
LAYERS = {
    **dict.fromkeys(
        ("errors", "text", "numerals", "values", "people", "choices", "wording", "assets", "forking"), 0
    ),
    "source": 1,
    "model": 2,
    **dict.fromkeys(("rules", "intake", "render", "editions"), 3),
    "importing": 3.5,  # opens DOCX files through the gate of intake
    **dict.fromkeys(("lint", "report", "checking", "cases", "filling", "diff"), 4),
    **dict.fromkeys(("mutating", "releasing", "scaffold", "supplies", "versions"), 5),
    "mkdocs_plugin": 6,
    "build": 7,
    "cli": 8,
    "__main__": 9,
}
# The programming interface may reach for anything, but only when it is called.
INTERFACE = "__init__"


def imports_of(tree: ast.Module) -> Iterator[str]:
    """The modules of the package that a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "generator")
        elif isinstance(node, ast.ImportFrom):
            yield "generator.relative-import"
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def part_of(module: str) -> str:
    """`generator.model.form` is part of `model`."""
    return module.split(".")[1] if module.startswith("generator.") else ""


def breaches(source: Path, package: Path) -> list[str]:
    """The imports of a file that go up or sideways."""
    own = source.relative_to(package).with_suffix("").parts[0]
    found = []
    for name in imports_of(ast.parse(source.read_text(encoding="utf-8"))):
        part = part_of(name)
        if not part or part == own or part.startswith("__"):
            continue
        is_ground = LAYERS[own] == LAYERS.get(part) == 0
        if not is_ground and LAYERS.get(part, 99) >= LAYERS[own]:
            found.append(f"{source.relative_to(package)} imports {name}")
    return found


def test_every_import_goes_down(root):
    package = root / "generator"
    files = [
        f for f in package.rglob("*.py") if f != package / f"{INTERFACE}.py" and "shipped" not in f.parts
    ]

    assert [breach for file in sorted(files) for breach in breaches(file, package)] == []


def test_every_part_has_a_layer(root):
    parts = {
        f.relative_to(root / "generator").with_suffix("").parts[0]
        for f in (root / "generator").rglob("*.py")
        if "shipped" not in f.parts
    }

    assert parts - set(LAYERS) - {INTERFACE} == set()


def test_the_programming_interface_imports_nothing_heavy_before_it_is_called(root):
    tree = ast.parse((root / "generator/__init__.py").read_text(encoding="utf-8"))
    module_level = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]

    assert {"__future__", "typing", "pathlib"} >= {
        name.split(".")[0] for node in module_level for name in imports_of(ast.Module([node], []))
    }


@pytest.mark.parametrize(
    ("file", "line", "is_breach"),
    [
        ("model/form.py", "from generator.text import key", False),
        ("model/form.py", "from generator.model.node import Node", False),
        ("model/form.py", "from generator.rules.cel import Checker", True),
        ("model/form.py", "def f():\n    from generator.cli import main", True),
        ("rules/cel.py", "import generator.intake.gate", True),
        ("checking.py", "from generator.lint import lint", True),
        ("values.py", "from generator.text import key", False),
        ("values.py", "from generator import model", True),
        ("model/form.py", "from .node import Node", True),
    ],
)
def test_the_check_itself_sees_a_breach(tmp_path, file, line, is_breach):
    source = tmp_path / file
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(line, encoding="utf-8")

    assert is_breach == bool(breaches(source, tmp_path))
