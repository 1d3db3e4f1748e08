"""Lists, definitions and data beside the rules: their names are free, their entries are there, all of it is used."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePosixPath

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, DeclaredDefinition, DeclaredList, Refusal
from cts_grammar.check.declared_data import DeclaredParameter, DeclaredTable, DeclaredWatchlist
from cts_grammar.check.definitions import settle
from cts_grammar.check.entries import as_list_entry, refuse_many
from cts_grammar.check.exchange_rates import declare_rates
from cts_grammar.check.list_files import file_entries
from cts_grammar.check.names import splits
from cts_grammar.check.parameters import declare_parameter
from cts_grammar.check.routes import NAME
from cts_grammar.check.table_files import declare_table
from cts_grammar.check.watch_lists import declare_watchlist
from cts_grammar.diagnostics import Label
from cts_grammar.folding import fold
from cts_grammar.source import Span

_KINDS_OF_DATA = {DeclaredParameter: "parameter", DeclaredTable: "table", DeclaredWatchlist: "watch list"}

Uses = dict[str, set[str]]
"""Which other definitions each definition names."""


def declare(ctx: Context, items: Iterable[s.Item], read_file: Callable[[str], bytes | None]) -> None:
    """Notes every list and definition, and settles the definitions."""
    for item in items:
        match item:
            case s.ListInPlace() | s.ListFromFile():
                with ctx.reporting():
                    _free_name(ctx, item.name)
                    _declare_list(ctx, item, read_file)
            case s.Definition():
                with ctx.reporting():
                    _free_name(ctx, item.name)
                    ctx.definitions[item.name.text] = DeclaredDefinition(item)
            case s.Parameter():
                with ctx.reporting():
                    _free_name(ctx, item.name)
                    declare_parameter(ctx, item)
            case s.Table():
                with ctx.reporting():
                    _free_name(ctx, item.name)
                    declare_table(ctx, item, lambda file: read_file(inside_folder(file)))
            case s.Rates():
                with ctx.reporting():
                    declare_rates(ctx, item, lambda file: read_file(inside_folder(file)))
            case s.Watchlist():
                with ctx.reporting():
                    _free_name(ctx, item.name)
                    declare_watchlist(ctx, item, lambda file: read_file(inside_folder(file)))
    uses = {name: names_used(d.syntax.body, ctx.tables) & ctx.definitions.keys() for name, d in ctx.definitions.items()}
    refuse_circles(ctx, uses)
    for name in inner_first(ctx, uses):
        with ctx.reporting():
            settle(ctx, name)
    ctx.used.clear()


def _free_name(ctx: Context, name: s.Name) -> None:
    text = name.text
    taken = None
    vocabulary = ctx.vocabulary
    if ctx.is_declared(text):
        first = ctx.declared_at(text)
        hint = "choose another name, or take one of the two out"
        labels = (Label(first, "first declared here"),) if first else ()
        raise Refusal(mistakes.NAME_TWICE.at(name.span, *labels, name=text, hint=hint))
    for field in vocabulary.fields:
        if field.name == text:
            taken = f"a field of the {field.of}"
        elif field.type.codes and text in field.type.codes.words:
            taken = f"a value of `{field.name}`"
    if text == NAME and vocabulary.route is not None:
        taken = "the places that a consignment passes"
    if any(text in (r.name, r.plural) for r in vocabulary.relations):
        taken = "a list of the manifest"
    if any(text in words.words for words in vocabulary.words.values()):
        taken = "a word of the calendar"
    if taken:
        ctx.lost.add(text)
        raise Refusal(mistakes.NAME_TAKEN.at(name.span, name=text, taken=taken, hint="choose another name"))


def _declare_list(ctx: Context, item: s.ListInPlace | s.ListFromFile, read_file: Callable[[str], bytes | None]) -> None:
    name = item.name.text
    ctx.lost.add(name)
    if isinstance(item, s.ListInPlace):
        refuse_many(ctx, len(item.entries), item.name.span)
        entries = tuple(as_list_entry(e) for e in item.entries)
        _warn_of_repeats(ctx, item)
    else:
        before = len(ctx.diagnostics)
        entries = file_entries(ctx, item, read_file(inside_folder(item.file)))
        if not entries and any(d.is_error for d in ctx.diagnostics[before:]):
            return  # that nothing is in it is no second mistake
    ctx.lost.discard(name)
    ctx.lists[name] = DeclaredList(name, entries, item.span)


def _warn_of_repeats(ctx: Context, item: s.ListInPlace) -> None:
    seen: dict[str, Span] = {}
    for e in item.entries:
        text = e.numeral + e.unit if isinstance(e, s.Number) else e.text
        first = seen.setdefault(fold(text), e.span)
        if first is not e.span:
            told = {"where": f"list `{item.name.text}`", "entry": text}
            ctx.report(mistakes.ENTRY_TWICE.at(e.span, Label(first, "it stands here"), **told))


def inside_folder(file: s.Text) -> str:
    """The file's path with forward slashes; one that leaves the rulebook's folder is refused."""
    path = PurePosixPath(file.text.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in file.text or not path.parts or "\x00" in file.text:
        raise Refusal(mistakes.PATH_OUTSIDE.at(file.span, file=file.text, hint="name it from there: `lists/ports.csv`"))
    return str(path)


def warn_of_unused(ctx: Context) -> None:
    """What is declared and used by no rule, not even through a definition."""
    waiting = [d for name, d in ctx.definitions.items() if name in ctx.used]
    while waiting:
        for name in names_used(waiting.pop().syntax.body):
            if name in ctx.definitions and name not in ctx.used:
                waiting.append(ctx.definitions[name])
            _use(ctx, name)
    for declared in ctx.lists.values():
        if declared.name not in ctx.used:
            ctx.report(mistakes.UNUSED_LIST.at(declared.span, name=declared.name))
    for data in ctx.data():
        if data.name not in ctx.used:
            what = _KINDS_OF_DATA[type(data)]
            ctx.report(mistakes.UNUSED_DECLARATION.at(data.span, what=what, name=data.name))
    for name, definition in ctx.definitions.items():
        if name not in ctx.used and not definition.broken:
            span = definition.syntax.name.span
            ctx.report(mistakes.UNUSED_DEFINITION.at(span, name=name))


def _use(ctx: Context, name: str) -> None:
    """Notes what a name in a definition stands for, and the table that it holds."""
    ctx.used.add(name)
    ctx.used.update(table for table in ctx.tables if f" of {table} of " in f" of {name} of ")


def refuse_circles(ctx: Context, uses: Uses) -> None:
    """Definitions that go round in a circle, each circle told once; all in it are broken."""
    told: set[str] = set()
    for name in ctx.definitions:
        circle = _circle_through(name, uses)
        if not circle:
            continue
        ctx.definitions[name].broken = True
        if name not in told:
            told |= set(circle)
            span = ctx.definitions[name].syntax.name.span
            steps = [*circle[1:], name]
            labels = [
                Label(ctx.definitions[a].syntax.name.span, f"which asks `{b}`" if i else f"it asks `{b}`")
                for i, (a, b) in enumerate(zip(circle, steps, strict=True))
            ]
            hint = f"say one of them without the others: {' → '.join([*circle, name])}"
            ctx.report(mistakes.CIRCULAR.at(span, *labels[1:], name=name, hint=hint))


def inner_first(ctx: Context, uses: Uses) -> list[str]:
    """The definitions, each after those that it uses; one that builds on too many others is refused."""
    waiting = {name: len(used) for name, used in uses.items()}
    users: dict[str, list[str]] = {}
    for name, used in uses.items():
        for inner in used:
            users.setdefault(inner, []).append(name)
    storeys = dict.fromkeys(uses, 1)
    ready = [name for name, count in waiting.items() if not count]
    for name in ready:
        for user in users.get(name, []):
            storeys[user] = max(storeys[user], storeys[name] + 1)
            waiting[user] -= 1
            if not waiting[user]:
                ready.append(user)
    for name in ready:
        if storeys[name] > ctx.limits.nesting:
            ctx.definitions[name].broken = True
            if storeys[name] == ctx.limits.nesting + 1:
                span = ctx.definitions[name].syntax.name.span
                ctx.report(
                    mistakes.TOO_DEEP.at(span, limit=ctx.limits.nesting, hint="definitions build on definitions")
                )
    return [*ready, *(name for name in uses if name not in ready)]


def _circle_through(name: str, uses: Uses) -> list[str]:
    """The shortest way from a definition back to itself; empty where there is none."""
    ways: list[list[str]] = [[name]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for used in sorted(uses[way[-1]]):
            if used == name:
                return way
            if used not in seen:
                seen.add(used)
                ways.append([*way, used])
    return []


def names_used(node: object, tables: Collection[str] = ()) -> set[str]:
    """All names in an expression, also what stands before and after each `of`; of a table's columns, only the key."""
    if isinstance(node, s.Name):
        text = _key_asked(node.text, tables)
        return {text, *(part for pair in splits(text) for part in pair)}
    if dataclasses.is_dataclass(node):
        return {n for f in dataclasses.fields(node) for n in names_used(getattr(node, f.name), tables)}
    if isinstance(node, tuple):
        return {n for inner in node for n in names_used(inner, tables)}
    return set()


def _key_asked(name: str, tables: Collection[str]) -> str:
    """By what a table in the name is asked, which is empty where that stands elsewhere; without a table, the name."""
    for table in tables:
        before, found, key = f" of {name} of ".partition(f" of {table} of ")
        if found:
            return key.removesuffix(" of ") if before else name
    return name
