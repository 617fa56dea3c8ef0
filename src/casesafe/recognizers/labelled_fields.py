"""Values behind labels: header blocks, tables, e-mail headers, HL7 rows, signatures.

Format: "Client Name: Vega, Marisol", "**Who:** Ines", "name | phone" over rows, "PID|...|Doe^Jane".
The kind of a value follows its label; a value that does not look like its kind is none ("Client:
presented on time", "Name: ____", "Client: see above"). Dates and numbers behind labels belong to
the families that know their shapes.
Source: the header blocks of progress notes, intakes, letters, e-mails and exports; HL7 v2.5.1.
Known misses: a name that is one ordinary word behind a label that also opens a transcript's turn;
a table without a header row; a column title that is not in the table of labels; names with every
letter misread ("OLlVElRA").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casesafe.core.detection import Detection, Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.core.note import Note
from casesafe.recognizers._fields_labels import Kind, Label
from casesafe.recognizers._fields_layout import Field, fields_of, hl7_fields, table_fields
from casesafe.recognizers._fields_names import (
    Name,
    looks_like_organization,
    read_name,
    read_names,
)
from casesafe.recognizers._fields_values import (
    Value,
    read_address,
    read_groups,
    read_occupation,
    read_organizations,
    read_place,
    read_region,
)
from casesafe.recognizers._fields_words import RELATIONS
from casesafe.recognizers._quasi_words import is_group, is_job
from casesafe.recognizers.base import Recognizer, cues_in
from casesafe.values.vocabulary import clinical_abbreviations

# Initials in a field: "Q.T.", "M. V.", "MV", "QT-S"; must not match a word or a lone letter.
_INITIALS = lazy_pattern(
    r"[\s\"'(]*((?:[A-Z]\. ?){1,4}(?![a-z])|[A-Z]{2,4}(?![\w'])|[A-Z](?=\s*$))"
)
# "Electronically signed by", "dictated by:", "/s/"; the name follows.
_BY = lazy_pattern(r"(?:\s+(?:electronically|digitally))?\s+by:?[ \t]*\n?[ \t]*|:[ \t]*by[ \t]+")
_SIGNERS = dict.fromkeys(
    "signed e-signed esigned dictated prepared transcribed cosigned co-signed authored "
    "countersigned typed".split(),
    "signed_by",
)
#: Labels that need no colon where a name of two words or "Last, First" follows at once.
_BARE = dict.fromkeys(
    "client patient pt student resident supervisor therapist clinician subscriber examinee "
    "consumer veteran camper inmate attn cc employee applicant participant member".split(),
    True,
)
_CLOSED_BARE = lazy_pattern(
    r"\s{2,}|\t|\s*$|\s*\n|\s*[|(]|,? +(?:DOB|dob|MRN|ID|#|DOS)|, (?:grade|age|\d)"
)
_SLASH_S = lazy_pattern(r"/[sS]/[ \t]*")
_CARET = lazy_pattern(r"[^\^|~&\n]*[^\W\d_][^\^|~&\n]*(?:\^[^\^|~&\n]*[^\W\d_][^\^|~&\n]*){0,2}")


class LabelledFieldRecognizer(Recognizer):
    """Finds names, organisations, places, jobs and groups that a label or column title announces.

    Format: see the module. Source of every detection: LABEL.
    """

    NAME = "labelled_fields"
    ENTITIES = (
        "PERSON", "ORGANIZATION", "LOCATION", "STREET_ADDRESS", "STATE", "COUNTRY", "OCCUPATION",
        "DEMOGRAPHIC",
    )  # fmt: skip

    def recognize(self, note: Note) -> Iterator[Detection]:
        """Yield the values of labelled fields; they may overlap."""
        text = note.normal
        for field in fields_of(note):
            yield from self._read(text, field)
        for row in table_fields(note):
            relation = _relation_of(text, row)
            for field in row:
                yield from self._read(text, field, relation)
        for field in hl7_fields(note):
            yield from self._read_hl7(text, field)
        yield from self._signatures(note)
        yield from self._bare(note)

    def _read(self, text: str, f: Field, relation: str | None = None) -> Iterator[Detection]:
        label = f.label
        strong = label.strong or f.cell
        if label.kind in (Kind.NAME, Kind.NAMES, Kind.PARTY, Kind.INITIALS):
            yield from self._people(text, f, strong, relation)
            return
        for start, end, entity_type in _values(text, f, strong):
            yield self.found(start, end, entity_type, label.rule, Source.LABEL)

    def _people(
        self, text: str, f: Field, strong: bool, relation: str | None
    ) -> Iterator[Detection]:
        label = f.label
        if label.kind is Kind.INITIALS or f.cell:
            m = _INITIALS.match(text, f.start, f.end)
            if (
                m is not None
                and _alone(text, m.end(1), f.end)
                and m.group(1) not in clinical_abbreviations()
            ):
                yield self._person(Name(m.start(1), _unspaced(text, m), relation, m.end()), label)
                return
        names = list(_names_of(text, f, strong))
        for name in names:
            if f.turn and label.kind is not Kind.PARTY and " " not in text[name.start : name.end]:
                continue
            yield self._person(name, label, relation)
        if names or (label.kind is not Kind.PARTY and not (label.role == "clinician" and strong)):
            return
        if looks_like_organization(text, f.start, f.end):
            for start, end, entity_type in read_organizations(text, f.start, f.end, strong=False):
                yield self.found(start, end, entity_type, label.rule, Source.LABEL)

    def _person(self, name: Name, label: Label, relation: str | None = None) -> Detection:
        role = name.role or relation or label.role
        return self.found(name.start, name.end, "PERSON", label.rule, Source.LABEL, role=role)

    def _read_hl7(self, text: str, f: Field) -> Iterator[Detection]:
        label = f.label
        if label.kind is Kind.NAME:
            m = _CARET.search(text, f.start, f.end)
            while m is not None and any(c.isdigit() for c in m.group().split("^")[0]):
                at = text.find("^", m.start(), f.end)  # an id comes before a doctor's name
                m = _CARET.search(text, at + 1, f.end) if at >= 0 else None
            if m is not None and m.end() - m.start() > 1:
                yield self.found(*m.span(), "PERSON", label.rule, Source.LABEL, role=label.role)
            return
        parts = text[f.start : f.end].split("^")
        types = (
            ("STREET_ADDRESS", "STREET_ADDRESS", "LOCATION", "STATE", None, "COUNTRY")
            if label.kind is Kind.ADDRESS
            else ("ORGANIZATION",)
        )
        at = f.start
        for part, entity_type in zip(parts, types, strict=False):
            if entity_type and len(part.strip()) > 1:
                yield self.found(at, at + len(part), entity_type, label.rule, Source.LABEL)
            at += len(part) + 1

    def _signatures(self, note: Note) -> Iterator[Detection]:
        text = note.normal
        starts = [
            m.end()
            for word, _ in cues_in(note, _SIGNERS)
            if (m := _BY.match(text, word.end)) is not None
        ]
        if "/s/" in note.lower:
            starts += [m.end() for m in _SLASH_S.finditer(text)]
        for start in starts:
            end = min(len(text), start + 80)
            line = text.find("\n", start, end)
            name = read_name(text, start, line if line >= 0 else end, strong=True)
            if name is not None and text[name.start].isupper():
                role = name.role or "clinician"
                yield self.found(
                    name.start, name.end, "PERSON", "signed_by", Source.LABEL, role=role
                )

    def _bare(self, note: Note) -> Iterator[Detection]:
        """Yield names right behind a label without a colon, where the line sets them off."""
        text = note.normal
        for word, _ in cues_in(note, _BARE):
            if not _field_begins(text, word.start) or text[word.end : word.end + 1] != " ":
                continue
            end = text.find("\n", word.end, word.end + 80)
            end = min(len(text), word.end + 80) if end < 0 else end
            name = read_name(text, word.end, end, strong=False)
            if name is None or name.start - word.end > 6 or not text[name.start].isupper():
                continue
            surface = text[name.start : name.stop]
            if " " in surface.strip() and _CLOSED_BARE.match(text, name.stop, end):
                role = "other" if word.lower in ("attn", "cc", "employee") else "clinician"
                role = "client" if word.lower in _CLIENTS else role
                yield self.found(
                    name.start, name.end, "PERSON", f"{word.lower}_name", Source.LABEL,
                    role=name.role or role,
                )  # fmt: skip


_CLIENTS = frozenset(
    "client patient pt student resident examinee consumer veteran camper inmate applicant "
    "participant member subscriber".split()
)


def _values(text: str, f: Field, strong: bool) -> Iterator[Value]:
    """Yield what the value of a field holds that is no name."""
    kind, start, end = f.label.kind, f.start, f.end
    if kind is Kind.ORGANIZATION:
        yield from read_organizations(text, start, end, strong=strong)
    elif kind is Kind.CITY:
        yield from read_place(text, start, end, strong=strong)
    elif kind is Kind.STATE:
        yield from read_region(text, start, end, "STATE")
    elif kind is Kind.COUNTRY:
        yield from read_region(text, start, end, "COUNTRY")
    elif kind is Kind.ADDRESS:
        yield from read_address(text, start, end, strong=strong)
    elif kind is Kind.OCCUPATION:
        yield from read_occupation(text, start, end, strong=strong, is_job=is_job)
    elif kind is Kind.DEMOGRAPHIC:
        yield from read_groups(text, start, end, strong=strong, is_group=is_group)


def _names_of(text: str, f: Field, strong: bool) -> Iterator[Name]:
    if f.label.kind in (Kind.NAMES, Kind.PARTY) and f.label.rule != "re":
        first = True
        for name in read_names(text, f.start, f.end, strong=strong):
            if first and name.start - f.start > 40 and not strong:
                return
            first = False
            yield name
        return
    one = read_name(text, f.start, f.end, strong=strong)
    if one is not None:
        yield one
        quoted = _QUOTED_NICKNAME.match(text, one.stop, f.end)
        if quoted is not None:
            yield Name(*quoted.span(1), one.role, quoted.end())


# A nickname in quotes after the name: Kateri ("Kat"), Sunderam, "Sunny".
_QUOTED_NICKNAME = lazy_pattern(
    r"[\s,]{0,2}[(\[]?(?:goes by |aka |a\.k\.a\. |called |prefers |pref\. "
    r")?\"([A-Z][^\W\d_]{1,14})\""
)


def _relation_of(text: str, row: list[Field]) -> str | None:
    for f in row:
        if f.label.kind is Kind.RELATION:
            return RELATIONS.get(text[f.start : f.end].lower().strip(" .()"))
    return None


def _alone(text: str, at: int, end: int) -> bool:
    """Whether initials are the whole value or stand before a gap or mark."""
    return (
        at >= end
        or text[at] in ",;|/()\t\n"
        or text.startswith("  ", at)
        or (not text[at:end].strip(" .\"'"))
    )


def _unspaced(text: str, m: re.Match[str]) -> int:
    end = m.end(1)
    while text[end - 1] == " ":
        end -= 1
    return end


def _field_begins(text: str, at: int) -> bool:
    """Whether a field may begin here: a line, a cell or a wide gap comes before."""
    head = text[max(0, at - 3) : at]
    return not head.strip(" >*_#") or head.endswith(("\n", "  ", "\t", "|", "| ", "\n "))
