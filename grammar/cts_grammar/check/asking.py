"""One value and what is asked of it: each predicate of the language becomes a checked condition."""

from __future__ import annotations

import re
from dataclasses import replace

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.exact_codes import warn_of_exact_codes
from cts_grammar.check.membership import members, texts_of
from cts_grammar.check.names import find_list, is_lost, list_of, party_name
from cts_grammar.check.timing import timing
from cts_grammar.check.values import agree, describe, refuse_across, text_constant
from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    Between,
    Compare,
    Condition,
    Constant,
    Differs,
    FieldValue,
    Is,
    Likeness,
    Not,
    Order,
    Same,
    SameParty,
    Search,
    State,
    TextTest,
    Value,
    Within,
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
_DEFAULT_LIKENESS = 0.85
_ORDERED = (Kind.NUMBER, Kind.MOMENT)


def ask(ctx: Context, subject: Value, p: s.Predicate, span: Span, reach: Reach) -> Condition:
    """The condition that a predicate asks of one value. Raises Refusal with the mistake."""
    positive = _positive(ctx, subject, p, span, reach)
    return Not(positive, span) if getattr(p, "negated", False) else positive


def _positive(ctx: Context, v: Value, p: s.Predicate, span: Span, reach: Reach) -> Condition:
    match p:
        case s.IsValue():
            return is_value(ctx, v, p, span, reach)
        case s.IsOrder():
            return is_order(ctx, v, p, span, reach)
        case s.IsBetween():
            return is_between(ctx, v, p, span, reach)
        case s.IsAmong():
            return is_among(ctx, v, p, span, reach)
        case s.IsWithin():
            return is_within(ctx, v, p, span, reach)
        case s.IsState():
            return is_state(ctx, v, p, span)
        case s.IsWhen():
            _only(v, Kind.MOMENT, p.direction)
            other = _other(ctx, v, p.value, reach)
            return Compare(Order.UNDER if p.direction == "before" else Order.OVER, v, other, span)
        case s.Searches():
            return searches(ctx, v, p, span, reach)
        case s.MatchesPattern():
            return matches(ctx, v, p, span)
        case s.Resembles():
            return resembles(ctx, v, p, span, reach)
        case s.DiffersFrom():
            return differs(ctx, v, p, span, reach)
        case s.IsOn():
            later = mistakes.NOT_YET.at(p.span, form="watch lists")
            raise Refusal(None if is_lost(ctx, p.watchlist.text) else later)
        case s.HasChanged():
            raise Refusal(mistakes.NOT_YET.at(p.span, form="questions about earlier versions of a document"))
        case s.HasFired():
            raise Refusal(mistakes.NOT_YET.at(p.span, form="rules upon rules"))
        case s.Passes():
            raise Refusal(mistakes.NOT_YET.at(p.span, form="questions about the route"))


def _only(v: Value, kind: Kind, test: str) -> None:
    if v.type.kind is not kind:
        raise Refusal(mistakes.WRONG_TEST.at(v.span, test=test, what=describe(v)))


def _other(ctx: Context, v: Value, e: s.Expression, reach: Reach) -> Value:
    """The other side of a comparison, of the same kind and dimension."""
    other = ctx.value_of(ctx, e, reach, v.type)
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
    other = _other(ctx, v, p.value, reach)
    if v.type.kind in _ORDERED:
        return Compare(Order.IS, v, other, span)
    if v.type.kind is Kind.PARTY:
        if isinstance(v, FieldValue) and isinstance(other, FieldValue):
            return SameParty(v, other, span)
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is", what="a party"))
    if isinstance(other, Constant) and not str(other.value).strip():
        raise Refusal(mistakes.BLANK_ENTRY.at(p.span, where="the text", hint="for no text write `is missing`"))
    _refuse_country_for_place(ctx, v, other, p)
    warn_of_exact_codes(ctx, v, (other,), p)
    return Same(v, other, span)


