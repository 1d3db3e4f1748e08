"""Moments of DTM: a value and its format qualifier (code list 2379) to a day or an instant of UTC.

A format without a zone is UTC already; the standard says nothing, and a rule cannot be left to guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from cts_engine.values import Unreadable
from cts_rules.readers.as_filed import instant, text

FORMATS: Mapping[str, str] = {
    "2": "DDMMYY",
    "3": "MMDDYY",
    "4": "DDMMCCYY",
    "101": "YYMMDD",
    "102": "CCYYMMDD",
    "201": "YYMMDDhhmm",
    "202": "YYMMDDhhmmss",
    "203": "CCYYMMDDhhmm",
    "204": "CCYYMMDDhhmmss",
    "205": "CCYYMMDDhhmmZ",
    "301": "YYMMDDhhmmZ",
    "302": "YYMMDDhhmmssZ",
    "303": "CCYYMMDDhhmmZ",
    "304": "CCYYMMDDhhmmssZ",
}
"""Format qualifiers that say a day or an instant. Weeks, months, periods and bare times of day say neither."""

ZONES: Mapping[str, int] = {
    **dict.fromkeys(("", "UTC", "GMT", "WET", "Z"), 0),
    **dict.fromkeys(("CET", "WAT"), 60),
    **dict.fromkeys(("CEST", "EET", "SAST"), 120),
    **dict.fromkeys(("EEST", "MSK", "EAT"), 180),
    **dict.fromkeys(("SGT", "HKT"), 480),
    **dict.fromkeys(("JST", "KST"), 540),
    "EDT": -240,
    **dict.fromkeys(("EST", "CDT"), -300),
    "MDT": -360,
    **dict.fromkeys(("PDT", "MST"), -420),
    "PST": -480,
}
"""Minutes east of UTC. Names that mean several zones (BST, CST, IST) are not among them."""

_VALUE = re.compile(r"(?P<digits>\d+)\s*(?P<zone>[A-Z]*|[+-]\d{2}:?\d{2})", re.ASCII | re.IGNORECASE)
_BY_LENGTH = {
    6: ("YYMMDD",),
    8: ("CCYYMMDD", "DDMMCCYY"),
    10: ("YYMMDDhhmm",),
    12: ("CCYYMMDDhhmm", "YYMMDDhhmmss"),
    14: ("CCYYMMDDhhmmss",),
}


class FiledMoment(NamedTuple):
    """A moment with what there is to say about how it was filed."""

    moment: str | Unreadable | None
    agrees: bool
    """False where the value does not have the format that its qualifier names, and was read as what it is."""


def filed_moment(value: str | None, qualifier: str) -> FiledMoment:
    """The moment of a DTM value.

    >>> filed_moment("20260301", "102").moment, filed_moment("202603010430", "203").moment
    ('2026-03-01', '2026-03-01T04:30:00Z')
    >>> filed_moment("202603010000", "102")
    FiledMoment(moment='2026-03-01T00:00:00Z', agrees=False)
    >>> filed_moment("202603010430CET", "303").moment, filed_moment("TBA", "102").moment
    ('2026-03-01T03:30:00Z', Unreadable(unreadable='TBA'))
    """
    filed = text(value)
    if filed is None:
        return FiledMoment(None, True)
    found = _VALUE.fullmatch(filed)
    if found is None:
        return FiledMoment(Unreadable(filed), True)
    digits, zone = found["digits"], found["zone"].upper()
    named = FORMATS.get(qualifier, "").removesuffix("Z")
    if named and len(digits) == len(named) and (moment := _moment(digits, named, zone)):
        return FiledMoment(moment, True)
    return _as_what_it_is(filed, digits, zone, qualifier)


def _as_what_it_is(filed: str, digits: str, zone: str, qualifier: str) -> FiledMoment:
    """By its length alone; a value under a qualifier of another kind (a period, a week) is not read."""
    if qualifier in FORMATS or not qualifier:
        for layout in _BY_LENGTH.get(len(digits), ()):
            moment = _moment(digits, layout, zone)
            if moment and 1950 <= int(moment[:4]) < 2100:
                return FiledMoment(moment, not qualifier)
    return FiledMoment(Unreadable(filed), qualifier not in FORMATS)


def _moment(digits: str, layout: str, zone: str) -> str | None:
    fields = dict(_fields(digits, layout))
    year = fields["CC"] * 100 + fields["YY"] if "CC" in fields else _full_year(fields["YY"])
    offset = _minutes(zone)
    midnight_after = fields.get("hh") == 24 and not fields.get("mm") and not fields.get("ss")
    hour = 0 if midnight_after else fields.get("hh", 0)
    try:
        moment = datetime(year, fields["MM"], fields["DD"], hour, fields.get("mm", 0), fields.get("ss", 0), tzinfo=UTC)
        if "hh" not in fields:
            return moment.date().isoformat()
        if offset is None:
            return None
        moment = (moment + timedelta(days=midnight_after)).replace(tzinfo=timezone(timedelta(minutes=offset)))
        return instant(moment)
    except (ValueError, OverflowError):
        return None


def _fields(digits: str, layout: str) -> list[tuple[str, int]]:
    return [(layout[i : i + 2], int(digits[i : i + 2])) for i in range(0, len(layout), 2)]


def _full_year(two_digits: int) -> int:
    """Cargo is reported within weeks: two digits are of this century, but for the years that began EDIFACT."""
    return 2000 + two_digits if two_digits < 80 else 1900 + two_digits


def _minutes(zone: str) -> int | None:
    if zone[:1] in ("+", "-") and len(zone) > 1:
        plain = zone[1:].replace(":", "")
        minutes = int(plain[:2]) * 60 + int(plain[2:])
        return None if minutes >= 24 * 60 else (minutes if zone[0] == "+" else -minutes)
    return ZONES.get(zone)
