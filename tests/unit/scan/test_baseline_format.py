"""The baseline's file: its layout, what is refused, and merging it with git."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casesafe.errors import BaselineError
from casesafe.scan.baseline import BASELINE_NAME, Baseline, Occurrence, accept
from casesafe.scan.keys import key_id

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
NAME, PHONE = "Odalys Ferreira-Bunt", "413-555-0138"


def at(path: str, surface: str, kind: str = "PERSON") -> Occurrence:
    return Occurrence(path, path, kind, surface, False, 3, 7)


def accepted(*occurrences: Occurrence) -> Baseline:
    return accept(Baseline(KEY), occurrences, "a fictional example")


def test_the_file_holds_no_accepted_value(tmp_path: Path) -> None:
    """One entry a line, JSON, and nothing that a value could be read from."""
    baseline = accepted(at("notes/b \u00e9.md", NAME), at("notes/a.md", PHONE, "PHONE_NUMBER"))
    data = baseline.to_bytes()
    path = tmp_path / BASELINE_NAME
    path.write_bytes(data)
    assert Baseline.load(path, KEY) == baseline
    assert Baseline.read_key_id(path) == key_id(KEY)
    assert Baseline.read_key_id(tmp_path / "none.json") is None
    lines = data.decode().split("\n")
    assert lines[:4] == [
        "{",
        '"casesafe-baseline": 1,',
        f'"key": "{key_id(KEY)}",',
        '"entries": [',
    ]
    assert [json.loads(row.rstrip(","))["path"] for row in lines[4:6]] == [
        "notes/a.md",
        "notes/b \u00e9.md",
    ]
    assert lines[6:] == ["{}", "]", "}", ""]
    for part in ("odalys", "ferreira", "bunt", "413", "0138", "555"):
        assert part not in "".join(row.split('"digest"')[0] for row in lines).lower()
        assert part not in repr(baseline).lower()


def test_another_layout_of_the_same_json_is_read() -> None:
    """A formatter or Windows line ends do no harm, and the next writing is as ever."""
    baseline = accepted(at("a.md", NAME), at("b.md", NAME))
    tree = json.loads(baseline.to_bytes())
    for data in (
        json.dumps(tree, indent=2, sort_keys=True).encode("utf-8-sig"),
        baseline.to_bytes().replace(b"\n", b"\r\n"),
        json.dumps({**tree, "entries": tree["entries"][1::-1]}).encode(),
    ):
        assert Baseline.parse(data, KEY).to_bytes() == baseline.to_bytes()


GOOD = accepted(at("a.md", NAME), at("b.md", NAME)).to_bytes().decode()
ROWS = GOOD.split("\n")


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (GOOD.replace('"key"', "key"), 3, "not valid JSON"),
        (GOOD[:-4], 8, "not valid JSON"),
        ("", 1, "not valid JSON"),
        ("[" * 100_000, 0, "not valid JSON"),
        ("{}", 1, "not a baseline"),
        (GOOD.replace("baseline", "basement"), 1, "not a baseline"),
        (GOOD.replace(": 1", ": 2"), 1, "version"),
        (GOOD.replace(": 1", ": true"), 1, "version"),
        (GOOD.replace("{\n", '{"Odalys": 1,\n', 1), 1, "unknown, repeated or missing key"),
        (GOOD.replace('"key"', '"key": "x", "key"', 1), 1, "unknown, repeated or missing key"),
        (GOOD.replace(key_id(KEY), "Odalys"), 3, "not the id of a key"),
        (GOOD.replace(key_id(KEY), key_id(OTHER_KEY)), 3, "written with the key"),
        (GOOD.replace('"path": "b.md"', '"path": "b.md", "Odalys": "x"'), 6, "has the keys"),
        (GOOD.replace('"path": "b.md"', '"path": "b.md", "path": "x"'), 6, "has the keys"),
        (GOOD.replace('"path": "b.md"', '"path": "b.md", "scope": "repo"'), 6, "has the keys"),
        (GOOD.replace('"path": "b.md"', '"scope": "file"'), 6, "scope"),
        (GOOD.replace('"PERSON"', '"Odalys"', 1), 5, "not an entity type"),
        (GOOD.replace('"PERSON"', "7", 1), 5, "no text"),
        (GOOD.replace('"a fictional example"', '" "', 1), 5, "no text"),
        (GOOD.replace('"digest": "', '"digest": "x', 1), 5, "damaged"),
        (GOOD.replace("a fictional", "a\\u001bfictional", 1), 5, "cannot be printed"),
        ("\n".join([*ROWS[:5], ROWS[4], *ROWS[5:]]), 6, "stands twice"),
        ("\n".join([*ROWS[:4], "7,", *ROWS[4:]]), 5, "has the keys"),
        ("\n".join([*ROWS[:4], "<<<<<<< HEAD", *ROWS[4:]]), 5, "merge conflict"),
        ("\n".join([*ROWS[:5], ">>>>>>> b", *ROWS[5:]]), 6, "merge conflict"),
    ],
)
def test_what_is_no_baseline_is_an_error_at_a_line(data: str, line: int, problem: str) -> None:
    """It names the file and the line and repeats nothing of it; no cause leads to the text."""
    with pytest.raises(BaselineError) as caught:
        Baseline.parse(data.encode(), KEY)
    place = f"{BASELINE_NAME}:{line}: " if line else f"{BASELINE_NAME}: "
    assert str(caught.value).startswith(place)
    assert problem in str(caught.value)
    assert "Odalys" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A folder of that name, no file, and bytes that are no UTF-8."""
    with pytest.raises(BaselineError, match="cannot be read"):
        Baseline.load(tmp_path / "none.json", KEY)
    with pytest.raises(BaselineError, match="cannot be read"):
        Baseline.read_key_id(tmp_path)
    with pytest.raises(BaselineError, match=":2: not UTF-8"):
        Baseline.parse(b"{\n\xff", KEY)


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_a_baseline_or_an_error_of_one(junk: bytes) -> None:
    """Also in the middle of a good file."""
    half = len(GOOD) // 2
    for data in (junk, GOOD[:half].encode() + junk + GOOD[half:].encode()):
        with suppress(BaselineError):
            assert Baseline.parse(data, KEY).key_id == key_id(KEY)


