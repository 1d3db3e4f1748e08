"""One consignment under one rulebook: every rule asked, and what follows put together.

Rules are asked fast, by their compiled predicates; what is told about those that fired or stayed undecided comes from
the interpreter, and never changes an answer.
"""

from __future__ import annotations

from typing import Any, Literal

from cts_engine import interpreter
from cts_engine.applicability import belongs, unread
from cts_engine.assessment import EVALUATION_TOO_LONG, SCOPE_UNCERTAIN, Assessment, Finding, Fired, Undecided
from cts_engine.compile import CompiledRule, CompiledRulebook
from cts_engine.facts import Facts
from cts_engine.history import NO_HISTORY, History
from cts_engine.limits import DEFAULT_LIMITS, EvaluationTooLong, Limits, Watch
from cts_engine.message import fill
from cts_engine.missing import missing_in
from cts_engine.primitives.moments import read
from cts_engine.random_selection import Lottery, with_random_selection
from cts_engine.reasons import reasons_in
from cts_engine.seen import values_of
from cts_engine.verdict import verdict_of
from cts_grammar.checked import CheckedRule, OfElements

Explain = Literal["none", "fired", "all"]
"""What is told besides the messages: nothing; the values of fired rules; also what undecided rules miss."""

LOOK_AFTER = 64
"""Rules after which the clock is looked at."""


def assess(
    compiled: CompiledRulebook,
    manifest: Any,
    consignment: Any,
    received: str | None,
    explain: Explain = "all",
    limits: Limits = DEFAULT_LIMITS,
    history: History = NO_HISTORY,
    lottery: Lottery | None = None,
) -> Assessment:
    """Assess a consignment of a manifest.

    `received` (a day or an instant, UTC) is what dates in force and exemptions go by; where it is neither, all rules
    are in force. `history` answers what is asked of earlier consignments. `lottery` draws for random selection; without
    it none is applied, and the assessment says so. Nothing in the data raises.
    """
    answer = belongs(compiled, manifest, consignment)
    if answer is False:
        return Assessment(in_scope=False, lane=None)
    day = _day(received)
    asked = _Asking(manifest, consignment, day, Watch(limits, history=history))
    if answer is None:
        asked.findings.append(_uncertain(compiled, manifest, consignment))
    asked.ask(compiled.in_force(day))
    asked.in_reading_order()
    facts = Facts.of(compiled.vocabulary, manifest, consignment, history).judged(received)
    return with_random_selection(_told(compiled, asked, facts, explain), compiled, manifest, consignment, lottery)


def _day(received: str | None) -> str:
    """The UTC day, empty where it cannot be told."""
    return received[:10] if received and read(received) else ""


def _uncertain(compiled: CompiledRulebook, manifest: Any, consignment: Any) -> Finding:
    fields = " and ".join(unread(compiled, manifest, consignment))
    return Finding(SCOPE_UNCERTAIN, f"without {fields} this rulebook may not be meant for the consignment")


# --- asking ---------------------------------------------------------------------------------------------------------


