"""A run as JSON: one object, or one line a file with the counts at the end.

All output is ASCII: it passes every pipe and terminal, and a control character in a file's name is
never written as such.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from casesafe.scan.reports.run import Run, encodable
from casesafe.scan.results import FileResult


def to_json(run: Run) -> str:
    """Return the run as one JSON object."""
    files = [_file(r) for r in run.results]
    document = {**run.head(), "files": files, "counts": asdict(run.counts)}
    return json.dumps(document, indent=2) + "\n"


def to_jsonl(run: Run) -> str:
    """Return the run as one line a file and a last line with the counts."""
    return "".join(map(file_line, run.results)) + counts_line(run)


def file_line(result: FileResult) -> str:
    """Return the line of one file, which can be written as soon as its result is there."""
    return json.dumps(_file(result)) + "\n"


def counts_line(run: Run) -> str:
    """Return the last line; a report without it was cut short."""
    return json.dumps({**run.head(), "counts": asdict(run.counts)}) + "\n"


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "path": encodable(result.path),
        "status": result.status.value,
        "reason": _encodable(result.reason),
        "output": _encodable(result.output),
        "commit": result.commit,
        "findings": [p.to_dict() for p in result.places],
        "excused": [
            {**e.place.to_dict(), "by": e.by, "reason": encodable(e.reason)} for e in result.excused
        ],
        "unread": [encodable(part) for part in result.unread],
        "remarks": [encodable(remark) for remark in result.remarks],
    }


def _encodable(text: str | None) -> str | None:
    return None if text is None else encodable(text)
