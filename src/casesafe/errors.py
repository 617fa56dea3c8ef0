"""The exceptions of casesafe. None of them carries note text or a policy's values.

CasesafeError
  PolicyError (ValueError)       PolicySyntaxError  PolicyValidationError  UnknownNameError
  SpanError (ValueError)         SpanBoundsError  OverlapError
  OperatorError                  OperatorParameterError
  RosterError (ValueError)       the roster file is not what it should be
  SettingsError (ValueError)     the settings file is not what it should be
  BaselineError (ValueError)     the baseline file is not what it should be, or of another key
  ModelUnavailableError          a pipeline or model is missing, damaged or does not fit
  KeyUnavailableError            a baseline's key cannot be used    KeyMissingError  it is not here
  IdentifiersFound               `Guard.check` found something
  NoteError                      one note failed; a batch goes on with the next
    NoteDecodeError  NoteUnreadableError  NotUnderstoodError  RecognizerFailedError  BlockedError  LeakError

Errors are raised outside `except` blocks, so that neither `__cause__` nor `__context__` leads to a text.
"""

from __future__ import annotations

from pathlib import Path


class CasesafeError(Exception):
    """The root of every error that casesafe raises on purpose."""


class PolicyError(CasesafeError, ValueError):
    """A policy cannot be used.

    Args:
        message: What is wrong, without the policy's values.
        path: The policy's file or built-in name.
        line: The line in that file, from 1.
        key: The dotted key, such as `rules.PERSON.action`.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        key: str | None = None,
    ) -> None:
        place = "" if path is None else str(path) + (f":{line}" if line else "")
        where = ": ".join(part for part in (place, key or "") if part)
        super().__init__(f"{where}: {message}" if where else message)
        self.path = path
        self.line = line
        self.key = key


class PolicySyntaxError(PolicyError):
    """The policy is not well-formed YAML, or uses YAML in a way that is refused."""


class PolicyValidationError(PolicyError):
    """The policy is YAML, but not a policy: an unknown key, a wrong type, a cycle."""


class UnknownNameError(PolicyError):
    """A policy, action, operator or entity type of that name does not exist."""


class SpanError(CasesafeError, ValueError):
    """Spans that cannot be."""


class SpanBoundsError(SpanError):
    """A span is empty, negative or outside its text."""


class OverlapError(SpanError):
    """Findings overlap where they must be disjoint."""


class OperatorError(CasesafeError):
    """An operator could not write its replacement."""


class OperatorParameterError(OperatorError, ValueError):
    """The parameters of an operator are not valid."""


class RosterError(CasesafeError, ValueError):
    """The roster cannot be read. Carries `path` and `line`, never an entry's value."""

    def __init__(
        self, message: str, *, path: str | Path | None = None, line: int | None = None
    ) -> None:
        place = "" if path is None else str(path) + (f":{line}" if line else "") + ": "
        super().__init__(f"{place}{message}")
        self.path = path
        self.line = line


class SettingsError(CasesafeError, ValueError):
    """The settings file cannot be used.

    Args:
        message: What is wrong, without the values of the settings.
        path: The settings file.
        line: The line in that file, from 1, where it can be told.
        key: The key, such as `workers` or `exclude[2]`.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        key: str | None = None,
    ) -> None:
        place = "" if path is None else str(path) + (f":{line}" if line else "")
        where = ": ".join(part for part in (place, key or "") if part)
        super().__init__(f"{where}: {message}" if where else message)
        self.path = path
        self.line = line
        self.key = key


class BaselineError(CasesafeError, ValueError):
    """The baseline cannot be used. Carries `path` and `line`, never an accepted value."""

    def __init__(
        self, message: str, *, path: str | Path | None = None, line: int | None = None
    ) -> None:
        place = "" if path is None else str(path) + (f":{line}" if line else "") + ": "
        super().__init__(f"{place}{message}")
        self.path = path
        self.line = line


class ModelUnavailableError(CasesafeError):
    """The language pipeline or its model is missing, damaged or does not fit this version."""


class KeyUnavailableError(CasesafeError):
    """The key of a baseline cannot be used. The message never holds a key."""


class KeyMissingError(KeyUnavailableError):
    """The key of a baseline is not on this machine; the message says how to get it."""


class IdentifiersFound(CasesafeError):  # noqa: N818  (the public name, a result rather than a fault)
    """`Guard.check` found identifiers. `counts` maps entity type to the number of findings."""

    def __init__(self, counts: dict[str, int]) -> None:
        total = sum(counts.values())
        listed = ", ".join(f"{name} {n}" for name, n in sorted(counts.items()))
        super().__init__(f"{total} identifier{'s' if total != 1 else ''} found: {listed}")
        self.counts = dict(counts)

    def __reduce__(self) -> tuple[type, tuple[dict[str, int]]]:
        return (type(self), (self.counts,))


class NoteError(CasesafeError):
    """One note could not be handled; nothing of it was written.

    Args:
        message: What happened, without note text.
        path: The note's file, where there is one.
    """

    def __init__(self, message: str, *, path: str | Path | None = None) -> None:
        super().__init__(f"{path}: {message}" if path is not None else message)
        self.message = message
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.path, dict(self.__dict__)))

    def with_path(self, path: str | Path) -> NoteError:
        """Return the same error, naming the file."""
        return _rebuild(type(self), self.message, path, {**self.__dict__, "path": path})


def _rebuild(
    kind: type[NoteError], message: str, path: str | Path | None, state: dict[str, object]
) -> NoteError:
    error = kind.__new__(kind)
    NoteError.__init__(error, message, path=path)
    error.__dict__.update(state)
    return error


class NoteDecodeError(NoteError):
    """The bytes of a note are not text in the encoding expected."""


class NoteUnreadableError(NoteError):
    """A note cannot be opened, or is of a kind that casesafe does not read."""


class NotUnderstoodError(NoteError):
    """The note is mostly in a language that casesafe does not know."""


class RecognizerFailedError(NoteError):
    """A recognizer raised. Names the recognizer and the class of its error, nothing else."""

    def __init__(self, recognizer: str, error_class: str) -> None:
        super().__init__(f"recognizer {recognizer} failed with {error_class}")
        self.recognizer = recognizer
        self.error_class = error_class


class BlockedError(NoteError):
    """The policy refuses to hand this text out. `counts` maps the blocking types to a number."""

    def __init__(self, counts: dict[str, int]) -> None:
        listed = ", ".join(f"{name} {n}" for name, n in sorted(counts.items()))
        super().__init__(f"the policy blocks this note: {listed}")
        self.counts = dict(counts)


class LeakError(NoteError):
    """The rewritten note still held an identifier. `entity_types` names the types."""

    def __init__(self, entity_types: tuple[str, ...]) -> None:
        super().__init__("the rewritten note still holds an identifier: " + ", ".join(entity_types))
        self.entity_types = entity_types
