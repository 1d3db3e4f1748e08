"""Texts, and codes as received, searched for words, patterns and likenesses."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.membership import texts_of
from cts_grammar.check.names import party_name
from cts_grammar.check.units_agree import describe
from cts_grammar.check.versions import whole
from cts_grammar.checked import (
    AllOf,
    AsFirstFiled,
    Condition,
    Constant,
    FieldValue,
    Likeness,
    Not,
    Search,
    TextTest,
    Value,
)
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind

_DEFAULT_LIKENESS = 0.85


def searches(ctx: Context, v: Value, p: s.Searches, span: Span, reach: Reach) -> Condition:
    """`contains`, `starts with`, `ends with`, `mentions`, also `any of`, `all of`, `none of`."""
    v = _searchable(ctx, v, p.search, p.span)
    search = Search(p.search)
    if p.members is not None:
        needles, name = texts_of(ctx, p.members, reach)
        if p.combine == "all":
            return AllOf(tuple(TextTest(search, v, (n,), name, span) for n in needles), span)
        found = TextTest(search, v, needles, name, span)
        return Not(found, span) if p.combine == "none" else found
    assert p.needle is not None
    if isinstance(p.needle, s.Name) and p.needle.text in ctx.lists:
        ctx.lists[p.needle.text].used = True
        raise Refusal(
            mistakes.LIST_AS_VALUE.at(
                p.needle.span,
                name=p.needle.text,
                hint=f"write `{p.search} any of {p.needle.text}`",
                fix=f"any of {p.needle.text}",
            )
        )
    needle = ctx.value_of(ctx, p.needle, reach, literals.TEXT)
    if needle.type.kind not in (Kind.TEXT, Kind.CODE):
        raise Refusal(mistakes.WRONG_TEST.at(p.needle.span, test=p.search, what=describe(needle)))
    if isinstance(needle, Constant) and not str(needle.value).strip():
        raise Refusal(mistakes.BLANK_ENTRY.at(p.needle.span, where="the text"))
    return TextTest(search, v, (needle,), "", span)


def matches(ctx: Context, v: Value, p: s.MatchesPattern, span: Span) -> Condition:
    """`matches pattern "…"`, RE2."""
    v = _searchable(ctx, v, "matches pattern", p.span)
    if len(p.pattern.text) > ctx.limits.pattern_characters:
        raise Refusal(
            mistakes.TOO_LONG.at(p.pattern.span, what="pattern", limit=ctx.limits.pattern_characters, unit="characters")
        )
    fault = ctx.pattern_fault(p.pattern.text)
    if fault is not None:
        raise Refusal(mistakes.BAD_PATTERN.at(p.pattern.span, reason=fault))
    return TextTest(Search.PATTERN, v, (literals.text_constant(p.pattern.text, p.pattern.span),), "", span)


def resembles(ctx: Context, v: Value, p: s.Resembles, span: Span, reach: Reach) -> Condition:
    """`resembles X by 85%`: at least so alike; `by less than 40%` is the opposite of at least 40%."""
    v = _searchable(ctx, v, "resembles", p.span)
    other = ctx.value_of(ctx, p.value, reach, literals.TEXT)
    other = whole(other) if isinstance(v, AsFirstFiled) else other
    if isinstance(other, FieldValue | AsFirstFiled):
        other = party_name(ctx, other)
    if other.type.kind not in (Kind.TEXT, Kind.CODE):
        raise Refusal(mistakes.WRONG_TEST.at(p.value.span, test="resembles", what=describe(other)))
    alike = Likeness(v, other, literals.share(p.by) if p.by else _DEFAULT_LIKENESS, span)
    if p.by and p.by.bound == "less than":
        return Not(alike, span)
    if p.by and p.by.bound:
        raise Refusal(mistakes.WRONG_TEST.at(p.by.span, test="by more than", what="resembles", hint="write `by 85%`"))
    return alike


def _searchable(ctx: Context, v: Value, test: str, span: Span) -> Value:
    if isinstance(v, FieldValue | AsFirstFiled):
        v = party_name(ctx, v)
    if v.type.kind not in (Kind.TEXT, Kind.CODE) or isinstance(v, Constant):
        raise Refusal(mistakes.WRONG_TEST.at(span, test=test, what=describe(v), hint="it searches texts and codes"))
    return v
