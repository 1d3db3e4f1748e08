"""What another rule of the rulebook comes to, from its dates, its condition and its exemptions."""

from __future__ import annotations

from collections.abc import Callable

from cts_engine.facts import Facts, Steps
from cts_engine.ruling import Outcome, in_force, in_use, outcome_of
from cts_engine.trace import Trace
from cts_grammar.checked import Condition, HasFired

_ANSWERS: dict[Outcome, bool | None] = {"fired": True, "undecided": None}
_WORDS: dict[Outcome, str] = {
    "fired": "fired",
    "not fired": "did not fire",
    "held back": "is held back",
    "out of force": "is out of force",
    "undecided": "is undecided",
}


def has_fired(node: HasFired, facts: Facts, trace: Callable[[Condition, Facts], Trace]) -> Trace:
    """Asked of the whole consignment, once for each condition that is traced.

    The parts are the other rule's condition and its exemptions; the note says what it came to.
    """
    steps = facts.steps or Steps()
    found: Trace | None = steps.ruled.get(node.reference.id)
    if found is None:
        found = steps.ruled[node.reference.id] = _ruled(node, facts.unbound(), trace)
    return Trace(node, found.answer, found.parts, note=found.note)


def _ruled(node: HasFired, facts: Facts, trace: Callable[[Condition, Facts], Trace]) -> Trace:
    rule = node.reference.rule
    assert rule is not None, "a checked rulebook has all its rules"
    condition = trace(rule.when, facts)
    exempt = [trace(exemption.condition, facts) for exemption in rule.exemptions]
    used = [in_use(exemption, facts.received) for exemption in rule.exemptions]
    holds = any(found.answer and used_ for found, used_ in zip(exempt, used, strict=True))
    outcome = outcome_of(in_force(rule, facts.received), condition.answer, holds)
    return Trace(node, _ANSWERS.get(outcome, False), (condition, *exempt), note=f"{rule.id} {_WORDS[outcome]}")
