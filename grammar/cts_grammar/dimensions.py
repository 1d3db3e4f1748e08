"""Dimensions and units: what can be compared with what, and by which factor.

Base units: kilogram, cubic metre, second, degree Celsius; money has no base unit but its currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Dimension(NamedTuple):
    """Exponents of the base quantities; all zero is a plain number (a count, a ratio)."""

    mass: int = 0
    volume: int = 0
    money: int = 0
    temperature: int = 0
    time: int = 0

    def times(self, other: Dimension) -> Dimension:
        """The dimension of a product."""
        return Dimension(*(a + b for a, b in zip(self, other, strict=True)))

    def over(self, other: Dimension) -> Dimension:
        """The dimension of a quotient."""
        return Dimension(*(a - b for a, b in zip(self, other, strict=True)))


PLAIN = Dimension()
MASS = Dimension(mass=1)
VOLUME = Dimension(volume=1)
MONEY = Dimension(money=1)
TEMPERATURE = Dimension(temperature=1)
TIME = Dimension(time=1)

NAMES = {
    PLAIN: "a plain number",
    MASS: "a weight",
    VOLUME: "a volume",
    MONEY: "an amount of money",
    TEMPERATURE: "a temperature",
    TIME: "a duration",
    MASS.over(VOLUME): "a density (weight per volume)",
    MONEY.over(MASS): "a price per weight",
    MONEY.over(VOLUME): "a price per volume",
}


def name_of(dimension: Dimension) -> str:
    """`a weight`, `a price per weight`, or the exponents spelled out where the combination has no name."""
    if dimension in NAMES:
        return NAMES[dimension]
    words = ("weight", "volume", "money", "temperature", "time")
    above = [w + (f" to the power {e}" if e > 1 else "") for w, e in zip(words, dimension, strict=True) if e > 0]
    below = [w + (f" to the power {-e}" if e < -1 else "") for w, e in zip(words, dimension, strict=True) if e < 0]
    return " times ".join(above or ["a number"]) + (" per " + " and ".join(below) if below else "")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit that a rule may write; `value * factor + offset` is in base units."""

    name: str
    """As the formatter writes it."""
    dimension: Dimension
    factor: float
    offset: float = 0.0
    months: int = 0
    """A calendar step: months and years have no fixed length, so `factor` is 0 for them."""


KILOGRAM = Unit("kg", MASS, 1.0)
CUBIC_METRE = Unit("m3", VOLUME, 1.0)
DEGREE = Unit("degrees", TEMPERATURE, 1.0)

_SPELLINGS: tuple[tuple[Unit, tuple[str, ...]], ...] = (
    (KILOGRAM, ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes")),
    (Unit("g", MASS, 0.001), ("g", "gram", "grams", "gramme", "grammes")),
    (Unit("t", MASS, 1000.0), ("t", "tonne", "tonnes")),
    (Unit("lb", MASS, 0.45359237), ("lb", "lbs", "pound", "pounds")),
    (CUBIC_METRE, ("m3", "cbm", "m³")),
    (Unit("litres", VOLUME, 0.001), ("l", "litre", "litres", "liter", "liters")),
    (Unit("ft3", VOLUME, 0.028316846592), ("ft3", "cft", "ft³")),
    (DEGREE, ("degree", "degrees", "°c", "celsius")),
    (Unit("seconds", TIME, 1.0), ("second", "seconds")),
    (Unit("minutes", TIME, 60.0), ("minute", "minutes")),
    (Unit("hours", TIME, 3600.0), ("h", "hour", "hours")),
    (Unit("days", TIME, 86400.0), ("day", "days")),
    (Unit("weeks", TIME, 604800.0), ("week", "weeks")),
    (Unit("months", TIME, 0.0, months=1), ("month", "months")),
    (Unit("years", TIME, 0.0, months=12), ("year", "years")),
)

UNITS: dict[str, Unit] = {spelling: unit for unit, spellings in _SPELLINGS for spelling in spellings}
"""By every spelling, lower case."""


def unit_named(word: str) -> Unit | None:
    """The unit that is written so, in any case; None where there is none."""
    return UNITS.get(word.lower())
