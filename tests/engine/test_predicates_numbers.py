"""Numbers: tolerance, arithmetic, money, totals with gaps."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.values import Money, Partial, Unreadable
from cts_grammar.checked import Among, Arithmetic, Between, Compare, Differs, Elapsed, Is, NamedValue, State, Summary
from tests.engine.small import (
    AT,
    aggregate,
    answer,
    compare,
    constant,
    contains,
    elements,
    field,
    kilograms,
    moment,
    money,
    number,
    over,
)
from tests.properties import small_world as world
from tests.properties.small_world import GoodsItem

WEIGHT = field("gross weight")
PACKAGES = field("packages")
GOODS = elements("goods item")
ITEM_WEIGHT = field("weight", "goods item")
ITEM_VALUE = field("value", "goods item")


def items(*weights: Any) -> tuple[GoodsItem, ...]:
    return tuple(GoodsItem(weight=weight) for weight in weights)


def values(*amounts: Any) -> tuple[GoodsItem, ...]:
    return tuple(GoodsItem(value=amount) for amount in amounts)


@pytest.mark.parametrize(
    ("order", "below", "just_below", "same", "just_above", "above"),
    [
        ("is", False, True, True, True, False),
        ("is over", False, False, False, False, True),
        ("is under", True, False, False, False, False),
        ("is at least", False, True, True, True, True),
        ("is at most", True, True, True, True, False),
    ],
)
def test_numbers_within_one_part_in_a_billion_are_equal(
    order: str, below: bool, just_below: bool, same: bool, just_above: bool, above: bool
) -> None:
    found = [
        answer(compare(WEIGHT, order, kilograms(10)), gross_weight=weight)
        for weight in (9.9999999, 9.999999995, 10, 10.000000005, 10.0000001)
    ]
    assert found == [below, just_below, same, just_above, above]
    mirrored = {"is over": "is under", "is under": "is over", "is at least": "is at most", "is at most": "is at least"}
    assert answer(compare(kilograms(10), mirrored.get(order, order), WEIGHT), gross_weight=10.0000001) is above
    assert answer(compare(WEIGHT, order, PACKAGES), gross_weight=10.0000001, packages=10) is above


@pytest.mark.parametrize("weight", [None, "", Unreadable("TBA"), "10 kg", True, float("nan"), float("inf"), 10**400])
def test_what_is_no_number_is_undecided(weight: Any) -> None:
    assert answer(over(WEIGHT, kilograms(10)), gross_weight=weight) is None
    assert answer(compare(WEIGHT, "is", kilograms(10)), gross_weight=weight) is None
    assert answer(compare(WEIGHT, "is at most", kilograms(10)), gross_weight=weight) is None
    assert answer(over(WEIGHT, PACKAGES), gross_weight=weight, packages=1) is None


def test_between_includes_both_ends() -> None:
    between = Between(WEIGHT, kilograms(5), kilograms(10), AT)
    assert [answer(between, gross_weight=w) for w in (4.9, 5, 7, 10, 10.1, None)] == [
        False,
        True,
        True,
        True,
        False,
        None,
    ]


def test_dividing_by_zero_is_undecided() -> None:
    per_package = Arithmetic("/", WEIGHT, PACKAGES, world.WEIGHT, AT)
    assert answer(over(per_package, kilograms(5)), gross_weight=30.0, packages=3) is True
    assert answer(over(per_package, kilograms(5)), gross_weight=30.0, packages=0) is None


def test_a_result_too_large_is_undecided() -> None:
    product = Arithmetic("*", WEIGHT, WEIGHT, world.WEIGHT, AT)
    assert answer(over(product, kilograms(5)), gross_weight=1e300) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (100.0, 90.0, False),
        (100.0, 89.0, True),
        (90.0, 100.0, False),
        (0.0, 0.0, False),
        (0.0, 5.0, True),
        (None, 5.0, None),
    ],
)
def test_differs_by_a_share_of_the_larger(left: Any, right: Any, expected: bool | None) -> None:
    assert answer(Differs(WEIGHT, PACKAGES, 0.1, AT), gross_weight=left, packages=right) is expected


def test_one_of_a_list_of_numbers() -> None:
    among = Among(PACKAGES, (number(1), number(3)), "", AT)
    assert [answer(among, packages=p) for p in (1, 2, 3.000000001, None)] == [True, False, True, None]


# --- money ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Money(10.0, "USD"), True),
        (Money(1.0, "USD"), False),
        (Money(10.0, "EUR"), None),
        (Money(10.0), None),
        (Money(None, "USD"), None),
        (Money(Unreadable("x"), "USD"), None),
        (10.0, None),
        (None, None),
    ],
)
def test_amounts_need_one_currency(value: Any, expected: bool | None) -> None:
    assert answer(over(field("value"), money(5)), value=value) is expected


def test_amounts_divide_to_a_plain_number() -> None:
    share = Arithmetic("/", field("freight"), field("value"), world.PLAIN_NUMBER, AT)
    half = compare(share, "is", number(0.5))
    assert answer(half, freight=Money(5.0, "USD"), value=Money(10.0, "USD")) is True
    assert answer(half, freight=Money(5.0, "USD"), value=Money(10.0, "EUR")) is None


def test_a_total_of_nothing_is_zero_in_every_currency() -> None:
    total = aggregate(Summary.TOTAL, GOODS, ITEM_VALUE)
    assert answer(compare(total, "is under", money(5, "EUR")), goods_items=()) is True


def test_amounts_in_different_currencies_have_no_total() -> None:
    total = aggregate(Summary.TOTAL, GOODS, ITEM_VALUE)
    mixed = values(Money(5.0, "USD"), Money(5.0, "EUR"))
    assert answer(over(total, money(1)), goods_items=mixed) is None
    assert answer(Is(State.MISSING, total, AT), goods_items=mixed) is True


# --- over lists -----------------------------------------------------------------------------------------------------


def total_is(order: str, limit: float) -> Compare:
    return compare(aggregate(Summary.TOTAL, GOODS, ITEM_WEIGHT), order, kilograms(limit))


@pytest.mark.parametrize(
    ("weights", "over_20", "under_20"),
    [
        ((15.0, 10.0), True, False),
        ((15.0, None), None, None),
        ((25.0, None), True, False),
        ((5.0, Unreadable("TBA")), None, None),
        ((), False, True),
    ],
)
def test_a_total_with_a_gap_is_a_lower_bound(weights: Any, over_20: bool | None, under_20: bool | None) -> None:
    assert answer(total_is("is over", 20), goods_items=items(*weights)) is over_20
    assert answer(total_is("is under", 20), goods_items=items(*weights)) is under_20


def test_a_total_over_a_part_of_a_list_is_a_lower_bound() -> None:
    assert answer(total_is("is over", 20), goods_items=Partial(items(25.0))) is True
    assert answer(total_is("is over", 20), goods_items=Partial(items(5.0))) is None


def test_a_missing_list_has_no_total() -> None:
    assert answer(total_is("is at least", 0), goods_items=None) is None


def test_a_missing_temperature_may_be_under_zero() -> None:
    containers = (world.Container(temperature=5.0), world.Container())
    heat = aggregate(Summary.TOTAL, elements("container"), field("temperature", "container"))
    assert answer(over(heat, constant(1.0, world.HEAT)), containers=containers) is None


def test_a_count_has_bounds() -> None:
    heavy = aggregate(Summary.COUNT, GOODS, None, over(ITEM_WEIGHT, kilograms(10)))
    facts = items(20.0, 20.0, None, 5.0)
    answers = [answer(compare(heavy, "is at least", number(n)), goods_items=facts) for n in (2, 3, 4)]
    assert answers == [True, None, False]
    assert answer(compare(heavy, "is", number(1)), goods_items=facts) is False


def test_a_largest_is_a_lower_bound_and_a_smallest_an_upper_one() -> None:
    largest, smallest = (aggregate(s, GOODS, ITEM_WEIGHT) for s in (Summary.LARGEST, Summary.SMALLEST))
    facts = items(10.0, None)
    assert answer(over(largest, kilograms(5)), goods_items=facts) is True
    assert answer(over(largest, kilograms(15)), goods_items=facts) is None
    assert answer(compare(smallest, "is under", kilograms(15)), goods_items=facts) is True
    assert answer(compare(smallest, "is under", kilograms(5)), goods_items=facts) is None


def test_bounds_that_exclude_nothing_are_missing() -> None:
    smallest_of_all = aggregate(Summary.SMALLEST, GOODS, field("weight", "goods item", 3), level=3)
    largest = aggregate(Summary.LARGEST, GOODS, smallest_of_all)
    assert answer(Is(State.MISSING, largest, AT), goods_items=items(20.0, None)) is False
    assert answer(Is(State.MISSING, largest, AT), goods_items=Partial(items(20.0, None))) is True


def test_an_average_with_a_gap_is_undecided() -> None:
    average = aggregate(Summary.AVERAGE, GOODS, ITEM_WEIGHT)
    assert answer(over(average, kilograms(5)), goods_items=items(10.0, 2.0)) is True
    assert answer(over(average, kilograms(5)), goods_items=items(10.0, None)) is None
    assert answer(over(average, kilograms(5)), goods_items=()) is None


def test_different_values_are_counted_once() -> None:
    different = aggregate(Summary.DIFFERENT, GOODS, field("description", "goods item"))
    facts = tuple(GoodsItem(description=d) for d in ("Bananas", "BANANAS ", "fish", None))
    answers = [answer(compare(different, "is at least", number(n)), goods_items=facts) for n in (2, 3, 4)]
    assert answers == [True, None, False]


def test_an_undecided_filter_counts_from_nothing_to_the_value() -> None:
    fruit = aggregate(Summary.TOTAL, GOODS, ITEM_WEIGHT, contains(field("description", "goods item"), "fruit"))
    facts = (GoodsItem(weight=10.0, description="fruit"), GoodsItem(weight=10.0))
    answers = [answer(over(fruit, kilograms(limit)), goods_items=facts) for limit in (5, 15, 25)]
    assert answers == [True, None, False]


def test_bounds_between_which_the_number_lies_do_not_decide() -> None:
    heavy = aggregate(Summary.COUNT, GOODS, None, over(ITEM_WEIGHT, kilograms(10)))
    assert answer(compare(heavy, "is", number(1)), goods_items=items(20.0, None, 5.0)) is None


def test_a_divisor_that_may_be_zero_is_undecided() -> None:
    heavy = aggregate(Summary.COUNT, GOODS, None, over(ITEM_WEIGHT, kilograms(10)))
    ratio = Arithmetic("/", number(10), heavy, world.PLAIN_NUMBER, AT)
    assert answer(over(ratio, number(1)), goods_items=items(20.0, None)) is True
    assert answer(over(ratio, number(1)), goods_items=items(None)) is None


def test_days_make_a_range_of_seconds() -> None:
    elapsed = Elapsed(field("issue date"), moment("2026-03-01T00:00:00Z"), world.DURATION, AT)
    day, hour = constant(86_400.0, world.DURATION), constant(3_600.0, world.DURATION)
    assert answer(compare(elapsed, "is under", day), issued="2026-03-01") is True
    assert answer(compare(elapsed, "is under", hour), issued="2026-03-01") is None
    assert answer(compare(elapsed, "is under", hour), issued="2026-03-01T00:30:00Z") is True


def test_a_definition_means_its_value() -> None:
    named = NamedValue("weight in all", WEIGHT, world.WEIGHT, AT)
    assert answer(over(named, kilograms(5)), gross_weight=10) is True
    assert answer(over(NamedValue("n", field("value"), world.AMOUNT, AT), money(5)), value=Money(6.0, "USD")) is True
