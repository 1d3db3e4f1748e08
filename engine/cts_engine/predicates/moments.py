"""Days and instants as generated functions see them."""

from __future__ import annotations

import ast

from cts_engine.predicates.scope import Scope, optional
from cts_engine.predicates.texts import raw
from cts_engine.primitives.moments import Length, read
from cts_grammar.checked import Compare, Constant, FieldValue, Gap, NamedValue, Order, Timing, Value

_COMPARISONS = {
    Order.IS: "is_same",
    Order.OVER: "is_after",
    Order.UNDER: "is_before",
    Order.AT_LEAST: "is_not_before",
    Order.AT_MOST: "is_not_after",
}


def compare_moments(scope: Scope, test: Compare) -> ast.expr:
    """Two moments in order."""
    return scope.python.call(_COMPARISONS[test.order], moment(scope, test.left), moment(scope, test.right))


def timing(scope: Scope, test: Timing) -> ast.expr:
    """How far one moment lies from another."""
    reached = test.gap in (Gap.AT_MOST, Gap.MORE)
    length = Length(test.seconds, test.months, test.after, included=reached)
    function = "lies_within" if test.gap in (Gap.LESS, Gap.AT_MOST) else "lies_beyond"
    subject, anchor = moment(scope, test.subject), moment(scope, test.anchor)
    return scope.python.call(function, subject, anchor, scope.bind(length, "length"))


def moment(scope: Scope, value: Value) -> ast.expr:
    """The moment that a value holds, or None."""
    match value:
        case NamedValue():
            return moment(scope, value.value)
        case Constant():
            return scope.bind(scope.module.shared.once("moment", value, lambda c: read(str(c.value))), "moment")
        case FieldValue():
            return scope.python.call("moment", scope.field(value))
        case _:
            return scope.python.call("moment", optional(scope, raw(scope, value)))
