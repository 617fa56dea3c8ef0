"""No text sideways: planted names and numbers are looked for wherever text could slip out.

Logs of every logger at DEBUG, warnings, standard error, reprs of everything public, errors with
their whole chain, and what commands print; for success and for each kind of failure.
"""

from __future__ import annotations

import dataclasses
import io
import json
import logging
import os
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from presidio_analyzer import EntityRecognizer

import casesafe
from casesafe.cli.main import main
from casesafe.core.detection import Detection, Source
from casesafe.core.note import Note
from casesafe.documents.encoding import decode
from casesafe.evaluate.gold import read_gold
from casesafe.evaluate.metrics import Scores, score_note
from casesafe.integrations import spacy_component
from casesafe.integrations.presidio import analyzer_engine, anonymizer_engine, operator_configs
from casesafe.nlp.normalize import normalize
from casesafe.policy import parse_policy
from casesafe.recognizers.base import Recognizer
from casesafe.recognizers.custom import CustomRecognizer
from casesafe.recognizers.roster import RosterRecognizer
from casesafe.rewrite import Leaks, write
from casesafe.scan.files import read_bytes, write_atomic

#: Planted in notes; then in the roster; then in the policy.
NOTED = ("Xanthippe", "Quillfeather", "555-0177", "7744119", "Ashgrovia")
KNOWN = ("Brunhilde", "Oxlade", "Oxladeson")
RULED = ("Vellumwick", "Thistlegrave", "QXJ-9")
SECRETS = (*NOTED, *KNOWN, *RULED)

NOTE = (
    "Client: Xanthippe Quillfeather   MRN: 7744119\n"
    "Xanthippe's mother called from 413-555-0177. Works at Ashgrovia Hospital. Vellumwick helps, "
    "Thistlegrave too, and so does QXJ-91.\nSaw Oxlade, Brunhilde there.\n"
)
ROSTER = [
    {"type": "PERSON", "value": "Brunhilde Oxlade", "role": "client", "aliases": ["Oxladeson"]}
]
POLICY = """\
extends: peer-consultation
allow: [Vellumwick]
deny: [Thistlegrave]
custom:
  - {name: own, entity_type: OWN_CODE, pattern: 'QXJ-9\\d', cues: [Thistlegrave]}
"""
SPANISH = (
    "La paciente Xanthippe Quillfeather llegó tarde y dijo que no quería hablar de su madre. Ella "
    "vive con su hermana y los niños en la casa de la abuela, pero no se siente bien allí. "
    "Hablamos de los sueños y de la rabia que tiene por todo lo que pasó cuando era niña."
)


def secrets_in(shown: str) -> list[str]:
    """Return the planted texts that stand in what was shown, in any case."""
    low = shown.lower()
    return [s for s in SECRETS if s.lower() in low]


def chain(error: BaseException | None, seen: set[int] | None = None) -> Iterator[BaseException]:
    """Yield an error and everything behind it: causes, contexts, groups."""
    seen = set() if seen is None else seen
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    yield from chain(error.__cause__, seen)
    yield from chain(error.__context__, seen)


def told_by(error: BaseException) -> str:
    """Return whatever an error tells: message, repr, arguments, fields, traceback, its chain."""
    parts = ["".join(traceback.format_exception(error))]
    for e in chain(error):
        parts += [str(e), repr(e), repr(e.args), repr(vars(e)), repr(getattr(e, "__notes__", ""))]
    return "\n".join(parts)


def reprs(value: object, depth: int = 5) -> str:
    """Return the reprs of an object and of what its public attributes lead to.

    Plain strings are left out: they are what was asked for, such as the output's text.
    """
    parts: list[str] = []
    todo, seen = [(value, depth)], set()
    while todo:
        item, left = todo.pop()
        if isinstance(item, str | bytes | int | float | type(None)) or id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, dict):
            todo += [(v, left) for v in item.values()]
            continue
        if isinstance(item, list | tuple | set | frozenset):
            todo += [(v, left) for v in item]
            continue
        parts += [repr(item), str(item)]
        if left and type(item).__module__.startswith("casesafe"):
            names = {n for n in dir(item) if not n.startswith("_")}
            names |= {f.name for f in dataclasses.fields(item)} if _is_data(item) else set()
            read = ((n, getattr(type(item), n, None)) for n in sorted(names))
            skip = ("model_fields", "model_computed_fields")
            todo += [
                (getattr(item, n), left - 1) for n, on in read if n not in skip and not callable(on)
            ]
    return "\n".join(parts)


