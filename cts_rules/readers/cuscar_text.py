"""Free text (FTX), and the codes that a text announces in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cts_rules.readers.cuscar_context import Context
from cts_rules.readers.edifact_segments import Segment

TEXT_ELEMENT = 4
LAST_ELEMENT = 5
"""FTX has five elements (4451, 4453, C107, C108, 3453)."""

FULL_LINES = frozenset({70, 512})
"""Lengths of 4440 by directory: a line of just that length was cut there, and the next goes on with the same word."""

_LANGUAGE = re.compile(r"(?:[A-Z]{2}|ENG|FRE|FRA|GER|DEU|SPA|POR|ITA|DUT|NLD)?", re.IGNORECASE)
"""3453: two letters of ISO 639; other three letters are more likely a word of the text (`NUTS+OIL`)."""
_HS = re.compile(
    r"\b(?:H\.?S\.?|H\.?T\.?S\.?|HARMONI[SZ]ED(?: SYSTEM)?|TARIFF)[ -]?(?:CODES?|NOS?\b\.?|NUMBERS?|:)[^\w\n]{0,4}"
    r"(?P<code>\d{2}[ .]\d{2}[ .]\d{2}(?:\.\d{2}){0,2}|\d{4}\.\d{2}(?:\.?\d{2}){0,2}|\d{4,10})(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_UN = re.compile(r"\bUN(?:[ -]?(?:NO|NR|NUMBER)\b\.?)?[ :#-]{0,3}(?P<number>\d{4})(?!\d)", re.ASCII | re.IGNORECASE)


def description(context: Context, segments: Iterable[Segment]) -> str | None:
    """The texts of FTX segments, in one."""
    return " ".join(filter(None, (text_of(context, segment) for segment in segments))) or None


def text_of(context: Context, ftx: Segment) -> str:
    """The text of an FTX. Where a `+` in it was not released, what it cut off is put back, with a finding."""
    text = lines_of(ftx.parts(TEXT_ELEMENT))
    beyond = ftx.elements[LAST_ELEMENT:]
    ftx.mapped = bool(text or beyond)
    if not beyond or (len(beyond) == 1 and len(beyond[0]) == 1 and _LANGUAGE.fullmatch(beyond[0][0].strip())):
        return text
    context.find("unescaped-separator", "warning", "the text holds `+` without a release character", ftx)
    return "+".join([" ".join(ftx.parts(TEXT_ELEMENT)), *(":".join(element) for element in beyond)]).strip()


def lines_of(lines: Sequence[str]) -> str:
    """Lines of fixed length as one text.

    >>> lines_of(["CARTONS OF SHIRTS,", "COTTON", ""]), lines_of(["X" * 70, "YZ"]) == "X" * 70 + "YZ"
    ('CARTONS OF SHIRTS, COTTON', True)
    """
    return "".join(line if len(line) in FULL_LINES else f"{line.rstrip()} " for line in lines if line).strip()


def announced_hs_codes(text: str) -> tuple[str, ...]:
    """The different codes behind words like `HS CODE`.

    >>> announced_hs_codes("MEDICINES HS-CODE : 30 04 90"), announced_hs_codes("HS CODE 080390 20 CARTONS")
    (('30 04 90',), ('080390',))
    >>> announced_hs_codes("080390 BANANAS"), announced_hs_codes("HS CODE 080390, HS CODE 200799")
    ((), ('080390', '200799'))
    """
    return tuple(dict.fromkeys(match["code"] for match in _HS.finditer(text)))


def announced_un_numbers(text: str) -> tuple[str, ...]:
    """The different four digits behind `UN`.

    >>> announced_un_numbers("CL 9,UN 3077,PKG III"), announced_un_numbers("3077 PIECES")
    (('3077',), ())
    """
    return tuple(dict.fromkeys(match["number"] for match in _UN.finditer(text)))