def _refuse_list(ctx: Context, p: s.IsValue) -> None:
    """`port of loading is risky ports`: a list wants `is in`."""
    if isinstance(p.value, s.Name) and p.value.text in ctx.lists:
        name = p.value.text
        ctx.lists[name].used = True
        better = f"is {'not ' if p.negated else ''}in {name}"
        raise Refusal(
            mistakes.LIST_AS_VALUE.at(p.value.span, name=name, hint=f"write `{better}`", fix=Fix(p.span, better))
        )


def _refuse_country_for_place(ctx: Context, v: Value, other: Value, p: s.IsValue) -> None:
    """`port of loading is consignor country` can never be yes."""
    mine, theirs = v.type.codes, other.type.codes
    if isinstance(other, Constant) or mine is None or theirs is None or mine is theirs:
        return
    if mine.hierarchical and theirs.name == "country":
        raise Refusal(
            mistakes.WRONG_KIND.at(
                p.span,
                left=ctx.words(v.span),
                left_kind=f"a {mine.name}",
                right=ctx.words(other.span),
                right_kind="a country",
                hint=f"write `is within {ctx.words(other.span)}`",
            )
        )


def is_order(ctx: Context, v: Value, p: s.IsOrder, span: Span, reach: Reach) -> Condition:
    """`is over X`; with a direction, how long before or after."""
    if p.direction:
        return timing(ctx, v, p, span, reach)
    if v.type.kind not in _ORDERED:
        raise Refusal(
            mistakes.WRONG_TEST.at(p.span, test=f"is {p.order}", what=describe(v), hint="it compares numbers and dates")
        )
    return Compare(_ORDERS[p.order], v, _other(ctx, v, p.value, reach), span)


def is_between(ctx: Context, v: Value, p: s.IsBetween, span: Span, reach: Reach) -> Condition:
    """`is between X and Y`: a bare first number takes the second one's unit."""
    if v.type.kind not in _ORDERED:
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is between", what=describe(v)))
    low_written = p.low
    if isinstance(p.low, s.Number) and isinstance(p.high, s.Number) and not p.low.unit:
        low_written = replace(p.low, unit=p.high.unit)
    return Between(v, _other(ctx, v, low_written, reach), _other(ctx, v, p.high, reach), span)


def is_among(ctx: Context, v: Value, p: s.IsAmong, span: Span, reach: Reach) -> Condition:
    """`is in LIST`."""
    if v.type.kind not in (Kind.TEXT, Kind.CODE, *_ORDERED):
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is in", what=describe(v)))
    constants, values, name = members(ctx, p.members, v.type, reach, whole=True)
    if v.type.kind is Kind.NUMBER:
        for other in (*constants, *values):
            agree(ctx, v, other)
    if v.type.kind is Kind.MOMENT:
        return _any([Compare(Order.IS, v, other, span) for other in (*constants, *values)], span)
    warn_of_exact_codes(ctx, v, constants, p, name)
    among: list[Condition] = [Among(v, constants, name, span)] if constants else []
    same = [Compare(Order.IS, v, x, span) if v.type.kind is Kind.NUMBER else Same(v, x, span) for x in values]
    return _any([*among, *same], span)


def _any(parts: list[Condition], span: Span) -> Condition:
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts), span)


def is_within(ctx: Context, v: Value, p: s.IsWithin, span: Span, reach: Reach) -> Condition:
    """`is within LIST`: at or below one of the codes."""
    if v.type.kind is not Kind.CODE or v.type.codes is None or not v.type.codes.hierarchical:
        hint = "write `is in` for a list of values"
        if v.type.kind is Kind.MOMENT:
            hint = "write `is less than 10 days after …`, or `is between … and …`"
        raise Refusal(mistakes.NOT_HIERARCHICAL.at(p.span, left=ctx.words(v.span), hint=hint))
    want = v.type
    if p.members.name is not None and p.members.name.text not in ctx.lists:
        other = ctx.value_of(ctx, p.members.name, reach, want) if p.members.name.text not in ctx.lost else None
        if other is not None and not isinstance(other, Constant):
            if other.type.codes is None or not other.type.codes.hierarchical:
                raise Refusal(mistakes.NOT_HIERARCHICAL.at(p.members.span, left=p.members.name.text))
            return Within(v, (other,), "", span)
    constants, values, name = members(ctx, p.members, want, reach, whole=False)
    return Within(v, (*constants, *values), name, span)


