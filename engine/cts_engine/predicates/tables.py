"""Parameters and tables as generated functions see them: a call of what holds their values."""

from __future__ import annotations

import ast
from typing import Any

from cts_engine.predicates.bare_numbers import has_money
from cts_engine.predicates.codes import canonical
from cts_engine.predicates.moments import moment
from cts_engine.predicates.scope import Scope, optional
from cts_engine.predicates.texts import folded
from cts_engine.primitives.tables import ByDay, ByKeys
from cts_grammar.checked import Constant, Lookup, Parameter, Value
from cts_grammar.vocabulary import Kind


def of_parameter(scope: Scope, value: Parameter) -> ast.expr:
    """The value that holds on the day of receipt, or None: bounds for a number, else a text."""
    return scope.keep(("parameter", id(value)), lambda: _dated(scope, value))


def of_table(scope: Scope, value: Lookup) -> ast.expr:
    """What the table holds, or None: bounds for a number, else a text."""
    return scope.keep(("lookup", id(value)), lambda: _keyed(scope, value))


def of_data(scope: Scope, value: Parameter | Lookup) -> ast.expr:
    """Either."""
    return of_parameter(scope, value) if isinstance(value, Parameter) else of_table(scope, value)


def _dated(scope: Scope, value: Parameter) -> ast.expr:
    by_day = scope.module.shared.once("by day", value.dated, _by_day)
    return scope.python.call(scope.module.namespace.bind(by_day, "parameter"), moment(scope, value.by))


def _by_day(dated: tuple[Any, ...]) -> ByDay:
    return ByDay([(one.since, _held(one.value)) for one in dated])


def _keyed(scope: Scope, value: Lookup) -> ast.expr:
    kinds = "".join("h" if _is_hierarchical(key) else "-" for key in value.keys)
    name = f"by keys {kinds} {value.default and value.default.value}{value.default and value.default.currency}"
    by_keys = scope.module.shared.once(name, value.rows, lambda rows: _by_keys(value))
    keys = [_key(scope, key) for key in value.keys]
    return scope.python.call(scope.module.namespace.bind(by_keys, "table"), *keys)


def _by_keys(value: Lookup) -> ByKeys:
    rows = [(row.keys, None if row.value is None else _held(row.value)) for row in value.rows]
    default = None if value.default is None else _held(value.default)
    return ByKeys(rows, tuple(map(_is_hierarchical, value.keys)), default)


def _is_hierarchical(key: Value) -> bool:
    return key.type.codes is not None and key.type.codes.hierarchical


def _key(scope: Scope, key: Value) -> ast.expr:
    return optional(scope, canonical(scope, key) if key.type.kind is Kind.CODE else folded(scope, key))


def _held(constant: Constant) -> Any:
    if constant.type.kind is not Kind.NUMBER:
        return str(constant.value)
    number = float(constant.value)
    return (number, number, constant.currency if has_money(constant) else None)
