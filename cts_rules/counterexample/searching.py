"""A search for an example that reaches a goal: always the best neighbour, sideways where none is better."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import monotonic

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_grammar.vocabulary import Vocabulary
from cts_rules.counterexample.distance import distance
from cts_rules.counterexample.example import Example
from cts_rules.counterexample.goals import Goal
from cts_rules.counterexample.places import Surroundings

STEPS = 40
SIDEWAYS = 8
LOOKED_AT = 6
"""Of the neighbours that are as near."""


class Search:
    """One search, until a moment of the monotonic clock."""

    def __init__(self, vocabulary: Vocabulary, until: float, random: Random) -> None:
        self.vocabulary = vocabulary
        self.until = until
        self.random = random

    @property
    def over(self) -> bool:
        """Whether the time is spent."""
        return monotonic() > self.until

    def reach(
        self, goal: Goal, around: Surroundings, start: Example, wanted: Callable[[Example], bool]
    ) -> Example | None:
        """An example on the way to the goal of which `wanted` is so; None where none was met."""
        found = self.approach(goal, around, start, wanted)
        return found if wanted(found) else None

    def approach(self, goal: Goal, around: Surroundings, start: Example, wanted: Callable[[Example], bool]) -> Example:
        """The same; where none was met, the nearest to the goal."""
        here, far = start, self.far(goal, start)
        sideways = 0
        for _ in range(STEPS):
            if self.over or wanted(here) or sideways > SIDEWAYS or (far == 0 and sideways):
                return here
            nearest, least = self.best(goal, around, here)
            if not nearest or (far == 0 and least > 0):
                return here
            sideways = 0 if least < far else sideways + 1
            here, far = next(filter(wanted, nearest), nearest[0]), least
        return here

    def best(self, goal: Goal, around: Surroundings, here: Example) -> tuple[list[Example], float]:
        """Some of the nearest neighbours, by chance where many are as near."""
        nearest: list[Example] = []
        least = float("inf")
        for neighbour in around.neighbours(here):
            far = self.far(goal, neighbour)
            if far < least:
                nearest, least = [neighbour], far
            elif far == least:
                nearest.append(neighbour)
            if self.over:
                break
        return self.random.sample(nearest, min(LOOKED_AT, len(nearest))), least

    def far(self, goal: Goal, example: Example) -> float:
        """How far an example is from the goal."""
        facts = Facts.of(self.vocabulary, example.manifest, example.consignment, example.history)
        own = example.manifest.received
        facts = facts.judged(own if isinstance(own, str) else example.received)
        return sum(distance(interpreter.trace(condition, facts), wanted) for condition, wanted in goal.wanted)
