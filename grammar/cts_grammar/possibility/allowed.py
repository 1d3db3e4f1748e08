"""What is still allowed of one value after some tests have come to their answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from cts_grammar.checked import Order

MISSING, UNREADABLE, READABLE = "missing", "unreadable", "readable"
ANY_STATE = frozenset({MISSING, UNREADABLE, READABLE})

SLACK = 1e-8
"""Relative; numbers within one part in a billion are equal, so limits this close are not told apart."""


@dataclass(slots=True)
class Allowed:
    """States, numbers, moments and codes that a value can still have."""

    states: frozenset[str] = ANY_STATE
    whole: bool = False
    """Only whole numbers, from 0 up."""
    above: list[tuple[float | str, bool]] = field(default_factory=list)
    """Lower ends, each with whether it is excluded."""
    below: list[tuple[float | str, bool]] = field(default_factory=list)
    among: list[frozenset[str]] = field(default_factory=list)
    """Sets of which each holds the value."""
    never: set[str] = field(default_factory=set)
    """Values that it is not."""
    within: list[frozenset[str]] = field(default_factory=list)
    """Sets of beginnings, of each of which the value has one."""
    outside: list[frozenset[str]] = field(default_factory=list)
    """Sets of beginnings of which it has none."""

    def bound(self, order: Order, end: float | str, answer: bool) -> None:
        """A comparison with a constant that came to an answer."""
        match order, answer:
            case (Order.OVER, True) | (Order.AT_MOST, False):
                self.above.append((end, True))
            case (Order.UNDER, True) | (Order.AT_LEAST, False):
                self.below.append((end, True))
            case (Order.AT_LEAST, True) | (Order.UNDER, False):
                self.above.append((end, False))
            case (Order.AT_MOST, True) | (Order.OVER, False):
                self.below.append((end, False))
            case (Order.IS, True):
                self.above.append((end, False))
                self.below.append((end, False))

    @property
    def nothing(self) -> bool:
        """Whether no value is left."""
        return not self.states or self._no_number() or self._no_code()

    def _no_number(self) -> bool:
        if self.whole and any(isinstance(end, float) and (end < -SLACK or (open_ and end <= SLACK))
                              for end, open_ in self.below):  # fmt: skip
            return True
        return any(
            self._apart(low, low_open, high, high_open)
            for low, low_open in self.above
            for high, high_open in self.below
        )

    def _apart(self, low: float | str, low_open: bool, high: float | str, high_open: bool) -> bool:
        if isinstance(low, str) or isinstance(high, str):
            texts = str(low), str(high)
            return texts[0] > texts[1] or (texts[0] == texts[1] and (low_open or high_open))
        if low == high:
            return low_open or high_open
        slack = SLACK * max(abs(low), abs(high))
        if low > high + slack:
            return True
        return self.whole and low_open and high_open and high - low <= 1 and float(low).is_integer()

    def _no_code(self) -> bool:
        if self.among:
            left = frozenset.intersection(*self.among) - self.never
            return not any(self._is_where(value) for value in left)
        return any(
            not any(self._meet(one, other) for one in first for other in second)
            for n, first in enumerate(self.within)
            for second in self.within[n + 1 :]
        ) or any(
            all(any(inner.startswith(outer) for outer in shut) for inner in open_)
            for open_ in self.within
            for shut in self.outside
        )

    def _is_where(self, value: str) -> bool:
        inside = all(any(value.startswith(b) for b in beginnings) for beginnings in self.within)
        return inside and not any(value.startswith(b) for beginnings in self.outside for b in beginnings)

    @staticmethod
    def _meet(one: str, other: str) -> bool:
        return one.startswith(other) or other.startswith(one)
