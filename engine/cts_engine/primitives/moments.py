"""Days and instants: which comes first, how long between, and steps by the calendar.

A moment is read as its first and last second since the year 1: they are one for an instant, and lie 86,399 seconds
apart for a day. What holds is told only where it holds for every second of it.
"""

from __future__ import annotations

import calendar
import math
import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from cts_engine.primitives.bounds import Bounds

DAY = 86_400
_SHAPE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)Z)?", re.ASCII)


class Moment(NamedTuple):
    """The seconds of a moment."""

    first: float
    last: float

    @property
    def is_day(self) -> bool:
        """Whether it is a day, no instant."""
        return self.first != self.last


def moment(value: Any) -> Moment | None:
    """The moment that a fact holds."""
    return read(value) if type(value) is str else None


@lru_cache(maxsize=16_384)
def read(text: str) -> Moment | None:
    """The moment that is written so; None where no calendar has it."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    try:
        midnight = date.fromisoformat(found[1]).toordinal() * DAY
    except ValueError:
        return None
    if found[2] is None:
        return Moment(midnight, midnight + DAY - 1)
    instant = midnight + int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4])
    return Moment(instant, instant)


def is_same(left: Moment | None, right: Moment | None) -> bool | None:
    """Whether they are one; a day and an instant, whether the instant lies in the day."""
    if left is None or right is None:
        return None
    return left.first <= right.last and right.first <= left.last


def is_after(left: Moment | None, right: Moment | None) -> bool | None:
    """Whether the left is later than the whole of the right."""
    return None if left is None or right is None else left.first > right.last


def is_before(left: Moment | None, right: Moment | None) -> bool | None:
    """Whether the left is over before the right begins."""
    return is_after(right, left)


def is_not_before(left: Moment | None, right: Moment | None) -> bool | None:
    """Whether the left is the same or later."""
    before = is_after(right, left)
    return None if before is None else not before


def is_not_after(left: Moment | None, right: Moment | None) -> bool | None:
    """Whether the left is the same or earlier."""
    after = is_after(left, right)
    return None if after is None else not after


def elapsed(later: Moment | None, earlier: Moment | None) -> Bounds | None:
    """The seconds from the earlier to the later."""
    if later is None or earlier is None:
        return None
    return (float(later.first - earlier.last), float(later.last - earlier.first), None)


class Length(NamedTuple):
    """How far from an anchor: so many seconds, or steps by the calendar, after it or before it."""

    seconds: int
    months: int
    after: bool
    included: bool
    """Whether a moment that lies exactly so far away still lies within."""


def lies_within(subject: Moment | None, anchor: Moment | None, length: Length) -> bool | None:
    """Whether the subject lies no further away than the length, in its direction."""
    if subject is None or anchor is None:
        return None
    subject, anchor, end = _in_direction(subject, anchor, length)
    if anchor.last <= subject.first and subject.last < end.first:
        return True
    # The best chance: the latest second of the anchor that is not after the whole subject.
    latest = min(anchor.last, subject.last) - anchor.first
    if anchor.first <= subject.last and subject.first < end.first + latest and anchor.first < end.first:
        return None
    return False


def lies_beyond(subject: Moment | None, anchor: Moment | None, length: Length) -> bool | None:
    """Whether the subject lies further away than the length, in its direction."""
    if subject is None or anchor is None:
        return None
    subject, _, end = _in_direction(subject, anchor, length)
    if subject.first >= end.last:
        return True
    return None if subject.last >= end.first else False


def _in_direction(subject: Moment, anchor: Moment, length: Length) -> tuple[Moment, Moment, Moment]:
    """Subject, anchor and the first moment beyond the length, time running in the length's direction."""
    end = away(anchor, length)
    if not length.after:
        subject, anchor, end = (Moment(-m.last, -m.first) for m in (subject, anchor, end))
    return subject, anchor, end


def away(anchor: Moment, length: Length) -> Moment:
    """The first moment in the length's direction that lies beyond it."""
    sign = 1 if length.after else -1
    beyond = sign if length.included else 0
    if not length.months:
        step = sign * length.seconds + beyond
        return Moment(anchor.first + step, anchor.last + step)
    months = sign * length.months
    return Moment(_by_calendar(anchor.first, months) + beyond, _by_calendar(anchor.last, months) + beyond)


def _by_calendar(second: float, months: int) -> float:
    day, time = divmod(int(second), DAY)
    then = date.fromordinal(day)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return math.copysign(math.inf, months)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(then.day, last)).toordinal() * DAY + time
