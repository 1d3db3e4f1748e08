"""What a fact may be when it is not simply there: unreadable, an amount of money, a list that is not whole."""

from __future__ import annotations

from typing import Any

import msgspec


class Unreadable(msgspec.Struct, frozen=True, gc=False):
    """A value that was filed and cannot be read: `N/A`, `XX`, a weight of `TBA`.

    It is present (`is present` holds), never valid, and undecided in every comparison.
    """

    unreadable: str
    """The text as received."""


class Money(msgspec.Struct, frozen=True, gc=False):
    """An amount with its currency. Without a currency it compares with nothing."""

    amount: float | Unreadable | None = None
    currency: str | None = None
    """ISO 4217 code in upper case; None where none was filed."""


class Partial(tuple[Any, ...]):
    """The known elements of a list of which some part is missing (the seals of all containers, when one has no list).

    A list that is wholly missing is None; a complete one is a plain tuple.
    """

    __slots__ = ()


def is_missing(value: object) -> bool:
    """Absent, or present and empty: the two cases in which `is missing` holds."""
    return value is None or value == "" or (isinstance(value, Money) and value.amount is None)


def is_unreadable(value: object) -> bool:
    """Filed, but not to be read."""
    return isinstance(value, Unreadable) or (isinstance(value, Money) and isinstance(value.amount, Unreadable))
