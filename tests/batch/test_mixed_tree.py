"""A folder as practices have them: every format, and what breaks; one bad file stops nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="names and links of POSIX")

LFS = (
    "version https://git-lfs.github.com/spec/v1\n"
    "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
)
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["Client: Imani Sutter\n"]},
        {
            "cell_type": "code", "execution_count": 1, "metadata": {}, "source": ["print(name)"],
            "outputs": [{"output_type": "stream", "name": "stdout", "text": ["Imani Sutter\n"]}],
        },
    ],
    "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
}  # fmt: skip
#: Name -> content of what is read, whatever is in it.
READ: dict[str, bytes] = {
    "plain.txt": b"Client: Adaeze Okafor\n",
    "crlf.txt": b"Client: Adaeze Okafor\r\nMs. Okafor came.\r\n",
    "no end.md": b"# Plan\n\nMs. Okafor will call 413-555-0142.",
    "front.md": b"---\nclient: Adaeze Okafor\n---\n\n| a | b |\n|---|---|\n| Okafor | 1 |\n",
    "mark.txt": b"\xef\xbb\xbfDr. Abara called.\n",
    "le.txt": b"\xff\xfe" + "Dr. Abara called.\r\n".encode("utf-16-le"),
    "be.txt": b"\xfe\xff" + "Dr. Abara called.\n".encode("utf-16-be"),
    "table.csv": b'name,phone\r\n"Sutter, Imani",413-555-0119\r\n',
    "table.tsv": b"name\tphone\nImani Sutter\t413-555-0119\n",
    "one.json": b'{"client": "Imani Sutter", "n": [1, 2.50, null]}',
    "lines.jsonl": b'{"client": "Imani Sutter"}\n{"note": "Sleep is fair."}\n',
    "book.ipynb": json.dumps(NOTEBOOK, indent=1).encode(),
    "unknown.note": b"Client: Adaeze Okafor\n",
    "no suffix": b"Client: Adaeze Okafor\n",
    "NOTE.TXT": b"Mr. Briggs came.\n",
    "code.py": b'AUTHOR = "Dr. Abara"\n',
    "empty.txt": b"",
    "empty.csv": b"",
    "blank.md": b"\n \n",
    ".hidden.txt": b"Client: Ellery Briggs\n",
    ".hidden/deep.txt": b"Mr. Briggs came.\n",
    "Okafor_Intake_2024-03-04.txt": b"Ms. Okafor came.\n",
    "Briggs_Intake.txt": b"Mr. Briggs came.\n",
    "Okafor/plan.md": b"Sleep is fair.\n",
    "line\nbreak.txt": b"Dr. Abara called.\n",
    "\U0001f600 mood.txt": b"Dr. Abara called.\n",
    "caf\u00e9 M\u00fcnchen.txt": b"Sleep is fair.\n",
    "/".join(["deep"] * 60) + "/end.txt": b"Dr. Abara called.\n",
}
#: Name -> content of what cannot be read.
FAILING: dict[str, bytes] = {
    "letter.docx": b"PK\x03\x04",
    "letter.pdf": b"%PDF-1.7",
    "photo.png": b"\x89PNG\r\n\x1a\n",
    "scan as text.txt": b"%PDF-1.7 Adaeze Okafor",
    "latin.txt": b"Caf\xe9, Ms. Okafor\n",
    "nul.txt": b"Ms. Okafor\0\n",
    "broken.json": b'{"client": "Adaeze Okafor"',
    "broken.ipynb": b'{"cells": [',
    "pointer.md": LFS.encode(),
}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """The folder, with links, a pipe, and what git and macOS leave in it."""
    root = tmp_path / "mixed"
    for name, data in {**READ, **FAILING}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / ".git").mkdir()
    (root / ".git" / "HEAD").write_text("ref: refs/heads/Okafor\n", encoding="utf-8")
    (root / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (root / "linked.txt").symlink_to("plain.txt")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe")
    return root


def test_one_bad_file_never_stops_the_rest(runs: Any, mixed: Path) -> None:
    """Every file is told of once, in order; the counts add up alike in every format."""
    reports = {}
    for form in ("text", "json", "jsonl", "sarif"):
        done = runs.run("scan", mixed, "--format", form, "--workers", "1")
        assert done.status == 3
        reports[form] = done
        for said in (done.out, done.err):
            assert "Okafor" not in said
            assert "Sutter" not in said
    document = json.loads(reports["json"].out)
    lines = [json.loads(line) for line in reports["jsonl"].out.splitlines()]
    sarif = json.loads(reports["sarif"].out)["runs"][0]
    counts = document["counts"]
    assert counts["discovered"] == counts["scanned"] + counts["skipped"] + counts["failed"]
    assert counts["scanned"] == len(READ)
    assert counts["failed"] == len(FAILING) + 1  # the pipe
    assert counts["skipped"] >= 4
    assert lines[-1]["counts"] == counts == sarif["properties"]["counts"]
    assert [line["path"] for line in lines[:-1]] == [f["path"] for f in document["files"]]
    assert len(document["files"]) == counts["discovered"]
    assert len(sarif["results"]) == counts["findings"]
    assert len(sarif["invocations"][0]["toolExecutionNotifications"]) == counts["failed"]
    assert (
        f"{counts['discovered']} files discovered = {counts['scanned']} scanned + "
        f"{counts['skipped']} skipped + {counts['failed']} failed; {counts['findings']} findings"
    ) in reports["text"].out
    assert all(f["reason"] for f in document["files"] if f["status"] != "scanned")
    assert not any(f["findings"] for f in document["files"] if f["status"] == "skipped")


def test_a_mixed_tree_is_redacted_and_then_clean(runs: Any, mixed: Path, tmp_path: Path) -> None:
    """What can be read is written, its form kept; a scan of it is clean; again, nothing changes."""
    out, again = tmp_path / "out", tmp_path / "again"
    originals = runs.tree(mixed)
    done = runs.run("redact", mixed, "--out", out)
    assert done.status == 3
    assert runs.tree(mixed) == originals
    written = runs.whole(out)
    assert len(written) == len(READ)
    for name, data in written.items():
        for word in ("Okafor", "Briggs", "Abara", "Sutter", "413-555"):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(encoding) not in data, name
            assert word not in name
    assert written["crlf.txt"] == b"Client: [CLIENT]\r\nMs. [CLIENT] came.\r\n"
    assert written["mark.txt"].startswith(b"\xef\xbb\xbfDr. [")
    assert written["le.txt"].decode("utf-16").startswith("Dr. [")
    assert written["le.txt"].startswith(b"\xff\xfe")
    assert written["be.txt"].startswith(b"\xfe\xff")
    assert written["empty.txt"] == b""
    assert json.loads(written["one.json"])["n"] == [1, 2.5, None]
    assert b"2.50" in written["one.json"]
    assert len(json.loads(written["book.ipynb"])["cells"]) == 2
    assert {"[PERSON]_Intake_[DATE].txt", "[PERSON]_Intake.txt", "[PERSON]/plan.md"} <= set(written)
    scanned = runs.run("scan", out)
    assert (scanned.status, scanned.err) == (0, "")
    assert runs.run("redact", out, "--out", again).status == 0
    assert runs.tree(again) == runs.tree(out)


def _folder(root: Path, files: dict[str, bytes]) -> Path:
    root.mkdir()
    for name, data in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_rep_071_encodings_are_kept_or_named(runs: Any, tmp_path: Path) -> None:
    """The same note in four encodings: three read and written in theirs, the last is told of."""
    note = "Intake.\r\nClient: Fenella Okpara\r\nSleep is fair.\r\n"
    encodings: dict[str, Callable[[str], bytes]] = {
        "a.txt": lambda text: text.encode("utf-8"),
        "b.txt": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
        "c.txt": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        "d.txt": lambda text: text.encode("utf-16-le"),
    }
    folder = _folder(tmp_path / "dir", {name: e(note) for name, e in encodings.items()})
    done = runs.run("scan", folder, "--format", "json")
    assert done.status == 3
    files = json.loads(done.out)["files"]
    assert [f["status"] for f in files] == ["scanned"] * 3 + ["failed"]
    assert files[0]["findings"] == files[1]["findings"] == files[2]["findings"] != []
    assert "--encoding" in files[3]["reason"]
    out = tmp_path / "out"
    assert runs.run("redact", folder, "--out", out).status == 3
    expected = note.replace("Fenella Okpara", "[CLIENT]")
    assert runs.tree(out) == {
        name: encodings[name](expected) for name in ("a.txt", "b.txt", "c.txt")
    }
    told = runs.run("redact", folder / "d.txt", "--encoding", "utf-16-le", "--out", tmp_path / "d")
    assert told.status == 0
    assert (tmp_path / "d" / "d.txt").read_bytes() == encodings["d.txt"](expected)


def test_rep_073_what_is_not_read_is_never_taken_for_clean(runs: Any, tmp_path: Path) -> None:
    """Empty and one-byte documents, a text called PDF, a locked file: each with its reason."""
    folder = _folder(
        tmp_path / "dir",
        {
            "good.txt": b"Client: Lazarus Quint\n",
            "a.docx": b"",
            "b.docx": b"x",
            "c.pdf": b"Client: Lazarus Quint\n",
            "locked.txt": b"Client: Lazarus Quint\n",
        },
    )
    (folder / "locked.txt").chmod(0o000)
    try:
        text = runs.run_as_user("scan", folder)
        as_json = runs.run_as_user("scan", folder, "--format", "json")
    finally:
        (folder / "locked.txt").chmod(0o600)
    assert (text.status, as_json.status) == (3, 3)
    assert "5 files discovered = 1 scanned + 0 skipped + 4 failed; 1 finding" in text.out
    assert "dir/good.txt:1:9: PERSON" in text.out
    for name in ("a.docx", "b.docx", "c.pdf", "locked.txt"):
        assert f"dir/{name}: not scanned: " in text.err
    document = json.loads(as_json.out)
    assert document["counts"]["discovered"] == 5
    reasons = {f["path"]: f["reason"] for f in document["files"] if f["status"] == "failed"}
    assert sorted(reasons) == ["dir/a.docx", "dir/b.docx", "dir/c.pdf", "dir/locked.txt"]
    assert reasons["dir/locked.txt"] == "cannot be read: Permission denied"


def test_rep_075_no_output_takes_another_notes_name(runs: Any, tmp_path: Path) -> None:
    r"""`a/b.txt`, `a\b.txt`, `case.txt`, `Case.txt`, `case.md`: five outputs, each of its own."""
    names = ("a/b.txt", "a\\b.txt", "case.txt", "Case.txt", "case.md")
    people = ("Abara", "Okafor", "Briggs", "Sutter", "Ferreira")
    texts = {
        name: f"Marker {n}. Dr. {person} called.\n".encode()
        for n, (name, person) in enumerate(zip(names, people, strict=True))
    }
    folder = _folder(tmp_path / "dir", texts)
    if len([p for p in folder.rglob("*") if p.is_file()]) < 5:
        pytest.skip("this file system does not tell these names apart")
    out = tmp_path / "out"
    done = runs.run("redact", folder, "--out", out)
    assert done.status == 0
    written = runs.whole(out)
    assert sorted(written) == sorted(names)
    for n, name in enumerate(names):
        assert written[name].startswith(f"Marker {n}. Dr. [".encode())


def test_rep_077_a_big_note_is_read_whole_or_told_of(runs: Any, tmp_path: Path) -> None:
    """6 MB: both ends are found; under a limit it is named with size and limit, status 3."""
    harmless = "The hour was spent on the empty chair and on sleep.\n" * 120_000
    big = f"Client: Seraphina Dowd\n{harmless}Call 413-555-0119.\n"
    folder = _folder(tmp_path / "dir", {"big.txt": big.encode(), "NOTE.TXT": b"Mr. Briggs came.\n"})
    done = runs.run("scan", folder, "--format", "json")
    assert done.status == 1
    small, whole = json.loads(done.out)["files"]
    assert [f["entity_type"] for f in whole["findings"]] == ["PERSON", "PHONE_NUMBER"]
    assert [f["line"] for f in whole["findings"]] == [1, 120_002]
    assert [f["entity_type"] for f in small["findings"]] == ["PERSON"]
    limited = runs.run("scan", folder, "--max-bytes", "5000000")
    assert limited.status == 3
    assert f"dir/big.txt: not scanned: {len(big)} bytes, over the limit of 5000000" in limited.err
    assert "2 files discovered = 1 scanned + 0 skipped + 1 failed; 1 finding" in limited.out
