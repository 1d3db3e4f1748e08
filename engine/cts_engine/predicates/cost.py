"""What a condition costs, roughly, so that cheap ones are asked first: order changes no answer."""

from __future__ import annotations

from typing import Any

from cts_engine.lower import AllBut, AtLeast, Leaf, Lowered
from cts_grammar.checked import (
    Aggregate,
    Arithmetic,
    AsFirstFiled,
    HasChanged,
    Likeness,
    Lookup,
    NamedValue,
    OnList,
    Passes,
    Past,
    SameParty,
    Search,
    TextTest,
)

GOING_THROUGH_A_LIST = 10
LIKENESS = 30
ASKING_THE_PAST = 1_000
PATTERN = 8
LOOKING_UP = 3
PARTIES = 5


def cost(lowered: Lowered) -> int:
    """In comparisons of one value."""
    match lowered:
        case Leaf():
            return _cost_of_test(lowered.test)
        case AtLeast() | AllBut():
            return GOING_THROUGH_A_LIST + 2 * cost(lowered.part)
        case _:
            return sum(cost(part) for part in lowered.parts)


def _cost_of_test(test: Any) -> int:
    match test:
        case Likeness():
            return LIKENESS + _cost_of_value(test.left) + _cost_of_value(test.right)
        case OnList():
            return 10 * LIKENESS + _cost_of_value(test.subject)
        case TextTest(search=Search.PATTERN):
            return PATTERN
        case Passes():
            return GOING_THROUGH_A_LIST
        case SameParty():
            return PARTIES + _cost_of_value(test.left) + _cost_of_value(test.right)
        case HasChanged():
            return ASKING_THE_PAST
        case _:
            values = (getattr(test, name, None) for name in ("left", "right", "subject"))
            return 1 + sum(_cost_of_value(value) for value in values)


def _cost_of_value(value: Any) -> int:
    """Of the lists that have to be gone through for a value, and of asking a store."""
    match value:
        case Aggregate():
            return 2 * GOING_THROUGH_A_LIST
        case Arithmetic():
            return 1 + _cost_of_value(value.left) + _cost_of_value(value.right)
        case Past() | AsFirstFiled():
            return ASKING_THE_PAST
        case Lookup():
            return LOOKING_UP + sum(_cost_of_value(key) for key in value.keys)
        case NamedValue():
            return _cost_of_value(value.value)
        case _:
            return 0
