"""What `casesafe hook` does. Nothing heavy is imported while all files are remembered as clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from casesafe.cli import setup
from casesafe.cli.setup import CLEAN, WrongUse

if TYPE_CHECKING:
    from casesafe.scan.batch import Entry
    from casesafe.scan.results import FileResult
    from casesafe.scan.settings import Settings


@dataclass(frozen=True, slots=True)
class HookRequest:
    """The arguments of `casesafe hook`, with their defaults."""

    files: tuple[Path, ...] = ()
    staged: bool = False
    commits: str | None = None
    commit_message: bool = False
    policy: str | None = None
    roster: Path | None = None
    format: str = "text"
    output: Path | None = None
    workers: int | None = None
    encoding: str | None = None
    reference_date: datetime | None = None
    model: Path | None = None
    no_model: bool = False
    fail_on_flags: bool = False
    show_text: bool = False


def plain_request(arguments: Sequence[str]) -> HookRequest | None:
    """Return the request of the usual calls of a hook, which need no parser; else None."""
    if not arguments or arguments[0] != "hook":
        return None
    before, named = list(arguments[1:]), []
    if "--" in before:  # only names come behind it, whatever they begin with
        end = before.index("--")
        before, named = before[:end], before[end + 1 :]
    flags = {a for a in before if a.startswith("-")}
    files = tuple(Path(a) for a in (*(a for a in before if not a.startswith("-")), *named))
    if not flags <= {"--staged", "--commit-message"} or not (flags or files):
        return None
    return HookRequest(files, "--staged" in flags, None, "--commit-message" in flags)


def run_hook(request: HookRequest) -> int:
    """Judge what a hook was asked to, write the report and return the exit status.

    Raises:
        CasesafeError: on wrong use, or if nothing could be judged at all.
    """
    from casesafe.cli.progress import with_progress
    from casesafe.cli.run import Texts, batch, report
    from casesafe.scan.excuses import Excuses
    from casesafe.scan.repository import baseline_of, root_of

    _check(request)
    root = root_of(Path.cwd(), needed=request.staged or request.commits is not None)
    settings = setup.read_settings([root])
    encoding = request.encoding or settings.encoding
    engine = setup.make_engine(
        settings,
        request.policy,
        request.roster,
        request.model,
        request.no_model,
        request.reference_date,
    )
    entries = list(_entries(request, root, settings))
    excuses = Excuses(baseline_of(root, settings.baseline, staged=request.staged))
    texts = Texts(excuses.judge) if request.show_text else None
    count = setup.worker_count(request.workers, settings, len(entries))
    if count > 1:
        engine.load_policy()  # says what is wrong with it before processes are started
    with batch(engine, count, encoding, texts.judge if texts else excuses.judge) as run:
        results = list(with_progress(run.scan(entries), len(entries), "scanning"))
    if request.format == "text" and request.output is None and _is_unchanged(results):
        print(f"casesafe: {_unchanged(results)} (policy {engine.policy_name})")
        return CLEAN
    return report(
        "hook",
        engine,
        engine.load_policy(),
        results,
        request.format,
        request.output,
        fail_on_flags=request.fail_on_flags or settings.fail_on_flags,
        texts=texts,
    )


def _check(request: HookRequest) -> None:
    setup.check_format(request.format)
    setup.check_encoding(request.encoding)
    ways = bool(request.files) + request.staged + (request.commits is not None)
    if ways == 0:
        raise WrongUse("name files, or give --staged or --range A..B")
    if ways > 1:
        raise WrongUse("files, --staged and --range exclude each other")
    if request.commits is not None and ".." not in request.commits:
        raise WrongUse("the range of commits must look like A..B")
    if request.commit_message and len(request.files) != 1:
        raise WrongUse("--commit-message needs the message's file, and no other")


def _entries(request: HookRequest, root: Path, settings: Settings) -> Iterator[Entry]:
    from casesafe.scan import repository

    patterns = setup.make_patterns(settings)
    if request.commit_message:
        yield repository.message_entry(request.files[0], root)
    elif request.files:
        yield from repository.file_entries(root, request.files, patterns, settings.max_bytes)
    else:
        yield from repository.blob_entries(root, request.commits, patterns, settings.max_bytes)


def _is_unchanged(results: Sequence[FileResult]) -> bool:
    """Whether all was remembered, and there is nothing to say of it."""
    return all(
        r.cached and not (r.places or r.excused or r.remarks or r.incomplete) for r in results
    )


def _unchanged(results: Sequence[FileResult]) -> str:
    clean = sum(r.reason is None for r in results)
    skipped = f", {len(results) - clean} skipped" if clean < len(results) else ""
    if not results:
        return "nothing to scan"
    return f"{clean} file{'s' if clean != 1 else ''} clean, unchanged since an earlier run{skipped}"
