"""The manifest: what is remembered comes back exactly, holds no text, and never stops a run."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casesafe.core.finding import Action, Finding
from casesafe.core.roles import ROLES
from casesafe.errors import CasesafeError
from casesafe.scan import keys, manifest
from casesafe.scan.manifest import Manifest, Record, output_lock
from casesafe.scan.results import Place

PRINT = "0" * 64
DAY_S = 86400
NOTE = b"Odile Marchetti came late."
PLACES = (
    Place(
        Finding(0, 5, "PERSON", Action.LABEL, 0.1 + 0.2, True, "names", "cue", "client", 0), 0, 1
    ),
    Place(Finding(7, 19, "US_SSN", Action.REDACT, 1.0, False, "government_ids", "ssn"), 3, 8),
)
NAMES = st.text(st.characters(), max_size=12)
FINDINGS = st.builds(
    lambda start, length, *rest: Finding(start, start + length, *rest),
    st.integers(0, 10**9),
    st.integers(1, 10**6),
    NAMES,
    st.sampled_from(Action),
    st.floats(0, 1),
    st.booleans(),
    NAMES,
    NAMES,
    st.none() | st.sampled_from(sorted(ROLES)),
    st.none() | st.integers(0, 10**6),
)
ANY_PLACES = st.lists(
    st.builds(Place, FINDINGS, st.integers(0, 10**6), st.integers(1, 10**6)), max_size=4
).map(tuple)

WRITER = """
import sys
from casesafe.scan.manifest import Manifest
with Manifest.open() as known:
    for number in range(int(sys.argv[2])):
        known.remember(f"{sys.argv[1]}/{number}.txt", b"x", "f", (), (str(number),))
        print(number, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, which subprocesses use as well."""
    monkeypatch.setenv(keys.CACHE_ENV, str(tmp_path / "cache"))
    return tmp_path / "cache"


def opened() -> Manifest:
    known = Manifest.open()
    assert known is not None
    return known


def writer(name: str, count: int) -> subprocess.Popen[str]:
    """Another process that remembers so many files."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(count)], stdout=subprocess.PIPE, text=True
    )


def number(name: str, count: int) -> int:
    """How many of that process's first files are remembered."""
    with opened() as known:
        found = [known.remembered(f"{name}/{n}.txt", b"x", "f") for n in range(count)]
    assert all(r is None or r.unread == (str(n),) for n, r in enumerate(found))
    return sum(r is not None for r in found)


def raw(folder: Path) -> bytes:
    """Every byte that lies in the cache folder, names included."""
    return b"".join(
        str(path.relative_to(folder)).encode() + path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    )


# --- what is remembered ---------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(places=ANY_PLACES, unread=st.lists(NAMES, max_size=3).map(tuple), data=st.binary())
def test_what_is_remembered_comes_back_exactly(
    folder: Path, places: tuple[Place, ...], unread: tuple[str, ...], data: bytes
) -> None:
    """Scores to the last bit, findings in the path included, in another run, too."""
    with opened() as known:
        known.remember("a.txt", data, PRINT, places, unread)
        assert known.remembered("a.txt", data, PRINT) == Record(places, unread)
    with opened() as known:
        assert known.remembered("a.txt", data, PRINT) == Record(places, unread)


def test_whatever_else_is_not_remembered(folder: Path) -> None:
    """Another path, content, fingerprint or output folder; a scan is no redaction."""
    out = folder.parent / "out"
    with opened() as known:
        known.remember("a.txt", NOTE, PRINT, PLACES)
        known.remember("b.txt", NOTE, PRINT, PLACES, (), out, b"[CLIENT] came late.")
        assert known.remembered("a.txt", NOTE, PRINT) is not None
        assert known.remembered("b.txt", NOTE, PRINT, out / "." / "x" / "..") is not None
        for asked in (
            ("a2.txt", NOTE, PRINT),
            ("a.txt", NOTE + b"\n", PRINT),
            ("a.txt", NOTE, PRINT.replace("0", "1")),
            ("a.txt", NOTE, PRINT, out),
            ("b.txt", NOTE, PRINT),
            ("b.txt", NOTE, PRINT, out / "x"),
        ):
            assert known.remembered(*asked) is None


