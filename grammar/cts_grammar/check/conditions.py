"""Expressions that are conditions: tests, joined, negated, counted, quantified."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.across import ask_across
from cts_grammar.check.asking import ask, ask_list
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.definitions import definition_condition
from cts_grammar.check.quantifiers import quantified
from cts_grammar.check.values import describe
from cts_grammar.checked import AllOf, AnyOf, AtLeastOf, Condition, FieldValue, Not, Truth
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
            raise Refusal(mistakes.NOT_A_CONDITION.at(e.span, text=ctx.words(e.span), what=_BARE[type(e)]))
        case _:
            return bare_value(ctx, e, reach)


def bare_value(ctx: Context, e: s.Expression, reach: Reach) -> Condition:
    """A field that is a yes or no by itself; any other value wants a test."""
    found = ctx.value_of(ctx, e, reach, None)
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
    if isinstance(e.predicate, s.HasFired):
        raise Refusal(mistakes.NOT_YET.at(e.span, form="rules upon rules"))
    if isinstance(e.subject, s.Name) and isinstance(e.predicate, s.IsValue) and e.subject.text in ctx.definitions:
        _refuse_condition_compared(ctx, e.subject)
    subject = ctx.value_of(ctx, e.subject, reach, None)
    if isinstance(subject, FieldValue) and subject.field.across:
        return ask_across(ctx, subject, e.predicate, e.span, reach)
    return ask(ctx, subject, e.predicate, e.span, reach)


def _refuse_condition_compared(ctx: Context, name: s.Name) -> None:
    from cts_grammar.check.definitions import settle

    settle(ctx, name.text)


def chain(ctx: Context, e: s.Chain, reach: Reach) -> Condition:
    """`A and B and C`; a mixture of `and` and `or` is refused with both readings."""
    if len(set(e.connectives)) > 1:
        raise Refusal(mistakes.MIXED_AND_OR.at(e.span, hint=both_readings(ctx, e)))
    _refuse_leftovers(ctx, e)
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


def both_readings(ctx: Context, e: s.Chain) -> str:
    """`write (A and B) or C, or A and (B or C)`."""
    words = [ctx.words(p.span) for p in e.parts]

    def grouped(inner: str, outer: str) -> str:
        groups: list[list[str]] = [[words[0]]]
        for connective, word in zip(e.connectives, words[1:], strict=True):
            if connective == inner:
                groups[-1].append(word)
            else:
                groups.append([word])
        said = [f"({f' {inner} '.join(g)})" if len(g) > 1 else g[0] for g in groups]
        return f" {outer} ".join(said)

    return f"write `{grouped('and', 'or')}` or `{grouped('or', 'and')}`"


def _refuse_leftovers(ctx: Context, e: s.Chain) -> None:
    """`A is X or Y`, `A and B are missing`: forms of speech that the language spells out."""
    for before, connective, part in zip(e.parts, e.connectives, e.parts[1:], strict=False):
        if isinstance(part, s.Text | s.Code | s.Number) and isinstance(before, s.Test):
            if isinstance(before.predicate, s.IsValue):
                raise Refusal(_in_list_wanted(ctx, e, before, before.predicate, connective, part))
            raise Refusal(
                mistakes.CODE_AS_CONDITION.at(
                    part.span,
                    text=ctx.words(part.span),
                    connective=connective,
                    hint=f"repeat what is compared: `{ctx.words(before.subject.span)} is …`",
                )
            )
    for i, (name, other) in enumerate(zip(e.parts, e.parts[1:], strict=False)):
        if not (isinstance(other, s.Test) and isinstance(other.predicate, s.IsState) and other.predicate.plural):
            continue
        if isinstance(name, s.Name) and name.text not in ctx.definitions and isinstance(other.subject, s.Name):
            state = f"is {'not ' if other.predicate.negated else ''}{other.predicate.state}"
            both = f"{name.text} {state} {e.connectives[i]} {other.subject.text} {state}"
            raise Refusal(
                mistakes.BOTH_TESTS_WANTED.at(
                    name.span.to(other.span),
                    left=name.text,
                    right=other.subject.text,
                    hint=f"write `{both}`",
                    fix=both,
                )
            )


def _in_list_wanted(
    ctx: Context, e: s.Chain, before: s.Test, asked: s.IsValue, connective: str, part: s.Expression
) -> Diagnostic:
    run = [ctx.words(asked.value.span)]
    last: Span = part.span
    for later in e.parts[e.parts.index(part) :]:
        if not isinstance(later, s.Text | s.Code | s.Number):
            break
        run.append(ctx.words(later.span))
        last = later.span
    no = "not " if asked.negated else ""
    better = f"{ctx.words(before.subject.span)} is {no}in ({', '.join(run)})"
    return mistakes.CODE_AS_CONDITION.at(
        part.span,
        text=ctx.words(part.span),
        connective=connective,
        hint=f"write `{better}`",
        fix=Fix(before.span.to(last), better),
    )


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
        raise Refusal(mistakes.COUNT_OUT_OF_RANGE.at(e.span, count=f"{e.kind} {e.n}", total=most))
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
