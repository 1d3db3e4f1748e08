"""How much work one assessment may take; every limit is a setting, every refusal a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a program that only shows its settings loads no more than them
    from cts_engine.history import History


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for evaluating. What exceeds them is undecided, with a finding that says so."""

    steps: int = 500_000
    """Elements that one rule may look at in one consignment, in lists inside lists and in long lists. A count, and not
    a time, so that a replay stops where the first run did."""
    seconds: float = 10.0
    """For all rules on one consignment: a net under the count, for what a count cannot foresee."""


DEFAULT_LIMITS = Limits()


class EvaluationTooLong(Exception):
    """A rule took more than its limits; the text says which in one sentence."""


class Watch:
    """What rules are asked with while one consignment is assessed: what is left of the limits, and what came before."""

    __slots__ = ("_clock", "_deadline", "_left", "_limits", "_next_look", "came", "expired", "history", "touched")

    LOOK_AFTER = 5_000
    """Steps after which the clock is looked at again."""

    def __init__(
        self,
        limits: Limits = DEFAULT_LIMITS,
        clock: Callable[[], float] = time.monotonic,
        history: History | None = None,
    ) -> None:
        self.history = history
        """What came before the consignment; None: nothing is known of it."""
        self.came: dict[str, bool | None] = {}
        """Of the rules asked so far, those that fired (True) and those that stayed undecided (None)."""
        self._limits = limits
        self._clock = clock
        self._deadline = clock() + limits.seconds
        self.expired = False
        """Whether there is no time left for any further rule."""
        self.start_rule()

    def start_rule(self) -> None:
        """Every rule has its steps to itself."""
        self.touched = False
        self._left = self._limits.steps
        self._next_look = self._left - self.LOOK_AFTER

    def spend(self, steps: int) -> None:
        """Count the elements of a list that is about to be gone through."""
        self.touched = True
        self._left -= steps
        if self._left < 0:
            raise EvaluationTooLong(f"looked at more than {self._limits.steps:,} elements of lists")
        if self._left < self._next_look:
            self._next_look = self._left - self.LOOK_AFTER
            self.look()

    def look(self) -> None:
        """Look at the clock."""
        if self._clock() > self._deadline:
            self.expired = True
            raise EvaluationTooLong(f"took longer than {self._limits.seconds:g} seconds for one consignment")
