"""Mentions of recordings and photographs of people, for policies that act on them.

Source: 45 CFR 164.514(b)(2)(i)(P) and (Q): voice prints, "full face photographic images and any
comparable images". A text holds only the mention; it tells the reader to look for the attachment.
Known misses: a picture without an owner or a maker ("the picture on the fridge"), file names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._id_labels import words_of
from casesafe.recognizers.base import cues_in

#: Words that are a recording or a photograph whatever stands beside them.
_ALWAYS = words_of(
    """photograph photographs selfie selfies videotape videotapes audiotape audiotapes footage
    headshot headshots mugshot mugshots
    audiorecording audiorecordings"""
)
#: Words that are one only behind "audio", "session", "the", or before "of".
_RECORDING = words_of("recording recordings")
#: Words that have other senses: they need an owner, a maker or a kind.
_PICTURE = words_of(
    """photo photos picture pictures pic pics image images video videos clip clips tape tapes
    snapshot snapshots voicemail voicemails"""
)
_CUES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_ALWAYS, "always"),
        **dict.fromkeys(_RECORDING, "recording"),
        **dict.fromkeys(_PICTURE, "picture"),
    }
)

_KINDS = words_of(
    """audio video voice session sessions telehealth zoom screen phone call therapy client patient
    family wedding school baby genogram profile class face full-face nude naked injury wound
    security cell cellphone body-worn voicemail digital bodycam dashcam group surveillance camera
    passport ultrasound newborn prom graduation booking clinic intake polaroid webcam doorbell"""
)
_DETERMINERS = words_of("the a an this that his her their my our your these those some any no each")
_MAKERS = words_of(
    """took takes take taken taking sent sends send sending posted posts post posting shared shares
    share sharing showed shows show showing shown attached uploaded uploads upload deleted delete
    saved keeps kept emailed texted snapped leaked received filmed recorded brought brings has
    viewed watched reviewed enclosed attach include included print printed scan scanned scans"""
)
# What makes of a photo or a video something else: a card, a game, a visit by screen.
_NOT_AFTER = lazy_pattern(
    r"[ -](?:id|ids|identification|game|games|gaming|gamer|visits?|sessions?|calls?|"
    r"chat|chats|conference|conferencing|meeting|link|platform|therapy|appointment|day|days|book|"
    r"books|perfect|frame|frames|completion|arrangement|schedule|schedules|cards|exchange|measure|"
    r"store|camera|interview|rental|editing|studio|shoot|window|box|message|greeting|full|left)\b",
    re.IGNORECASE,
)
_OF = lazy_pattern(r"\s(?:of|showing|from)\s", re.IGNORECASE)
# "picture of health", "image of God", "the whole picture of": not a photograph.
_FIGURE = lazy_pattern(
    r"\sof\s(?:health|the\s(?:situation|problem|family\ssystem|case)|god|self|herself|himself|a\sman)"
    r"\b",
    re.IGNORECASE,
)
#: Before a word that can be a verb: "to photograph them", "do not photograph".
_VERB_BEFORE = words_of("to not will would can could may should must please they we i")
#: What one draws is no photograph.
_DRAWN = words_of("drew draws draw drawn drawing paint painted mental")
_MAX_BACK = 3


def recordings(note: Note) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and rule of each mention, in any order, disjoint."""
    for word, kind in cues_in(note, _CUES):
        text, words = note.normal, note.words
        before = words[word.index - 1].lower if word.index else ""
        joined = word.index > 0 and text[words[word.index - 1].end : word.start] == " "
        named = joined and before in _KINDS
        start = words[word.index - 1].start if named else word.start
        if kind == "always" or named:
            verb = kind == "always" and before in _VERB_BEFORE
            if not verb and not _NOT_AFTER.match(text, word.end):
                yield start, word.end, "recording_named" if named else "recording_word"
        elif kind == "recording":
            of = _OF.match(text, word.end) is not None
            if joined and (before in _DETERMINERS or of or before in _MAKERS):
                yield start, word.end, "recording"
        elif _is_picture(note, word.index):
            yield start, word.end, "photograph"


def _is_picture(note: Note, index: int) -> bool:
    """Say whether a photo, a video, a tape was made, sent or kept by someone, or is of someone."""
    words, text = note.words, note.normal
    word = words[index]
    if _NOT_AFTER.match(text, word.end) or _FIGURE.match(text, word.end):
        return False
    near = {w.lower for w in words[max(0, index - _MAX_BACK) : index]}
    if near & _DRAWN:
        return False
    if word.lower not in ("image", "images") and text[word.end : word.end + 4].lower() == " of ":
        return True
    for i in range(index - 1, max(-1, index - 1 - _MAX_BACK), -1):
        if any(c in text[words[i].end : words[i + 1].start] for c in ".;:\n"):
            return False
        if words[i].lower in _MAKERS:
            return True
    return False


__all__ = ["recordings"]
