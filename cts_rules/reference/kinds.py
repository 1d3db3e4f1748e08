"""The kinds of list that reference data consists of: their columns, by which headings, and what a row must be.

Sources whose published shapes are read: UN/LOCODE, UN/ECE Recommendation 21, the Harmonized System, the UN dangerous
goods list, ISO 3166-1, ISO 4217, and the code lists of the Digital Container Shipping Association.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the stored list."""

    name: str
    headings: tuple[str, ...]
    """What a source may call it, compared as letters and digits only; the first that is there is taken."""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list. Its name is what people type and what its files are called."""

    name: str
    title: str
    columns: tuple[Column, ...]
    tidy: Callable[[Row], Row | str]
    """The row as it is stored, or what is wrong with it."""
    stored: tuple[str, ...]
    """Headings of the stored list."""
    official_from: int = 0
    """From so many rows a list is taken for the official whole, and an unknown code for a mistake; 0: never."""


_LOCODE = re.compile(r"[A-Z]{2}[A-Z0-9]{3}", re.ASCII)
_FUNCTIONS = re.compile(r"[0-9B-]*", re.ASCII)
_HS = re.compile(r"(\d{2}){1,6}", re.ASCII)
_UN = re.compile(r"\d{4}", re.ASCII)
_ALPHA_2 = re.compile(r"[A-Z]{2}", re.ASCII)
_ALPHA_3 = re.compile(r"[A-Z]{3}", re.ASCII)
_PACKAGE = re.compile(r"[A-Z0-9]{2}", re.ASCII)
_DELETED = ("x", "d", "deleted", "withdrawn")


def _location(row: Row) -> Row | str:
    country, place, name, plain_name, functions = row
    code = (country + place).upper().replace(" ", "")
    if not _LOCODE.fullmatch(code):
        return f"`{code}` is not a UN/LOCODE: two letters of the country, three letters or digits of the place"
    # Published files lose accented letters to U+FFFD; the plain spelling then says more.
    legible = plain_name if "\ufffd" in name or not name else name
    # In rows that were broken at a comma another column stands here: the place is known, what it is for is not.
    known = functions.replace("-", "") if _FUNCTIONS.fullmatch(functions) else ""
    return (code, legible, known) if legible else f"`{code}` has no name"


def _coded(shape: re.Pattern[str], expected: str) -> Callable[[Row], Row | str]:
    def tidy(row: Row) -> Row | str:
        code = row[0].upper().replace(" ", "").replace(".", "")
        if not shape.fullmatch(code):
            return f"`{row[0]}` is not {expected}"
        return (code, *row[1:]) if row[1] else f"`{code}` has no name"

    return tidy


def _package(row: Row) -> Row | str:
    code, name, status = row
    if status.casefold() in _DELETED:
        return f"`{code}` is marked as deleted"
    return _coded(_PACKAGE, "a package code of two letters or digits")((code, name))


def _dangerous_goods(row: Row) -> Row | str:
    number, name, hazard = row
    if hazard in ("", "?") or number.startswith("-"):
        return f"`{number.lstrip('-')}` is no longer in use"
    return _coded(_UN, "a UN number of four digits")((number.zfill(4), name, hazard))


def _phrase(row: Row) -> Row | str:
    term, status = row
    return (term, "removed" if status.casefold() in ("removed", *_DELETED) else "") if term else "the phrase is empty"


def _alias(row: Row) -> Row | str:
    return row if all(row) else "an alias needs a code and what it stands for"


def _code_and_name(*code: str, name: tuple[str, ...] = ()) -> tuple[Column, Column]:
    return Column("code", ("code", *code)), Column("name", ("name", "title", "description", *name))


_STATUS = Column("status", ("status",), optional=True)
_TERM = Column("term", ("term", "phrase", "word", "words"))
_ALIAS = (
    Column("code", ("code", "alias", "written")),
    Column("stands_for", ("stands_for", "canonical", "means")),
)

LOCATIONS = Kind(
    "locations",
    "UN/LOCODE locations",
    (
        Column("code", ("country", "code", "locode", "unlocode", "un/locode")),
        Column("place", ("location",), optional=True),
        Column("name", ("name", "title")),
        Column("plain_name", ("nameWoDiacritics", "name without diacritics"), optional=True),
        Column("functions", ("functions", "function"), optional=True),
    ),
    _location,
    ("code", "name", "functions"),
    official_from=50_000,
)
COUNTRIES = Kind(
    "countries",
    "countries (ISO 3166-1)",
    _code_and_name("countrycode", "iso3166-1", "alpha-2", name=("countryname",)),
    _coded(_ALPHA_2, "a country code of two letters"),
    ("code", "name"),
    official_from=240,
)
HS = Kind(
    "hs",
    "Harmonized System codes",
    _code_and_name("hscode", "hs code"),
    _coded(_HS, "an HS code of two to twelve digits, even in number"),
    ("code", "name"),
    official_from=5_000,
)
PACKAGES = Kind(
    "packages",
    "package types (UN/ECE Recommendation 21)",
    (*_code_and_name("package code", name=("package code description",)), _STATUS),
    _package,
    ("code", "name"),
    official_from=300,
)
DANGEROUS_GOODS = Kind(
    "dangerous-goods",
    "UN dangerous goods numbers",
    (
        Column("number", ("number", "un number", "unnumber")),
        Column("name", ("name", "description", "title")),
        Column("class", ("class", "hazard class", "imo class")),
    ),
    _dangerous_goods,
    ("number", "name", "class"),
    official_from=2_000,
)
CURRENCIES = Kind(
    "currencies",
    "currencies (ISO 4217)",
    _code_and_name("iso4217", "currency code", name=("currency name",)),
    _coded(_ALPHA_3, "a currency code of three letters"),
    ("code", "name"),
    official_from=150,
)
VAGUE_TERMS = Kind("vague-terms", "vague descriptions of goods", (_TERM, _STATUS), _phrase, ("term", "status"))
FILLER_WORDS = Kind("filler-words", "filler words in descriptions", (_TERM, _STATUS), _phrase, ("term", "status"))
PLACEHOLDERS = Kind("placeholders", "phrases that stand for no party", (_TERM, _STATUS), _phrase, ("term", "status"))
LOCATION_ALIASES = Kind("location-aliases", "other codes of locations", _ALIAS, _alias, ("code", "stands_for"))
PACKAGE_ALIASES = Kind("package-aliases", "other codes of package types", _ALIAS, _alias, ("code", "stands_for"))
COUNTRY_NAMES = Kind(
    "country-names",
    "other names of countries",
    (Column("name", ("name", "written")), Column("code", ("code", "country"))),
    _alias,
    ("name", "code"),
)

KINDS = (
    LOCATIONS,
    COUNTRIES,
    HS,
    PACKAGES,
    DANGEROUS_GOODS,
    CURRENCIES,
    VAGUE_TERMS,
    FILLER_WORDS,
    PLACEHOLDERS,
    LOCATION_ALIASES,
    PACKAGE_ALIASES,
    COUNTRY_NAMES,
)
