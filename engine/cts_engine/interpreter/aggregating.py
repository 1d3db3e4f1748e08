"""Numbers over the elements of a list.

Decided here, where the definition is silent:

* A gap in a total counts from nothing upwards where the value cannot be negative (`never_negative`), else the total is
  unknown. Where an element is undecided but its value known, the total's bounds hold it and leave it out.
* A gap in a number of different values may repeat a known one: it raises the upper bound alone.
* The total of no amounts is zero in every currency.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import inf
from typing import Any

import msgspec

from cts_engine.facts import Facts, listing
from cts_engine.interpreter.exchanging import brought_together, without_rate
from cts_engine.ranges import Range, clashing, equal, known
from cts_engine.trace import Member, Reading, Trace
from cts_grammar.checked import (
    Aggregate,
    Arithmetic,
    Constant,
    FieldValue,
    Lookup,
    NamedValue,
    OfEach,
    Parameter,
    Past,
    Summary,
    Value,
)
from cts_grammar.folding import fold
from cts_grammar.vocabulary import Kind

ReadIn = Callable[[Value, Facts], Reading]
Answerer = Callable[[Any, Facts], Trace]
"""Reading a value and answering a condition in the scope of an element: handed in, for they use this module."""


def aggregate(value: Aggregate, facts: Facts, read: ReadIn, answerer: Answerer) -> Reading:
    """A number over the elements of a list, with what was found at each."""
    found = listing(value.over, facts)
    if found.unknown:
        return Reading(value, "missing", listing=found)
    members = []
    for element in found.elements:
        inside = facts.bind(value.level, element)
        where = None if value.where is None else answerer(value.where, inside)
        counted = None if value.value is None or (where and where.answer is False) else value.value
        members.append(Member(element, where, read(counted, inside) if counted else None))
    weighed = _in_one_currency(value, [m for m in members if m.counts is not False], lambda f: read(f, facts))
    got = _SUMMARIES[value.summary](value, weighed, found.complete)
    if got is not None:
        return Reading(value, "present", got, listing=found, members=tuple(members))
    ranges = [m.value.got for m in members if m.value and isinstance(m.value.got, Range)]
    note = without_rate(value.exchange, ranges, lambda f: read(f, facts))
    return Reading(value, "missing", listing=found, members=tuple(members), note=note)


def _in_one_currency(value: Aggregate, members: list[Member], read: Callable[[Value], Reading]) -> list[Member]:
    """The members, their amounts of money in one currency where there are rates for it."""
    if value.exchange is None or value.summary is Summary.DIFFERENT:
        return members
    found = [m.value.got for m in members if m.value and isinstance(m.value.got, Range)]
    money = value.type.dimension.money if value.type.dimension else 0
    together = iter(brought_together(value.exchange, found, [money] * len(found), read))
    return [
        Member(m.element, m.where, msgspec.structs.replace(m.value, got=next(together)))
        if m.value and isinstance(m.value.got, Range)
        else m
        for m in members
    ]


def _count(value: Aggregate, members: list[Member], complete: bool) -> Range | None:
    least = sum(m.counts is True for m in members)
    return known(least, len(members) if complete else inf)


def _different(value: Aggregate, members: list[Member], complete: bool) -> Range | None:
    certain = _distinct([m for m in members if m.counts])
    gaps = sum(_key_of(m) is None for m in members)
    return known(certain, _distinct(members) + gaps if complete else inf)


def _distinct(members: list[Member]) -> int:
    keys = {k for m in members if (k := _key_of(m)) is not None}
    numbers = sorted((k for k in keys if isinstance(k, Range)), key=lambda k: (k.currency, k.low))
    repeats = sum(a.currency == b.currency and equal(a.low, b.low) for a, b in pairwise(numbers))
    return len(keys) - repeats


def _key_of(member: Member) -> object:
    return None if member.value is None else key_of(member.value)


def key_of(reading: Reading) -> object:
    """What tells two values apart; None for a gap."""
    if isinstance(reading.got, Range) and not reading.got.exact:
        return None
    return fold(reading.got) if reading.node.type.kind is Kind.TEXT and isinstance(reading.got, str) else reading.got


def _total(value: Aggregate, members: list[Member], complete: bool) -> Range | None:
    numbers, gaps = _numbers(members)
    if clashing(tuple(r for r, _ in numbers)):
        return None
    floor = 0.0 if never_negative(value.value) else -inf
    low = sum(r.low if certain else min(0.0, r.low) for r, certain in numbers)
    high = sum(r.high if certain else max(0.0, r.high) for r, certain in numbers)
    if gaps or not complete:
        low, high = low + floor, inf
    return known(low, high, next((r.currency for r, _ in numbers if r.currency), ""))


def _largest(value: Aggregate, members: list[Member], complete: bool) -> Range | None:
    numbers, gaps = _certain(members)
    if not numbers or clashing(tuple(numbers)):
        return None
    high = inf if gaps or not complete else max(r.high for r in numbers)
    return known(max(r.low for r in numbers), high, numbers[0].currency)


def _smallest(value: Aggregate, members: list[Member], complete: bool) -> Range | None:
    numbers, gaps = _certain(members)
    if not numbers or clashing(tuple(numbers)):
        return None
    low = -inf if gaps or not complete else min(r.low for r in numbers)
    return known(low, min(r.high for r in numbers), numbers[0].currency)


def _average(value: Aggregate, members: list[Member], complete: bool) -> Range | None:
    numbers, gaps = _certain(members)
    if not numbers or gaps or not complete or clashing(tuple(numbers)):
        return None
    low, high = (sum(ends) / len(numbers) for ends in zip(*((r.low, r.high) for r in numbers), strict=True))
    return known(low, high, numbers[0].currency)


def _numbers(members: list[Member]) -> tuple[list[tuple[Range, bool]], bool]:
    """The known numbers, each with whether it certainly counts, and whether there are gaps besides."""
    readings = [(m.value.got if m.value else None, m.counts is True) for m in members]
    numbers = [(got, certain) for got, certain in readings if isinstance(got, Range)]
    return numbers, len(numbers) < len(readings)


def _certain(members: list[Member]) -> tuple[list[Range], bool]:
    """The known numbers that certainly count, and whether anything else may count besides."""
    numbers, _ = _numbers(members)
    certain = [got for got, counts in numbers if counts]
    return certain, len(certain) < len(members)


_SUMMARIES = {
    Summary.COUNT: _count,
    Summary.DIFFERENT: _different,
    Summary.TOTAL: _total,
    Summary.LARGEST: _largest,
    Summary.SMALLEST: _smallest,
    Summary.AVERAGE: _average,
}


def never_negative(value: Value | OfEach | None) -> bool:
    """Whether a value cannot be below zero: a filed quantity but for temperatures, and what keeps that property."""
    match value:
        case FieldValue():
            return not (value.type.dimension and value.type.dimension.temperature)
        case Constant():
            return isinstance(value.value, str) or value.value >= 0
        case NamedValue():
            return never_negative(value.value)
        case Arithmetic():
            return value.operator != "-" and never_negative(value.left) and never_negative(value.right)
        case Aggregate():
            return value.summary in (Summary.COUNT, Summary.DIFFERENT) or never_negative(value.value)
        case Past():
            counted = value.summary in (Summary.COUNT, Summary.DIFFERENT) or isinstance(value.value, OfEach)
            return counted or never_negative(value.value)
        case Parameter():
            return all(never_negative(dated.value) for dated in value.dated)
        case Lookup():
            held = (value.default, *(row.value for row in value.rows))
            return all(never_negative(constant) for constant in held if constant is not None)
        case _:
            return False
