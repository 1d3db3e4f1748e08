"""What `is valid` asks of a code: check digits where it has one, else whether the loaded list knows it.

With only the small built-in list a code is valid that has the right shape and whose beginning exists: what the list
does not know may still be right. Check digits: ISO 6346 (containers), IMO Resolution A.1117(30) (ships), IATA
Resolution 600a (air waybills, modulo 7).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from stdnum import imo, iso6346

from cts_grammar.vocabulary import as_is
from cts_rules.manifest.code_lists import country_code, hs_digits, imo_digits, un_digits
from cts_rules.reference.reference import Reference

_DOCUMENT_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9 /.\-]{0,34}", re.IGNORECASE | re.ASCII)
_PLACE = re.compile(r"[A-Z]{2}[A-Z0-9]{3}", re.ASCII)
_PACKAGE = re.compile(r"[A-Z0-9]{2}", re.ASCII)


def container_number(text: str) -> bool:
    """An ISO 6346 number whose check digit is right.

    >>> container_number("CSQU 305438-3"), container_number("CSQU3054384")
    (True, False)
    """
    return bool(iso6346.is_valid(as_is(text) or ""))


def imo_number(text: str) -> bool:
    """An IMO ship number whose check digit is right.

    >>> imo_number("IMO 9074729"), imo_number("9074728")
    (True, False)
    """
    digits = imo_digits(text)
    return digits is not None and bool(imo.is_valid(digits))


def air_waybill(digits: str) -> bool:
    """Eleven digits of which the last is the seven before it modulo 7.

    >>> air_waybill("93322405670"), air_waybill("05712345678")
    (True, False)
    """
    return int(digits[3:10]) % 7 == int(digits[10])


def document_number(text: str) -> bool:
    """An air waybill number with its check digit, or up to 35 letters, digits, blanks and `/.-`.

    >>> document_number("933-2240 5670"), document_number("933-22405671"), document_number("MAEU-77/1")
    (True, False, True)
    """
    bare = as_is(text) or ""
    if len(bare) == 11 and bare.isascii() and bare.isdigit():
        return air_waybill(bare)
    return _DOCUMENT_NUMBER.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Validity:
    """The tests that need reference data."""

    reference: Reference
    location_code: Callable[[str], str | None]
    package_code: Callable[[str], str | None]

    def location(self, text: str) -> bool:
        """A known UN/LOCODE (by the small list: of a known country)."""
        code = self.location_code(text)
        if code is None or not _PLACE.fullmatch(code):
            return False
        known = self.reference.known_location(code)
        return known or (not self.reference.locations.complete and self.reference.known_country(code[:2]))

    def country(self, text: str) -> bool:
        """A country in use."""
        code = country_code(text)
        return code is not None and self.reference.known_country(code)

    def hs(self, text: str) -> bool:
        """A known HS code (by the small list: of a known chapter)."""
        code = hs_digits(text)
        if code is None:
            return False
        complete = self.reference.hs.complete
        return self.reference.known_hs(code) if complete else self.reference.known_hs_chapter(code)

    def package_type(self, text: str) -> bool:
        """A known package type, or what carriers send for one (by the small list: of two letters or digits)."""
        code = self.package_code(text)
        if code is None:
            return False
        known = self.reference.known_package_type(code)
        return known or (not self.reference.packages.complete and _PACKAGE.fullmatch(code) is not None)

    def un_number(self, text: str) -> bool:
        """A known UN number (by the small list: within the numbers that are given out)."""
        code = un_digits(text)
        if code is None:
            return False
        known = self.reference.known_un_number(code)
        return known or (not self.reference.dangerous_goods.complete and _given_out(int(code)))


def _given_out(number: int) -> bool:
    return 4 <= number <= 600 or 1001 <= number <= 3600
