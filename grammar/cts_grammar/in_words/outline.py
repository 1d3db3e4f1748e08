"""Statements laid out: one line, or lines numbered (a), (i), (A), (1) below one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from cts_grammar.in_words.told import Clause, Joint, Told


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and the lines below it."""

    text: str
    label: str = ""
    """`(a)`; empty for the first line of all."""
    below: tuple[Line, ...] = ()


class Manner(Protocol):
    """What laying out needs to know of a language."""

    def label(self, number: int, depth: int) -> str:
        """`(a)` or `a)`: the mark of a point."""

    def colon(self) -> str:
        """What ends a head."""

    def semicolon(self) -> str:
        """What ends a point that is not the last."""

    def joint(self, joint: Joint) -> str:
        """What stands before the last point: ` and`."""


def laid_out(told: Told, manner: Manner, end: str = "", label: str = "", depth: int = 0) -> Line:
    """The line of a statement, its points below it; `end` stands after the last word of all."""
    if isinstance(told, Clause):
        return Line(told.text + end, label)
    last = len(told.parts) - 1
    below = []
    for at, part in enumerate(told.parts):
        ends = end if at == last else manner.semicolon() + (manner.joint(told.joint) if at == last - 1 else "")
        below.append(laid_out(part, manner, ends, manner.label(at, depth), depth + 1))
    return Line(told.head + manner.colon(), label, tuple(below))


def in_one_line(told: Told, manner: Manner, depth: int = 0) -> str:
    """For within a sentence: points in square brackets."""
    if isinstance(told, Clause):
        return told.text
    last = len(told.parts) - 1
    found = told.head + manner.colon() + " ["
    for at, part in enumerate(told.parts):
        ends = "" if at == last else manner.semicolon() + (manner.joint(told.joint) if at == last - 1 else "") + " "
        found += f"{manner.label(at, depth)} {in_one_line(part, manner, depth + 1)}{ends}"
    return found + "]"


def as_text(line: Line, depth: int = 0) -> Iterator[str]:
    """Lines of plain text, points indented."""
    yield "  " * depth + (f"{line.label} " if line.label else "") + line.text
    for inside in line.below:
        yield from as_text(inside, depth + 1)


def ended(line: Line, end: str) -> Line:
    """With `end` after the last word of all."""
    if not line.below:
        return replace(line, text=line.text + end)
    return replace(line, below=(*line.below[:-1], ended(line.below[-1], end)))


_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def mark(number: int, depth: int) -> str:
    """The `number`th (from 0) mark of a depth: a, b, c; i, ii, iii; A, B, C; 1, 2, 3; and again.

    >>> mark(0, 0), mark(27, 0), mark(3, 1), mark(1, 2), mark(9, 3)
    ('a', 'bb', 'iv', 'B', '10')
    """
    match depth % 4:
        case 0:
            return _letters(number)
        case 1:
            return _roman(number + 1)
        case 2:
            return _letters(number).upper()
        case _:
            return str(number + 1)


def _letters(number: int) -> str:
    return chr(ord("a") + number % 26) * (number // 26 + 1)


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found
