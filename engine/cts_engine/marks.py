"""What every condition of a rule was answered, by the place where it stands: for tags at the ends of its lines.

All conditions are evaluated, also where an earlier one has settled the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from cts_engine import interpreter
from cts_engine.explain import Answer
from cts_engine.facts import Facts, name_of
from cts_engine.seen import SeenValue, values_at
from cts_engine.trace import Trace
from cts_grammar.checked import CheckedRule, Named, Not, Quantified

MOST_ELEMENTS = 20
"""Elements of one list whose conditions are told."""
_ANSWERS: dict[bool | None, Answer] = {True: "yes", False: "no", None: "undecided"}


class Mark(msgspec.Struct, frozen=True):
    """One condition, for the whole consignment or for one element of a list."""

    path: str
    """Of the rule text."""
    start: int
    end: int
    answer: Answer
    values: tuple[SeenValue, ...]
    """What a test looked at."""
    at: tuple[str, ...] = ()
    """The elements that it was asked of, from the outside in: `container MSCU1234567`."""
    note: str = ""


def marks(rule: CheckedRule, facts: Facts) -> list[Mark]:
    """Of a rule's condition and of its exceptions, each whole before its parts. Never raises over data."""
    whole = (rule.when, *(exemption.condition for exemption in rule.exemptions))
    return [mark for condition in whole for mark in _marks(interpreter.trace(condition, facts), ())]


def _marks(trace: Trace, at: tuple[str, ...]) -> Iterator[Mark]:
    span = trace.node.span
    yield Mark(span.path, span.start, span.end, _ANSWERS[trace.answer], _values(trace), at, trace.note)
    for inner, where in _inside(trace, at):
        if inner.node.span != span or not isinstance(trace.node, Not):
            yield from _marks(inner, where)
        else:  # a test and its `not` are one, worded as the author worded it
            yield from (mark for part, place in _inside(inner, where) for mark in _marks(part, place))


def _inside(trace: Trace, at: tuple[str, ...]) -> Iterator[tuple[Trace, tuple[str, ...]]]:
    if isinstance(trace.node, Named):
        return  # what is defined stands elsewhere
    if isinstance(trace.node, Quantified):
        elements = trace.listing.elements if trace.listing is not None else ()
        answered = list(zip(elements, trace.parts, strict=False))[:MOST_ELEMENTS]
        yield from ((part, (*at, name_of(element))) for element, part in answered)
        return
    yield from ((part, at) for part in trace.parts)


def _values(trace: Trace) -> tuple[SeenValue, ...]:
    """Of a test, also of one with a `not`."""
    if isinstance(trace.node, Not):
        return _values(trace.parts[0])
    if trace.readings or not trace.parts:
        return values_at(trace)
    return ()