class _Asking:
    """Which rules came to what on one consignment."""

    def __init__(self, manifest: Any, consignment: Any, day: str, watch: Watch) -> None:
        self.manifest = manifest
        self.consignment = consignment
        self.day = day
        self.watch = watch
        self.fired: list[tuple[CompiledRule, tuple[str, ...]]] = []
        """With the names of exemptions that could not be decided."""
        self.undecided: list[tuple[CompiledRule, str]] = []
        """With the reason, where it is not missing data."""
        self.findings: list[Finding] = []

    def ask(self, rules: tuple[CompiledRule, ...]) -> None:
        """Ask them all. The loop is written for the many that say no."""
        manifest, consignment, watch = self.manifest, self.consignment, self.watch
        for index, rule in enumerate(rules):
            try:
                if not index % LOOK_AFTER:
                    watch.look()
                try:
                    answer = rule.answer(manifest, consignment, watch)
                except (AttributeError, TypeError):
                    answer = rule.predicate.carefully(manifest, consignment, watch)
                if answer is not False:
                    self.conclude(rule, answer)
            except EvaluationTooLong as limit:
                if watch.expired:
                    self.give_up(rules[index:], str(limit))
                    return
                self.give_up((rule,), str(limit))
            if watch.touched:
                watch.start_rule()

    def conclude(self, rule: CompiledRule, answer: bool | None) -> None:
        """Take account of the exemptions; one that says yes holds back, also what is undecided."""
        unchecked = []
        for exemption in rule.exemptions:
            if not exemption.until or self.day <= exemption.until:
                exempt = exemption.predicate(self.manifest, self.consignment, self.watch)
                if exempt:
                    return
                if exempt is None:
                    unchecked.append(exemption.name)
        self.watch.came[rule.checked.id] = answer
        if answer:
            self.fired.append((rule, tuple(unchecked)))
        else:
            self.undecided.append((rule, ""))

    def give_up(self, rules: tuple[CompiledRule, ...], reason: str) -> None:
        """Leave rules undecided, and say so once."""
        self.undecided += [(rule, reason) for rule in rules]
        self.watch.came.update((rule.checked.id, None) for rule in rules)
        first = rules[0].checked.id
        others = f" and {len(rules) - 1:,} more rules" if len(rules) > 1 else ""
        self.findings.append(Finding(EVALUATION_TOO_LONG, f"{first}{others} {reason}", first))

    def in_reading_order(self) -> None:
        """What came of the rules in their own order, where they were asked in another."""
        self.fired.sort(key=lambda found: found[0].position)
        self.undecided.sort(key=lambda found: found[0].position)


# --- telling --------------------------------------------------------------------------------------------------------


def _told(compiled: CompiledRulebook, asked: _Asking, facts: Facts, explain: Explain) -> Assessment:
    live = [rule.checked for rule, _ in asked.fired if not rule.checked.shadow]
    verdict = verdict_of(live, compiled.lanes)
    return Assessment(
        in_scope=True,
        lane=verdict.lane,
        selected_by=verdict.selected_by,
        score=verdict.score,
        areas=verdict.areas,
        actions=verdict.actions,
        fired=tuple(_fired(rule.checked, unchecked, facts, explain) for rule, unchecked in asked.fired),
        undecided=tuple(_undecided(rule.checked, reason, facts, explain) for rule, reason in asked.undecided),
        findings=tuple(asked.findings),
    )


def _fired(rule: CheckedRule, unchecked: tuple[str, ...], facts: Facts, explain: Explain) -> Fired:
    trace = interpreter.trace(rule.when, facts) if explain != "none" or _names_elements(rule) else None
    return Fired(
        rule=rule.id,
        title=rule.title,
        area=rule.area,
        score=rule.score,
        instructions=tuple(instruction.text for instruction in rule.instructions),
        shadow=rule.shadow,
        messages=tuple(fill(message, facts, trace) for message in rule.say),
        tell_trader=() if rule.shadow else tuple(fill(message, facts, trace) for message in rule.tell_trader),
        values=values_of(trace) if trace is not None and explain != "none" else (),
        exemptions_unchecked=unchecked,
    )


def _names_elements(rule: CheckedRule) -> bool:
    """Whether a message names the elements that satisfied the rule."""
    return any(isinstance(part, OfElements) for message in (*rule.say, *rule.tell_trader) for part in message.parts)


def _undecided(rule: CheckedRule, reason: str, facts: Facts, explain: Explain) -> Undecided:
    missing: tuple[str, ...] = ()
    if explain == "all" and not reason:
        trace = interpreter.trace(rule.when, facts)
        missing = missing_in(trace, facts)
        reason = "" if missing else ", ".join(reasons_in(trace))
    return Undecided(rule.id, rule.title, rule.area, rule.shadow, missing, reason)
