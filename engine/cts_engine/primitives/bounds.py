"""Numbers known within bounds: a lower and an upper one, both included, and a currency where they are money.

A number known exactly has equal bounds. None is a number of which nothing is known. Numbers within one part in a
billion are equal.
"""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from math import isclose
from typing import Any

from cts_engine.values import Money

MOST = sys.float_info.max
ANY_CURRENCY = ""
"""Of a total of nothing: 0, whichever the currency."""

Bounds = tuple[float, float, str | None]
"""Lower, upper, currency (None: no money in it)."""


def is_number(value: Any) -> bool:
    """A finite number that is no truth value."""
    return (type(value) is float or type(value) is int) and -MOST <= value <= MOST


def plain(value: Any) -> Bounds | None:
    """The bounds of a fact that is a plain number."""
    return (number := float(value), number, None) if is_number(value) else None


def money(value: Any) -> Bounds | None:
    """The bounds of a fact that is an amount with its currency."""
    if type(value) is not Money or type(value.currency) is not str or not value.currency:
        return None
    amount: Any = value.amount
    return (number := float(amount), number, value.currency) if is_number(amount) else None


def add(left: Bounds | None, right: Bounds | None, has_currency: bool) -> Bounds | None:
    """The sum."""
    if left is None or right is None:
        return None
    return _result([left[0] + right[0]], [left[1] + right[1]], left, right, has_currency)


def subtract(left: Bounds | None, right: Bounds | None, has_currency: bool) -> Bounds | None:
    """The difference."""
    if left is None or right is None:
        return None
    return _result([left[0] - right[1]], [left[1] - right[0]], left, right, has_currency)


def multiply(left: Bounds | None, right: Bounds | None, has_currency: bool) -> Bounds | None:
    """The product."""
    if left is None or right is None:
        return None
    corners = [_product(a, b) for a in left[:2] for b in right[:2]]
    return _result(corners, corners, left, right, has_currency)


def divide(left: Bounds | None, right: Bounds | None, has_currency: bool) -> Bounds | None:
    """The quotient; None where the divisor may be zero."""
    if left is None or right is None or right[0] <= 0 <= right[1]:
        return None
    corners = [a / b for a in left[:2] for b in right[:2] if not (math.isinf(a) and math.isinf(b))]
    return _result(corners, corners, left, right, has_currency)


def _product(left: float, right: float) -> float:
    return left * right if left and right else 0.0  # an end at infinity is never reached, so that 0 times it is 0


def _result(lows: list[float], highs: list[float], left: Bounds, right: Bounds, has_currency: bool) -> Bounds | None:
    """The bounds around the corners; None where currencies differ or the result is too large to be told."""
    currencies = {c for c in (left[2], right[2]) if c}
    if len(currencies) > 1:
        return None
    currency = (currencies.pop() if currencies else ANY_CURRENCY) if has_currency else None
    return within(min(lows), max(highs), currency)


def within(lower: float, upper: float, currency: str | None) -> Bounds | None:
    """These bounds, unless they exclude nothing, or nothing that a float can hold lies between them."""
    if not (lower <= MOST and upper >= -MOST) or (lower == -math.inf and upper == math.inf):
        return None
    return (lower, upper, currency)


def is_over(left: Bounds | None, right: Bounds | None) -> bool | None:
    """Whether the left is over the right."""
    if left is None or right is None or not comparable(left, right):
        return None
    if above(left[0], right[1]):
        return True
    return None if above(left[1], right[0]) else False


def is_under(left: Bounds | None, right: Bounds | None) -> bool | None:
    """Whether the left is under the right."""
    return is_over(right, left)


def is_at_least(left: Bounds | None, right: Bounds | None) -> bool | None:
    """Whether the left is not under the right."""
    under = is_over(right, left)
    return None if under is None else not under


def is_at_most(left: Bounds | None, right: Bounds | None) -> bool | None:
    """Whether the left is not over the right."""
    over = is_over(left, right)
    return None if over is None else not over


def is_equal(left: Bounds | None, right: Bounds | None) -> bool | None:
    """Whether both are the same number."""
    if left is None or right is None or not comparable(left, right):
        return None
    if above(left[0], right[1]) or above(right[0], left[1]):
        return False
    return True if isclose(left[0], right[1]) and isclose(left[1], right[0]) else None


def is_among(subject: Bounds | None, members: tuple[Bounds, ...]) -> bool | None:
    """Whether it is one of some numbers."""
    answers = [is_equal(subject, member) for member in members]
    if True in answers:
        return True
    return None if None in answers or subject is None else False


def comparable(left: Bounds, right: Bounds) -> bool:
    """Whether the currencies agree."""
    return left[2] == right[2] or left[2] == ANY_CURRENCY or right[2] == ANY_CURRENCY


def above(left: float, right: float) -> bool:
    """Over, by more than one part in a billion."""
    return left > right and not isclose(left, right)


def near_one(number: float, members: tuple[float, ...]) -> bool:
    """Whether the number equals one of the members, which are sorted."""
    after = bisect_left(members, number)
    return any(isclose(number, member) for member in members[max(after - 1, 0) : after + 1])


def first_over(number: float) -> float:
    """The smallest float that is over the number: everything from it on is, too."""
    edge = number + abs(number) * 1e-9
    while not above(edge, number):
        edge = math.nextafter(edge, math.inf)
    while above(before := math.nextafter(edge, -math.inf), number):
        edge = before
    return edge


def last_under(number: float) -> float:
    """The largest float that is under the number."""
    return -first_over(-number)
