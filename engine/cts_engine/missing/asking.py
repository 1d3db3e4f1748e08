"""What an undecided condition misses: the fields whose values, once filed, could change its answer.

A field is missed where it was not filed, cannot be read, is an amount without currency, a code too coarse for the test
or a day where the hour matters. A test that no value decides (something divided by zero, amounts between which there is
no exchange rate) names nothing, and neither does a part that cannot matter beside the others. What `is missing` and
`is present` say of the consignment as filed is taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cts_engine import interpreter
from cts_engine.facts import Facts, Listing
from cts_engine.missing import codes_and_texts, numbers_and_moments, routes, versions
from cts_engine.missing.prospects import NEVER, NO, YES, Prospect, Wanted, at_least, every, negative
from cts_engine.missing.scope import Scope
from cts_engine.trace import Trace
from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    AtLeastOf,
    Between,
    CheckedRule,
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
    Within,
)


def missing_of(asked: Condition | CheckedRule, facts: Facts) -> tuple[str, ...]:
    """Names of the fields (and lists, by their plural) that left it undecided, in its order; none where it is decided.

    Of a rule, what its condition misses.
    """
    condition = asked.when if isinstance(asked, CheckedRule) else asked
    return missing_in(interpreter.trace(condition, facts), facts)


def missing_in(trace: Trace, facts: Facts) -> tuple[str, ...]:
    """The same of a condition that has been traced over these facts."""
    if trace.answer is not None:
        return ()
    wanted: Wanted = {}
    Scope(prospect, facts).prospect(trace).name(True, True, wanted)
    return tuple(wanted)


def prospect(scope: Scope, trace: Trace) -> Prospect:
    """What a traced condition could become."""
    if trace.answer is not None and not (scope.imagined and (trace.parts or isinstance(trace.node, Is))):
        return YES if trace.answer else NO
    return _PROSPECTS[type(trace.node)](scope, trace.node, trace)


def _all_of(scope: Scope, node: AllOf, trace: Trace) -> Prospect:
    return at_least(len(trace.parts), [scope.prospect(part) for part in trace.parts])


def _any_of(scope: Scope, node: AnyOf, trace: Trace) -> Prospect:
    return at_least(1, [scope.prospect(part) for part in trace.parts])


def _at_least_of(scope: Scope, node: AtLeastOf, trace: Trace) -> Prospect:
    return at_least(node.n, [scope.prospect(part) for part in trace.parts])


def _opposite(scope: Scope, node: Not, trace: Trace) -> Prospect:
    return negative(scope.prospect(trace.parts[0]))


def _named(scope: Scope, node: Named, trace: Trace) -> Prospect:
    return scope.prospect(trace.parts[0])


def _has_fired(scope: Scope, node: HasFired, trace: Trace) -> Prospect:
    """What the other rule's condition waits for."""
    if trace.answer is not None:
        return YES if trace.answer else NO
    return Scope(scope.ask, scope.facts.unbound()).prospect(trace.parts[0])


def _quantified(scope: Scope, node: Quantified, trace: Trace) -> Prospect:
    found = trace.listing or Listing(unknown="missing")
    if found.unknown == "too long":
        return NEVER
    answered = zip(found.elements, trace.parts, strict=True)
    parts = [scope.bind(node, element).prospect(part) for element, part in answered]
    spare = scope.spare(node, found)
    return every(parts, spare) if node.quantifier is Quantifier.EVERY else at_least(node.n, parts, spare)


_PROSPECTS: dict[type, Callable[[Scope, Any, Trace], Prospect]] = {
    AllOf: _all_of,
    AnyOf: _any_of,
    Not: _opposite,
    AtLeastOf: _at_least_of,
    Named: _named,
    Quantified: _quantified,
    HasChanged: versions.has_changed,
    HasFired: _has_fired,
    Passes: routes.passes,
    Same: codes_and_texts.same,
    SameParty: codes_and_texts.same_party,
    Among: codes_and_texts.among,
    Within: codes_and_texts.within,
    TextTest: codes_and_texts.text_test,
    Likeness: codes_and_texts.likeness,
    OnList: codes_and_texts.on_list,
    Is: codes_and_texts.state,
    Truth: codes_and_texts.truth,
    Compare: numbers_and_moments.compare,
    Between: numbers_and_moments.between,
    Differs: numbers_and_moments.differs,
    Timing: numbers_and_moments.timing,
}
