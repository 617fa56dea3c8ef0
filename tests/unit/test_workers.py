"""Worker processes, and the deadline of a note."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import casesafe
from casesafe.errors import CasesafeError, NoteUnreadableError
from casesafe.workers import AHEAD, Crew

posix = pytest.mark.skipif(os.name != "posix", reason="signals and process ids of POSIX")

#: A recognizer in a module of its own, as one has to be that crosses process borders.
DYING = """\
import os

from casesafe.recognizers.base import Recognizer


class DyingRecognizer(Recognizer):
    NAME = "dying"
    ENTITIES = ("PERSON",)

    def recognize(self, note):
        if "boom" in note.normal:
            os._exit(9)
        return iter(())
"""
#: What crews do in the tests below; each start of a process leaves a line in the file STARTS.
JOBS = """\
import os
import signal
import time

from casesafe.errors import CasesafeError


def load():
    with open(os.environ["STARTS"], "a") as starts:
        starts.write("started\\n")
    return "guard"


def load_refused():
    load()
    raise CasesafeError("the model is damaged")


def load_unforeseen():
    load()
    raise ValueError("Odile")


def load_dying():
    load()
    os._exit(7)


def work(guard, task):
    what, value = task
    if what == "exit":
        os._exit(9)
    elif what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "memory":
        bytearray(1 << 60)
    elif what == "sleep":
        time.sleep(value)
    elif what == "raise":
        raise ValueError(value)
    elif what == "unpicklable":
        return lambda: value
    elif what == "pid":
        return os.getpid()
    return value
"""
#: A parent with one busy worker and one idle one, to be killed.
PARENT = """\
import sys
import crew_jobs
from casesafe.workers import Crew

if __name__ == "__main__":
    with Crew(crew_jobs.load, crew_jobs.work, 2) as crew:
        pids = set()
        while len(pids) < 2:
            pids |= {f.result() for f in [crew.submit(("pid", 0)) for _ in range(8)]}
        busy = crew.submit(("sleep", 600))
        print(*pids, flush=True)
        busy.result()
"""


class Jobs:
    """Makes crews of the module JOBS, and tells how many processes they started."""

    def __init__(self, folder: Path) -> None:
        (folder / "crew_jobs.py").write_text(JOBS, encoding="utf-8")
        self.module: Any = importlib.import_module("crew_jobs")
        self._starts = folder / "starts"

    def crew(self, load: str = "load", workers: int = 2) -> Crew[tuple[str, Any], Any]:
        """Return a crew that loads in this way."""
        return Crew(getattr(self.module, load), self.module.work, workers)

    @property
    def starts(self) -> int:
        """How many processes have begun to load."""
        return len(self._starts.read_text().split()) if self._starts.exists() else 0


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jobs:
    """Crews whose processes can import what they run."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("STARTS", str(tmp_path / "starts"))
    return Jobs(tmp_path)


