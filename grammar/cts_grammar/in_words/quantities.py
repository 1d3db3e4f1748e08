"""Numbers with their units, as the rule wrote them if it can be told, and never rounded."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import isclose

from cts_grammar.checked import Constant
from cts_grammar.dimensions import MASS, MONEY, PLAIN, TEMPERATURE, TIME, VOLUME, Dimension, unit_named
from cts_grammar.vocabulary import CodeList

_WRITTEN = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(.*)", re.DOTALL)
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_BASE = {MASS: "kg", VOLUME: "m3", TIME: "seconds", TEMPERATURE: "degrees", MONEY: ""}
_LENGTHS = ((86_400, "days"), (3_600, "hours"), (60, "minutes"), (1, "seconds"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts."""

    number: float
    unit: str = ""
    """A unit's name, a currency, `%`, `years`; empty: a plain number."""
    per: str = ""
    """The unit below: `kg` of `EUR per kg`."""
    currency: bool = False
    """The unit is a currency."""


def quantity(constant: Constant) -> Quantity:
    """In the unit that it was written in, where that gives its value; else in base units."""
    value = float(constant.value)
    written = _WRITTEN.fullmatch(constant.text.strip())
    if written:
        found = _as_written(float(written[1]), written[2].strip(), constant, value)
        if found is not None:
            return found
    return _in_base(value, constant.type.dimension or PLAIN, constant.currency)


def _as_written(number: float, unit: str, constant: Constant, value: float) -> Quantity | None:
    dimension = constant.type.dimension or PLAIN
    if unit == "%" and dimension == PLAIN and isclose(number / 100, value, abs_tol=1e-15):
        return Quantity(number, "%")
    if not unit:
        return Quantity(number) if dimension == PLAIN and number == value else None
    above, _, below = unit.partition(" per ")
    if unit.startswith("per "):
        above, below = "", unit[4:]
    top, bottom = _factor(above.strip(), constant), _factor(below.strip(), constant) if below else (1.0, 0.0)
    if top is None or bottom is None or not bottom[0]:
        return None
    if not isclose(number * top[0] / bottom[0] + top[1], value, rel_tol=1e-14, abs_tol=1e-15):
        return None
    named = unit_named(below.strip())
    over = named.name if named else ""
    if above.strip().upper() == (constant.currency or ""):
        return Quantity(number, constant.currency or "", over, currency=bool(constant.currency))
    unit_above = unit_named(above.strip())
    return Quantity(number, unit_above.name if unit_above else "", over)


def _factor(word: str, constant: Constant) -> tuple[float, float] | None:
    if not word or (_CURRENCY.fullmatch(word) and word.upper() == constant.currency):
        return 1.0, 0.0
    unit = unit_named(word)
    return (unit.factor, unit.offset) if unit is not None and unit.factor else None


def _in_base(value: float, dimension: Dimension, currency: str | None) -> Quantity:
    if dimension == TIME:
        return length(value)
    if dimension == MASS and value and value % 1000 == 0:
        return Quantity(value / 1000, "t")
    if dimension == MONEY or (currency and dimension == PLAIN):
        return Quantity(value, currency or "", currency=True)
    if dimension in _BASE:
        return Quantity(value, _BASE[dimension])
    return Quantity(value, *_compound(dimension, currency), currency=bool(currency))


def _compound(dimension: Dimension, currency: str | None) -> tuple[str, str]:
    names = ("kg", "m3", currency or "", "degrees", "seconds")
    above = [n if e == 1 else f"{n}^{e}" for n, e in zip(names, dimension, strict=True) if e > 0]
    below = [n if e == -1 else f"{n}^{-e}" for n, e in zip(names, dimension, strict=True) if e < 0]
    return " × ".join(filter(None, above)), " × ".join(filter(None, below))


def named_by(code: str, codes: CodeList, title: Callable[[str], str | None] | None) -> str:
    """The beginning of a code that has the name which `title` gives for it: itself, or a broader one."""
    name = title(code) if title is not None else None
    shorter = [n for n in sorted(codes.levels) if n < len(code)]
    return next((code[:n] for n in shorter if name and title is not None and title(code[:n]) == name), code)


def length(seconds: float, days_from: int = 4) -> Quantity:
    """So many seconds in the largest unit that counts them whole; as hours below so many days."""
    if seconds and seconds % 3_600 == 0 and abs(seconds) < days_from * 86_400:
        return Quantity(seconds / 3_600, "hours")
    for size, unit in _LENGTHS:
        if seconds and seconds % size == 0:
            return Quantity(seconds / size, unit)
    return Quantity(seconds, "seconds")


def steps(months: int) -> Quantity:
    """So many months; whole years from two on."""
    return Quantity(months / 12, "years") if months >= 24 and months % 12 == 0 else Quantity(months, "months")


def numeral(number: float, decimal: str, thousands: str, places: int = 0) -> str:
    """All digits of a number, those before the decimal sign in groups of three; at least so many behind it.

    >>> numeral(10000.0, ".", ","), numeral(12.5, ",", " "), numeral(1500.0, ",", " ", 2), numeral(-0.0, ".", ",")
    ('10,000', '12,5', '1 500,00', '0')
    """
    exact = Decimal(repr(float(number)))
    if exact and not -12 <= exact.adjusted() <= 15:
        return repr(float(number)).replace(".", decimal)
    whole, _, part = f"{abs(exact):f}".partition(".")
    part = part.rstrip("0")
    if places:
        part = part.ljust(places, "0")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = "-" if exact < 0 else ""
    return sign + grouped + (decimal + part if part else "")