def _is_data(item: object) -> bool:
    return dataclasses.is_dataclass(item) and not isinstance(item, type)


Sideways = Callable[[], str]


@pytest.fixture
def sideways(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> Iterator[Sideways]:
    """Return a function that gives all that went to logs, warnings and standard error."""
    caplog.set_level(logging.DEBUG)
    levels = {
        log: log.level
        for log in map(logging.getLogger, logging.root.manager.loggerDict)
        if log.level > logging.DEBUG
    }
    for log in levels:
        log.setLevel(logging.DEBUG)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")

        def shown() -> str:
            records = [f"{r.getMessage()} {r.args!r} {r.exc_text}" for r in caplog.records]
            for r in caplog.records:
                if r.exc_info and r.exc_info[1] is not None:
                    records.append(told_by(r.exc_info[1]))
            told = [str(w.message) for w in warned]
            captured = capfd.readouterr()
            return "\n".join([*records, *told, caplog.text, captured.err, captured.out])

        yield shown
    for log, level in levels.items():
        log.setLevel(level)


@pytest.fixture(scope="module")
def planted() -> casesafe.Guard:
    """A guard with the planted roster and policy."""
    return casesafe.load(parse_policy(POLICY), model=None, roster=ROSTER)


# --- the test itself ------------------------------------------------------------------------------


def test_the_canary_can_be_seen(sideways: Sideways, planted: casesafe.Guard) -> None:
    """A leak of each way would be noticed, and the planted texts are all found in the note."""
    logging.getLogger("some.library").debug("text %s", NOTED[0])
    warnings.warn(NOTED[1], stacklevel=1)
    print(NOTED[2], file=sys.stderr)
    assert set(secrets_in(sideways())) == set(NOTED[:3])
    inner = ValueError(NOTED[3])
    outer = RuntimeError("outer")
    outer.__context__ = inner
    outer.__suppress_context__ = True
    assert secrets_in(told_by(outer)) == [NOTED[3]]
    assert secrets_in(reprs([Note(NOTED[0], "")])) == []
    found = {NOTE[f.start : f.end] for f in planted.find(NOTE)}
    assert {"Xanthippe Quillfeather", "7744119", "413-555-0177", "QXJ-91"} <= found
    assert [s for s in (*NOTED, *KNOWN) if s in planted.redact(NOTE).text] == []


# --- the library ----------------------------------------------------------------------------------


def test_success_shows_nothing(sideways: Sideways, planted: casesafe.Guard) -> None:
    """Every verb, with roster, allow, deny and custom patterns; every result's reprs."""
    findings = planted.find(NOTE)
    results = [
        planted, findings, planted.redact(NOTE), planted.apply(NOTE, findings[1:], findings[:1]),
        list(planted.redact_many([NOTE])), [f.to_dict("utf-16", NOTE) for f in findings],
        [f.with_action("flag") for f in findings],
    ]  # fmt: skip
    assert secrets_in(reprs(results)) == []
    assert secrets_in(repr(results)) == []
    assert secrets_in(json.dumps(results[5])) == []
    assert secrets_in(sideways()) == []


def test_parts_hide_what_they_hold() -> None:
    """Note, words, policy, roster, recognizers, what was written, gold and evaluation errors."""
    policy = parse_policy(POLICY)
    roster = casesafe.Roster.from_entries(ROSTER)
    note = normalize(NOTE)
    finding = casesafe.Finding.manual(8, 30, "PERSON")
    parts: list[Any] = [
        note, list(note.words), policy, roster, CustomRecognizer(policy), RosterRecognizer(roster),
        write(NOTE, [finding], policy), decode(NOTE.encode()), Leaks((), ()),
    ]  # fmt: skip
    assert secrets_in(reprs(parts)) == []
    assert secrets_in(repr(parts)) == []
    assert secrets_in(repr(vars(CustomRecognizer(policy)))) == []


def test_a_guard_hides_its_innards(planted: casesafe.Guard) -> None:
    """Its private parts too, as a debugger would print them, word lists aside."""
    inside = {k: v for k, v in vars(planted).items() if k not in ("_lexicon", "_keep")}
    assert secrets_in(repr(inside)) == []


def test_the_integrations_show_nothing(sideways: Sideways, planted: casesafe.Guard) -> None:
    """A spaCy and a Presidio program around the guard, their loggers at DEBUG."""
    results = analyzer_engine(planted).analyze(NOTE, language="en")
    output = anonymizer_engine().anonymize(NOTE, results, operator_configs(planted))
    nlp = spacy.blank("en")
    assert spacy_component.SPANS_KEY  # the import registers the component
    nlp.add_pipe("casesafe", config={"model": None})
    doc = nlp(NOTE)
    assert doc._.casesafe
    assert secrets_in(repr(results) + repr(doc._.casesafe)) == []
    assert "Xanthippe" not in output.text
    assert secrets_in(sideways()) == []


class Exploding(EntityRecognizer):  # type: ignore[misc]
    """Raises with note text, from an error with note text, and says so in log and warning."""

    def load(self) -> None:
        """Do nothing."""

    def analyze(self, text: str, entities: Any, nlp_artifacts: Any = None) -> Any:
        """Raise."""
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(f"cannot read {text}") from error


class ExplodingOfOurs(Recognizer):
    """The same, of ours, in the middle of its detections."""

    NAME = "exploding"
    ENTITIES = ("PERSON",)

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield one, then raise."""
        yield self.found(0, 3, "PERSON", "rule", Source.CUE)
        raise UnicodeError(note.text)


class Mistaken(ExplodingOfOurs):
    """Reports a span that cannot be."""

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield nonsense."""
        yield self.found(5, 3, "PERSON", note.text, Source.CUE)


BLOCKING = POLICY + "rules: {PERSON: block}\n"
FAILURES: dict[str, tuple[type[Exception], Callable[[], Any]]] = {
    "presidio recognizer": (
        casesafe.RecognizerFailedError,
        lambda: _guard(Exploding(supported_entities=["PERSON"], name="x")).redact(NOTE),
    ),
    "recognizer": (
        casesafe.RecognizerFailedError, lambda: _guard(ExplodingOfOurs()).find(NOTE),
    ),
    "mistaken recognizer": (casesafe.RecognizerFailedError, lambda: _guard(Mistaken()).check(NOTE)),
    "blocked": (casesafe.BlockedError, lambda: _guard(policy=BLOCKING).redact(NOTE)),
    "found": (casesafe.IdentifiersFound, lambda: _guard().check(NOTE)),
    "not understood": (casesafe.NotUnderstoodError, lambda: _guard().redact(SPANISH)),
    "overlap": (
        casesafe.SpanError,
        lambda: _guard().apply(NOTE, [_manual(0, 9), _manual(8, 12)]),
    ),
    "past the end": (casesafe.SpanError, lambda: _guard().apply(NOTE, [_manual(0, 9999)])),
    "decode": (casesafe.NoteDecodeError, lambda: decode(NOTE.encode() + b"\xff")),
    "decode elsewhere": (
        casesafe.NoteDecodeError,
        lambda: decode(b"\x81" + NOTE.encode(), "cp1252"),
    ),
    "nul": (casesafe.NoteDecodeError, lambda: decode(NOTE.encode() + b"\0")),
    "encode": (casesafe.NoteDecodeError, lambda: decode(b"", "ascii").encode(NOTE + "é")),
    "missing": (casesafe.NoteUnreadableError, lambda: read_bytes(Path("/no/such/note"))),
    "unwritable": (
        casesafe.NoteUnreadableError,
        lambda: write_atomic(Path(os.devnull) / "note.txt", NOTE.encode()),
    ),
    "no pipeline": (casesafe.ModelUnavailableError, lambda: casesafe.load(model="/no/such/folder")),
}  # fmt: skip


def _guard(*recognizers: EntityRecognizer, policy: str = POLICY) -> casesafe.Guard:
    return casesafe.load(parse_policy(policy), model=None, roster=ROSTER, recognizers=recognizers)


def _manual(start: int, end: int) -> casesafe.Finding:
    return casesafe.Finding.manual(start, end, "PERSON")


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_shows_nothing(name: str, sideways: Sideways) -> None:
    """rep-091: no planted text in the error, behind it or beside it; nothing hangs behind it."""
    expected, act = FAILURES[name]
    with pytest.raises(expected) as caught:
        act()
    assert secrets_in(told_by(caught.value)) == []
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert secrets_in(sideways()) == []


def test_a_leak_shows_nothing(
    planted: casesafe.Guard, monkeypatch: pytest.MonkeyPatch, sideways: Sideways
) -> None:
    """A note that cannot be cleaned names types only."""
    hit = Detection(8, 17, "PERSON", Source.CUE, "test", "leak_check")
    monkeypatch.setattr("casesafe.guard.check_leaks", lambda *a, **k: Leaks((hit,), ()))
    with pytest.raises(casesafe.LeakError, match="PERSON") as caught:
        planted.redact(NOTE)
    assert secrets_in(told_by(caught.value) + sideways()) == []


def test_failures_in_worker_processes_show_nothing(sideways: Sideways) -> None:
    """Errors come back as items, without the traceback of the other process."""
    guard = _guard(policy=BLOCKING)
    items = list(guard.redact_many([NOTE, SPANISH, "Quiet hour."], workers=2))
    assert [type(i).__name__ for i in items] == ["BlockedError", "NotUnderstoodError", "Redaction"]
    errors = [i for i in items if isinstance(i, Exception)]
    assert secrets_in("".join(map(told_by, errors)) + reprs(items) + sideways()) == []


PEER = "extends: peer-consultation\n"
CUSTOM = PEER + "custom: [{name: a, entity_type: A, pattern: "
BAD_POLICIES = {
    "action": PEER + "rules: {PERSON: Thistlegrave}\n",
    "extends": "extends: Thistlegrave\n",
    "entity type": PEER + "deny: [{phrase: x, entity_type: Thistlegrave}]\n",
    "phrase kind": PEER + "allow: {Vellumwick: 1}\n",
    "phrase list": PEER + "allow: Vellumwick\n",
    "deny": PEER + "deny: [[Thistlegrave]]\n",
    "look-around": CUSTOM + "'QXJ-9(?=b)'}]\n",
    "unclosed": CUSTOM + "'QXJ-9('}]\n",
    "empty match": CUSTOM + "'(QXJ-9)*'}]\n",
    "cue": CUSTOM + "b, cues: Thistlegrave}]\n",
    "score": CUSTOM + "b, score: Thistlegrave}]\n",
    "fail_on": PEER + "fail_on: [Thistlegrave]\n",
    "sensitivity": PEER + "sensitivity: Thistlegrave\n",
    "number": PEER + "model: {path: 7744119}\n",
    "tag": PEER + "allow: [!Thistlegrave x]\n",
    "alias": PEER + "allow: [*Thistlegrave]\n",
    "unclosed quote": PEER + "allow: ['Thistlegrave\n",
    "tab": PEER + "allow:\n\t- Thistlegrave\n",
    "colon": PEER + "allow: Thistlegrave: Vellumwick: x\n",
    "control": PEER + "allow: [\"Thistlegrave\x07\"]\n",
    "incomplete": "allow: [Vellumwick]\n",
    "no mapping": "Thistlegrave\n",
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_POLICIES)
def test_a_bad_policy_shows_no_value(name: str, tmp_path: Path, sideways: Sideways) -> None:
    """Neither YAML's nor pydantic's error, which both quote, hangs behind ours."""
    path = tmp_path / "site.yaml"
    path.write_text(BAD_POLICIES[name], encoding="utf-8")
    with pytest.raises(casesafe.PolicyError) as caught:
        casesafe.load(path, model=None)
    assert secrets_in(told_by(caught.value) + sideways()) == []
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert "site.yaml" in str(caught.value)


BAD_ROSTERS = {
    "type": "- {type: Oxlade, value: Brunhilde}\n",
    "role": "- {type: PERSON, value: Brunhilde, role: Oxlade}\n",
    "key": "- {type: PERSON, value: Brunhilde, name: Oxlade}\n",
    "number": "- {type: OTHER_ID, value: 7744119}\n",
    "list": "- {type: PERSON, value: [Brunhilde, Oxlade]}\n",
    "no list": "type: PERSON\nvalue: Brunhilde\n",
    "no entry": "- Brunhilde Oxlade\n",
    "twice": "- {type: PERSON, value: Brunhilde, value: Oxlade}\n",
    "quote": "- {type: PERSON, value: 'Brunhilde\n",
    "tag": "- {type: PERSON, value: !Oxlade Brunhilde}\n",
    "alias": "- {type: PERSON, value: *Oxlade}\n",
    "aliases": "- {type: PERSON, value: Brunhilde, aliases: Oxladeson}\n",
}


@pytest.mark.parametrize("name", BAD_ROSTERS)
def test_a_bad_roster_shows_no_value(name: str, tmp_path: Path, sideways: Sideways) -> None:
    """File and line, nothing of an entry."""
    path = tmp_path / "roster.yaml"
    path.write_text(BAD_ROSTERS[name], encoding="utf-8")
    with pytest.raises(casesafe.RosterError) as caught:
        casesafe.load(model=None, roster=path)
    assert secrets_in(told_by(caught.value) + sideways()) == []
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert "roster.yaml" in str(caught.value)


def test_gold_and_evaluation_errors_hide_their_text(tmp_path: Path, sideways: Sideways) -> None:
    """A gold note, its leaks, and the error of a line that is none."""
    path = tmp_path / "gold.jsonl"
    record = {"id": "1", "text": NOTE, "spans": [{"start": 8, "end": 30, "label": "PERSON"}]}
    path.write_text(json.dumps(record) + "\n" + json.dumps(record)[:-9], encoding="utf-8")
    notes = read_gold(path)
    note = next(notes)
    leaks = score_note(Scores(), note, [])
    assert leaks
    assert secrets_in(repr(note) + repr(leaks)) == []
    with pytest.raises(casesafe.NoteDecodeError) as caught:
        next(notes)
    assert secrets_in(told_by(caught.value) + sideways()) == []


# --- the command line -----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Notes, good and bad, a roster, policies and a gold file."""
    notes = tmp_path / "notes"
    notes.mkdir()
    for name in ("a.txt", "b.txt"):
        (notes / name).write_text(NOTE, encoding="utf-8")
    (tmp_path / "bytes.txt").write_bytes(NOTE.encode() + b"\xff")
    (tmp_path / "nul.txt").write_bytes(NOTE.encode() + b"\0")
    (tmp_path / "spanish.txt").write_text(SPANISH, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "block.yaml").write_text(BLOCKING, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BAD_POLICIES["action"], encoding="utf-8")
    (tmp_path / "r.yaml").write_text(json.dumps(ROSTER), encoding="utf-8")
    (tmp_path / "bad-r.yaml").write_text(BAD_ROSTERS["role"], encoding="utf-8")
    (tmp_path / "file").write_bytes(b"")
    gold = {"id": "1", "text": NOTE, "spans": [{"start": 8, "end": 30, "label": "PERSON"}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text(json.dumps(gold)[:-5], encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ("scan notes --policy p.yaml --roster r.yaml", 1),
        ("scan notes --policy p.yaml --roster r.yaml --format json", 1),
        ("scan - --policy p.yaml --roster r.yaml", 1),
        ("redact notes --policy p.yaml --roster r.yaml --out out", 0),
        ("redact notes --policy p.yaml --roster r.yaml --out out --format json", 0),
        ("redact notes --policy p.yaml --roster r.yaml --out out --fail-on-flags", 0),
        ("evaluate gold.jsonl --policy p.yaml --roster r.yaml", 0),
        ("evaluate gold.jsonl --policy p.yaml --roster r.yaml --format json", 0),
        ("evaluate gold.jsonl --policy p.yaml --errors errors.jsonl", 0),
        ("evaluate gold.jsonl --errors file/errors.jsonl", 3),
        ("evaluate bad.jsonl", 3),
        ("rules check p.yaml", 0),
        ("rules check bad.yaml", 2),
        ("scan bytes.txt nul.txt spanish.txt", 3),
        ("scan bytes.txt nul.txt spanish.txt --format json", 3),
        ("redact bytes.txt", 3),
        ("redact spanish.txt", 3),
        ("redact bytes.txt --encoding ascii", 3),
        ("redact notes/a.txt --policy block.yaml", 3),
        ("redact notes --policy block.yaml --out out", 3),
        ("redact - --policy block.yaml", 3),
        ("redact notes --out file", 2),
        ("redact notes --out file/sub", 2),
        ("scan notes --policy bad.yaml", 2),
        ("scan notes --roster bad-r.yaml", 2),
        ("scan notes --model file", 3),
    ],
)
def test_no_command_prints_text(
    folder: Path, args: str, status: int, monkeypatch: pytest.MonkeyPatch, sideways: Sideways
) -> None:
    """Tables, lines, JSON, errors: places and types only, on both outputs and in the logs."""
    monkeypatch.chdir(folder)
    assert _run(monkeypatch, args) == status
    assert secrets_in(sideways()) == []


def _run(monkeypatch: pytest.MonkeyPatch, args: str) -> int:
    monkeypatch.setattr(sys, "argv", ["casesafe", *args.split()])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTE.encode())))
    try:
        main()
    except SystemExit as done:
        return int(done.code or 0)
    return 0


