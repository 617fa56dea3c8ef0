"""Guard: the composition root. It parses, recognizes, resolves and rewrites under one policy."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from presidio_analyzer import EntityRecognizer

from casesafe.core.collector import collector_held_back
from casesafe.core.decisions import checked
from casesafe.core.detection import MODEL_RECOGNIZER, Detection
from casesafe.core.finding import Action, Finding
from casesafe.core.note import Note
from casesafe.core.redaction import Redaction
from casesafe.errors import (
    BlockedError,
    IdentifiersFound,
    LeakError,
    NoteError,
    RecognizerFailedError,
)
from casesafe.nlp.language import check_language
from casesafe.nlp.pipeline import Pipeline, load_pipeline
from casesafe.policy.load import load_policy
from casesafe.policy.schema import Policy
from casesafe.recognizers.base import Recognizer
from casesafe.recognizers.known_names import known_names
from casesafe.recognizers.presidio import detections_of
from casesafe.recognizers.registry import built_in
from casesafe.recognizers.roster import RosterRecognizer
from casesafe.resolve.keep_list import KeepList, KeepSpan
from casesafe.resolve.overlap import Claim
from casesafe.resolve.repeats import Lexicon
from casesafe.resolve.resolver import (
    Resolution,
    effective_action,
    resolve,
    to_findings,
)
from casesafe.rewrite import Leaks, Written, check_leaks, write
from casesafe.values.nicknames import nicknames_of
from casesafe.values.roster import Roster
from casesafe.values.vocabulary import clinical_abbreviations, given_names, ordinary_words

DEFAULT_POLICY: Final = "peer-consultation"
#: `model=` of `load`: the pipeline that casesafe ships.
SHIPPED: Final = "shipped"
#: How often a note is rewritten afresh after a hit of the leak check.
_REWRITES = 2
#: The deadline of a note: seconds, and seconds for each character. Generous; a guard against
#: runaway recognizers, not a clock.
_DEADLINE_S, _DEADLINE_S_PER_CHARACTER = 60.0, 0.001


def load(
    policy: str | Path | Policy = DEFAULT_POLICY,
    *,
    roster: str | Path | Roster | Iterable[dict[str, Any]] | None = None,
    recognizers: Sequence[EntityRecognizer] = (),
    reference_date: date | None = None,
    model: str | Path | None = SHIPPED,
) -> Guard:
    """Load a guard.

    Args:
        policy: A built-in policy's name, a path, or a Policy.
        roster: Identifiers that are known: a YAML file, entries, or a Roster.
        recognizers: More recognizers, ours or Presidio's, beside the built-in ones.
        reference_date: The day that ages are told from; default: today, fixed here.
        model: A spaCy pipeline's folder, or None for the rules alone. Default: the one that
            casesafe ships, or the one that the policy names.

    Raises:
        PolicyError: if the policy cannot be used.
        RosterError: if the roster cannot be used.
        ModelUnavailableError: if the pipeline cannot be loaded.
    """
    return Guard(
        load_policy(policy),
        roster=_roster(roster),
        recognizers=tuple(recognizers),
        reference_date=reference_date or date.today(),
        model=model,
    )


def _roster(roster: str | Path | Roster | Iterable[dict[str, Any]] | None) -> Roster | None:
    if roster is None or isinstance(roster, Roster):
        return roster
    if isinstance(roster, str | Path):
        return Roster.load(Path(roster))
    return Roster.from_entries(list(roster))


class Guard:
    """Finds, redacts and checks under one policy. Made by `load`.

    It is thread-safe, and crosses process borders by reference: policy, roster, recognizers,
    reference date and model path. Its repr shows no roster.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        roster: Roster | None,
        recognizers: tuple[EntityRecognizer, ...],
        reference_date: date,
        model: str | Path | None,
    ) -> None:
        self.policy = policy
        self.reference_date = reference_date
        self._roster = roster
        self._added = recognizers
        self._model = model
        self._pipeline = _pipeline(policy, model)
        known: tuple[EntityRecognizer, ...] = built_in(policy, reference_date.year)
        if roster is not None:
            known = (*known, RosterRecognizer(roster))
        self._recognizers = (*known, *recognizers)
        self._keep = KeepList.built_in()
        self._lexicon = Lexicon(
            ordinary_words(), clinical_abbreviations(), given_names(), nicknames_of
        )

    def __repr__(self) -> str:
        return f"Guard({self.policy.name!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _reload,
            (self.policy, self._roster, self._added, self.reference_date, self._model),
        )

    @property
    def has_model(self) -> bool:
        """Whether a language model takes part, beside the rules."""
        return self._pipeline.has_model

    # --- the public verbs -------------------------------------------------------------------------

    def find(self, text: str, *, names: Sequence[str] = ()) -> tuple[Finding, ...]:
        """Return what the policy acts on, sorted and disjoint, in offsets of `text`.

        Args:
            text: The note.
            names: Names that are known to belong to this note, such as those in its file's path.

        Raises:
            NoteError: `NotUnderstoodError` or `RecognizerFailedError`.
        """
        with collector_held_back(len(text)):
            note = self._parse(text)
            found = self._detect(note, names=tuple(names))
            return to_findings(note, self._resolve(note, found).claims)

    def redact(self, text: str, *, names: Sequence[str] = ()) -> Redaction:
        """Return the note rewritten under the policy.

        Args:
            text: The note.
            names: As of `find`.

        Raises:
            NoteError: `NotUnderstoodError`, `RecognizerFailedError`, `BlockedError` or `LeakError`;
                nothing of the note is returned then.
        """
        with collector_held_back(len(text)):
            return self._redact(text, tuple(names))

    def apply(
        self, text: str, findings: Iterable[Finding], rejected: Iterable[Finding] = ()
    ) -> Redaction:
        """Rewrite `text` by findings that a person decided on.

        Args:
            text: The note.
            findings: From `find`, with other actions where wished, and `Finding.manual` ones.
            rejected: Findings that the person refused; the leak check leaves them alone.

        Raises:
            SpanBoundsError: if a finding lies outside the text.
            OverlapError: if two findings overlap.
            NoteError: as `redact`.
        """
        chosen = checked(text, findings)
        refused = checked(text, rejected)
        note = self._parse(text)
        resolution = self._resolve(note, ())
        written = None
        for _ in range(1 + _REWRITES):
            self._refuse_blocked(chosen)
            written, leaks = self._write(note, chosen, resolution, refused, written)
            if not leaks.hits:
                return Redaction(written.text, chosen, written.replacements, leaks.left)
            chosen = self._with_hits(note, chosen, leaks.hits)
        raise LeakError(tuple(sorted({d.entity_type for d in leaks.hits})))

    def check(self, text: str) -> None:
        """Return if the text is clean by the rule of exit status 1.

        Raises:
            IdentifiersFound: if a finding of a `fail_on` type changes or blocks (or is flagged,
                where the policy says `fail_on_flags`).
            NoteError: as `find`.
        """
        failing = self.failing(self.find(text))
        if failing:
            counts: dict[str, int] = {}
            for f in failing:
                counts[f.entity_type] = counts.get(f.entity_type, 0) + 1
            raise IdentifiersFound(counts)

    def failing(
        self, findings: Iterable[Finding], *, fail_on_flags: bool = False
    ) -> tuple[Finding, ...]:
        """Return the findings that make a scan fail, in order."""
        return self.policy.failing(findings, fail_on_flags=fail_on_flags)

    def redact_many(
        self, texts: Iterable[str], workers: int = 1
    ) -> Iterator[Redaction | NoteError]:
        """Yield, in order, the Redaction of each text, or the NoteError of that note.

        Args:
            texts: Read lazily, a few ahead of the results.
            workers: Processes (started by spawn, so that a script needs its
                `if __name__ == "__main__"`); 1: this process alone.
        """
        if workers <= 1:
            return (self._redaction_or_error(text) for text in texts)
        from casesafe.workers import redact_in_workers

        return redact_in_workers(self, texts, workers)

    # --- the steps --------------------------------------------------------------------------------

    def _redact(self, text: str, names: tuple[str, ...]) -> Redaction:
        note = self._parse(text)
        detections = self._detect(note, names=names)
        keep = self._keep.spans(note)
        hits: tuple[Detection, ...] = ()
        written = None
        for _ in range(1 + _REWRITES):
            resolution = self._resolve(note, (*detections, *hits), keep)
            findings = to_findings(note, resolution.claims)
            self._refuse_blocked(findings)
            written, leaks = self._write(note, findings, resolution, before=written)
            if not leaks.hits:
                return Redaction(written.text, findings, written.replacements, leaks.left)
            hits = (*hits, *leaks.hits)
        raise LeakError(tuple(sorted({d.entity_type for d in leaks.hits})))

    def _redaction_or_error(self, text: str) -> Redaction | NoteError:
        try:
            return self.redact(text)
        except NoteError as error:
            return error

    def _parse(self, text: str) -> Note:
        note = self._pipeline.parse(text)
        check_language(note)
        return note

    def _detect(
        self, note: Note, *, model: bool = True, names: tuple[str, ...] = ()
    ) -> list[Detection]:
        deadline = time.monotonic() + _DEADLINE_S + _DEADLINE_S_PER_CHARACTER * len(note.text)
        artifacts = None
        found: list[Detection] = []
        for r in self._recognizers:
            failed = ""
            try:
                if isinstance(r, Recognizer):
                    if model or r.NAME != MODEL_RECOGNIZER:
                        found.extend(r.recognize(note))
                else:
                    artifacts = artifacts or self._pipeline.artifacts(note)
                    found.extend(detections_of(r, note, artifacts))
            except Exception as error:  # whatever a recognizer raises may hold note text
                failed = type(error).__name__
            if not failed and time.monotonic() > deadline:
                failed = "TimeoutError"
            if failed:
                raise RecognizerFailedError(r.name, failed)
        return [*found, *known_names(note, names)]

    def _resolve(
        self,
        note: Note,
        detections: Iterable[Detection],
        keep: Sequence[KeepSpan] | None = None,
    ) -> Resolution:
        keep = self._keep.spans(note) if keep is None else keep
        return resolve(note, detections, self.policy, keep, self._lexicon)

    def _second_pass(self, text: str) -> tuple[Note, Sequence[Claim]]:
        note = self._pipeline.parse_rules(text)
        return note, self._resolve(note, self._detect(note, model=False)).claims

    def _write(
        self,
        note: Note,
        findings: Sequence[Finding],
        resolution: Resolution,
        rejected: Sequence[Finding] = (),
        before: Written | None = None,
    ) -> tuple[Written, Leaks]:
        year = self.reference_date.year
        written = write(note.text, findings, self.policy, note.placeholders, year)
        second = self._second_pass
        return written, check_leaks(
            note, findings, written, resolution, self._lexicon, second, rejected, before
        )

    def _refuse_blocked(self, findings: Iterable[Finding]) -> None:
        counts: dict[str, int] = {}
        for f in findings:
            if f.action is Action.BLOCK:
                counts[f.entity_type] = counts.get(f.entity_type, 0) + 1
        if counts:
            raise BlockedError(counts)

    def _with_hits(
        self, note: Note, chosen: tuple[Finding, ...], hits: Iterable[Detection]
    ) -> tuple[Finding, ...]:
        """Return the chosen findings and those of the leak check that are free of them.

        A hit with the surface of a chosen finding is treated as that one was.
        """
        out = list(chosen)
        surfaces = {
            (f.entity_type, note.text[f.start : f.end].casefold()): f
            for f in reversed(chosen)
            if f.action.changes
        }
        for d in hits:
            start, end = note.original(d.start, d.end)
            if any(f.start < end and start < f.end for f in out):
                continue
            like = surfaces.get((d.entity_type, note.text[start:end].casefold()))
            if like is not None:
                out.append(
                    replace(like, start=start, end=end, recognizer=d.recognizer, rule=d.rule)
                )
                continue
            role = "unknown" if d.entity_type == "PERSON" else None
            action = effective_action(self.policy, d.entity_type, role, d.sure)
            if action is Action.KEEP or action is Action.FLAG:
                action = Action.REDACT
            out.append(
                Finding(
                    start, end, d.entity_type, action, d.score, d.sure, d.recognizer, d.rule, role
                )
            )
        return tuple(sorted(out, key=lambda f: f.start))


def _reload(
    policy: Policy,
    roster: Roster | None,
    recognizers: tuple[EntityRecognizer, ...],
    reference_date: date,
    model: str | Path | None,
) -> Guard:
    return Guard(
        policy, roster=roster, recognizers=recognizers, reference_date=reference_date, model=model
    )


def _pipeline(policy: Policy, model: str | Path | None) -> Pipeline:
    own = policy.entity_types
    if model is None:
        return load_pipeline(without_model=True, custom_types=own)
    labels = policy.model.labels if policy.model else None
    path = (policy.model.path if policy.model else None) if model == SHIPPED else model
    return load_pipeline(path, labels, custom_types=own, sensitivity=policy.sensitivity)
