"""What earlier runs found, remembered in SQLite: for resuming a batch, and for a quick second run.

The database holds neither text nor paths: its keys are HMACs under the user's cache key, its values
numbers, entity types and rule names. It is a cache: whatever is wrong with it, the caller goes on
without it. A record that was changed is not believed, for each is sealed with the cache key.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from casesafe.core.finding import Action, Finding
from casesafe.errors import CasesafeError
from casesafe.scan.keys import cache_folder, cache_key, digest, private_folder
from casesafe.scan.results import Place

DATABASE = "manifest.sqlite3"
#: Of the table and of the records; another one is not read but built anew.
SCHEMA = 1
#: A record that was not used for so many days is removed.
KEPT_DAYS = 90
#: So many records stay, and more only if they were all used today.
KEPT_RECORDS = 200_000
_SEAL = 16
_BUSY_S = 10.0
_TABLE = """
CREATE TABLE records (key BLOB PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX records_by_day ON records (day);
"""


@dataclass(frozen=True, slots=True)
class Record:
    """What was found in one file. It holds no text.

    Args:
        places: The findings, those in the path first.
        unread: Parts of the file that were not read.
        output: For a redaction, the HMAC of the bytes written, in hex; see `Manifest.written`.
    """

    places: tuple[Place, ...] = ()
    unread: tuple[str, ...] = ()
    output: str | None = None


class Manifest:
    """The records of earlier runs. Made by `open`; used in one thread, closed at the end.

    Every record is committed at once (0.05 ms): it survives the death of the process, though not
    always a power cut. Any number of processes may use one database.
    """

    def __init__(self, folder: Path, key: bytes, database: sqlite3.Connection) -> None:
        self._folder = folder
        self._key = key
        self._database: sqlite3.Connection | None = database
        self._today = int(time.time() // 86400)
        self._used: list[bytes] = []
        self._grown = False

    def __repr__(self) -> str:
        return "Manifest()"

    @classmethod
    def open(cls, folder: Path | None = None) -> Manifest | None:
        """Open the database, made where needed; None if the cache cannot be used.

        Args:
            folder: Another folder than `cache_folder()`.
        """
        folder = folder or cache_folder()
        key = cache_key(folder)
        if key is None:
            return None
        database = _connected(folder / DATABASE) or _built(folder / DATABASE)
        return cls(folder, key, database) if database is not None else None

    def __enter__(self) -> Manifest:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def remembered(
        self, path: str, data: bytes, fingerprint: str, out: Path | None = None
    ) -> Record | None:
        """Return what was found in a file of this path and content, or None.

        Args:
            path: As findings in it were looked for.
            data: The file's content.
            fingerprint: Of everything else that decides the result.
            out: For a redaction, its output folder; without it, what a scan found.
        """
        key = self._record_key(path, data, fingerprint, out)
        rows = self._do("SELECT day, value FROM records WHERE key = ?", key)
        if not rows:
            return None
        day, value = rows[0]
        record = self._unsealed(key, value)
        if record is not None and day != self._today:
            self._used.append(key)
        return record

    def remember(
        self,
        path: str,
        data: bytes,
        fingerprint: str,
        places: tuple[Place, ...],
        unread: tuple[str, ...] = (),
        out: Path | None = None,
        output: bytes | None = None,
    ) -> None:
        """Remember what was found in a file; the next run is told it by `remembered`.

        If it cannot be written (a full disk), it is not remembered, and nothing else happens.

        Args:
            path: As findings in it were looked for.
            data: The file's content.
            fingerprint: Of everything else that decides the result.
            places: The findings, those in the path first.
            unread: Parts of the file that were not read.
            out: For a redaction, its output folder.
            output: For a redaction, the bytes that are written there.
        """
        key = self._record_key(path, data, fingerprint, out)
        written = None if output is None else self._output_digest(output)
        value = self._sealed(key, Record(places, unread, written))
        self._do("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", key, self._today, value)
        self._grown = True

    def written(self, record: Record, data: bytes) -> bool:
        """Whether these are the bytes that a redaction wrote."""
        return record.output is not None and record.output == self._output_digest(data)

    def forget(self) -> None:
        """Remove every record, and the room that they took."""
        self._used.clear()
        self._do("DELETE FROM records")
        self._do("VACUUM")
        self._do("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Note which records were used, remove old ones where new ones came, and close."""
        if self._used:
            self._do("BEGIN IMMEDIATE")
            for key in self._used:
                self._do("UPDATE records SET day = ? WHERE key = ?", self._today, key)
            self._do("COMMIT")
        if self._grown:
            self._prune()
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    # --- the database -----------------------------------------------------------------------------

    def _do(self, statement: str, *values: bytes | int) -> list[tuple[int, bytes]]:
        """Run a statement; a database that turns out to be damaged is left, and built anew."""
        if self._database is None:
            return []
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.OperationalError:
            return []
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = _built(self._folder / DATABASE, damaged=True)
        return []

    def _prune(self) -> None:
        self._do("DELETE FROM records WHERE day < ?", self._today - KEPT_DAYS)
        rows = self._do("SELECT count(*), x'' FROM records")
        surplus = rows[0][0] - KEPT_RECORDS if rows else 0
        if surplus > 0:
            self._do(
                "DELETE FROM records WHERE key IN "
                "(SELECT key FROM records WHERE day < ? ORDER BY day LIMIT ?)",
                self._today,
                surplus,
            )

    # --- records ----------------------------------------------------------------------------------

    def _record_key(self, path: str, data: bytes, fingerprint: str, out: Path | None) -> bytes:
        if out is None:
            return digest(self._key, "scan", path, data, fingerprint)
        return digest(self._key, "redact", path, data, fingerprint, _same(out))

    def _output_digest(self, data: bytes) -> str:
        return digest(self._key, "output", data).hex()

    def _sealed(self, key: bytes, record: Record) -> bytes:
        places = [_packed(p) for p in record.places]
        value = json.dumps([places, record.unread, record.output], separators=(",", ":")).encode()
        return digest(self._key, "record", key, value)[:_SEAL] + value

    def _unsealed(self, key: bytes, sealed: bytes) -> Record | None:
        seal, value = sealed[:_SEAL], sealed[_SEAL:]
        if seal != digest(self._key, "record", key, value)[:_SEAL]:
            return None
        places, unread, output = json.loads(value)
        return Record(tuple(_unpacked(p) for p in places), tuple(unread), output)


def _packed(place: Place) -> list[object]:
    f = place.finding
    return [
        place.line, place.column, f.start, f.end, f.entity_type, f.action.value, float(f.score),
        f.sure, f.recognizer, f.rule, f.role, f.person,
    ]  # fmt: skip


def _unpacked(packed: list[object]) -> Place:
    line, column, start, end, entity_type, action, *rest = packed
    finding = Finding(start, end, entity_type, Action(action), *rest)  # type: ignore[arg-type]
    return Place(finding, line, column)  # type: ignore[arg-type]


def _same(folder: Path) -> str:
    """One text for one folder, however it is written."""
    return os.path.normcase(folder.resolve())


# --- opening and building -------------------------------------------------------------------------


def _connected(path: Path) -> sqlite3.Connection | None:
    """Open a database that is as it should be; None for any other."""
    if path.is_symlink() or not path.is_file():
        return None
    database = None
    with suppress(sqlite3.Error):
        # Without isolation level, each statement is committed by itself.
        database = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
        database.execute("PRAGMA synchronous = NORMAL")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if version == SCHEMA and tables:
            return database
    if database is not None:
        database.close()
    return None


def _built(path: Path, *, damaged: bool = False) -> sqlite3.Connection | None:
    """Build the database anew under a lock; None if that cannot be done.

    Args:
        path: Of the database.
        damaged: Whether what is there is known to be useless, though it looks sound.
    """
    from filelock import FileLock

    # Another process may hold an old file open (Windows), or the disk be full or read-only.
    with suppress(sqlite3.Error, OSError, NotImplementedError):
        private_folder(path.parent)
        with FileLock(path.with_suffix(".lock"), timeout=_BUSY_S, mode=0o600):
            # Another process may have built it meanwhile.
            database = None if damaged else _connected(path)
            if database is not None:
                return database
            new = path.with_name(path.name + ".new")
            for name in (new.name, path.name):
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(name + suffix).unlink(missing_ok=True)
            _build(new)
            os.replace(new, path)
            return _connected(path)
    return None


def _build(path: Path) -> None:
    # SQLite gives its other files the mode of this one.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript(f"BEGIN; {_TABLE} PRAGMA user_version = {SCHEMA}; COMMIT;")
    finally:
        database.close()


@contextmanager
def output_lock(out: Path) -> Iterator[None]:
    """Hold an output folder for this run; the system lets go of it when the process ends.

    Without a cache folder nothing is held. Two users of one machine do not see each other.

    Raises:
        CasesafeError: if another run writes to the folder.
    """
    from filelock import FileLock, Timeout

    folder = cache_folder()
    key = cache_key(folder)
    lock = None
    taken = False
    if key is not None:
        name = digest(key, "lock", _same(out)).hex()[:32]
        with suppress(OSError, NotImplementedError):
            private_folder(folder / "locks")
            lock = FileLock(folder / "locks" / f"{name}.lock", mode=0o600)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                taken = True
    if taken:
        raise CasesafeError(
            f"another run of casesafe is writing to {out}; wait until it has ended, or name "
            "another folder with --out"
        )
    try:
        yield
    finally:
        if lock is not None:
            lock.release()
