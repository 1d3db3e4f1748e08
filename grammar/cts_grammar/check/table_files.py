"""Tables from CSV files: some columns are keys, the others are read for what they are compared with."""

from __future__ import annotations

from collections.abc import Callable

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.data_files import FileRow, is_even, line_of, read_source, rows_of
from cts_grammar.check.declared_data import Cells, DeclaredTable, Heading
from cts_grammar.check.entries import refuse_many
from cts_grammar.check.names import nearest
from cts_grammar.check.table_columns import number_dimension
from cts_grammar.check.units_agree import describe, dimension_of
from cts_grammar.checked import Constant
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.folding import fold
from cts_grammar.source import Source
from cts_grammar.vocabulary import Kind


def declare_table(ctx: Context, item: s.Table, read: Callable[[s.Text], bytes | None]) -> None:
    """Notes the table. Bad rows are reported one by one; raises Refusal where there is no table at all."""
    name = item.name.text
    ctx.lost.add(name)
    if any(d.name == name for d in ctx.vocabulary.derivations):
        taken = f"what is computed: `{name} of …`"
        raise Refusal(mistakes.NAME_TAKEN.at(item.name.span, name=name, taken=taken, hint="choose another name"))
    source = read_source(ctx, item.file, read(item.file))
    rows = rows_of(item.file, source)
    if len(rows) < 2:
        raise Refusal(_unusable(item, "below its heading it has no row"))
    refuse_many(ctx, len(rows) - 1, item.file.span)
    headings = tuple(_heading(text) for text in rows[0][2])
    _refuse_repeated(item, headings)
    keys = tuple(_key_column(item, key, headings) for key in item.keys)
    for index, key in enumerate(item.keys):
        if keys.index(keys[index]) < index:
            raise Refusal(mistakes.LINE_TWICE.at(key.span, line=key.text))
    if len(keys) == len(headings):
        raise Refusal(_unusable(item, "it has no column beside its keys"))
    cells = [found for row in rows[1:] if (found := _cells(ctx, source, row, headings, keys)) is not None]
    default = _default(ctx, item.default) if item.default else None
    names = tuple(key.text for key in item.keys)
    table = DeclaredTable(name, item.file.text, source, names, keys, headings, tuple(cells), default, item.name.span)
    ctx.lost.discard(name)
    ctx.tables[name] = table
    _refuse_useless_default(ctx, item, table)


def _default(ctx: Context, written: s.Number | s.Text) -> Constant:
    if isinstance(written, s.Number):
        return literals.quantity(ctx, written)
    if not written.text.strip():
        raise Refusal(mistakes.BLANK_ENTRY.at(written.span, where="the default", hint="leave it out"))
    return literals.text_constant(written.text, written.span)


def _unusable(item: s.Table, reason: str) -> Diagnostic:
    hint = "the first row names the columns, each further row has its keys and values"
    return mistakes.FILE_UNREADABLE.at(item.file.span, file=item.file.text, reason=reason, hint=hint)


def _heading(text: str) -> Heading:
    whole = text.strip()
    name, bracket, unit = whole.removesuffix("]").rpartition("[") if whole.endswith("]") else (whole, "", "")
    return Heading(whole, " ".join(name.split() if bracket else whole.split()), " ".join(unit.split()))


def _refuse_repeated(item: s.Table, headings: tuple[Heading, ...]) -> None:
    seen: set[str] = set()
    for heading in headings:
        if fold(heading.name) in seen:
            told = {"file": item.file.text, "column": heading.name}
            raise Refusal(mistakes.COLUMN_TWICE.at(item.file.span, **told, hint="rename one of them"))
        seen.add(fold(heading.name))


def _key_column(item: s.Table, key: s.Name, headings: tuple[Heading, ...]) -> int:
    for index, heading in enumerate(headings):
        if fold(heading.name) == fold(key.text):
            return index
    names = [h.name.lower() for h in headings]
    near = nearest(key.text, names)
    hint = f"it has {', '.join(f'`{h.name}`' for h in headings)}"
    fix = near[0] if near else None
    told = {"file": item.file.text, "column": key.text}
    raise Refusal(mistakes.COLUMN_MISSING.at(key.span, **told, hint=hint, fix=fix))


def _cells(
    ctx: Context, source: Source, row: FileRow, headings: tuple[Heading, ...], keys: tuple[int, ...]
) -> Cells | None:
    """The row, unless it has too few or too many cells or lacks a key, which is reported."""
    number, line, cells = row
    if not is_even(ctx, source, row, len(headings)):
        return None
    blank = [headings[key].text for key in keys if not cells[key].strip()]
    for heading in blank:
        where = f'row {number}, column "{heading}"'
        hint = "fill it in or take the row out"
        ctx.report(mistakes.BLANK_ENTRY.at(line_of(source, line), where=where, hint=hint))
    return None if blank else Cells(number, line, tuple(cell.strip() for cell in cells))


def _refuse_useless_default(ctx: Context, item: s.Table, table: DeclaredTable) -> None:
    """A default stands in columns of numbers of its own dimension, or of texts."""
    if table.default is None or not table.rows:
        return
    wanted = dimension_of(table.default) if table.default.type.kind is Kind.NUMBER else None
    if not any(number_dimension(ctx, table, column) == wanted for column in table.value_columns()):
        what = describe(table.default)
        assert item.default is not None
        told = {"name": table.name, "what": what}
        raise Refusal(mistakes.DEFAULT_FITS_NOTHING.at(item.default.span, **told, hint=_default_help(ctx, table)))


def _default_help(ctx: Context, table: DeclaredTable) -> str:
    units = [table.headings[c].unit for c in table.value_columns() if table.headings[c].unit]
    default: Constant | None = table.default
    assert default is not None
    if default.type.kind is not Kind.NUMBER:
        return "leave the default out, or name a value of a column's own sort"
    numeral = default.text.split(" ")[0].rstrip("%")
    return f"write `default {numeral} {units[0]}`" if units else ""
