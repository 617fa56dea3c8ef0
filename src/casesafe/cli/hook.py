"""`casesafe hook`: what is about to be committed or pushed, judged before it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casesafe.cli import options
from casesafe.cli.hook_run import HookRequest, run_hook

Files = Annotated[
    list[Path] | None, typer.Argument(help="Files, as pre-commit names them.", show_default=False)
]
Staged = Annotated[bool, typer.Option("--staged", help="What is staged, read from git's index.")]
Range = Annotated[
    str | None,
    typer.Option("--range", metavar="A..B", help="What the commits of a range add or change."),
]
Message = Annotated[
    bool, typer.Option("--commit-message", help="The file named is a commit message.")
]


def hook(
    files: Files = None,
    staged: Staged = False,
    commits: Range = None,
    commit_message: Message = False,
    policy: options.Policy = None,
    roster: options.Roster = None,
    format: options.Format = "text",
    output: options.Output = None,
    workers: options.Workers = None,
    encoding: options.Encoding = None,
    reference_date: options.ReferenceDate = None,
    model: options.Model = None,
    no_model: options.NoModel = False,
    fail_on_flags: options.FailOnFlags = False,
    show_text: options.ShowText = False,
) -> None:
    """Judge files, what is staged, a range of commits, or a commit message.

    Findings that `.casesafe-baseline.json` or an inline comment accepts do not count. Nothing is
    written but the report. Exit status: 0 clean, 1 identifiers found, 2 wrong use, 3 something
    could not be scanned.
    """
    raise typer.Exit(
        run_hook(
            HookRequest(
                files=tuple(files or ()),
                staged=staged,
                commits=commits,
                commit_message=commit_message,
                policy=policy,
                roster=roster,
                format=format,
                output=output,
                workers=workers,
                encoding=encoding,
                reference_date=reference_date,
                model=model,
                no_model=no_model,
                fail_on_flags=fail_on_flags,
                show_text=show_text,
            )
        )
    )
