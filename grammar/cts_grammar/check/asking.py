"""One value and what is asked of it: each predicate of the language becomes a checked condition."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.comparable_codes import refuse_other_codes
from cts_grammar.check.comparing import ORDERED, differs, is_between, is_order, is_value, other_side
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.exact_codes import warn_of_exact_codes
from cts_grammar.check.exchange_rates import exchanging
from cts_grammar.check.membership import members
from cts_grammar.check.names import find_list, list_of
from cts_grammar.check.routes import HOW
from cts_grammar.check.searching import matches, resembles, searches
from cts_grammar.check.units_agree import agree, describe
from cts_grammar.check.versions import has_changed
from cts_grammar.check.watch_lists import on_watchlist
from cts_grammar.checked import Among, AnyOf, Compare, Condition, Constant, Is, Not, Order, Same, State, Value, Within
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind


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
            other = other_side(ctx, v, p.value, reach)
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
            return on_watchlist(ctx, v, p, span)
        case s.HasChanged():
            return has_changed(ctx, v, p, span, reach)
        case s.HasFired():
            raise Refusal(
                mistakes.WRONG_TEST.at(p.span, test="has fired", what=describe(v), hint="it is asked of a rule")
            )
        case s.Passes():
            raise Refusal(mistakes.WRONG_TEST.at(p.span, test="passes", what=describe(v), hint=HOW))


def _only(v: Value, kind: Kind, test: str) -> None:
    if v.type.kind is not kind:
        raise Refusal(mistakes.WRONG_TEST.at(v.span, test=test, what=describe(v)))


def _on_watchlist(ctx: Context, p: s.IsAmong) -> str:
    name = p.members.name.text if p.members.name is not None else ""
    return f"it is a watch list: write `is on {name}`" if name in ctx.watchlists else ""


def is_among(ctx: Context, v: Value, p: s.IsAmong, span: Span, reach: Reach) -> Condition:
    """`is in LIST`."""
    if v.type.kind not in (Kind.TEXT, Kind.CODE, *ORDERED):
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test="is in", what=describe(v), hint=_on_watchlist(ctx, p)))
    constants, values, name = members(ctx, p.members, v.type, reach, whole=True)
    if v.type.kind is Kind.NUMBER:
        for other in (*constants, *values):
            agree(ctx, v, other)
    if v.type.kind is Kind.MOMENT:
        return _any([Compare(Order.IS, v, other, span) for other in (*constants, *values)], span)
    refuse_other_codes(ctx, v, values, p)
    warn_of_exact_codes(ctx, v, constants, p, name)
    if ctx.exchange is not None and v.type.dimension is not None and v.type.dimension.money:
        return _any([exchanging(ctx, Compare(Order.IS, v, x, span)) for x in (*constants, *values)], span)
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
    constants, values, name = members(ctx, p.members, v.type, reach, whole=False)
    refuse_other_codes(ctx, v, values, p)
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


def ask_list(ctx: Context, name: s.Name, p: s.IsState, span: Span, reach: Reach) -> Condition | None:
    """`containers are missing`: of a list, where the name is one."""
    found = find_list(ctx, name.text, reach)
    if found is None:
        return None
    state = State(f"is {p.state}")
    if state not in (State.MISSING, State.PRESENT):
        raise Refusal(mistakes.WRONG_TEST.at(p.span, test=state.value, what="a list", hint="ask it of its elements"))
    asked = Is(state, list_of(*found, name.span, reach.nearest(ctx.vocabulary.root, found[1])), span)
    return Not(asked, span) if p.negated else asked
