"""Expressions that are values: fields, literals, arithmetic, what is derived or summarised."""

from __future__ import annotations

from functools import cache

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals, routes
from cts_grammar.check.arithmetic import arithmetic
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.definitions import definition_value
from cts_grammar.check.names import derived, field_value, find_field, find_list, is_lost, things_with
from cts_grammar.check.parameters import parameter_value
from cts_grammar.check.summaries import summary
from cts_grammar.check.tables import lookup, table_value
from cts_grammar.check.unknown_names import unknown
from cts_grammar.check.versions import as_first_filed
from cts_grammar.checked import NamedValue, Value
from cts_grammar.parse import parse_expression
from cts_grammar.source import Source, Span
from cts_grammar.vocabulary import Field, Type


def value(ctx: Context, e: s.Expression, reach: Reach, want: Type | None = None) -> Value:
    """The expression as a value. `want` is the type of the other side, by which codes and words are read.

    Raises Refusal with the mistake.
    """
    match e:
        case s.Name():
            return named_value(ctx, e.text, e.span, reach, want)
        case s.Possessive():
            return possessive(ctx, e, reach)
        case s.Brackets():
            return value(ctx, e.inner, reach, want)
        case s.Sum():
            return arithmetic(ctx, e, reach)
        case s.Summarised():
            return summary(ctx, e, reach)
        case s.Number() | s.Text() | s.Code() | s.Day():
            return literals.literal(ctx, e, want)
        case s.Earlier():
            return as_first_filed(ctx, e, named_value(ctx, e.name.text, e.name.span, reach, want), reach)
        case s.Lookup():
            return lookup(ctx, e, reach, want)
        case _:
            raise Refusal(mistakes.NOT_A_VALUE.at(e.span, text=ctx.words(e.span)))


def named_value(ctx: Context, name: str, span: Span, reach: Reach, want: Type | None) -> Value:
    """A word of the other side's code list, a field, a derived value or a definition."""
    if want and want.codes and name.lower() in want.codes.words:
        return literals.code(ctx, name, want.codes, span)
    found = find_field(ctx, name, reach)
    if found is not None:
        return of_field(ctx, *found, span, reach)
    if name in ctx.definitions:
        return definition_value(ctx, name, span, reach, want)
    if name in ctx.parameters:
        return parameter_value(ctx, name, span, want)
    looked_up = table_value(ctx, name, span, reach, want)
    if looked_up is not None:
        return looked_up
    if is_lost(ctx, name):
        raise Refusal(None)
    computed = derived(ctx, name, span, reach)
    if computed is not None:
        return computed
    relation = find_list(ctx, name, reach)
    if relation is not None:
        raise Refusal(
            mistakes.NOT_A_VALUE_LIST.at(
                span, name=name, hint=f"write `some {relation[0].name} …` or `number of {relation[0].plural}`"
            )
        )
    if name in ctx.lists:
        ctx.lists[name].used = True
        raise Refusal(mistakes.LIST_AS_VALUE.at(span, name=name, hint=f"write `is in {name}`"))
    if name == routes.NAME and ctx.vocabulary.route is not None:
        raise Refusal(mistakes.NOT_A_VALUE_LIST.at(span, name=name, hint=routes.HOW))
    if want and want.codes and want.codes.words and not _is_a_field(ctx, name):
        raise Refusal(literals.bad_code(name, want.codes, span))
    raise Refusal(unknown(ctx, name, span, reach, want))


def of_field(ctx: Context, field: Field, level: int, span: Span, reach: Reach) -> Value:
    """A field's value; one that the vocabulary gives a formula is what the formula says of the same thing."""
    if not field.formula:
        return field_value(field, level, span)
    formula = standing_at(parsed_formula(field.formula), span)
    found = value(ctx, formula, reach.up_to(level), None)
    return NamedValue(field.name, found, field.type, span)


@cache
def parsed_formula(formula: str) -> s.Expression:
    """A formula of the vocabulary, read once."""
    return parse_expression(Source("vocabulary", formula), 0, len(formula))


def standing_at(e: s.Expression, span: Span) -> s.Expression:
    """The formula's sums, names and numbers, all of them standing where the field is written."""
    match e:
        case s.Sum():
            return s.Sum(tuple(standing_at(p, span) for p in e.parts), e.operators, span)
        case s.Brackets():
            return s.Brackets(standing_at(e.inner, span), span)
        case s.Name():
            return s.Name(e.text, span)
        case s.Number():
            return s.Number(e.numeral, e.unit, span)
        case _:
            raise AssertionError(f"a formula of the vocabulary is arithmetic over fields: {e}")


def _is_a_field(ctx: Context, name: str) -> bool:
    """Whether any thing has a field of that name."""
    return any(name == f.name for f in ctx.vocabulary.fields)


def possessive(ctx: Context, e: s.Possessive, reach: Reach) -> Value:
    """`consignment's gross weight`: of just that thing."""
    for bound in reach:
        if (bound.called or bound.thing) == e.owner:
            field = ctx.vocabulary.field_named(bound.thing, e.name.text)
            if field is not None:
                return of_field(ctx, field, bound.level, e.span, reach)
            only = Reach((bound,))
            raise Refusal(unknown(ctx, e.name.text, e.name.span, only))
    things = [b.thing for b in reach]
    elsewhere = [r for r in things_with(ctx, f"{e.owner} {e.name.text}") if r.name == e.owner]
    if elsewhere and reach.bound[-1].thing == ctx.vocabulary.root:
        one = elsewhere[0]
        hint = f"write `some {one.name} has ({e.name.text} …)`"
        raise Refusal(mistakes.FIELD_OF_LIST.at(e.span, name=e.name.text, things=one.plural, hint=hint))
    raise Refusal(
        mistakes.OUT_OF_REACH.at(
            e.span, name=f"{e.owner}'s", thing=things[0], hint=f"here you can ask the {', the '.join(things)}"
        )
    )
