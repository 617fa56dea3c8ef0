"""The options of the commands, as Typer declares them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from casesafe.cli.setup import DEFAULT_POLICY

Policy = Annotated[
    str | None,
    typer.Option(
        "--policy",
        "-p",
        metavar="NAME|FILE",
        help=f"A built-in policy's name or a YAML file. Default: {DEFAULT_POLICY}.",
    ),
]
Roster = Annotated[
    Path | None,
    typer.Option("--roster", "-r", metavar="FILE", help="YAML file of identifiers that are known."),
]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="FOLDER", help="Folder of another spaCy pipeline."),
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Run the rules alone.")]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of files that are neither UTF-8 nor UTF-16.",
    ),
]
ReferenceDate = Annotated[
    datetime | None,
    typer.Option(
        "--reference-date",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The day that ages are told from.",
    ),
]
FailOnFlags = Annotated[
    bool, typer.Option("--fail-on-flags", help="Flagged findings count for exit status 1 too.")
]
Format = Annotated[
    str, typer.Option("--format", "-f", metavar="NAME", help="text, json, jsonl or sarif.")
]
ShortFormat = Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="text or json.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="FILE", help="Write the report to this file.", show_default=False
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="PATTERN", help="Pattern of files to read; may be repeated."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="PATTERN", help="Pattern of files to leave out; may be repeated."
    ),
]
NoHidden = Annotated[bool, typer.Option("--no-hidden", help="Leave hidden files out.")]
MaxBytes = Annotated[
    int | None,
    typer.Option("--max-bytes", min=1, metavar="N", help="Larger files are not read: status 3."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        "-j",
        min=1,
        metavar="N",
        help="Processes. Default: by the number of files.",
    ),
]
ShowText = Annotated[
    bool, typer.Option("--show-text", help="Show what was found; only on a terminal.")
]
