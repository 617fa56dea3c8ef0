"""The data files beside this package: one entry a line, comments behind "#" at the line's start."""

from __future__ import annotations

from importlib.resources import files


def data_lines(name: str) -> list[str]:
    """Return the lines of a data file that are neither blank nor comments.

    Args:
        name: The file's name in `data/`, without its ending.
    """
    text = (files("casesafe.values") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]
