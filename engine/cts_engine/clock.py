"""Days and instants as seconds: `2026-03-01` is a whole UTC day, `2026-03-01T04:30:00Z` one second of it.

Seconds count from the first day of the calendar; a day is the range from its first to its last second.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from math import inf

DAY = 86_400
_SHAPE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)Z)?", re.ASCII)


@lru_cache(maxsize=16_384)
def seconds(text: str) -> tuple[int, int] | None:
    """The first and the last second of a day, an instant twice; None for a text that is neither."""
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        return None
    try:
        start = date.fromisoformat(shape[1]).toordinal() * DAY
    except ValueError:
        return None
    if shape[2] is None:
        return start, start + DAY - 1
    instant = start + int(shape[2]) * 3600 + int(shape[3]) * 60 + int(shape[4])
    return instant, instant


def is_later(a: str, b: str) -> bool:
    """Whether a readable moment is after another; if either is a day, days are compared."""
    return _common(a, b) > _common(b, a)


def is_same(a: str, b: str) -> bool:
    """Whether two readable moments are the same; if either is a day, days are compared."""
    return _common(a, b) == _common(b, a)


def _common(a: str, b: str) -> str:
    """The first moment in no more detail than the other: the shapes sort as text."""
    return a[: len(b)]


def step_months(second: int, months: int) -> float:
    """So many calendar months later (earlier where negative), clamped to the month's end; infinite off the calendar."""
    day = date.fromordinal(second // DAY)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return inf if months > 0 else -inf
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal() * DAY + second % DAY


def instant(second: float) -> str:
    """The text of a second of the calendar.

    >>> instant(seconds("2026-03-01T04:30:00Z")[0])
    '2026-03-01T04:30:00Z'
    """
    day, rest = divmod(int(second), DAY)
    return f"{date.fromordinal(day).isoformat()}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"
