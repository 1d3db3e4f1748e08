"""Where a piece of text stands: files, spans, lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a rulebook."""

    path: str
    """Relative to the rulebook's folder, with forward slashes; for messages and hashes."""
    text: str
    line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        object.__setattr__(self, "line_starts", (0, *accumulate(lengths)))

    def line(self, number: int) -> str:
        """The text of a line (from 1), without its end; empty beyond the last."""
        if not 0 < number < len(self.line_starts):
            return ""
        return self.text[self.line_starts[number - 1] : self.line_starts[number] - 1].rstrip("\r")

    def slice(self, span: Span) -> str:
        """The words that a span covers."""
        return self.text[span.start : span.end]

    def span(self, start: int, end: int) -> Span:
        """The span of the characters from start up to end."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Span(self.path, start, end, line, column, end_line, end_column)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character offset."""
        line = min(bisect_right(self.line_starts, offset), len(self.line_starts) - 1)
        return line, offset - self.line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one source; lines and columns count from 1, `end` is the first character after it."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Span) -> Span:
        """From here to the end of another span of the same source."""
        return Span(self.path, self.start, other.end, self.line, self.column, other.end_line, other.end_column)
