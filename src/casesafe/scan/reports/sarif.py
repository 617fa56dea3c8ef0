"""A run as SARIF 2.1.0, without snippets, without fingerprints that derive from a value.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0, Errata 01. A finding's end is not
told: where it stands in a file of cells or strings is known of its first character alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from casesafe.core.entity_types import ENTITY_TYPES, category_of, kind_of, order_of
from casesafe.core.finding import Action, Finding
from casesafe.scan.reports.run import Run, encodable
from casesafe.scan.results import Excused, FileResult, Place, Status

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: What paths are relative to; the consumer knows where that is.
_BASE = "%SRCROOT%"
_NOT_SCANNED, _NOT_READ, _REMARK = "not-scanned", "not-read", "remark"
_NOTIFICATIONS = {
    _NOT_SCANNED: "The file was not scanned; nothing is known of it.",
    _NOT_READ: "A part of the file was not read; nothing is known of that part.",
    _REMARK: "An allow comment does not hold.",
}
_SUPPRESSIONS = {"comment": "inSource", "baseline": "external"}
_HELP = (
    "Look at it with `casesafe scan PATH --show-text`. Write a redacted copy with `casesafe redact "
    "PATH --out FOLDER`, change the file by hand, or accept what is no identifier with `casesafe "
    "baseline create`."
)
# Surrogates that stand for no byte; no name of a file on disk holds them outside Windows.
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def to_sarif(run: Run) -> str:
    """Return the run as a SARIF log."""
    used = {f.entity_type for r in run.results for f in r.findings}
    used |= {e.place.finding.entity_type for r in run.results for e in r.excused}
    types = sorted(used, key=lambda name: (order_of(name), name))
    index = {name: i for i, name in enumerate(types)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(run, types)},
                "invocations": [_invocation(run)],
                "originalUriBaseIds": {
                    _BASE: {"description": {"text": "The folder that paths are relative to."}}
                },
                "columnKind": "unicodeCodePoints",
                "results": [r for file in run.results for r in _results(run, file, index)],
                "properties": {**run.head(), "counts": asdict(run.counts)},
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _driver(run: Run, types: Iterable[str]) -> dict[str, Any]:
    return {
        "name": "casesafe",
        "version": run.version,
        "rules": [_rule(name) for name in types],
        "notifications": [
            {"id": name, "shortDescription": {"text": text}}
            for name, text in _NOTIFICATIONS.items()
        ],
    }


def _rule(name: str) -> dict[str, Any]:
    known = ENTITY_TYPES.get(name)
    covers = known.covers if known else "an identifier that the policy defines"
    category = category_of(name)
    law = f" 45 CFR 164.514(b)(2)(i)({category})." if category else ""
    return {
        "id": name,
        "shortDescription": {"text": f"{covers[0].upper()}{covers[1:]}."},
        "fullDescription": {"text": f"{name} covers: {covers}.{law}"},
        "help": {"text": f"{name} covers: {covers}.{law} {_HELP}"},
        "properties": {"category": category, "kind": kind_of(name).value},
    }


def _invocation(run: Run) -> dict[str, Any]:
    notifications = []
    for r in run.results:
        if r.status is Status.FAILED:
            notifications.append(_notification(r, _NOT_SCANNED, r.reason or "no reason is known"))
        notifications += [_notification(r, _NOT_READ, part) for part in r.unread]
        notifications += [_notification(r, _REMARK, said, "note") for said in r.remarks]
    return {
        "executionSuccessful": not any(r.incomplete for r in run.results),
        "toolExecutionNotifications": notifications,
    }


def _notification(file: FileResult, name: str, text: str, level: str = "error") -> dict[str, Any]:
    return {
        "descriptor": {"id": name, "index": list(_NOTIFICATIONS).index(name)},
        "level": level,
        "message": {"text": encodable(text)},
        "locations": [_location(file.path)],
    }


def _results(run: Run, file: FileResult, index: Mapping[str, int]) -> list[dict[str, Any]]:
    counted = [_result(run, file, p, index) for p in file.places]
    excused = [
        {**_result(run, file, e.place, index), "suppressions": [_suppression(e)]}
        for e in file.excused
    ]
    return counted + excused


def _result(run: Run, file: FileResult, place: Place, index: Mapping[str, int]) -> dict[str, Any]:
    f = place.finding
    where = " in the file's name" if place.in_path else ""
    if file.commit:
        where += f" in commit {file.commit}"
    text = f"{f.entity_type}{where}, action {f.action.value}, found by {f.recognizer}/{f.rule}."
    return {
        "ruleId": f.entity_type,
        "ruleIndex": index[f.entity_type],
        "level": _level(run, f),
        "message": {"text": text},
        "locations": [_location(file.path, place)],
        "properties": {
            "action": f.action.value,
            "recognizer": f.recognizer,
            "rule": f.rule,
            "score": round(f.score, 4),
            "sure": f.sure,
            "role": f.role,
            "commit": file.commit,
        },
    }


def _level(run: Run, finding: Finding) -> str:
    """`error` fails the run; `note` needs nobody; between them, what a person should look at."""
    if run.fails(finding):
        return "error"
    flagged = finding.action is Action.FLAG
    if run.command == "redact":  # what the policy changes was changed; what it flags still stands
        return "warning" if flagged else "note"
    return "note" if flagged else "warning"


def _suppression(excused: Excused) -> dict[str, Any]:
    return {
        "kind": _SUPPRESSIONS[excused.by],
        "status": "accepted",
        "justification": encodable(excused.reason),
    }


def _location(path: str, place: Place | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(path)}
    if place is not None and not place.in_path:
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": physical}


def _artifact(path: str) -> dict[str, Any]:
    pure = PurePath(path)
    data = _NO_BYTE.sub("\ufffd", pure.as_posix()).encode("utf-8", "surrogateescape")
    if pure.is_absolute():
        return {"uri": f"file:///{quote(data.lstrip(b'/'), safe='/:')}"}
    return {"uri": quote(data, safe="/"), "uriBaseId": _BASE}
