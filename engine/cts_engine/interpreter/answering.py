"""Three answers over facts, straight from the definition of the language (Kleene): plain, and slow because of it.

It is what every faster evaluation is tested against, and what explains: a trace holds the answer of every part,
not only of those that decided.

Decided here, where the definition is silent:

* `is`, `is in` between a code and a text compare the code as received.
* `is between` is `at least` and `at most`, by Kleene's `and`.
* A range equals a number only where it is that number; it differs from it where it lies apart.
* `less than` and `at most` in a Timing are two tests, not in the other direction and not too far, joined by `and`.
* Over a `Partial` list the missing part may hold any number of elements: `every` is never yes, `at least n` never no.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cts_engine.facts import Facts, listing
from cts_engine.interpreter import changes, comparing, matching, parties, routing, ruling, states, valuing, watching
from cts_engine.interpreter.kleene import at_least, every, negated, some
from cts_engine.interpreter.valuing import Read
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    AtLeastOf,
    Between,
    Compare,
    Condition,
    Differs,
    HasChanged,
    HasFired,
    Is,
    Likeness,
    Named,
    Not,
    OnList,
    Passes,
    Quantified,
    Quantifier,
    Same,
    SameParty,
    TextTest,
    Timing,
    Truth,
    Value,
    Within,
)


def answer(condition: Condition, facts: Facts) -> bool | None:
    """Yes, no, or None where it is undecided."""
    return trace(condition, facts).answer


def trace(condition: Condition, facts: Facts) -> Trace:
    """The answer with the answers of all parts and the values that they looked at. Never raises over data.

    A list that is too long to go through (`facts.MOST_STEPS`) leaves its test undecided, and the trace says so.
    """
    return _trace(condition, facts.starting())


def read(value: Value, facts: Facts) -> Reading:
    """What a value is over these facts."""
    return valuing.read(value, facts.starting(), _trace)


def _trace(condition: Condition, facts: Facts) -> Trace:
    branch = _BRANCHES.get(type(condition))
    if branch is not None:
        return branch(condition, facts)

    def here(value: Value) -> Reading:
        return valuing.read(value, facts, _trace)

    if isinstance(condition, Is):
        return states.state(condition, facts, here)
    return _LEAVES[type(condition)](condition, here)


# --- conditions of conditions ---------------------------------------------------------------------------------------


def _all_of(node: AllOf, facts: Facts) -> Trace:
    parts = tuple(_trace(part, facts) for part in node.parts)
    return Trace(node, every(p.answer for p in parts), parts)


def _any_of(node: AnyOf, facts: Facts) -> Trace:
    parts = tuple(_trace(part, facts) for part in node.parts)
    return Trace(node, some(p.answer for p in parts), parts)


def _not(node: Not, facts: Facts) -> Trace:
    part = _trace(node.part, facts)
    return Trace(node, negated(part.answer), (part,))


def _at_least_of(node: AtLeastOf, facts: Facts) -> Trace:
    parts = tuple(_trace(part, facts) for part in node.parts)
    return Trace(node, at_least(node.n, [p.answer for p in parts]), parts)


def _named(node: Named, facts: Facts) -> Trace:
    part = _trace(node.condition, facts)
    return Trace(node, part.answer, (part,))


def _quantified(node: Quantified, facts: Facts) -> Trace:
    found = listing(node.over, facts)
    if found.unknown:
        return Trace(node, None, listing=found)
    parts = tuple(_trace(node.where, facts.bind(node.level, element)) for element in found.elements)
    answers = [p.answer for p in parts]
    if node.quantifier is Quantifier.AT_LEAST:
        result = at_least(node.n, answers, more=not found.complete)
    elif found.complete:
        result = every(answers) if answers else False
    else:
        result = every([*answers, None])
    return Trace(node, result, parts, listing=found)


def _passes(node: Passes, facts: Facts) -> Trace:
    return routing.passes(node, facts, lambda value, at: valuing.read(value, at, _trace))


def _has_fired(node: HasFired, facts: Facts) -> Trace:
    return ruling.has_fired(node, facts, _trace)


def _has_changed(node: HasChanged, facts: Facts) -> Trace:
    return changes.has_changed(node, facts, lambda value, at: valuing.read(value, at, _trace))


_BRANCHES: dict[type, Callable[[Any, Facts], Trace]] = {
    AllOf: _all_of,
    AnyOf: _any_of,
    Not: _not,
    AtLeastOf: _at_least_of,
    Named: _named,
    Quantified: _quantified,
    HasChanged: _has_changed,
    HasFired: _has_fired,
    Passes: _passes,
}

_LEAVES: dict[type, Callable[[Any, Read], Trace]] = {
    Compare: comparing.compare,
    Between: comparing.between,
    Differs: comparing.differs,
    Timing: comparing.timing,
    Same: matching.same,
    Among: matching.among,
    Within: matching.within,
    TextTest: matching.text_test,
    Likeness: matching.likeness,
    OnList: watching.on_list,
    SameParty: parties.same_party,
    Truth: states.truth,
}
