"""Work on notes in processes of their own: one guard a process, results in the order of the tasks.

Each process is started by spawn, loads its guard once, and is sent one task at a time, so that it
is known which note a process died on. A thread a process waits for it; the caller's thread alone
reads the tasks.
"""

from __future__ import annotations

import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from casesafe.core.redaction import Redaction
from casesafe.errors import CasesafeError, NoteError, NoteUnreadableError

if TYPE_CHECKING:
    from casesafe.guard import Guard

Task = TypeVar("Task")
Result = TypeVar("Result")
Load = Callable[[], "Guard"]

#: Tasks in flight for each worker.
AHEAD = 4
_READY = "ready"
#: How long a process that is told to end is waited for before it is ended, in seconds.
_PATIENCE_S = 5.0


class Crew(Generic[Task, Result]):
    """Runs `work(guard, task)` in worker processes, or in this one. Made for a `with` block.

    Args:
        load: Gives the guard of a process; picklable. Nothing is loaded before the first task.
        work: A function of a module, picklable by its name. What it raises fails its task alone.
        workers: Processes; 1: this process alone, a task at a time.
    """

    def __init__(self, load: Load, work: Callable[[Guard, Task], Result], workers: int = 1) -> None:
        self._load, self._work, self.workers = load, work, max(1, workers)
        self._guard: Guard | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all: list[_Worker] = []

    def __enter__(self) -> Crew[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def ahead(self) -> int:
        """How many tasks are worth submitting before the first result is waited for."""
        return 1 if self.workers == 1 else self.workers * AHEAD

    def submit(self, task: Task) -> Future[Result | NoteError]:
        """Return the future of a task: its result, or the NoteError of a task that failed.

        Raises:
            CasesafeError: from the future or at once, if no guard could be loaded.
        """
        if self.workers == 1:
            done: Future[Result | NoteError] = Future()
            if self._guard is None:
                self._guard = self._load()
            done.set_result(_outcome(self._work, self._guard, task))
            return done
        if self._threads is None:
            self._threads = self._start()
        return self._threads.submit(self._run, task)

    def close(self) -> None:
        """End the processes; tasks that have not begun are dropped."""
        if self._threads is None:
            return
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.end()
        self._threads.shutdown(wait=True)
        self._threads = None

    def _start(self) -> ThreadPoolExecutor:
        payload = pickle.dumps((self._load, self._work))
        with _interrupts_ignored():
            for _ in range(self.workers):
                worker = _Worker(payload)
                self._all.append(worker)
                self._idle.put(worker)
        return ThreadPoolExecutor(self.workers)

    def _run(self, task: Task) -> Result | NoteError:
        worker = self._idle.get()
        try:
            outcome: Result | NoteError = worker.run(task)
            return outcome
        finally:
            self._idle.put(worker)


class _Worker:
    """One process, and how it is spoken to; replaced by another when it dies."""

    def __init__(self, payload: bytes) -> None:
        self._payload = payload
        self._lock = threading.Lock()
        self._ended = False
        self._begin()

    def _begin(self) -> None:
        context = get_context("spawn")
        self._ready = False
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        with suppress(OSError):
            self._ours.send_bytes(self._payload)

    def run(self, task: Any) -> Any:
        """Return the outcome of one task."""
        if not self._ready:
            self._await_start()
        with suppress(EOFError, OSError):
            self._ours.send(task)
            return self._ours.recv()
        with self._lock:
            if not self._ended:
                self._ours.close()
                self._process.join(_PATIENCE_S)
                self._begin()
        return NoteUnreadableError("the worker process died on this note")

    def _await_start(self) -> None:
        said: Any = None
        with suppress(EOFError, OSError):
            said = self._ours.recv()
        if isinstance(said, CasesafeError):
            raise said
        if said != _READY:
            raise CasesafeError("a worker process could not start" + (f": {said}" if said else ""))
        self._ready = True

    def end(self) -> None:
        """End the process, whatever it is doing."""
        with self._lock:
            self._ended = True
            self._process.terminate()
            self._process.join(_PATIENCE_S)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._ours.close()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let processes that are started meanwhile ignore Ctrl-C, which is for the parent to handle."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(pipe: Connection) -> None:
    """The life of a worker process; it ends when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    started: Any = _READY
    try:
        load, work = pickle.loads(pipe.recv_bytes())
        guard = load()
    except CasesafeError as error:
        started = error
    except Exception as error:
        started = type(error).__name__
    with suppress(EOFError, OSError):
        pipe.send(started)
        while started == _READY:
            pipe.send(_outcome(work, guard, pipe.recv()))


def _outcome(work: Callable[[Guard, Task], Result], guard: Guard, task: Task) -> Result | NoteError:
    """What `work` returns; the text of an error that nobody expected may hold note text."""
    name = ""
    try:
        return work(guard, task)
    except NoteError as error:
        return error
    except Exception as error:
        name = type(error).__name__
    return NoteUnreadableError(f"unexpected {name}")


def redact_in_workers(
    guard: Guard, texts: Iterable[str], workers: int
) -> Iterator[Redaction | NoteError]:
    """Yield the result of each text, in order; a worker that dies costs only its own note."""
    waiting = iter(texts)
    jobs: deque[Future[Redaction | NoteError]] = deque()
    with Crew(_Known(guard), _redact, workers) as crew:
        while True:
            jobs.extend(map(crew.submit, islice(waiting, crew.ahead - len(jobs))))
            if not jobs:
                return
            yield jobs.popleft().result()


class _Known:
    """Gives a guard that is there; in another process it is loaded afresh, by reference."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def __call__(self) -> Guard:
        return self._guard


def _redact(guard: Guard, text: str) -> Redaction:
    return guard.redact(text)
