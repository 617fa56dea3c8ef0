"""Behaviours that users of comparable tools reported: folders, encodings, policies."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from pathlib import Path

import pytest

import casesafe
from casesafe.core.finding import Action


def test_utf_16_is_scanned_or_named_and_comes_back_as_it_was(
    casesafe_cli,  # type: ignore[no-untyped-def]
    tmp_path: Path,
) -> None:
    """rep-071: three encodings give the same findings; the one that cannot be told is named."""
    text = "Client: Fenella Okpara\r\nShe called 413-555-0142.\r\nFenella left.\r\n"
    notes, out = tmp_path / "notes", tmp_path / "out"
    notes.mkdir()
    encodings = {
        "a-utf8": (b"", "utf-8"),
        "b-le": (codecs.BOM_UTF16_LE, "utf-16-le"),
        "c-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
        "d-bare": (b"", "utf-16-le"),
    }
    for name, (bom, codec) in encodings.items():
        (notes / f"{name}.txt").write_bytes(bom + text.encode(codec))
    run = casesafe_cli("scan", notes, "--format", "json")
    assert run.status == 3
    first, second, third, bare = run.json["files"]
    assert first["findings"] == second["findings"] == third["findings"] != []
    assert bare["path"] == "notes/d-bare.txt"
    assert "--encoding" in bare["reason"]
    assert casesafe_cli("redact", notes, "--out", out).status == 3
    decoded = set()
    for name in ("a-utf8", "b-le", "c-be"):
        bom, codec = encodings[name]
        data = (out / f"{name}.txt").read_bytes()
        assert data.startswith(bom)
        decoded.add(data[len(bom) :].decode(codec))
    assert decoded == {"Client: [CLIENT]\r\nShe called [PHONE_NUMBER].\r\n[CLIENT] left.\r\n"}
    assert not (out / "d-bare.txt").exists()


def test_a_file_that_was_not_read_is_never_clean(
    casesafe_as_user,  # type: ignore[no-untyped-def]
    tmp_path: Path,
) -> None:
    """rep-073: unreadable files are listed with their reasons, the counts add up in both formats."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "good.txt").write_text("Client: Lazarus Quint\n", encoding="utf-8")
    (notes / "a.docx").write_bytes(b"")
    (notes / "b.docx").write_bytes(b"P")
    (notes / "c.pdf").write_text("Client: Lazarus Quint\n", encoding="utf-8")
    (notes / "locked.txt").write_text("Client: Lazarus Quint\n", encoding="utf-8")
    (notes / "locked.txt").chmod(0)
    run = casesafe_as_user("scan", notes, "--no-model", "--format", "json")
    counts = run.json["counts"]
    assert run.status == 3
    assert counts["discovered"] == 5 == counts["scanned"] + counts["skipped"] + counts["failed"]
    assert (counts["failed"], counts["skipped"]) == (4, 0)
    assert all(f["reason"] for f in run.json["files"] if f["status"] == "failed")
    plain = casesafe_as_user("scan", notes, "--no-model")
    assert plain.status == 3
    assert "good.txt:1:9: PERSON" in plain.text
    assert "5 files discovered = 1 scanned + 0 skipped + 4 failed" in plain.text
    assert "4 files not scanned" in plain.text.splitlines()[-1]
    listed = [Path(line.split(": ")[0]).name for line in plain.err.splitlines()]
    assert listed == ["a.docx", "b.docx", "c.pdf", "locked.txt"]
    assert "Traceback" not in plain.err + run.err
    assert "Quint" not in plain.text + plain.err + run.text


