"""How a rule writes days and instants, and which day is meant where it is written otherwise."""

from __future__ import annotations

import re
from datetime import date


def is_day(text: str) -> bool:
    """Whether a text has the form of a date or an instant."""
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?", text))


def iso_guess(text: str) -> str | None:
    """The ISO form where only one day can be meant.

    >>> iso_guess("31/12/2026"), iso_guess("1.3.2026"), iso_guess("2026/3/1"), iso_guess("03/04/2026")
    ('2026-12-31', '2026-03-01', '2026-03-01', None)
    """
    if not re.fullmatch(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}", text, re.ASCII):
        return None
    parts = [int(p) for p in re.split(r"[/.-]", text)]
    if parts[0] > 31:
        year, month, day = parts
    else:
        first, second, year = parts
        if "." in text or first > 12:
            day, month = first, second
        elif second > 12:
            month, day = first, second
        elif first == second:
            day = month = first
        else:
            return None
    try:
        return date(year + (2000 if year < 100 else 0), month, day).isoformat()
    except ValueError:
        return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_of_month(year: str, month: str, day: str) -> str | None:
    """The ISO form of a day whose month is spelled out in English.

    >>> day_of_month("2026", "March", "1"), day_of_month("2026", "Feb", "30"), day_of_month("2026", "Zork", "1")
    ('2026-03-01', None, None)
    """
    short = month[:3].lower()
    if short not in _MONTHS:
        return None
    try:
        return date(int(year), _MONTHS.index(short) + 1, int(day)).isoformat()
    except ValueError:
        return None


def two_readings(text: str) -> tuple[str, str] | None:
    """The day where the day stands first and the day where the month does, where both are days.

    >>> two_readings("01/03/2026"), two_readings("31/12/2026")
    (('2026-03-01', '2026-01-03'), None)
    """
    m = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text, re.ASCII)
    if m is None or not (int(m[1]) <= 12 and int(m[2]) <= 12):
        return None
    try:
        first, second = int(m[1]), int(m[2])
        return date(int(m[3]), second, first).isoformat(), date(int(m[3]), first, second).isoformat()
    except ValueError:
        return None


def date_hint(text: str) -> str:
    """How a day is written, in both ways that it could have been meant."""
    fix, both = iso_guess(text), two_readings(text)
    if fix is None and both is not None:
        return f"days are written year first: `{both[0]}` if the day came first, `{both[1]}` if the month did"
    return f"days are written year first{f': `{fix}`' if fix else ', for instance `2026-03-01`'}"
