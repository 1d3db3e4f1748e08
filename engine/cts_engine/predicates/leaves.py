"""One test of a rule as one expression: True, False, or None where it is undecided."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from cts_engine.lower import Test
from cts_engine.predicates.codes import among, passes, same, within
from cts_engine.predicates.moments import compare_moments, timing
from cts_engine.predicates.numbers import among_numbers, compare_numbers, differs
from cts_engine.predicates.scope import Scope, Steps, optional
from cts_engine.predicates.states import state
from cts_engine.predicates.texts import likeness, raw, text_test
from cts_engine.predicates.versions import has_changed, party, truth
from cts_engine.primitives.watching import Watchlist
from cts_grammar.checked import (
    Among,
    Compare,
    Differs,
    HasChanged,
    HasFired,
    Is,
    Likeness,
    OnList,
    Passes,
    Same,
    SameParty,
    TextTest,
    Timing,
    Truth,
    Within,
)
from cts_grammar.vocabulary import Kind


def answer(scope: Scope, test: Test) -> ast.expr:
    """The answer to a test."""
    written: ast.expr | Steps = WRITERS[type(test)](scope, test)
    return written if isinstance(written, ast.expr) else optional(scope, written)


def _compare(scope: Scope, test: Compare) -> ast.expr | Steps:
    moments = test.left.type.kind is Kind.MOMENT
    return compare_moments(scope, test) if moments else compare_numbers(scope, test)


def _among(scope: Scope, test: Among) -> Steps:
    return among_numbers(scope, test) if test.subject.type.kind is Kind.NUMBER else among(scope, test)


def _same_party(scope: Scope, test: SameParty) -> ast.expr:
    return scope.python.call("same_party", party(scope, test.left), party(scope, test.right))


def _has_fired(scope: Scope, test: HasFired) -> ast.expr:
    """What the rule came to, which is asked before those that are built upon it."""
    return scope.python.call("has_fired", scope.python.name("watch"), scope.python.constant(test.reference.id))


def _on_list(scope: Scope, test: OnList) -> ast.expr:
    prepared = scope.module.shared.once(f"watch list {test.threshold}", test.entries, lambda _: _watchlist(test))
    watchlist = scope.bind(prepared, "watchlist")
    match test.subject.type.kind:
        case Kind.PARTY:
            return scope.python.method(watchlist, "party", party(scope, test.subject))
        case Kind.CODE:
            return scope.python.method(watchlist, "identifier", optional(scope, raw(scope, test.subject)))
        case _:
            return scope.python.method(watchlist, "name", optional(scope, raw(scope, test.subject)))


def _watchlist(test: OnList) -> Watchlist:
    names = (name for entry in test.entries for name in entry.names)
    return Watchlist(names, (i for entry in test.entries for i in entry.identifiers), test.threshold)


def _truth(scope: Scope, test: Truth) -> Steps:
    return (yield from truth(scope, test.value))


WRITERS: dict[type[Any], Callable[[Scope, Any], ast.expr | Steps]] = {
    Among: _among,
    Compare: _compare,
    Differs: differs,
    HasChanged: has_changed,
    HasFired: _has_fired,
    Is: state,
    Likeness: likeness,
    Passes: passes,
    OnList: _on_list,
    Same: same,
    SameParty: _same_party,
    TextTest: text_test,
    Timing: timing,
    Truth: _truth,
    Within: within,
}
