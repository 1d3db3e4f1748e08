"""Days and instants: order, distance, steps by the calendar."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.values import Unreadable
from cts_grammar.checked import Between, Gap, Timing
from tests.engine.small import AT, answer, compare, field, moment

ISSUED = field("issue date")
NOON = "2026-03-01T12:00:00Z"
DAY, HOUR = 86_400, 3_600


@pytest.mark.parametrize(
    ("issued", "order", "limit", "expected"),
    [
        ("2026-03-02", "is over", "2026-03-01", True),
        ("2026-03-01", "is over", "2026-03-01", False),
        (NOON, "is over", "2026-03-01", False),
        (NOON, "is", "2026-03-01", True),
        ("2026-03-01", "is", NOON, True),
        (NOON, "is at least", "2026-03-01T12:00:01Z", False),
        (NOON, "is at most", "2026-03-01T12:00:01Z", True),
        ("2026-02-28T23:59:59Z", "is under", "2026-03-01", True),
    ],
)
def test_a_day_against_an_instant_compares_days(issued: str, order: str, limit: str, expected: bool) -> None:
    assert answer(compare(ISSUED, order, moment(limit)), issued=issued) is expected


@pytest.mark.parametrize(
    "issued",
    [None, "", Unreadable("XX"), "2026-02-30", "2026-03-01T24:00:00Z", "2026-03-01 12:00", "٢٠٢٦-٠٣-٠١", 20260301],
)
def test_what_no_calendar_has_is_undecided(issued: Any) -> None:
    assert answer(compare(ISSUED, "is over", moment("2026-01-01")), issued=issued) is None


def test_between_days() -> None:
    between = Between(ISSUED, moment("2026-03-01"), moment("2026-03-02"), AT)
    moments = ("2026-02-28", "2026-03-01", "2026-03-02T23:59:59Z", "2026-03-03")
    assert [answer(between, issued=m) for m in moments] == [False, True, True, False]


def timing(gap: Gap, seconds: int = 0, months: int = 0, after: bool = True, anchor: str = NOON) -> Timing:
    return Timing(ISSUED, gap, seconds, months, after, moment(anchor), AT)


@pytest.mark.parametrize(
    ("issued", "less", "at_most", "more", "at_least"),
    [
        ("2026-03-01T12:00:00Z", True, True, False, False),
        ("2026-03-01T12:59:59Z", True, True, False, False),
        ("2026-03-01T13:00:00Z", False, True, False, True),
        ("2026-03-01T13:00:01Z", False, False, True, True),
        ("2026-03-01T11:59:59Z", False, False, False, False),
        ("2026-03-01", None, None, None, None),
        ("2026-03-02", False, False, True, True),
        ("2026-02-28", False, False, False, False),
    ],
)
def test_an_hour_after_noon(issued: str, less: bool, at_most: bool, more: bool, at_least: bool) -> None:
    gaps = (Gap.LESS, Gap.AT_MOST, Gap.MORE, Gap.AT_LEAST)
    assert [answer(timing(gap, HOUR), issued=issued) for gap in gaps] == [less, at_most, more, at_least]


@pytest.mark.parametrize(
    ("issued", "less", "more"),
    [
        ("2026-03-01T11:30:00Z", True, False),
        ("2026-03-01T10:00:00Z", False, True),
        ("2026-03-01T12:30:00Z", False, False),
    ],
)
def test_an_hour_before_noon(issued: str, less: bool, more: bool) -> None:
    assert answer(timing(Gap.LESS, HOUR, after=False), issued=issued) is less
    assert answer(timing(Gap.MORE, HOUR, after=False), issued=issued) is more


def test_a_day_decides_when_every_time_of_it_agrees() -> None:
    less = timing(Gap.LESS, DAY, anchor="2026-03-01")
    assert answer(less, issued="2026-03-01T12:00:00Z") is None
    assert answer(less, issued="2026-03-02T12:00:00Z") is None
    assert answer(less, issued="2026-03-03") is False
    assert answer(timing(Gap.LESS, 2 * DAY, anchor="2026-03-01"), issued="2026-03-02") is True


@pytest.mark.parametrize(
    ("issued", "anchor", "months", "expected"),
    [
        ("2026-02-28T00:00:00Z", "2026-01-31T00:00:00Z", 1, False),
        ("2026-02-27T23:59:59Z", "2026-01-31T00:00:00Z", 1, True),
        ("2024-02-29T11:00:00Z", "2023-02-28T12:00:00Z", 12, False),
        ("2024-02-28T11:00:00Z", "2023-02-28T12:00:00Z", 12, True),
        ("2026-03-01T00:00:00Z", "9999-12-31T00:00:00Z", 1, False),
    ],
)
def test_months_are_calendar_steps(issued: str, anchor: str, months: int, expected: bool) -> None:
    assert answer(timing(Gap.LESS, months=months, anchor=anchor), issued=issued) is expected


def test_months_before() -> None:
    a_month_before = timing(Gap.MORE, months=1, after=False, anchor="2026-03-31T00:00:00Z")
    assert answer(a_month_before, issued="2026-02-27T23:59:59Z") is True
    assert answer(a_month_before, issued="2026-02-28T00:00:00Z") is False
    assert answer(timing(Gap.MORE, months=1, after=False, anchor="0001-01-01"), issued="0001-01-01") is False


def test_no_time_at_all() -> None:
    assert answer(timing(Gap.LESS, 0), issued=NOON) is False
    assert answer(timing(Gap.AT_MOST, 0), issued=NOON) is True
    assert answer(timing(Gap.MORE, 0, after=False), issued="2026-03-01T11:59:59Z") is True
