"""Conditions as expressions: certainly yes, or certainly no.

Each test is worked out once in a function and its answer kept: 'certainly yes' asks whether it is True, 'certainly no'
whether it is False. What has certainly been worked out so far is followed through `and` and `or`.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from cts_engine.lower import All, AllBut, Any, AtLeast, Leaf, Lowered, Several
from cts_engine.predicates import leaves
from cts_engine.predicates.scope import Key, Loop, Module, Scope


@dataclass(frozen=True, slots=True)
class Written:
    """A condition as an expression, with what is at hand after it where it holds and where it does not."""

    node: ast.expr
    if_true: frozenset[Key]
    if_false: frozenset[Key]


def pair_up(module: Module, yes: Lowered, no: Lowered) -> None:
    """Note which quantified forms one loop answers: the two conditions mirror each other."""
    match yes, no:
        case (AtLeast() as holds, AllBut() as fails) | (AllBut() as fails, AtLeast() as holds):
            module.loops[id(holds)] = module.loops[id(fails)] = Loop(holds, fails)
            pair_up(module, holds.part, fails.part)
        case (All() | Any() | Several(), All() | Any() | Several()):
            for one, other in zip(yes.parts, no.parts, strict=True):
                pair_up(module, one, other)


def write(scope: Scope, lowered: Lowered, known: frozenset[Key]) -> Written:
    """The condition, to stand after something that left `known` at hand."""
    scope.known = known
    match lowered:
        case All(parts):
            return _all(scope, parts, known)
        case Any(parts):
            return _any(scope, parts, known)
        case Several():
            return _several(scope, lowered, known)
        case Leaf():
            scope.go_to(lowered.at)
            answer = scope.keep(("answer", id(lowered.test)), lambda: leaves.answer(scope, lowered.test))
            return _asked(scope, answer, lowered.positive)
        case AtLeast() | AllBut():
            scope.go_to(lowered.at)
            loop = scope.module.loops[id(lowered)]
            answer = scope.keep(("answer", id(loop)), lambda: scope.module.call_loop(scope, loop))
            return _asked(scope, answer, isinstance(lowered, AtLeast))


def _asked(scope: Scope, answer: ast.expr, positive: bool) -> Written:
    node = answer if positive else scope.python.same_object(answer, False)
    return Written(node, scope.known, scope.known)


def _all(scope: Scope, parts: Sequence[Lowered], known: frozenset[Key]) -> Written:
    python, nodes, if_false = scope.python, [], []
    for part in parts:
        written = write(scope, part, known)
        nodes.append(written.node)
        if_false.append(written.if_false)
        known = written.if_true
    scope.python = python
    return Written(python.every(nodes), known, frozenset.intersection(*if_false) if if_false else known)


def _any(scope: Scope, parts: Sequence[Lowered], known: frozenset[Key]) -> Written:
    python, nodes, if_true = scope.python, [], []
    for part in parts:
        written = write(scope, part, known)
        nodes.append(written.node)
        if_true.append(written.if_true)
        known = written.if_false
    scope.python = python
    return Written(python.either(nodes), frozenset.intersection(*if_true) if if_true else known, known)


def _several(scope: Scope, lowered: Several, known: frozenset[Key]) -> Written:
    """`(a, b, c).count(True) >= n`."""
    python, nodes = scope.python, []
    for part in lowered.parts:
        written = write(scope, part, known)
        known = written.if_true & written.if_false
        nodes.append(written.node)
    scope.python = python
    found = python.method(python.tuple_of(*nodes), "count", python.constant(True))
    return Written(python.compare(found, ast.GtE(), python.constant(lowered.n)), known, known)
