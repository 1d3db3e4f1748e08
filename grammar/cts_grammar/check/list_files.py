"""Lists from CSV files: one column, every row told by number when it is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, ListEntry, Refusal
from cts_grammar.check.data_files import is_even, line_of, read_source, rows_of
from cts_grammar.check.entries import refuse_many
from cts_grammar.check.names import nearest
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.folding import fold
from cts_grammar.source import Source


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of one column, each with the line that it ends on."""

    heading: str
    cells: tuple[tuple[int, int, str], ...]
    """(row number from 1 for the heading, line, text)."""


def file_entries(ctx: Context, declared: s.ListFromFile, content: bytes | None) -> tuple[ListEntry, ...]:
    """The entries of a list's file. Bad rows are reported one by one; raises Refusal where there is no list at all."""
    source = read_source(ctx, declared.file, content)
    column = _column(ctx, declared, source)
    refuse_many(ctx, len(column.cells), declared.file.span)
    return _entries(ctx, column, source)


def _column(ctx: Context, declared: s.ListFromFile, source: Source) -> Column:
    rows = rows_of(declared.file, source)
    if not rows:
        raise Refusal(_no_entries(declared))
    headings = [h.strip() for h in rows[0][2]]
    at = _wanted(declared, headings)
    cells: list[tuple[int, int, str]] = []
    for number, line, row in rows[1:]:
        if is_even(ctx, source, (number, line, row), len(headings)):
            cells.append((number, line, row[at].strip()))
    if not cells and len(rows) == 1:
        raise Refusal(_no_entries(declared))
    return Column(headings[at], tuple(cells))


def _no_entries(declared: s.ListFromFile) -> Diagnostic:
    hint = "below its heading the file has one entry a row"
    return mistakes.LIST_EMPTY.at(declared.span, name=declared.name.text, hint=hint)


def _wanted(declared: s.ListFromFile, headings: list[str]) -> int:
    if declared.column is None:
        if len(headings) > 1:
            raise Refusal(
                mistakes.COLUMN_UNSAID.at(
                    declared.span, file=declared.file.text, hint=f'say which: `column "{headings[0]}"`'
                )
            )
        return 0
    file, column = declared.file.text, declared.column.text
    found = [i for i, heading in enumerate(headings) if fold(heading) == fold(column)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(
            mistakes.COLUMN_TWICE.at(declared.column.span, file=file, column=column, hint="rename one of them")
        )
    near = nearest(column, headings)
    hint = f"it has {', '.join(f'`{h}`' for h in headings)}"
    fix = f'"{near[0]}"' if near else None
    raise Refusal(mistakes.COLUMN_MISSING.at(declared.column.span, file=file, column=column, hint=hint, fix=fix))


def _entries(ctx: Context, column: Column, source: Source) -> tuple[ListEntry, ...]:
    entries: list[ListEntry] = []
    seen: dict[str, int] = {}
    for number, line, text in column.cells:
        span = line_of(source, line)
        where = f'row {number}, column "{column.heading}"'
        if not text:
            ctx.report(mistakes.BLANK_ENTRY.at(span, where=where, hint="fill it in or take the row out"))
        elif fold(text) in seen:
            ctx.report(mistakes.ENTRY_TWICE.at(span, where=where, entry=text, hint=f"first in row {seen[fold(text)]}"))
        else:
            seen[fold(text)] = number
            entries.append(ListEntry(text, False, True, where, span))
    return tuple(entries)
