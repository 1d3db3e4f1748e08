"""What generated functions ask of anything: is it missing, unreadable, present, valid, vague?"""

from __future__ import annotations

import ast
from collections.abc import Callable

from cts_engine.predicates.bare_numbers import has_money
from cts_engine.predicates.codes import canonical
from cts_engine.predicates.moments import moment
from cts_engine.predicates.numbers import bounds
from cts_engine.predicates.scope import Scope, Steps, optional
from cts_engine.predicates.texts import raw
from cts_engine.predicates.versions import in_first_version
from cts_grammar.checked import AsFirstFiled, FieldValue, Is, ListOf, NamedValue, State, Value
from cts_grammar.vocabulary import Kind

_UNREADABLE = {
    Kind.TEXT: "text_is_unreadable",
    Kind.CODE: "code_is_unreadable",
    Kind.NUMBER: "number_is_unreadable",
    Kind.MOMENT: "moment_is_unreadable",
    Kind.TRUTH: "truth_is_unreadable",
    Kind.PARTY: "party_is_unreadable",
}


def state(scope: Scope, test: Is) -> Steps:
    """Whether a value, a party or a list is in a state."""
    match _plain(test.subject):
        case ListOf() as over:
            return _of_list(scope, test.state, over)
        case AsFirstFiled() as first:
            return in_first_version(scope, first, _in_state(first.value, test.state), test.state.value)
        case FieldValue() as value:
            return (yield from _of_field(scope, test.state, value))
        case computed:
            return (yield from _of_computed(scope, test.state, computed))


def _in_state(value: Value, state_: State) -> Callable[[Scope], ast.expr]:
    """Writes whether it is in that state."""
    return lambda there: optional(there, state(there, Is(state_, value, value.span)))


def _plain(subject: Value | ListOf) -> Value | ListOf:
    while isinstance(subject, NamedValue):
        subject = subject.value
    return subject


def _of_list(scope: Scope, state: State, over: ListOf) -> ast.expr:
    elements = scope.elements(over)
    match state:
        case State.MISSING:
            return scope.python.same_object(elements, None)
        case State.PRESENT:
            return scope.python.compare(elements, ast.IsNot(), scope.python.constant(None))
        case State.UNREADABLE:
            return scope.python.call("list_is_unreadable", elements)
        case _:
            return scope.python.constant(None)


def _of_field(scope: Scope, state: State, value: FieldValue) -> Steps:
    match state:
        case State.MISSING:
            return _missing(scope, value)
        case State.PRESENT:
            return scope.python.negated(_missing(scope, value))
        case State.UNREADABLE:
            return _unreadable(scope, value)
        case State.VALID:
            yield scope.python.negated(_missing(scope, value))
            return _valid(scope, value)
        case State.VAGUE:
            return (yield from _vague(scope, value))


def _missing(scope: Scope, value: FieldValue) -> ast.expr:
    fact = scope.field(value)
    if value.type.kind is Kind.PARTY:
        return scope.python.call("party_is_missing", fact)
    if value.type.kind is Kind.NUMBER and has_money(value):
        return scope.python.call("is_missing", fact)
    absent = scope.python.same_object(fact, None)
    return scope.python.either([absent, scope.python.compare(scope.again(fact), ast.Eq(), scope.python.constant(""))])


def _unreadable(scope: Scope, value: FieldValue) -> ast.expr:
    if value.type.kind is Kind.CODE:
        normalise = scope.bind(scope.module.shared.canonical(value.type.codes), "canonical")
        return scope.python.call("code_is_unreadable", scope.field(value), normalise)
    if value.type.kind is Kind.NUMBER and has_money(value):
        return scope.python.call("money_is_unreadable", scope.field(value))
    return scope.python.call(_UNREADABLE[value.type.kind], scope.field(value))


def _valid(scope: Scope, value: FieldValue) -> ast.expr:
    """Of a value that is not missing: whether it can be read and its type finds no fault with it."""
    readable = scope.python.negated(_unreadable(scope, value))
    if value.type.valid is None:
        return readable
    return scope.python.every([readable, _is_valid(scope, value, scope.field(value))])


def _is_valid(scope: Scope, value: Value, text: ast.expr) -> ast.expr:
    return scope.python.item(scope.bind(scope.module.shared.valid(value.type), "valid"), text)


def _vague(scope: Scope, value: Value) -> Steps:
    text = yield from raw(scope, value)
    if scope.module.shared.vague is None:
        return scope.python.constant(None)
    return scope.python.item(scope.bind(scope.module.shared.vague, "vague"), text)


def _of_computed(scope: Scope, state: State, value: Value) -> Steps:
    match state:
        case State.MISSING:
            return scope.python.same_object(_known(scope, value), None)
        case State.PRESENT:
            return scope.python.compare(_known(scope, value), ast.IsNot(), scope.python.constant(None))
        case State.UNREADABLE:
            return scope.python.constant(False)
        case State.VALID:
            yield scope.python.compare(_known(scope, value), ast.IsNot(), scope.python.constant(None))
            if value.type.valid is None:
                return scope.python.constant(True)
            text = yield from raw(scope, value)
            return _is_valid(scope, value, text)
        case State.VAGUE:
            return (yield from _vague(scope, value))


def _known(scope: Scope, value: Value) -> ast.expr:
    """What is computed, or None."""
    match value.type.kind:
        case Kind.NUMBER:
            return bounds(scope, value)
        case Kind.MOMENT:
            return moment(scope, value)
        case Kind.CODE:
            return optional(scope, canonical(scope, value))
        case _:
            return optional(scope, raw(scope, value))
