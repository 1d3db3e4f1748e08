"""Rules that came close: exactly one thing kept each from firing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from cts_engine import interpreter
from cts_engine.excerpt import excerpt
from cts_engine.explain import name_of_exemption
from cts_engine.facts import Facts
from cts_engine.ruling import in_force, in_use
from cts_engine.seen import SeenValue, distinct, values_at, values_of
from cts_engine.trace import Trace
from cts_grammar.checked import AllOf, CheckedRule, Condition, Named
from cts_grammar.source import Source


class NearMiss(msgspec.Struct, frozen=True):
    """One rule, and the one condition that was not met or the one exemption that was."""

    rule: str
    title: str
    kept_by: str
    """The condition as its author wrote it, or the exemption's name."""
    exemption: bool
    values: tuple[SeenValue, ...]
    """What that condition or exemption looked at."""


def near_misses(
    rules: Iterable[CheckedRule], facts: Facts, received: str | None, sources: Iterable[Source]
) -> tuple[NearMiss, ...]:
    """The rules in force that exactly one part of `when`, answered no, or exactly one exemption kept from firing.

    The parts are those that `and` joins at the top, also inside definitions. A rule of a single part misses by
    everything, and is no near miss; nor is one with an undecided part, which is reported as undecided.
    """
    texts = {source.path: source.text for source in sources}
    facts = facts.judged(received)
    misses = (_near_miss(rule, facts, received, texts) for rule in rules if in_force(rule, received))
    return tuple(miss for miss in misses if miss is not None)


def _near_miss(rule: CheckedRule, facts: Facts, received: str | None, texts: dict[str, str]) -> NearMiss | None:
    parts = tuple(_parts(rule.when))
    failed: Trace | None = None
    for part in parts:
        trace = interpreter.trace(part, facts)
        if trace.answer is None or (trace.answer is False and failed is not None):
            return None
        failed = trace if trace.answer is False else failed
    exempt = _exempting(rule, facts, received)
    if failed is not None:
        if exempt or len(parts) == 1:
            return None
        return NearMiss(rule.id, rule.title, excerpt(texts, failed.node.span), False, _values(failed))
    if len(exempt) != 1:
        return None
    index, trace = exempt[0]
    return NearMiss(rule.id, rule.title, name_of_exemption(rule, index), True, values_of(trace))


def _parts(condition: Condition) -> Iterator[Condition]:
    """What must all be yes."""
    match condition:
        case AllOf():
            for part in condition.parts:
                yield from _parts(part)
        case Named(condition=AllOf()):
            yield from _parts(condition.condition)
        case _:
            yield condition


def _exempting(rule: CheckedRule, facts: Facts, received: str | None) -> list[tuple[int, Trace]]:
    traces = (
        (index, interpreter.trace(exemption.condition, facts))
        for index, exemption in enumerate(rule.exemptions)
        if in_use(exemption, received)
    )
    return [(index, trace) for index, trace in traces if trace.answer]


def _values(trace: Trace) -> tuple[SeenValue, ...]:
    """What made it no; for a list without a single element, that there is none."""
    return values_of(trace) or values_at(trace) or distinct(())
