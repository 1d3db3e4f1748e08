"""Offsets in code points, as Python counts, and in UTF-16 code units, as browsers count."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """The two ways to count in one text. What lies outside the text is taken for its nearer end.

    >>> counted = Offsets("🍌 is")
    >>> counted.units(2), counted.points(3), counted.points(1)
    (3, 2, 0)
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [m.start() for m in _TWO_UNITS.finditer(text)]
        self._wide_ends = [at + number + 2 for number, at in enumerate(self._wide)]

    def units(self, point: int) -> int:
        """UTF-16 code units before a code point."""
        at = min(max(point, 0), self._length)
        return at + bisect_left(self._wide, at)

    def points(self, unit: int) -> int:
        """Code points before a UTF-16 code unit; in the middle of a character: before it."""
        at = max(unit, 0)
        wide = bisect_right(self._wide_ends, at)
        in_the_middle = wide < len(self._wide) and at == self._wide_ends[wide] - 1
        return min(at - wide - in_the_middle, self._length)
