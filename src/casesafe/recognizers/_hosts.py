"""Host names: the endings that make a bare word with dots one, and hosts read aloud.

A selection made by hand from the IANA root zone and the reserved names of RFC 2606 and 6762. File
extensions that are endings too (md, sh, py, zip, mov, ai) are left out.
"""

from __future__ import annotations

from casesafe.recognizers.base import compiled

#: Endings that hardly follow a full stop without its space.
SURE_ENDINGS = frozenset(
    """com org net edu gov mil biz io info dev xyz onion arpa aero coop example localhost
    website edu.au""".split()
)
#: Endings that are words or abbreviations too: they need a path, a cue or a longer host.
WORD_ENDINGS = frozenset(
    """test invalid local internal lan intranet int co app gg tv fm me us uk ca au de fr es it nl
    ch at be se no dk fi ie nz in jp cn kr br mx ar za pt ru eu ly to tt ws cc so id is am care
    live life health help team work works family center centre school love today now online page
    site link click club group support community world zone fun space games game news press video
    pub bar cafe land house home homes rest one plus pro name mobi jobs museum cat asia tel post
    tech cloud blog shop store media software systems solutions services agency digital academy
    university college clinic dental doctor hospital counseling therapy consulting coach
    foundation ngo ong email network technology wiki social chat bank insurance law legal attorney
    church chapel healthcare fitness yoga studio photography gallery design run gives charity
    """.split()
)
KNOWN_ENDINGS = SURE_ENDINGS | WORD_ENDINGS

#: Endings that are said: no little words ("dot at").
SPOKEN_ENDINGS = frozenset(w for w in KNOWN_ENDINGS if len(w) > 2) | {"co", "uk", "ca", "io", "us"}

# A host read aloud, from behind "at": words joined by "dot" and "dash"; must not match "at" with
# a time or place (no "dot" follows), or cross a sentence.
SPOKEN_HOST = compiled(
    r"""[ ]{1,2}(?:[a-z0-9]+[ ](?:(?:dash|hyphen|minus)[ ])?){1,5}?
    (?:dot[ ][a-z0-9\-]{2,24}[ ]){0,3}dot[ ](?P<top>[a-z]{2,12})(?![\w\-])(?![ ]dot[ ])""",
    ignore_case=True,
)
