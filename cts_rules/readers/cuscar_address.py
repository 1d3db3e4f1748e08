"""A party's name and address where they are lines of text: what can be told with certainty, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cts_rules.readers.cuscar_context import Reference, joined

SHORT_NAMES = frozenset({"USA", "UAE", "PRC", "KSA", "UK"})
"""Short names of countries that mean nothing else at the end of an address. `CA`, `IN` and the like are states too."""

TWO_MEANINGS = frozenset({"GEORGIA"})
"""Names of countries that are states of another one, too; certain only where they have a line of their own."""

NOT_BEFORE_A_COUNTRY = frozenset({"NEW", "OF", "THE", "STREET", "ROAD"})
"""`NEW MEXICO`, `BANK OF CHINA`: what follows is no country of the address."""

_LAST_MARK = re.compile(r"^(?P<before>.*)[,.;/-](?P<after>[^,.;/-]+)$", re.DOTALL)
_POSTCODE_FIRST = frozenset(
    {
        *(
            "AT",
            "BE",
            "CH",
            "CZ",
            "DE",
            "DK",
            "ES",
            "FI",
            "FR",
            "GR",
            "HU",
            "IT",
            "LU",
            "NL",
            "NO",
            "PL",
            "PT",
            "SE",
            "SK",
            "TR",
        ),
    }
)
_CITY_LINES = (
    (frozenset({"US"}), r"(?P<city>[^\W\d][^\d,]*?),?\s+[A-Z]{2}\.?\s+(?P<code>\d{5}(?:-\d{4})?)"),
    (_POSTCODE_FIRST, r"(?:[A-Z]{1,2}-)?(?P<code>\d{4,5}|\d{3} \d{2}|\d{2}-\d{3}|\d{4} [A-Z]{2})\s+(?P<city>[^\d,]+)"),
    (frozenset({"CN", "IN", "SG"}), r"(?P<city>[^\W\d][^\d,]*?),?\s+(?P<code>\d{6})"),
)
"""How the end of a line with the postcode looks, by country; elsewhere the address stays whole."""

_CITY_PATTERNS = tuple(
    (countries, re.compile(rf"(?:.*,\s*)?(?P<end>{end})", re.IGNORECASE)) for countries, end in _CITY_LINES
)
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address of which each is certain; what is not stays in `address`."""

    address: str | None = None
    city: str | None = None
    postcode: str | None = None
    country: str | None = None


def address_of(lines: Sequence[str], reference: Reference) -> Address:
    """The address that the lines (without the name) make.

    A country stands on the last line: alone, after a comma or full stop, or as its last words.
    """
    filed = [line.strip() for line in lines if line.strip()]
    if not filed:
        return Address()
    country, rest = _country_at_end(filed[-1], reference)
    remaining = [*filed[:-1], *([rest] if rest else [])]
    for countries, pattern in _CITY_PATTERNS:
        line = remaining[-1] if remaining else ""
        if country in countries and len(line) <= _LONGEST_LINE and (found := pattern.fullmatch(line)):
            before = line[: found.start("end")].strip(" ,")
            street = joined([*remaining[:-1], before], ", ")
            return Address(street, found["city"].strip(" ."), found["code"], country)
    return Address(joined(remaining, ", "), country=country)


def _country_at_end(line: str, reference: Reference) -> tuple[str | None, str]:
    """The country that a line ends in, and what stands before it."""
    bare = line.rstrip(" .,;")
    if code := reference.country_named(bare):
        return code, ""
    if found := _LAST_MARK.match(bare):
        after = found["after"].strip()
        code = reference.country_named(after) if _certain(after) else None
        if code:
            return code, found["before"].rstrip(" .,;/-")
    said = bare.split()
    for n in range(min(4, len(said) - 1), 0, -1):
        tail = " ".join(said[-n:])
        if _certain(tail) and said[-n - 1].upper().strip(",.") not in NOT_BEFORE_A_COUNTRY:
            code = reference.country_named(tail)
            if code:
                return code, " ".join(said[:-n]).rstrip(" .,;/-")
    return None, line


def _certain(name: str) -> bool:
    upper = name.upper()
    return upper in SHORT_NAMES or (len(upper) > 3 and upper not in TWO_MEANINGS and not upper.isdigit())
