"""A number in its place, and what its neighbours can be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word
from casesafe.recognizers._age_words import AGE_ENDS, NOT_NAMES, PEOPLE
from casesafe.recognizers._date_parts import breaks_line

#: Characters left of a number that a rule may read.
LEFT = 48

# A test close by: its subscales are named like people ("Aggression 71, Withdrawal 66").
SCALED = lazy_pattern(
    r"\b(?!MGM|MGF|PGM|PGF|MGU|MOC|FOC|DOB|MRN|HMIS|OCSO|APS|CPS|DCF|AKA|LNU|ADHD|OCD|PTSD|ASD|ODD|"
    r"MDD|BPD|AUD|OUD|SUD|IEP)[A-Z]{3}|\b[A-Z][A-Za-z]*-\w*\d|\b(?:scales?|scor(?:es?|ed)|items?|"
    r"thermometer|T\s?=)|\d\s?=|=\s?\d"
)
# Someone whose age is told near by; must not match "pat" or "child's play" alone as a name.
FAMILY = lazy_pattern(
    r"\b(?:sons?|daughters?|child(?:ren)?|kids?|sib(?:ling)?s?|sisters?|brothers?|twins?|mom|"
    r"mother|father|dad|wife|husband|aunt|uncle|nephews?|nieces?|cousins?|grand\w+|client|pt|"
    r"patient|partner|girls?|boys?)\b",
    re.IGNORECASE,
)

# What a life in short goes on with: "Summary: 75, retired crane operator, Serb".
LIFE_NEXT = lazy_pattern(
    r",\s(?:(?:newly |recently |semi-?)?(?:retired|married|single|divorced|widow\w*|separated|"
    r"engaged)|(?:they|he|she)/|male\b|female\b|lonely|[a-z -]{0,24}[a-z]{2,}(?:er|or|ist|ian|man|"
    r"woman|ant|smith|nurse|student|clerk)\b|[A-Z][a-z]+(?:an|ese|ish)\b)"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One number and its neighbours; it holds note text, so its repr hides it.

    Args:
        note: The note.
        word: The (first) word of the number.
        end: One past the number.
        number: Its value.
        prev: The word before, if any.
        gap: What stands between that word and the number.
        left: Up to `LEFT` characters before the number, of the same paragraph.
    """

    note: Note
    word: Word
    end: int
    number: int
    prev: Word | None
    gap: str
    left: str

    def __repr__(self) -> str:
        return f"Spot({self.word.start}, {self.end})"

    @property
    def cue(self) -> str:
        """The word before in lower case, or an empty string."""
        return self.prev.lower if self.prev else ""

    @property
    def ends(self) -> bool:
        """Whether an age may end here: punctuation, a line break, a joining word."""
        return AGE_ENDS.match(self.note.normal, self.end) is not None or breaks_line(
            self.note, self.end
        )

    @property
    def is_word(self) -> bool:
        """Whether the number is written in letters."""
        return self.word.text[0].isalpha()

    def after(self, count: int) -> str:
        """Return the characters after the number."""
        return self.note.normal[self.end : self.end + count]

    def is_scaled(self, text: str) -> bool:
        """Return whether a test's scores are told in some text before the number."""
        return SCALED.search(text if self.note.has_capitals else text.lower()) is not None

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Return whether a pattern matches right after the number."""
        return pattern.match(self.note.normal, self.end) is not None


def is_name(word: Word | None, note: Note) -> bool:
    """Return whether a word can be a person's name: capitalised, no scale, no heading."""
    if word is None or not word.text[0].isalpha():
        return False
    if len(word.text) == 1 and word.text.isupper():
        dotted = note.normal[word.end : word.end + 1] == "."
        return (dotted or word.text != "I") and (dotted or word.lower not in NOT_NAMES)
    if word.lower in NOT_NAMES or any(c.isdigit() for c in word.text):
        return False
    if not note.has_capitals or word.text.isupper():
        return word.lower in PEOPLE
    return word.text[0].isupper()


def is_person(word: Word | None, note: Note) -> bool:
    """Return whether a word is a relative, another person or a name."""
    return word is not None and (word.lower in PEOPLE or is_name(word, note))
