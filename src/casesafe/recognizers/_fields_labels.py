"""The labels of fields: what kind of value stands behind each, and whose it is.

A label is looked up in its plain form: lower case, single spaces, without full stops, brackets and
list marks ("**Pt. Name (last, first):**" -> "pt name"). Source: the header blocks of progress
notes, intakes, letters, e-mails and exports (practice; no single standard).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from casesafe.core.lazy_pattern import lazy_pattern


class Kind(Enum):
    """What the value of a field is."""

    NAME = "name"
    NAMES = "names"
    PARTY = "party"  # a person or an organisation, or several
    INITIALS = "initials"
    RELATION = "relation"  # gives the role of the name in its row
    ORGANIZATION = "organization"
    CITY = "city"
    STATE = "state"
    COUNTRY = "country"
    ADDRESS = "address"
    OCCUPATION = "occupation"
    DEMOGRAPHIC = "demographic"


@dataclass(frozen=True, slots=True)
class Label:
    """One label.

    Args:
        rule: Its name in reports, lower snake case.
        kind: What its value is.
        role: For names, whose name; None where the label does not tell.
        strong: Whether a value may be believed that is not closed on both sides; a weak label
            ("Client:") also opens the turns of a transcript and sentences.
    """

    rule: str
    kind: Kind
    role: str | None = None
    strong: bool = True


#: Words for a person, each a weak label alone and a strong one with "name".
_PEOPLE: dict[str, str | None] = {
    **dict.fromkeys(
        "client|clt|patient|pt|consumer|examinee|evaluee|resident|veteran|youth|camper|inmate|"
        "student|child|decedent|individual|identified patient|identified client|index client|"
        "participant|applicant|subject of report|claimant|respondent|petitioner|member|"
        "beneficiary|minor|defendant|juvenile|service user|person served|adolescent|"
        "patient/client|client/patient|pupil|trainee patient|couple|caller|detainee".split("|"),
        "client",
    ),
    **dict.fromkeys(
        "therapist|clinician|supervisor|supervisee|attending|provider|pcp|psychiatrist|counselor|"
        "psychologist|examiner|evaluator|case manager|case mgr|social worker|prescriber|"
        "primary care|primary care provider|primary care physician|physician|doctor|md|nurse|"
        "therapist/clinician|treating clinician|treating provider|rendering provider|"
        "referring provider|referring physician|primary therapist|assigned clinician|"
        "assigned therapist|responsible staff|staff|staff member|writer|author|preparer|intern|"
        "clinical supervisor|site supervisor|facilitator|co-facilitator|group leader|leader|"
        "cofacilitator|presenter|consultant|consultee|recorder|scribe|note taker|interviewer|"
        "interpreter|group facilitator|med provider|nurse practitioner|pharmacist|dietitian|"
        "intake clinician|intake worker|assessor|rater|on-call clinician|ot|slp|pmhnp|"
        "covering clinician|team lead|care coordinator|care manager|discharge planner".split("|"),
        "clinician",
    ),
    **dict.fromkeys(
        "teacher|attorney|lawyer|counsel|judge|gal|guardian ad litem|probation officer|parole "
        "officer|po|caseworker|case worker|cps worker|dcf worker|employer contact|landlord|coach|"
        "reporter|witness|victim|offender|perpetrator|alleged perpetrator|sponsor|friend|roommate|"
        "visitor|officer|principal|foster parent|neighbor|boss|manager|employee|advocate|casa|"
        "support person|collateral|mandated reporter|homeroom teacher|chair|host|"
        "school counselor|advisor|mentor|pastor|interviewee|informant|collateral contact".split(
            "|"
        ),
        "other",
    ),
    **{
        w: w
        for w in (
            "mother father parent stepmother stepfather guardian spouse partner wife husband "
            "sister brother sibling daughter son aunt uncle grandmother grandfather girlfriend "
            "boyfriend fiance cousin niece nephew twin stepson stepdaughter ex-wife ex-husband "
            "ex-partner grandparent grandson granddaughter".split()
        )
    },
    "mom": "mother", "mum": "mother", "mo": "mother", "biological mother": "mother",
    "bio mom": "mother", "birth mother": "mother", "adoptive mother": "mother",
    "dad": "father", "biological father": "father", "bio dad": "father", "birth father": "father",
    "adoptive father": "father", "legal guardian": "guardian", "foster mother": "foster mother",
    "foster father": "foster father", "partner/spouse": "partner", "spouse/partner": "spouse",
    "significant other": "partner", "ex": "ex-partner", "half-sister": "half-sister",
    "half-brother": "half-brother", "parent/guardian": "parent", "parents/guardians": "parent",
    "guardian/parent": "guardian", "caregiver": "relative", "caretaker": "relative",
    "next of kin": "relative", "nok": "relative", "relative": "relative",
    "mgm": "grandmother", "pgm": "grandmother", "mgf": "grandfather", "pgf": "grandfather",
    "maternal grandmother": "grandmother", "paternal grandmother": "grandmother",
    "maternal grandfather": "grandfather", "paternal grandfather": "grandfather",
}  # fmt: skip
#: Labels whose value is a name and nothing else.
_NAMES: dict[str, str | None] = {
    **dict.fromkeys(
        "name|full name|legal name|print name|printed name|first name|last name|surname|"
        "given|given name|family name|middle name|maiden name|birth name|nickname|alias|aka|a/k/a|"
        "also known as|known as|goes by|preferred|preferred name|name used|chosen name|pref name|"
        "pref|prefers|likes to be called|what should we call you|your name|your full name|"
        "what do you like to be called|former name|other names|other name|names used|first|last|"
        "last, first m|last, first, mi|last, first|first, last|fn|name on card|client label|"
        "patient label|pt label|display name|called|middle|mi name|deadname|formerly".split("|"),
        None,
    ),
    **dict.fromkeys(
        "signature|signed|signed by|electronically signed|electronically signed by|e-signed|"
        "e-signed by|esigned by|digitally signed by|dictated by|dictated|transcribed by|"
        "prepared by|written by|completed by|submitted by|documented by|entered by|seen by|"
        "reviewed by|cosigned by|co-signed by|cosigner|supervised by|authored by|assessed by|"
        "interviewed by|taken by|recorded by|facilitated by|administered by|assigned to|scored by|"
        "therapist signature|clinician signature|supervisor signature|provider signature|"
        "staff signature|ordered by|prescribed by|rend|evaluated by|approved by|presented by|"
        "presenting clinician|note by|timekeeper|report by|minutes by|charge nurse".split("|"),
        "clinician",
    ),
    **dict.fromkeys(
        "client signature|patient signature|subscriber|subscriber name|insured|insured name|"
        "policyholder|policy holder|policy holder name|responsible party|guarantor|resp party|"
        "primary insured|account holder|card holder|cardholder|payee|beneficiary name".split("|"),
        None,
    ),
    **dict.fromkeys(
        "emergency contact|emergency|emerg contact|emerg|ice|in case of emergency|contact person|"
        "contact|contact name|reported by|requested by|witnessed by|interpreted by|"
        "person completing form|point of contact|poc".split("|"),
        None,
    ),
    "parent signature": "parent", "guardian signature": "guardian",
    "parent/guardian signature": "parent", "spouse signature": "spouse",
}  # fmt: skip
#: Labels before lists of names.
_LISTS: dict[str, str | None] = {
    **dict.fromkeys(
        "present|attendees|attendance|attended|absent|regrets|in attendance|participants|members|"
        "attending members|group members|who came|who was there|also present|excused|who|people|"
        "household|household members|lives with|living with|informants|people present|"
        "contacts|emergency contacts|references|support system|supports|team|roll|roster|"
        "staff present|on call|on-call|authorized contacts|authorized to pick up|waitlist|"
        "treatment team|clients|patients|pts|members present|students|names|individuals|"
        "collaterals|sources|collateral sources|interviewed|persons interviewed|guests|"
        "family|accompanied by|brought in by|invited|distribution|resp".split("|"),
        None,
    ),
    **dict.fromkeys("parents|parent(s)|mother and father|mother/father".split("|"), "parent"),
    **dict.fromkeys("children|child(ren)|kids|minors|dependents".split("|"), "child"),
    **dict.fromkeys("siblings|sibs|sibling(s)".split("|"), "sibling"),
    **dict.fromkeys("sons".split("|"), "son"),
    **dict.fromkeys("daughters".split("|"), "daughter"),
    **dict.fromkeys("sisters".split("|"), "sister"),
    **dict.fromkeys("brothers".split("|"), "brother"),
    **dict.fromkeys(
        "therapists|clinicians|facilitators|providers|leaders|co-leaders|group leaders|"
        "presenters|supervisors|counselors|interns|treaters|consultants".split("|"),
        "clinician",
    ),
}
#: Labels before a person or an organisation.
_PARTIES = (
    "from|to|cc|bcc|re|re client|regarding|attn|attention|c/o|referred by|referral source|"
    "referral from|referral|referred|ref by|ref|referred to|referring party|sender|recipient|"
    "reply-to|sent by|forwarded by|organizer|attendee|fao|via|copy to|copies to|copy|subject line|"
    "release to|roi|roi to|roi for|records to|send to|follow-up with|follow up with|f/u with|"
    "aftercare|aftercare provider|outpatient provider|prior therapist|previous therapist|"
    "former therapist|prior provider|last therapist|prior treatment|prior tx|"
    "who told you about us|who referred you|who sent you|how did you hear about us|in re"
).split("|")
_ORGS = (
    "employer|company|current employer|workplace|place of work|place of employment|school|"
    "school name|current school|college|university|school/employer|employer/school|high school|"
    "daycare|preschool|facility|facility name|site|site name|agency|clinic|practice|hospital|"
    "insurance|ins|insurance carrier|carrier|payer|payor|insurer|health plan|insurance co|"
    "insurance company|primary insurance|secondary insurance|primary payer|insurance provider|"
    "primary ins|secondary ins|plan name|mco|eap|pharmacy|pharm|preferred pharmacy|court|"
    "church|parish|congregation|place of worship|organization|organisation|org|institution|"
    "referring agency|placement|current placement|campus|district|school district|shelter|"
    "residence name|group home|union|firm|er|last hospitalization at|group name|team name|"
    "insurance plan|coverage|home group|ward|branch|service site|site of service|home clinic"
).split("|")
_CITIES = (
    "city|town|city/town|county|parish/county|village|neighborhood|neighbourhood|borough|"
    "birthplace|place of birth|born in|hometown|home town|city of birth|city of residence|"
    "lives in|residence|community|reservation|county of residence|pob|birth place|township|"
    "city, state|city/state|city/state/zip|city, state, zip|city state zip|city st zip|locality|"
    "where are you tonight|where do you live|place|current location|client location|pt location|"
    "patient location|county of service|city/county"
).split("|")
_ADDRESSES = (
    "address|home address|mailing address|street address|street|addr|adr|residential address|"
    "address 1|address line 1|billing address|current address|work address|ship to|mail to|home|"
    "location|loc|client address|patient address|school address|physical address|lives at|"
    "where do you stay|add|line1|address1|return address|ship address"
).split("|")
_JOBS = (
    "occupation|job title|current occupation|profession|job|your job|work|employment|title|"
    "occupation/employer|occupation/school|job/employer|vocation|trade|career|position|"
    "usual occupation|former occupation|past occupation|parent occupation|rank"
).split("|")
_GROUPS = (
    "race|ethnicity|race/ethnicity|ethnicity/race|race & ethnicity|race and ethnicity|religion|"
    "religious affiliation|faith|faith tradition|nationality|tribe|tribal affiliation|"
    "tribal enrollment|ethnic background|cultural background|cultural identity|heritage|culture|"
    "spiritual affiliation|denomination|religion/spirituality|religious preference|ethnic group|"
    "ethnic origin|eth|relig|race/eth|faith/religion|background|spirituality|church affiliation"
).split("|")
#: Those of the labels above that also begin sentences and headings.
_WEAK = frozenset(
    "given home location loc work employment job title position school site referral referred "
    "ref er "
    "background placement court pharmacy pharm lab faith culture spirituality heritage "
    "contact first last who people team household supports sources residence place community "
    "family contacts references kids children parents siblings emergency coverage plan aftercare "
    "via "
    "copy roi ward branch agency practice clinic hospital rank trade career middle called "
    "daughters sons sisters brothers resp group clients patients pts supports invited dictated "
    "signed interviewed attended roll prefers union street church firm to from re in add".split()
) | {"support system", "lives with", "on call", "prior treatment", "prior tx", "in re"}


def _build() -> dict[str, Label]:
    table: dict[str, Label] = {}
    for word, role in _PEOPLE.items():
        rule = re.sub(r"\W+", "_", word)
        table[word] = Label(rule, Kind.NAME, role, strong=False)
        for form in (f"{word} name", f"{word}'s name", f"name of {word}", f"{word} full name"):
            table[form] = Label(f"{rule}_name", Kind.NAME, role)
        table[f"{word} initials"] = Label(f"{rule}_initials", Kind.INITIALS, role)
    for kind, group in ((Kind.NAME, _NAMES), (Kind.NAMES, _LISTS)):
        for word, role in group.items():
            rule = re.sub(r"\W+", "_", word).strip("_")
            table[word] = Label(rule, kind, role, word not in _WEAK)
    for kind, words in (
        (Kind.PARTY, _PARTIES), (Kind.ORGANIZATION, _ORGS), (Kind.CITY, _CITIES),
        (Kind.ADDRESS, _ADDRESSES), (Kind.OCCUPATION, _JOBS), (Kind.DEMOGRAPHIC, _GROUPS),
    ):  # fmt: skip
        for word in words:
            table[word] = Label(kind.value, kind, None, word not in _WEAK)
    for word in ("state", "st", "state of birth", "state of residence", "state of issue"):
        table[word] = Label("state", Kind.STATE)
    for word in ("country", "country of origin", "country of birth", "citizenship", "born abroad"):
        table[word] = Label("country", Kind.COUNTRY)
    for word in ("initials", "pt initials", "client initials", "init", "inits"):
        table[word] = Label("initials", Kind.INITIALS, None if word[0] == "i" else "client")
    for word in ("relation", "relationship", "rel", "relation to client", "relationship to client"):
        table[word] = Label("relation", Kind.RELATION)
    for word in ("re", "regarding", "re client"):
        table[word] = Label("re", Kind.PARTY, "client", strong=False)
    return table


LABELS: dict[str, Label] = _build()

# What stands before a label on its line: list marks, quote marks, Markdown; no letters.
_LEAD = lazy_pattern(r"^(?:[\s>*_#\-+~`]|\[[ xX]?\]|\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|[|;])+")
_TAIL = lazy_pattern(r"[\s*_`~.]*(?:\([^()]{0,40}\))?[\s*_`~.]*$")
_NUMBER = lazy_pattern(r"\s*(?:#\s?)?(?:\d{1,2}|[A-Z])$")


def label_of(text: str) -> Label | None:
    """Return the label that a heading or column title is, or None.

    Args:
        text: What stands before the colon, with list marks and Markdown if any.
    """
    plain = _TAIL.sub("", _LEAD.sub("", text))
    if not plain or len(plain) > 40:
        return None
    key = " ".join(plain.lower().replace(".", " ").replace("_", " ").split()).strip("\"' ")
    found = LABELS.get(key)
    if found is None and (plain[-1].isdigit() or plain[-1].isupper()):
        found = LABELS.get(" ".join(_NUMBER.sub("", plain).lower().split()))
    return found
