"""What must stand beside a word of the keep list for it to be no person or place.

A context takes a note and the span of an entry, and returns the span to keep, or None. Each looks
at a bounded stretch to the left or right only, so that a note costs one look per hit.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from casesafe.core.note import Note

Span = tuple[int, int]
Context = Callable[[Note, int, int], Span | None]
ALWAYS = "always"
#: How far to the left a context looks, in characters.
_BACK = 48


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def _after(regex: re.Pattern[str], note: Note, end: int) -> int | None:
    """Return where a pattern that begins at `end` ends, or None."""
    m = regex.match(note.normal, end, end + 160)
    return m.end() if m else None


def _before(regex: re.Pattern[str], note: Note, start: int) -> bool:
    """Say whether the text up to `start` ends in the pattern, which must end in `$`."""
    return regex.search(note.normal[max(0, start - _BACK) : start]) is not None


def _whole(note: Note, start: int, end: int, stop: int | None) -> Span | None:
    """Return the span up to `stop`, or None where there is no `stop`."""
    return None if stop is None else (start, stop)


# A citation behind a surname: ", 1979)", " & Steer, 1993)", " et al. (2019)"; must not match the
# year of an event ("Beck moved in 2019", "May 2019").
_CITED = _re(
    r"""(?:,?\ (?:&|and)\ [A-Z][\w'\-]{1,20}|,\ [A-Z][\w'\-]{1,20}(?=,)){0,4}
    (?:,?\ et\ al\.?)?(?:(?:'s)?\ \((?:19|20)\d\d[a-z]?\)|,\ (?:19|20)\d\d[a-z]?\)?)"""
)
# "(Beck 1979)", with no comma; counts only behind an opening bracket.
_CITED_PLAIN = _re(r"(?:\ (?:&|and)\ [A-Z][\w'\-]{1,20})?\ (?:19|20)\d\d[a-z]?(?=[);])")
_BRACKET = _re(r"(?:\(|;\ )(?:see\ |cf\.\ |e\.g\.,\ )?$")
_ET_AL = _re(r",?\ et\ al\b\.?")
# Nouns of a theory behind "X's"; must not match what a person owns ("Johnson's work", "car").
_THEORY_OWN = r"""(?:(?:early|late|original|famous|classic|basic|core|own|four|five|six|eight
    |seven|three
    |two)    \ )?(?:theor(?:y|ies)|models?|methods?(?:ology)?|techniques?|triad|stages?|stage\ of
    |hierarch(?:y|ies)|pyramid|frameworks?|typology|taxonomy|paradigm|inventory|scale|index
    |questionnaire|schema\ \w+|constructs?|concepts?|experiments?|circumplex|axioms?|tenets
    |eft|ifs|dbt|rebt|sfbt|emdr|cbt|act|horsemen|tasks\ of|dimensions\ of|work\ on|writings?
    |cognitive|core\ conditions|attachment\ (?:theory|styles?)|(?:true|false|grandiose)\ self
    |(?:depressive|paranoid)\ position|container|holding\ environment|transitional\ object
    |self\ psychology|zone\ of|ladder|wheel|cycle\ of|triangle|codes?\b(?=\ )|biosocial
    |differentiation|genogram|polyvagal|structural|systemic|person-centered|client-centered)\b"""
# Nouns behind the bare name ("Bowen therapist"); must not match a verb or kin word.
_THEORY_BARE = r"""(?:(?:family|couples?|cognitive|schema|systems?|marital|relational
    |level\ [123i]{1,3}    |structural|sound|style|trained|informed
    |based)[\ \-])?(?:therap(?:y|ies|ists?)|approach
    |analy(?:sis|st|tic)|psychology|protocol|systems|principles|tasks|trained|training
    |institute|certifi(?:ed|cation)|informed|inspired|style|oriented|based|lens|couples
    |interventions?|exercises?|card\ decks?|stance|school|seminar|workshop|paper|article)\b"""
_THEORY = _re(rf"(?:(?:'s|')?[\ \-]{_THEORY_OWN}|[\ \-](?:{_THEORY_BARE}))")
# More nouns, for names that are hardly anybody's: "Gottman's book".
_THEORY_RARE = _re(
    r"""(?:'s|')?[\ \-](?:\w+[\ \-])?(?:work|books?|ideas?|notions?|sense|terms?|view|thinking
    |lectures?|writing|quotes?|research|studies|study|lab|repair\ \w+|words|phrase|chapter|stuff
    |talk|video|podcast|manual|handouts?|worksheets?|skills?|assessment|checkup|questions?)\b"""
)
_PER = _re(
    r"(?:\b(?:per|cf\.?|citing|cites?|quoting|quoted|quotes|reading|rereading|à\ la|a\ la|"
    r"according\ to|after\ reading|what|as)\ )$"
)
_SAYS = _re(
    r"\ (?:would\ (?:say|call)|says|writes|wrote|argues|calls\ (?:it|this)|puts\ it|"
    r"put\ it|teaches|describes|suggests|meant\ by|defines|distinguishes)\b"
)
# What makes the name a person who is in the story: a title, kin, or being with them before it.
_PERSON_LEFT = _re(
    r"""(?:\b(?:mr|mrs|ms|miss|mx|dr|prof|officer|coach|judge|rev|pastor|sgt|aunt|uncle|client|pt
    |patient|cl|mom|dad|mother|father|wife|husband|son|daughter|brother|sister|partner|friend|boss
    |with|w/|met|saw|called|texted|named|cousin|baby|name:|client:|patient:)\.?\ |[A-Z]\.\ )$"""
)
# ... or doing after it what clients do; must not match what authors do ("argues").
_PERSON_RIGHT = _re(
    r"""(?:'s\ (?:mother|father|mom|dad|wife|husband|son|daughter|sister|brother|partner|friend|car
    |house|phone|birthday|school|session|chart|case|boss|job)\b|\ (?:said|reports?|reported|states?
    |stated|denie[sd]|presents?|presented|cried|arrived|came|called|told|asked|was|is|has|had|did
    |feels?|felt|went|goes|and\ (?:his|her|their)\ |who)\b)"""
)


def theory(note: Note, start: int, end: int) -> Span | None:
    """A citation, or a noun of theory: "Beck's triad", "(Beck, 1979)", "Bowen therapist"."""
    stop = _after(_CITED, note, end) or _after(_ET_AL, note, end) or _after(_THEORY, note, end)
    if stop is None and _before(_BRACKET, note, start) and note.lower[start:end] != "may":
        stop = _after(_CITED_PLAIN, note, end)
    return _whole(note, start, end, stop)


def rare(note: Note, start: int, end: int) -> Span | None:
    """As `theory`, and "per Gottman", "Yalom says", "Gottman's book"."""
    got = theory(note, start, end)
    if got is not None:
        return got
    if _before(_PERSON_LEFT, note, start):
        return None
    stop = _after(_THEORY_RARE, note, end) or _after(_SAYS, note, end)
    if stop is not None:
        return start, stop
    if _before(_PER, note, start) and _after(_PERSON_RIGHT, note, end) is None:
        return start, end
    return None


def famous(note: Note, start: int, end: int) -> Span | None:
    """A name everybody knows, where nobody in the story bears it."""
    got = rare(note, start, end)
    if got is not None:
        return got
    if _before(_PERSON_LEFT, note, start) or _after(_PERSON_RIGHT, note, end) is not None:
        return None
    return start, end


_SCALE_WORD = r"""(?:anxiety|depression|depressive|mania|hopelessness|self|esteem|burnout
    |behaviou?r(?:al)?    |adaptive|cognitive|rating|sleep(?:iness)?|disability|social
    |personality|intelligence|memory
    |achievement|card|sort(?:ing)?|parent|teacher|adult|child|youth|adolescent|short|brief|visual
    |motor|verbal|learning|naming|symptom|impost[oe]r|postnatal|postpartum|quality|severity|suicide
    |coma|outcome|resilience|distress|worry|gambling|alcohol(?:ism)?|mental|status|developmental
    |progressive|schema|inkblot|adhd|autism|adl|iadl|caregiver|burden|dyadic|adjustment|psychopathy
    |multiaxial|clinical|complex|figure|risk|lethality|picture|vocabulary|international|\d)"""
_SCALE = r"""(?:scales?|inventor(?:y|ies)|index|questionnaires?|tests?|schedule|checklist|interview
    |ratings?|scores?|scored|profile|battery|grades?|criteria|stag(?:e|ing)|screen(?:er|ing|s)?
    |assessment|totals?|subscales?|matrices|protocol|-?ii\b|-?iii\b)"""
# "Hamilton score", "Young Mania scale"; must not match "Hamilton's score", which a client has.
_MEASURED = _re(
    rf"(?:'s?)?(?:[\ \-]{_SCALE_WORD}){{1,4}}[\ \-]{_SCALE}\b(?:\ [\d/.]+)?"
    rf"|[\ \-]{_SCALE}\b(?:\ [\d/.]+)?"
)
# "Hamilton was 22", "Beck: 31"; must not match an age ("Young was 22 when ...") or a duration.
_SCORE = _re(
    r"""(?:\ (?:was|is|of|at)\ |\ ?[:=]\ ?)\d{1,2}(?:\ ?(?:/\ ?\d{2}|->|to)\ ?\d{0,2})?(?![\d/])
    (?=\s*(?:[.,;:)(\]]|$|\n|down|up\b|today|this|last|vs|from|at\ (?:intake|baseline|start)))"""
)
# "Edinburgh 14": with nothing between, only where the name is nobody's.
_SCORE_NEXT = _re(r"\ \d{1,2}(?:\ ?(?:/|->|to)\ ?\d{1,2})?(?![\d/])(?=\s*(?:[.,;:)(]|$|\n))")
_NOBODY = frozenset(
    "epworth edinburgh apgar zung hachinski zarit barthel maslach liebowitz".split()
)
_RISK = _re(
    r"\ (?:negative|positive|neg|pos|low|moderate|high|done|completed|administered|denied)\b"
)
_SCORED_ALONE = frozenset(
    "hamilton beck zung altman sheehan liebowitz rosenberg kessler maslach conners vanderbilt "
    "epworth edinburgh columbia apgar hachinski zarit katz lawton fisher barthel braden".split()
)
_NAME_BEFORE = re.compile(r"(?:[A-Z][a-z]+|[A-Z]\.|\b(?:[Mm]rs?|[Mm]s|[Dd]r|[Cc]lient|[Pp]t)\.?) $")


def measure(note: Note, start: int, end: int) -> Span | None:
    """A scale by its author or town: "Hamilton was 22", "Edinburgh 14", "Conners parent form"."""
    stop = _after(_MEASURED, note, end)
    if stop is not None:
        return start, stop
    word = note.lower[start:end]
    if word not in _SCORED_ALONE or _before(_NAME_BEFORE, note, start):
        return None
    stop = _after(_SCORE, note, end)
    if stop is None and word in _NOBODY:
        stop = _after(_SCORE_NEXT, note, end)
    if stop is None and word == "columbia":
        stop = _after(_RISK, note, end)
    return _whole(note, start, end, stop)


# Nouns of an eponym; must not match a symptom that a client of that name has ("Cohen's tremor").
_DISEASE = _re(
    r"""(?:(?:'s|'|s)?[\ \-](?:disease|dz|syndromes?|synd|palsy|signs?|phenomenon|chorea|aphasia
    |encephalopathy|thyroiditis|lymphoma|sarcoma|contracture|malformation|disease-type|psychosis
    |neuroma|tendon|pupil|esophagus|effect|paralysis)\b
    |[\ \-](?:dementia|delusion|illusion|area|bod(?:y|ies)|fracture|cyst|gait|reflex|nodes?|triad
    |virus|seizures?|tumou?r|crisis|anomaly|variant|murmur|angina|canal|complex|ataxia|mania|ulcer
    |dystrophy|paresis|breathing|ophthalmopathy|story|stories|spectrum)\b)"""
)


def condition(note: Note, start: int, end: int) -> Span | None:
    """An eponym before its noun: "Turner syndrome", "Bell's palsy", "Graves' disease"."""
    return _whole(note, start, end, _after(_DISEASE, note, end))


# What may follow "Parkinson's" alone; must not match a person's things ("Hashimoto's mother").
_BARE = _re(
    r"""(?=\s*(?:[.,;:)(\]/!?]|$|\n|--|-related|dis|dement|dx|diagn|and\b|or\b|with\b|in\b|since\b
    |for\b|is\b|was\b|has\b|hx\b|thyroid|meds?\b|patient|flare|symptom|syndrome|at\b|on\b|runs\b
    |when\b|but\b|stage|progress|who\b|that\b|plus\b|\+|area\b|aphasia|genet|gene\b|test
    |support))"""
)


def bare(note: Note, start: int, end: int) -> Span | None:
    """A possessive that names a condition by itself: "has Parkinson's"."""
    if _before(_PERSON_LEFT, note, start) and not _before(_WITH, note, start):
        return None
    return None if _after(_BARE, note, end) is None else (start, end)


_WITH = _re(r"\b(?:with|w/)\ $")
_CASE_RIGHT = _re(r"\ (?:tapes?|films?|case\b(?!\ (?:man|work|conf|note|plan|num|no\b)))")
_CASE_LEFT = _re(r"\b(?:case\ of|freud's|breuer's|winnicott's|klein's|axline's)\ $")
_THE = _re(r"\bthe\ $")


def casename(note: Note, start: int, end: int) -> Span | None:
    """A classic case: "the Dora case", "Freud's Dora"."""
    if _before(_CASE_LEFT, note, start):
        return start, end
    return _whole(
        note, start, end, _after(_CASE_RIGHT, note, end) if _before(_THE, note, start) else None
    )


_TECHNIQUE = _re(
    r"""(?:'s|')?[\ \-](?:progressive\ |muscle\ |relaxation\ |autogenic\ )*(?:methods?|techniques?
    |breathing|breath|relaxation|pmr|exercises?|protocol|massage|remed(?:y|ies)|reading|tutoring
    |schools?|preschool|curriculum|program|training|response|timer)\b"""
)


def technique(note: Note, start: int, end: int) -> Span | None:
    """A technique by its maker: "Jacobson relaxation"."""
    return _whole(note, start, end, _after(_TECHNIQUE, note, end))


_DOSE_RIGHT = _re(
    r"""(?:'s)?[\ ,(]{1,2}(?:fe\ |28\ |lo\ |35\ |24\ |1/\d+\ ){0,2}(?:\d[\d./\-]*\ ?(?:mg|mcg|ug|ml|
    tabs?|pills?)\b|tabs?\b|pills?\b|ocps?\b|patch|ring\b|iud\b|birth\ control|contracepti|refill
    |generic|qd\b|daily\b|bid\b|prn\b|nightly|qhs\b|insert|placed|removed|prescri|samples?\b|coupon
    |is\ (?:her|my|the|an?)\ (?:ocp|birth|pill|iud|allerg)|for\ (?:contracep|birth|bc\b|allerg|sleep
    |acne|hay))"""
)
_TAKEN_LEFT = _re(
    r"""(?:\b(?:(?:is|was|been|be|am|are|started|start|stays|stay|remains|currently|back|put|now
    |went|going|her|ocp|restarted|continued|continues|rx'?d?)\ (?:back\ )?on|(?:prescribed
    |rx'?d?|rx:|ocp|ocps|pill|iud|contraceptive|birth\ control|dose\ of|mg\ of|generic
    |refill(?:ed)?\ (?:her|of)    |refill|discontinued|d/c'?d?|allerg(?:y|ic)\ to
    |switched\ (?:from|to)|side\ effects\ of|meds?:
    |medications?:|tapering|titrating))\ (?:the\ |her\ )?[(:]?\ ?)$"""
)
_TAKES_LEFT = _re(r"\b(?:takes|taking|take|took|stopped|started|missed)\ (?:her\ |the\ )?$")
_TAKES_RIGHT = _re(
    r"(?=\s*(?:[.,;)]|$|\n|for\ (?!a\b|the\b|ice)|daily|qd|nightly|at\ (?:night|bed)"
    r"|every|since|as\ (?:pres|dir|need)|x\ ?\d|in\ the\ (?:am|morning|evening)))"
)


def drug(note: Note, start: int, end: int) -> Span | None:
    """A brand that is a given name too: "Camila 0.35 mg", "on Yaz", "Heather (OCP)"."""
    if _before(_NAME_BEFORE_TITLED, note, start):
        return None
    stop = _after(_DOSE_RIGHT, note, end)
    if stop is not None:
        return start, stop
    if _before(_TAKEN_LEFT, note, start):
        return start, end
    if _before(_TAKES_LEFT, note, start) and _after(_TAKES_RIGHT, note, end) is not None:
        return start, end
    return None


_NAME_BEFORE_TITLED = _re(r"\b(?:mr|mrs|ms|dr|sister|daughter|friend|named|client|pt|nurse)\.?\ $")
_STREET_LEFT = _re(
    r"""\b(?:smok(?:es|ed|ing)|snort(?:s|ed|ing)?|inject(?:s|ed|ing)|roll(?:ed|ing)\ on|high\ on
    |shoot(?:s|ing)?|popp(?:ed|ing)|huff(?:s|ed|ing)?|vap(?:es|ed|ing)|dos(?:es|ed|ing)\ of
    |dabbled\ in|uses|used|using|addicted\ to|relapsed\ on|hooked\ on|clean\ from)\ $"""
)
_STREET_RIGHT = _re(r"\ (?:use\b|pills?\b|binge|withdrawal|\(?(?:mdma|meth|lsd|ketamine|heroin)\b)")


def street(note: Note, start: int, end: int) -> Span | None:
    """A street name of a drug that is a given name too: "smoking Tina"."""
    if _before(_STREET_LEFT, note, start):
        return start, end
    return _whole(note, start, end, _after(_STREET_RIGHT, note, end))


_FAITH_LEFT = _re(
    r"""\b(?:pray(?:s|ed|ing|er|ers)?\ (?:to|in)|trust(?:s|ed|ing)?\ in|accept(?:s|ed|ing)?|love\ of
    |blood\ of|believ(?:es|e|ed|ing)\ in|thanks?|praise|name\ of|sweet|lord|saint|st\.|prophet
    |virgin|mother|our\ lady\ of|story\ of|book\ of|gospel\ of|lord\ and\ savior)\ $"""
)
_FAITH_RIGHT = _re(
    r"(?:\ (?:christ|loves|saves|saved|died\ for|magdalene|of\ nazareth|in\ the\ bible)"
    r"\b|,\ mother\ of\ god)"
)
_NOT_KIN = _re(r"\b(?:her|his|my|their|the)\ (?:\w+\ )?mother\ $")


def faith(note: Note, start: int, end: int) -> Span | None:
    """A figure of religion: "prays to Jesus", "story of Ruth"."""
    stop = _after(_FAITH_RIGHT, note, end)
    if stop is not None:
        return start, stop
    if _before(_FAITH_LEFT, note, start) and not _before(_NOT_KIN, note, start):
        return start, end
    return None


_WORK = (
    r"(?:books?|novels?|songs?|movies?|films?|podcasts?|shows?|memoirs?|poems?|albums?|lyrics"
    r"|quotes?|cartoons?|interviews?|speech|biography|posters?|concerts?|series|character)"
)
_WORK_RIGHT = _re(
    rf"""(?:'s|')?\ (?:{_WORK}|costumes?|dolls?|dress|nightgown|jersey|fans?\b|meme|figurine|toys?\b
    |backpack|plush\w*|pajamas|theme\b|party\ theme)\b|\ (?:from|in)\ (?:frozen|moana|friends
    |hogwarts|star\ wars|narnia|the\ (?:movie|show|book|film|cartoon|series|play|novel
    |musical))\b"""
)
_WORK_LEFT = _re(
    rf"""(?:\b(?:watch(?:es|ed|ing)?|read(?:s|ing)?|rereading|listen(?:s|ed|ing)?\ to
    |quot(?:es|ed|ing)|an?\ fan\ of|dress(?:es|ed)\ (?:up\ )?as|pretend(?:s|ed|ing)?\ to\ be
    |poet|author|singer|rapper|actor|actress|comedian|{_WORK}\ (?:by|of|from|with|about))\ )$"""
)


def figure(note: Note, start: int, end: int) -> Span | None:
    """Fame or story under a name that many bear: "Kevin Hart movie", "dressed as Elsa"."""
    stop = _after(_WORK_RIGHT, note, end)
    if stop is not None:
        return start, stop
    return (start, end) if _before(_WORK_LEFT, note, start) else None


CONTEXTS: dict[str, Context] = {
    "theory": theory,
    "rare": rare,
    "famous": famous,
    "measure": measure,
    "condition": condition,
    "bare": bare,
    "casename": casename,
    "technique": technique,
    "drug": drug,
    "street": street,
    "faith": faith,
    "figure": figure,
}
