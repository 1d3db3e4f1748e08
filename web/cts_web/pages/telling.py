"""Verdicts with their explanations, and what one line can tell of a condition with many parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cts_engine.explain import Explanation, Step
from cts_engine.seen import SeenValue
from cts_rules.evaluation.contract import ConsignmentResult, FiredRule

MOST_VALUES = 4
"""Values that one line has room for."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One rulebook's verdict on a consignment, with the explanation of every rule."""

    result: ConsignmentResult
    by_rule: Mapping[str, Explanation]

    def fired(self) -> list[FiredRule]:
        """Rules that fired: those that decided the lane first, then by score; those in shadow last."""
        by = self.result.selected_by
        return sorted(self.result.fired, key=lambda f: (f.shadow, f.rule not in by, -abs(f.score)))

    def others(self) -> list[Explanation]:
        """Rules that neither fired nor were left undecided."""
        told = {f.rule for f in self.result.fired} | {u.rule for u in self.result.undecided}
        return [e for rule, e in self.by_rule.items() if rule not in told]


def top_steps(explanation: Explanation) -> tuple[Step, ...]:
    """The conditions as their author set them one under the other."""
    condition = explanation.condition
    return condition.steps if condition.head == "all of" else (condition,)


def telling_values(step: Step) -> tuple[SeenValue, ...]:
    """The values that gave a condition its answer, each once, as many as a line has room for."""
    once = {(value.name, value.at): value for value in _deciding(step)}
    return tuple(once.values())[:MOST_VALUES]


def _deciding(step: Step) -> Iterator[SeenValue]:
    yield from step.values
    agreeing = [inner for inner in step.steps if inner.answer == step.answer]
    for inner in agreeing or step.steps:
        yield from _deciding(inner)
