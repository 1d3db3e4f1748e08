"""Watch lists: parties by name, alias and identifier, and the test whether a party is on one."""

from __future__ import annotations

from collections.abc import Callable

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.data_files import FileRow, is_even, line_of, read_source, rows_of
from cts_grammar.check.declared_data import DeclaredWatchlist
from cts_grammar.check.entries import refuse_many
from cts_grammar.check.names import is_lost, nearest, refuse_across
from cts_grammar.check.units_agree import describe
from cts_grammar.checked import Condition, Constant, Listed, OnList, Value
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.folding import fold
from cts_grammar.source import Source, Span
from cts_grammar.vocabulary import Kind, as_is

_DEFAULT = 0.9


def declare_watchlist(ctx: Context, item: s.Watchlist, read: Callable[[s.Text], bytes | None]) -> None:
    """Notes the watch list. Bad rows are reported one by one; raises Refusal where there is no list at all."""
    name = item.name.text
    ctx.lost.add(name)
    source = read_source(ctx, item.file, read(item.file))
    rows = rows_of(item.file, source)
    if len(rows) < 2:
        hint = "below the heading `name,aliases,country,identifiers` each row has one party"
        raise Refusal(mistakes.LIST_EMPTY.at(item.span, name=name, hint=hint))
    refuse_many(ctx, len(rows) - 1, item.file.span)
    headings = [fold(heading) for heading in rows[0][2]]
    if "name" not in headings:
        hint = f"it has {', '.join(f'`{h.strip()}`' for h in rows[0][2])}; a watch list has `name`"
        raise Refusal(mistakes.COLUMN_MISSING.at(item.file.span, file=item.file.text, column="name", hint=hint))
    entries = [found for row in rows[1:] if (found := _listed(ctx, source, row, headings)) is not None]
    ctx.lost.discard(name)
    ctx.watchlists[name] = DeclaredWatchlist(name, tuple(entries), item.name.span)


def _listed(ctx: Context, source: Source, row: FileRow, headings: list[str]) -> Listed | None:
    if not is_even(ctx, source, row, len(headings)):
        return None
    cells = dict(zip(headings, (cell.strip() for cell in row[2]), strict=True))
    if not cells["name"]:
        where = f'row {row[0]}, column "name"'
        hint = "fill it in or take the row out"
        ctx.report(mistakes.BLANK_ENTRY.at(line_of(source, row[1]), where=where, hint=hint))
        return None
    identifiers = (as_is(text) for text in _several(cells.get("identifiers", "")))
    return Listed((cells["name"], *_several(cells.get("aliases", ""))), tuple(i for i in identifiers if i))


def _several(cell: str) -> list[str]:
    return [text.strip() for text in cell.replace(";", "|").split("|") if text.strip()]


def on_watchlist(ctx: Context, subject: Value, p: s.IsOn, span: Span) -> Condition:
    """`is on sanctioned parties by 90%`. Raises Refusal with the mistake."""
    name = p.watchlist.text
    declared = ctx.watchlists.get(name)
    if declared is None:
        raise Refusal(None if is_lost(ctx, name) else _unknown(ctx, p))
    ctx.used.add(declared.name)
    if p.by and p.by.bound:
        hint = "write `by 90%`"
        raise Refusal(mistakes.WRONG_TEST.at(p.by.span, test=f"by {p.by.bound}", what="a watch list", hint=hint))
    threshold = literals.share(p.by) if p.by else _DEFAULT
    refuse_across(ctx, subject)
    if not _can_be_listed(subject):
        hint = "a party, its name or its id is on a watch list"
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is on", what=describe(subject), hint=hint))
    return OnList(subject, declared.entries, threshold, name, span)


def _can_be_listed(subject: Value) -> bool:
    codes = subject.type.codes
    if isinstance(subject, Constant) or (codes is not None and (codes.words or codes.hierarchical or codes.complete)):
        return False
    return subject.type.kind in (Kind.PARTY, Kind.TEXT, Kind.CODE)


def _unknown(ctx: Context, p: s.IsOn) -> Diagnostic:
    name, span = p.watchlist.text, p.watchlist.span
    if name in ctx.lists:
        ctx.used.add(name)
        return mistakes.UNKNOWN_WATCHLIST.at(span, name=name, hint=f"it is a list: write `is in {name}`")
    near = nearest(name, ctx.watchlists)
    hint = f"did you mean `{near[0]}`?" if near else f'declare it: `watchlist {name} from "lists/….csv"`'
    return mistakes.UNKNOWN_WATCHLIST.at(span, name=name, hint=hint, fix=near[0] if near else None)