def test_the_bytes_that_were_written_are_known_again(folder: Path) -> None:
    """And no others; a scan has written none."""
    out = folder.parent / "out"
    with opened() as known:
        known.remember("a.txt", NOTE, PRINT, PLACES, (), out, b"[CLIENT] came late.")
        record = known.remembered("a.txt", NOTE, PRINT, out)
        assert record is not None
        assert known.written(record, b"[CLIENT] came late.")
        assert not known.written(record, b"[CLIENT] came late")
        assert not known.written(Record(PLACES), b"")


def test_a_name_that_is_no_unicode_is_remembered(folder: Path) -> None:
    """As the system gives it: with lone surrogates."""
    with opened() as known:
        known.remember("caf\udce9.txt", NOTE, PRINT, PLACES)
        assert known.remembered("caf\udce9.txt", NOTE, PRINT) == Record(PLACES)
        assert known.remembered("caf\u00e9.txt", NOTE, PRINT) is None


def test_no_text_and_no_path_is_stored(folder: Path) -> None:
    """In no file of the cache folder, while the database is open and after."""
    out = folder.parent / "Okafor-out"
    with opened() as known, output_lock(out):
        known.remember("Okafor_Intake.txt", NOTE, PRINT, PLACES, ("cell 2",), out, b"Marchetti")
        known.remember("Okafor_Intake.txt", NOTE, PRINT, PLACES)
        before = raw(folder)
        assert "Okafor" not in repr(known)
    for stored in (before, raw(folder)):
        assert b"US_SSN" in stored
        assert not any(w in stored for w in (b"Okafor", b"Odile", b"Marchetti", b"out"))


def test_the_files_are_private(folder: Path) -> None:
    """The database and the files that SQLite keeps beside it."""
    with opened() as known:
        known.remember("a.txt", NOTE, PRINT, PLACES)
        modes = {p.name: p.stat().st_mode & 0o777 for p in folder.iterdir()}
    assert {"manifest.sqlite3", "manifest.sqlite3-wal", "cache.key"} <= modes.keys()
    if os.name == "posix":
        assert set(modes.values()) == {0o600}


# --- what goes wrong ------------------------------------------------------------------------------


