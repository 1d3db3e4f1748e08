"""Files of data beside the rules: CSV as offices save it, read as rows that can be pointed to."""

from __future__ import annotations

import csv

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Source, Span

FileRow = tuple[int, int, list[str]]
"""Row number from 1 for the heading, the line on which it ends, cells."""


def read_source(ctx: Context, file: s.Text, content: bytes | None) -> Source:
    """The file's text, each line ended by a line feed. Raises Refusal where there is none, or none that can be read."""
    if content is None:
        hint = "put it into the rulebook's folder"
        raise Refusal(mistakes.FILE_MISSING.at(file.span, file=file.text, hint=hint))
    limit = ctx.limits.list_file_bytes
    if len(content) > limit:
        raise Refusal(mistakes.TOO_LONG.at(file.span, what=f"file `{file.text}`", limit=limit, unit="bytes"))
    source = Source(file.text, _text_of(file, content))
    ctx.sources[file.text] = source
    return source


def _text_of(file: s.Text, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(_unreadable(file, f"byte {error.start} is not UTF-8", "save it as UTF-8")) from None
    if "\0" in text:
        raise Refusal(_unreadable(file, "it is no text", "save it as UTF-8"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(file: s.Text, reason: str, hint: str = "") -> Diagnostic:
    return mistakes.FILE_UNREADABLE.at(file.span, file=file.text, reason=reason, hint=hint)


def rows_of(file: s.Text, source: Source) -> list[FileRow]:
    """All rows that hold anything. Raises Refusal where a quote is left open."""
    first = source.text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader((line + "\n" for line in source.text.split("\n")), delimiter=delimiter, strict=True)
    rows: list[FileRow] = []
    try:
        for number, row in enumerate(reader, 1):
            rows.append((number, reader.line_num, row))
    except csv.Error as error:
        raise Refusal(_unreadable(file, f"row {len(rows) + 1}: {_in_plain_words(error)}")) from None
    return [row for row in rows if any(cell.strip() for cell in row[2])]


def _in_plain_words(error: csv.Error) -> str:
    said = str(error)
    if said == "unexpected end of data":
        return "a quote is opened and not closed"
    return "a comma is missing after a closing quote" if "expected after" in said else said


def is_even(ctx: Context, source: Source, row: FileRow, wanted: int) -> bool:
    """Whether a row has as many cells as the heading; one that has not is reported."""
    number, line, cells = row
    if len(cells) == wanted:
        return True
    found = f"{len(cells)} cell{'s' if len(cells) > 1 else ''}"
    ctx.report(mistakes.UNEVEN_ROW.at(line_of(source, line), where=f"row {number}", found=found, wanted=wanted))
    return False


def line_of(source: Source, line: int) -> Span:
    """The whole of a line."""
    start = source.line_starts[line - 1]
    return source.span(start, start + len(source.line(line)))
