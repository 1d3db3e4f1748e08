"""The ways in which a condition comes to an answer: tests that must all come to theirs, with no `or` left."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from cts_grammar.checked import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Between,
    Compare,
    Condition,
    Named,
    Not,
    Order,
)

MOST = 400
"""Ways that are looked at; a condition with more is not seen through."""


class Literal(NamedTuple):
    """A test (or a quantifier) and the answer that it must come to: certainly yes, or certainly no."""

    test: Condition
    answer: bool


Way = tuple[Literal, ...]


class TooMany(Exception):
    """A condition that is not seen through."""


def ways(condition: Condition, answer: bool) -> list[Way]:
    """All ways; the condition comes to the answer exactly where all literals of one do. TooMany beyond MOST."""
    match condition:
        case Named():
            return ways(condition.condition, answer)
        case Not():
            return ways(condition.part, not answer)
        case AllOf():
            return _together(condition.parts, answer) if answer else _either(condition.parts, answer)
        case AnyOf():
            return _either(condition.parts, answer) if answer else _together(condition.parts, answer)
        case AtLeastOf():
            count = condition.n if answer else len(condition.parts) - condition.n + 1
            return _several(condition.parts, count, answer)
        case Between():
            low = Compare(Order.AT_LEAST, condition.subject, condition.low, condition.span)
            high = Compare(Order.AT_MOST, condition.subject, condition.high, condition.span)
            return ways(AllOf((low, high), condition.span), answer)
        case _:
            return [(Literal(condition, answer),)]


def _either(parts: tuple[Condition, ...], answer: bool) -> list[Way]:
    found: list[Way] = []
    for part in parts:
        found += ways(part, answer)
        _refuse(found)
    return found


def _together(parts: tuple[Condition, ...], answer: bool) -> list[Way]:
    found: list[Way] = [()]
    for part in parts:
        found = [(*one, *other) for other in ways(part, answer) for one in found]
        _refuse(found)
    return found


def _several(parts: tuple[Condition, ...], count: int, answer: bool) -> list[Way]:
    found: list[Way] = []
    for chosen in combinations(parts, count):
        found += _together(chosen, answer)
        _refuse(found)
    return found


def _refuse(found: list[Way]) -> None:
    if len(found) > MOST:
        raise TooMany
