"""Tags, and what tags each piece of a document may have, as a set of bits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from casesafe.core.entity_types import ENTITY_TYPES, POLICY_ONLY_TYPES
from casesafe.nlp.features import Encoded, Ints, encode
from casesafe.nlp.wordpiece import WordPieces
from models.train.documents import Document

#: The types that the model finds, in the order of its tags.
TYPES: tuple[str, ...] = tuple(sorted(ENTITY_TYPES.keys() - set(POLICY_ONLY_TYPES)))
#: The model's tags: O, then B and I of each type. Fewer than 63, so that a set fits 64 bits.
TAGS: tuple[str, ...] = ("O", *(f"{p}-{t}" for t in TYPES for p in "BI"))
#: The set of all tags: a piece that may be anything has no loss.
ANY = (1 << len(TAGS)) - 1

_BEGIN = {t: 1 << (1 + 2 * i) for i, t in enumerate(TYPES)}
_INSIDE = {t: 2 << (1 + 2 * i) for i, t in enumerate(TYPES)}


@dataclass(frozen=True, slots=True)
class Example:
    """The pieces of one document and, for each, the tags that it may have. Holds no text."""

    pieces: Encoded
    allowed: Ints


def example(
    document: Document,
    types_of: Callable[[str], Iterable[str] | None],
    free: Iterable[str],
    vocabulary: WordPieces,
    *,
    lexicon: bool,
) -> Example:
    """Return a document as the model learns from it.

    Args:
        document: Any document; its normalised view is what is encoded.
        types_of: Label -> types that it may be: none for no identifier, None for anything.
        free: Types that the corpus leaves unlabelled.
        vocabulary: The model's.
        lexicon: Whether to look words up.
    """
    view = document.normalized()
    pieces = encode(view.text, vocabulary, lexicon=lexicon)
    outside = 1
    for name in free:
        outside |= _BEGIN[name] | _INSIDE[name]
    allowed = np.full(len(pieces), outside, np.int64)
    for span in view.spans:
        first = int(np.searchsorted(pieces.ends, span.start, "right"))
        last = int(np.searchsorted(pieces.starts, span.end, "left"))
        types = types_of(span.label)
        if types is None:
            allowed[first:last] = ANY
            continue
        names = tuple(types)
        if names:
            allowed[first : first + 1] = sum(_BEGIN[t] for t in names)
            allowed[first + 1 : last] = sum(_INSIDE[t] for t in names)
    return Example(pieces, allowed)
