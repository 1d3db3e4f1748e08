"""Codes in French: countries by ISO 3166-1, headings and package types by the names written down beside this module."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pycountry

from cts_rules.reference.code_table import CodeTable

NAMES = Path(__file__).parent / "in_french"


@dataclass(frozen=True, eq=False)
class French:
    """What codes are called in French, where that is known."""

    countries: dict[str, str]
    """English names by code, of all that may be told."""
    locations: CodeTable
    """Of which a port keeps its name, unless French has one of its own."""

    def country(self, code: str) -> str | None:
        """`Équateur`."""
        return self._countries.get(code)

    def location(self, code: str) -> str | None:
        """`Guayaquil, Équateur`; for a country's two letters its name."""
        if len(code) == 2:
            return self.country(code)
        name, country = self._locations.name(code) or self.locations.name(code), self.country(code[:2])
        return f"{name}, {country}" if name and country else name

    def hs(self, code: str) -> str | None:
        """What the code, or its longest beginning that has a name, means."""
        lengths = range(min(len(code), 12), 1, -1)
        return next((name for n in lengths if (name := self._hs.name(code[:n]))), None)

    def package_type(self, code: str) -> str | None:
        """The package type in words."""
        return self._packages.name(code)

    @cached_property
    def _hs(self) -> CodeTable:
        return CodeTable((NAMES / "hs.csv",), complete=False)

    @cached_property
    def _locations(self) -> CodeTable:
        return CodeTable((NAMES / "locations.csv",), complete=False)

    @cached_property
    def _packages(self) -> CodeTable:
        return CodeTable((NAMES / "packages.csv",), complete=False)

    @cached_property
    def _countries(self) -> dict[str, str]:
        translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, ["fr"], fallback=True).gettext
        official = {c.alpha_2: c for c in pycountry.countries}
        found = {}
        for code, name in self.countries.items():
            names = [getattr(official.get(code), kind, None) for kind in ("common_name", "name")]
            said = [translate(n) for n in names if n and translate(n) != n]
            found[code] = _OTHERWISE.get(code) or (said[0] if said else name)
        return found


_OTHERWISE = {
    "XI": "Irlande du Nord (pour le commerce avec l'UE)",
    "XZ": "eaux internationales",
    "EU": "Union européenne",
}
