"""Holds the cyclic garbage collector back while a very long note is worked on.

A note of a million words keeps millions of small objects alive at a time, and each full collection
walks them all: without this, 5 MB cost twice as much a word as 5 KB. None of those objects are in
cycles; they go by reference count.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: Shorter notes leave the collector alone.
LONG = 100_000

_lock = threading.Lock()
_holders = 0
_was_enabled = False


@contextmanager
def collector_held_back(length: int) -> Iterator[None]:
    """Hold the collector back while a note of `length` characters is worked on, if that is long.

    Several threads may do so at once; the last one to leave restores what the first one found.
    """
    global _holders, _was_enabled
    if length < LONG:
        yield
        return
    with _lock:
        if _holders == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _holders += 1
    try:
        yield
    finally:
        with _lock:
            _holders -= 1
            if _holders == 0 and _was_enabled:
                gc.enable()
