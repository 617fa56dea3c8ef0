"""Bad input: the right answer, or an error that names the place and no text; never half an output."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

NAME = "Oluwaseun"
LINE = f"My client {NAME} came.\n"


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", [b"", b"   ", b"\n\n\t\n", codecs.BOM_UTF8], ids=repr)
def test_a_note_without_words_comes_back_as_it_is(
    casesafe_cli, tmp_path: Path, data: bytes
) -> None:  # type: ignore[no-untyped-def]
    """Empty, white space, a byte order mark alone."""
    run = casesafe_cli("redact", write(tmp_path / "n.txt", data))
    assert (run.status, run.out) == (0, data)
    assert casesafe_cli("scan", tmp_path / "n.txt").status == 0


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
     ("utf-16-be", codecs.BOM_UTF16_BE)],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_files_are_written_as_they_were_read(
    casesafe_cli,
    tmp_path: Path,
    encoding: str,
    bom: bytes,
    newline: str,  # type: ignore[no-untyped-def]
) -> None:
    """Encoding, byte order mark and line ends are kept."""
    text = f"My client {NAME} came.{newline}Sleep is fair – really.{newline}"
    data = bom + text.encode(encoding)
    run = casesafe_cli("redact", write(tmp_path / "n.txt", data), "--out", tmp_path / "out")
    assert run.status == 0
    written = (tmp_path / "out" / "n.txt").read_bytes()
    assert written == bom + text.replace(NAME, "[CLIENT]").encode(encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (LINE.encode() + b"\xff\xfe\xfa", "not utf-8 at byte 26 (line 2)"),
        (LINE.encode("latin-1") + b"caf\xe9", "not utf-8 at byte"),
        (LINE.encode("utf-16-le"), "a NUL character on line 1"),
        (LINE.encode() + b"a\0b", "a NUL character on line 2"),
        (codecs.BOM_UTF16_LE + b"a", "not utf-16-le at byte"),
    ],
    ids=["not utf-8", "latin-1", "utf-16 without mark", "nul", "odd bytes"],
)
def test_undecodable_notes_name_the_place(
    casesafe_cli, tmp_path: Path, data: bytes, reason: str
) -> None:  # type: ignore[no-untyped-def]
    """Status 3, the file and the byte or line, no text, nothing written."""
    note = write(tmp_path / "n.txt", data)
    run = casesafe_cli("redact", note, "--out", tmp_path / "out")
    assert run.status == 3
    assert run.err.startswith(f"n.txt: not redacted: {reason}")
    assert run.err.count("\n") == 1
    assert NAME not in run.err
    assert not (tmp_path / "out").exists()
    again = casesafe_cli("redact", note)
    assert (again.status, again.out, again.err) == (3, b"", run.err)


def test_encoding_can_be_told(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """--encoding reads and writes another encoding."""
    note = write(tmp_path / "n.txt", f"My client {NAME} likes café.".encode("latin-1"))
    run = casesafe_cli("redact", note, "--encoding", "latin-1")
    assert (run.status, run.out) == (0, "My client [CLIENT] likes café.".encode("latin-1"))
    note = write(tmp_path / "u.txt", LINE.encode("utf-16-le"))
    run = casesafe_cli("redact", note, "--encoding", "utf-16-le")
    assert run.out.decode("utf-16-le") == "My client [CLIENT] came.\n"


def test_five_megabytes_on_one_line(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Both ends of a very long line are found; by the rules alone, the model takes minutes."""
    filler = "the hour was quiet and we spoke of sleep and of work and of little else "
    text = f"My client {NAME} came. " + filler * (5_000_000 // len(filler)) + "call 413-555-0142"
    run = casesafe_cli("redact", write(tmp_path / "n.txt", text.encode()), "--no-model")
    assert run.status == 0
    assert run.text.startswith("My client [CLIENT] came.")
    assert run.text.endswith("call [PHONE_NUMBER]")


def test_a_hundred_thousand_short_lines(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Many lines cost no more than many words."""
    lines = ["ok"] * 100_000
    lines[50_000] = f"Client: {NAME}"
    run = casesafe_cli("redact", write(tmp_path / "n.txt", "\n".join(lines).encode()), "--no-model")
    assert run.status == 0
    assert run.text.split("\n")[50_000] == "Client: [CLIENT]"
    assert run.text.count("\n") == 99_999


@pytest.mark.parametrize(
    "text",
    ["1" * 300_000, "A" * 300_000, "Aa " * 100_000, "@" * 100_000, "[" * 100_000, "a-" * 100_000,
     "1-" * 100_000, "(" * 100_000, "\u0301" * 100_000, "A.B." * 50_000, "Dr. " * 50_000,
     "and Bo " * 30_000, "1/1 " * 50_000, "\n" * 300_000, ": " * 100_000, "| " * 100_000],
    ids=lambda t: t[:8].encode("unicode_escape").decode(),
)  # fmt: skip
def test_monotonous_notes_end(guard, text: str) -> None:  # type: ignore[no-untyped-def]
    """Hostile repetition has an answer."""
    result = guard.redact(text)
    assert len(result.text) == len(text) or result.replacements


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"My client {NAME}\nBalogun-Hart came.", "Balogun"),
        ("My client Jose\u0301 Marti\u0301nez came.", "nez"),
        (f"\u200e\u202bMy client {NAME}\u202c came.", NAME),
        (f"😮\u200d💨 My client {NAME} 💔.", NAME),
        ("My client Olu\u00adwase\u200bun came.", "wase"),
    ],
    ids=["line break", "combining", "direction marks", "emoji", "invisible"],
)
def test_odd_text_is_redacted(casesafe_cli, tmp_path: Path, text: str, wanted: str) -> None:  # type: ignore[no-untyped-def]
    """Names with odd characters or a line break inside are gone."""
    run = casesafe_cli("redact", write(tmp_path / "n.txt", text.encode()))
    assert run.status == 0
    assert wanted not in run.text


def test_a_missing_file_is_named(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A path that does not exist is never clean, whatever else is scanned."""
    for command, done in (("scan", "scanned"), ("redact", "redacted")):
        run = casesafe_cli(command, tmp_path / "none.txt")
        assert run.status == 3
        assert run.err == f"none.txt: not {done}: does not exist\n"
    write(tmp_path / "n.txt", b"Nothing.\n")
    run = casesafe_cli("redact", tmp_path / "n.txt", tmp_path / "no", "--out", tmp_path / "out")
    assert run.status == 3
    assert run.err == "no: not redacted: does not exist\n"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["n.txt"]


def test_a_folder_without_rights_is_named(casesafe_as_user, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """For an ordinary user, an unreadable folder ends with 3 and is named; the rest is done."""
    root = tmp_path / "notes"
    (root / "locked").mkdir(parents=True)
    write(root / "locked" / "a.txt", LINE.encode())
    write(root / "b.txt", LINE.encode())
    (root / "locked").chmod(0)
    run = casesafe_as_user("scan", root, "--no-model")
    (root / "locked").chmod(0o755)
    assert run.status == 3
    assert run.err == "notes/locked: not scanned: cannot be read: Permission denied\n"
    assert "notes/b.txt:1:11: PERSON" in run.text


@pytest.mark.parametrize(
    ("policy", "place"),
    [
        ("extends: hipaa-safe-harbor\nrules:\n  PERSON: {action: redcat}\n", "p.yaml:3"),
        ("extends: hipaa-safe-harbor\nrule:\n  PERSON: redact\n", "p.yaml:2"),
        ("allow: [Hollow Oak]\n", "p.yaml"),
        ("", "p.yaml"),
        ("extends: []\n", "p.yaml"),
        (
            "extends: peer-consultation\ncustom:\n- {name: x, entity_type: X_ID, pattern: '(a+)+(?=b)'}\n",
            "p.yaml:3",
        ),
        ("extends: peer-consultation\nrules:\n  ZIP_CODE: redact\n  ZIP_CODE: keep\n", "p.yaml:4"),
        ("extends: [unclosed\n", "p.yaml"),
    ],
    ids=["action", "key", "no extends", "empty", "extends list", "regex", "duplicate", "yaml"],
)
def test_a_bad_policy_stops_the_run(casesafe_cli, tmp_path: Path, policy: str, place: str) -> None:  # type: ignore[no-untyped-def]
    """Status 2, file, line and key; nothing is written."""
    note = write(tmp_path / "n.txt", LINE.encode())
    path = write(tmp_path / "p.yaml", policy.encode())
    run = casesafe_cli("redact", note, "--policy", path, "--out", tmp_path / "out")
    assert run.status == 2
    assert place in run.err
    assert NAME not in run.err
    assert not (tmp_path / "out").exists()
    assert casesafe_cli("rules", "check", path).status == 2


def test_an_evil_regex_costs_nothing(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A pattern that would run for ages elsewhere is linear here."""
    path = write(
        tmp_path / "p.yaml",
        b"extends: peer-consultation\ncustom:\n- {name: x, entity_type: X_ID, pattern: '(a+)+b'}\n",
    )
    note = b"a" * 100_000 + b"!"  # without the mark it would be taken for encoded data
    run = casesafe_cli("redact", "-", "--policy", path, stdin=note)
    assert (run.status, run.out) == (0, note)


def test_another_language_is_not_understood(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Mostly German: status 3, named, nothing written."""
    text = (
        "Die Klientin kam zu spät und sagte, dass sie nicht über ihre Mutter sprechen wollte. Sie "
        "wohnt mit ihrer Schwester und den Kindern im Haus der Großmutter, aber sie fühlt sich dort "
        "nicht wohl. Wir sprachen über die Träume und über die Wut, die sie noch auf den Vater hat."
    )
    note = write(tmp_path / "n.txt", text.encode())
    run = casesafe_cli("redact", note, "--out", tmp_path / "out")
    assert run.status == 3
    assert "German" in run.err
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written_leaves_nothing(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A file where a folder must be: status 3, the old file stands, no temporary file stays."""
    notes = tmp_path / "notes" / "sub"
    notes.mkdir(parents=True)
    write(notes / "n.txt", LINE.encode())
    out = tmp_path / "out"
    out.mkdir()
    write(out / "sub", b"in the way")
    run = casesafe_cli("redact", tmp_path / "notes", "--out", out)
    assert run.status == 3
    assert run.err.startswith("notes/sub/n.txt: not redacted: cannot be written: ")
    assert [p.name for p in out.iterdir()] == ["sub"]
    assert (out / "sub").read_bytes() == b"in the way"
