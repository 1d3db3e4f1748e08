"""The columns of a table, read for the types that are asked of them; what cannot be read is told by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.data_files import line_of
from cts_grammar.check.declared_data import Cells, DeclaredTable
from cts_grammar.check.units_agree import dimension_of
from cts_grammar.checked import Constant, Row
from cts_grammar.dates import is_day
from cts_grammar.dimensions import Dimension, name_of
from cts_grammar.folding import fold
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind, Type, as_is

MOST_ENTRIES = 100
"""In one cell."""

_NUMBER = re.compile(r"([+-]?\d[\d.,]*) *([^\W\d].*|%)?", re.ASCII)


def rows_for(
    ctx: Context, table: DeclaredTable, column: int, keys: tuple[Type, ...], want: Type | None
) -> tuple[Type, tuple[Row, ...]]:
    """The type of a column and the table's rows with it. Bad cells are reported, however often the column is asked."""
    asked = (column, tuple((k.kind, id(k.codes)) for k in keys), want and (want.kind, id(want.codes)))
    if asked not in table.read:
        before = len(ctx.diagnostics)
        type_ = _type_of(ctx, table, column, want)
        rows = _rows(ctx, table, column, keys, type_)
        table.read[asked] = type_, rows, tuple(ctx.diagnostics[before:])
        return type_, rows
    type_, rows, found = table.read[asked]
    ctx.diagnostics += found
    return type_, rows


def rows_of_entries(
    ctx: Context, table: DeclaredTable, column: int, keys: tuple[Type, ...], want: Type, *, whole: bool
) -> tuple[tuple[Row, ...], ...]:
    """For a column whose cells hold several entries each (`bread|rolls`): the rows with the first, with the second …

    A shorter cell gives its last entry again, so that what is asked of all of them is asked of each once.
    """
    held: list[list[Row]] = []
    for row, at in _keyed(ctx, table, keys):
        texts = entries_in(row.texts[column])
        if len(texts) > MOST_ENTRIES:
            where = _line(table, row)
            raise Refusal(mistakes.TOO_MANY.at(where, limit=MOST_ENTRIES, what="entries in a cell"))
        entries: list[Row] = []
        for text in texts:
            with ctx.reporting():
                entries.append(Row(at, _value_of(ctx, table, row, column, want, text, whole=whole)))
        held.append(entries or [Row(at, None)])
    most = max(map(len, held), default=0)
    return tuple(tuple(entries[min(n, len(entries) - 1)] for entries in held) for n in range(most))


def entries_in(cell: str) -> list[str]:
    """What a cell holds: one entry, or several with `|` or `;` between."""
    return [text.strip() for text in cell.replace(";", "|").split("|") if text.strip()]


def number_dimension(ctx: Context, table: DeclaredTable, column: int) -> Dimension | None:
    """What a column of numbers is measured in; None for any other column: at least half of its cells are numbers."""
    filled = [row.texts[column] for row in table.rows if row.texts[column]]
    if any(len(entries_in(text)) > 1 for text in filled):
        return None
    numbers = [found for text in filled if (found := _number(ctx, table, column, text)) is not None]
    return dimension_of(numbers[0]) if numbers and 2 * len(numbers) >= len(filled) else None


def _type_of(ctx: Context, table: DeclaredTable, column: int, want: Type | None) -> Type:
    """As what it is compared with, where that is a code, a text or a date; else as what its cells look like."""
    if want is not None and want.codes is not None:
        return Type(Kind.CODE, codes=want.codes, valid=want.valid)
    if want is not None and want.kind is Kind.TEXT:
        return literals.TEXT
    filled = [row.texts[column] for row in table.rows if row.texts[column]]
    if (filled and all(is_day(text) for text in filled)) or (want is not None and want.kind is Kind.MOMENT):
        return literals.MOMENT
    dimension = number_dimension(ctx, table, column)
    return literals.TEXT if dimension is None else literals.number_type(dimension)


def _rows(ctx: Context, table: DeclaredTable, column: int, keys: tuple[Type, ...], type_: Type) -> tuple[Row, ...]:
    found: dict[tuple[str, ...], Row] = {}
    for row, at in _keyed(ctx, table, keys):
        found[at] = Row(at, None)
        with ctx.reporting():
            found[at] = Row(at, _value(ctx, table, row, column, type_))
    return tuple(found.values())


