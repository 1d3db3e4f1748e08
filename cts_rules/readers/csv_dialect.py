"""From bytes to rows of text: charset, line ends, delimiter and headings are found out, never asked for.

The delimiter is the one under which most headings are known; what the cells hold plays no part.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from cts_rules.manifest.findings import Finding
from cts_rules.readers.csv_columns import Column, columns_named

DELIMITERS = (",", ";", "\t", "|")
LINES_BEFORE_HEADINGS = 50
"""Headings are looked for so far: titles and `# key: value` lines may come first."""
LONGEST_ROW = 100
"""Lines that a row with line breaks in its cells may have; more than that is a quote that nobody closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the number of its first line in the file and of the line that follows it."""

    line: int
    following: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A text as a table."""

    delimiter: str
    before: tuple[Row, ...]
    """Rows above the headings that are not blank."""
    headings: Row
    columns: tuple[Column | None, ...]
    """What each column is; None where it is not known."""
    lines: list[str]


@dataclass(slots=True)
class Rows:
    """The rows below the headings, blank ones left out; what is wrong with their form is told in `findings`."""

    table: Table
    findings: list[Finding] = field(default_factory=list)

    def __iter__(self) -> Iterator[Row]:
        table = self.table
        for row in _rows(table.lines, table.delimiter, table.headings.following, self.findings, len(table.columns)):
            if any(map(str.strip, row.cells)):
                yield row


def decoded(content: bytes) -> tuple[str, str]:
    """Text and charset: by byte order mark, else UTF-8, else ISO 8859-1. Never fails."""
    for mark, charset in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode("utf-8-sig" if charset == "utf-8" else charset, "replace"), charset
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("iso-8859-1"), "iso-8859-1"


def table_in(text: str) -> Table | None:
    """The table that a text is; None where no line of headings is found."""
    lines = list(io.StringIO(text, newline=""))
    found = [candidate for delimiter in DELIMITERS if (candidate := _table(lines, delimiter))]
    return max(found, key=_known, default=None)


def _table(lines: list[str], delimiter: str) -> Table | None:
    before: list[Row] = []
    best: Table | None = None
    for row in _rows(lines[:LINES_BEFORE_HEADINGS], delimiter, 1, []):
        columns = columns_named(row.cells)
        candidate = Table(delimiter, tuple(before), row, columns, lines)
        if _is_heading(columns) and (best is None or _known(candidate) > _known(best)):
            best = candidate
        if any(map(str.strip, row.cells)):
            before.append(row)
    return best


def _known(table: Table) -> int:
    return sum(column is not None for column in table.columns)


def _is_heading(columns: tuple[Column | None, ...]) -> bool:
    names = {column.name for column in columns if column}
    return len(names) >= 3 or (len(names) == 2 and "document_number" in names)


class _RunsOn(Exception):
    """A row has more lines than a row can have."""


def _rows(lines: list[str], delimiter: str, start: int, findings: list[Finding], width: int = 0) -> Iterator[Row]:
    """Rows from a line on. Where a quote swallows lines, its line is read without quotes and the next begins afresh."""
    at = start - 1
    while at < len(lines):
        feed = _Feed(lines, at)
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if feed.at - at > 1 and len(cells) < width and _hold_a_row(lines[at + 1 : feed.at], delimiter, width):
                    raise _RunsOn
                yield Row(at + 1, feed.at + 1, cells)
                at = feed.row_begins = feed.at
            return
        except (_RunsOn, csv.Error) as trouble:
            findings.append(_of_line(trouble, at + 1))
            yield Row(at + 1, at + 2, _without_quotes(lines[at], delimiter, alone=feed.at - at == 1))
        at += 1


def _hold_a_row(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether one of the lines, by itself, is a row of the table: then it is none of a cell."""
    return any(line.count(delimiter) == width - 1 for line in lines)


def _without_quotes(line: str, delimiter: str, *, alone: bool) -> list[str]:
    """The cells of a line whose quotes do not come in pairs; alone, they can still hold delimiters."""
    if alone:
        try:
            return next(csv.reader([line], delimiter=delimiter))
        except csv.Error:
            pass
    return [cell.strip('" ') for cell in line.rstrip("\r\n").split(delimiter)]


def _of_line(trouble: Exception, line: int) -> Finding:
    if isinstance(trouble, _RunsOn) or "expected after" in str(trouble) or "unexpected end" in str(trouble):
        message = "a quote is opened and not closed, or closed too early; the line was read by itself"
        return Finding("csv-quote", "warning", message, f"row {line}")
    return Finding("csv-row", "warning", f"{trouble}; the line was read without quotes", f"row {line}")


class _Feed:
    """Gives lines to the parser and stops it where a row has too many of them."""

    def __init__(self, lines: list[str], at: int) -> None:
        self.lines = lines
        self.at = at
        self.row_begins = at

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        if self.at - self.row_begins >= LONGEST_ROW:
            raise _RunsOn
        self.at += 1
        return self.lines[self.at - 1]
