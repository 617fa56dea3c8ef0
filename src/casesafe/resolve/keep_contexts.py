"""What must stand beside a word of the keep list for it to be no person or place.

A context takes a note and the span of an entry, and returns the span to keep, or None. Each looks
at a bounded stretch to the left or right only, so that a note costs one look per hit.
"""

from __future__ import annotations

from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.resolve.keep_contexts_life import car, drug, faith, figure, scripture, street
from casesafe.resolve.keep_matching import Context, Span, after, before, verbose, whole

ALWAYS = "always"

# A citation behind a surname: ", 1979)", " & Steer, 1993)", " et al. (2019)"; must not match the
# year of an event ("Beck moved in 2019", "May 2019").
_CITED = verbose(
    r"""(?:,?\ (?:&|and)\ [A-Z][\w'\-]{1,20}|,\ [A-Z][\w'\-]{1,20}(?=,)){0,4}
    (?:,?\ et\ al\.?)?(?:(?:'s)?\ \((?:19|20)\d\d[a-z]?\)|,\ (?:19|20)\d\d[a-z]?\)?)"""
)
# "(Beck 1979)", with no comma; counts only behind an opening bracket.
_CITED_PLAIN = verbose(r"(?:\ (?:&|and)\ [A-Z][\w'\-]{1,20})?\ (?:19|20)\d\d[a-z]?(?=[);])")
_BRACKET = verbose(r"(?:\(|;\ )(?:see\ |cf\.\ |e\.g\.,\ )?$")
_ET_AL = verbose(r",?\ et\ al\b\.?")
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
_THEORY = verbose(rf"(?:(?:'s|')?[\ \-]{_THEORY_OWN}|[\ \-](?:{_THEORY_BARE}))")
# More nouns, for names that are hardly anybody's: "Gottman's book".
_THEORY_RARE = verbose(
    r"""(?:'s|')?[\ \-](?:\w+[\ \-])?(?:work|books?|ideas?|notions?|sense|terms?|view|thinking
    |lectures?|writing|quotes?|research|studies|study|lab|repair\ \w+|words|phrase|chapter|stuff
    |talk|video|podcast|manual|handouts?|worksheets?|skills?|assessment|checkup|questions?)\b"""
)
_PER = verbose(
    r"(?:\b(?:per|cf\.?|citing|cites?|quoting|quoted|quotes|reading|rereading|à\ la|a\ la|"
    r"according\ to|after\ reading|what|as)\ )$"
)
_SAYS = verbose(
    r"\ (?:would\ (?:say|call)|says|writes|wrote|argues|calls\ (?:it|this)|puts\ it|"
    r"put\ it|teaches|describes|suggests|meant\ by|defines|distinguishes)\b"
)
# What makes the name a person who is in the story: a title, kin, or being with them before it.
_PERSON_LEFT = verbose(
    r"""(?:\b(?:mr|mrs|ms|miss|mx|dr|prof|officer|coach|judge|rev|pastor|sgt|aunt|uncle|client|pt
    |patient|cl|mom|dad|mother|father|wife|husband|son|daughter|brother|sister|partner|friend|boss
    |with|w/|met|saw|called|texted|named|cousin|baby|name:|client:|patient:)\.?\ |[A-Z]\.\ )$"""
)
# ... or doing after it what clients do; must not match what authors do ("argues").
_PERSON_RIGHT = verbose(
    r"""(?:'s\ (?:mother|father|mom|dad|wife|husband|son|daughter|sister|brother|partner|friend|car
    |house|phone|birthday|school|session|chart|case|boss|job)\b|\ (?:said|reports?|reported|states?
    |stated|denie[sd]|presents?|presented|cried|arrived|came|called|told|asked|was|is|has|had|did
    |feels?|felt|went|goes|and\ (?:his|her|their)\ |who)\b)"""
)


def theory(note: Note, start: int, end: int) -> Span | None:
    """A citation, or a noun of theory: "Beck's triad", "(Beck, 1979)", "Bowen therapist"."""
    stop = after(_CITED, note, end) or after(_ET_AL, note, end) or after(_THEORY, note, end)
    if stop is None and before(_BRACKET, note, start) and note.lower[start:end] != "may":
        stop = after(_CITED_PLAIN, note, end)
    return whole(note, start, end, stop)


