"""Arithmetic and comparison of ranges, against numbers drawn from inside them."""

from __future__ import annotations

from math import inf
from random import Random

import pytest

from cts_engine.ranges import Range, calculate, differs_by_more, equal, greater, is_equal, is_over, known

ENDS = (-20.0, -10.0, -1.0, 0.0, 1.0, 5.0, 10.0, 20.0)


def draw(random: Random) -> Range:
    low, high = sorted((random.choice(ENDS), random.choice(ENDS)))
    return Range(low, low if random.random() < 0.3 else high)


def inside(known_: Range, random: Random) -> float:
    return random.choice((known_.low, known_.high, random.uniform(known_.low, known_.high)))


@pytest.mark.parametrize("seed", range(300))
def test_what_is_decided_holds_everywhere(seed: int) -> None:
    random = Random(seed)
    a, b, share = draw(random), draw(random), random.choice((0.0, 0.1, 0.5, 1.0, 1.5))
    over, same, differ = is_over(a, b), is_equal(a, b), differs_by_more(a, b, share)
    for _ in range(50):
        x, y = inside(a, random), inside(b, random)
        apart = 0.0 if equal(x, y) else abs(x - y) / max(abs(x), abs(y))
        assert over is None or over is greater(x, y)
        assert same is None or same is equal(x, y)
        assert differ is None or differ is greater(apart, share)
        for operator in "+-*/":
            result = calculate(operator, a, b)
            if result is not None:
                number = {"+": x + y, "-": x - y, "*": x * y, "/": x / y if operator == "/" else 0.0}[operator]
                assert result.low - 1e-9 <= number <= result.high + 1e-9


@pytest.mark.parametrize("seed", range(300))
def test_what_is_undecided_depends_on_where_in_the_ranges_they_are(seed: int) -> None:
    random = Random(seed)
    a, b = draw(random), draw(random)
    if is_over(a, b) is None:
        assert greater(a.high, b.low)
        assert not greater(a.low, b.high)
    for share in (0.0, 0.1, 0.5, 1.0, 1.5):
        if differs_by_more(a, b, share) is None:
            points = [(x, y) for x in (*ENDS, a.low, a.high) for y in (*ENDS, b.low, b.high)]
            drawn = [(inside(a, random), inside(b, random)) for _ in range(4000)] + [
                (x, y) for x, y in points if a.low <= x <= a.high and b.low <= y <= b.high
            ]
            answers = {greater(0.0 if equal(x, y) else abs(x - y) / max(abs(x), abs(y)), share) for x, y in drawn}
            assert answers == {True, False}


def test_what_has_no_bounds_is_nothing_known() -> None:
    assert known(-inf, inf) is None
    assert known(inf, inf) is None
    assert known(float("nan"), 1.0) is None
    assert known(1.0, inf) == Range(1.0, inf)


@pytest.mark.parametrize(
    ("operator", "a", "b", "expected"),
    [
        ("*", Range(0, 0), Range(5, inf), Range(0, 0)),
        ("*", Range(-1, 2), Range(5, inf), None),
        ("*", Range(1, 2), Range(5, inf), Range(5, inf)),
        ("/", Range(5, inf), Range(10, inf), Range(0, inf)),
        ("/", Range(5, 5), Range(10, inf), Range(0, 0.5)),
        ("/", Range(5, 5), Range(-1, 1), None),
        ("/", Range(5, 5), Range(0, 0), None),
        ("-", Range(5, inf), Range(5, inf), None),
        ("+", Range(5, inf, "USD"), Range(1, 1, "EUR"), None),
        ("+", Range(5, 5, "USD"), Range(0, 0), Range(5, 5, "USD")),
    ],
)
def test_bounds_at_infinity_and_currencies(operator: str, a: Range, b: Range, expected: Range | None) -> None:
    assert calculate(operator, a, b) == expected
