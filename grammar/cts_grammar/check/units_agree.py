"""What two sides are measured in: numbers of one dimension, or what to write instead."""

from __future__ import annotations

import re

from cts_grammar import mistakes
from cts_grammar.check.context import Context, Refusal
from cts_grammar.checked import Constant, NamedValue, Parameter, Value
from cts_grammar.diagnostics import Label
from cts_grammar.dimensions import MASS, PLAIN, TEMPERATURE, VOLUME, Dimension, name_of
from cts_grammar.vocabulary import Kind

_KINDS = {
    Kind.TEXT: "a text",
    Kind.CODE: "a code",
    Kind.MOMENT: "a date or time",
    Kind.TRUTH: "a yes or no",
    Kind.PARTY: "a party",
}


def agree(ctx: Context, left: Value, right: Value) -> None:
    """Refuses two numbers of different dimensions, with what to write instead."""
    a, b = dimension_of(left), dimension_of(right)
    if a == b:
        return
    for bare, other, at in ((right, left, b), (left, right, a)):
        if isinstance(bare, Constant) and at == PLAIN and "%" not in bare.text:
            raise Refusal(
                mistakes.UNIT_MISSING.at(
                    bare.span,
                    *_declared(ctx, other),
                    left=ctx.words(other.span),
                    dimension=name_of(dimension_of(other)),
                    hint=unit_help(bare.text, dimension_of(other)),
                    fix=_base_unit(bare, dimension_of(other)),
                )
            )
    raise Refusal(
        mistakes.WRONG_UNIT.at(
            right.span,
            *_declared(ctx, left),
            *_declared(ctx, right),
            left=ctx.words(left.span),
            left_dimension=name_of(a),
            right=ctx.words(right.span),
            right_dimension=name_of(b),
            hint=_other_unit_help(right, a),
        )
    )


def _base_unit(bare: Constant, dimension: Dimension) -> str | None:
    """The number with the unit in which manifests have such values; of money and times there is no such unit."""
    unit = {MASS: "kg", VOLUME: "m3", TEMPERATURE: "degrees"}.get(dimension)
    return f"{bare.text} {unit}" if unit else None


def _declared(ctx: Context, v: Value) -> tuple[Label, ...]:
    """Where the rulebook says what a parameter or a definition is measured in."""
    name = v.name if isinstance(v, Parameter | NamedValue) else ""
    place = ctx.declared_at(name) if name else None
    return (Label(place, f"`{name}` is declared here: {name_of(dimension_of(v))}"),) if place else ()


def _other_unit_help(right: Value, wanted: Dimension) -> str:
    if not isinstance(right, Constant):
        return ""
    numeral = re.split(r"[ %]", right.text)[0]
    return f"write `{numeral}` without a unit" if wanted == PLAIN else unit_help(numeral, wanted)


def unit_help(text: str, dimension: Dimension) -> str:
    """`write 10 kg or 10 t`."""
    units = {
        Dimension(mass=1): ("kg", "t"),
        Dimension(volume=1): ("m3", "litres"),
        Dimension(money=1): ("USD", "EUR"),
        Dimension(temperature=1): ("degrees",),
        Dimension(time=1): ("hours", "days"),
        Dimension(mass=1, volume=-1): ("kg per m3",),
        Dimension(money=1, mass=-1): ("USD per kg",),
        Dimension(money=1, volume=-1): ("USD per m3",),
    }.get(dimension)
    return "write " + " or ".join(f"`{text} {u}`" for u in units) if units else ""


def dimension_of(v: Value) -> Dimension:
    """The dimension of a number."""
    return v.type.dimension or PLAIN


def describe(v: Value) -> str:
    """`a weight`, `a code`, for messages."""
    if v.type.kind is Kind.NUMBER:
        return name_of(dimension_of(v))
    return _KINDS[v.type.kind]
