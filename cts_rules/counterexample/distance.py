"""How far a condition is from an answer that is wanted: 0 where it has it, less the nearer it comes."""

from __future__ import annotations

from collections.abc import Sequence

from cts_engine.ranges import Range
from cts_engine.trace import Trace
from cts_grammar.checked import AllOf, AnyOf, AtLeastOf, Named, Not, Quantified, Quantifier

Answers = frozenset[bool | None]

YES: Answers = frozenset({True})
NO: Answers = frozenset({False})
NOT_YES: Answers = frozenset({False, None})
NOT_NO: Answers = frozenset({True, None})
_TURNED = {YES: NO, NO: YES, NOT_YES: NOT_NO, NOT_NO: NOT_YES}

UNREAD = 0.2
"""For each value that is not there."""
LARGE = 1e15
"""Beyond it all numbers are as far."""
ABSENT = 50.0
"""For each element that a quantifier still wants."""


def distance(trace: Trace, wanted: Answers) -> float:
    """Of a traced condition from the wanted answers."""
    if trace.answer in wanted:
        return 0.0
    every = True in wanted
    match trace.node:
        case Not():
            return distance(trace.parts[0], _TURNED[wanted])
        case Named():
            return distance(trace.parts[0], wanted)
        case AllOf():
            return _least(trace.parts, wanted, len(trace.parts) if every else 1)
        case AnyOf():
            return _least(trace.parts, wanted, 1 if every else len(trace.parts))
        case AtLeastOf(n=n):
            return _least(trace.parts, wanted, n if every else len(trace.parts) - n + 1)
        case Quantified() if trace.listing is not None:
            return _of_elements(trace, trace.node, wanted, every)
        case _:
            return _gap(trace) + UNREAD * sum(reading.got is None for reading in trace.readings)


def _gap(trace: Trace) -> float:
    """Of a single test: how far its two numbers are apart, between a half and one; one where it has no two numbers."""
    numbers = [reading.got for reading in trace.readings if isinstance(reading.got, Range)]
    if len(numbers) != 2:
        return 1.0
    one, other = (max(min(number.low, LARGE), -LARGE) for number in numbers)
    return 0.5 + 0.5 * abs(one - other) / (abs(one) + abs(other) + 1)


def _of_elements(trace: Trace, node: Quantified, wanted: Answers, every: bool) -> float:
    count = len(trace.parts)
    if node.quantifier is Quantifier.EVERY:
        return _least(trace.parts, wanted, max(count, 1) if every else 1)
    return _least(trace.parts, wanted, node.n if every else count - node.n + 1)


def _least(parts: Sequence[Trace], wanted: Answers, n: int) -> float:
    """Of the n parts that are nearest; what is lacking costs as much as an element."""
    found = sorted(distance(part, wanted) for part in parts)[: max(n, 0)]
    return sum(found) + ABSENT * max(n - len(found), 0)
