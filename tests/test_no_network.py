"""No network, ever: with sockets blocked everything works, and nothing so much as tries."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
import spacy

import casesafe
from casesafe.integrations import spacy_component
from casesafe.integrations.presidio import analyzer_engine, anonymizer_engine, operator_configs
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.base import Recognizer
from casesafe.recognizers.registry import built_in

#: A note in which most types stand.
NOTE = """\
Client: Odile Marchetti   DOB: 3/14/1988   Age: 38   MRN: A12-99831
SSN: 219-09-9999   Member ID: XQA 8841 2207   Account #: 0048812977
Address: 417 Ternwood Street, Apt B, Dayton, OH 45402, USA
Phone (413) 555-0142, fax 413-555-0143, odile.m@example.org, https://example.org/odile, 192.0.2.17
Driver's license: D1234567   Plate: 7KLM 221   Serial no. SN-99120034   Voiceprint ID: VP-20931
Case no. 24-CV-01882. Instagram @odile.makes, password hint unknown.

Her mother Ana, 92, a retired fire chief and a Cherokee elder, was on the local news in 2019 as
the only survivor of the ferry accident. Works at Mercy Hospital. Dog: Biscuit. Seen on March 3,
a Tuesday, and again last week; the session was audio recorded.
Dana Roe, LCSW
"""
ROSTER = [{"type": "PERSON", "value": "Odile Marchetti", "role": "client"}]
#: Blocks every way to the network in each Python process, workers and cold imports included, and
#: writes down what was tried. (A bind is none: a library of ours asks on import, by one on ::1,
#: whether the machine knows IPv6.)
SITECUSTOMIZE = """\
import os, socket
def blocked(name):
    def refuse(*args, **kwargs):
        with open(os.environ["TRIED"], "a") as tried:
            tried.write(name + " ")
        raise OSError("the network is blocked")
    return refuse
for name in ("connect", "connect_ex", "sendto", "sendmsg"):
    setattr(socket.socket, name, blocked(name))
for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr"):
    setattr(socket, name, blocked(name))
"""


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of attempts to use the network; each attempt fails."""
    attempts: list[str] = []

    def blocked(name: str) -> Any:
        def refuse(*args: Any, **kwargs: Any) -> NoReturn:
            attempts.append(name)
            raise OSError("the network is blocked")

        return refuse

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, blocked(name))
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr"):
        monkeypatch.setattr(socket, name, blocked(name))
    return attempts


@pytest.mark.parametrize("recognizer", built_in(), ids=lambda r: r.NAME)
def test_no_recognizer_uses_the_network(recognizer: Recognizer, tried: list[str]) -> None:
    """A recognizer reads a note of all types without a socket."""
    list(recognizer.recognize(normalize(NOTE)))
    assert tried == []


def test_no_verb_of_the_library_uses_the_network(tried: list[str]) -> None:
    """Load, find, redact, apply and check, with a roster and under each policy."""
    for name in ("peer-consultation", "hipaa-safe-harbor", "hipaa-limited-data-set", "flag-only"):
        guard = casesafe.load(name, model=None, roster=ROSTER)
        findings = guard.find(NOTE)
        assert guard.apply(NOTE, findings).text == guard.redact(NOTE).text
        with pytest.raises(casesafe.IdentifiersFound):
            guard.check(NOTE)
    assert tried == []


def test_no_integration_uses_the_network(tried: list[str]) -> None:
    """The guard within a spaCy and within a Presidio program."""
    nlp = spacy.blank("en")
    assert spacy_component.SPANS_KEY  # the import registers the component
    nlp.add_pipe("casesafe", config={"model": None})
    assert nlp(NOTE)._.casesafe
    guard = casesafe.load(model=None)
    results = analyzer_engine(guard).analyze(NOTE, language="en")
    assert anonymizer_engine().anonymize(NOTE, results, operator_configs(guard)).text != NOTE
    assert tried == []


def test_the_block_itself_is_seen(tried: list[str]) -> None:
    """An attempt would be recorded: the tests here can fail."""
    with pytest.raises(OSError, match="blocked"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with socket.socket() as unconnected, pytest.raises(OSError, match="blocked"):
        unconnected.connect(("192.0.2.1", 80))
    assert tried == ["create_connection", "connect"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a staged note, a roster and a gold file; Python without the network."""
    monkeypatch.setenv("TRIED", str(tmp_path / "tried"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    for program in ("PRE_COMMIT_HOME", "PREK_HOME"):
        monkeypatch.setenv(program, str(tmp_path / program))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    root = tmp_path / "work"
    root.mkdir()
    (root / "note.txt").write_text(NOTE, encoding="utf-8")
    (root / "message").write_text("A clean message.\n", encoding="utf-8")
    (root / "roster.yaml").write_text(json.dumps(ROSTER), encoding="utf-8")
    gold = {"id": "1", "text": NOTE, "spans": [{"start": 8, "end": 23, "label": "PERSON"}]}
    (root / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "note.txt"], cwd=root, check=True)
    return root


def run_offline(folder: Path, *args: str) -> tuple[int, str, str, str]:
    """Return status, both outputs of Python with these arguments, and what of sockets was tried."""
    done = subprocess.run(
        [sys.executable, *args], cwd=folder, capture_output=True, text=True, check=False
    )
    tried = folder.parent / "tried"
    told = tried.read_text("utf-8") if tried.exists() else ""
    return done.returncode, done.stdout, done.stderr, told


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ("scan note.txt --roster roster.yaml", 1),
        ("scan . --format sarif --no-model", 1),
        ("redact note.txt", 0),
        ("redact note.txt --policy hipaa-safe-harbor --out ../out", 0),
        ("redact . --out ../out --workers 2", 0),
        ("hook note.txt", 1),
        ("hook --staged", 1),
        ("hook --commit-message message", 0),
        ("baseline create --new-key --no-model", 0),
        ("doctor", 0),
        ("evaluate gold.jsonl", 0),
        ("rules list", 0),
        ("rules show peer-consultation", 0),
        ("rules check hipaa-safe-harbor", 0),
        ("rules schema", 0),
        ("--version", 0),
    ],
)
def test_no_command_uses_the_network(folder: Path, args: str, status: int) -> None:
    """Each command works in fresh processes in which any use of a socket fails and is told."""
    got, out, err, tried = run_offline(folder, "-m", "casesafe", *args.split())
    assert (got, err, tried) == (status, "", "")
    assert out
    if args.startswith("hook"):  # remembered: the same without a model
        assert run_offline(folder, "-m", "casesafe", *args.split())[::3] == (status, "")


def test_a_command_that_used_the_network_would_be_told(folder: Path) -> None:
    """The block of the commands' test works, in a process that is spawned too."""
    use = "import socket\ntry: socket.create_connection(('192.0.2.1', 80))\nexcept OSError: pass\n"
    assert run_offline(folder, "-c", use) == (0, "", "", "create_connection ")
    spawn = (
        "import multiprocessing, socket\n"
        "def look_up():\n"
        "    socket.getaddrinfo('example.org', 80)\n"
        "if __name__ == '__main__':\n"
        "    child = multiprocessing.get_context('spawn').Process(target=look_up)\n"
        "    child.start()\n"
        "    child.join()\n"
    )
    (folder / "spawn.py").write_text(spawn, encoding="utf-8")
    assert run_offline(folder, "spawn.py")[3].split() == ["create_connection", "getaddrinfo"]