def overwritten(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be one" * 100)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def of_another_version(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()


def without_table(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE records")
    database.close()


def linked(path: Path) -> None:
    elsewhere = path.parent.parent / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize(
    "harm", [overwritten, emptied, cut, of_another_version, without_table, linked]
)
def test_a_database_that_does_not_fit_is_built_anew(folder: Path, harm: object) -> None:
    """The run that meets it goes on; the next one remembers again."""
    with opened() as known:
        for n in range(50):
            known.remember(f"{n}.txt", NOTE, PRINT, PLACES)
    assert callable(harm)
    harm(folder / manifest.DATABASE)
    with opened() as known:
        found = [known.remembered(f"{n}.txt", NOTE, PRINT) for n in range(50)]
        assert None in found
        known.remember("a.txt", NOTE, PRINT, PLACES)
    with opened() as known:
        known.remember("b.txt", NOTE, PRINT, PLACES)
        assert known.remembered("b.txt", NOTE, PRINT) == Record(PLACES)


@pytest.mark.parametrize("seed", range(8))
def test_damage_within_is_never_taken_for_a_result(folder: Path, seed: int) -> None:
    """Bytes that were changed anywhere lose records, and change none; then it is built anew."""
    with opened() as known:
        for n in range(300):
            known.remember(f"{n}.txt", NOTE, PRINT, PLACES, (str(n),))
    path = folder / manifest.DATABASE
    content, dice = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(60):
        at = dice.randrange(4096, len(content) - 64)
        content[at : at + 64] = dice.randbytes(64)
    path.write_bytes(content)
    with opened() as known:
        found = [known.remembered(f"{n}.txt", NOTE, PRINT) for n in range(300)]
        assert all(r in (None, Record(PLACES, (str(n),))) for n, r in enumerate(found))
        assert None in found
        known.remember("a.txt", NOTE, PRINT, PLACES)
    with opened() as known:
        known.remember("b.txt", NOTE, PRINT, PLACES)
        assert known.remembered("b.txt", NOTE, PRINT) == Record(PLACES)


def test_a_record_under_another_key_is_not_believed(folder: Path) -> None:
    """Without the cache key nobody can say that a file is clean."""
    with opened() as known:
        known.remember("a.txt", NOTE, PRINT, PLACES)
        known.remember("clean.txt", NOTE, PRINT, ())
    with sqlite3.connect(folder / manifest.DATABASE) as database:
        values = [v for (v,) in database.execute("SELECT value FROM records")]
        for forged in values:
            database.execute("UPDATE records SET value = ? WHERE value != ?", (forged, forged))
    database.close()
    with opened() as known:
        found = [known.remembered(n, NOTE, PRINT) for n in ("a.txt", "clean.txt")]
        assert found in ([Record(PLACES), None], [None, Record(())])


def test_without_a_cache_folder_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caller goes on without; the output folder is not held then."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(keys.CACHE_ENV, str(tmp_path / "file/cache"))
    assert Manifest.open() is None
    with output_lock(tmp_path / "out"), output_lock(tmp_path / "out"):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_cache_folder_stops_nothing(folder: Path) -> None:
    """With a database in it or without."""
    folder.mkdir(mode=0o500)
    assert Manifest.open() is None
    folder.chmod(0o700)
    opened().close()
    folder.chmod(0o500)
    assert Manifest.open() is None


# --- processes and time ---------------------------------------------------------------------------


def test_two_processes_at_once_lose_nothing(folder: Path) -> None:
    """They start together, without a key or a database."""
    processes = [writer("one", 300), writer("two", 300)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    assert number("one", 300) == number("two", 300) == 300


def test_what_was_remembered_survives_a_kill(folder: Path) -> None:
    """Every record that the process went on from is there."""
    with writer("one", 10**6) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "200\n":
            pass
        process.kill()
        told = 201 + process.stdout.read().count("\n")
    assert number("one", told) == told


def test_old_records_are_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that no run used for long; use keeps a record."""
    with opened() as known:
        for name in ("used.txt", "old.txt"):
            known.remember(name, NOTE, PRINT, PLACES)
    later = time.time() + DAY_S * manifest.KEPT_DAYS
    monkeypatch.setattr(time, "time", lambda: later)
    with opened() as known:
        assert known.remembered("used.txt", NOTE, PRINT) is not None
    later += DAY_S
    with opened() as known:
        known.remember("new.txt", NOTE, PRINT, PLACES)
    with opened() as known:
        found = [known.remembered(f"{n}.txt", NOTE, PRINT) for n in ("used", "old", "new")]
    assert [r is not None for r in found] == [True, False, True]


def test_only_so_many_records_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go first; those of today stay, or a large folder would never be remembered."""
    monkeypatch.setattr(manifest, "KEPT_RECORDS", 3)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    for day in range(2):
        with opened() as known:
            for n in range(5):
                known.remember(f"{day}/{n}.txt", NOTE, PRINT, PLACES)
        now += DAY_S
    now -= DAY_S
    with opened() as known:
        for day, kept in ((0, 0), (1, 5)):
            found = [known.remembered(f"{day}/{n}.txt", NOTE, PRINT) for n in range(5)]
            assert sum(r is not None for r in found) == kept


def test_forgetting_leaves_nothing(folder: Path) -> None:
    """Not even in the pages that SQLite keeps for later."""
    with opened() as known:
        for n in range(300):
            known.remember(f"{n}.txt", NOTE, PRINT, PLACES)
        known.forget()
        assert b"US_SSN" not in raw(folder)
        assert len(raw(folder)) < 100_000
        assert known.remembered("0.txt", NOTE, PRINT) is None
        known.remember("a.txt", NOTE, PRINT, PLACES)
        assert known.remembered("a.txt", NOTE, PRINT) is not None


# --- the output folder ----------------------------------------------------------------------------

HOLDER = """
import sys
import time
from pathlib import Path
from casesafe.scan.manifest import output_lock
with output_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_an_output_folder_is_held_by_one_run(folder: Path, tmp_path: Path) -> None:
    """Until that run ends, and if it is killed, too; other folders are free."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "out")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with output_lock(tmp_path / "other"):
        pass
    with (
        pytest.raises(CasesafeError, match="another run of casesafe") as caught,
        output_lock(tmp_path / "x" / ".." / "out"),
    ):
        pass
    assert caught.value.__context__ is None
    holder.kill()
    holder.communicate()
    with output_lock(tmp_path / "out"):
        pass
