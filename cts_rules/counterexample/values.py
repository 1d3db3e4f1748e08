"""Values that a condition could tell apart: at, just over and just under its numbers, its codes and texts, its days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cts_engine import clock
from cts_engine.values import Money, Unreadable
from cts_grammar.checked import Constant, Derived, Timing
from cts_grammar.dimensions import PLAIN, Dimension
from cts_grammar.vocabulary import Field, Kind

NOON = "2026-03-02T12:00:00Z"
"""Around which moments are set; a Monday."""
UNREAD = Unreadable("N/A")
_PATTERN_SIGNS = re.compile(r"\\\\.|[\\^$.|?*+()\[\]{}]")


def values_for(field: Field, test: tuple[Any, ...]) -> Iterator[Any]:
    """What is worth a try for a field in one test, given as all its nodes."""
    constants = [node for node in test if isinstance(node, Constant)]
    match field.type.kind:
        case Kind.NUMBER:
            yield from _numbers(field.type.dimension or PLAIN, constants)
        case Kind.CODE:
            yield from _codes(field, constants, test)
        case Kind.TEXT:
            yield from _texts(constants)
            yield from ("goods", "fresh bananas 12 pcs")
        case Kind.MOMENT:
            yield from _moments(constants, test)
        case Kind.TRUTH:
            yield from (True, False)
        case Kind.PARTY:
            return
    example = field.example.strip('"')
    if field.type.kind in (Kind.TEXT, Kind.CODE):
        yield from (example, "X1")
    yield UNREAD


def _numbers(dimension: Dimension, constants: Iterable[Constant]) -> Iterator[Any]:
    currency = "USD"
    found: list[float] = []
    for constant in constants:
        if constant.type.kind is Kind.NUMBER:
            value = float(constant.value)
            currency = constant.currency or currency
            found += _around(value, whole=dimension == PLAIN)
    for number in dict.fromkeys([*found, 1.0, 0.0, 2.0, 100.0]):
        if number >= 0 or dimension.temperature:
            yield Money(number, currency) if dimension.money else number


def _around(value: float, *, whole: bool) -> list[float]:
    step = 1.0 if whole else (abs(value) / 100 or 1.0)
    return [value, value + step, value - step, value * 10, value / 2]


def _codes(field: Field, constants: Iterable[Constant], test: tuple[Any, ...]) -> Iterator[Any]:
    codes = field.type.codes
    derived = any(isinstance(node, Derived) for node in test)
    for constant in constants:
        if constant.type.kind not in (Kind.CODE, Kind.TEXT):
            continue
        text = str(constant.value)
        yield text
        longer = (f"{text}AAA"[:5], f"{text}0000"[:4], f"{text}000000"[:6]) if derived or text.isdecimal() else ()
        yield from (code for code in longer if codes is not None and codes.normalise(code))
    if codes is not None:
        yield from list(codes.words.values())[:3]


def _texts(constants: Iterable[Constant]) -> Iterator[Any]:
    for constant in constants:
        if constant.type.kind in (Kind.CODE, Kind.TEXT):
            text = str(constant.value)
            yield text
            yield f"A {text} B"
            if _PATTERN_SIGNS.search(text):
                yield " ".join(_PATTERN_SIGNS.sub(" ", text).split())


def _moments(constants: Iterable[Constant], test: tuple[Any, ...]) -> Iterator[str]:
    start = clock.seconds(NOON)
    assert start is not None
    yield NOON
    for node in test:
        if isinstance(node, Timing):
            for length in {node.seconds or node.months * 31 * clock.DAY}:
                for offset in (length, length + 1, length - 1, length // 2, 2 * length, 0):
                    yield clock.instant(start[0] + offset)
                    yield clock.instant(start[0] - offset)
    for constant in constants:
        at = clock.seconds(str(constant.value)) if constant.type.kind is Kind.MOMENT else None
        if at is not None:
            yield from (clock.instant(at[0] + days * clock.DAY) for days in (0, -1, 1))
    yield from (clock.instant(start[0] + days * clock.DAY) for days in range(1, 7))
