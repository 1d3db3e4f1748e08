"""What is known about codes and words: one value, the same for a whole run, with a digest for its replay."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pycountry

from cts_grammar.folding import fold
from cts_rules.reference import kinds
from cts_rules.reference.code_table import BUILT_IN, CodeTable, pairs, phrases
from cts_rules.reference.countries import Countries, name_key
from cts_rules.reference.french import French
from cts_rules.reference.kinds import Kind
from cts_rules.reference.stored import StoredList, read_folder


@dataclass(frozen=True, eq=False)
class Reference:
    """Code lists and word lists. Codes are taken in canonical form: upper case, no blanks."""

    countries: Countries
    locations: CodeTable
    """Code, name, UN/LOCODE functions (1 port, 4 airport, 6 multimodal, ...)."""
    hs: CodeTable
    packages: CodeTable
    dangerous_goods: CodeTable
    """Number, name, class."""
    currencies: Mapping[str, str]
    location_aliases: Mapping[str, str]
    """Other codes to the one that stands for all of them: CNSHA, CNSHG → CNSGH."""
    package_aliases: Mapping[str, str]
    vague_terms: frozenset[str]
    """Folded phrases that describe no goods."""
    filler_words: frozenset[str]
    """Folded phrases that say nothing about goods and are taken away first."""
    placeholders: frozenset[str]
    """Folded phrases that stand where a party should (`same as consignee`); `to order` is none, it has a meaning."""
    digest: str
    """SHA-256 over everything that this value was made from."""

    @cached_property
    def french(self) -> French:
        """What codes are called in French."""
        return French({**self.countries.not_in_use, **self.countries.in_use}, self.locations)

    def country_named(self, name: str) -> str | None:
        """The alpha-2 code of a country's name or code in one of several languages and spellings; None if unknown."""
        return self.countries.codes_by_name.get(name_key(name))

    def known_country(self, code: str) -> bool:
        """A country in use, by ISO 3166-1 alpha-2 or one of the codes that trade uses besides (XK, XI)."""
        return code in self.countries.in_use

    def country_title(self, code: str) -> str | None:
        """The name of a country, in use or not."""
        return self.countries.in_use.get(code) or self.countries.not_in_use.get(code)

    def canonical_location(self, code: str) -> str:
        """The code that stands for this one (in upper case, without blanks)."""
        return self.location_aliases.get(code, code)

    def known_location(self, code: str) -> bool:
        """A UN/LOCODE of the loaded list, directly or by alias."""
        return self.canonical_location(code) in self.locations

    def location_title(self, code: str) -> str | None:
        """`Guayaquil, Ecuador`; for a country's two letters its name."""
        if len(code) == 2:
            return self.country_title(code)
        canonical = self.canonical_location(code)
        name, country = self.locations.name(canonical), self.country_title(canonical[:2])
        return f"{name}, {country}" if name and country else name

    def location_functions(self, code: str) -> str | None:
        """The digits of what a location is: 1 port, 4 airport; None where it is not known."""
        return self.locations.column(self.canonical_location(code), 2)

    def known_hs(self, code: str) -> bool:
        """An HS code of digits whose first six (or all, if fewer) are in the loaded list."""
        return code[:6] in self.hs

    def known_hs_chapter(self, code: str) -> bool:
        """An HS code of digits in a chapter that exists."""
        return code[:2] in self.hs

    def hs_title(self, code: str) -> str | None:
        """What the longest known beginning of the code means."""
        lengths = range(min(len(code), 12), 1, -1)
        return next((name for n in lengths if (name := self.hs.name(code[:n]))), None)

    def canonical_package_type(self, code: str) -> str:
        """The Recommendation 21 code that is meant by this one (in upper case): PLT → PX."""
        return self.package_aliases.get(code, code)

    def known_package_type(self, code: str) -> bool:
        """A package type of the loaded list, directly or by alias."""
        return self.canonical_package_type(code) in self.packages

    def package_title(self, code: str) -> str | None:
        """The package type in words."""
        return self.packages.name(self.canonical_package_type(code))

    def known_un_number(self, number: str) -> bool:
        """A UN dangerous goods number of four digits in the loaded list."""
        return number in self.dangerous_goods

    def un_number_title(self, number: str) -> str | None:
        """`Lithium ion batteries (class 9)`."""
        name, hazard = self.dangerous_goods.name(number), self.dangerous_goods.column(number, 2)
        return f"{name} (class {hazard})" if name and hazard else name


def load_reference(folder: Path | None) -> Reference:
    """The built-in lists with those of a reference folder over them. ReferenceDamaged if a file there was changed."""
    return reference_of(read_folder(folder) if folder else {})


def reference_of(imported: Mapping[str, StoredList]) -> Reference:
    """The built-in lists with imported ones, by kind, over them."""
    return _Loading(imported).reference


@dataclass(frozen=True)
class _Loading:
    """What was imported, by kind, on the way to a Reference."""

    imported: Mapping[str, StoredList]

    @cached_property
    def reference(self) -> Reference:
        return Reference(
            countries=Countries(
                CodeTable(self._files(kinds.COUNTRIES), complete=True), self._files(kinds.COUNTRY_NAMES)
            ),
            locations=self._table(kinds.LOCATIONS),
            hs=self._table(kinds.HS),
            packages=self._table(kinds.PACKAGES),
            dangerous_goods=self._table(kinds.DANGEROUS_GOODS),
            currencies=self._currencies(),
            location_aliases=pairs(self._files(kinds.LOCATION_ALIASES)),
            package_aliases=pairs(self._files(kinds.PACKAGE_ALIASES)),
            vague_terms=self._phrases(kinds.VAGUE_TERMS),
            filler_words=self._phrases(kinds.FILLER_WORDS),
            placeholders=self._phrases(kinds.PLACEHOLDERS),
            digest=self._digest(),
        )

    def _table(self, kind: Kind) -> CodeTable:
        stored = self.imported.get(kind.name)
        if stored and stored.complete:
            return CodeTable((stored.path,), complete=True)
        return CodeTable(self._files(kind), complete=False)

    def _files(self, kind: Kind) -> tuple[Path, ...]:
        stored = self.imported.get(kind.name)
        return (built_in_file(kind), stored.path) if stored else (built_in_file(kind),)

    def _phrases(self, kind: Kind) -> frozenset[str]:
        stored = self.imported.get(kind.name)
        return frozenset(map(fold, phrases(built_in_file(kind), stored.path if stored else None)))

    def _currencies(self) -> Mapping[str, str]:
        official = {currency.alpha_3: str(currency.name) for currency in pycountry.currencies}
        stored = self.imported.get(kinds.CURRENCIES.name)
        return official | (pairs((stored.path,)) if stored else {})

    def _digest(self) -> str:
        whole = hashlib.sha256(f"pycountry {pycountry.__version__}\n".encode())
        for file in sorted(BUILT_IN.glob("*.csv")):
            whole.update(f"{file.stem} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
        for kind, stored in sorted(self.imported.items()):
            whole.update(f"imported {kind} {stored.sha256} {stored.complete}\n".encode())
        return whole.hexdigest()


def built_in_file(kind: Kind) -> Path:
    """Where the built-in list of a kind is; currencies have none, theirs come with pycountry."""
    return BUILT_IN / f"{kind.name}.csv"
