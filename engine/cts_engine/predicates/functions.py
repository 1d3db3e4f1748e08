"""Functions that answer a condition: True for yes, False for no, None for undecided."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from cts_engine.lower import Answers, lower
from cts_engine.predicates import lists
from cts_engine.predicates.conditions import pair_up
from cts_engine.predicates.deciding import decide
from cts_engine.predicates.namespace import Shared
from cts_engine.predicates.recalling import call_past
from cts_engine.predicates.scope import Loop, Module, Scope
from cts_engine.predicates.tables import of_data
from cts_grammar.checked import Aggregate, Condition, Past
from cts_grammar.source import Source

Answer = Callable[[Any, Any, Any], bool | None]
"""From the manifest, the consignment and a watch to yes, no or undecided."""


class Predicate:
    """A condition compiled."""

    __slots__ = ("_build", "_careful", "answer")

    answer: Answer
    """Raises AttributeError or TypeError where a thing is of another shape than the vocabulary's paths say."""

    def __init__(self, build: Callable[[bool], Answer]) -> None:
        self._build = build
        self._careful: Answer | None = None
        self.answer = build(False)

    def carefully(self, manifest: Any, consignment: Any, watch: Any) -> bool | None:
        """The answer for things of any shape."""
        if self._careful is None:
            self._careful = self._build(True)
        return self._careful(manifest, consignment, watch)

    def __call__(self, manifest: Any, consignment: Any, watch: Any) -> bool | None:
        """The answer."""
        try:
            return self.answer(manifest, consignment, watch)
        except (AttributeError, TypeError):
            return self.carefully(manifest, consignment, watch)


def predicate_of(condition: Condition, name: str, source: Source | None, filename: str, shared: Shared) -> Predicate:
    """The condition as a function of that name, whose lines are those of the source.

    `filename` is what tracebacks show and `linecache` finds the text under.
    """

    def build(careful: bool) -> Answer:
        module = Module(name, source, shared, _call_loop, _call_aggregate, _call_past, of_data, careful)
        return _function(module, condition, filename)

    return Predicate(build)


def _function(module: Module, condition: Condition, filename: str) -> Answer:
    scope = Scope(module, 1, condition.span)
    answers = _lowered(module, condition, scope.file)
    python = scope.python
    body = decide(
        scope,
        answers,
        yes=[python.returns(python.constant(True))],
        no=[python.returns(python.constant(False))],
        undecided=[python.returns(python.constant(None))],
    )
    module.functions.append(python.function(module.rule, scope.parameters(1), body))
    while module.pending:  # and not where they are called, so that lists in lists take no deeper stack
        name, inner, write_body = module.pending.pop()
        parameters = inner.parameters(inner.level - 1)
        module.functions.append(inner.python.function(name, parameters, write_body(inner)))
    code = compile(ast.Module(module.functions, []), filename, "exec", dont_inherit=True)
    namespace = module.namespace.globals_for(code)
    exec(code, namespace)
    function: Answer = namespace[module.rule]
    return function


def _lowered(module: Module, condition: Condition, file: str) -> Answers:
    answers = lower(condition, file)
    pair_up(module, answers.yes, answers.no)
    module.kept.append(answers)
    return answers


def _call_loop(scope: Scope, loop: Loop) -> ast.expr:
    """Calls the function that answers a quantified condition, writing it first."""
    level = loop.holds.level
    return _call(scope, loop, loop.holds.over.relation.name, level, lambda inner: _loop(inner, loop))


def _call_aggregate(scope: Scope, aggregate: Aggregate) -> ast.expr:
    """Calls the function that gives an aggregate's bounds, writing it first."""
    level = aggregate.level
    name = f"{aggregate.summary.value} of {aggregate.over.relation.plural}"
    return _call(scope, aggregate, name, level, lambda inner: lists.summary(inner, aggregate, _counts(aggregate)))


def _call_past(scope: Scope, question: Past) -> ast.expr:
    """The call that puts a question about the past."""
    return call_past(scope, question, lambda inner, where: _lowered(inner.module, where, inner.file))


def _call(
    scope: Scope, subject: object, name: str, level: int, write_body: Callable[[Scope], list[ast.stmt]]
) -> ast.expr:
    """A call of the function for a subject, which is written where it is first called."""
    module = scope.module
    if id(subject) not in module.helpers:
        module.helpers[id(subject)] = full_name = f"{module.rule}: {name} ({len(module.helpers) + 1})"
        inner = Scope(module, level, scope.at)
        module.pending.append((full_name, inner, write_body))
    return scope.call_helper(module.helpers[id(subject)], level - 1)


def _loop(scope: Scope, loop: Loop) -> list[ast.stmt]:
    """The answer to `at least n elements`."""
    python, n = scope.python, loop.holds.n
    opened = lists.open_list(scope, loop.holds.over, loop.holds.level)
    if n < 1:
        return [*opened, python.returns(python.constant(True))]
    return [*opened, *(_some(scope, loop) if n == 1 else _at_least(scope, loop))]


def _some(scope: Scope, loop: Loop) -> list[ast.stmt]:
    """Yes with the first element that is certain, else undecided where any is or some are missing."""
    python = scope.python
    each = decide(
        scope,
        Answers(loop.holds.part, loop.fails.part),
        yes=[python.returns(python.constant(True))],
        no=[python.next_one()],
        undecided=[python.assign("partial", python.constant(True))],
    )
    return [
        python.for_each(scope.thing(loop.holds.level), python.name("elements"), each),
        python.returns(python.choice(python.name("partial"), python.constant(None), python.constant(False))),
    ]


def _at_least(scope: Scope, loop: Loop) -> list[ast.stmt]:
    """Yes when enough are certain, no when even with all that may be there they are too few."""
    python = scope.python
    n = python.constant(loop.holds.n)
    enough = python.compare(python.name("sure"), ast.GtE(), n)
    possible = python.arithmetic(python.name("sure"), ast.Add(), python.name("perhaps"))
    open_ = python.either([python.name("partial"), python.compare(possible, ast.GtE(), n)])
    each = decide(
        scope,
        Answers(loop.holds.part, loop.fails.part),
        yes=[
            python.add_one("sure"),
            python.when(enough, [python.returns(python.constant(True))]),
            python.next_one(),
        ],
        no=[python.next_one()],
        undecided=[python.add_one("perhaps")],
    )
    return [
        python.assign("sure", python.constant(0)),
        python.assign("perhaps", python.constant(0)),
        python.for_each(scope.thing(loop.holds.level), python.name("elements"), each),
        python.returns(python.choice(open_, python.constant(None), python.constant(False))),
    ]


def _counts(aggregate: Aggregate) -> Callable[[Scope], list[ast.stmt]]:
    """Statements that go to the next element where one does not count, and say whether this one is sure to."""

    def statements(scope: Scope) -> list[ast.stmt]:
        at = scope.python
        assert aggregate.where is not None
        answers = _lowered(scope.module, aggregate.where, scope.file)
        return decide(
            scope,
            answers,
            yes=[at.assign("sure", at.constant(True))],
            no=[at.next_one()],
            undecided=[at.assign("sure", at.constant(False))],
        )

    return statements
