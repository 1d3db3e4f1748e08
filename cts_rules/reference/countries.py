"""Countries by code (ISO 3166-1, with the codes that trade uses besides) and by the names that people write."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pycountry

from cts_grammar.folding import fold
from cts_rules.reference.code_table import CodeTable, pairs

_LANGUAGES = ("fr", "es", "pt", "de", "it", "nl")
"""Languages whose names of countries are understood, after English."""


def name_key(name: str) -> str:
    """Letters and digits only, folded: `U.S.A.` and `Usa` agree, and so do `UNITED STATES` and `UNITEDSTATES`.

    >>> name_key("Côte d'Ivoire")
    'cotedivoire'
    """
    return "".join(filter(str.isalnum, fold(name)))


@dataclass(frozen=True)
class Countries:
    """All countries; those of the tables come on top of ISO 3166-1."""

    table: CodeTable
    """Code, name and, third, its status: `in use`, `withdrawn` or `grouping` (the European Union is no country)."""
    names: tuple[Path, ...]
    """Files of further names, each with the code that it means."""

    @cached_property
    def in_use(self) -> Mapping[str, str]:
        """Names by code, of what may stand where a country is asked for."""
        official = {country.alpha_2: _short_name(country) for country in pycountry.countries}
        return official | {code: row[1] for code, row in self.table.rows.items() if _status(row) == "in use"}

    @cached_property
    def not_in_use(self) -> Mapping[str, str]:
        """Names by code, of withdrawn countries and of groupings."""
        return {code: row[1] for code, row in self.table.rows.items() if code not in self.in_use}

    def status(self, code: str) -> str | None:
        """`in use`, `withdrawn` or `grouping`; None for what is no country's code."""
        if code in self.in_use:
            return "in use"
        row = self.table.rows.get(code)
        return _status(row) if row else None

    @cached_property
    def codes_by_name(self) -> Mapping[str, str]:
        """Codes by `name_key`, alpha-2 and alpha-3 codes included. Where two languages differ, the earlier counts."""
        known: dict[str, str] = {}
        for name, code in self._all_names():
            known.setdefault(name_key(name), code)
        return known

    def _all_names(self) -> Iterator[tuple[str, str]]:
        yield from ((name, code) for name, code in pairs(self.names).items())
        for code, name in self.in_use.items():
            yield from ((code, code), (name, code))
        english = [(name, country.alpha_2) for country in pycountry.countries for name in _english_names(country)]
        yield from english
        for language in _LANGUAGES:
            translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language], fallback=True).gettext
            yield from ((translate(name), code) for name, code in english)


def _status(row: list[str]) -> str:
    return row[2] if len(row) > 2 else "in use"


def _short_name(country: pycountry.db.Country) -> str:
    return str(getattr(country, "common_name", country.name))


def _english_names(country: pycountry.db.Country) -> Iterator[str]:
    yield country.alpha_3
    for kind in ("name", "common_name", "official_name"):
        if name := getattr(country, kind, None):
            yield name
            before, comma, after = name.partition(", ")
            if comma:
                yield f"{after} {before}"