def is_state(ctx: Context, v: Value, p: s.IsState, span: Span) -> Condition:
    """`is missing`, `is valid` and the like of a value."""
    state = State(f"is {p.state}")
    if state is State.VALID and v.type.valid is None:
        raise Refusal(mistakes.NOT_VALIDATED.at(p.span, name=ctx.words(v.span)))
    if state is State.VAGUE and v.type.kind is not Kind.TEXT:
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is vague", what=describe(v)))
    if isinstance(v, Constant):
        raise Refusal(mistakes.WRONG_TEST.at(span, test=state.value, what="what the rule itself says"))
    return Is(state, v, span)


def searches(ctx: Context, v: Value, p: s.Searches, span: Span, reach: Reach) -> Condition:
    """`contains`, `starts with`, `ends with`, `mentions`, also `any of`, `all of`, `none of`."""
    v = _searchable(ctx, v, p.search, p.span)
    search = Search(p.search)
    if p.members is not None:
        needles, name, _ = texts_of(ctx, p.members, reach)
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


def _searchable(ctx: Context, v: Value, test: str, span: Span) -> Value:
    if isinstance(v, FieldValue):
        v = party_name(ctx, v)
    if v.type.kind not in (Kind.TEXT, Kind.CODE) or isinstance(v, Constant):
        raise Refusal(mistakes.WRONG_TEST.at(span, test=test, what=describe(v), hint="it searches texts and codes"))
    return v


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
    return TextTest(Search.PATTERN, v, (text_constant(p.pattern.text, p.pattern.span),), "", span)


def share(by: s.Share) -> float:
    """`85%` as 0.85."""
    part = float(by.numeral) / 100
    if not 0 < part <= 1:
        raise Refusal(mistakes.SHARE_OUT_OF_RANGE.at(by.span))
    return part


def resembles(ctx: Context, v: Value, p: s.Resembles, span: Span, reach: Reach) -> Condition:
    """`resembles X by 85%`: at least so alike; `by less than 40%` is the opposite of at least 40%."""
    v = _searchable(ctx, v, "resembles", p.span)
    other = ctx.value_of(ctx, p.value, reach, literals.TEXT)
    if isinstance(other, FieldValue):
        other = party_name(ctx, other)
    if other.type.kind not in (Kind.TEXT, Kind.CODE):
        raise Refusal(mistakes.WRONG_TEST.at(p.value.span, test="resembles", what=describe(other)))
    alike = Likeness(v, other, share(p.by) if p.by else _DEFAULT_LIKENESS, span)
    if p.by and p.by.bound == "less than":
        return Not(alike, span)
    if p.by and p.by.bound:
        raise Refusal(mistakes.WRONG_TEST.at(p.by.span, test="by more than", what="resembles", hint="write `by 85%`"))
    return alike


def differs(ctx: Context, v: Value, p: s.DiffersFrom, span: Span, reach: Reach) -> Condition:
    """`differs from X`, for numbers also by more than a share of the larger."""
    if p.by is None:
        return Not(is_value(ctx, v, s.IsValue(False, p.value, False, p.span), span, reach), span)
    other = _other(ctx, v, p.value, reach)
    if v.type.kind is not Kind.NUMBER:
        raise Refusal(
            mistakes.WRONG_TEST.at(p.by.span, test="by more than", what=describe(v), hint="for names use `resembles`")
        )
    if p.by.bound == "less than":
        return Not(Differs(v, other, share(p.by), span), span)
    return Differs(v, other, share(p.by), span)


def ask_list(ctx: Context, name: s.Name, p: s.IsState, span: Span, reach: Reach) -> Condition | None:
    """`containers are missing`: of a list, where the name is one."""
    found = find_list(ctx, name.text, reach)
    if found is None:
        return None
    state = State(f"is {p.state}")
    if state not in (State.MISSING, State.PRESENT):
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test=state.value, what="a list", hint="ask it of its elements"))
    asked = Is(state, list_of(*found, name.span), span)
    return Not(asked, span) if p.negated else asked
