"""Imports point down: each part of casesafe imports only the parts below it, and none twice."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "casesafe"

#: From the top down; parts of one layer do not import one another.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("scan", "evaluate", "integrations"),
    ("guard", "documents"),
    ("workers",),
    ("rewrite",),
    ("recognizers", "resolve", "nlp"),
    ("policy",),
    ("operators",),
    ("values",),
    ("core",),
    ("errors",),
)
LEVEL = {part: i for i, layer in enumerate(LAYERS) for part in layer}
MODULES = sorted(SRC.rglob("*.py"))


def part_of(path: Path) -> str:
    relative = path.relative_to(SRC)
    return relative.parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the parts that a module imports, type-checking imports left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            skipped.update(n for child in node.body for n in ast.walk(child))
    found: set[str] = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names = [f"{module}.{a.name}" for a in node.names] if module == "casesafe" else [module]
        for name in names:
            parts = name.split(".")
            if parts[0] == "casesafe" and len(parts) > 1 and parts[1] in LEVEL:
                found.add(parts[1])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_module_imports_only_what_lies_below(path: Path) -> None:
    """A module imports its own part and lower layers only."""
    part = part_of(path)
    if part == "__init__":
        return
    assert part in LEVEL, f"{part} has no layer"
    for other in imports(path) - {part}:
        assert LEVEL[other] > LEVEL[part], f"{part} imports {other}"


def test_there_is_no_cycle_between_modules() -> None:
    """No module imports itself through others, at module level."""
    names = {"casesafe." + ".".join(p.relative_to(SRC).with_suffix("").parts): p for p in MODULES}
    names = {n.removesuffix(".__init__"): p for n, p in names.items()}
    graph = {n: module_level(p) & names.keys() - {n} for n, p in names.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name in done:
            return
        for other in sorted(graph[name]):
            walk(other, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        walk(name, ())


def module_level(path: Path) -> set[str]:
    """Return the names of casesafe modules that a module imports when it is loaded."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{a.name}" for a in node.names)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_module_is_not_too_long(path: Path) -> None:
    """A module has at most 400 lines; a longer one wants to be two."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
