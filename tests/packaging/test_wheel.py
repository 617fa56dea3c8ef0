"""What the wheel holds: every package, word list, policy and model file of the tree."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
#: Packages that lie outside `src`, as the project's file maps them.
ELSEWHERE = {name: ROOT / place for name, place in SETUP["package-dir"].items() if name}


def folder_of(package: str) -> Path:
    return ELSEWHERE.get(package, ROOT / "src" / package.replace(".", "/"))


def test_every_package_is_listed() -> None:
    """A folder with a module that the list forgets would be missing in the wheel alone."""
    src = ROOT / "src"
    found = {
        ".".join(p.parent.relative_to(src).parts)
        for p in (src / "casesafe").rglob("*.py")
        if "__pycache__" not in p.parts
    }
    assert found | set(ELSEWHERE) == set(SETUP["packages"])
    assert all((folder_of(name) / "__init__.py").is_file() for name in SETUP["packages"])


@pytest.mark.parametrize("package", SETUP["packages"])
def test_every_data_file_is_taken(package: str) -> None:
    """Each file that is no module matches a pattern of its package, and each pattern a file."""
    folder, data = folder_of(package), SETUP["package-data"]
    if package == "casesafe.models":  # the recipe and the notes that it learns from are not shipped
        folder = folder / "en_casesafe"
        assert data[package] == ["en_casesafe/**"]
        assert (folder / "meta.json").is_file()
        return
    patterns = [*data.get(package, ()), *data["*"]]
    own = {folder_of(name) for name in SETUP["packages"]}
    files = [
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and p.suffix != ".py" and "__pycache__" not in p.parts
        if not any(above in own - {folder} and folder in above.parents for above in p.parents)
    ]
    assert [f for f in files if not any(fnmatch(f, pattern) for pattern in patterns)] == []
    for pattern in data.get(package, ()):
        assert any(fnmatch(f, pattern) for f in files)
