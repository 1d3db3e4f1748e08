"""`X of Y` for one value: the weekday or month of a moment, the country of a location, the chapter of an HS code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cts_grammar.vocabulary import CodeList, Derivation, Kind, Type
from cts_rules.manifest.code_lists import MONTHS, WEEKDAYS, CodeLists, hs_digits
from cts_rules.manifest.vocabulary_labels import DERIVATIONS


def derivations(lists: CodeLists) -> tuple[Derivation, ...]:
    """All of them, over the code lists that they take and give."""
    return (
        Derivation(
            "weekday",
            lambda type_: type_.kind is Kind.MOMENT,
            Type(Kind.CODE, codes=lists.weekday),
            weekday_of,
            "day of the week of a date or time, in UTC",
            DERIVATIONS["weekday"],
        ),
        Derivation(
            "month",
            lambda type_: type_.kind is Kind.MOMENT,
            Type(Kind.CODE, codes=lists.month),
            month_of,
            "month of a date or time, in UTC",
            DERIVATIONS["month"],
        ),
        Derivation(
            "country",
            _takes(lists.location),
            Type(Kind.CODE, codes=lists.country, valid=None),
            _country_of(lists.location),
            "country in which a location is",
            DERIVATIONS["country"],
            "countries",
        ),
        Derivation(
            "chapter",
            _takes(lists.hs),
            Type(Kind.CODE, codes=lists.hs),
            lambda text: _beginning(text, 2),
            "first two digits of an HS code",
            DERIVATIONS["chapter"],
        ),
        Derivation(
            "heading",
            _takes(lists.hs),
            Type(Kind.CODE, codes=lists.hs),
            lambda text: _beginning(text, 4),
            "first four digits of an HS code",
            DERIVATIONS["heading"],
        ),
    )


def weekday_of(moment: str) -> str | None:
    """The day of the week of `2026-03-01` or `2026-03-01T04:30:00Z`.

    >>> weekday_of("2026-03-01"), weekday_of("soon")
    ('sunday', None)
    """
    try:
        return WEEKDAYS[date.fromisoformat(moment[:10]).weekday()]
    except ValueError:
        return None


def month_of(moment: str) -> str | None:
    """The month of `2026-03-01` or `2026-03-01T04:30:00Z`.

    >>> month_of("2026-03-01"), month_of("soon")
    ('march', None)
    """
    try:
        return MONTHS[date.fromisoformat(moment[:10]).month - 1]
    except ValueError:
        return None


def _takes(codes: CodeList) -> Callable[[Type], bool]:
    return lambda type_: type_.codes is codes


def _country_of(location: CodeList) -> Callable[[str], str | None]:
    def country_of(text: str) -> str | None:
        code = location.normalise(text)
        return code[:2] if code else None

    return country_of


def _beginning(text: str, length: int) -> str | None:
    code = hs_digits(text)
    return code[:length] if code and len(code) >= length else None
