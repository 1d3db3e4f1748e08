"""Codes as generated functions see them: normalised, compared, placed in their hierarchy."""

from __future__ import annotations

import ast

from cts_engine.predicates.scope import Scope, Steps, key_of, looked_up, optional
from cts_engine.predicates.texts import folded, raw, same_text
from cts_engine.primitives.codes import beginnings
from cts_engine.primitives.routes import prepared
from cts_grammar.checked import Among, Constant, Passes, Same, Value, Within
from cts_grammar.vocabulary import Kind


def canonical(scope: Scope, value: Value) -> Steps:
    """The code as its code list writes it."""
    if isinstance(value, Constant):
        return scope.python.constant(str(value.value))
    memory, key = scope.module.shared.canonical(value.type.codes), ("code", key_of(value))
    return (yield from looked_up(scope, key, memory, "canonical", value, raw(scope, value)))


def same(scope: Scope, test: Same) -> Steps:
    """Whether two codes, two texts, or a code and a text are the same."""
    if test.left.type.kind is Kind.CODE and test.right.type.kind is Kind.CODE:
        left = yield from canonical(scope, test.left)
        right = yield from canonical(scope, test.right)
        return scope.python.compare(left, ast.Eq(), right)
    return (yield from same_text(scope, test.left, test.right))


def among(scope: Scope, test: Among) -> Steps:
    """Whether a value is one of a list."""
    shared = scope.module.shared
    match test.subject.type.kind:
        case Kind.CODE:
            value = yield from canonical(scope, test.subject)
            members = shared.code_set(test.members)
        case _:
            value = yield from folded(scope, test.subject)
            members = shared.folded_set(test.members)
    return scope.python.compare(value, ast.In(), scope.bind(members, "members"))


def within(scope: Scope, test: Within) -> Steps:
    """Whether a code is at or below one of a list."""
    if not all(isinstance(member, Constant) for member in test.members):
        return _within_values(scope, test)
    prefixes, coarse = scope.module.shared.once("within", test.members, _prepared)
    code = yield from canonical(scope, test.subject)
    below = scope.python.method(code, "startswith", scope.bind(prefixes, "members"))
    too_coarse = scope.python.compare(scope.again(code), ast.In(), scope.bind(coarse, "beginnings"))
    no = scope.python.choice(too_coarse, scope.python.constant(None), scope.python.constant(False))
    return scope.python.choice(below, scope.python.constant(True), no)


def passes(scope: Scope, test: Passes) -> ast.expr:
    """Whether the places of a route come in an order."""
    steps = tuple(prepared(tuple(str(code.value) for code in step)) for step in test.steps)
    canonical_code = scope.bind(scope.module.shared.canonical(test.first.type.codes), "canonical")
    places = (scope.field(test.first), scope.elements(test.via), scope.field(test.last))
    return scope.python.call("passes", scope.python.name("watch"), *places, canonical_code, scope.bind(steps, "steps"))


def _within_values(scope: Scope, test: Within) -> ast.expr:
    code = optional(scope, canonical(scope, test.subject))
    members = [optional(scope, canonical(scope, member)) for member in test.members]
    return scope.python.call("is_within", code, scope.python.tuple_of(*members))


def _prepared(members: tuple[Constant, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    codes = tuple(str(member.value) for member in members)
    return codes, beginnings(codes)
