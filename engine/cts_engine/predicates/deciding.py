"""Three ways to go on from a condition, as statements: it is yes, it is no, or it is undecided."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from cts_engine.lower import All, Answers, Any, Lowered
from cts_engine.predicates.conditions import write
from cts_engine.predicates.cost import cost
from cts_engine.predicates.scope import Scope


def decide(
    scope: Scope, answers: Answers, yes: list[ast.stmt], no: list[ast.stmt], undecided: list[ast.stmt]
) -> list[ast.stmt]:
    """Statements that do one of three things; `no` leaves the function or goes to the next element."""
    match answers.yes, answers.no:
        case All(parts), Any(others) if len(parts) > 1:
            return _all_of(scope, _cheapest_first(parts, others), yes, no, undecided)
        case Any(parts), All(others) if len(parts) > 1 and isinstance(yes[-1], ast.Return | ast.Continue):
            return _any_of(scope, _cheapest_first(parts, others), yes, no, undecided)
    at = scope.python
    certain = write(scope, answers.yes, scope.known)
    excluded = write(scope, answers.no, certain.if_false)
    scope.known, scope.python = certain.if_true & excluded.if_false, at
    return [at.when(certain.node, yes, [at.when(excluded.node, no, undecided)])]


def _cheapest_first(yes: Sequence[Lowered], no: Sequence[Lowered]) -> list[Answers]:
    """The parts, yes and no together, in an order that leaves the costly ones for when they matter."""
    return sorted((Answers(*both) for both in zip(yes, no, strict=True)), key=lambda both: cost(both.yes))


def _all_of(
    scope: Scope, parts: list[Answers], yes: list[ast.stmt], no: list[ast.stmt], undecided: list[ast.stmt]
) -> list[ast.stmt]:
    """Part by part: the first that is no decides, one that is undecided is remembered."""
    at = scope.python
    body = [at.assign("open", at.constant(False))]
    for part in parts:
        certain = write(scope, part.yes, scope.known)
        excluded = write(scope, part.no, certain.if_false)
        scope.known, scope.python = certain.if_true & excluded.if_false, at
        remember = at.assign("open", at.constant(True))
        body.append(at.when(at.negated(certain.node), [at.when(excluded.node, no), remember]))
    return [*body, at.when(at.name("open"), undecided, yes)]


def _any_of(
    scope: Scope, parts: list[Answers], yes: list[ast.stmt], no: list[ast.stmt], undecided: list[ast.stmt]
) -> list[ast.stmt]:
    """Part by part: the first that is yes decides, one that is undecided is remembered."""
    at = scope.python
    body = [at.assign("open", at.constant(False))]
    for part in parts:
        certain = write(scope, part.yes, scope.known)
        excluded = write(scope, part.no, certain.if_false)
        scope.known, scope.python = excluded.if_true & excluded.if_false, at
        remember = at.when(at.negated(excluded.node), [at.assign("open", at.constant(True))])
        body += [at.when(certain.node, yes), remember]
    return [*body, at.when(at.name("open"), undecided, no)]
