"""Web addresses, IP addresses, user names.

Format: see `_urls`, `_addresses`, `_handles`. Check: endings of bare domains by list, IP addresses
by the standard library's `ipaddress`. Source: 45 CFR 164.514(b)(2)(i)(N), (O), (R).
Known misses: a user name that is a plain word and has neither sign nor label; a bare domain with
an ending that is an English word and neither path nor cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from casesafe.core.detection import Detection
from casesafe.core.note import Note
from casesafe.recognizers._addresses import addresses
from casesafe.recognizers._handles import handles
from casesafe.recognizers._urls import urls
from casesafe.recognizers.base import Recognizer


class NetworkRecognizer(Recognizer):
    """Finds web addresses, IP addresses and user names.

    Source: 45 CFR 164.514(b)(2)(i)(N), (O), (R).
    """

    NAME: ClassVar[str] = "network"
    ENTITIES: ClassVar[tuple[str, ...]] = ("URL", "IP_ADDRESS", "USERNAME")

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield web addresses, IP addresses, then user names."""
        taken = []
        for start, end, rule, source in urls(note):
            taken.append((start, end))
            yield self.found(start, end, "URL", rule, source)
        for start, end, rule, source in addresses(note):
            yield self.found(start, end, "IP_ADDRESS", rule, source)
        reach = 0
        for start, end, rule, source in sorted(
            handles(note, taken), key=lambda hit: (hit[0], -hit[1], -hit[3])
        ):
            if end > reach:
                reach = end
                yield self.found(start, end, "USERNAME", rule, source)
