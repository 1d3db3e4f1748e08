"""Numbers as far as they are known: from a lower to an upper bound, both included, with a currency for money.

None throughout means that nothing is known, or that the answer is undecided.
"""

from __future__ import annotations

from math import inf, isclose, isnan

import msgspec


class Range(msgspec.Struct, frozen=True):
    """What is known of a number. Both bounds are the same where it is known exactly."""

    low: float
    high: float
    currency: str = ""
    """ISO 4217 code; empty for what is no money, and for the total of no amounts, which is zero in every currency."""

    @property
    def exact(self) -> bool:
        """Whether the number itself is known."""
        return self.low == self.high


def known(low: float, high: float, currency: str = "") -> Range | None:
    """The range, or None where the bounds say nothing (or arithmetic left the numbers that a computer holds)."""
    if isnan(low) or isnan(high) or low == inf or high == -inf or (low == -inf and high == inf):
        return None
    return Range(low, high, currency)


def exactly(number: float, currency: str = "") -> Range | None:
    """A number that is known."""
    return known(number, number, currency)


def clashing(ranges: tuple[Range, ...]) -> tuple[str, str] | None:
    """The first two different currencies among these, between which there is no exchange rate; else None."""
    currencies = list(dict.fromkeys(r.currency for r in ranges if r.currency))
    return (currencies[0], currencies[1]) if len(currencies) > 1 else None


# --- comparing ------------------------------------------------------------------------------------------------------


def equal(a: float, b: float) -> bool:
    """Equal within one part in a billion."""
    return isclose(a, b, rel_tol=1e-9)


def greater(a: float, b: float) -> bool:
    """Greater, and not merely by rounding."""
    return a > b and not equal(a, b)


def is_over(a: Range, b: Range) -> bool | None:
    """Whether a is greater than b, if that holds or fails wherever in their ranges they are."""
    if clashing((a, b)):
        return None
    if greater(a.low, b.high):
        return True
    return None if greater(a.high, b.low) else False


def is_equal(a: Range, b: Range) -> bool | None:
    """Whether a equals b, if that holds or fails wherever in their ranges they are."""
    if clashing((a, b)):
        return None
    if greater(a.low, b.high) or greater(b.low, a.high):
        return False
    return True if equal(a.low, b.high) and equal(a.high, b.low) else None


def differs_by_more(a: Range, b: Range, share: float) -> bool | None:
    """Whether they lie more than that share of the larger absolute value apart, wherever in their ranges they are."""
    if clashing((a, b)):
        return None
    least, greatest = _shares_apart(a, b)
    if greater(least, share):
        return True
    return None if greater(greatest, share) else False


def _shares_apart(a: Range, b: Range) -> tuple[float, float]:
    """The least and the greatest difference by the larger absolute value.

    That share depends only on the ratio of the two: it is 0 where they are equal, 2 where they are opposite, and
    between these goes steadily one way, so that the extremes are at the corners or there.
    """
    shares = [_share_apart(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    if a.low <= b.high and b.low <= a.high:
        shares.append(0.0)
    low, high = max(a.low, -b.high), min(a.high, -b.low)
    if low <= high and (low != 0 or high != 0):
        shares.append(2.0)
    return min(shares), max(shares)


def _share_apart(x: float, y: float) -> float:
    if equal(x, y):
        return 0.0
    if x in (inf, -inf) or y in (inf, -inf):
        return 1.0 if x != -y else 2.0
    return abs(x - y) / max(abs(x), abs(y))


# --- calculating ----------------------------------------------------------------------------------------------------


def calculate(operator: str, a: Range, b: Range) -> Range | None:
    """`+ - * /` of two ranges; None where they are amounts in different currencies, or b may be zero and divides."""
    if clashing((a, b)):
        return None
    currency = a.currency or b.currency
    match operator:
        case "+":
            return known(a.low + b.low, a.high + b.high, currency)
        case "-":
            return known(a.low - b.high, a.high - b.low, currency)
        case "*":
            corners = [_product(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
        case "/":
            if b.low <= 0 <= b.high:
                return None
            corners = [_quotient(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
        case _:
            raise AssertionError(operator)
    return known(min(corners), max(corners), currency)


def _product(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y


def _quotient(x: float, y: float) -> float:
    """A bound that is not reached (something by infinity) is 0."""
    return 0.0 if y in (inf, -inf) else x / y