def rare(note: Note, start: int, end: int) -> Span | None:
    """As `theory`, and "per Gottman", "Yalom says", "Gottman's book"."""
    got = theory(note, start, end)
    if got is not None:
        return got
    if before(_PERSON_LEFT, note, start):
        return None
    stop = after(_THEORY_RARE, note, end) or after(_SAYS, note, end)
    if stop is not None:
        return start, stop
    if before(_PER, note, start) and after(_PERSON_RIGHT, note, end) is None:
        return start, end
    return None


def famous(note: Note, start: int, end: int) -> Span | None:
    """A name everybody knows, where nobody in the story bears it."""
    got = rare(note, start, end)
    if got is not None:
        return got
    if before(_PERSON_LEFT, note, start) or after(_PERSON_RIGHT, note, end) is not None:
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
    |assessment|totals?|subscales?|matrices|protocol|norms?|guidelines?|materials|handouts?|forms?
    |format|composite|percentiles?|stories|items?|safety\ plan|-?ii\b|-?iii\b)"""
# "Hamilton score", "Young Mania scale"; must not match "Hamilton's score", which a client has.
_MEASURED = verbose(
    rf"(?:'s?)?(?:[\ \-]{_SCALE_WORD}){{1,4}}[\ \-]{_SCALE}\b(?:\ [\d/.]+)?"
    rf"|[\ \-]{_SCALE}\b(?:\ [\d/.]+)?"
)
# "Hamilton was 22", "Beck: 31"; must not match an age ("Young was 22 when ...") or a duration.
_SCORE = verbose(
    r"""(?:\ (?:was|is|of|at)\ |\ ?[:=]\ ?)\d{1,2}(?:\ ?(?:/\ ?\d{2}|->|to)\ ?\d{0,2})?(?![\d/])
    (?=\s*(?:[.,;:)(\]]|$|\n|down|up\b|today|this|last|vs|from|at\ (?:intake|baseline|start)))"""
)
# "Edinburgh 14": with nothing between, only where the name is nobody's.
_SCORE_NEXT = verbose(r"\ \d{1,2}(?:\ ?(?:/|->|to)\ ?\d{1,2})?(?![\d/])(?=\s*(?:[.,;:)(]|$|\n))")
_NOBODY = frozenset(
    "epworth edinburgh apgar zung hachinski zarit barthel maslach liebowitz".split()
)
_RISK = verbose(
    r":?\ (?:negative|positive|neg|pos|low|moderate|high|done|completed|administered|denied)\b"
)
# "PSQI (Pittsburgh) 14", "Galveston (GOAT) 82": the acronym stands beside the name.
_ACRONYM_LEFT = lazy_pattern(r"\b[A-Z][A-Za-z\-]*[A-Z][\w\-]* \($")
_ACRONYM_RIGHT = lazy_pattern(r" \([A-Z][A-Za-z\-]*[A-Z]\w*\)")
# "the Boston again", "On the Hamilton he scored"; must not match "the Boston office".
_THE_LEFT = verbose(r"(?<!\balong)(?<!\bacross)(?<!\bin)(?<!\bnear)(?<!\bdown)\ the\ $")
_TEST_RIGHT = verbose(
    r"""(?=\s*(?:[.,;:?!)]|$|at\ \d|was\b|again\b|and\ the\b
    |is\ (?:asked|given|scored|done|repeated)|added|put\b|he\ scored|she\ scored|takes?\b|took\b
    |came\ back|went\b))"""
)
_TAKES_TIME = verbose(r"\ (?:takes|took|exists|runs)(?:\ \d+\ min|\b(?=\s*[.\n]))")
_SCORED_ALONE = frozenset(
    "hamilton beck zung altman sheehan liebowitz rosenberg kessler maslach conners vanderbilt "
    "epworth edinburgh columbia apgar hachinski zarit katz lawton fisher barthel braden cornell "
    "pittsburgh boston peabody minnesota berlin battelle galveston mattis bristol montreal toronto "
    "stroop wechsler young".split()
)
_NAME_BEFORE = lazy_pattern(
    r"(?:[A-Z][a-z]+|[A-Z]\.|\b(?:[Mm]rs?|[Mm]s|[Dd]r|[Cc]lient|[Pp]t)\.?) $"
)


def measure(note: Note, start: int, end: int) -> Span | None:
    """A scale by its author or town: "Hamilton was 22", "Edinburgh 14", "Conners parent form"."""
    stop = after(_MEASURED, note, end)
    if stop is not None:
        return start, stop
    word = note.lower[start:end]
    if word not in _SCORED_ALONE or before(_NAME_BEFORE, note, start):
        return None
    stop = _beside_scores(note, start, end)
    if stop is not None:
        return start, stop
    stop = after(_SCORE, note, end)
    if stop is None and word in _NOBODY:
        stop = after(_SCORE_NEXT, note, end)
    return whole(note, start, end, stop)


def _beside_scores(note: Note, start: int, end: int) -> int | None:
    """Return the end of a test's name that its neighbours give away, or None."""
    for regex in (_ACRONYM_RIGHT, _RISK, _TAKES_TIME):
        stop = after(regex, note, end)
        if stop is not None:
            return stop
    if before(_ACRONYM_LEFT, note, start) and note.normal[end : end + 1] == ")":
        return end
    if before(_THE_LEFT, note, start) and after(_TEST_RIGHT, note, end) is not None:
        return end
    return None


