"""How long one run over a manifest may take as a whole: what is not reached in time is undecided, and says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import msgspec

from cts_engine.assessment import EVALUATION_TOO_LONG
from cts_engine.limits import Limits
from cts_rules.evaluation.contract import Found


class RunTime:
    """The time of a run, from when it is made."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._deadline = clock() + seconds
        self._over = False

    def within(self, limits: Limits) -> Limits:
        """The limits of the next consignment: its own, or what is left of the run."""
        left = self._deadline - self._clock()
        self._over = left <= 0
        return limits if left >= limits.seconds else replace(limits, seconds=max(left, 0.0))

    def explained(self, found: list[Found]) -> list[Found]:
        """What assessing found, with the right reason where the run had no time left."""
        if not self._over:
            return found
        reason = f"no rule was asked: the run took longer than {self._seconds:g} seconds"
        return [msgspec.structs.replace(f, message=reason) if f.code == EVALUATION_TOO_LONG else f for f in found]
