"""A text with its faults marked: numbered lines, the faulty words in each, and what else has to do with a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Source, Span

RELATED = "related"
_GRAVEST_FIRST = ("error", "warning", RELATED)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; `severity` is `related` where a fault elsewhere points to them, else empty."""

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
    diagnostics = tuple(diagnostics)
    places = [(d.span, d.kind.severity) for d in diagnostics]
    places += [(label.span, RELATED) for d in diagnostics for label in d.labels]
    own = [(span, severity) for span, severity in places if span.path == source.path]
    return MarkedText(source.path, tuple(_line(source, number, own) for number in range(1, len(source.line_starts))))


def around(text: MarkedText, line: int) -> MarkedLine | None:
    """The line of a fault."""
    return text.lines[line - 1] if 0 < line <= len(text.lines) else None


def _line(source: Source, number: int, places: list[tuple[Span, str]]) -> MarkedLine:
    text = source.line(number)
    here = [(span, severity) for span, severity in places if span.line <= number <= span.end_line]
    stretches = [(*_stretch(span, number, len(text)), severity) for span, severity in here]
    faulty = any(severity != RELATED for _, severity in here)
    return MarkedLine(number, tuple(_pieces(text, [s for s in stretches if s[0] < s[1]])), faulty)


def _stretch(span: Span, number: int, length: int) -> tuple[int, int]:
    """Where on a line the words stand; at least one character, so that it can be seen."""
    begin = span.column - 1 if span.line == number else 0
    end = span.end_column - 1 if span.end_line == number else length
    return begin, max(end, begin + 1) if span.line == number else end


def _pieces(text: str, stretches: list[tuple[int, int, str]]) -> Iterator[Piece]:
    padded = text.ljust(max((end for _, end, _ in stretches), default=0))
    cuts = sorted({0, len(padded), *(at for begin, end, _ in stretches for at in (begin, end))})
    for begin, end in pairwise(cuts):
        over = {severity for a, b, severity in stretches if a <= begin and end <= b}
        yield Piece(padded[begin:end], next((s for s in _GRAVEST_FIRST if s in over), ""))