# Nouns of an eponym; must not match a symptom that a client of that name has ("Cohen's tremor").
_DISEASE = verbose(
    r"""(?:(?:'s|'|s)?[\ \-](?:disease|dz|syndromes?|synd|palsy|signs?|phenomenon|chorea|aphasia
    |encephalopathy|thyroiditis|lymphoma|sarcoma|contracture|malformation|disease-type|psychosis
    |neuroma|tendon|pupil|esophagus|effect|paralysis)\b
    |[\ \-](?:dementia|delusion|illusion|area|bod(?:y|ies)|fracture|cyst|gait|reflex|nodes?|triad
    |virus|seizures?|tumou?r|crisis|anomaly|variant|murmur|angina|canal|complex|ataxia|mania|ulcer
    |dystrophy|paresis|breathing|ophthalmopathy|story|stories|spectrum)\b)"""
)


def condition(note: Note, start: int, end: int) -> Span | None:
    """An eponym before its noun: "Turner syndrome", "Bell's palsy", "Graves' disease"."""
    return whole(note, start, end, after(_DISEASE, note, end))


# What may follow "Parkinson's" alone; must not match a person's things ("Hashimoto's mother").
_BARE = verbose(
    r"""(?=\s*(?:[.,;:)(\]/!?]|$|\n|--|-related|dis|dement|dx|diagn|and\b|or\b|with\b|in\b|since\b
    |for\b|is\b|was\b|has\b|hx\b|thyroid|meds?\b|patient|flare|symptom|syndrome|at\b|on\b|runs\b
    |when\b|but\b|stage|progress|who\b|that\b|plus\b|\+|area\b|aphasia|genet|gene\b|test
    |support))"""
)


def bare(note: Note, start: int, end: int) -> Span | None:
    """A possessive that names a condition by itself: "has Parkinson's"."""
    if before(_PERSON_LEFT, note, start) and not before(_WITH, note, start):
        return None
    return None if after(_BARE, note, end) is None else (start, end)


_WITH = verbose(r"\b(?:with|w/)\ $")
_CASE_RIGHT = verbose(r"\ (?:tapes?|films?|case\b(?!\ (?:man|work|conf|note|plan|num|no\b)))")
_CASE_LEFT = verbose(r"\b(?:case\ of|freud's|breuer's|winnicott's|klein's|axline's)\ $")
_THE = verbose(r"\bthe\ $")


def casename(note: Note, start: int, end: int) -> Span | None:
    """A classic case: "the Dora case", "Freud's Dora"."""
    if before(_CASE_LEFT, note, start):
        return start, end
    return whole(
        note, start, end, after(_CASE_RIGHT, note, end) if before(_THE, note, start) else None
    )


_TECHNIQUE = verbose(
    r"""(?:'s|')?[\ \-](?:progressive\ |muscle\ |relaxation\ |autogenic\ )*(?:methods?|techniques?
    |breathing|breath|relaxation|pmr|exercises?|protocol|massage|remed(?:y|ies)|reading|tutoring
    |schools?|preschool|curriculum|program|training|response|timer)\b"""
)


def technique(note: Note, start: int, end: int) -> Span | None:
    """A technique by its maker: "Jacobson relaxation"."""
    return whole(note, start, end, after(_TECHNIQUE, note, end))


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
    "scripture": scripture,
    "car": car,
    "figure": figure,
}
