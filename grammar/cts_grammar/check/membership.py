"""What a membership is tested against: a list by name, a field, or entries in place."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.definitions import body_of
from cts_grammar.check.entries import as_list_entry, entry_constant, list_constants, refuse_many
from cts_grammar.check.names import find_field, nearest
from cts_grammar.check.tables import entries, lookup
from cts_grammar.check.unknown_names import Unknown, code_in_lower_case
from cts_grammar.checked import Constant, NamedValue, Value
from cts_grammar.diagnostics import Diagnostic, Label
from cts_grammar.vocabulary import Kind, Type

_WORDS = {Kind.TEXT: "a text", Kind.CODE: "a code"}


def members(
    ctx: Context, m: s.Members, want: Type, reach: Reach, *, whole: bool
) -> tuple[tuple[Constant, ...], tuple[Value, ...], str]:
    """The constants, the other values (fields named among the entries), and the list's name.

    `whole`: each entry is to be the very code, not a beginning of one. Every bad entry is reported; raises Refusal
    where none is left.
    """
    if m.name is not None:
        named = _named(ctx, m.name, want, reach, whole=whole)
        of_list = tuple(found for found in named if isinstance(found, Constant))
        others = tuple(found for found in named if not isinstance(found, Constant))
        return of_list, others, m.name.text if m.name.text in ctx.lists else ""
    if not m.entries:
        raise Refusal(mistakes.LIST_EMPTY.at(m.span, name="( )"))
    refuse_many(ctx, len(m.entries), m.span)
    constants: list[Constant] = []
    values: list[Value] = []
    for entry in m.entries:
        with ctx.reporting():
            for found in _entry(ctx, entry, want, reach, whole=whole):
                constants += [found] if isinstance(found, Constant) else []
                values += [found] if not isinstance(found, Constant) else []
    if not constants and not values:
        raise Refusal(None)
    return tuple(constants), tuple(values), ""


def _entry(ctx: Context, entry: s.Entry | s.Lookup, want: Type, reach: Reach, *, whole: bool) -> tuple[Value, ...]:
    if isinstance(entry, s.Lookup):
        return entries(ctx, entry, reach, want, whole=whole) or (lookup(ctx, entry, reach, want),)
    if isinstance(entry, s.Name):
        return _named(ctx, entry, want, reach, whole=whole)
    return (entry_constant(ctx, as_list_entry(entry), want, whole=whole),)


def _named(ctx: Context, name: s.Name, want: Type, reach: Reach, *, whole: bool) -> tuple[Value, ...]:
    """A word of the code list, a list's entries, what a cell of a table holds, or a value."""
    if want.codes and name.text.lower() in want.codes.words:
        return (literals.code(ctx, name.text, want.codes, name.span),)
    if name.text in ctx.lists:
        return list_constants(ctx, ctx.lists[name.text], want, whole=whole)
    if name.text in ctx.lost:
        raise Refusal(None)
    held = _held(ctx, name, want, reach, whole=whole)
    if held is not None:
        return held
    try:
        found = ctx.value_of(ctx, name, reach, want)
    except Refusal as refusal:
        if refusal.diagnostic is not None and refusal.diagnostic.kind is mistakes.UNKNOWN_NAME:
            raise Refusal(_unknown_list(ctx, name, want, reach, refusal.diagnostic)) from None
        raise
    if found.type.kind is not want.kind and {found.type.kind, want.kind} != {Kind.TEXT, Kind.CODE}:
        raise Refusal(_wrong_kind(name, want, found))
    return (found,)


def _held(ctx: Context, name: s.Name, want: Type, reach: Reach, *, whole: bool) -> tuple[Value, ...] | None:
    """The entries of a table's cell, also where a definition names it; None where the name means anything else."""
    if find_field(ctx, name.text, reach) is not None or name.text in ctx.parameters:
        return None
    if name.text not in ctx.definitions:
        return entries(ctx, name, reach, want, whole=whole)
    body, home = body_of(ctx, name.text, name.span, reach)
    if not isinstance(body, s.Name | s.Lookup) or (isinstance(body, s.Name) and find_field(ctx, body.text, home)):
        return None
    held = entries(ctx, body, home, want, whole=whole)
    return held and tuple(NamedValue(name.text, one, one.type, name.span) for one in held)


def _wrong_kind(name: s.Name, want: Type, found: Value) -> Diagnostic:
    return mistakes.WRONG_KIND.at(
        name.span,
        left="what is tested",
        left_kind=_WORDS.get(want.kind, f"a {want.kind.value}"),
        right=name.text,
        right_kind=_WORDS.get(found.type.kind, f"a {found.type.kind.value}"),
    )


def _unknown_list(ctx: Context, name: s.Name, want: Type, reach: Reach, plain: Diagnostic) -> Diagnostic:
    in_capitals = code_in_lower_case(ctx, Unknown(name.text, reach, want))
    if in_capitals is not None:
        return plain
    near = nearest(name.text, [*ctx.lists, *(want.codes.words if want.codes else ())])
    hint = f"did you mean `{near[0]}`?" if near else f"declare it: `list {name.text} = …`"
    if not near and want.kind is Kind.TEXT:
        hint = f'declare it: `list {name.text} = …`, or put the text in quotes: `"{name.text}"`'
    place = ctx.declared_at(near[0]) if near else None
    labels = (Label(place, f"`{near[0]}` is declared here"),) if place else ()
    return mistakes.UNKNOWN_LIST.at(name.span, *labels, name=name.text, fix=near[0] if near else None, hint=hint)


def texts_of(ctx: Context, m: s.Members, reach: Reach) -> tuple[tuple[Value, ...], str]:
    """The texts to search for, and the list's name."""
    constants, values, name = members(ctx, m, literals.TEXT, reach, whole=False)
    return (*constants, *values), name
