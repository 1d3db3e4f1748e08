"""Two sides of a test: the same, equal, over, between, so far apart."""

from __future__ import annotations

import re
from dataclasses import replace

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.comparable_codes import refuse_other_codes
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.exact_codes import warn_of_exact_codes
from cts_grammar.check.exchange_rates import exchanging
from cts_grammar.check.names import refuse_across
from cts_grammar.check.timing import timing
from cts_grammar.check.units_agree import agree, describe
from cts_grammar.check.versions import whole
from cts_grammar.checked import (
    AsFirstFiled,
    Between,
    Compare,
    Condition,
    Constant,
    Differs,
    FieldValue,
    Not,
    Order,
    Same,
    SameParty,
    Value,
)
from cts_grammar.diagnostics import Fix
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind

_ORDERS = {
    "over": Order.OVER,
    "more than": Order.OVER,
    "under": Order.UNDER,
    "less than": Order.UNDER,
    "at least": Order.AT_LEAST,
    "at most": Order.AT_MOST,
}
ORDERED = (Kind.NUMBER, Kind.MOMENT)


def is_value(ctx: Context, v: Value, p: s.IsValue, span: Span, reach: Reach) -> Condition:
    """`is X`: texts and codes the same, numbers and moments equal, parties one and the same."""
    if v.type.kind is Kind.TRUTH:
        raise Refusal(
            mistakes.WRONG_TEST.at(
                p.span,
                test="is",
                what="a yes or no",
                hint=f"write just `{ctx.words(v.span)}`, or `not {ctx.words(v.span)}`",
            )
        )
    _refuse_list(ctx, p)
    other = other_side(ctx, v, p.value, reach)
    if v.type.kind in ORDERED:
        return exchanging(ctx, Compare(Order.IS, v, other, span))
    if v.type.kind is Kind.PARTY:
        if isinstance(v, FieldValue | AsFirstFiled) and isinstance(other, FieldValue | AsFirstFiled):
            return SameParty(v, other, span)
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is", what="a party"))
    if isinstance(other, Constant) and not str(other.value).strip():
        raise Refusal(mistakes.BLANK_ENTRY.at(p.span, where="the text", hint="for no text write `is missing`"))
    refuse_other_codes(ctx, v, (other,), p)
    warn_of_exact_codes(ctx, v, (other,), p)
    return Same(v, other, span)


def is_order(ctx: Context, v: Value, p: s.IsOrder, span: Span, reach: Reach) -> Condition:
    """`is over X`; with a direction, how long before or after."""
    if p.direction:
        return timing(ctx, v, p, span, reach)
    if v.type.kind not in ORDERED:
        raise Refusal(
            mistakes.WRONG_TEST.at(p.span, test=f"is {p.order}", what=describe(v), hint="it compares numbers and dates")
        )
    return exchanging(ctx, Compare(_ORDERS[p.order], v, other_side(ctx, v, p.value, reach), span))


def is_between(ctx: Context, v: Value, p: s.IsBetween, span: Span, reach: Reach) -> Condition:
    """`is between X and Y`: a bare first number takes the second one's unit."""
    if v.type.kind not in ORDERED:
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is between", what=describe(v)))
    low_written = p.low
    if isinstance(p.low, s.Number) and isinstance(p.high, s.Number) and not p.low.unit:
        low_written = replace(p.low, unit=p.high.unit)
    low, high = other_side(ctx, v, low_written, reach), other_side(ctx, v, p.high, reach)
    return exchanging(ctx, Between(v, low, high, span))


def differs(ctx: Context, v: Value, p: s.DiffersFrom, span: Span, reach: Reach) -> Condition:
    """`differs from X`, for numbers also by more than a share of the larger."""
    if p.by is None:
        return Not(is_value(ctx, v, s.IsValue(not p.negated, p.value, False, p.span), span, reach), span)
    other = other_side(ctx, v, p.value, reach)
    if v.type.kind is not Kind.NUMBER:
        raise Refusal(
            mistakes.WRONG_TEST.at(p.by.span, test="by more than", what=describe(v), hint="for names use `resembles`")
        )
    apart = exchanging(ctx, Differs(v, other, literals.share(p.by), span))
    return Not(apart, span) if p.by.bound == "less than" else apart


def _refuse_list(ctx: Context, p: s.IsValue) -> None:
    """`port of loading is risky ports`: a list wants `is in`."""
    if isinstance(p.value, s.Name) and p.value.text in ctx.lists:
        name = p.value.text
        ctx.lists[name].used = True
        better = f"is {'not ' if p.negated else ''}in {name}"
        raise Refusal(
            mistakes.LIST_AS_VALUE.at(p.value.span, name=name, hint=f"write `{better}`", fix=Fix(p.span, better))
        )


def other_side(ctx: Context, v: Value, e: s.Expression, reach: Reach) -> Value:
    """The other side of a comparison, of the same kind and dimension."""
    other = ctx.value_of(ctx, e, reach, v.type)
    other = whole(other) if isinstance(v, AsFirstFiled) else other
    refuse_across(ctx, other)
    kinds = {v.type.kind, other.type.kind}
    if len(kinds) > 1 and kinds != {Kind.TEXT, Kind.CODE}:
        fix = _kind_fix(v, e)
        raise Refusal(
            mistakes.WRONG_KIND.at(
                e.span,
                left=ctx.words(v.span),
                left_kind=describe(v),
                right=ctx.words(e.span),
                right_kind=describe(other),
                hint=f"write `{fix.replacement} …`" if fix else _kind_help(v, e),
                fix=fix,
            )
        )
    if v.type.kind is Kind.NUMBER:
        agree(ctx, v, other)
    return other


def _kind_help(v: Value, e: s.Expression) -> str:
    if v.type.kind is Kind.NUMBER and isinstance(e, s.Text):
        return "numbers stand without quotes"
    if v.type.kind is Kind.MOMENT:
        return "dates are written YYYY-MM-DD"
    if v.type.kind is Kind.PARTY:
        return "ask for one of its fields: name, country, id …"
    return ""


def _kind_fix(v: Value, e: s.Expression) -> Fix | None:
    """What would make the two sides comparable, where that is plain."""
    if v.type.kind is Kind.PARTY and isinstance(v, FieldValue) and isinstance(e, s.Text):
        return Fix(v.span, f"{v.field.name} name")
    joined = re.fullmatch(r"(\d+(?:\.\d+)?)([A-Z]+)", e.text) if isinstance(e, s.Code) else None
    if v.type.kind is Kind.NUMBER and joined:
        return Fix(e.span, f"{joined[1]} {joined[2]}")
    return None
