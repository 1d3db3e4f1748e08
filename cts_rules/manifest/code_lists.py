"""How the codes of manifests are read and compared: one code list for each sort of code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from cts_grammar.vocabulary import CodeList, as_is
from cts_rules.manifest.vocabulary_labels import HS_LEVELS
from cts_rules.manifest.words_in_french import WORDS
from cts_rules.reference.reference import Reference

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_LOCATION = re.compile(r"[A-Z]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_HS = re.compile(r"(?:[0-9]{2}){1,6}", re.ASCII)
_UN_NUMBER = re.compile(r"(?:UN|ID)?([0-9]{1,4})", re.ASCII)
_IMO = re.compile(r"(?:IMO)?([0-9]{7})", re.ASCII)
_PACKAGE = re.compile(r"[A-Z0-9]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class CodeLists:
    """All of them, over one reference."""

    location: CodeList
    country: CodeList
    hs: CodeList
    package_type: CodeList
    size_type: CodeList
    un_number: CodeList
    imo_number: CodeList
    container_number: CodeList
    seal_party: CodeList
    transport_mode: CodeList
    movement: CodeList
    document_type: CodeList
    freight_payment: CodeList
    load_status: CodeList
    type_group: CodeList
    weekday: CodeList
    month: CodeList


def code_lists(reference: Reference) -> CodeLists:
    """The code lists over a reference. Normalisations remember what they were asked."""
    return CodeLists(
        location=CodeList(
            "UN/LOCODE location",
            location_normaliser(reference),
            hierarchical=True,
            known=lambda code: reference.known_country(code) if len(code) == 2 else reference.known_location(code),
            complete=reference.locations.complete,
            title=reference.location_title,
            titles={"fr": reference.french.location},
            places=True,
            example="ECGYE",
            listed=lambda: reference.locations.rows,
        ),
        country=CodeList(
            "country",
            country_normaliser(reference),
            hierarchical=True,
            known=reference.known_country,
            complete=True,
            title=reference.country_title,
            titles={"fr": reference.french.country},
            places=True,
            example="EC",
            listed=lambda: reference.countries.in_use,
        ),
        hs=CodeList(
            "HS code",
            hs_digits,
            hierarchical=True,
            known=reference.known_hs,
            complete=reference.hs.complete,
            title=reference.hs_title,
            titles={"fr": reference.french.hs},
            levels=HS_LEVELS,
            example="0803",
            listed=lambda: reference.hs.rows,
        ),
        package_type=CodeList(
            "package type",
            package_normaliser(reference),
            known=reference.known_package_type,
            complete=reference.packages.complete,
            title=reference.package_title,
            titles={"fr": reference.french.package_type},
            example="PX",
            listed=lambda: reference.packages.rows,
        ),
        size_type=CodeList("container size and type", example="45R1"),
        un_number=CodeList(
            "UN number",
            un_digits,
            known=reference.known_un_number,
            complete=reference.dangerous_goods.complete,
            title=reference.un_number_title,
            example="3480",
            listed=lambda: reference.dangerous_goods.rows,
        ),
        imo_number=CodeList("IMO number", imo_digits, example="9074729"),
        container_number=CodeList("container number", example="CSQU3054383"),
        seal_party=_words(
            "sealing party",
            {"carrier": "CA", "customs": "CU", "shipper": "SH", "terminal": "TO", "consolidator": "AA"},
            open_ended=True,
        ),
        transport_mode=_words("transport mode", ("sea", "air", "road", "rail")),
        movement=_words("movement", ("import", "export", "transit", "transhipment")),
        document_type=_words("document type", ("master", "house", "direct")),
        freight_payment=_words("freight payment", ("prepaid", "collect", "cash")),
        load_status=_words("load status", ("full", "empty", "lcl")),
        type_group=_words("container type group", ("dry", "refrigerated", "tank", "open top", "flat", "ventilated")),
        weekday=_words("weekday", WEEKDAYS),
        month=_words("month", MONTHS),
    )


def identity(name: str, example: str) -> CodeList:
    """Codes that are compared and not looked up: document and voyage numbers, identifiers of parties."""
    return CodeList(name, example=example)


def location_normaliser(reference: Reference) -> Callable[[str], str | None]:
    """Upper case, no blanks, aliases applied: the UN/LOCODE that stands for the place, or a country's two letters."""

    @lru_cache(maxsize=65_536)
    def location(text: str) -> str | None:
        code = reference.canonical_location("".join(text.upper().split()))
        return code if _LOCATION.fullmatch(code) else None

    return location


def country_normaliser(reference: Reference) -> Callable[[str], str | None]:
    """The alpha-2 code, also from an alpha-3 code or a name; two letters that no country has stay as they are."""

    @lru_cache(maxsize=4_096)
    def country(text: str) -> str | None:
        code = country_code(text)
        return code if code and reference.known_country(code) else reference.country_named(text) or code

    return country


def package_normaliser(reference: Reference) -> Callable[[str], str | None]:
    """Upper case, no blanks, what carriers send replaced by the code of Recommendation 21 that they mean."""

    @lru_cache(maxsize=4_096)
    def package_type(text: str) -> str | None:
        code = "".join(text.upper().split())
        return reference.canonical_package_type(code) if _PACKAGE.fullmatch(code) else None

    return package_type


def country_code(text: str) -> str | None:
    """Two letters in upper case; None for anything else.

    >>> country_code(" ec "), country_code("ECU")
    ('EC', None)
    """
    code = text.strip().upper()
    return code if _COUNTRY.fullmatch(code) else None


@lru_cache(maxsize=65_536)
def hs_digits(text: str) -> str | None:
    """The digits without dots and blanks, an even number of two to twelve; None for anything else.

    >>> hs_digits("0803.90"), hs_digits("803"), hs_digits("fruit")
    ('080390', None, None)
    """
    code = "".join(text.replace(".", " ").replace("-", " ").split())
    return code if _HS.fullmatch(code) else None


def un_digits(text: str) -> str | None:
    """Four digits, the letters UN dropped.

    >>> un_digits("UN 3480"), un_digits("27"), un_digits("lithium")
    ('3480', '0027', None)
    """
    found = _UN_NUMBER.fullmatch("".join(text.upper().split()))
    return found[1].zfill(4) if found else None


def imo_digits(text: str) -> str | None:
    """Seven digits, the letters IMO dropped.

    >>> imo_digits("IMO 9074729"), imo_digits("907472")
    ('9074729', None)
    """
    found = _IMO.fullmatch("".join(text.upper().split()))
    return found[1] if found else None


def _words(name: str, stored: Iterable[str] | dict[str, str], *, open_ended: bool = False) -> CodeList:
    """A closed set of words; open-ended, other codes are kept as they are."""
    words = stored if isinstance(stored, dict) else {word: word for word in stored}
    by_code = words | {code.lower(): code for code in words.values()}

    def normalise(text: str) -> str | None:
        known = by_code.get(" ".join(text.lower().split()))
        return known or (as_is(text) if open_ended else None)

    titles = {code: word for word, code in words.items()}
    return CodeList(
        name,
        normalise,
        words=by_code,
        known=titles.__contains__,
        complete=not open_ended,
        title=titles.get,
        titles={"fr": lambda code: WORDS.get(titles.get(code, ""))},
        example=next(iter(words)),
    )
