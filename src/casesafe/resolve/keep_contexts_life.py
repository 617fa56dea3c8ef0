"""Contexts of the keep list for what is not of the profession: drugs, cars, religion, culture."""

from __future__ import annotations

from casesafe.core.note import Note
from casesafe.resolve.keep_matching import Span, after, before, verbose, whole

_DOSE_RIGHT = verbose(
    r"""(?:'s)?[\ ,(]{1,2}(?:fe\ |28\ |lo\ |35\ |24\ |1/\d+\ ){0,2}(?:\d[\d./\-]*\ ?(?:mg|mcg|ug|ml|
    tabs?|pills?)\b|tabs?\b|pills?\b|ocps?\b|patch|ring\b|iud\b|birth\ control|contracepti|refill
    |generic|qd\b|daily\b|bid\b|prn\b|nightly|qhs\b|insert|placed|removed|prescri|samples?\b|coupon
    |is\ (?:her|my|the|an?)\ (?:ocp|birth|pill|iud|allerg|contracep|generic|progestin)
    |for\ (?:contracep|birth|bc\b|allerg|sleep
    |acne|hay))"""
)
_TAKEN_LEFT = verbose(
    r"""(?:\b(?:(?:is|was|been|be|am|are|started|start|stays|stay|remains|currently|back|put|now
    |went|going|her|ocp|restarted|continued|continues|rx'?d?)\ (?:back\ )?on|(?:prescribed
    |rx'?d?|rx:|ocp|ocps|pill|iud|contraceptive|birth\ control|dose\ of|mg\ of|generic
    |refill(?:ed)?\ (?:her|of)    |refill|discontinued|d/c'?d?|allerg(?:y|ic)\ to
    |switched\ (?:from|to)|side\ effects\ of|meds?:
    |medications?:|tapering|titrating))\ (?:the\ |her\ )?[(:]?\ ?)$"""
)
_TAKES_LEFT = verbose(r"\b(?:takes|taking|take|took|stopped|started|missed)\ (?:her\ |the\ )?$")
_TAKES_RIGHT = verbose(
    r"(?=\s*(?:[.,;)]|$|\n|for\ (?!a\b|the\b|ice)|daily|qd|nightly|at\ (?:night|bed)"
    r"|every|since|as\ (?:pres|dir|need)|x\ ?\d|in\ the\ (?:am|morning|evening)))"
)


def drug(note: Note, start: int, end: int) -> Span | None:
    """A brand that is a given name too: "Camila 0.35 mg", "on Yaz", "Heather (OCP)"."""
    if before(_NAME_BEFORE_TITLED, note, start):
        return None
    stop = after(_DOSE_RIGHT, note, end)
    if stop is not None:
        return start, stop
    if before(_TAKEN_LEFT, note, start):
        return start, end
    if before(_TAKES_LEFT, note, start) and after(_TAKES_RIGHT, note, end) is not None:
        return start, end
    return None


_NAME_BEFORE_TITLED = verbose(
    r"\b(?:mr|mrs|ms|dr|sister|daughter|friend|named|client|pt|nurse)\.?\ $"
)
_STREET_LEFT = verbose(
    r"""\b(?:smok(?:es|ed|ing)|snort(?:s|ed|ing)?|inject(?:s|ed|ing)|roll(?:ed|ing)\ on|high\ on
    |shoot(?:s|ing)?|voices\ (?:only\ )?on|popp(?:ed|ing)|huff(?:s|ed|ing)?|vap(?:es|ed|ing)
    |dos(?:es|ed|ing)\ of
    |dabbled\ in|uses|used|using|addicted\ to|relapsed\ on|hooked\ on|clean\ from)\ $"""
)
_STREET_RIGHT = verbose(
    r"""\"?\ (?:(?:is|=|means)\ (?:crystal|meth|heroin|coke|cocaine|ecstasy|mdma|lsd|acid|weed)\b
    |use\b|pills?\b|binge|withdrawal|\(?(?:mdma|meth|lsd|ketamine|heroin)\b)"""
)


def street(note: Note, start: int, end: int) -> Span | None:
    """A street name of a drug that is a given name too: "smoking Tina"."""
    if before(_STREET_LEFT, note, start):
        return start, end
    return whole(note, start, end, after(_STREET_RIGHT, note, end))


