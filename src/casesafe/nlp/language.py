"""Whether a note is in a language that casesafe understands, told by its function words."""

from __future__ import annotations

import re
from collections import Counter

from casesafe.core.note import Note
from casesafe.errors import NotUnderstoodError

#: Below this many letters a note is too short to judge.
MIN_LETTERS = 200
#: How many times the English function words another language's must be: a note that switches
#: between two languages by the clause is still read.
_MARGIN = 1.25
#: A text in a language has so many of its function words; a column has one, again and again.
_LEAST_DISTINCT = 4

# Function words that are frequent in one language and no English word ("a", "me", "die", "so", "an",
# "on", "no", "is", "in", "men", "we", "had" and the like are left out on purpose).
_FUNCTION_WORDS = {
    "Spanish": "el la los las de del que y en un una por con para se lo le les su sus al como pero más "
    "muy ya está esta este fue ha han porque cuando donde sobre entre también sin hasta desde nos mi",
    "French": "le la les de des du un une et est que qui dans pour pas sur au aux avec se ce cette il "
    "elle elles nous vous ils je tu ne son sa ses mais ou où plus été être comme sont très leur",
    "Portuguese": "o os as de do da dos das que e em um uma por com para se na nos não mais ao seu "
    "sua ele ela como mas foi muito são está também pelo pela quando já eu isso",
    "German": "der das und ist nicht ein eine einen einer zu den dem mit von sich auf für im auch es "
    "sie er ich wir ihr sein seine wird bei nach wie aber oder noch nur über haben hat dass",
    "Italian": "il lo gli di del della dei che è un una per con si da al alla non sono ha anche più "
    "come nel nella ma questo questa suo sua ci mi molto stato essere dopo quando perché",
    "Dutch": "het een van en dat niet zijn met voor aan er ook maar om bij naar uit nog wel wat hij "
    "zij ik je ze haar deze werd worden heeft hebben geen dan",
    "Polish": "i w na z do że się nie jest o to jak po co od za ale przez tak dla był była ma jego jej",
    "Tagalog": "ang ng mga sa na ay ko mo siya niya ako ikaw hindi at kung para may wala nang ito kay",
    "Vietnamese": "và của là có không được trong cho một người những với các này đã khi tôi anh chị",
    "Swahili": "na ya wa kwa ni katika la za cha hii huyo yake kuwa alikuwa sana lakini baada",
    "Haitian Creole": "yon nan ki li pou mwen nou yo pa gen ap te sou ak sa se kote anpil",
    "Indonesian": "yang dan di dengan untuk dari pada ini itu tidak dia saya akan adalah ke oleh",
    "Turkish": "ve bir bu için ile çok daha gibi ama olarak kadar sonra ne o ben sen değil var",
    "Swedish": "och att det som en på är av för med till den har inte om ett hon han jag var",
}
_ENGLISH = frozenset(
    "the and of to in is was that it for with as at on be he she his her they their you i we my not "
    "this but had have has from by are were an or who what when there which if will would about "
    "said been no so out up did do does than then because can could after before also just all "
    "into more some time them him our your me us am its a how where any only other over very "
    "client pt reports w denies states per re session sx hx tx".split()
)
_OTHER = {name: frozenset(words.split()) - _ENGLISH for name, words in _FUNCTION_WORDS.items()}
# Letters of scripts that are not Latin; must not match Latin letters with marks.
_FOREIGN = re.compile(
    "[\u0370-\u1cff\u2c00-\u2dff\u3040-\u9fff\ua000-\ua4ff\ua840-\uabff\uac00-\ud7af]"
)
# Where function words say nothing: tables, code, JSON, lists of short items.
_EXEMPT = re.compile(r"\||\t|[{}\[\]<>=]|^\s*(?:[-*•]|\d+[.)])\s")


def check_language(note: Note) -> None:
    """Check that the note is not mostly in a language that casesafe does not know.

    Raises:
        NotUnderstoodError: if it has over 200 letters of running text in which another language's
            function words outnumber the English ones, or mostly letters of another script.
    """
    text = note.normal
    if len(text) <= MIN_LETTERS:
        return
    if not text.isascii():
        foreign = len(_FOREIGN.findall(text))
        if foreign > MIN_LETTERS and foreign * 2 > sum(map(str.isalpha, text)):
            raise NotUnderstoodError("the note is mostly in a script that is not Latin")
    counts = {w: len(found) for w, found in note.words.by_lower.items()}
    name = _outnumbering(counts)
    if name is None:
        return
    lines = [line for line in text.split("\n") if not _EXEMPT.search(line)]
    if sum(sum(map(str.isalpha, line)) for line in lines) <= MIN_LETTERS:
        return
    words = re.findall(r"[^\W\d_]+", "\n".join(lines))
    shouted = sum(w.isupper() for w in words) * 2 > len(words)
    # "IL" and "LA" are states, "NA" an empty cell
    running = Counter(w.lower() for w in words if shouted or len(w) > 2 or not w.isupper())
    name = _outnumbering(running)
    if name is not None and sum(w in _OTHER[name] for w in running) >= _LEAST_DISTINCT:
        raise NotUnderstoodError(f"the note seems to be in {name}; casesafe understands English")


def _outnumbering(counts: dict[str, int] | Counter[str]) -> str | None:
    """Return the language whose function words clearly outnumber the English ones, or None."""
    english = sum(counts.get(w, 0) for w in _ENGLISH)
    best: str | None = None
    most = english * _MARGIN
    for name, words in _OTHER.items():
        found = sum(counts.get(w, 0) for w in words)
        if found > most:
            best, most = name, found
    return best