@pytest.mark.parametrize("args", ["scan notes", "redact notes/a.txt", "redact notes --out out"])
def test_an_unexpected_error_prints_its_class(
    folder: Path, args: str, monkeypatch: pytest.MonkeyPatch, sideways: Sideways
) -> None:
    """A fault of the library itself, with note text in it, is told by its class alone."""

    def explode(self: object, text: str) -> None:
        raise ZeroDivisionError(text) from KeyError(text)

    monkeypatch.chdir(folder)
    monkeypatch.setattr("casesafe.guard.Guard.find", explode)
    monkeypatch.setattr("casesafe.guard.Guard.redact", explode)
    assert _run(monkeypatch, args) == 3
    shown = sideways()
    assert "unexpected ZeroDivisionError" in shown
    assert secrets_in(shown) == []


def test_redacted_text_is_all_that_standard_output_holds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, sideways: Sideways
) -> None:
    """The redacted note holds what the policy lets stay, and none of the rest."""
    monkeypatch.chdir(folder)
    assert _run(monkeypatch, "redact notes/a.txt --policy p.yaml --roster r.yaml") == 0
    assert secrets_in(sideways()) == ["Vellumwick"]


DEBUG_PRELUDE = (
    "import logging, sys\nlogging.basicConfig(level=logging.DEBUG, stream=sys.stderr)\n"
    "from casesafe.cli.main import main\nmain()\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("args", "status", "seen"),
    [
        ("scan notes --policy p.yaml --roster r.yaml", 1, "Identifiers by file and type"),
        ("redact notes --policy p.yaml --roster r.yaml --out out", 0, "replaced"),
        ("scan bytes.txt spanish.txt", 3, "not utf-8"),
        ("evaluate gold.jsonl --policy p.yaml", 0, "direct identifiers"),
    ],
)
def test_a_terminal_shows_no_text(folder: Path, args: str, status: int, seen: str) -> None:
    """The table, the progress bar and the logs at DEBUG, on a terminal."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", DEBUG_PRELUDE, *args.split()],
        cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux says so when the other end is closed
        pass
    finally:
        os.close(ours)
    assert process.wait() == status
    assert seen in shown.decode()
    assert secrets_in(shown.decode()) == []