_FAITH_LEFT = verbose(
    r"""\b(?:pray(?:s|ed|ing|er|ers)?\ (?:to|in)|trust(?:s|ed|ing)?\ in|accept(?:s|ed|ing)?|love\ of
    |blood\ of|believ(?:es|e|ed|ing)\ in|thanks?|praise|name\ of|sweet|lord|saint|st\.|prophet
    |virgin|mother|our\ lady\ of|story\ of|book\ of|gospel\ of|lord\ and\ savior)\ $"""
)
_FAITH_RIGHT = verbose(
    r"(?:\ (?:christ|loves|saves|saved|died\ for|magdalene|of\ nazareth|in\ the\ bible)"
    r"\b|,\ mother\ of\ god)"
)
_NOT_KIN = verbose(r"\b(?:her|his|my|their|the)\ (?:\w+\ )?mother\ $")


def faith(note: Note, start: int, end: int) -> Span | None:
    """A figure of religion: "prays to Jesus", "story of Ruth"."""
    stop = after(_FAITH_RIGHT, note, end)
    if stop is not None:
        return start, stop
    if before(_FAITH_LEFT, note, start) and not before(_NOT_KIN, note, start):
        return start, end
    return None


# "(John 21)", "Isaiah 43 (", "read Psalm 91, then Job 3", "Mark 4:35"; no age ("Mark 21").
_VERSE = verbose(r"\ \d{1,3}:\d{1,3}")
_CHAPTER = verbose(r"\ \d{1,3}(?=\s*[).;,(]|$)")
_BIBLE_LEFT = verbose(r"\b(?:bible|psalms?|gospels?|scriptures?|verses?|testament|sermon)\b.*$")


def scripture(note: Note, start: int, end: int) -> Span | None:
    """A book of the Bible with its chapter: "John 3:16", "the Bible on Isaiah 43"."""
    stop = after(_VERSE, note, end)
    if stop is None and before(_BIBLE_LEFT, note, start):
        stop = after(_CHAPTER, note, end)
    return whole(note, start, end, stop)


# A car by its make: "drives her old Mercedes", "the green Sienna, plate"; no friend of that name.
_CAR_LEFT = verbose(
    r"""(?:\b(?:drives?|drove|driving|bought|sold|totall?ed|crashed|leased|parked|wrecked)
    \ (?:her|his|my|their|an?|the)\ (?:\w+\ )?|\b(?:green|silver|white|black|red|blue|gr[ae]y|tan
    |gold|old|used|wife's|husband's|mom's|dad's|(?:19|20)\d\d|'\d\d)\ )$"""
)
_CAR_RIGHT = verbose(
    r",?\ (?:minivan|sedan|suv|pickup|truck|convertible|hatchback|plates?\b|tag\b|vin\b)"
)


def car(note: Note, start: int, end: int) -> Span | None:
    """A model of a car that is a name too."""
    if before(_CAR_LEFT, note, start):
        return start, end
    return whole(note, start, end, after(_CAR_RIGHT, note, end))


_WORK = (
    r"(?:books?|novels?|songs?|movies?|films?|podcasts?|shows?|memoirs?|poems?|albums?|lyrics"
    r"|quotes?|cartoons?|interviews?|speech|biography|posters?|concerts?|series|character)"
)
_WORK_RIGHT = verbose(
    rf"""(?:'s|')?\ (?:{_WORK}|costumes?|dolls?|dress|nightgown|jersey|fans?\b|meme|figurine|toys?\b
    |backpack|plush\w*|pajamas|theme\b|party\ theme)\b|\ (?:from|in)\ (?:frozen|moana|friends
    |hogwarts|star\ wars|narnia|the\ (?:movie|show|book|film|cartoon|series|play|novel
    |musical))\b"""
)
_WORK_LEFT = verbose(
    rf"""(?:\b(?:watch(?:es|ed|ing)?|read(?:s|ing)?|rereading|listen(?:s|ed|ing)?\ to
    |quot(?:es|ed|ing)|an?\ fan\ of|dress(?:es|ed)\ (?:up\ )?as|pretend(?:s|ed|ing)?\ to\ be
    |poet|author|singer|rapper|actor|actress|comedian|{_WORK}\ (?:by|of|from|with|about))\ )$"""
)


def figure(note: Note, start: int, end: int) -> Span | None:
    """Fame or story under a name that many bear: "Kevin Hart movie", "dressed as Elsa"."""
    stop = after(_WORK_RIGHT, note, end)
    if stop is not None:
        return start, stop
    return (start, end) if before(_WORK_LEFT, note, start) else None
