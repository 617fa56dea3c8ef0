"""Web addresses, IP addresses, user names: boundaries, sources, near misses, long runs."""

from __future__ import annotations

import pytest

from casesafe.core.detection import Source
from casesafe.nlp.normalize import normalize
from casesafe.recognizers.network import NetworkRecognizer

RECOGNIZER = NetworkRecognizer()


def found(text: str) -> list[tuple[str, str]]:
    """Return type and surface of each detection, in the order of the text."""
    note = normalize(text)
    detections = sorted(RECOGNIZER.recognize(note), key=lambda d: d.start)
    return [(d.entity_type, note.normal[d.start : d.end]) for d in detections]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("See https://example.org/a_(b)?x=1#y.", "https://example.org/a_(b)?x=1#y"),
        ("(http://example.com)", "http://example.com"),
        ('"www.example.net/path",', "www.example.net/path"),
        ("portal.example.org/login now", "portal.example.org/login"),
        ("kelpbay.care/go, then", "kelpbay.care/go"),
        ("visit example dot org slash forms now", "example dot org slash forms"),
        ("hxxp://example.com/t", "hxxp://example.com/t"),
    ],
)
def test_url_ends_where_it_ends(text: str, surface: str) -> None:
    """The path belongs to an address, the sentence's marks do not."""
    assert found(text) == [("URL", surface)]


@pytest.mark.parametrize(
    "text",
    [
        "late.She went home, e.g.this, Ph.D., vs.the plan",
        "Vega_intake_0314.docx, note.md, main.py",
        "no change.so we stopped.me too.is ok",
        "tam@example.org",
        "[URL], [IP_ADDRESS], [USERNAME 2]",
        "v2.2.366, section 1.2.3.4, ver=2.4.0.1, 999.1.1.1",
        "12:30:45, 00:1B:44:11:3A:B7, std::vector",
        "@2pm, pain 7/10 @rest, Apt#1204, 30 u/day, $40",
        "handle stress, user of cannabis, login issues",
        "Signature: ______, _really_, follow_up",
        "",
    ],
)
def test_near_misses_stay(text: str) -> None:
    """Slips, files, versions, times and clinical shorthand are not reported."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "surface", "source"),
    [
        ("from 203.0.113.84;", "203.0.113.84", Source.PROVEN),
        ("ip 10.0.0.5", "10.0.0.5", Source.CUE),
        ("guest 2001:db8:41:7::c2.", "2001:db8:41:7::c2", Source.PROVEN),
        ("FROM:2001:db8:4:11::7c", "2001:db8:4:11::7c", Source.PROVEN),
    ],
)
def test_ip_addresses(text: str, surface: str, source: Source) -> None:
    """Valid addresses are found without their label; small numbers need a cue."""
    note = normalize(text)
    (d,) = RECOGNIZER.recognize(note)
    assert (d.entity_type, note.normal[d.start : d.end]) == ("IP_ADDRESS", surface)
    assert d.source is source


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@salt.and.static, ok", ["@salt.and.static"]),
        ("u/tired_mom posted", ["u/tired_mom"]),
        ("Discord mvega#0042", ["mvega#0042"]),
        ("username: mvega88", ["mvega88"]),
        ("user names OBlount-7718 and DAch-7719;", ["OBlount-7718", "DAch-7719"]),
        ("kofi.lcsw: hi\nab_c: x\nkofi.lcsw: y", ["kofi.lcsw", "ab_c", "kofi.lcsw"]),
        ("wrenegade_04 left. Then wrenegade_04 came", ["wrenegade_04", "wrenegade_04"]),
        ("a | user | x\n1 | otuffour | 2\n3 | system | 4", ["otuffour"]),
    ],
)
def test_usernames(text: str, names: list[str]) -> None:
    """Signs, labels, speakers and headed columns tell user names; each stands for all its uses."""
    assert found(text) == [("USERNAME", n) for n in names]


def test_address_with_handle_is_one_url() -> None:
    """A handle inside a web address is no finding of its own."""
    assert found("https://tok.example/@dclake_truth/video") == [
        ("URL", "https://tok.example/@dclake_truth/video")
    ]


@pytest.mark.parametrize(
    "unit", ["a.", "@", "ab_", "1.2.3.4.", "::", "www.", "://", "|user|a|\n", "ab_cd: x\n", "#"]
)
def test_hostile_text_is_read(unit: str) -> None:
    """A long run of one shape is read to its end, and spans stay inside the text."""
    note = normalize(unit * (60_000 // len(unit)))
    assert all(0 <= d.start < d.end <= len(note.normal) for d in RECOGNIZER.recognize(note))
