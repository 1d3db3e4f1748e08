"""Comparisons with a constant as intervals: `is over 20 t` lies inside `is over 10 t`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf

from cts_grammar.checked import Compare, Condition, Constant, Not, Order
from cts_grammar.meaning.writing import written
from cts_grammar.vocabulary import Kind

CLEAR = 1e-8
"""Numbers nearer to each other than this share are told apart by nobody: nothing is proved of them."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The values of one subject for which a comparison says yes."""

    subject: str
    low: float
    low_in: bool
    high: float
    high_in: bool

    def inside(self, other: Interval) -> bool:
        """Whether every value of this one is in the other, for certain."""
        return (
            self.subject == other.subject
            and _not_beyond(other.low, self.low, other.low_in or not self.low_in)
            and _not_beyond(self.high, other.high, other.high_in or not self.high_in)
        )

    def apart(self, other: Interval) -> bool:
        """Whether no value is in both, for certain."""
        return self.subject == other.subject and (_clearly(self.high, other.low) or _clearly(other.high, self.low))


def interval(condition: Condition) -> Interval | None:
    """Of a comparison in normal form, or its `not`; None where it is no interval."""
    negative = isinstance(condition, Not)
    test = condition.part if isinstance(condition, Not) else condition
    if not isinstance(test, Compare) or not isinstance(test.right, Constant):
        return None
    at = _position(test.right)
    if at is None:
        return None
    subject = f"{written(test.left)} {_scale(test.right)} {written(test.exchange)}"
    match test.order, negative:
        case Order.OVER, False:
            return Interval(subject, at, False, inf, False)
        case Order.OVER, True:
            return Interval(subject, -inf, False, at, True)
        case Order.UNDER, False:
            return Interval(subject, -inf, False, at, False)
        case Order.UNDER, True:
            return Interval(subject, at, True, inf, False)
        case Order.IS, False:
            return Interval(subject, at, True, at, True)
        case _:
            return None


def _position(constant: Constant) -> float | None:
    """On the line of its scale: a number as it is, days and instants in seconds."""
    if constant.type.kind is Kind.NUMBER:
        return float(constant.value)
    if constant.type.kind is not Kind.MOMENT:
        return None
    try:
        return datetime.fromisoformat(str(constant.value)[:19]).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _scale(constant: Constant) -> str:
    """What may be measured against each other: amounts of one currency, days, instants."""
    if constant.type.kind is Kind.NUMBER:
        return constant.currency or ""
    return "instants" if "T" in str(constant.value) else "days"


def _clearly(less: float, more: float) -> bool:
    if less in (inf, -inf) or more in (inf, -inf):
        return less < more
    return more - less > CLEAR * max(abs(less), abs(more))


def _not_beyond(less: float, more: float, touching: bool) -> bool:
    return _clearly(less, more) or (less == more and touching)
