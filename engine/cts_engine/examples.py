"""What a rule comes to on an example of its own, against what the example says."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from cts_engine import interpreter
from cts_engine.excerpt import excerpt
from cts_engine.explain import name_of_exemption
from cts_engine.facts import Facts
from cts_engine.missing import missing_in
from cts_engine.reasons import reasons_in
from cts_engine.ruling import Outcome, in_force, in_use, outcome_of
from cts_engine.trace import Trace
from cts_grammar.checked import CheckedRule, Example, Expected, Not

_COMES_TO: dict[Outcome, Expected] = {"fired": "matches", "undecided": "is undecided"}


class Played(msgspec.Struct, frozen=True):
    """One example and what came of it."""

    rule: CheckedRule
    example: Example
    came: Expected
    outcome: Outcome
    judged_as_of: str
    """A day or an instant; empty where no date is known, which puts nothing out of force."""
    traces: tuple[Trace, ...]
    """Of the rule's condition, then of its exemptions."""
    missing: tuple[str, ...]
    """What the rule misses, where it is undecided."""
    because: tuple[str, ...]
    """Why it did not fire: the parts that say no, the exemptions that hold it back, its dates; or why it is undecided
    though nothing is missing."""

    @property
    def passes(self) -> bool:
        """Whether it came to what the example says."""
        return self.came == self.example.expected


def as_of(rule: CheckedRule, example: Example, today: str) -> str:
    """The date that an example is judged by: its own, else the rule's first day, else today.

    A rule that has a last day only is judged in force still after it, so that its examples do not fail for its age.
    """
    if example.received or rule.first_day:
        return example.received or rule.first_day
    return min(today, rule.last_day) if today and rule.last_day else today


def play(rule: CheckedRule, example: Example, facts: Facts, judged: str, texts: Mapping[str, str]) -> Played:
    """Ask the rule about the facts that an example states. `texts` are the rulebook's own, by path."""
    facts = facts.judged(judged)
    trace = interpreter.trace(rule.when, facts)
    exempt = tuple(interpreter.trace(exemption.condition, facts) for exemption in rule.exemptions)
    holding = [
        f"the exception {name_of_exemption(rule, index)} holds"
        for index, found in enumerate(exempt)
        if found.answer and in_use(rule.exemptions[index], judged)
    ]
    outcome = outcome_of(in_force(rule, judged), trace.answer, bool(holding))
    missing = missing_in(trace, facts) if outcome == "undecided" else ()
    because: tuple[str, ...] = ()
    match outcome:
        case "held back":
            because = tuple(holding)
        case "out of force":
            because = (f"it is out of force on {judged[:10]}",)
        case "not fired":
            because = tuple(f"`{excerpt(texts, part.node.span)}` does not hold" for part in _saying_no(trace))
        case "undecided" if not missing:
            because = reasons_in(trace)
    came = _COMES_TO.get(outcome, "does not match")
    return Played(rule, example, came, outcome, judged, (trace, *exempt), missing, because)


def _saying_no(trace: Trace) -> list[Trace]:
    """The innermost parts joined by `and`, also inside definitions, that are no."""
    inner = [part for part in trace.parts if part.answer is False]
    if trace.listing is not None or isinstance(trace.node, Not) or not inner:
        return [trace]
    return [deeper for part in inner for deeper in _saying_no(part)]
