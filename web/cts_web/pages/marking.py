"""A text with its faults marked: numbered lines, and the faulty words in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Source


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; `severity` is empty where nothing is wrong with them."""

    text: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line with the pieces that it is made of."""

    number: int
    pieces: tuple[Piece, ...]
    faulty: bool


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A file with faults."""

    path: str
    lines: tuple[MarkedLine, ...]


def marked(source: Source, diagnostics: Iterable[Diagnostic]) -> MarkedText:
    """The text with the faults that lie in it."""
    own = [d for d in diagnostics if d.span.path == source.path]
    return MarkedText(source.path, tuple(_line(source, number, own) for number in range(1, len(source.line_starts))))


def around(text: MarkedText, line: int) -> MarkedLine | None:
    """The line of a fault."""
    return text.lines[line - 1] if 0 < line <= len(text.lines) else None


def _line(source: Source, number: int, diagnostics: list[Diagnostic]) -> MarkedLine:
    text = source.line(number)
    stretches = [_stretch(d, number, len(text)) for d in diagnostics if d.span.line <= number <= d.span.end_line]
    return MarkedLine(number, tuple(_pieces(text, [s for s in stretches if s[0] < s[1]])), bool(stretches))


def _stretch(d: Diagnostic, number: int, length: int) -> tuple[int, int, str]:
    """Where on a line the words of a fault stand; at least one character, so that it can be seen."""
    begin = d.span.column - 1 if d.span.line == number else 0
    end = d.span.end_column - 1 if d.span.end_line == number else length
    return begin, max(end, begin + 1) if d.span.line == number else end, d.kind.severity


def _pieces(text: str, stretches: list[tuple[int, int, str]]) -> Iterator[Piece]:
    padded = text.ljust(max((end for _, end, _ in stretches), default=0))
    cuts = sorted({0, len(padded), *(at for begin, end, _ in stretches for at in (begin, end))})
    for begin, end in pairwise(cuts):
        over = {severity for a, b, severity in stretches if a <= begin and end <= b}
        yield Piece(padded[begin:end], "error" if "error" in over else "warning" if over else "")
