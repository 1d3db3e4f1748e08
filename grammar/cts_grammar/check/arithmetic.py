"""`+ - * /` over numbers, and the time between two moments."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check import literals
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.exchange_rates import exchanging
from cts_grammar.check.names import find_field, refuse_across
from cts_grammar.check.units_agree import agree, describe, dimension_of
from cts_grammar.checked import Arithmetic, Elapsed, Value
from cts_grammar.dimensions import TIME, unit_named
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind


def arithmetic(ctx: Context, e: s.Sum, reach: Reach) -> Value:
    """Parts joined from left to right."""
    if len(e.parts) > ctx.limits.nesting:
        raise Refusal(mistakes.TOO_LONG.at(e.span, what="calculation", limit=ctx.limits.nesting, unit="parts"))
    left = operand(ctx, e.parts[0], reach)
    for before, operator, part in zip(e.parts, e.operators, e.parts[1:], strict=False):
        _refuse_slash_in_unit(ctx, before, operator, part, reach)
        right = operand(ctx, part, reach)
        left = combined(ctx, operator, left, right, left.span.to(right.span))
    return left


def _refuse_slash_in_unit(ctx: Context, before: s.Expression, operator: str, part: s.Expression, reach: Reach) -> None:
    """`3 EUR/kg`: units are joined by `per`."""
    if operator != "/" or not (isinstance(before, s.Number) and before.unit and isinstance(part, s.Name)):
        return
    if unit_named(part.text) is None or find_field(ctx, part.text, reach) or part.text in ctx.definitions:
        return
    better = f"{before.unit} per {part.text}"
    span = before.span.to(part.span)
    raise Refusal(
        mistakes.UNKNOWN_UNIT.at(
            span,
            unit=f"{before.unit}/{part.text}",
            hint=f"write `{before.numeral} {better}`",
            fix=f"{before.numeral} {better}",
        )
    )


def operand(ctx: Context, e: s.Expression, reach: Reach) -> Value:
    """A number or a moment that takes part in arithmetic."""
    found = ctx.value_of(ctx, e, reach, None)
    if found.type.kind not in (Kind.NUMBER, Kind.MOMENT):
        raise Refusal(mistakes.NO_ARITHMETIC.at(e.span, what=describe(found)))
    refuse_across(ctx, found)
    return found


def combined(ctx: Context, operator: str, left: Value, right: Value, span: Span) -> Value:
    """One operation, its dimensions agreed."""
    moments = (left.type.kind is Kind.MOMENT) + (right.type.kind is Kind.MOMENT)
    if moments == 2 and operator == "-":
        return Elapsed(left, right, literals.number_type(TIME), span)
    if moments:
        raise Refusal(
            mistakes.NO_ARITHMETIC.at(
                span, what="a date", hint="ask `arrival is less than 2 days after departure`, or subtract two dates"
            )
        )
    a, b = dimension_of(left), dimension_of(right)
    if operator in "+-":
        agree(ctx, left, right)
        return exchanging(ctx, Arithmetic(operator, left, right, left.type, span))
    both = a.times(b) if operator == "*" else a.over(b)
    return exchanging(ctx, Arithmetic(operator, left, right, literals.number_type(both), span))
