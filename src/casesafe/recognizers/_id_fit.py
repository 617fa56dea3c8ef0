"""Whether a token behind a label is the number that the label speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from casesafe.core.detection import Source
from casesafe.core.lazy_pattern import lazy_pattern
from casesafe.recognizers import _id_labels as lab
from casesafe.recognizers._id_groups import extend
from casesafe.recognizers._id_labels import Label
from casesafe.recognizers._id_lookup import Look
from casesafe.recognizers._id_proof import is_plate
from casesafe.recognizers._id_shapes import Shape, is_named, is_phone_like, is_window
from casesafe.recognizers._id_tokens import Token


@dataclass(frozen=True, slots=True)
class IdSpan:
    """An identifying number found; it holds no text. Fields as in `core.detection.Detection`."""

    start: int
    end: int
    entity_type: str
    source: Source
    rule: str
    sure: bool = True


# Billing codes of behavioral health: CPT 90785 ... 99499, HCPCS; not any five digits.
CPT = lazy_pattern(
    r"90[7-9][0-9]{2}|96[01][0-9]{2}|989[0-9]{2}|99[0-4][0-9]{2}|[ABCEGHJKLPQSTV][0-9]{4}"
)


def worth_a_look(text: str, token: Token) -> bool:
    """Say whether a number of one or two digits can begin an identifier; spares the walk."""
    if token.start > 1 and text[token.start - 1] == " " and text[token.start - 2].isdigit():
        # A further number of a row: its first one was looked at.
        return False
    if text[token.end : token.end + 1] in " -" and text[token.end + 1 : token.end + 2].isdigit():
        return True
    if token.start > 1 and text[token.start - 1] == " " and text[token.start - 2].isupper():
        return True
    before = text[max(0, token.start - 12) : token.start].rstrip(" :.=(").lower()
    return before.endswith(("#", "no", "number", " id", "num", "badge"))


def by_label(text: str, token: Token, look: Look) -> IdSpan | None:
    """Return the number that the label before a token speaks of, with its groups, or None."""
    label = look.label
    if label is None or look.blocked:
        return None
    start, end = token.start, token.end
    if look.between <= 3:
        start, end = extend(text, start, end, look.prefix, label.entity_type)
    if label.rule == "label_number" and _is_phone(text[start:end]):
        return None
    if not _fits(text, token, look, label, start, end):
        return None
    source = Source.LABEL if look.pure else Source.CUE
    return IdSpan(start, end, label.entity_type, source, label.rule)


def _is_phone(surface: str) -> bool:
    """Say whether "her number is" speaks of a telephone: ten to twelve digits, or so grouped."""
    bare = surface.replace(" ", "")
    return is_phone_like(surface) or (bare.isdigit() and 10 <= len(bare) <= 12)


def _fits(text: str, token: Token, look: Look, label: Label, start: int, end: int) -> bool:
    """Say whether a token behind a label, or the groups it begins, is the label's number."""
    if not look.pure:
        return _fits_far(text, token, look, label, start, end)
    surface = text[token.start : token.end]
    digits = count_digits(surface)
    if end - start > len(surface):
        if label.entity_type == lab.VEHICLE:
            return label.strict or _is_near_plate(text, token, look, start, end)
        lettered = start < token.start and label.strict and surface.isdigit()
        # "group number 0 0 4 1 8": read digit by digit.
        spelled = look.connector and text[start + 1 : end : 2].isspace()
        least = 3 if lettered else 6 if token.shape < Shape.SHORT and not spelled else 4
        if count_digits(text[start:end]) >= least:
            return True
    if label.entity_type == lab.LICENSE and digits == 4 and _is_behind_state(text, token.start):
        return token.shape >= Shape.SHORT
    if label.rule == "near_vehicle":
        firm = look.connector and digits >= 4
        return firm or _is_near_plate(text, token, look, start, end)
    return _fits_alone(surface, digits, token.shape, look, label)


def _is_behind_state(text: str, at: int) -> bool:
    """Say whether a state's abbreviation stands right before a number: "PhD, OR 3318"."""
    state = text[max(0, at - 3) : at]
    return state[-1:] == " " and state.isupper() and state[:2].lower() in lab.STATES


def _fits_far(text: str, token: Token, look: Look, label: Label, start: int, end: int) -> bool:
    """Say whether a token fits a label with other words in between: it must look the part."""
    surface = text[token.start : token.end]
    if look.ending and len(surface) == 4 and surface.isdigit():
        return label.entity_type in (lab.ACCOUNT, lab.SSN)
    if label.entity_type == lab.VEHICLE:
        return _is_near_plate(text, token, look, start, end)
    digits = count_digits(text[start:end])
    if end - start > len(surface) and digits >= (7 if label.strict else 8):
        return label.strict or label.entity_type not in (lab.OTHER, lab.MRN)
    long = label.strict and look.between <= 2 and digits >= 8
    # "The reference number for this issue is 112233".
    named = look.connector and look.between <= 2 and digits >= 5 and not CPT.fullmatch(surface)
    told = named and token.shape >= Shape.SHORT and text.startswith(" is ", max(0, token.start - 4))
    return token.shape >= Shape.STRONG or long or told


def count_digits(surface: str) -> int:
    """Return the number of digits."""
    return sum(c.isdigit() for c in surface)


def _is_near_plate(text: str, token: Token, look: Look, start: int, end: int) -> bool:
    """Say whether the code behind a word of cars has the form of a plate, its state included."""
    surface = text[start:end]
    if token.shape == Shape.PLAIN:
        return False
    short = len(surface) < (7 if "-" in surface else 6)
    if token.shape <= Shape.SHORT and " " not in surface and short:
        return False
    return is_plate(surface) or (look.prefix >= 0 and is_plate(text[look.prefix : end]))


def _fits_alone(surface: str, digits: int, shape: Shape, look: Look, label: Label) -> bool:
    """Say whether a single token directly behind a label is its number."""
    firm = look.connector or look.ending
    if shape == Shape.NEVER:
        if "," in surface:
            return look.connector and label.rule != "label_number"
        return label.strict and (is_window(surface) or (look.ending and len(surface) == 4))
    if shape == Shape.PLAIN:
        return label.strict and firm and digits == 2
    return shape > Shape.SHORT or _fits_short(surface, digits, label, firm)


def _fits_short(surface: str, digits: int, label: Label, firm: bool) -> bool:
    """Say whether a number of three to five digits, or a short code, is that of its label."""
    if CPT.fullmatch(surface) and not firm and not (label.strict and surface[0] != "9"):
        return label.entity_type in (lab.PLAN, lab.DEVICE, lab.VEHICLE) and surface[0] != "9"
    if not surface.isdigit():
        return _fits_mixed(surface, digits, label, firm)
    if label.strict:
        return digits >= 4 or firm or label.entity_type in (lab.MRN, lab.ACCOUNT)
    if firm:
        return digits >= (4 if label.rule == "label_number" else 3)
    return digits >= 5 or (digits == 4 and label.rule[6:] in lab.FOUR_DIGITS)


def _fits_mixed(surface: str, digits: int, label: Label, firm: bool) -> bool:
    """Say whether a short code of letters and digits is the number of its label."""
    if label.rule == "label_mr":
        return digits >= 3
    if label.strict or firm or digits >= 3:
        return True
    if label.rule[6:] in lab.SHORT_CODES and surface[0].isupper() and len(surface) <= 4:
        return True
    built = "-" in surface and len(surface) >= 6 and not is_named(surface)
    return built or label.rule == "label_badge"


__all__ = ["CPT", "IdSpan", "by_label", "count_digits", "worth_a_look"]
