"""Plain numbers as generated functions see them: bare Python numbers, compared in place.

A comparison with a number of the rule is a comparison with its edge: the first float that is over it, or the last one
that is under it, so that numbers within one part in a billion count as equal at no cost.
"""

from __future__ import annotations

import ast
from collections.abc import Generator

from cts_engine.predicates.scope import Scope, Steps, field_key
from cts_engine.primitives.bounds import MOST, first_over, last_under
from cts_grammar.checked import (
    Among,
    Arithmetic,
    Compare,
    Constant,
    Differs,
    FieldValue,
    NamedValue,
    Order,
    Value,
)

_OPERATORS: dict[str, type[ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div}
_MIRRORED = {
    Order.IS: Order.IS,
    Order.OVER: Order.UNDER,
    Order.UNDER: Order.OVER,
    Order.AT_LEAST: Order.AT_MOST,
    Order.AT_MOST: Order.AT_LEAST,
}


def mirrored(order: Order) -> Order:
    """The order with its sides exchanged."""
    return _MIRRORED[order]


def has_money(value: Value) -> bool:
    """Whether the value's dimension has money in it."""
    return value.type.dimension is not None and value.type.dimension.money != 0


def is_bare(value: Value) -> bool:
    """Whether the value is known exactly where it is known at all, and has no currency."""
    match value:
        case NamedValue():
            return is_bare(value.value)
        case Arithmetic():
            return is_bare(value.left) and is_bare(value.right)
        case FieldValue() | Constant():
            return not has_money(value)
        case _:
            return False


def compare_bare(scope: Scope, test: Compare) -> Steps:
    """Two numbers of which at least one is in the data."""
    if isinstance(test.right, Constant):
        return (yield from _against(scope, test.order, test.left, float(test.right.value)))
    if isinstance(test.left, Constant):
        return (yield from _against(scope, _MIRRORED[test.order], test.right, float(test.left.value)))
    left = yield from bare(scope, test.left)
    right = yield from bare(scope, test.right)
    return _two(scope, test.order, left, right)


def compare_amount(scope: Scope, order: Order, field: FieldValue, amount: Constant) -> Steps:
    """An amount of money in the data with one of the rule."""
    money = scope.field(field)
    yield scope.python.is_type(money, "Money")
    money = scope.field(field)
    currency = scope.python.attribute(money, "currency")
    yield scope.python.compare(currency, ast.Eq(), scope.python.constant(amount.currency))
    value = scope.keep(("amount", field_key(field)), lambda: scope.python.attribute(scope.field(field), "amount"))
    number = yield from _number(scope, value)
    return _edge(scope, order, number, float(amount.value))


def bare(scope: Scope, value: Value) -> Steps:
    """A plain number, in a variable or as a constant."""
    match value:
        case NamedValue():
            return (yield from bare(scope, value.value))
        case Constant():
            return scope.python.constant(float(value.value))
        case FieldValue():
            number = yield from _number(scope, scope.field(value))
            yield from _finite(scope, number)
            return number
        case Arithmetic():
            return (yield from _arithmetic(scope, value))
        case _:
            raise TypeError(f"no bare number: {value.span}")


def _arithmetic(scope: Scope, value: Arithmetic) -> Steps:
    left = yield from bare(scope, value.left)
    right = yield from bare(scope, value.right)
    if value.operator == "/":
        yield scope.python.compare(right, ast.NotEq(), scope.python.constant(0))
    operator = _OPERATORS[value.operator]()
    result = scope.keep(
        ("number", id(value)), lambda: scope.python.arithmetic(scope.again(left), operator, scope.again(right))
    )
    yield from _finite(scope, result)
    return scope.again(result)


def _number(scope: Scope, value: ast.expr) -> Steps:
    """A fact that is a number, if perhaps none that a float can hold."""
    is_float = scope.python.is_type(value, "float")
    yield scope.python.either([is_float, scope.python.is_type(scope.again(value), "int")])
    return scope.again(value)


def _finite(scope: Scope, value: ast.expr) -> Generator[ast.expr, None, None]:
    yield _not_under(scope, value)
    yield _not_over(scope, scope.again(value))


def _not_under(scope: Scope, value: ast.expr) -> ast.expr:
    return scope.python.compare(value, ast.GtE(), scope.python.constant(-MOST))


def _not_over(scope: Scope, value: ast.expr) -> ast.expr:
    return scope.python.compare(value, ast.LtE(), scope.python.constant(MOST))


def _against(scope: Scope, order: Order, value: Value, number: float) -> Steps:
    while isinstance(value, NamedValue):
        value = value.value
    if isinstance(value, FieldValue):
        return _edge(scope, order, (yield from _number(scope, scope.field(value))), number)
    return _edge(scope, order, (yield from bare(scope, value)), number)


def _edge(scope: Scope, order: Order, value: ast.expr, number: float) -> ast.expr:
    """The answer for a number that may still be none that a float can hold: then it is neither True nor False.

    One comparison tells the side, a second that the number is one (nothing is on a side of 'not a number').
    """
    python = scope.python
    over, under = python.constant(first_over(number)), python.constant(last_under(number))
    again, high, low = scope.again(value), _not_over(scope, scope.again(value)), _not_under(scope, scope.again(value))
    if order is Order.IS:
        equal = python.every([python.compare(value, ast.Gt(), under), python.compare(again, ast.Lt(), over)])
        return _two_sided(scope, equal, None, python.every([low, high]))
    operator, edge, upwards = {
        Order.OVER: (ast.GtE(), over, True),
        Order.AT_LEAST: (ast.Gt(), under, True),
        Order.UNDER: (ast.LtE(), under, False),
        Order.AT_MOST: (ast.Lt(), over, False),
    }[order]
    on_side = python.compare(value, operator, edge)
    return _two_sided(scope, on_side, high if upwards else low, low if upwards else high)


def _two_sided(scope: Scope, yes: ast.expr, sure_yes: ast.expr | None, sure_no: ast.expr) -> ast.expr:
    python = scope.python
    true, false, none = python.constant(True), python.constant(False), python.constant(None)
    certain = true if sure_yes is None else python.choice(sure_yes, true, none)
    return python.choice(yes, certain, python.choice(sure_no, false, none))


def _two(scope: Scope, order: Order, left: ast.expr, right: ast.expr) -> ast.expr:
    python = scope.python
    close = python.call("isclose", left, right)
    left, right = scope.again(left), scope.again(right)
    match order:
        case Order.IS:
            return close
        case Order.OVER:
            return python.every([python.compare(left, ast.Gt(), right), python.negated(close)])
        case Order.UNDER:
            return python.every([python.compare(left, ast.Lt(), right), python.negated(close)])
        case Order.AT_LEAST:
            return python.either([python.compare(left, ast.Gt(), right), close])
        case Order.AT_MOST:
            return python.either([python.compare(left, ast.Lt(), right), close])


def differs_bare(scope: Scope, test: Differs) -> Steps:
    """Whether two plain numbers differ by more than a share."""
    left = yield from bare(scope, test.left)
    right = yield from bare(scope, test.right)
    return scope.python.call("differ_exactly", left, right, scope.python.constant(test.share))


def near_one(scope: Scope, test: Among) -> Steps:
    """Whether a plain number is one of a list."""
    number = yield from bare(scope, test.subject)
    members = scope.module.shared.once("numbers", test.members, _sorted)
    return scope.python.call("near_one", number, scope.bind(members, "members"))


def _sorted(members: tuple[Constant, ...]) -> tuple[float, ...]:
    return tuple(sorted(float(member.value) for member in members))
