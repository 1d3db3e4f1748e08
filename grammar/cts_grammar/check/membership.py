"""What a membership is tested against: lists by name or in place, their entries read for the subject's type."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, DeclaredList, ListEntry, Reach, Refusal
from cts_grammar.check.names import find_field, nearest
from cts_grammar.checked import Constant, Value
from cts_grammar.dates import is_day
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Span
from cts_grammar.syntax import Number
from cts_grammar.vocabulary import Kind, Type


def members(
    ctx: Context, m: s.Members, want: Type, reach: Reach, *, whole: bool
) -> tuple[tuple[Constant, ...], tuple[Value, ...], str]:
    """The constants, the other values (fields named among the entries), and the list's name.

    `whole`: each entry is to be the very code, not a beginning of one.
    """
    if m.name is not None:
        word = m.name.text
        if want.codes and word.lower() in want.codes.words:
            return (literals.code(ctx, word, want.codes, m.name.span),), (), ""
        if word in ctx.lists:
            declared = ctx.lists[word]
            declared.used = True
            return list_constants(ctx, declared, want, whole=whole), (), word
        return _one_value(ctx, m.name, want, reach)
    constants: list[Constant] = []
    values: list[Value] = []
    for entry in m.entries:
        with ctx.reporting():
            if isinstance(entry, s.Name) and not (want.codes and entry.text.lower() in want.codes.words):
                found = entry_name(ctx, entry, want, reach)
                values += [found] if not isinstance(found, tuple) else []
                constants += found if isinstance(found, tuple) else ()
            else:
                if isinstance(entry, s.Code):
                    literals.refuse_capitalised(ctx, entry, want.codes)
                constants.append(entry_constant(ctx, as_list_entry(entry), want, whole=whole))
    if not m.entries:
        raise Refusal(mistakes.LIST_EMPTY.at(m.span, name="( )"))
    if len(constants) + len(values) < len(m.entries) and not constants and not values:
        raise Refusal(None)
    return tuple(constants), tuple(values), ""


def entry_name(ctx: Context, entry: s.Name, want: Type, reach: Reach) -> Value | tuple[Constant, ...]:
    """A name among entries in place: another list's entries, or a field."""
    if entry.text in ctx.lists:
        ctx.lists[entry.text].used = True
        return list_constants(ctx, ctx.lists[entry.text], want, whole=False)
    return _one_value(ctx, entry, want, reach)[1][0]


def _one_value(
    ctx: Context, name: s.Name, want: Type, reach: Reach
) -> tuple[tuple[Constant, ...], tuple[Value, ...], str]:
    if find_field(ctx, name.text, reach) is None and name.text not in ctx.definitions:
        raise Refusal(_unknown_list(ctx, name, want))
    found = ctx.value_of(ctx, name, reach, want)
    if found.type.kind is not want.kind:
        raise Refusal(
            mistakes.WRONG_KIND.at(
                name.span,
                left="the subject",
                left_kind=want.kind.value,
                right=name.text,
                right_kind=found.type.kind.value,
            )
        )
    if isinstance(found, Constant):
        return (found,), (), ""
    return (), (found,), ""


def _unknown_list(ctx: Context, name: s.Name, want: Type) -> Diagnostic | None:
    if name.text in ctx.lost:
        return None
    if want.codes and want.codes.words and not ctx.lists:
        return literals.bad_code(name.text, want.codes, name.span)
    near = nearest(name.text, [*ctx.lists, *(want.codes.words if want.codes else ())])
    return mistakes.UNKNOWN_LIST.at(
        name.span,
        name=name.text,
        fix=near[0] if near else None,
        hint=f"did you mean `{near[0]}`?" if near else f"declare it: `list {name.text} = …`",
    )


def as_list_entry(entry: s.Entry, where: str = "") -> ListEntry:
    """An entry as written, whatever its form."""
    match entry:
        case s.Number():
            return ListEntry(entry.numeral, False, False, where, entry.span, entry.unit)
        case s.Name() | s.Code() | s.Day():
            return ListEntry(entry.text, isinstance(entry, s.Name), False, where, entry.span)
        case s.Text():
            return ListEntry(entry.text, False, True, where, entry.span)


def entry_constant(ctx: Context, entry: ListEntry, want: Type, *, whole: bool) -> Constant:
    """An entry as a value of the wanted type."""
    match want.kind:
        case Kind.CODE if want.codes is not None:
            if entry.unit:
                raise Refusal(literals.bad_code(f"{entry.text} {entry.unit}", want.codes, entry.span))
            return literals.code(ctx, entry.text, want.codes, entry.span, whole=whole)
        case Kind.NUMBER:
            if entry.is_name or not entry.text.lstrip("+-").replace(".", "").isdigit():
                raise Refusal(mistakes.BAD_CODE.at(entry.span, code=entry.text, what="a number"))
            return literals.quantity(ctx, Number(entry.text, entry.unit, entry.span))
        case Kind.MOMENT:
            ok = is_day(entry.text)
            return literals.moment(s.Day(entry.text, ok, entry.span))
        case _:
            text = f"{entry.text} {entry.unit}".strip()
            return Constant(text, literals.TEXT, text, entry.span)


def list_constants(ctx: Context, declared: DeclaredList, want: Type, *, whole: bool) -> tuple[Constant, ...]:
    """A declared list's entries for one type; a bad entry is reported once, with its row and column."""
    key = (declared.name, f"{want.kind}{want.codes.name if want.codes else want.dimension}{whole}")
    known = ctx.list_constants.get(key)
    if isinstance(known, tuple):
        return known
    found: list[Constant] = []
    for entry in declared.entries:
        try:
            found.append(entry_constant(ctx, entry, want, whole=whole))
        except Refusal as refusal:
            ctx.report(_in_list(entry, want, refusal, declared))
    constants = tuple(found)
    ctx.list_constants[key] = constants
    return constants


def _in_list(entry: ListEntry, want: Type, refusal: Refusal, declared: DeclaredList) -> Diagnostic:
    if not entry.where and refusal.diagnostic is not None:
        return refusal.diagnostic
    what = f"{literals.article(want.codes.name)} {want.codes.name}" if want.codes else want.kind.value
    hint = refusal.diagnostic.hint if refusal.diagnostic else ""
    where = entry.where or f"list `{declared.name}`"
    return mistakes.BAD_ENTRY.at(entry.span, where=where, entry=entry.text, what=what, hint=hint)


def texts_of(ctx: Context, m: s.Members, reach: Reach) -> tuple[tuple[Constant, ...], str, Span]:
    """The texts to search for."""
    constants, values, name = members(ctx, m, literals.TEXT, reach, whole=False)
    if values:
        raise Refusal(mistakes.WRONG_TEST.at(m.span, test="any of", what="fields", hint="texts stand in quotes"))
    return constants, name, m.span
