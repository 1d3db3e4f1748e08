"""Expressions that are conditions: tests, joined, negated, counted, quantified."""

from __future__ import annotations

import re
from dataclasses import replace

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.across import ask_across
from cts_grammar.check.asking import ask, ask_list
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.definitions import definition_condition, settle
from cts_grammar.check.forms_of_speech import refuse_leftovers, refuse_mixture
from cts_grammar.check.names import find_field, find_list, things_with
from cts_grammar.check.quantifiers import quantified
from cts_grammar.check.routes import passes
from cts_grammar.check.rules_upon_rules import has_fired
from cts_grammar.check.units_agree import describe
from cts_grammar.check.unknown_names import standing_alone
from cts_grammar.check.versions import asks_versions, whole, whole_list
from cts_grammar.check.written_subjects import refuse_written_subject
from cts_grammar.checked import AllOf, AnyOf, AtLeastOf, Condition, FieldValue, Not, Truth, Value
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind

_BARE = {s.Text: "a text", s.Code: "a code", s.Number: "a number", s.Day: "a date"}


def condition(ctx: Context, e: s.Expression, reach: Reach) -> Condition:
    """The expression as a condition. All parts of a chain or group are checked before it is refused."""
    match e:
        case s.Test():
            return test(ctx, e, reach)
        case s.Chain():
            return chain(ctx, e, reach)
        case s.Negation():
            return Not(condition(ctx, e.inner, reach), e.span)
        case s.Brackets():
            return condition(ctx, e.inner, reach)
        case s.Group():
            return group(ctx, e, reach)
        case s.Quantified():
            return quantified(ctx, e, reach)
        case s.Name() if e.text in ctx.definitions:
            return definition_condition(ctx, e.text, e.span, reach)
        case s.Text() | s.Code() | s.Number() | s.Day():
            words = ctx.words(e.span)
            hint = f"say what is to be so: `… is {words}`"
            raise Refusal(mistakes.NOT_A_CONDITION.at(e.span, text=words, what=_BARE[type(e)], hint=hint))
        case _:
            return bare_value(ctx, e, reach)


def bare_value(ctx: Context, e: s.Expression, reach: Reach) -> Condition:
    """A field that is a yes or no by itself; any other value wants a test."""
    if isinstance(e, s.Name) and e.text in ctx.lost:
        raise Refusal(None)
    try:
        found = value_asked(ctx, e, e.span, reach)
    except Refusal as refusal:
        raise Refusal(standing_alone(ctx, refusal.diagnostic, e)) from None
    if found.type.kind is Kind.TRUTH:
        return Truth(found, e.span)
    words = ctx.words(e.span)
    raise Refusal(
        mistakes.NOT_A_CONDITION.at(
            e.span, text=words, what=describe(found), hint=f"say what it is to be: `{words} is …`"
        )
    )


def test(ctx: Context, e: s.Test, reach: Reach) -> Condition:
    """A subject and its predicate."""
    if isinstance(e.subject, s.Name) and isinstance(e.predicate, s.IsState):
        of_list = ask_list(ctx, e.subject, e.predicate, e.span, reach)
        if of_list is not None:
            return of_list
    if isinstance(e.subject, s.Name) and isinstance(e.predicate, s.HasChanged):
        together = whole_list(ctx, e.subject, reach)
        if together is not None:
            return ask(ctx, together, e.predicate, e.span, reach)
    if isinstance(e.predicate, s.HasFired):
        return has_fired(ctx, e.subject, e.predicate, e.span)
    if isinstance(e.predicate, s.Passes):
        return passes(ctx, e.subject, e.predicate, e.span, reach)
    if isinstance(e.subject, s.Name) and isinstance(e.predicate, s.IsValue) and e.subject.text in ctx.definitions:
        _refuse_condition_compared(ctx, e.subject)
    refuse_written_subject(ctx, e)
    try:
        subject = value_asked(ctx, e.subject, e.span, reach)
    except Refusal as refusal:
        raise Refusal(_counted_instead(ctx, e, reach, refusal.diagnostic)) from None
    if asks_versions(e.predicate):
        subject = whole(subject)
    if isinstance(subject, FieldValue) and subject.field.across:
        return ask_across(ctx, subject, e.predicate, e.span, reach)
    return ask(ctx, subject, e.predicate, e.span, reach)


