"""The part of a commit message file that will be committed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from casesafe.errors import NoteDecodeError
from casesafe.scan.staged import message_text

if TYPE_CHECKING:
    from conftest import Repo

CUT = " ------------------------ >8 ------------------------\n"


def read(repo: Repo, text: str) -> list[str]:
    """Return the lines that are read, blanked ones empty; every character keeps its place."""
    found = message_text(text.encode(), repo.root)
    assert len(found) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, found, strict=True))
    return [line.rstrip() for line in found.split("\n")]


def test_comments_are_left_out_of_an_edited_message(repo: Repo) -> None:
    """Line for line; a comment character within a line is no comment."""
    text = "Title #1\n\n# On branch Okafor\nBody\n #kept\n#\n"
    assert read(repo, text) == ["Title #1", "", "", "Body", " #kept", "", ""]


def test_comments_are_read_where_no_editor_ran(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `-m` git keeps them; so git's `:` as editor makes them a part of the message."""
    monkeypatch.setenv("GIT_EDITOR", ":")
    text = "Title\n\n#12 Okafor\n#" + CUT + "# x\nbelow\n"
    assert read(repo, text) == text.split("\n")


@pytest.mark.parametrize(
    ("cleanup", "editor", "kept"),
    [
        ("default", "vi", ["Title", "", "below"]),
        ("strip", "vi", ["Title", "", "below"]),
        ("strip", ":", ["Title", "", "below"]),
        ("whitespace", "vi", ["Title", "# comment", "below"]),
        ("verbatim", "vi", ["Title", "# comment", "below"]),
        ("scissors", "vi", ["Title", "# comment", ""]),
        ("scissors", ":", ["Title", "# comment", "below"]),
        ("", "vi", ["Title", "", "below"]),
    ],
)
def test_cleanup_is_respected(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, cleanup: str, editor: str, kept: list[str]
) -> None:
    """Scissors without a comment of git's below them cut only where the setting says so."""
    repo.git("config", "commit.cleanup", cleanup)
    monkeypatch.setenv("GIT_EDITOR", editor)
    lines = read(repo, "Title\n# comment\n#" + CUT + "below\n")
    assert [lines[0], lines[1], lines[3]] == kept


def test_the_diff_below_the_scissors_is_left_out(repo: Repo) -> None:
    """What `git commit -v` shows is not committed, not even what it removes."""
    text = "Title\n#" + CUT + "# Do not modify\ndiff --git a/n b/n\n-Okafor came\n"
    assert read(repo, text) == ["Title", "", "", "", "", ""]


@pytest.mark.parametrize(
    ("key", "value", "text", "kept"),
    [
        ("core.commentChar", ";", "T\n;gone\n#kept", ["T", "", "#kept"]),
        ("core.commentString", "//", "T\n//gone\n#kept\n/kept", ["T", "", "#kept", "/kept"]),
        ("core.commentChar", "auto", "#12 kept\n; git's own", ["#12 kept", ""]),
        ("core.commentChar", "auto", f"#12 kept\n;{CUT}; x\n-y", ["#12 kept", "", "", ""]),
        ("core.commentChar", "auto", "T\n#kept, no comment is last\nB", ["T", "#kept, no comment is last", "B"]),
        ("core.commentChar", "auto", "", [""]),
    ],
    ids=["char", "string", "auto", "auto-scissors", "auto-none", "auto-empty"],
)  # fmt: skip
def test_the_comment_character_is_the_repository_s(
    repo: Repo, key: str, value: str, text: str, kept: list[str]
) -> None:
    """Set, or chosen by git: then its own lines, which come last, show it."""
    repo.git("config", key, value)
    assert read(repo, text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("T\n\nB\n\nSigned-off-by: Ann Lee <a@x.org>\nRef: 9\n", ["T", "", "B", "", "", "Ref: 9", ""]),
        ("T\n\nCO-AUTHORED-BY : Ann Lee\ncc: Ann Lee\nChange-Id: I12\n\n", ["T", "", "", "", "", "", ""]),
        ("T\n\nReviewed-by: A\nAcked-by: A\nTested-by: A\nReported-by: A\nHelped-by: A\n"
         "Suggested-by: A", ["T", "", "", "", "", "", "", ""]),
        ("T\n\nCc: Ann\n# comment\nCc: Lee\n", ["T", "", "", "", "", ""]),
        ("T\n\n(cherry picked from commit 1f)\nCc: A", ["T", "", "(cherry picked from commit 1f)", ""]),
        ("T\n\nCc: Ann\n Okafor came\n", ["T", "", "", " Okafor came", ""]),
        ("T\n\nCc: Okafor\n\nB\n", ["T", "", "Cc: Okafor", "", "B", ""]),
        ("T\n\nMet the mother.\nCc: Okafor\n", ["T", "", "Met the mother.", "Cc: Okafor", ""]),
        ("\nCc: Okafor\n", ["", "Cc: Okafor", ""]),
        ("T\n\nClient: Okafor\nAbout-by: Okafor\n", ["T", "", "Client: Okafor", "About-by: Okafor", ""]),
        ("# only\n\n", ["", "", ""]),
    ],
    ids=["last", "case", "all", "comment", "cherry", "continued", "not-last", "prose", "title",
         "other-keys", "nothing"],
)  # fmt: skip
def test_trailers_that_name_colleagues_are_not_read(repo: Repo, text: str, kept: list[str]) -> None:
    """Only such keys, only in a last paragraph of trailers alone, never the title."""
    assert read(repo, text) == kept


