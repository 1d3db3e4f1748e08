"""Lists from CSV files: one column, every row told by number when it is wrong."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, ListEntry, Refusal
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
    file = declared.file.text
    if content is None:
        raise Refusal(mistakes.FILE_MISSING.at(declared.file.span, file=file, hint="put it into the rulebook's folder"))
    if len(content) > ctx.limits.list_file_bytes:
        raise Refusal(
            mistakes.TOO_LONG.at(
                declared.file.span, what=f"file `{file}`", limit=ctx.limits.list_file_bytes, unit="bytes"
            )
        )
    source = Source(file, _text_of(declared, content))
    ctx.sources[file] = source
    column = _column(ctx, declared, source)
    refuse_many(ctx, len(column.cells), declared.file.span)
    return _entries(ctx, column, source)


def _text_of(declared: s.ListFromFile, content: bytes) -> str:
    """The file's text, each line ended by a line feed."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(_unreadable(declared, f"byte {error.start} is not UTF-8", "save it as UTF-8")) from None
    if "\0" in text:
        raise Refusal(_unreadable(declared, "it is no text", "save it as UTF-8"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(declared: s.ListFromFile, reason: str, hint: str = "") -> Diagnostic:
    return mistakes.FILE_UNREADABLE.at(declared.file.span, file=declared.file.text, reason=reason, hint=hint)


def _column(ctx: Context, declared: s.ListFromFile, source: Source) -> Column:
    rows = [row for row in _rows(declared, source) if any(cell.strip() for cell in row[2])]
    if not rows:
        raise Refusal(_no_entries(declared))
    headings = [h.strip() for h in rows[0][2]]
    at = _wanted(declared, headings)
    cells: list[tuple[int, int, str]] = []
    for number, line, row in rows[1:]:
        if len(row) == len(headings):
            cells.append((number, line, row[at].strip()))
            continue
        span = source.span(*_line_ends(source, line))
        found = f"{len(row)} cell{'s' if len(row) > 1 else ''}"
        ctx.report(mistakes.UNEVEN_ROW.at(span, where=f"row {number}", found=found, wanted=len(headings)))
    if not cells and len(rows) == 1:
        raise Refusal(_no_entries(declared))
    return Column(headings[at], tuple(cells))


def _no_entries(declared: s.ListFromFile) -> Diagnostic:
    hint = "below its heading the file has one entry a row"
    return mistakes.LIST_EMPTY.at(declared.span, name=declared.name.text, hint=hint)


def _rows(declared: s.ListFromFile, source: Source) -> list[tuple[int, int, list[str]]]:
    """(row number, line on which it ends, cells)."""
    first = source.text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader((line + "\n" for line in source.text.split("\n")), delimiter=delimiter, strict=True)
    rows: list[tuple[int, int, list[str]]] = []
    try:
        for number, row in enumerate(reader, 1):
            rows.append((number, reader.line_num, row))
    except csv.Error as error:
        raise Refusal(_unreadable(declared, f"row {len(rows) + 1}: {_in_plain_words(error)}")) from None
    return rows


def _in_plain_words(error: csv.Error) -> str:
    said = str(error)
    if said == "unexpected end of data":
        return "a quote is opened and not closed"
    return "a comma is missing after a closing quote" if "expected after" in said else said


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


def _line_ends(source: Source, line: int) -> tuple[int, int]:
    start = source.line_starts[line - 1]
    return start, start + len(source.line(line))


def _entries(ctx: Context, column: Column, source: Source) -> tuple[ListEntry, ...]:
    entries: list[ListEntry] = []
    seen: dict[str, int] = {}
    for number, line, text in column.cells:
        span = source.span(*_line_ends(source, line))
        where = f'row {number}, column "{column.heading}"'
        if not text:
            ctx.report(mistakes.BLANK_ENTRY.at(span, where=where, hint="fill it in or take the row out"))
        elif fold(text) in seen:
            ctx.report(mistakes.ENTRY_TWICE.at(span, where=where, entry=text, hint=f"first in row {seen[fold(text)]}"))
        else:
            seen[fold(text)] = number
            entries.append(ListEntry(text, False, True, where, span))
    return tuple(entries)
