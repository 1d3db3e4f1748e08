"""What a version decides about an example, as far as anybody notices: scope, lane, score, actions, fired rules."""

from __future__ import annotations

from cts_engine.assess import assess
from cts_engine.assessment import Assessment
from cts_engine.compile import CompiledRulebook
from cts_rules.counterexample.example import Example


def decided(book: CompiledRulebook, example: Example) -> Assessment:
    """The version's assessment."""
    own = example.manifest.received
    received = own if isinstance(own, str) else example.received
    return assess(book, example.manifest, example.consignment, received, "none", history=example.history)


def noticed(assessment: Assessment) -> tuple[object, ...]:
    """All of it that is not about missing data: two versions that agree in this treat a consignment alike."""
    fired = tuple(
        (f.rule, f.score, f.area, f.shadow, f.instructions, f.messages, f.tell_trader, f.exemptions_unchecked)
        for f in assessment.fired
    )
    areas = tuple(sorted(assessment.areas.items()))
    return (
        assessment.in_scope,
        assessment.lane,
        round(assessment.score, 9),
        areas,
        tuple(sorted(assessment.actions)),
        tuple(sorted(fired)),
    )


def differ(old: CompiledRulebook, new: CompiledRulebook, example: Example) -> bool:
    """Whether the two versions treat the example differently, by running both."""
    return noticed(decided(old, example)) != noticed(decided(new, example))


def differ_at_all(old: CompiledRulebook, new: CompiledRulebook, example: Example) -> bool:
    """The same, or that one leaves a rule undecided which the other decides."""
    one, other = decided(old, example), decided(new, example)
    left = [sorted(rule.rule for rule in each.undecided) for each in (one, other)]
    return left[0] != left[1] or noticed(one) != noticed(other)