def test_names_that_look_alike_keep_their_own_output(
    casesafe_cli,  # type: ignore[no-untyped-def]
    tmp_path: Path,
) -> None:
    """rep-075: a backslash in a name, names that differ by case or suffix: five outputs."""
    notes, out = tmp_path / "notes", tmp_path / "out"
    (notes / "a").mkdir(parents=True)
    names = ["a/b.txt", "a\\b.txt", "case.txt", "Case.txt", "case.md"]
    markers = ["quince", "walnut", "barley", "sorrel", "nettle"]
    for name, marker in zip(names, markers, strict=True):
        (notes / name).write_text(f"Client: Odile Marchetti\n{marker}\n", encoding="utf-8")
    if len([p for p in notes.rglob("*") if p.is_file()]) < 5:
        pytest.skip("the file system cannot hold these names beside each other")
    assert casesafe_cli("redact", notes, "--out", out, "--no-model").status == 0
    written = Counter(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert written == Counter(names)
    for name, marker in zip(names, markers, strict=True):
        assert (out / name).read_text(encoding="utf-8") == f"Client: [CLIENT]\n{marker}\n"


def test_a_large_file_is_scanned_to_its_end(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """rep-077: six megabytes are read whole, or named with size and limit; never in part."""
    filler = "the hour was quiet and we spoke of sleep and of work and of little else.\n"
    body = filler * (6_000_000 // len(filler))
    (tmp_path / "big.txt").write_text(
        f"Client: Seraphina Dowd\n{body}Her number is 413-555-0119", encoding="utf-8"
    )
    (tmp_path / "NOTE.TXT").write_text("Client: Odile Marchetti\n", encoding="utf-8")
    command = ("scan", tmp_path, "--no-model", "--format", "json")
    run = casesafe_cli(*command)
    assert run.status == 1
    small, big = run.json["files"]
    assert [f["entity_type"] for f in small["findings"]] == ["PERSON"]
    assert [(f["entity_type"], f["line"]) for f in big["findings"]] == [
        ("PERSON", 1),
        ("PHONE_NUMBER", body.count("\n") + 2),
    ]
    limited = casesafe_cli(*command, "--max-bytes", "5000000")
    assert limited.status == 3
    small, big = limited.json["files"]
    assert (small["status"], len(small["findings"])) == ("scanned", 1)
    assert (big["status"], big["findings"]) == ("failed", [])
    size = (tmp_path / "big.txt").stat().st_size
    assert big["reason"] == f"{size} bytes, over the limit of 5000000"


def test_a_typing_error_in_a_rule_stops_every_way_in(casesafe_cli, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """rep-079: status 2 with file, line, key and the actions; the library raises at load."""
    note, policy = tmp_path / "note.txt", tmp_path / "p.yaml"
    note.write_text("Client: Odile Marchetti\n", encoding="utf-8")
    policy.write_text(
        "extends: hipaa-safe-harbor\nrules:\n  PERSON: {action: redcat}\n", encoding="utf-8"
    )
    for args in (
        ("rules", "check", policy),
        ("redact", note, "--policy", policy, "--out", tmp_path / "out"),
    ):
        run = casesafe_cli(*args)
        assert run.status == 2
        assert f"{policy}:3: rules.PERSON.action" in run.err
        assert all(action.value in run.err for action in Action)
        assert "Marchetti" not in run.err
    assert not (tmp_path / "out").exists()
    with pytest.raises(casesafe.PolicyError, match="redact"):
        casesafe.load(policy)


@pytest.mark.parametrize(
    "text", ["allow: ['Hollow Oak reflective group']\n", "", "extends: []\n"], ids=repr
)
def test_an_exception_alone_switches_nothing_off(
    casesafe_cli,  # type: ignore[no-untyped-def]
    tmp_path: Path,
    text: str,
) -> None:
    """rep-081: such a policy is refused, with the advice to extend a built-in one."""
    note, policy = tmp_path / "note.txt", tmp_path / "site.yaml"
    note.write_text("Client: Odile Marchetti, of Hollow Oak reflective group\n", encoding="utf-8")
    policy.write_text(text, encoding="utf-8")
    run = casesafe_cli("scan", note, "--policy", policy)
    assert (run.status, run.out) == (2, b"")
    assert "extend" in run.err
    assert "peer-consultation" in run.err
    assert "Hollow Oak" not in run.err


def test_a_terminal_gets_a_table_and_a_progress_bar(
    casesafe_cli,  # type: ignore[no-untyped-def]
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By file and type, with counts and lines; more than eight lines are cut short."""
    (tmp_path / "a.txt").write_text(
        "Client: Odile Marchetti\n" + "Call 413-555-0142.\n" * 12, encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text("Sleep is fair.\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "160")
    run = casesafe_cli("scan", tmp_path)
    assert run.status == 1
    assert "Identifiers by file and type" in run.text
    rows = [re.split(r"\s*│\s*", line) for line in run.text.splitlines() if "│" in line]
    cells = {row[2]: (row[3], row[4], row[5]) for row in rows}
    assert cells["PERSON"] == ("label", "1", "1")
    assert cells["PHONE_NUMBER"] == ("redact", "12", "2, 3, 4, 5, 6, 7, 8, 9 …")
    clean = casesafe_cli("scan", tmp_path / "b.txt")
    assert (clean.status, "Identifiers" in clean.text) == (0, False)


@pytest.mark.parametrize("command", ["scan", "redact"])
def test_standard_input_that_is_no_text_is_an_error(casesafe_cli, command: str) -> None:  # type: ignore[no-untyped-def]
    """Named `-`, status 3, and nothing of it on standard output."""
    run = casesafe_cli(command, "-", stdin=b"Odile \xff")
    assert run.status == 3
    done = {"scan": "scanned", "redact": "redacted"}[command]
    assert run.err.startswith(f"-: not {done}: not utf-8 at byte 6")
    assert run.err.count("\n") == 1
    assert "Odile" not in run.text + run.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--version",), "casesafe 0"),
        (("redact", "a.txt", "--format", "json"), "a report needs --out FOLDER"),
        (("redact", "none.txt"), "none.txt: not redacted: does not exist"),
        (("scan", "-", "a.txt"), "stands alone"),
    ],
)
def test_what_a_command_says(casesafe_cli, args: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    """The version; why a use is wrong; what is missing."""
    run = casesafe_cli(*args)
    assert said in run.text + run.err
