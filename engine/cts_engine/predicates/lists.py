"""Lists as generated functions go through them: numbers over their elements."""

from __future__ import annotations

import ast
from collections.abc import Callable

from cts_engine.predicates.bare_numbers import has_money
from cts_engine.predicates.codes import canonical
from cts_engine.predicates.numbers import bounds, can_be_negative, rates_of
from cts_engine.predicates.scope import Scope, optional
from cts_engine.predicates.texts import folded
from cts_grammar.checked import Aggregate, FieldValue, ListOf, NamedValue, Summary, Value
from cts_grammar.vocabulary import Kind

LONG = 64
"""A list this long is counted against the limit even where no other list is gone through around it."""

Decide = Callable[[Scope], list[ast.stmt]]


def open_list(scope: Scope, over: ListOf, level: int) -> list[ast.stmt]:
    """Puts the elements into `elements` and whether some are missing into `partial`; returns None without a list."""
    python = scope.python
    not_whole = python.compare(python.call("type", python.name("elements")), ast.IsNot(), python.name("tuple"))
    no_list = python.negated(python.call("is_list", python.name("elements")))
    return [
        python.assign("elements", scope.elements(over)),
        python.assign("partial", python.constant(False)),
        python.when(
            not_whole,
            [
                python.when(no_list, [python.returns(python.constant(None))]),
                python.assign("partial", python.call("is_partial", python.name("elements"))),
            ],
        ),
        _count_steps(scope, level),
    ]


def _count_steps(scope: Scope, level: int) -> ast.stmt:
    python = scope.python
    spend = python.do(python.method(python.name("watch"), "spend", _length(scope)))
    if level > 2:
        return spend
    return python.when(python.compare(_length(scope), ast.Gt(), python.constant(LONG)), [spend])


def _length(scope: Scope) -> ast.expr:
    return scope.python.call("len", scope.python.name("elements"))


def summary(scope: Scope, aggregate: Aggregate, decide: Decide) -> list[ast.stmt]:
    """The body of a function that gives an aggregate's bounds.

    `decide` goes to the next element where one does not count, and else puts into `sure` whether this one does.
    """
    python = scope.python
    if aggregate.summary is Summary.COUNT and aggregate.where is None:
        whole = python.call("count_all", _length(scope), python.name("partial"))
        return [*open_list(scope, aggregate.over, aggregate.level), python.returns(whole)]
    opened = open_list(scope, aggregate.over, aggregate.level)
    element = scope.thing(aggregate.level)
    known = scope.known
    chosen = decide(scope) if aggregate.where is not None else [python.assign("sure", python.constant(True))]
    found = python.do(python.method(python.name("found"), "append", _pair(scope, aggregate)))
    scope.known = known
    return [
        *opened,
        python.assign("found", ast.List([], ast.Load(), **python.at)),
        python.for_each(element, python.name("elements"), [*chosen, found]),
        python.returns(_result(scope, aggregate)),
    ]


def _pair(scope: Scope, aggregate: Aggregate) -> ast.expr:
    sure = scope.python.name("sure")
    if aggregate.value is None:
        return sure
    if aggregate.summary is Summary.DIFFERENT:
        return scope.python.tuple_of(sure, _distinct(scope, aggregate.value))
    return scope.python.tuple_of(sure, bounds(scope, aggregate.value))


def _distinct(scope: Scope, value: Value) -> ast.expr:
    """What makes a value different from others, or None."""
    python = scope.python
    while isinstance(value, NamedValue):
        value = value.value
    match value.type.kind:
        case Kind.NUMBER:
            return bounds(scope, value)
        case Kind.CODE:
            return optional(scope, canonical(scope, value))
        case Kind.TEXT:
            return optional(scope, folded(scope, value))
    assert isinstance(value, FieldValue)
    fact = scope.field(value)
    match value.type.kind:
        case Kind.PARTY:
            return python.call("party_key", fact)
        case Kind.MOMENT:
            return python.call("moment", fact)
        case _:
            return python.choice(python.is_type(fact, "bool"), scope.again(fact), python.constant(None))


def _result(scope: Scope, aggregate: Aggregate) -> ast.expr:
    python = scope.python
    found: ast.expr = python.name("found")
    partial = python.name("partial")
    if aggregate.exchange is not None and aggregate.summary is not Summary.DIFFERENT and has_money(aggregate):
        money = python.constant(aggregate.type.dimension.money if aggregate.type.dimension else 0)
        found = python.call("all_exchanged", found, money, *rates_of(scope, aggregate.exchange))
    match aggregate.summary:
        case Summary.TOTAL:
            negative = python.constant(can_be_negative(aggregate.value))
            return python.call("total", found, partial, negative, python.constant(has_money(aggregate)))
        case Summary.DIFFERENT if aggregate.value is not None and aggregate.value.type.kind is Kind.NUMBER:
            return python.call("different_numbers", found, partial)
        case summary:
            return python.call(_FUNCTIONS[summary], found, partial)


_FUNCTIONS = {
    Summary.COUNT: "count",
    Summary.DIFFERENT: "different",
    Summary.LARGEST: "largest",
    Summary.SMALLEST: "smallest",
    Summary.AVERAGE: "average",
}
