"""A progress bar on standard error, with rate and time left."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import TypeVar

from casesafe.cli.setup import Interrupted

T = TypeVar("T")


def with_progress(items: Generator[T, None, None], total: int, verb: str) -> Iterator[T]:
    """Yield the items, with a progress bar where standard error is a terminal.

    The generator is closed on every way out, so that it clears up before its run is closed.

    Raises:
        Interrupted: on Ctrl-C; says how far the run came, and how to go on.
    """
    done = 0
    try:
        with closing(items):
            for item in _with_bar(items, total, verb):
                done += 1
                yield item
        return
    except KeyboardInterrupt:
        pass
    raise Interrupted(
        f"interrupted after {done} of {total} files; run the same command again to go on"
    )


def _with_bar(items: Iterable[T], total: int, verb: str) -> Iterator[T]:
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=total, rate="")
        for item in items:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.1f} files/s" if speed else "")
            yield item
