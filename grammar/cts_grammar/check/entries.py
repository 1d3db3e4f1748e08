"""Entries of lists, by name or in place, read for the type of what is tested against them."""

from __future__ import annotations

import re
from dataclasses import replace

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, DeclaredList, ListEntry, Refusal
from cts_grammar.checked import Constant
from cts_grammar.dates import is_day
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind, Type

_NUMBER = re.compile(r"([+-]?\d[\d.,]*) *(\D*)")
_KINDS = {Kind.TEXT: "a text", Kind.NUMBER: "a number", Kind.MOMENT: "a date"}


def as_list_entry(entry: s.Entry, where: str = "") -> ListEntry:
    """An entry as written, whatever its form."""
    match entry:
        case s.Number():
            return ListEntry(entry.numeral, False, False, where, entry.span, entry.unit)
        case s.Name() | s.Code() | s.Day():
            return ListEntry(entry.text, isinstance(entry, s.Name), False, where, entry.span)
        case s.Text():
            return ListEntry(entry.text, False, True, where, entry.span)


def refuse_many(ctx: Context, entries: int, span: Span) -> None:
    """Refuses a list of more entries than the limit."""
    if entries > ctx.limits.list_entries:
        raise Refusal(mistakes.TOO_MANY.at(span, limit=ctx.limits.list_entries, what="entries in a list"))


def entry_constant(ctx: Context, entry: ListEntry, want: Type, *, whole: bool) -> Constant:
    """An entry as a value of the wanted type."""
    if "," in entry.text and not entry.is_quoted:
        raise Refusal(_thousands_or_several(entry))
    match want.kind:
        case Kind.CODE if want.codes is not None:
            return _code(ctx, entry, want, whole=whole)
        case Kind.NUMBER:
            m = _NUMBER.fullmatch(entry.text)
            if entry.is_name or m is None:
                raise Refusal(mistakes.BAD_CODE.at(entry.span, code=entry.text, what="a number"))
            return literals.quantity(ctx, s.Number(m[1], entry.unit or m[2], entry.span))
        case Kind.MOMENT:
            return literals.moment(s.Day(entry.text, is_day(entry.text), entry.span))
        case _:
            return _text(ctx, entry)


def _thousands_or_several(entry: ListEntry) -> Diagnostic:
    plain = entry.text.replace(",", "")
    hint = f"write `{plain}`, or several entries with blanks after the commas"
    return mistakes.THOUSANDS_SEPARATOR.at(entry.span, found=entry.text, hint=hint)


def _code(ctx: Context, entry: ListEntry, want: Type, *, whole: bool) -> Constant:
    codes = want.codes
    assert codes is not None
    if entry.unit:
        raise Refusal(literals.bad_code(ctx, f"{entry.text} {entry.unit}", codes, entry.span))
    if entry.is_name and entry.text not in codes.words:
        raise Refusal(_no_code(ctx, entry, want))
    if not entry.is_name and not entry.is_quoted:
        literals.refuse_capitalised(ctx, s.Code(entry.text, entry.span), codes)
    return literals.code(ctx, entry.text, codes, entry.span, whole=whole)


def _no_code(ctx: Context, entry: ListEntry, want: Type) -> Diagnostic:
    codes = want.codes
    assert codes is not None
    plain = literals.bad_code(ctx, entry.text, codes, entry.span)
    if entry.text in ctx.lists:
        return replace(plain, hint=_one_list_in_another(entry))
    if not codes.words and codes.normalise(entry.text.upper()) is not None:
        upper = entry.text.upper()
        return mistakes.BAD_CODE.at(
            entry.span, code=entry.text, what="a code", hint=f"codes are upper case: `{upper}`", fix=upper
        )
    return plain


def _one_list_in_another(entry: ListEntry) -> str:
    return f"a list does not hold another; where it is used write `is in (…, {entry.text})`"


def _text(ctx: Context, entry: ListEntry) -> Constant:
    text = f"{entry.text} {entry.unit}".strip()
    if not text:
        raise Refusal(mistakes.BLANK_ENTRY.at(entry.span, where="the entry", hint="take it out"))
    if entry.is_name and text in ctx.lists:
        raise Refusal(mistakes.BAD_CODE.at(entry.span, code=text, what="a text", hint=_one_list_in_another(entry)))
    if entry.is_name:
        fix = f'"{text}"'
        hint = f"texts stand in quotes: `{fix}`"
        raise Refusal(mistakes.BAD_CODE.at(entry.span, code=text, what="a text", hint=hint, fix=fix))
    return Constant(text, literals.TEXT, text, entry.span)


def list_constants(ctx: Context, declared: DeclaredList, want: Type, *, whole: bool) -> tuple[Constant, ...]:
    """A declared list's entries for one type; a bad entry is reported with its row and column, however often asked."""
    ctx.used.add(declared.name)
    key = (declared.name, f"{want.kind}{want.codes.name if want.codes else want.dimension}{whole}")
    if key not in ctx.list_constants:
        before = len(ctx.diagnostics)
        constants = tuple(_readable(ctx, declared, want, whole=whole))
        ctx.list_constants[key] = constants, tuple(ctx.diagnostics[before:])
        return constants
    constants, found = ctx.list_constants[key]
    ctx.diagnostics += found
    return constants


def _readable(ctx: Context, declared: DeclaredList, want: Type, *, whole: bool) -> list[Constant]:
    found: list[Constant] = []
    for entry in declared.entries:
        try:
            found.append(entry_constant(ctx, entry, want, whole=whole))
        except Refusal as refusal:
            ctx.report(_in_list(entry, want, refusal, declared))
    return found


def _in_list(entry: ListEntry, want: Type, refusal: Refusal, declared: DeclaredList) -> Diagnostic:
    diagnostic = refusal.diagnostic
    assert diagnostic is not None
    hint = diagnostic.hint
    if hint.startswith(literals.ALL_OF_A_COUNTRY):
        hint = f"{literals.ALL_OF_A_COUNTRY} `is within {declared.name}`"
    if not entry.where:
        return replace(diagnostic, hint=hint)
    what = f"{literals.article(want.codes.name)} {want.codes.name}" if want.codes else _KINDS[want.kind]
    return mistakes.BAD_ENTRY.at(entry.span, where=entry.where, entry=entry.text, what=what, hint=hint)
