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
