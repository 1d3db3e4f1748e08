"""Looking up in tables: `narcotics of country risk of consignor country`, `price of prices for (hs code, country)`."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.declared_data import DeclaredTable
from cts_grammar.check.names import is_lost, nearest, refuse_across
from cts_grammar.check.table_columns import rows_for, rows_of_entries
from cts_grammar.check.units_agree import describe, dimension_of
from cts_grammar.checked import Constant, Lookup, Value
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.folding import fold
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind, Type


def table_value(ctx: Context, name: str, span: Span, reach: Reach, want: Type | None) -> Value | None:
    """`narcotics of country risk of consignor country`; None where the name holds no table."""
    found = _divided(ctx, name)
    if found is None:
        return None
    column, table, key = found
    ctx.used.add(table.name)
    keys = (s.Name(key, span),) if key else ()
    return _looked_up(ctx, table, column, keys, span, reach, want)


def lookup(ctx: Context, e: s.Lookup, reach: Reach, want: Type | None) -> Value:
    """`price of market prices for (hs code, country of origin)`. Raises Refusal with the mistake."""
    found = _divided(ctx, e.name.text)
    if found is None:
        if is_lost(ctx, e.name.text):
            raise Refusal(None)
        raise Refusal(_unknown(ctx, e.name))
    column, table, key = found
    ctx.used.add(table.name)
    if key:
        raise Refusal(_keys_twice(table, e.span))
    return _looked_up(ctx, table, column, e.keys, e.span, reach, want)


def entries(ctx: Context, e: s.Name | s.Lookup, reach: Reach, want: Type, *, whole: bool) -> tuple[Lookup, ...] | None:
    """What a cell holds, for tests against all of its entries; None where the name holds no table.

    `chapters of lines of business of sector`, whose cells are `84|85`.
    """
    found = _divided(ctx, e.text if isinstance(e, s.Name) else e.name.text)
    if found is None:
        return None
    column, table, key = found
    ctx.used.add(table.name)
    if isinstance(e, s.Lookup) and key:
        raise Refusal(_keys_twice(table, e.span))
    written = e.keys if isinstance(e, s.Lookup) else (s.Name(key, e.span),) if key else ()
    at, keys = _column_and_keys(ctx, table, column, written, e.span, reach)
    types = tuple(k.type for k in keys)
    before = len(ctx.diagnostics)
    held = rows_of_entries(ctx, table, at, types, want, whole=whole)
    if any(d.is_error for d in ctx.diagnostics[before:]):
        raise Refusal(None)
    wording = _wording(table, column, written)
    default = _default(table, want)
    return tuple(Lookup(wording, table.name, keys, rows, default, want, e.span) for rows in held)


def _divided(ctx: Context, name: str) -> tuple[str, DeclaredTable, str] | None:
    """What is asked of the first table in a name, and for which key; each may be empty. The longest table wins."""
    padded = f" of {name} of "
    places = [(padded.find(f" of {t.name} of "), -len(t.name), t) for t in ctx.tables.values()]
    there = [place for place in places if place[0] >= 0]
    if not there:
        return None
    at, _, table = min(there, key=lambda place: place[:2])
    begin = at + len(" of ")
    column = padded[len(" of ") : at] if at else ""
    key = padded[begin + len(table.name) + len(" of ") :].removesuffix(" of ")
    return column, table, key


def _unknown(ctx: Context, name: s.Name) -> Diagnostic:
    said = name.text.split(" of ")[-1]
    near = nearest(said, ctx.tables)
    if near:
        better = name.text.removesuffix(said) + near[0]
        return mistakes.UNKNOWN_TABLE.at(name.span, name=said, hint=f"did you mean `{near[0]}`?", fix=better)
    hint = f'declare it: `table {said} from "tables/….csv" keyed by …`'
    return mistakes.UNKNOWN_TABLE.at(name.span, name=said, hint=hint)


def _looked_up(
    ctx: Context,
    table: DeclaredTable,
    column: str,
    written: tuple[s.Name, ...],
    span: Span,
    reach: Reach,
    want: Type | None,
) -> Value:
    at, keys = _column_and_keys(ctx, table, column, written, span, reach)
    before = len(ctx.diagnostics)
    type_, rows = rows_for(ctx, table, at, tuple(key.type for key in keys), want)
    if any(d.is_error for d in ctx.diagnostics[before:]):
        raise Refusal(None)
    return Lookup(_wording(table, column, written), table.name, keys, rows, _default(table, type_), type_, span)


def _default(table: DeclaredTable, type_: Type) -> Constant | None:
    """What stands in for a value of that type: a default of its own kind and dimension."""
    default = table.default
    if default is None or default.type.kind is not type_.kind:
        return None
    return default if type_.kind is Kind.TEXT or dimension_of(default) == type_.dimension else None


def _column_and_keys(
    ctx: Context, table: DeclaredTable, column: str, written: tuple[s.Name, ...], span: Span, reach: Reach
) -> tuple[int, tuple[Value, ...]]:
    """Which column is asked, and by what."""
    at = _column(ctx, table, column, span)
    if len(written) != len(table.keys):
        named = f"{column} of {table.name}" if column else table.name
        hint = f"write `{named} of …`" if len(table.keys) == 1 else f"write `{named} for ({', '.join(table.keys)})`"
        raise Refusal(mistakes.KEYS_WANTED.at(span, name=table.name, keys=_keys(table), hint=hint))
    return at, tuple(_key(ctx, table.keys[i], key, reach) for i, key in enumerate(written))


def _keys_twice(table: DeclaredTable, span: Span) -> Diagnostic:
    hint = f"write the keys once: `{table.name} of …` or `{table.name} for (…)`"
    return mistakes.KEYS_WANTED.at(span, name=table.name, keys=_keys(table), hint=hint)


def _keys(table: DeclaredTable) -> str:
    return f"`{table.keys[0]}`" if len(table.keys) == 1 else f"({', '.join(table.keys)})"


def _wording(table: DeclaredTable, column: str, keys: tuple[s.Name, ...]) -> str:
    named = f"{column} of {table.name}" if column else table.name
    names = ", ".join(key.text for key in keys)
    return f"{named} of {names}" if len(keys) == 1 else f"{named} for ({names})"


def _column(ctx: Context, table: DeclaredTable, name: str, span: Span) -> int:
    """The column that is asked; where there is only one it need not be named."""
    columns = table.value_columns()
    names = [table.headings[c].name for c in columns]
    if not name:
        if len(columns) == 1:
            return columns[0]
        better = f"{names[0].lower()} of {table.name}"
        hint = f"say which of {', '.join(f'`{n}`' for n in names)}: `{better} …`"
        raise Refusal(mistakes.COLUMN_UNSAID.at(span, file=table.file, hint=hint))
    for column, heading in zip(columns, names, strict=True):
        if fold(heading) == fold(name):
            return column
    near = nearest(name, [n.lower() for n in names])
    hint = f"it has {', '.join(f'`{n}`' for n in names)}"
    written = ctx.exactly(span)
    fix = Fix(span, near[0] + written[len(name) :]) if near and written.startswith(name) else None
    raise Refusal(mistakes.COLUMN_MISSING.at(span, file=table.file, column=name, hint=hint, fix=fix))


def _key(ctx: Context, key: str, written: s.Name, reach: Reach) -> Value:
    found = ctx.value_of(ctx, written, reach, None)
    refuse_across(ctx, found)
    if found.type.kind not in (Kind.TEXT, Kind.CODE):
        hint = "a table is keyed by codes and texts"
        raise Refusal(mistakes.WRONG_TEST.at(written.span, test=f"keyed by {key}", what=describe(found), hint=hint))
    return found