def test_windows_line_ends_keep_their_place(repo: Repo) -> None:
    """A carriage return belongs to its line."""
    found = message_text(b"Title\r\n\r\n# gone\r\nCc: x\r\n", repo.root)
    assert found == "Title\r\n\r\n       \nCc: x\r\n".replace("Cc: x\r", "      ")


def test_a_message_in_the_commit_encoding_is_read(repo: Repo) -> None:
    """UTF-8 first; other bytes by git's setting."""
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    assert message_text("Séance\n".encode("latin-1"), repo.root) == "Séance\n"
    assert message_text("Séance\n".encode(), repo.root) == "Séance\n"


@pytest.mark.parametrize(
    ("encoding", "data", "message"),
    [
        ("", b"T\n\nOkafor \xe9\n", r"is not utf-8 \(line 3\)"),
        ("ascii", b"Okafor \xe9\n", r"is not ascii \(line 1\)"),
        ("no-such", b"Okafor \xe9\n", "an encoding that is not known"),
        ("hex", b"Okafor \xe9\n", "an encoding that is not known"),
        ("", b"Okafor\0\n", "holds a NUL"),
    ],
)
def test_a_message_that_cannot_be_decoded_is_an_error(
    repo: Repo, encoding: str, data: bytes, message: str
) -> None:
    """It names the line and nothing of the text, and leads to no other error."""
    repo.git("config", "i18n.commitEncoding", encoding)
    with pytest.raises(NoteDecodeError, match=message) as caught:
        message_text(data, repo.root)
    assert "Okafor" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


_HOOK = """\
import sys
from pathlib import Path
from casesafe.scan.staged import message_text
text = message_text(Path(sys.argv[2]).read_bytes(), Path.cwd())
Path(sys.argv[1]).write_text("\\n".join(text.split()))
"""


@pytest.mark.skipif(os.name == "nt", reason="an editor that is a shell script")
@pytest.mark.parametrize(
    "options",
    [(), ("-v",), ("-m", "#12 Words"), ("-s", "-m", "Words"), ("-v", "-s"), ("-t", "template")],
    ids=["edited", "verbose", "given", "signed", "verbose-signed", "template"],
)
@pytest.mark.parametrize("comment", ["#", ";", "auto"])
def test_what_is_read_is_what_git_commits(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], comment: str
) -> None:
    """Word for word but for the trailers, told in a real hook, with and without an editor."""
    seen, code = repo.root.parent / "seen.txt", repo.root.parent / "hook.py"
    code.write_text(_HOOK)
    hook = repo.root / ".git" / "hooks" / "commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{code}" "{seen}" "$1"\n')
    editor = repo.root.parent / "editor"
    editor.write_text('#!/bin/sh\n{ echo "Typed words"; cat "$1"; } > "$1.new"; mv "$1.new" "$1"\n')
    for program in (hook, editor):
        program.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    repo.git("config", "core.commentChar", comment)
    (repo.root / "template").write_text("#1 of the template\n# ask\n")
    repo.write(note="Okafor, staged\n")
    repo.git("add", "note.md")
    subprocess.run(["git", "commit", "-q", *options], cwd=repo.root, check=True)
    committed = repo.git("log", "-1", "--format=%B").split("Signed-off-by:")[0].split()
    assert committed
    assert seen.read_text().split() == committed
