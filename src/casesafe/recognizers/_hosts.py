"""Host names: the endings that make a bare word with dots one, and hosts read aloud."""

from __future__ import annotations

from casesafe.recognizers.base import compiled

#: Endings (top-level domains) that hardly follow a full stop without its space.
SURE_ENDINGS = frozenset(
    """com org net edu gov mil int info biz io co app dev example test invalid localhost onion arpa
    xyz tech cloud blog shop store media software systems solutions services agency digital
    academy university college clinic dental doctor hospital counseling therapy consulting coach
    foundation ngo ong email network technology website wiki social chat bank insurance law legal
    attorney church chapel healthcare fitness yoga studio photography gallery design edu.au
    """.split()
)
#: Endings that are words or abbreviations too: only with a path, a cue or a host before them.
WORD_ENDINGS = frozenset(
    """local internal lan intranet gg tv fm me us uk ca au de fr es it nl ch at be se no dk fi ie nz in jp cn kr br mx
    ar za pl pt ru eu ly to tt ws cc sh ai so id is am pm care live life health help team work
    works family center centre school love today now online page site link click club group
    support community world zone fun space games game news press video tube pub bar cafe land
    house home homes zip rest one plus pro name mobi jobs museum cat asia tel post
    """.split()
)
KNOWN_ENDINGS = SURE_ENDINGS | WORD_ENDINGS

# A host read aloud, from behind "at" or "www": words joined by "dot" and "dash"; must not match
# "at" with a time or place (no "dot" follows).
SPOKEN_HOST = compiled(
    r"""[ ]{1,2}(?:[a-z0-9]+(?:[ ](?:dash|hyphen|minus)[ ]|[ ]))
    {1,5}?(?:dot[ ](?P<mid>[a-z0-9\-]{2,24})[ ])?(?:dot[ ](?P<mid2>[a-z0-9\-]{2,24})[ ])?
    dot[ ](?P<top>[a-z]{2,12})(?![\w\-])(?![ ]dot[ ])""",
    ignore_case=True,
)
