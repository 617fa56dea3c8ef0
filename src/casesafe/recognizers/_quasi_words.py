"""The word lists of the quasi-identifiers: jobs and groups of people.

Source: both lists are hand-made from common knowledge. Each file holds one entry a line.
"""

from __future__ import annotations

from functools import lru_cache

from casesafe.values.data_files import data_lines

#: Heads that make a job only with a word before them: "home attendant", "log-truck loader".
COMPOUND_HEADS = frozenset(
    "worker tech technician clerk aide hand operator agent rep attendant assistant officer keeper "
    "maker monitor manager supervisor coordinator specialist trainee apprentice owner boss chief "
    "mate captain buyer player helper seller breeder cleaner collector builder runner loader "
    "hauler packer picker sorter polisher finisher engineer analyst "
    "adviser consultant representative rider maker cutter sewer caretaker "
    "guard manager repairman serviceman tender setter grower trainer handler lumper "
    "stylist vendor broker porter puller washer raker conservator foreman "
    "commander contractor decorator doctor entertainer farmer hygienist jobber "
    "mechanic mistress nurse officer organizer racer roaster shaper shoveler splicer steward "
    "surveyor teacher therapist tracker typist welder director pilot medic miner "
    "sculptor singer sergeant soldier dancer tutor instructor dealer driver printer server cook "
    "artist dispatcher inspector designer developer detective fisherman planner scheduler".split()
)
#: Words before a compound head that make it the clinic's own staff or no job at all.
NOT_JOB_MODIFIERS = frozenset(
    "case social support peer crisis intake care program treatment clinical desk group family "
    "primary staff team board speech occupational physical recreation recreational marriage "
    "mental health behavioral psychiatric psych good bad best only new other same former first "
    "second last single right left old young big little own heavy non-compliant slow team chain "
    "dorm college graduate undergraduate fifth-grade main key key-worker probation parole "
    "community ex current previous next room class hall bench long real great hard total "
    "lived-experience resident art music play drama dance addiction addictions outreach youth "
    "protective cps dcf recovery substance trauma couples sex rehab bereavement grief intern "
    "community-health privacy bariatric weekend one-to-one per-diem front office medical lab "
    "bare clinic patient risk discharge unit charge triage on-call role working personality "
    "type control smart weak strong poor problem record tape cd dvd video media sample".split()
)


@lru_cache(maxsize=1)
def jobs() -> tuple[dict[str, bool], dict[str, frozenset[str]]]:
    """Return single jobs (-> whether a cue is needed) and phrases by their last word.

    Plurals are in; all lower case.
    """
    single: dict[str, bool] = {}
    phrases: dict[str, set[str]] = {}
    for line in data_lines("occupations"):
        entry = line.rstrip("?").lower()
        head = entry.rpartition(" ")[2]
        for form, last in ((entry, head), (_plural(entry), _plural(head))):
            if " " in form:
                phrases.setdefault(last, set()).add(form)
            else:
                single[form] = line.endswith("?") or single.get(form, False)
    return single, {last: frozenset(group) for last, group in phrases.items()}


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[str, ...]]:
    """Return the groups by their first word, lower case: each entry "words|marks", longest first.

    The mark is "", "=" (needs a person near by) or "~" (a language too).
    """
    found: dict[str, list[str]] = {}
    for line in data_lines("demographics"):
        entry = line.rstrip("=~")
        mark = line[len(entry) :]
        for form in (entry, entry + "s"):
            first = form.split(" ")[0].lower()
            found.setdefault(first, []).append(f"{form}|{mark}")
    return {k: tuple(sorted(set(v), key=len, reverse=True)) for k, v in found.items()}


@lru_cache(maxsize=1)
def _group_names() -> frozenset[str]:
    return frozenset(e.rpartition("|")[0].lower() for v in groups().values() for e in v)


def is_group(phrase: str) -> bool:
    """Return whether a phrase is one of the groups, in any case."""
    return phrase.lower() in _group_names()


def is_job(phrase: str) -> bool:
    """Return whether a phrase names a job: its last word, or its last words, stand in the list."""
    words = phrase.lower().split()
    single, phrases = jobs()
    if not words:
        return False
    last = words[-1]
    if last in single:
        return True
    if any(" ".join(words).endswith(p) for p in phrases.get(last, ())):
        return True
    return len(words) > 1 and last in COMPOUND_HEADS and words[-2] not in NOT_JOB_MODIFIERS


def _plural(word: str) -> str:
    if word.endswith("man") and word not in ("shaman", "german"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