def value_asked(ctx: Context, subject: s.Expression, test: Span, reach: Reach) -> Value:
    """The subject of a test; a field of one of several things is refused with `some … has (…)` around the test."""
    try:
        return ctx.value_of(ctx, subject, reach, None)
    except Refusal as refusal:
        d = refusal.diagnostic
        renamed = _inside_a_list(ctx, d, subject, test, reach)
        if renamed is not None:
            raise Refusal(renamed) from None
        if d is None or d.kind is not mistakes.FIELD_OF_LIST or d.span != subject.span or d.fix is not None:
            raise
        lists = things_with(ctx, ctx.words(subject.span).replace("'s ", " "))
        if len(lists) != 1:
            raise
        asked, one = ctx.exactly(test), lists[0]
        asked = re.sub(rf"^(?:{one.name}|{one.plural})(?:'s)?\s+", "", asked)
        better = f"some {one.name} has ({asked})"
        raise Refusal(replace(d, fix=Fix(test, better))) from None


def _inside_a_list(
    ctx: Context, d: Diagnostic | None, subject: s.Expression, test: Span, reach: Reach
) -> Diagnostic | None:
    """An unknown name whose better name is a field of one of several things is mended in one step."""
    if d is None or d.kind is not mistakes.UNKNOWN_NAME or d.fix is None or d.fix.span != subject.span:
        return None
    better = d.fix.replacement
    lists = things_with(ctx, better)
    if len(lists) != 1 or find_field(ctx, better, reach):
        return None
    field = better.removeprefix(lists[0].name + " ")
    rest = ctx.exactly(test)[subject.span.end - test.start :]
    return replace(d, fix=Fix(test, f"some {lists[0].name} has ({field}{rest})"))


def _counted_instead(ctx: Context, e: s.Test, reach: Reach, d: Diagnostic | None) -> Diagnostic | None:
    """`containers are over 10`: a list compared with a number."""
    numeric = isinstance(e.predicate, s.IsOrder | s.IsBetween) or (
        isinstance(e.predicate, s.IsValue) and isinstance(e.predicate.value, s.Number)
    )
    found = find_list(ctx, e.subject.text, reach) if isinstance(e.subject, s.Name) else None
    if d is None or d.kind is not mistakes.NOT_A_VALUE_LIST or found is None:
        return d
    if not numeric and found[0].element is None:
        return d
    if found[0].element is not None and not isinstance(e.predicate, s.IsOrder):
        better = f"some {found[0].name}"
        return replace(d, hint=f"write `{better} …`", fix=Fix(e.subject.span, better))
    better = f"number of {found[0].plural}"
    return replace(d, hint=f"write `{better}`", fix=Fix(e.subject.span, better))


def _refuse_condition_compared(ctx: Context, name: s.Name) -> None:
    settle(ctx, name.text)


def chain(ctx: Context, e: s.Chain, reach: Reach) -> Condition:
    """`A and B and C`; a mixture of `and` and `or` is refused with both readings."""
    refuse_mixture(ctx, e)
    refuse_leftovers(ctx, e, reach)
    parts = all_checked(ctx, e.parts, reach)
    return AllOf(parts, e.span) if e.connectives[0] == "and" else AnyOf(parts, e.span)


def all_checked(ctx: Context, parts: tuple[s.Expression, ...], reach: Reach) -> tuple[Condition, ...]:
    """Every part checked, every mistake reported; refused as a whole if there was one."""
    checked = []
    for part in parts:
        with ctx.reporting():
            checked.append(condition(ctx, part, reach))
    if len(checked) < len(parts):
        raise Refusal(None)
    return tuple(checked)


def group(ctx: Context, e: s.Group, reach: Reach) -> Condition:
    """`all of (…)` and its kin."""
    parts = all_checked(ctx, e.parts, reach)
    match e.kind:
        case "all":
            return AllOf(parts, e.span) if len(parts) > 1 else parts[0]
        case "any":
            return AnyOf(parts, e.span) if len(parts) > 1 else parts[0]
        case "none":
            return Not(AnyOf(parts, e.span) if len(parts) > 1 else parts[0], e.span)
    most = len(parts)
    fits = 0 <= e.n < most if e.kind == "at most" else 1 <= e.n <= most
    if not fits:
        hint = "write `none of (…)`" if e.n == 0 and e.kind != "at least" else f"count from 1 to {most}"
        raise Refusal(mistakes.COUNT_OUT_OF_RANGE.at(e.span, count=f"{e.kind} {e.n}", total=most, hint=hint))
    match e.kind:
        case "at least":
            return AtLeastOf(e.n, parts, e.span)
        case "at most":
            return Not(AtLeastOf(e.n + 1, parts, e.span), e.span)
        case _:
            least = AtLeastOf(e.n, parts, e.span)
            if e.n == most:
                return least
            return AllOf((least, Not(AtLeastOf(e.n + 1, parts, e.span), e.span)), e.span)
