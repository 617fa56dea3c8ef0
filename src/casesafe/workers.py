"""Redaction in worker processes: one guard a process, results in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from casesafe.core.redaction import Redaction
from casesafe.errors import NoteError, NoteUnreadableError

if TYPE_CHECKING:
    from casesafe.guard import Guard

#: Texts in flight for each worker.
_AHEAD = 4
_guard: Guard | None = None


def redact_in_workers(
    guard: Guard, texts: Iterable[str], workers: int
) -> Iterator[Redaction | NoteError]:
    """Yield the result of each text, in order; a worker that dies costs only its own notes."""
    waiting = iter(texts)
    pool = _pool(guard, workers)
    jobs: deque[tuple[str, Future[Redaction | NoteError]]] = deque()
    try:
        while True:
            for text in islice(waiting, workers * _AHEAD - len(jobs)):
                jobs.append((text, pool.submit(_redact, text)))
            if not jobs:
                return
            text, job = jobs.popleft()
            try:
                result = job.result()
            except BrokenProcessPool:
                result = None
            if result is None:
                pool.shutdown(wait=False, cancel_futures=True)
                result = _alone(guard, text)
                pool = _pool(guard, workers)
                jobs = deque((t, pool.submit(_redact, t)) for t, _ in jobs)
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(guard: Guard, text: str) -> Redaction | NoteError:
    """Try a text again in a process of its own, since any of those in flight broke the pool."""
    pool = _pool(guard, 1)
    try:
        return pool.submit(_redact, text).result()
    except BrokenProcessPool:
        return NoteUnreadableError("the worker process died on this note")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(guard: Guard, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(guard,)
    )


def _start(guard: Guard) -> None:
    global _guard
    _guard = guard


def _redact(text: str) -> Redaction | NoteError:
    assert _guard is not None
    return next(iter(_guard.redact_many([text])))