def alive(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return listed.stdout.strip() not in (b"", b"Z")


def wait_until(condition: Callable[[], bool]) -> bool:
    """Whether a condition comes true before long."""
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def test_a_worker_that_dies_costs_its_note_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other notes come back in order, as if nothing had happened."""
    (tmp_path / "dying_recognizer.py").write_text(DYING, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    from dying_recognizer import DyingRecognizer  # type: ignore[import-not-found]

    guard = casesafe.load(model=None, recognizers=[DyingRecognizer()])
    texts = ["Dr. Abara called.", "boom", "Dr. Okoro called.", "Quiet."]
    items = list(guard.redact_many(iter(texts), workers=2))
    assert isinstance(items[1], casesafe.NoteUnreadableError)
    assert "boom" not in str(items[1])
    shown = [i.text for i in items if isinstance(i, casesafe.Redaction)]
    assert shown == [guard.redact(t).text for t in texts if t != "boom"]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("exit", "the worker process died on this note"),
        pytest.param("kill", "the worker process died on this note", marks=posix),
        ("unpicklable", "the worker process died on this note"),
        ("memory", "unexpected MemoryError"),
        ("raise", "unexpected ValueError"),
    ],
    ids=["os._exit", "SIGKILL", "no answer", "MemoryError", "ValueError"],
)
def test_only_the_task_that_goes_wrong_fails(
    jobs: Jobs, how: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A process that died is replaced, the rest comes in order, and no traceback is printed."""
    tasks = [("echo", 0), (how, "Odile"), ("echo", 2), (how, "Odile"), *(("echo", n) for n in "45")]
    with jobs.crew() as crew:
        outcomes = [f.result() for f in map(crew.submit, tasks)]
    assert outcomes[0::2] == [0, 2, "4"]
    assert outcomes[5] == "5"
    for failed in outcomes[1:4:2]:
        assert isinstance(failed, NoteUnreadableError)
        assert failed.message == said
    assert jobs.starts == (4 if "died" in said else 2)
    assert capfd.readouterr().err == ""


@posix
def test_a_process_that_dies_with_nothing_to_do_costs_no_task(jobs: Jobs) -> None:
    """It is replaced before the next task is sent."""
    with jobs.crew() as crew:
        pids: set[int] = set()
        while len(pids) < 2:
            pids |= {f.result() for f in [crew.submit(("pid", 0)) for _ in range(8)]}
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        assert wait_until(lambda: not any(map(alive, pids)))
        outcomes = [f.result() for f in [crew.submit(("pid", 0)) for _ in range(8)]]
    assert all(isinstance(o, int) for o in outcomes)
    assert not pids & set(outcomes)


@pytest.mark.parametrize(
    ("load", "said"),
    [
        ("load_refused", "^the model is damaged$"),
        ("load_unforeseen", "^a worker process could not start: ValueError; .*fewer --workers$"),
        ("load_dying", "^a worker process could not start: it ended with status 7; .*--workers$"),
    ],
)
def test_a_worker_that_cannot_start_ends_the_run(
    jobs: Jobs, load: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every task tells why, and no process is started over and over."""
    with jobs.crew(load) as crew:
        futures = [crew.submit(("echo", n)) for n in range(8)]
        for future in futures:
            with pytest.raises(CasesafeError, match=said) as caught:
                future.result()
            assert "Odile" not in str(caught.value)
    assert jobs.starts <= 2
    assert capfd.readouterr().err == ""


def test_results_come_in_the_order_of_the_tasks(jobs: Jobs) -> None:
    """However long each takes: the first is done last here."""
    tasks = [("sleep", t) for t in (0.5, 0.0, 0.1, 0.0, 0.3, 0.0, 0.0, 0.2)]
    with jobs.crew() as crew:
        assert [f.result() for f in map(crew.submit, tasks)] == [t for _, t in tasks]


@pytest.mark.parametrize("workers", [1, 2])
def test_texts_are_not_read_far_ahead(workers: int) -> None:
    """A few for each process are on their way, and no more, however many there are."""
    guard = casesafe.load(model=None)
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "Sleep is fair."

    results = guard.redact_many(endless(), workers=workers)
    for done in range(1, 12):
        next(results)
        assert taken < done + workers * AHEAD
    results.close()  # type: ignore[attr-defined]


def test_big_tasks_and_big_results_pass(jobs: Jobs) -> None:
    """Neither side waits for the other to read: 5 MB each way, more than any pipe holds."""
    big = [bytes([n]) * 5_000_000 for n in range(10)]
    with jobs.crew() as crew:
        assert [f.result() for f in [crew.submit(("echo", b)) for b in big]] == big


@posix
def test_closing_ends_the_processes(jobs: Jobs) -> None:
    """Though one is busy, and though tasks are waiting: those are dropped."""
    with jobs.crew() as crew:
        pids: set[int] = set()
        while len(pids) < 2:
            pids |= {f.result() for f in [crew.submit(("pid", 0)) for _ in range(8)]}
        waiting = [crew.submit(("sleep", 600)) for _ in range(4)]
    assert not any(map(alive, pids))
    assert jobs.starts == 2
    assert [f.cancelled() for f in waiting[2:]] == [True, True]


@posix
def test_results_that_are_not_read_to_the_end_leave_no_process() -> None:
    """A caller may stop early."""
    guard = casesafe.load(model=None)
    results = guard.redact_many(["Dr. Abara called."] * 50, workers=2)
    next(results)
    children = _children()
    assert len(children) >= 2
    results.close()  # type: ignore[attr-defined]
    assert not [pid for pid in children if alive(pid)]


def _children() -> list[int]:
    from multiprocessing import active_children

    return [p.pid for p in active_children() if p.pid is not None]


@posix
def test_a_parent_that_is_killed_leaves_no_process(jobs: Jobs, tmp_path: Path) -> None:
    """Neither the idle worker stays nor the busy one, however long its task is."""
    (tmp_path / "parent.py").write_text(PARENT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(alive, pids))
        parent.kill()
    assert wait_until(lambda: not any(map(alive, pids)))


def test_no_texts_give_no_results() -> None:
    """With or without workers."""
    guard = casesafe.load(model=None)
    assert list(guard.redact_many([])) == []
    assert list(guard.redact_many([], workers=2)) == []


def test_a_note_past_its_deadline_fails(
    guard: casesafe.Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A recognizer that runs away fails the note, by name; the clock here is made up."""
    ticks = iter(range(0, 10_000_000, 1_000))
    monkeypatch.setattr("casesafe.guard.time.monotonic", lambda: float(next(ticks)))
    with pytest.raises(casesafe.RecognizerFailedError, match="contact failed with TimeoutError"):
        guard.redact("Dr. Abara called.")
