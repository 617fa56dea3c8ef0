"""What the tests of documents share."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casesafe.documents.document import Change
from casesafe.documents.open import open_document

Replaced = Callable[..., bytes]


@pytest.fixture(scope="session")
def replaced() -> Replaced:
    """Rewrites a file with every occurrence of a word in its text replaced."""

    def replace(name: str, data: bytes, word: str, new: str = "[CLIENT]") -> bytes:
        document = open_document(name, data)
        found = re.finditer(re.escape(word), document.text)
        return document.rewrite([Change(m.start(), m.end(), new) for m in found])

    return replace
