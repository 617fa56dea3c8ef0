"""Work on notes in processes of their own: one guard a process, results in the order of the tasks.

Each process is started by spawn, loads its guard once, and is sent one task at a time, so that it
is known which note a process died on. A thread a process waits for it; the caller's thread alone
reads the tasks.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from casesafe.core.collector import LONG, collector_held_back
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
_ADVICE = "if memory is short, give fewer --workers"


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
                self._guard = _loaded(self._load)
                gc.freeze()  # all that was loaded stays to the end
            done.set_result(_outcome(self._work, self._guard, task))
            return done
        if self._threads is None:
            self._threads = self._start()
        return self._threads.submit(self._run, task)

    def close(self) -> None:
        """End the processes; tasks that have not begun are dropped."""
        # A second Ctrl-C would leave processes behind, which the interpreter then waits for.
        with _interrupts_ignored():
            if self._threads is not None:
                self._threads.shutdown(wait=False, cancel_futures=True)
            for worker in self._all:
                worker.tell_to_end()
            for worker in self._all:
                worker.end()
            if self._threads is not None:
                self._threads.shutdown(wait=True)
        self._threads = None
        self._all.clear()

    def _start(self) -> ThreadPoolExecutor:
        payload = pickle.dumps((self._load, self._work))
        with _interrupts_ignored():
            for _ in range(self.workers):
                worker = _Worker(payload)
                self._all.append(worker)
                self._idle.put(worker)
        return ThreadPoolExecutor(self.workers, initializer=_hold_interrupts)

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
        self._refusal: CasesafeError | None = None
        self._begin()

    def _begin(self) -> None:
        self._ready = False
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        problem = ""
        try:
            process.start()
            self._process = process
        except OSError as error:
            problem = error.strerror or type(error).__name__
        theirs.close()
        if problem:
            raise CasesafeError(f"a worker process could not start: {problem}; {_ADVICE}")
        with suppress(OSError):
            self._ours.send_bytes(self._payload)

    def run(self, task: Any) -> Any:
        """Return the outcome of one task."""
        if self._ready and not self._process.is_alive():
            self._replace()  # it was ended while it had nothing to do: no fault of this task
        if not self._ready:
            self._await_start()
        with suppress(EOFError, OSError):
            self._ours.send(task)
            return self._ours.recv()
        self._replace()
        return NoteUnreadableError("the worker process died on this note")

    def _replace(self) -> None:
        with self._lock:
            if not self._ended:
                self._ours.close()
                self._process.kill()
                self._process.join()
                self._begin()

    def _await_start(self) -> None:
        if self._refusal is None:
            said: Any = None
            with suppress(EOFError, OSError):
                said = self._ours.recv()
            self._ready = said == _READY
            if not self._ready:
                self._refusal = said if isinstance(said, CasesafeError) else self._no_start(said)
        if self._refusal is not None:
            raise self._refusal

    def _no_start(self, said: str | None) -> CasesafeError:
        self._process.join(_PATIENCE_S)
        reason = said or f"it ended with status {self._process.exitcode}"
        return CasesafeError(f"a worker process could not start: {reason}; {_ADVICE}")

    def tell_to_end(self) -> None:
        """Tell the process to end, whatever it is doing; it is not started again."""
        with self._lock:
            self._ended = True
            self._process.terminate()

    def end(self) -> None:
        """End the process, and wait until it has ended."""
        self.tell_to_end()
        self._process.join(_PATIENCE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        with self._lock:
            self._ours.close()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C meanwhile, here and for good in the processes that are started."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _hold_interrupts() -> None:
    """Keep Ctrl-C from the processes that this thread starts, until they ignore it themselves."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _serve(pipe: Connection) -> None:
    """The life of a worker process; it ends when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    started: Any = _READY
    try:
        load, work = pickle.loads(pipe.recv_bytes())
        guard = _loaded(load)
        gc.freeze()  # all that was loaded stays to the end
    except CasesafeError as error:
        started = error
    except Exception as error:
        started = type(error).__name__
    # Whatever goes wrong here ends the process without a word: a traceback might hold note text.
    with suppress(Exception):
        pipe.send(started)
        while started == _READY:
            pipe.send(_outcome(work, guard, pipe.recv()))


def _loaded(load: Load) -> Guard:
    """Load a guard; to look for cycles among the million objects meanwhile takes 0.2 s in vain."""
    with collector_held_back(LONG):
        return load()


def _end_with_parent() -> None:
    """End this process at once when its parent was killed, however long its note is."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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
