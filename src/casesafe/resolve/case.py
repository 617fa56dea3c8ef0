"""What the capitals of a word tell in its place."""

from __future__ import annotations

from casesafe.core.note import Note, Word, line_begin, line_end

#: Words of grammar; in lower case they are never a name, whoever is called so.
GRAMMAR = frozenset(
    "a an and any are as at be been but by can could did do does for from had has have he her him "
    "his how i if in into is it its just like long may me might more most must my no not of off on "
    "one or our out over own she should so some such than that the their them then they this to "
    "too up us very was we were what when where who why will with would you your young".split()
)
# After these a capitalised ordinary word at the start of a sentence is the word, not the name:
# "Hope as an affect", "Will you", "Mark the".
_AFTER_THE_WORD = GRAMMAR - {"was", "is", "has", "had", "and", "did", "does", "would", "could"}
_AFTER_THE_WORD = _AFTER_THE_WORD - {"may", "will", "can", "should", "not", "just", "who", "with"}


def starts_sentence(text: str, start: int) -> bool:
    """Return whether the word at `start` begins a sentence, a line, an item or a quotation."""
    at = start - 1
    while at >= 0 and text[at] in " \t\"'*_-#>([":
        at -= 1
    return at < 0 or text[at] in ".!?:\n;|"


def line_has_capitals(text: str, start: int) -> bool:
    """Return whether the line around `start` has a lower-case and an upper-case letter."""
    line = text[line_begin(text, start, 400) : line_end(text, start, 400)]
    return line.upper() != line and line.lower() != line


def stands_as_name(note: Note, word: Word, name_start: int, ordinary: bool) -> bool | None:
    """Say whether a word that equals a known name is the name here.

    Args:
        note: The note.
        word: The word in which the name stands.
        name_start: Where the name begins in `note.normal`.
        ordinary: Whether the name is an ordinary word too.

    Returns:
        True if it is, False if it is the ordinary word, None if it may be either.
    """
    first = note.normal[name_start]
    if not ordinary:
        return True
    if not first.isupper():
        if word.lower in GRAMMAR:
            return False
        if note.has_capitals and line_has_capitals(note.normal, name_start):
            return False
        return None
    if not note.has_capitals and word.text.isupper() and len(word.text) > 1:
        return False if word.lower in GRAMMAR else None
    if starts_sentence(note.normal, name_start):
        following = note.words[word.index + 1] if word.index + 1 < len(note.words) else None
        gap = note.normal[word.end : following.start] if following else ""
        if following is not None and gap == " " and following.lower in _AFTER_THE_WORD:
            return False
    return True
