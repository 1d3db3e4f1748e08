"""Numbers as generated functions see them: bare where all is plain, else within bounds."""

from __future__ import annotations

import ast

from cts_engine.predicates.bare_numbers import (
    compare_amount,
    compare_bare,
    differs_bare,
    has_money,
    is_bare,
    mirrored,
    near_one,
)
from cts_engine.predicates.moments import moment
from cts_engine.predicates.scope import Scope, Steps
from cts_engine.predicates.tables import of_parameter, of_table
from cts_engine.primitives.bounds import Bounds
from cts_engine.primitives.exchanging import Rates
from cts_grammar.checked import (
    Aggregate,
    Among,
    Arithmetic,
    Compare,
    Constant,
    Differs,
    Elapsed,
    Exchange,
    FieldValue,
    Lookup,
    NamedValue,
    OfEach,
    Order,
    Parameter,
    Past,
    Summary,
    Value,
)

_COMPARISONS = {
    Order.IS: "is_equal",
    Order.OVER: "is_over",
    Order.UNDER: "is_under",
    Order.AT_LEAST: "is_at_least",
    Order.AT_MOST: "is_at_most",
}
_ARITHMETIC = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}


def compare_numbers(scope: Scope, test: Compare) -> Steps:
    """Two numbers in order."""
    left, right = test.left, test.right
    if is_bare(left) and is_bare(right):
        return (yield from compare_bare(scope, test))
    if test.exchange is not None:
        return scope.python.call(_COMPARISONS[test.order], *together(scope, test.exchange, left, right))
    if isinstance(left, FieldValue) and isinstance(right, Constant) and right.currency:
        return (yield from compare_amount(scope, test.order, left, right))
    if isinstance(right, FieldValue) and isinstance(left, Constant) and left.currency:
        return (yield from compare_amount(scope, mirrored(test.order), right, left))
    return scope.python.call(_COMPARISONS[test.order], bounds(scope, left), bounds(scope, right))


def differs(scope: Scope, test: Differs) -> Steps:
    """Whether two numbers differ by more than a share."""
    if is_bare(test.left) and is_bare(test.right):
        return (yield from differs_bare(scope, test))
    left, right = together(scope, test.exchange, test.left, test.right)
    return scope.python.call("differ", left, right, scope.python.constant(test.share))


def among_numbers(scope: Scope, test: Among) -> Steps:
    """Whether a number is one of a list."""
    if is_bare(test.subject):
        return (yield from near_one(scope, test))
    members = scope.module.shared.once("amounts", test.members, lambda ms: tuple(_exactly(m) for m in ms))
    return scope.python.call("is_among", bounds(scope, test.subject), scope.bind(members, "members"))


def bounds(scope: Scope, value: Value) -> ast.expr:
    """The bounds of a number, or None where nothing is known of it."""
    match value:
        case NamedValue():
            return bounds(scope, value.value)
        case Constant():
            return scope.bind(scope.module.shared.once("exactly", value, _exactly), "number")
        case FieldValue():
            return scope.python.call("money" if has_money(value) else "plain", scope.field(value))
        case Arithmetic():
            left, right = together(scope, value.exchange, value.left, value.right)
            return scope.python.call(_ARITHMETIC[value.operator], left, right, scope.python.constant(has_money(value)))
        case Elapsed():
            return scope.python.call("elapsed", moment(scope, value.later), moment(scope, value.earlier))
        case Aggregate():
            return scope.keep(("aggregate", id(value)), lambda: scope.module.call_aggregate(scope, value))
        case Past():
            return scope.keep(("past", value.wording), lambda: scope.module.call_past(scope, value))
        case Parameter():
            return of_parameter(scope, value)
        case Lookup():
            return of_table(scope, value)
        case _:
            raise TypeError(f"no number: {value.span}")


def together(scope: Scope, exchange: Exchange | None, left: Value, right: Value) -> tuple[ast.expr, ast.expr]:
    """The bounds of two numbers, the right in the currency of the left where there are rates for it."""
    if exchange is None:
        return bounds(scope, left), bounds(scope, right)
    one = scope.keep(("bounds", id(left)), lambda: bounds(scope, left))
    other = bounds(scope, right)
    money = scope.python.constant(right.type.dimension.money if right.type.dimension else 0)
    return one, scope.python.call("exchanged", other, scope.again(one), money, *rates_of(scope, exchange))


def rates_of(scope: Scope, exchange: Exchange) -> tuple[ast.expr, ast.expr]:
    """The rates, and the moments of which the first that is known tells the day."""
    rates = scope.module.shared.once("rates", exchange, _rates)
    moments = [moment(scope, field) for field in exchange.by]
    return scope.bind(rates, "rates"), scope.python.tuple_of(*moments)


def _rates(exchange: Exchange) -> Rates:
    return Rates([(rate.currency, rate.since, rate.units) for rate in exchange.rates], exchange.base)


def can_be_negative(value: Value | OfEach | None) -> bool:
    """Whether a value that is not known may be under zero."""
    match value:
        case NamedValue():
            return can_be_negative(value.value)
        case Constant():
            return float(value.value) < 0
        case FieldValue():
            return value.type.dimension is not None and value.type.dimension.temperature != 0
        case Arithmetic():
            return value.operator == "-" or can_be_negative(value.left) or can_be_negative(value.right)
        case Aggregate() | Past():
            return value.summary not in (Summary.COUNT, Summary.DIFFERENT) and can_be_negative(value.value)
        case Parameter():
            return any(can_be_negative(dated.value) for dated in value.dated)
        case Lookup():
            return can_be_negative(value.default) or any(can_be_negative(row.value) for row in value.rows)
        case _:
            return value is not None


def _exactly(constant: Constant) -> Bounds:
    number = float(constant.value)
    return (number, number, constant.currency if has_money(constant) else None)
