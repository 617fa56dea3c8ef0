"""What the tests of documents share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import casesafe
from casesafe.documents.document import Change
from casesafe.documents.open import open_document

Replaced = Callable[..., bytes]


@pytest.fixture(scope="session")
def replaced_by() -> Callable[[casesafe.Guard, str, bytes], bytes]:
    """Rewrites a file as a guard redacts its text."""

    def redact(guard: casesafe.Guard, name: str, data: bytes) -> bytes:
        document = open_document(name, data)
        redaction = guard.redact(document.text)
        return document.rewrite(
            [
                Change(r.start, r.end, redaction.text[r.output_start : r.output_end])
                for r in redaction.replacements
            ]
        )

    return redact


@pytest.fixture(scope="session")
def replaced() -> Replaced:
    """Rewrites a file with every occurrence of a word in its text replaced."""

    def replace(name: str, data: bytes, word: str, new: str = "[CLIENT]") -> bytes:
        document = open_document(name, data)
        found = re.finditer(re.escape(word), document.text)
        return document.rewrite([Change(m.start(), m.end(), new) for m in found])

    return replace
