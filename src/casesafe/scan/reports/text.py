"""A run as text: a line a finding, or a table on a terminal; the last line says what to do next."""

from __future__ import annotations

from collections import Counter

from casesafe.core.finding import Action
from casesafe.scan.reports.run import RULES_ALONE, Run, shown
from casesafe.scan.results import Excused, FileResult, Place, Status

#: What can be done about findings: a verb and its command.
_LOOK = ("look", "casesafe scan PATH --show-text")
_REDACT = ("redact", "casesafe redact PATH --out FOLDER")
_REWRITE = ("rewrite the message", "git commit -e")
_ACCEPT = ("accept", "casesafe baseline create")


def to_text(run: Run) -> str:
    """Return the whole report, as it stands in a file: also what was not read, and why."""
    lines = [line for r in run.results for line in (*result_lines(run, r), *problem_lines(run, r))]
    return "".join(f"{line}\n" for line in (*lines, *summary_lines(run)))


def result_lines(run: Run, result: FileResult) -> list[str]:
    """Return a line a finding, in the order of the file; of a redaction, one for what it wrote.

    What the baseline accepts is counted, and listed by `casesafe baseline audit`: there may be
    hundreds of lines of it round the one new finding.
    """
    if run.command == "redact":
        return [] if result.output is None else [_written(result, result.output)]
    placed = [(p, _found(result, p)) for p in result.places]
    placed += [(e.place, _allowed(result, e)) for e in result.excused if e.by == "comment"]
    return [line for _, line in sorted(placed, key=lambda item: (item[0].line, item[0].column))]


def excused_lines(result: FileResult) -> list[str]:
    """Return a line for each finding that an inline comment excuses."""
    return [_allowed(result, e) for e in result.excused if e.by == "comment"]


def _found(result: FileResult, place: Place) -> str:
    f = place.finding
    return _line(result, place, f"{f.action.value} ({f.recognizer}/{f.rule})")


def _allowed(result: FileResult, excused: Excused) -> str:
    return _line(result, excused.place, f"allowed by comment ({shown(excused.reason)})")


def _line(result: FileResult, place: Place, what: str) -> str:
    path, kind = shown(result.path), place.finding.entity_type
    commit = f" in commit {result.commit}" if result.commit else ""
    if place.in_path:
        return f"{path}: {kind} {what} in the file's name{commit}"
    return f"{path}:{place.line}:{place.column}: {kind} {what}{commit}"


def _written(result: FileResult, output: str) -> str:
    changed = sum(1 for f in result.findings if f.action.changes)
    flagged = Counter(f.entity_type for f in result.findings if not f.action.changes)
    left = ", ".join(f"{kind} {n}" for kind, n in sorted(flagged.items()))
    look = f"; look at the flagged: {left}" if left else ""
    return f"{shown(result.path)} -> {shown(output)}: {changed} replaced{look}"


def problem_lines(run: Run, result: FileResult) -> list[str]:
    """Return why a file, or a part of it, was not read, and what else is to be said of it."""
    path, lines = shown(result.path), []
    commit = f" in commit {result.commit}" if result.commit else ""
    if result.status is Status.FAILED:
        reason = shown(result.reason or "no reason is known")
        lines = [f"{path}: not {_done(run)}{commit}: {reason}"]
    lines += [f"{path}: not read{commit}: {shown(part)}" for part in result.unread]
    return lines + [f"{path}: {shown(remark)}" for remark in result.remarks]


def summary_lines(run: Run) -> list[str]:
    """Return what was skipped, the counts, and what to do next."""
    said, commands = next_steps(run)
    steps = [f"{verb} ({command})" for verb, command in commands]
    if steps:
        said += ": " + (", ".join(steps[:-1]) + " or " + steps[-1] if len(steps) > 1 else steps[0])
    return [*skipped_lines(run), counts_line(run), said]


def skipped_lines(run: Run) -> list[str]:
    """Return a line a reason, the most frequent first."""
    reasons = Counter(
        r.reason or "no reason is known" for r in run.results if r.status is Status.SKIPPED
    )
    return [f"{n} skipped: {shown(reason)}" for reason, n in reasons.most_common()]


def counts_line(run: Run) -> str:
    """Return the numbers of the run in one line."""
    c = run.counts
    line = (
        f"{_some(c.discovered, 'file')} discovered = {c.scanned} {_done(run)} + "
        f"{c.skipped} skipped + {c.failed} failed; {_some(c.findings, 'finding')}"
    )
    if c.excused:
        line += f", {c.excused} more accepted"
    cached = sum(1 for r in run.results if r.cached)
    return line + (f"; {_some(cached, 'file')} unchanged since an earlier run" if cached else "")


def next_steps(run: Run) -> tuple[str, list[tuple[str, str]]]:
    """Return what the run comes to, and what can be done about it: verbs with their commands."""
    policy = f"policy {run.policy}" + (", rules alone" if run.model == RULES_ALONE else "")
    if run.command == "redact":
        return _redact_next(run, policy)
    said, commands = _findings_next(run, policy)
    if run.of_message:
        commands = [_REWRITE] if commands else []
    undone = [r for r in run.results if r.incomplete]
    if undone:
        wholly = "" if all(r.status is Status.FAILED for r in undone) else "wholly "
        advice = f"convert, repair or exclude {'it' if len(undone) == 1 else 'them'}"
        missing = f"{_some(len(undone), 'file')} not {wholly}scanned: {advice}"
        said = f"{missing}. {said}" if run.counts.findings else f"{missing} ({policy})"
    return said, commands


def _findings_next(run: Run, policy: str) -> tuple[str, list[tuple[str, str]]]:
    failing = [f for r in run.results for f in r.findings if run.fails(f)]
    n = run.counts.failing
    if any(f.action is not Action.FLAG for f in failing):
        said = f"{_some(n, 'finding')} must change before sharing ({policy})"
        redact = [_REDACT] if any(f.action.changes for f in failing) else []
        return said, [_LOOK, *redact, _ACCEPT]
    if n:
        return f"{_some(n, 'flagged finding')} to decide on ({policy})", [_LOOK, _ACCEPT]
    if run.counts.findings:
        said = f"Nothing must change before sharing ({policy}); the rest is yours to judge"
        return said, [_LOOK]
    if not run.counts.scanned:
        return f"Nothing was scanned ({policy})", []
    return f"Clean ({policy})", []


def _redact_next(run: Run, policy: str) -> tuple[str, list[tuple[str, str]]]:
    c = run.counts
    written = sum(1 for r in run.results if r.output is not None)
    said = f"{written} written, {c.failed} failed ({policy}). "
    if c.failing:
        said += f"{_some(c.failing, 'flagged finding')} left for you to decide on. "
    if any(r.incomplete for r in run.results):
        said += "Convert, repair or exclude what was not read, and run it again. "
    return said + "Read what was written before you share it.", []


def _done(run: Run) -> str:
    return "redacted" if run.command == "redact" else "scanned"


def _some(n: int, noun: str) -> str:
    return f"{n} {noun}" + ("" if n == 1 else "s")
