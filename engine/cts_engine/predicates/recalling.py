"""Questions about other consignments: the call that puts them, and the functions that look at each one found."""

from __future__ import annotations

import ast
from collections.abc import Callable

from cts_engine.lower import Answers
from cts_engine.predicates import numbers
from cts_engine.predicates.deciding import decide
from cts_engine.predicates.scope import Scope
from cts_engine.primitives.bounds import Bounds
from cts_grammar.checked import Condition, FieldValue, OfEach, Past, Summary, Value

Lowered = Callable[[Scope, Condition], Answers]


def call_past(scope: Scope, question: Past, lowered: Lowered) -> ast.expr:
    """The bounds of what the past answers, asked about the consignment, whichever elements are bound."""
    python = scope.python
    own = [scope.field(key) for key in question.keys if isinstance(key, FieldValue) and key.level > 1]
    where, value = question.where, _measured(question)
    nothing = python.constant(None)
    return python.call(
        "recalled",
        *(python.name(name) for name in ("watch", "manifest", "consignment")),
        scope.bind(question, "past"),
        python.tuple_of(*own),
        _function(scope, where, "filter", lambda inner: _holds(inner, where, lowered)) if where else nothing,
        _function(scope, question, "value", lambda inner: _measures(inner, question, value)) if value else nothing,
    )


def _measured(question: Past) -> Value | None:
    """What is worked out of each consignment; different values are told apart by the history itself."""
    if question.summary is Summary.DIFFERENT or isinstance(question.value, OfEach):
        return None
    return question.value


def _function(scope: Scope, subject: object, name: str, write_body: Callable[[Scope], list[ast.stmt]]) -> ast.expr:
    """A function of a manifest, a consignment and a watch, which is written where it is first named."""
    module = scope.module
    key = ("past", id(subject))  # what is worked out may be a total over a list, which has a function of its own
    if key not in module.helpers:
        module.helpers[key] = full_name = f"{module.rule}: {name} ({len(module.helpers) + 1})"
        module.pending.append((full_name, Scope(module, 2, scope.at), write_body))
    return scope.python.name(module.helpers[key])


def _holds(scope: Scope, where: Condition, lowered: Lowered) -> list[ast.stmt]:
    python = scope.python
    return decide(
        scope,
        lowered(scope, where),
        yes=[python.returns(python.constant(True))],
        no=[python.returns(python.constant(False))],
        undecided=[python.returns(python.constant(None))],
    )


def _measures(scope: Scope, question: Past, value: Value) -> list[ast.stmt]:
    """The value, where it is money in the base of the rates."""
    python, exchange = scope.python, question.exchange
    found = numbers.bounds(scope, value)
    if exchange is not None and exchange.base:
        base: Bounds = (0.0, 0.0, exchange.base)
        money = python.constant(question.type.dimension.money if question.type.dimension else 0)
        rates = numbers.rates_of(scope, exchange)
        found = python.call("exchanged", found, scope.bind(base, "base"), money, *rates)
    return [python.returns(found)]
