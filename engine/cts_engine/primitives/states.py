"""What was filed at all: missing, unreadable, or to be read, by the kind of value that it should be."""

from __future__ import annotations

from typing import Any

from cts_engine.primitives.bounds import is_number
from cts_engine.primitives.guarding import Memory
from cts_engine.primitives.moments import moment
from cts_engine.values import Money, Partial, is_missing


def text_is_unreadable(value: Any) -> bool:
    """Filed where a text should be."""
    return not is_missing(value) and type(value) is not str


def code_is_unreadable(value: Any, canonical: Memory) -> bool:
    """Filed where a code should be."""
    return not is_missing(value) and (type(value) is not str or canonical[value] is None)


def number_is_unreadable(value: Any) -> bool:
    """Filed where a number should be."""
    return not is_missing(value) and not is_number(value)


def money_is_unreadable(value: Any) -> bool:
    """Filed where an amount of money should be."""
    return not is_missing(value) and not (type(value) is Money and is_number(value.amount))


def moment_is_unreadable(value: Any) -> bool:
    """Filed where a day or an instant should be."""
    return not is_missing(value) and moment(value) is None


def truth_is_unreadable(value: Any) -> bool:
    """Filed where yes or no should be."""
    return not is_missing(value) and type(value) is not bool


def is_list(value: Any) -> bool:
    """Whether this is a list, whole or in part."""
    return isinstance(value, tuple | list)


def is_partial(value: Any) -> bool:
    """Whether a part of this list is missing."""
    return isinstance(value, Partial)


def list_is_unreadable(value: Any) -> bool:
    """Filed where a list should be."""
    return value is not None and not is_list(value)
