"""Facts that few people share, by cue phrase: "the only ...", "was on the news", "state champion".

A phrase is cut where its clause ends and short of a name or number. Known misses: facts that no cue
phrase announces ("put a barge through a casino").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._quasi_words import is_job
from casesafe.recognizers.base import cues_in

#: (start, end, rule)
Fact = tuple[int, int, str]

_UNIQUE = (
    "only sole lone youngest oldest tallest last first fastest heaviest eldest smallest".split()
)
# A copula before the phrase: "he is", "who was", "i'm"; the text ends where the phrase begins.
_COPULA = lazy_pattern(
    r"(?:\b(?:is|was|am|are|were|been|be|became|becomes)|'s|'m|'re|\b(?:im|hes|shes))"
    r"(?: (?:also|now|still|actually|thus|once|probably|possibly))?\s+\"?$",
    re.IGNORECASE,
)
_APPOSED = lazy_pattern(r"(?:[,;(:|/]|\u2014|\n|\band)\s*\"?$|^$")
# "only ..." that says nothing rare: things, times, reasons, steps.
_COMMON = lazy_pattern(
    r" (?:to (?:arrive|leave|say|know|speak|admit|ask|notice|talk|go|hear|see|laugh|cry)|thing|"
    r"things|time|times|way|reason|one who (?:can|gets|understands|listens|cares|knows|"
    r"helps|matters)|person (?:i|he|she|who|they)|option|choice|place|session|sessions|week|night|"
    r"year|years|month|months|day|days|line|responder|responders|name|names|step|steps|grade|"
    r"visit|appointment|contact|seen|meeting|since|to know|one in the room|problem|question|part|"
    r"few|two|three|several|half|hour|minute|minutes|thought|draft|child$|born$|child[,.]|straw|"
    r"resort|call|fall|spring|summer|winter|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"then|when|if|because|a|an|after|of all|note|phq|gad|pcl|dose|use|drink|relapse|point|word|"
    r"thanksgiving|christmas|chapter|page|evening|weekend|quarter|semester|term|episode|rule|"
    r"item|person singular|one to\b|half|aid|floor|class|period|date|hand|job|apartment|attempt|"
    r"marriage|husband|wife|memory|try|snow|frost|thing's|medication|hospitalization|admission)\b"
)
_SUPPORT = lazy_pattern(
    r"\b(?:in|on|of|to|ever|who|that|from|at|out|left|alive|licensed|surviving|living|still|"
    r"elected|"
    r"for|since|with|woman|man)\b"
)
# "the man who pulled ...", "one of the girls in the elevator": a past deed, a picture, a place.
_THE_ONE = lazy_pattern(
    r"(?:the|one of (?:the|two|three|four|five|six|seven|eight|nine|ten|"
    r"only))\s(?:[a-z'-]+\s){0,4}?"
    r"(?:(?:who|that|whose [a-z-]+(?: [a-z]+)?)(?:'d|\shad)?\s(?:[a-z]+ly\s|once\s|was\s|were\s|"
    r"has\s|have\s|also\s|"
    r"had\s|never\s)?(?:[a-z]+ed|was|were|went|came|drove|ran|held|lost|found|got|took|kept|sang|"
    r"said|rode|fell|shot|swam|flew|wrote|carried|caught|brought|made|left|won|sat|stood|bore|dug|"
    r"gave|lived|hangs|wept|climbed|fought|began|broke|led|put|read|saw|sent|set|signed|sold|"
    r"spoke|struck|stole|threw|told|taught|walked)\b|"
    r"(?:men|women|children|people|girls|boys|survivors|passengers) (?:[a-z]+ed|brought|found|"
    r"left|shot)\b|"
    r"(?:on|in|from) (?:the|that|a) (?:[a-z-]+ )?(?:video|clip|poster|photo|photograph|picture|"
    r"mural|billboard|tape|footage|cover|stamp|trial|news|roof|elevator|raft|still|show|field|box|"
    r"crash|fire|bus|flood|collapse|massacre|shooting))"
)
#: Words that may tell of news, records, rare fates -> what must follow or precede them.
_FATES: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


def _fate(rule: str, words: str, pattern: str) -> None:
    compiled = re.compile(pattern)
    for word in words.split():
        _FATES.setdefault(word, []).append((rule, compiled))


# Each pattern is matched at its word; none may match an everyday use ("on paper").
_fate(
    "news",
    "on in made make makes the all evening local national televised",
    r"(?:on|in|made|makes?) (?:all )?(?:the |live )(?:(?:local|national|evening|helicopter|"
    r"nightly|channel \d+|six o'clock|"
    r"morning|tv|cable) ){0,2}(?:news|headlines|papers?|newspapers?|tabloids?|television|tv|"
    r"documentary|air|front page)\b"
    r"(?! (?:app|feed|trail|towel|bag|work|route|about|cup|tests?|and|all day|too much|while|"
    r"with|every|lately|show))",
)
_fate("on_air", "on", r"on (?:tv|television|air)\b(?= (?:when|for|after|as|without|in)|[.,;)])")
_fate("press", "tabloid tabloids headlines documentary", r"\w+\b(?! (?:route|clipping))")
_fate("viral", "viral", r"viral\b(?! (?:load|infection|illness|hepatitis|uri|syndrome))")
_fate("views", "million", r"million(?:-dollar)? (?:views|people|hits|hole|lottery)")
_fate(
    "record",
    "champion champions championship record medal medalist finalist laureate",
    r"(?:champion|champions|medalist|medal from|finalist|laureate|record (?:holder|in the|for "
    r"the|that stood|book)|"
    r"record$|medal$)",
)
_fate("front_page", "front", r"front page\b")
_fate(
    "cover",
    "cover poster stamp billboard",
    r"(?:cover(?= of (?:the|a)\b)|poster(?= (?:that|of|for|has|in every))|billboard)\b",
)
_fate("televised", "televised", r"televised\b")
_fate(
    "fate",
    "exonerated acquitted pardoned conjoined quadruplets quintuplets sextuplets septuplet "
    "septuplets octuplets triplets knighted beatified canonized avalanche shipwrecked shipwreck "
    "stranded hijacked hijacking castaway stowaway",
    r"\w+",
)
_fate("named_after", "named", r"named (?:after|for) (?:him|her|them|me|his|the family)\b")
_fate("fame", "hall", r"hall of fame\b")
_fate("lottery", "lottery jackpot", r"(?:lottery|jackpot)\b(?! of)")
_fate(
    "documented",
    "footage photograph clip video",
    r"(?:footage|photograph|clip|video)\b(?= (?:of (?:him|her|it|them)|that|has|went|passed|ran|"
    r"plays|everyone))",
)
_fate(
    "lost",
    "lost",
    r"lost (?:both|two|three|four|all (?:three|four|five)) (?:arms|legs|hands|husbands|wives|sons|"
    r"daughters|brothers|sisters|children|fingers|siblings|babies|houses)\b",
)
_fate(
    "survivor",
    "survivor survivors survived",
    r"(?:survivors? of (?:the|a|that)|survived the|survived a) (?!abuse|trauma|"
    r"sexual|domestic|childhood|incest|cancer|violence|stroke|suicide)[a-z-]+",
)
_fate(
    "world",
    "world's nation's state's country's county's",
    r"\w+'s (?:only|first|last|oldest|youngest|tallest|largest)\b",
)
_fate(
    "sitting",
    "sitting former",
    r"(?:sitting|former) (?:u\.s\. |state |county |lieutenant )?(?:senator|governor|mayor|"
    r"congressman|congresswoman|president|first lady|delegate|secretary)\b(?: of\b| now\b| in\b)?",
)
_fate("testimony", "testified", r"testified (?:against|at|before|in)\b")
_fate("broadcast", "live", r"live (?:television|tv|broadcast|on air|air)\b")
_fate("capitol", "capitol museum", r"(?:capitol|museum)\b(?= (?:poster|display|wall)|[.,;])")

#: Rare scenes; a fact where somebody's past deed stands in the same clause.
_SCENES = frozenset(
    "sank shelled shelling blackout broadcast hemisphere derby testified courthouse parade anthem "
    "helicopter helicopters casino siege barge submarine tornado hurricane capitol governor "
    "vatican pope "
    "queen president presidents astronaut moon statue wreck explosion bombing hostage hostages "
    "ransom "
    "runway trapped rescued rescuers ballpark stadium arena circus museum opera raft lifeboat "
    "ferry shipwreck mine mines trench minefield convoy tsunami earthquake avalanche volcano "
    "wildfire "
    "lightning shark bear wolves robber robbery heist murder executed execution verdict trial "
    "congress senate lottery trophy olympics olympic nobel pulitzer oscar grammy televised "
    "miracle amputated quarry reservoir blizzard glacier summit expedition massacre genocide "
    "atoll hangar "
    "meetinghouse tabloids newsreel derailed derailment trainwreck plane cockpit parachute crater "
    "postage hearse coffin coup treason mutiny riot tower dam steeple lighthouse buoy pew "
    "scandal".split()
)
# Who did it and a past verb, then at least two words; must not match "I saw" or a present tense.
_DEED = lazy_pattern(
    r"(?:\b(?:he|she|they|who|and)(?:'d| had| has| once| also)*|[.;:(\u2014]|\b[A-Z][a-z]+)\s"
    r"((?:once )?(?:[a-z]{2,}ed|was|were|had been|won|lost|drove|dug|shot|sang|fell|flew|led|"
    r"held|found|"
    r"ran|rode|swam|walked|kept|put|took|gave|met|sat|stood|wrote|built|caught|brought|saw|read|"
    r"struck|"
    r"threw|stole|broke|fought|set|sank|dug|shod|bore|rose|spent|went|came|made)\s[^.;:\n()]{8,})$"
)
_NOT_DEEDS = lazy_pattern(
    r"^(?:reported|denied|stated|discussed|agreed|asked|presented|endorsed|described|explored|"
    r"noted|"
    r"identified|processed|practiced|reviewed|completed|talked|called|wanted|liked|seemed|tried|"
    r"started|"
    r"decided|needed|missed|cancelled|scored|said|was (?:not|able|late|seen|referred|tearful|"
    r"asked|told|given))\b"
)


def _scene(note: Note, start: int, end: int) -> Fact | None:
    """Return the deed in whose clause a rare scene is named."""
    text = note.normal
    begin = max(0, start - 110)
    cut = max(text.rfind(c, begin, start) for c in ".;:\n(")
    begin = begin if cut < 0 else cut
    m = _DEED.search(text, begin, end)
    if m is None or _NOT_DEEDS.match(m.group(1)):
        return None
    return m.start(1), _clause_end(note, end), "deed"


_SCENE_CUES = dict.fromkeys(_SCENES, True)

_CLAUSE_START = lazy_pattern(
    r"[.!?;:\n(\u2014\"]\s*|,\s|\b(?:he|she|they|i|who|and|whose)(?:'d|'s|'m)?\s(?:had\s|has\s)?|"
    r"\b(?:there (?:is|was)|now)\s",
    re.IGNORECASE,
)
_CLAUSE_END = lazy_pattern(r"[.;:!?\n()\"|\u2014\[\]]|,\s|\s-\s")
_CAPITAL = lazy_pattern(r"(?<=\s)(?:[A-Z][\w'.-]*[a-z]|\d[\d/:-]{3,})")


def facts_in(note: Note) -> Iterator[Fact]:
    """Yield the phrases that cue words announce; they may overlap."""
    for word, _ in cues_in(note, _UNIQUE_CUES):
        fact = _unique(note, word.start, word.end)
        if fact is not None:
            yield fact
    for word, _ in cues_in(note, _THE_CUES):
        fact = _the_one(note, word.start)
        if fact is not None:
            yield fact
    for word, fates in cues_in(note, _FATES):
        for rule, pattern in fates:
            if pattern.match(note.lower, word.start):
                start = _clause_start(note.normal, word.start)
                end = _before_and(note, start, _clause_end(note, word.end))
                if end - start > 6:
                    yield start, end, rule
    for word, _ in cues_in(note, _SCENE_CUES):
        fact = _scene(note, word.start, word.end)
        if fact is not None:
            yield fact


_UNIQUE_CUES = dict.fromkeys(_UNIQUE, True)
_THE_CUES = {"the": True, "one": True}


def _unique(note: Note, start: int, end: int) -> Fact | None:
    text = note.normal
    article = note.lower[max(0, start - 4) : start]
    at = start - 4 if article == "the " else start
    before = text[max(0, at - 24) : at]
    if _COMMON.match(note.lower, end) or not text.startswith(" ", end):
        return None
    stop = _clause_end(note, end)
    body = note.lower[end:stop]
    if len(body.split()) < 2 or _SUPPORT.search(body) is None:
        return None
    stop = _before_and(note, at, stop)
    word = note.lower[start:end]
    if _COPULA.search(before) and (at < start or word not in ("only", "last", "first")):
        return at, stop, "unique"
    strong = (
        at < start
        or word in ("sole", "youngest", "oldest", "tallest")
        or (
            word == "first"
            and body.startswith((" woman", " man", " deaf", " black", " female", " in "))
        )
    )
    return (at, stop, "unique") if strong and _APPOSED.search(before) else None


def _before_and(note: Note, at: int, stop: int) -> int:
    """Cut what a second clause says: "the only woman on the crew | and feels watched"."""
    cut = note.lower.find(" and ", at, stop)
    return cut if cut > 0 and len(note.lower[at:cut].split()) >= 5 else stop


def _the_one(note: Note, start: int) -> Fact | None:
    text = note.normal
    before = text[max(0, start - 24) : start]
    says = _COPULA.search(before) is not None
    if not says and not (_APPOSED.search(before) and note.lower.startswith("the ", start)):
        return None
    m = _THE_ONE.match(note.lower, start) if says else None
    if m is None:
        m = (_THE_PERSON if says else _THE_DOER).match(note.lower, start)
        if m is not None and m.group(1) not in _PERSONS and not is_job(m.group(1)):
            return None
    if m is None or _THING.search(m.group()):
        return None
    return start, _clause_end(note, m.end()), "the_one"


_THING = lazy_pattern(
    r"\b(?:thing|time|reason|way|joy|rest|room|gift|song|word|part|session|day|week|night)s?\b"
)


#: People whom a phrase with "who", "on", "from" may single out, besides jobs.
_PERSONS = frozenset(
    "man woman boy girl kid child baby infant person fellow guy lady widow mother father voice "
    "face "
    "bride groom runner swimmer passenger survivor hostage nephew niece twin witness defendant "
    "juror plaintiff kid student teenager crew crewman member captain santa clerk medic".split()
)
# "the farmer who carried ...", without a copula; must not match a present tense or a named one.
_THE_DOER = lazy_pattern(
    r"the (?:[a-z'-]+ ){0,2}?([a-z-]+) who(?:'d)? [a-z]{2,}(?:ed|ought|ung|ept|ore|eft) [a-z]+ "
    r"[a-z]+"
)
# "the kid on the roof", "the interpreter in the trial", "the president who signed": a known deed.
_THE_PERSON = lazy_pattern(
    r"the (?:[a-z'-]+ ){0,3}?([a-z-]+) (?:whose|for whom|on the|at the|from the|in the|in that|"
    r"on that|"
    r"of record|of a|under the)\b(?! (?:always|is|can|will|does|wants|needs|keeps|gets|has to|"
    r"family|house|"
    r"same|room|group|phone|couch|other|middle|relationship|end|morning|first))"
)


def _clause_start(text: str, at: int) -> int:
    """Return where the clause around `at` begins, past its pronoun, at most 90 characters back."""
    begin = max(0, at - 90)
    last = begin
    for m in _CLAUSE_START.finditer(text, begin, at):
        last = m.end()
    if last == begin and begin:
        last = text.find(" ", begin, at) + 1 or at
    copula = _IS_THE.match(text, last, at + 1)
    return copula.end() if copula is not None else last


_IS_THE = lazy_pattern(r"(?:is|was|am|are|were)\s(?=(?:the|an?|one)\s)")


def _clause_end(note: Note, at: int) -> int:
    """Return where the clause ends, at most 140 characters on, short of a name or number."""
    text = note.normal
    limit = min(len(text), at + 140)
    m = _CLAUSE_END.search(text, at, limit)
    end = m.start() if m else limit
    if not m and limit < len(text):
        end = max(at, text.rfind(" ", at, limit))
    if note.has_capitals:
        name = _CAPITAL.search(text, at, end)
        end = name.start() if name else end
    while end > at and text[end - 1] in " ,":
        end -= 1
    return end
