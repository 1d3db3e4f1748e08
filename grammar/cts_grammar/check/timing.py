"""`arrival is less than 24 hours after received`: how long one moment lies before or after another."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.literals import plain_number, unit_of, unknown_unit
from cts_grammar.check.parameters import parameter_value
from cts_grammar.check.units_agree import describe
from cts_grammar.checked import Condition, Constant, Gap, NamedValue, Parameter, Timing, Value
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.dimensions import TIME, name_of
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind

_GAPS = {
    "less than": Gap.LESS,
    "under": Gap.LESS,
    "at most": Gap.AT_MOST,
    "more than": Gap.MORE,
    "over": Gap.MORE,
    "at least": Gap.AT_LEAST,
}


_WRITE_IT = "write for instance `24 hours`"


def timing(ctx: Context, subject: Value, p: s.IsOrder, span: Span, reach: Reach) -> Condition:
    """The checked form. Raises Refusal where a side is no moment or the length no duration."""
    assert p.anchor is not None
    anchor = ctx.value_of(ctx, p.anchor, reach, subject.type)
    for side in (subject, anchor):
        if side.type.kind is not Kind.MOMENT:
            raise Refusal(mistakes.WRONG_TEST.at(side.span, test=p.direction, what=describe(side)))
    seconds, months = _length(ctx, p.value)
    return Timing(subject, _GAPS[p.order], seconds, months, p.direction == "after", anchor, span)


def _length(ctx: Context, e: s.Expression) -> tuple[int, int]:
    """A written duration, or the name of one."""
    if not (isinstance(e, s.Name) and e.text in ctx.parameters):
        return length(ctx, e)
    parameter = parameter_value(ctx, e.text, e.span, None)
    if isinstance(parameter, Parameter):
        raise Refusal(mistakes.NOT_YET.at(e.span, form="lengths of time that change with the day", hint=_WRITE_IT))
    if parameter.type.kind is Kind.NUMBER and parameter.type.dimension == TIME and isinstance(parameter, NamedValue):
        assert isinstance(parameter.value, Constant)
        return round(float(parameter.value.value)), 0
    raise Refusal(_no_duration(ctx, e.span, describe(parameter)))


def length(ctx: Context, e: s.Expression) -> tuple[int, int]:
    """A written duration as seconds and calendar months, of which one is 0."""
    if not isinstance(e, s.Number):
        raise Refusal(_no_duration(ctx, e.span, "something else"))
    amount = plain_number(e)
    if not e.unit:
        raise Refusal(
            mistakes.UNIT_MISSING.at(
                e.span,
                left="the time between",
                dimension="a duration",
                hint=f"write `{e.numeral} hours` or `{e.numeral} days`",
            )
        )
    unit = unit_of(e.unit)
    if unit is None:
        raise Refusal(unknown_unit(ctx, e.unit, e.span))
    if unit.dimension != TIME:
        raise Refusal(
            mistakes.WRONG_UNIT.at(
                e.span,
                left="the time between",
                left_dimension="a duration",
                right=ctx.words(e.span),
                right_dimension=name_of(unit.dimension),
                hint=_WRITE_IT,
            )
        )
    if unit.months:
        if amount != int(amount):
            raise Refusal(mistakes.MONTHS_HERE.at(e.span, hint="write a whole number of months, or days"))
        return 0, int(amount) * unit.months
    return round(amount * unit.factor), 0


def _no_duration(ctx: Context, span: Span, kind: str) -> Diagnostic:
    return mistakes.WRONG_KIND.at(
        span,
        left="the time between",
        left_kind="a duration",
        right=ctx.words(span),
        right_kind=kind,
        hint=_WRITE_IT,
    )