# --- merging --------------------------------------------------------------------------------------


class Repo:
    """A git repository with a baseline on its branch `main`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / BASELINE_NAME
        self.git("init", "-q", "-b", "main")

    def git(self, *args: str, status: int = 0) -> str:
        env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "Test" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "test@example.org" for who in ("AUTHOR", "COMMITTER")},
        }
        done = subprocess.run(
            ["git", *args], cwd=self.root, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
        return done.stdout

    def read(self) -> Baseline:
        return Baseline.load(self.file, KEY)

    def commit(self, branch: str, baseline: Baseline, note: str = "") -> None:
        """Commit the baseline, and a note's text, on a branch that starts at `main`."""
        if branch != "main":
            self.git("checkout", "-q", "-b", branch, "main")
        self.file.write_bytes(baseline.to_bytes())
        if note:
            (self.root / "note.md").write_text(note, encoding="utf-8", newline="\n")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", branch)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path)


def test_moved_lines_leave_the_baseline_as_it_is(repo: Repo) -> None:
    """rep-067: lines added above and below on two branches, `create` again: nothing to merge."""
    note = [f"Line {i}." for i in range(9)]
    note[4] = f"Seen with {NAME}."
    text = "\n".join(note) + "\n"
    line = Occurrence("note.md", "note.md", "PERSON", NAME, False, 5, 11)
    repo.commit("main", accept(Baseline(KEY), [line]), text)
    data = repo.file.read_bytes()
    moved = Occurrence("note.md", "note.md", "PERSON", NAME, False, 15, 11)
    repo.commit("a", accept(repo.read(), [moved]), "A harmless line.\n" * 10 + text)
    assert repo.file.read_bytes() == data
    repo.commit("b", accept(repo.read(), [line]), text + "Another line.\n" * 10)
    assert repo.file.read_bytes() == data
    repo.git("merge", "-q", "a")
    assert repo.file.read_bytes() == data
    assert repo.read().accepts("note.md", "PERSON", NAME) is not None
    assert NAME.encode() not in data


OLD = [at("b.md", NAME), at("d.md", NAME)]


@pytest.mark.parametrize(
    ("first", "second"),
    [("a.md", "c.md"), ("a.md", "e.md"), ("c.md", "e.md"), ("c.md", "a.md")],
)
def test_entries_added_at_different_places_merge(repo: Repo, first: str, second: str) -> None:
    """With one entry between them, also at the ends of the list: the merge is what `create` writes."""
    repo.commit("main", accepted(*OLD))
    repo.commit("a", accepted(*OLD, at(first, NAME)))
    repo.commit("b", accepted(*OLD, at(second, PHONE, "PHONE_NUMBER")))
    repo.git("merge", "-q", "a")
    both = accepted(*OLD, at(first, NAME), at(second, PHONE, "PHONE_NUMBER"))
    assert repo.file.read_bytes() == both.to_bytes()


def test_one_branch_accepts_and_another_prunes(repo: Repo) -> None:
    """What was taken out stays out."""
    old = [*OLD, at("f.md", NAME)]
    repo.commit("main", accepted(*old))
    repo.commit("a", accepted(*old[1:]))
    repo.commit("b", accepted(*old, at("e.md", NAME)))
    repo.git("merge", "-q", "a")
    assert repo.file.read_bytes() == accepted(*old[1:], at("e.md", NAME)).to_bytes()


def test_the_same_entry_on_both_branches_is_one_entry(repo: Repo) -> None:
    """No conflict, and nothing twice."""
    repo.commit("main", accepted())
    both = accepted(*OLD)
    repo.commit("a", both)
    repo.commit("b", both)
    repo.git("merge", "-q", "a")
    assert repo.file.read_bytes() == both.to_bytes()


def test_a_conflict_is_solved_by_deleting_the_markers(repo: Repo) -> None:
    """Two entries at one place: the error says so, and both lines together are valid."""
    repo.commit("main", accepted())
    repo.commit("a", accepted(at("a.md", NAME)))
    repo.commit("b", accepted(at("b.md", NAME)))
    repo.git("merge", "-q", "a", status=1)
    with pytest.raises(BaselineError, match=r":5: left in a merge conflict: keep the entry lines"):
        repo.read()
    with pytest.raises(BaselineError, match=r":5: left in a merge conflict"):
        Baseline.read_key_id(repo.file)
    kept = [
        row
        for row in repo.file.read_text(encoding="utf-8").splitlines()
        if not row.startswith(("<<<<<<<", "=======", ">>>>>>>"))
    ]
    repo.file.write_text("\n".join(kept), encoding="utf-8")
    assert repo.read() == accepted(at("a.md", NAME), at("b.md", NAME))
