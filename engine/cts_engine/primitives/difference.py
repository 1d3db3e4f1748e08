"""By how much two numbers differ, as a share of the larger: `gross weight differs from volume by more than 10%`."""

from __future__ import annotations

import math
from math import isclose

from cts_engine.primitives.bounds import Bounds, above, comparable


def differ(left: Bounds | None, right: Bounds | None, share: float) -> bool | None:
    """Whether two numbers differ by more than a share of the larger absolute value."""
    if left is None or right is None or not comparable(left, right):
        return None
    if left[0] == left[1] and right[0] == right[1]:
        return differ_exactly(left[0], right[0], share)
    corners = [_share(a, b) for a in left[:2] for b in right[:2]]
    least = 0.0 if _overlap(left, right) else min(corners)
    most = 2.0 if _mirrored(left, right) else max(corners)
    if above(least, share):
        return True
    return None if above(most, share) else False


def differ_exactly(left: float, right: float, share: float) -> bool:
    """The same for two numbers that are known."""
    return not isclose(left, right) and above(abs(left - right), share * max(abs(left), abs(right)))


def _share(left: float, right: float) -> float:
    if isclose(left, right):
        return 0.0
    if math.isinf(left) or math.isinf(right):
        return 1.0  # in the limit; where both go the same way, the bounds overlap
    larger = max(abs(left), abs(right))
    return abs(left / larger - right / larger)


def _overlap(left: Bounds, right: Bounds) -> bool:
    return not above(left[0], right[1]) and not above(right[0], left[1])


def _mirrored(left: Bounds, right: Bounds) -> bool:
    """Whether one can be the other's opposite, the largest difference that there is."""
    low, high = max(left[0], -right[1]), min(left[1], -right[0])
    return low <= high and not low == high == 0
