"""Holidays and feasts by name, of many countries and faiths.

A name is looked up by its first word, then the longest entry that follows counts; typography does
not ("valentines", "Valentine's", "St Patrick's"). An entry that is also an ordinary word counts
only with a capital, or after a word such as "during".

Source: names in common use; days of obligation and observances of the larger faiths.
Known misses: local festivals that the table lacks, unless they end in "Day" or "Festival".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._date_parts import Found, Hit

#: Names that count in any case.
_ANY_CASE = """
christmas|christmas eve|christmas day|xmas|xmas eve|xmas day|x-mas|boxing day|new years
new years eve|new years day|new year|new year day|nye|new year eve|thanksgiving|thanksgiving day
turkey day|halloween|hallowe'en|valentines|valentines day|valentine day|labor day|labour day
memorial day|decoration day|mothers day|mother day|fathers day|father day|veterans day
veteran day|presidents day|president day|mlk day|martin luther king day
martin luther king jr day|columbus day|indigenous peoples day|juneteenth|independence day
fourth of july|4th of july|july fourth|groundhog day|flag day|election day|tax day|earth day
arbor day|pi day|april fools|april fools day|april fool day|st patricks|st patricks day
saint patricks day|st paddys day|st pattys day|cinco de mayo|black friday|cyber monday
super bowl sunday|superbowl sunday|easter|easter sunday|easter monday|easter eve|easter vigil
easter week|easter weekend|good friday|palm sunday|holy week|holy thursday|maundy thursday
holy saturday|ash wednesday|ash wed|shrove tuesday|fat tuesday|mardi gras|pancake day|all saints
all saints day|all souls|all souls day|all hallows|all hallows eve|day of the dead
dia de los muertos|dia de muertos|todos los santos|nochebuena|noche buena|noche vieja|nochevieja
three kings|three kings day|kings day|dia de reyes|los reyes|twelfth night|semana santa
las posadas|candelaria|quinceañera day|feast of guadalupe|candlemas|michaelmas|pentecost sunday
trinity sunday|ascension day|corpus christi|whit monday|whitsun|lammas|lady day|reformation day
reformation sunday|christ the king|advent sunday|gaudete sunday|laetare sunday|boxing week
st nicholas day|st lucia day|st lucias|santa lucia|st johns day|st johns eve|st josephs day
st georges day|st andrews day|st davids day|st stephens day|feast of the assumption
feast of the epiphany|feast of the immaculate conception|immaculate conception day|watch night
watch night service|ramadan|ramadhan|ramzan|eid al-fitr|eid al fitr|eid ul-fitr|eid ul fitr
eid al-adha|eid al adha|eid ul-adha|eid mubarak|laylat al-qadr|laylat al qadr|mawlid|ashura
muharram|rosh hashanah|rosh hashana|rosh hashona|yom kippur|kol nidre|sukkot|sukkos|sukkoth
simchat torah|simchas torah|shemini atzeret|hanukkah|chanukah|hanukah|channukah|purim|pesach
passover|seder night|shavuot|shavuos|tisha b'av|tisha bav|lag b'omer|lag baomer|tu bishvat
tu b'shvat|yom hashoah|yom hazikaron|high holidays|high holy days|diwali|deepavali|divali
dussehra|dasara|navratri|navaratri|ganesh chaturthi|raksha bandhan|janmashtami|maha shivaratri
shivaratri|makar sankranti|pongal|onam|karva chauth|durga puja|ugadi|gudi padwa|vaisakhi
baisakhi|gurpurab|lohri|bandi chhor|hola mohalla|vesak|wesak|bodhi day|losar|songkran
loy krathong|obon|bon dance|bon odori|vu lan|tết|tet|tet nguyen dan|lunar new year
chinese new year|korean new year|vietnamese new year|hmong new year|khmer new year|lao new year
thai new year|persian new year|ethiopian new year|tamil new year|seollal|chuseok|mid-autumn
mid-autumn festival|mid autumn festival|moon festival|lantern festival|dragon boat festival
qingming|tomb sweeping day|singles day|nowruz|norooz|nowrooz|navroz|yalda|shab-e yalda|timket
timkat|meskel|genna|ganna|enkutatash|fasika|orthodox easter|orthodox christmas|greek easter
puthandu|nyepi|galungan|bajram|kurban bajram|bayram|kurban bayrami|naw-ruz|ridvan|kwanzaa
carnaval|ferragosto|midsummer|midsommar|midsummer eve|syttende mai|st hans|sinterklaas
bastille day|canada day|victoria day|australia day|anzac day|guy fawkes night|bonfire night
burns night|hogmanay|may day|victory day|womens day|international womens day
victory in europe day|ve day|vj day|pearl harbor day|d-day anniversary|patriots day|patriot day
pioneer day|kamehameha day|prince kuhio day|lei day|statehood day|san jacinto day
cesar chavez day|town meeting day|bunker hill day|evacuation day|lee-jackson day
texas independence day|casimir pulaski day|emancipation day|native american day|green corn
tulip time|mothering sunday|grandparents day|administrative professionals day|secretarys day
sweetest day|bosses day|festivus|giving tuesday|small business saturday|cinco de mayo day
daylight savings day|leap day|inauguration day|mlk weekend|mlk jr day|mlk|columbus day weekend
labor day weekend|memorial day weekend|presidents day weekend|world aids day
trans day of remembrance|transgender day of remembrance|coming out day|pride weekend|slaviq
velines|vėlinės|forgiveness sunday|radonitsa|old new year|makahiki|fiestas patrias
dia de la raza|grito de dolores|carnival tuesday|rosenmontag|fasching|koninginnedag|koningsdag
constitution day|ash weds|ash wednes|palm sun|easter sun|easter mon|holy wk|holy thurs|shrove tues
fat tues|mem day|memorial wknd|labor wknd|vday|v-day|tgiving|t-giving|thxgiving|thanksgiv|x-giving
new yrs|new yrs eve|new yrs day|new yr|new yrs weekend|xmas wk|vets day|pres day|st pats|st pats day
st paddys|st pattys|all hallows eve|memorial day wknd|labor day wknd|presidents day wknd|mlk wknd
dia del padre|dia de la madre|dia de las madres|dia de los padres|dia del nino|dia de los ninos
dia del trabajo|dia del trabajador|dia de la independencia|dia de la virgen|dia de accion de gracias
dia de los inocentes|dia de san juan|dia de la candelaria|dia de los santos|dia de todos los santos
dia de reyes magos|dia de los reyes|dia del amor y la amistad|dia de san valentin|dia de la bandera
dia de la mujer|dia de la santa cruz|viernes santo|jueves santo|miercoles santo|sabado santo
sabado de gloria|domingo de ramos|domingo de pascua|domingo de resurreccion|miercoles de ceniza
navidad|navidades|pascua|pascuas|ano nuevo|fin de ano|ano viejo|noche de reyes|noche de san juan
virgen de guadalupe|dieciseis de septiembre|las fiestas patrias|fete des meres|fete des peres
reveillon|sexta-feira santa|dia das maes|dia dos pais|ano novo|festa junina|sao joao
""".replace("\n", "|")
#: Names that are also ordinary words: they need a capital, or a cue before them.
_CAPITAL = """
eid|lent|advent|epiphany|pentecost|holi|samhain|yule|beltane|imbolc|litha|mabon|ostara|carnival
ascension|assumption|annunciation|all hallows|theophany|dormition|laetare|gaudete|septuagesima
yom tov|chag|shabbat hagadol|teej|uposatha|solstice|advent|parinirvana|sankranti|bihu
""".replace("\n", "|")

_CUES = frozenset(
    "for during since until till before after by at on last next this every each around in through "
    "of celebrating celebrates celebrate happy gave observes observing".split()
)
# What belongs to a holiday's name: "Eve", "weekend", a year, at a clause's end of two digits; must
# not take "Day" of another name, or an hour or a count ("Easter 10 people").
_TAIL = lazy_pattern(
    r"(?:'s)?(?:\s(?:eve|day|weekend|wknd|wkend)\b)?(?:,?\s(?:of\s)?(?:19|20)\d\d(?!\d)"
    r"|\s(?:of\s)?'\d\d(?!\d)|\s(?:of\s)?(?:[0-2]\d|[6-9]\d)(?=[,;)]|\.(?:\s|\Z)|\n|\Z))?",
    re.IGNORECASE,
)
_HEAD = lazy_pattern(
    r"\b(?:(?:the\s)?(?:eve|feast|first day|last day|night) of (?:the\s)?|erev\s)$", re.IGNORECASE
)
_SUNDAY_HEAD = lazy_pattern(
    r"\b(?:the\s)?(?:first|second|third|fourth|fifth|sixth|last)\s(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day\s(?:of|in|after)\s$",
    re.IGNORECASE,
)
_TOKEN = lazy_pattern(r"[^\W_]+(?:['\-][^\W_]+)*")
_FOLDED = str.maketrans("áéíóúñãêè", "aeiounaee")


def _fold(word: str) -> str:
    """A word without apostrophes and Spanish accents, lower case."""
    return word.replace("'", "").translate(_FOLDED)


def _table() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """First word -> the words of each name, longest first, and whether any case counts."""
    table: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for block, any_case in ((_ANY_CASE, True), (_CAPITAL, False)):
        for name in block.split("|"):
            words = tuple(_fold(w) for w in name.split())
            if words and not any(words == old for old, _ in table.get(words[0], ())):
                table.setdefault(words[0], []).append((words, any_case))
    for entries in table.values():
        entries.sort(key=lambda e: -len(e[0]))
    return table


_TABLE = _table()


def _keys() -> dict[str, str]:
    """Every way that a first word is written -> its key in the table."""
    keys = {}
    for key in _TABLE:
        keys[key] = key
        if key.endswith("s"):
            keys[f"{key[:-1]}'s"] = key
        else:
            keys.setdefault(f"{key}'s", key)
    return keys | {
        "día": "dia",
        "hallowe'en": "halloween",
        "sábado": "sabado",
        "miércoles": "miercoles",
        "año": "ano",
        "réveillon": "reveillon",
        "fête": "fete",
        "são": "sao",
    }


_KEYS = _keys()


def holidays(note: Note, found: Found) -> Iterator[Hit]:
    """Yield holidays by name, with "Eve", "Day" and a year that belong to them."""
    for w, key in found["holiday"]:
        hit = _at(note, w.start, w.end, w.lower, key)
        if hit:
            yield hit
    yield from _named_days(note, found)


def _at(note: Note, start: int, end: int, lower: str, key: str) -> Hit | None:
    text = note.normal
    for words, any_case in _TABLE[key]:
        stop = _match(note, end, words[1:])
        if stop is None:
            continue
        single = len(words) == 1
        if single and lower.endswith("'s") and not key.endswith("s"):
            stop -= 2
        if not any_case and not _is_capital(note, start, stop):
            continue
        if single and key in _RISKY and not _is_day(note, start, stop, key):
            continue
        head = _HEAD.search(text, max(0, start - 24), start) or _SUNDAY_HEAD.search(
            text, max(0, start - 32), start
        )
        tail = _TAIL.match(text, stop)
        stop = tail.end() if tail else stop
        if text[stop - 2 : stop] == "'s" and not key.endswith("s") and single:
            stop -= 2
        return Hit(head.start() if head else start, stop, "holiday", Source.CUE)
    return None


def _match(note: Note, end: int, rest: tuple[str, ...]) -> int | None:
    """The end of the words `rest` after a place; full stops and hyphens may stand between."""
    text = note.lower
    for want in rest:
        at = end
        while at < len(text) and at - end < 3 and text[at] in " .-'\n":
            at += 1
        m = _TOKEN.match(text, at)
        if m is None or at == end:
            return None
        got = _fold(m.group())
        owned = got + "s" == want and m.group().endswith("'s")
        if got != want and not owned and not ("-" in want and want.startswith(got)):
            return None
        end = m.end()
    return end


#: One-word names that need a look at what stands round them.
_RISKY = frozenset(
    "eid lent advent mlk tet mlk ganna genna onam pongal losar bayram ridvan ashura holi".split()
)


def _is_day(note: Note, start: int, end: int, key: str) -> bool:
    """ "EID 72" is a scale; "Lent" at the head of a sentence may be the verb."""
    text = note.normal
    if re.match(r"\s{0,3}[\d(|:=]", text[end : end + 4]) and text[start:end].isupper():
        return False
    if key == "mlk":
        return (
            re.match(r"\s(?:jr\.?\s)?(?:day|weekend)\b", text[end : end + 14], re.IGNORECASE)
            is not None
        )
    if key == "lent":
        return (
            re.match(
                r"\s(?:me|him|her|them|us|a|the|his|my|it|some|money|out|two)\b",
                text[end : end + 8],
            )
            is None
        )
    return True


def _is_capital(note: Note, start: int, end: int) -> bool:
    """Whether the capital is there, or a cue stands before it in a note without capitals."""
    text = note.normal
    upper = text[start:end].isupper()
    if text[start].isupper() and (not upper or note.has_capitals is False):
        return True
    left = note.lower[max(0, start - 14) : start].split()
    return not upper and bool(left) and left[-1] in _CUES


# "St. Joseph's Day", "feast of San Gerardo", "Founders' Day": capitals say that it is a name.
_NAMED_DAY = lazy_pattern(r"\b(?:St\.?|Saint)\s[A-Z][a-z]+(?:'s|s')?\s(?:Day|Eve)\b")
_FEAST = lazy_pattern(
    r"(?:\b[Tt]he\s)?\b(?:[Ff]east(?:\s[Dd]ay)?|[Bb]aptism|[Nn]ativity|[Ee]xaltation|"
    r"[Pp]resentation|[Dd]ay) of (?:(?:the|San|Santa|Saint|St\.|Our|los|"
    r"de)\s)+[A-Z][^\W\d_]+(?:(?:\sof(?:\sthe)?)?\s[A-Z][^\W\d_]+){0,2}"
)


def _named_days(note: Note, found: Found) -> Iterator[Hit]:
    text = note.normal
    for w, _ in found["saint"]:
        m = _NAMED_DAY.match(text, w.start)
        if m:
            yield Hit(m.start(), m.end(), "saints_day", Source.CUE)
    for w, _ in found["feast"]:
        begin = w.start - 4 if note.lower[max(0, w.start - 4) : w.start] == "the " else w.start
        m = _FEAST.match(text, begin)
        if (
            m
            and ("of" in m.group())
            and (w.lower != "day" or "San" in m.group() or "Saint" in m.group())
        ):
            yield Hit(m.start(), m.end(), "feast", Source.CUE)


#: The cue words of this module.
CUES: dict[str, dict[str, str]] = {
    "holiday": _KEYS,
    "saint": {"st": "", "saint": ""},
    "feast": dict.fromkeys(("feast", "baptism", "nativity", "exaltation", "day"), ""),
}