def _keyed(ctx: Context, table: DeclaredTable, keys: tuple[Type, ...]) -> Iterator[tuple[Cells, tuple[str, ...]]]:
    """The rows with their keys as they are compared; a key that cannot be read or stands there already is reported."""
    seen: set[tuple[str, ...]] = set()
    for row in table.rows:
        with ctx.reporting():
            at = tuple(_key(ctx, table, row, c, t) for c, t in zip(table.key_columns, keys, strict=True))
            if at in seen:
                where = f"row {row.number}"
                told = ", ".join(row.texts[c] for c in table.key_columns)
                hint = "each key stands once: take one of the rows out"
                raise Refusal(mistakes.KEY_TWICE.at(_line(table, row), where=where, key=told, hint=hint))
            seen.add(at)
            yield row, at


def _key(ctx: Context, table: DeclaredTable, row: Cells, column: int, type_: Type) -> str:
    text = row.texts[column]
    if type_.kind is Kind.TEXT:
        return fold(text)
    if type_.codes is None:
        return as_is(text) or ""
    try:
        return str(literals.code(ctx, text, type_.codes, _line(table, row), whole=False).value)
    except Refusal as refusal:
        name = type_.codes.name
        raise _bad(table, row, column, text, f"{literals.article(name)} {name}", refusal) from None


def _value(ctx: Context, table: DeclaredTable, row: Cells, column: int, type_: Type) -> Constant | None:
    text = row.texts[column]
    return _value_of(ctx, table, row, column, type_, text, whole=True) if text else None


def _value_of(
    ctx: Context, table: DeclaredTable, row: Cells, column: int, type_: Type, text: str, *, whole: bool
) -> Constant:
    """What stands in a cell, or one of the entries in it."""
    span = _line(table, row)
    try:
        match type_.kind:
            case Kind.CODE if type_.codes is not None:
                return literals.code(ctx, text, type_.codes, span, whole=whole)
            case Kind.MOMENT:
                return literals.moment(s.Day(text, is_day(text), span))
            case Kind.NUMBER:
                return _measured(ctx, table, row, column, type_, text)
            case _:
                return literals.text_constant(text, span)
    except Refusal as refusal:
        if refusal.diagnostic is not None and refusal.diagnostic.kind is mistakes.BAD_ENTRY:
            raise
        what = "a date" if type_.kind is Kind.MOMENT else "a number"
        if type_.codes is not None:
            what = f"{literals.article(type_.codes.name)} {type_.codes.name}"
        raise _bad(table, row, column, text, what, refusal) from None


def _measured(ctx: Context, table: DeclaredTable, row: Cells, column: int, type_: Type, text: str) -> Constant:
    """A number of the column's dimension."""
    written = _written(table, column, text, _line(table, row))
    if written is None:
        raise _bad(table, row, column, text, "a number", None)
    found = literals.quantity(ctx, written)
    if dimension_of(found) != type_.dimension:
        raise _bad(table, row, column, text, name_of(type_.dimension or dimension_of(found)), None)
    return found


def _number(ctx: Context, table: DeclaredTable, column: int, text: str) -> Constant | None:
    """The cell as a number, with its own unit or that of the heading."""
    written = _written(table, column, text, table.span)
    if written is None:
        return None
    try:
        return literals.quantity(ctx, written)
    except Refusal:
        return None


def _written(table: DeclaredTable, column: int, text: str, span: Span) -> s.Number | None:
    m = _NUMBER.fullmatch(text)
    return s.Number(m[1], m[2] or table.headings[column].unit, span) if m else None


def _bad(table: DeclaredTable, row: Cells, column: int, text: str, what: str, refusal: Refusal | None) -> Refusal:
    where = f'row {row.number}, column "{table.headings[column].text}"'
    hint = refusal.diagnostic.hint if refusal and refusal.diagnostic else ""
    if len(entries_in(text)) > 1 and column not in table.key_columns:
        hint = "a cell of several entries is asked with `is in`, `is within` or `mentions any of`"
    told = {"where": where, "entry": text, "what": what}
    return Refusal(mistakes.BAD_ENTRY.at(_line(table, row), **told, hint=hint))


def _line(table: DeclaredTable, row: Cells) -> Span:
    return line_of(table.source, row.line)
