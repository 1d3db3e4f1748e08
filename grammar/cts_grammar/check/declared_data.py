"""What a rulebook declares beside lists and definitions: parameters and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from cts_grammar.checked import Constant, Listed, Row
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Source, Span
from cts_grammar.syntax import Dated
from cts_grammar.vocabulary import Type


@dataclass(slots=True)
class DeclaredParameter:
    """A parameter, whose values are read by the type of what is compared with them."""

    name: str
    values: tuple[Dated, ...]
    span: Span


@dataclass(slots=True)
class DeclaredWatchlist:
    """A watch list."""

    name: str
    entries: tuple[Listed, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column: `price [USD per kg]`."""

    text: str
    """As the file has it."""
    name: str
    """Without its unit."""
    unit: str
    """Empty: none is given."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a table's file."""

    number: int
    """From 1 for the heading."""
    line: int
    texts: tuple[str, ...]


@dataclass(slots=True)
class DeclaredTable:
    """A table, whose columns take their types from where they are used."""

    name: str
    file: str
    source: Source
    keys: tuple[str, ...]
    key_columns: tuple[int, ...]
    headings: tuple[Heading, ...]
    rows: tuple[Cells, ...]
    default: Constant | None
    span: Span
    read: dict[tuple[object, ...], tuple[Type, tuple[Row, ...], tuple[Diagnostic, ...]]] = field(default_factory=dict)
    """Columns as they were read for the types that were asked, with what was wrong."""

    def value_columns(self) -> list[int]:
        """The columns that are not keys."""
        return [i for i in range(len(self.headings)) if i not in self.key_columns]
