"""User names that a label, a chat's line or a table's heading tells."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note, Word, line_begin, line_end
from casesafe.recognizers.base import compiled, cues_in

Hit = tuple[int, int, str, Source]

# Letters and digits mixed as in names ("vsloot1951", "gl1tchm0nk"); must not match codes in
# capitals, units ("50mg") or measures ("phq9").
_MIXED = lazy_pattern(
    r"(?=[^\W_]*[a-z][^\W_]*[a-z])(?=[^\W_]*\d)(?!\d+[a-z]{1,4}$)[^\W\d_][^\W_]{3,}$|\d[a-z]\w{4,}$"
)
# Two parts with a dot, small ("sharla.a", "kofi.lcsw"); must not match "late.She" or "e.g".
_DOTTED = lazy_pattern(r"(?=[\w.]{7})[a-z][a-z0-9]{0,20}(?:\.[a-z0-9]{1,20}){1,4}$")
# A capital inside a word, twice two letters ("LeiLaser"); must not match "McDonald" or "PsyD".
_CAMEL = lazy_pattern(
    r"(?!(?:Mc|Mac|De|Di|La|Le|Van|Fitz|O')[A-Z])[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,}){1,4}\d{0,4}$"
)
# Ornaments of gamers ("xXMariXx", "marivega_"); must not match plain words.
_DECKED = lazy_pattern(
    r"[xX]{2}\w{3,}[xX]{2}$|[A-Za-z][a-z0-9.]{3,}_$|_[a-z][a-z0-9.]{3,}$|_(?=[A-Za-z]*[.0-9])[A-Za-z][A-Za-z0-9.]{2,}_$"
)
_CODES = lazy_pattern(
    r"q\d|(?:phq|gad|pcl|bdi|bai|dsm|icd|cpt|covid|cbcl|h?a1c|mmpi|wais|wisc|ace|covid|step|week|day|room|rm|grade|page|session|sess|section|sec|unit|level|lvl|stage|phase|axis|item|month|visit|group|chapter|part|wk)"
    r"-?\d",
    re.IGNORECASE,
)
#: Names of products, written with a capital inside.
_PRODUCTS = frozenset(
    """whatsapp facetime airtag airtags airpods youtube tiktok linkedin paypal snapchat facebook
    playstation doordash mychart simplepractice therapynotes betterhelp talkspace goodrx
    ourfamilywizard iphone ipad headspace healthvault gofundme medicaid medicare github gmail
    powerpoint wordpress chatgpt redcap cashapp medisys deaf bipoc lgbtq phd psyd""".split()
)


def handle_like(token: str) -> bool:
    """Return whether a token looks like a user name on its own: underscore, digits, capitals."""
    if _CODES.match(token):
        return False
    inner = token.strip("_.-")
    if _DECKED.match(token):
        return True
    if "_" in inner and sum(map(str.isalpha, inner)) > 2:
        return True
    if inner.lower() in _PRODUCTS:
        return False
    plain = inner.replace(".", "").replace("-", "").replace("_", "")
    return bool(_MIXED.match(plain) or _CAMEL.match(inner))


# Parts by which the names of fields begin or end; a user name seldom does.
_FIELDS = frozenset(
    """id ids dt no sn code name names status type date text num zip phone email addr share folder
    note notes template demog table field col form sample profile event kg mg score total item items
    value index last4 ssn appt phq flag path file url key user""".split()
)


def is_field(token: str) -> bool:
    """Return whether a token with underscores is rather the name of a field than of a user."""
    parts = token.lower().split("_")
    return not any(p.isdigit() for p in parts) and (parts[-1] in _FIELDS or parts[0] in _FIELDS)


# Behind a weak cue: an underscore, or digits at the end; must not match misread words ("Rac00n").
_TAILED = lazy_pattern(
    r"[a-z0-9]_$|[A-Za-z0-9]_[A-Za-z0-9]|[a-zA-Z]{3}\d{1,4}$|\.[a-z]{2,}\d*$|^[a-z]+\d+[a-z]*\."
)


#: Labels of user names: what follows is one, if it can be.
_LABELS = frozenset(
    """username usernames userid gamertag gamertags screenname handle handles login logins logon
    psn netid finsta cashtag user users uid""".split()
)
#: Sites and verbs: what follows is a user name if it looks like one.
_SITES = frozenset(
    """insta ig instagram snap snapchat tiktok twitter discord twitch reddit xbox steam roblox venmo
    kik telegram signal whatsapp zelle facebook youtube account acct accounts tag tags profile as by
    from to host visitor agent owner client texter guest participant member sender portal calling
    themself himself herself parents other blocked thank uses used called via moderator mod admin
    player opponent teammate friend server sub stream streams streamer channel""".split()
)
_PLATFORMS = frozenset(
    """insta ig instagram snap snapchat tiktok twitter discord twitch reddit xbox steam roblox venmo
    kik telegram cashapp finsta""".split()
)
#: Words that are a label only before "name" or "tag".
_NAMED = frozenset("screen gamer display portal".split())
# Verbs of an account that make "as" a label; must not match "such as".
_ONLINE = lazy_pattern(
    r"\b(?:online|plays|played|posts?|posted|posting|logs|logged in|streams) as$"
)
_NAME_AFTER = lazy_pattern(r" (?:name|names|tag|tags|user|username|id)\b")
# The words between a label and its value; must not cross a sentence.
_FILL = compiled(
    r"""(?:[ ](?:name|names|id|tag|handle|account|acct|login|user|username))?
    (?P<sep>(?:[ ][a-z']{1,8}){1,4}:[ ]|["']?[ ]{0,20}[:=][ ]{0,12}|[ ]{2,24}
     |[ ](?:is|was|as|named|called|for|from|of|to)[ ]|[ (])
    (?P<quote>["'`*(]{0,2})""",
    ignore_case=True,
)
# What every user name behind a weak cue has; must be cheap, the cues are common words.
_HINT = lazy_pattern(r"[\d_`*@=:]|[a-z]\.[a-z]|[a-z][A-Z]")
_VALUE = lazy_pattern(r"@?[A-Za-z0-9_][\w.\-]{1,40}")
_HOSTLIKE = lazy_pattern(r"\.(?:com|org|net|edu|gov|example|pdf|docx?|txt|wav|local|log)\b|@")
# A name ending in a file extension; must not match handles with a short second part.
FILE = lazy_pattern(
    r"\.(?:pdf|doc[xm]?|dotx?|tiff?|txt|xlsx?|csv|jpe?g|png|gif|wav|mp[34]|mov|zip|json|ya?ml|md"
    r"|rtf|html?|log|heic|eml|msg|ics|vcf|py|sql|db|ini|cfg|conf|pptx?|xml|tsv|m4a)$",
    re.IGNORECASE,
)
_LABEL_STOP = frozenset(
    """is was the a an to and or for of on in at as it that this his her their my your our name id
    names with from error errors locked reset failed attempt attempts page screen credentials
    password info information account email issue issues problem number none unknown yes no n/a na
    not new old same unable portal link stress stressors conflict anger emotions herself himself
    things it's feelings situation disclosed reports reported states stated agreed denies denied
    manual guide group groups friendly interface access via by temp logged active inactive who
    which he she they we i you has had have will can could may if when then but so very
    well""".split()
)


def cued(note: Note) -> Iterator[Hit]:
    """Yield the user names behind a label, a site or a verb."""
    for word, _ in cues_in(note, _ALL_CUES):
        if word.lower in {"wrote", "by"}:
            yield from _logged(note, word)
        if word.lower in _NAMED and not _NAME_AFTER.match(note.lower, word.end):
            continue
        strong = word.lower in _LABELS or word.lower in _NAMED
        strong = strong or _ONLINE.search(note.lower[max(0, word.end - 24) : word.end]) is not None
        if not strong and _HINT.search(note.normal, word.end, word.end + 36) is None:
            continue
        fill = _FILL.match(note.normal, word.end)
        if fill is None:
            continue
        value = _VALUE.match(note.normal, fill.end())
        if value is None:
            continue
        start, end = value.start(), _value_end(note.normal, value)
        token = note.normal[start:end].lstrip("@")
        if end - start < 3 or _HOSTLIKE.search(note.normal[start : end + 1]):
            continue
        if FILE.search(token):
            continue
        if _accepts(word, fill, token, strong, note.normal[end : end + 1]):
            source = Source.LABEL if strong else Source.CUE
            yield start, end, "label" if strong else "site", source
            if strong:
                yield from _second(note, end)


def _value_end(text: str, value: re.Match[str]) -> int:
    end = value.end()
    while end > value.start() and text[end - 1] in ".-":
        end -= 1
    return end


# A second name in the same list ("OBlount-7718 and DAch-7719"); must look like one.
_AND = lazy_pattern(r"(?:,? and |, | / |; )(?P<name>@?[A-Za-z0-9_][\w.\-]{2,40}\w)")


def _second(note: Note, end: int) -> Iterator[Hit]:
    m = _AND.match(note.normal, end)
    if m and handle_like(m["name"]):
        yield *m.span("name"), "label", Source.LABEL


def _accepts(word: Word, fill: re.Match[str], token: str, label: bool, after: str) -> bool:
    """Return whether a token behind a cue is a user name."""
    if token.isdigit() or not any(map(str.isalpha, token)):
        return False
    if handle_like(token) and (label or _TAILED.search(token)) and not is_field(token):
        return True
    if _DOTTED.match(token) and _dotted_fits(word):
        return True
    if fill["quote"] in {"**", "`"} and token.islower() and len(token) > 5:
        return True
    if token.lower() in _LABEL_STOP:
        return False
    marked = ":" in fill["sep"] or "=" in fill["sep"] or "`" in fill["quote"]
    if not label:
        if marked and word.lower in _PLATFORMS:
            return token == token.lower() and len(token) > 3
        return "=" in fill["sep"] and word.lower in {"host", "owner", "agent"} and len(token) > 3
    if fill["quote"] and token == token.lower() and len(token) > 3 and after in {"'", '"', "`"}:
        return True
    if word.lower in {"user", "users", "handle", "handles", "login", "logins"}:
        told = marked or (" is " in fill["sep"] and not after.isspace())
        return told and token.islower() and len(token) > 3 and (after != " " or "=" in fill["sep"])
    return (marked or " is " in fill["sep"]) and len(token) > 3


def _dotted_fits(word: Word) -> bool:
    """Return whether a dotted name may follow a cue; behind small words it is a slip."""
    return word.lower not in {"to", "other", "called", "used", "friend", "member", "via", "as"}


_ALL_CUES = dict.fromkeys(_LABELS | _SITES | {"wrote", *_NAMED}, 0)

# The begin of a chat's line: a mark or a time, the speaker, then a colon, a bracket or a time;
# must not match prose (the speaker is one token).
_LINE = compiled(
    r"""^[>*\[(<\s•·\-]{0,6}(?:\[?[\d/: ]{3,16}(?:[ ]?[AaPp]\.?[Mm]?\.?)?\]?[ ]{1,2})?[<\[*]{0,2}
    (?P<who>@?[A-Za-z0-9][\w.\-]{2,32})(?P<tag>\#\d{4})?
    (?=\*\*|>|\][ ]|:(?:[ ]|$)|[ ]{1,3}(?:Today|today|Yesterday|·|•|\d{1,2}:\d\d))"""
)
_CHAT = lazy_pattern(_LINE.pattern, re.VERBOSE | re.MULTILINE)
_NO_SPEAKER = frozenset(
    """client therapist counselor counsellor me mom dad mother father system facilitator moderator
    doctor nurse patient note notes from to re subject date time plan phone fax email dob name
    provider clinician staff speaker caller texter user admin agent bot assistant interviewer
    question answer summary assessment objective subjective data goal response""".split()
)


def speakers(note: Note) -> Iterator[Hit]:
    """Yield the speakers of a chat: names that look like one, and those who talk with them."""
    found: dict[str, list[tuple[int, int]]] = {}
    for m in _CHAT.finditer(note.lined):
        name = m["who"].rstrip(".-")
        found.setdefault(name, []).append((m.start("who"), m.start("who") + len(name)))
    if not found:
        return
    sure = {w for w in found if _speaks(w, len(found[w]))}
    if sure:
        sure |= {w for w in found if _looks(w) and not (_CAMEL.match(w) and w[0].islower())}
    for name, spans in found.items():
        plain = name.isalpha() and name.islower() and name not in _NO_SPEAKER
        if name in sure or (len(sure) > 0 and plain and len(spans) > 1 and len(name) > 6):
            for start, end in spans:
                yield start, end, "speaker", Source.CUE


def _looks(name: str) -> bool:
    if name.isupper() or is_field(name):
        return False
    return handle_like(name) or _DOTTED.match(name) is not None


def _speaks(name: str, times: int) -> bool:
    if name.startswith("@"):
        return True
    if not _looks(name) or (_CAMEL.match(name) and name[0].islower()):
        return False
    return times > 1 or ("_" in name and any(map(str.isdigit, name)))


# Names that stand alone: letters, then two digits or more, or capitals inside and digits; must
# not match codes, doses ("zoloft50") or weeks.
_ALONE = lazy_pattern(r"[a-z]{6,}\d{2,4}$|(?:[A-Z]?[a-z]{2,}[A-Z][a-z]{2,}){1,3}\d{1,4}$")


def named_alone(note: Note) -> Iterator[Hit]:
    """Yield words of letters and digits that have the shape of user names only."""
    for key, words in note.words.by_lower.items():
        if key[0] == "x" and key[:2] == "xx" == key[-2:] and 7 <= len(key) <= 28 and key.strip("x"):
            yield from ((w.start, w.end, "alone", Source.UNPROVEN) for w in words)
        if len(key) < 8 or key.isalpha() or not key.isalnum() or key.isdigit():
            continue
        for word in words:
            if _ALONE.match(word.text) and handle_like(word.text) and _free(note, word):
                yield word.start, word.end, "alone", Source.UNPROVEN


def _free(note: Note, word: Word) -> bool:
    """Return whether no mark ties a word to something longer, a path or a field."""
    around = note.normal[word.start - 1 : word.start] + note.normal[word.end : word.end + 1]
    return not any(c in "@/\\_.=#-&?%" for c in around[:1]) and around[-1:] not in {"@", "/", "="}


# The writer of a quoted message ("On Jul 6, cstavros wrote:"), or of an entry in a log
# ("Entered by mlopes,"); must not match names with a capital or kinship words.
_WROTE = lazy_pattern(r"\bOn [^\n<]{3,40}, <?([a-z][a-z0-9.]{3,24}) \Z")
_BY = lazy_pattern(r"[ ]([a-z][a-z0-9.]{3,24}[a-z0-9])(?=[,.;)\n]|$)")
_DONE = lazy_pattern(
    r"(?<![a-z])(?:enter|print|export|open|creat|scann|upload|modifi|access|edit|key|typ|logg|reload|updat"
    r"|lock|reset|view)ed(?: [\d/:.\-]{4,10}){0,2} \Z"
)
_PEOPLE = frozenset(
    """mother father staff client nurse phone mail email parent parents patient myself herself
    himself therapist clinician teacher counselor police security hand court school family
    student provider intake pharmacy them someone others daughter sister brother clinic front
    system admin child husband spouse partner social doctor error default accident choice
    itself""".split()
)


def _logged(note: Note, word: Word) -> Iterator[Hit]:
    begin = max(0, word.start - 64)
    if word.lower == "wrote":
        m = _WROTE.search(note.normal[begin : word.start])
        if m and m[1] not in _PEOPLE:
            yield begin + m.start(1), begin + m.end(1), "log", Source.CUE
        return
    m = _BY.match(note.normal, word.end)
    if m and m[1] not in _PEOPLE and _DONE.search(note.lower[begin : word.start]):
        yield *m.span(1), "log", Source.CUE


_HEADINGS = frozenset(
    """user username login user_id userid user_name portal_user clinician_login uid handle
    portal_username portal_login login_id netid screen_name""".split()
)
_HEADING_WORDS = dict.fromkeys("user username login userid uid handle netid screen".split(), 0)
_CELL = lazy_pattern(r"\s*\"?(@?[A-Za-z0-9][\w.\-]{2,40})\"?\s*\Z")
# What parts the cells of a row; must not part inside quotes (see `_cells`).
_SPLITS = (re.compile(r"\|"), re.compile(r","), re.compile(r";"), re.compile(r"\t| {2,}"))


def table_cells(note: Note) -> Iterator[Hit]:
    """Yield the cells of a table's columns that are headed "user", "login" or the like."""
    text = note.lined
    seen = -1
    for word, _ in sorted(cues_in(note, _HEADING_WORDS), key=lambda hit: hit[0].start):
        begin = line_begin(text, word.start, 400)
        stop = line_end(text, word.end, 400)
        if begin < seen or text[stop : stop + 1] != "\n" or stop - begin > 400:
            continue
        for split in _SPLITS:
            names = [text[s:e].strip(" \"'#").lower() for s, e in _cells(text, begin, stop, split)]
            columns = [i for i, c in enumerate(names) if c in _HEADINGS]
            if len(names) > 2 and columns:
                seen = yield from _rows(text, stop + 1, split, columns, len(names))
                break


def _cells(text: str, begin: int, stop: int, split: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the bounds of a row's cells; a mark inside double quotes parts nothing."""
    cells, at = [], begin
    for m in split.finditer(text, begin, stop):
        if text.count('"', at, m.start()) % 2 == 0:
            cells.append((at, m.start()))
            at = m.end()
    return [*cells, (at, stop)]


def _rows(
    text: str, at: int, split: re.Pattern[str], columns: list[int], width: int
) -> Generator[Hit, None, int]:
    """Yield the cells of some columns, row by row; return where the table ends."""
    while at <= len(text):
        stop = line_end(text, at, 1000)
        cells = _cells(text, at, stop, split) if stop - at < 1000 else []
        if len(cells) < max(3, width - 1):
            return at
        for column in columns:
            s, e = cells[column] if column < len(cells) else (at, at)
            m = _CELL.match(text[s:e])
            if m and not m[1].isdigit() and not m[1].isupper() and m[1].lower() not in _NOBODY:
                yield s + m.start(1), s + m.end(1), "column", Source.LABEL
        at = stop + 1
    return at


_NOBODY = frozenset("system user login none null n/a unknown ---".split())
