"""Exchange rates: amounts in different currencies are brought together by the rate of the day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.data_files import FileRow, is_even, line_of, read_source, rows_of
from cts_grammar.check.entries import refuse_many
from cts_grammar.checked import (
    Aggregate,
    Arithmetic,
    Between,
    Compare,
    Differs,
    Exchange,
    FieldValue,
    Past,
    Rate,
    Value,
)
from cts_grammar.folding import fold
from cts_grammar.source import Source, Span

Exchanging = TypeVar("Exchanging", Compare, Between, Differs, Arithmetic, Aggregate, Past)

_COLUMNS = ("currency", "date", "units per …")
_BASE = re.compile(r"units per ([A-Za-z]{3})")
_RATE = re.compile(r"\d{1,15}(?:\.\d{1,15})?", re.ASCII)


def exchanging(ctx: Context, node: Exchanging) -> Exchanging:
    """The node with the rulebook's rates, where it has any and the node is about money."""
    if ctx.exchange is None or not _has_money(node):
        return node
    return replace(node, exchange=ctx.exchange)


def _has_money(node: Exchanging) -> bool:
    if isinstance(node, Past):
        return _is_money(node)
    if isinstance(node, Aggregate):
        return node.value is not None and _is_money(node.value)
    if isinstance(node, Between):
        return _is_money(node.subject)
    return _is_money(node.left) or _is_money(node.right)


def _is_money(value: Value) -> bool:
    return value.type.dimension is not None and value.type.dimension.money != 0


def declare_rates(ctx: Context, item: s.Rates, read: Callable[[s.Text], bytes | None]) -> None:
    """Notes the rates. Bad rows are reported one by one; raises Refusal where there are no rates at all."""
    if ctx.exchange is not None:
        raise Refusal(mistakes.LINE_TWICE.at(item.span, line="exchange rates"))
    source = read_source(ctx, item.file, read(item.file))
    rows = rows_of(item.file, source)
    if len(rows) < 2:
        hint = "below the heading `currency,date,units per EUR` each row has one rate"
        told = {"file": item.file.text, "reason": "it has no rate"}
        raise Refusal(mistakes.FILE_UNREADABLE.at(item.file.span, **told, hint=hint))
    refuse_many(ctx, len(rows) - 1, item.file.span)
    headings = [heading.strip() for heading in rows[0][2]]
    columns = [_column(item, name, headings) for name in _COLUMNS]
    base = _BASE.fullmatch(headings[columns[2]])
    found: dict[tuple[str, str], Rate] = {}
    for row in rows[1:]:
        with ctx.reporting():
            if is_even(ctx, source, row, len(headings)):
                _note(found, _rate(ctx, source, row, columns, headings), row, line_of(source, row[1]))
    known = base is not None and _is_currency(ctx, base[1].upper())
    rates = tuple(found[key] for key in sorted(found))
    ctx.exchange = Exchange(rates, base[1].upper() if base is not None and known else "", _days(ctx, item.span))


def _column(item: s.Rates, name: str, headings: list[str]) -> int:
    begins = name.removesuffix(" …")
    for index, heading in enumerate(headings):
        if fold(heading) == name or (begins != name and fold(heading).startswith(f"{begins} ")):
            return index
    hint = f"it has {', '.join(f'`{h}`' for h in headings)}; rates are in `currency,date,units per EUR`"
    raise Refusal(mistakes.COLUMN_MISSING.at(item.file.span, file=item.file.text, column=name, hint=hint))


def _days(ctx: Context, span: Span) -> tuple[FieldValue, ...]:
    """The arrival, where the vocabulary has one, and the receipt."""
    fields = (ctx.vocabulary.field_named(ctx.vocabulary.outer, "arrival"), ctx.vocabulary.received)
    return tuple(FieldValue(field, 0, field.type, span) for field in fields if field is not None)


def _rate(ctx: Context, source: Source, row: FileRow, columns: list[int], headings: list[str]) -> Rate:
    currency, day, units = (row[2][column].strip() for column in columns)
    wrong = (
        (0, not _is_currency(ctx, currency.upper()), currency, "a currency", "for instance `USD`"),
        (1, not _is_day(day), day, "a date", "write YYYY-MM-DD"),
        (2, not _is_rate(units), units, "a number above zero", "write for instance `1.0842`"),
    )
    for at, is_wrong, entry, what, hint in wrong:
        if is_wrong:
            where = f'row {row[0]}, column "{headings[columns[at]]}"'
            span = line_of(source, row[1])
            if not entry:
                raise Refusal(mistakes.BLANK_ENTRY.at(span, where=where, hint="fill it in or take the row out"))
            raise Refusal(mistakes.BAD_ENTRY.at(span, where=where, entry=entry, what=what, hint=hint))
    return Rate(currency.upper(), day, float(units))


def _note(found: dict[tuple[str, str], Rate], rate: Rate, row: FileRow, span: Span) -> None:
    key = (rate.currency, rate.since)
    if key in found:
        told = {"where": f"row {row[0]}", "key": f"{rate.currency}, {rate.since}"}
        hint = "each currency has one rate a day: take one of the rows out"
        raise Refusal(mistakes.KEY_TWICE.at(span, **told, hint=hint))
    found[key] = rate


def _is_currency(ctx: Context, code: str) -> bool:
    known = ctx.vocabulary.currencies
    return code in known if known else re.fullmatch("[A-Z]{3}", code) is not None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_rate(text: str) -> bool:
    return _RATE.fullmatch(text) is not None and float(text) > 0
