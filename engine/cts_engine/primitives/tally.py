"""Numbers over the elements of a list, when some may or may not count and some lack their value.

Each element comes as a pair: whether it is sure to count (else it may), and its value (None: not known). Elements that
do not count have been left out. `partial` says that there are more elements, nobody knows how many.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import isclose
from typing import Any

from cts_engine.primitives.bounds import ANY_CURRENCY, Bounds, within

Weighed = Sequence[tuple[bool, Bounds | None]]


def count(sure: Sequence[bool], partial: bool) -> Bounds:
    """How many there are."""
    return (sum(sure), math.inf if partial else len(sure), None)


def count_all(number: int, partial: bool) -> Bounds:
    """The same where every element counts."""
    return (number, math.inf if partial else number, None)


def different(pairs: Sequence[tuple[bool, Any]], partial: bool) -> Bounds:
    """How many different values there are."""
    certain = {value for sure, value in pairs if sure and value is not None}
    possible = {value for _, value in pairs if value is not None}
    unknown = sum(value is None for _, value in pairs)
    return (len(certain), math.inf if partial else len(possible) + unknown, None)


def different_numbers(pairs: Weighed, partial: bool) -> Bounds:
    """The same for numbers, of which those within one part in a billion are one."""
    exact = [(sure, v if v is not None and v[0] == v[1] else None) for sure, v in pairs]
    certain = _distinct(value for sure, value in exact if sure and value is not None)
    possible = _distinct(value for _, value in exact if value is not None)
    unknown = sum(value is None for _, value in exact)
    return (certain, math.inf if partial else possible + unknown, None)


def _distinct(values: Iterable[Bounds]) -> int:
    ordered = sorted({(value[2] or "", value[0]) for value in values})
    repeated = sum(a[0] == b[0] and isclose(a[1], b[1]) for a, b in pairwise(ordered))
    return len(ordered) - repeated


def total(pairs: Weighed, partial: bool, negative: bool, money: bool) -> Bounds | None:
    """The sum; `negative` says that a value can be under zero."""
    currency = _currency(pairs)
    if currency is None:
        return None
    least = -math.inf if negative else 0.0
    lower, upper = (least, math.inf) if partial else (0.0, 0.0)
    for sure, value in pairs:
        low, high = (least, math.inf) if value is None else value[:2]
        lower += low if sure else min(low, 0.0)
        upper += high if sure else max(high, 0.0)
    return within(lower, upper, (currency or ANY_CURRENCY) if money else None)


def largest(pairs: Weighed, partial: bool) -> Bounds | None:
    """The largest, or from where on it lies."""
    currency, known = _currency(pairs), _certain(pairs)
    if currency is None or not known:
        return None
    lower, upper = max(v[0] for v in known), max(v[1] for v in known)
    return within(lower, math.inf if partial or len(known) < len(pairs) else upper, known[0][2])


def smallest(pairs: Weighed, partial: bool) -> Bounds | None:
    """The smallest, or up to where it lies."""
    currency, known = _currency(pairs), _certain(pairs)
    if currency is None or not known:
        return None
    lower, upper = min(v[0] for v in known), min(v[1] for v in known)
    return within(-math.inf if partial or len(known) < len(pairs) else lower, upper, known[0][2])


def average(pairs: Weighed, partial: bool) -> Bounds | None:
    """The mean, where nothing is in doubt."""
    currency, known = _currency(pairs), _certain(pairs)
    if currency is None or not known or partial or len(known) < len(pairs):
        return None
    lower, upper = sum(v[0] for v in known) / len(known), sum(v[1] for v in known) / len(known)
    return within(lower, upper, known[0][2])


def _certain(pairs: Weighed) -> list[Bounds]:
    return [value for sure, value in pairs if sure and value is not None]


def _currency(pairs: Weighed) -> str | None:
    """The one currency of all values, empty where there is none; None where there are several."""
    found = {value[2] for _, value in pairs if value is not None and value[2]}
    if len(found) > 1:
        return None
    return found.pop() if found else ""
