"""How values look to people: plain numbers with their unit, texts without what could disturb a page or a log."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from math import inf

from cts_engine.ranges import Range
from cts_grammar.dimensions import Dimension

LONGEST_VALUE = 200
"""Characters of one value that are shown."""

NOT_STATED = "(not stated)"
NOT_KNOWN = "not known"

_BASE_UNITS = (("mass", "kg"), ("volume", "m3"), ("money", ""), ("temperature", "degrees"), ("time", "seconds"))


def plain_number(number: float) -> str:
    """Without the noise of binary fractions, thousands separators and, unless it is extreme, powers of ten.

    >>> plain_number(18000.0), plain_number(0.1 + 0.2), plain_number(1e15), plain_number(-18.5)
    ('18000', '0.3', '1000000000000000', '-18.5')
    """
    text = f"{number:.12g}"
    if "e" in text and 1e-9 <= abs(number) < 1e21:
        text = f"{Decimal(text):f}"
    return "0" if text == "-0" else text


def unit_of(dimension: Dimension | None, currency: str = "") -> str:
    """The base unit in words: `kg`, `USD`, `USD per kg`; empty for a plain number.

    >>> from cts_grammar.dimensions import MASS, MONEY
    >>> unit_of(MONEY.over(MASS), "EUR")
    'EUR per kg'
    """
    if dimension is None:
        return ""
    exponents = dimension._asdict()
    names = [(currency if name == "money" else unit, exponents[name]) for name, unit in _BASE_UNITS]
    above = " ".join(unit for unit, exponent in names for _ in range(exponent) if unit)
    below = " per ".join(unit for unit, exponent in names for _ in range(-exponent) if unit)
    return f"{above} per {below}".strip() if below else above


def with_unit(number: str, unit: str) -> str:
    """`18000 kg`; a plain number stands alone."""
    return f"{number} {unit}" if unit else number


def plain_range(known: Range) -> str:
    """A number, or what is known of it: `at least 10`, `at most 5`, `2 to 4`."""
    if known.exact:
        return plain_number(known.low)
    if known.high == inf:
        return f"at least {plain_number(known.low)}"
    if known.low == -inf:
        return f"at most {plain_number(known.high)}"
    return f"{plain_number(known.low)} to {plain_number(known.high)}"


def plain_moment(text: str) -> str:
    """`2026-03-01`, `2026-03-01 04:30 UTC`."""
    if len(text) == 10:
        return text
    time = text[11:19].removesuffix(":00") if text.count(":") == 2 else text[11:]
    return f"{text[:10]} {time} UTC"


def plain_text(text: str, longest: int = LONGEST_VALUE) -> str:
    """On one line, without control and direction characters, runs of blanks made one, cut where it is too long.

    >>> plain_text("ACME\\n\\tLTD\\u202e")
    'ACME LTD'
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_shown, text))
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _shown(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case _:
            return character
