"""The plain evaluator says what the definition of the language says: yes, no, or undecided (None)."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_engine.missing import missing_of
from cts_engine.values import Money, Partial, Unreadable
from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    Arithmetic,
    AtLeastOf,
    Between,
    Condition,
    Derived,
    Differs,
    Elapsed,
    Gap,
    Is,
    Likeness,
    Named,
    NamedValue,
    Not,
    Same,
    SameParty,
    Search,
    State,
    Summary,
    TextTest,
    Timing,
    Truth,
    Value,
    Within,
)
from tests.engine.small import (
    AT,
    MANIFEST,
    aggregate,
    compare,
    constant,
    contains,
    elements,
    every,
    field,
    kilograms,
    location,
    moment,
    money,
    number,
    over,
    some,
    text,
)
from tests.properties import small_world as world
from tests.properties.small_world import Consignment, Container, GoodsItem, Manifest, Party, Seal

YES, NO, UNDECIDED = True, False, None

WEIGHT, PACKAGES, VALUE = field("gross weight"), field("packages"), field("value")
PORT, MARKS, CONSIGNEE, NOTIFY = field("port"), field("marks"), field("consignee"), field("notify")
ITEMS, CONTAINERS, PORTS = elements("goods item"), elements("container"), elements("transhipment port")
ITEM_WEIGHT, ITEM_VALUE, HS = (
    field("weight", "goods item"),
    field("value", "goods item"),
    field("hs code", "goods item"),
)
TBA = Unreadable("TBA")


def ask(condition: Condition, manifest: Any = MANIFEST, **filed: Any) -> bool | None:
    return interpreter.answer(condition, Facts(manifest, Consignment(**filed), world.is_vague))


def items(*weights: Any) -> tuple[GoodsItem, ...]:
    return tuple(GoodsItem(weight=weight) for weight in weights)


# --- Kleene's logic -------------------------------------------------------------------------------------------------

PART = {YES: over(WEIGHT, kilograms(5)), NO: over(WEIGHT, kilograms(50)), UNDECIDED: over(VALUE, money(1))}
"""Over a consignment of 10 kg without a value."""


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (NO, NO, NO, NO),
        (YES, UNDECIDED, UNDECIDED, YES),
        (NO, UNDECIDED, NO, UNDECIDED),
        (UNDECIDED, UNDECIDED, UNDECIDED, UNDECIDED),
    ],
)
def test_and_or_not(a: bool | None, b: bool | None, both: bool | None, either: bool | None) -> None:
    for parts in ((PART[a], PART[b]), (PART[b], PART[a])):
        assert ask(AllOf(parts, AT), gross_weight=10.0) is both
        assert ask(AnyOf(parts, AT), gross_weight=10.0) is either
        assert ask(Not(AllOf(parts, AT), AT), gross_weight=10.0) is (None if both is None else not both)
    assert ask(Named("a definition", PART[a], AT), gross_weight=10.0) is a


@pytest.mark.parametrize(
    ("n", "answers", "expected"),
    [
        (1, (YES, NO, NO), YES),
        (2, (YES, UNDECIDED, NO), UNDECIDED),
        (2, (YES, YES, UNDECIDED), YES),
        (3, (YES, UNDECIDED, NO), NO),
        (2, (NO, NO, UNDECIDED), NO),
    ],
)
def test_at_least_n_of(n: int, answers: tuple[bool | None, ...], expected: bool | None) -> None:
    assert ask(AtLeastOf(n, tuple(PART[a] for a in answers), AT), gross_weight=10.0) is expected


# --- numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filed", "order", "limit", "expected"),
    [
        (10.0, "is over", 10.0, NO),
        (10.0, "is at least", 10.0, YES),
        (10.0, "is", 10.0, YES),
        (10.000000001, "is", 10.0, YES),
        (10.000000001, "is over", 10.0, NO),
        (10.0001, "is over", 10.0, YES),
        (9.999999999, "is under", 10.0, NO),
        (5, "is under", 10.0, YES),
        (None, "is over", 10.0, UNDECIDED),
        ("", "is over", 10.0, UNDECIDED),
        (TBA, "is under", 10.0, UNDECIDED),
        ("10", "is over", 5.0, UNDECIDED),
        (True, "is at least", 1.0, UNDECIDED),
        (nan, "is under", 10.0, UNDECIDED),
        (inf, "is over", 10.0, UNDECIDED),
        (10**400, "is over", 10.0, UNDECIDED),
        (Money(10.0, "USD"), "is over", 5.0, UNDECIDED),
    ],
)
def test_weights(filed: Any, order: str, limit: float, expected: bool | None) -> None:
    assert ask(compare(WEIGHT, order, kilograms(limit)), gross_weight=filed) is expected


@pytest.mark.parametrize(
    ("filed", "expected"),
    [
        (Money(20.0, "USD"), YES),
        (Money(5.0, "USD"), NO),
        (Money(20.0, "EUR"), UNDECIDED),
        (Money(20.0), UNDECIDED),
        (Money(20.0, ""), UNDECIDED),
        (Money(TBA, "USD"), UNDECIDED),
        (20.0, UNDECIDED),
    ],
)
def test_money_compares_in_one_currency(filed: Any, expected: bool | None) -> None:
    assert ask(over(VALUE, money(10)), value=filed) is expected


def test_a_missing_exchange_rate_is_named() -> None:
    trace = interpreter.trace(over(VALUE, money(10)), Facts(MANIFEST, Consignment(value=Money(20.0, "EUR"))))
    assert trace.note == "no exchange rate from EUR to USD"


def per_package() -> Value:
    return Arithmetic("/", WEIGHT, PACKAGES, world.WEIGHT, AT)


@pytest.mark.parametrize(
    ("weight", "packages", "expected"),
    [(100.0, 4, YES), (10.0, 4, NO), (100.0, 0, UNDECIDED), (None, 4, UNDECIDED), (100.0, None, UNDECIDED)],
)
def test_division(weight: Any, packages: Any, expected: bool | None) -> None:
    assert ask(over(per_package(), kilograms(20)), gross_weight=weight, packages=packages) is expected


def test_what_overflows_is_undecided() -> None:
    huge = Arithmetic("*", WEIGHT, WEIGHT, world.WEIGHT, AT)
    assert ask(over(huge, kilograms(1)), gross_weight=1e300) is UNDECIDED


@pytest.mark.parametrize(
    ("weight", "expected"), [(5.0, YES), (10.0, YES), (4.0, NO), (11.0, NO), (10.000000001, YES), (None, UNDECIDED)]
)
def test_between_includes_both_ends(weight: Any, expected: bool | None) -> None:
    assert ask(Between(WEIGHT, kilograms(5), kilograms(10), AT), gross_weight=weight) is expected


def test_between_fails_on_one_end_though_the_other_is_missing() -> None:
    condition = Between(WEIGHT, kilograms(5), ARRIVING_WEIGHT, AT)
    assert ask(condition, gross_weight=1.0) is NO
    assert ask(condition, gross_weight=7.0) is UNDECIDED


ARRIVING_WEIGHT = aggregate(Summary.LARGEST, ITEMS, ITEM_WEIGHT)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (100.0, 90.0, NO),
        (100.0, 89.0, YES),
        (89.0, 100.0, YES),
        (0.0, 0.0, NO),
        (0.0, 1.0, YES),
        (None, 1.0, UNDECIDED),
    ],
)
def test_differs_by_share_of_the_larger(a: Any, b: Any, expected: bool | None) -> None:
    condition = Differs(WEIGHT, aggregate(Summary.TOTAL, ITEMS, ITEM_WEIGHT), 0.1, AT)
    assert ask(condition, gross_weight=a, goods_items=items(b)) is expected


def test_differs_of_opposite_signs() -> None:
    condition = Differs(field("temperature"), constant(5.0, world.HEAT), 1.5, AT)
    assert ask(condition, temperature=-5.0) is YES
    assert ask(condition, temperature=-1.0) is NO


def test_differs_where_a_bound_is_enough() -> None:
    condition = Differs(WEIGHT, aggregate(Summary.TOTAL, ITEMS, ITEM_WEIGHT), 0.1, AT)
    assert ask(condition, gross_weight=10.0, goods_items=items(100.0, None)) is YES
    assert ask(condition, gross_weight=1000.0, goods_items=items(100.0, None)) is UNDECIDED


# --- codes and texts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("port", "expected"),
    [("NLRTM", YES), ("nl rtm", YES), ("AEJEA", NO), ("ROTTERDAM", UNDECIDED), (None, UNDECIDED), (7, UNDECIDED)],
)
def test_codes_are_compared_once_normalised(port: Any, expected: bool | None) -> None:
    assert ask(Same(PORT, location("NLRTM"), AT), port=port) is expected
    assert ask(Among(PORT, (location("NLRTM"), location("BEANR")), "", AT), port=port) is expected


def test_a_list_of_nothing_holds_nothing() -> None:
    assert ask(Among(PORT, (), "ports", AT), port="NLRTM") is NO
    assert ask(Among(PORT, (), "ports", AT)) is UNDECIDED


@pytest.mark.parametrize(
    ("marks", "expected"), [("fresh  BANANAS", YES), ("Frésh bananas", YES), ("bananas", NO), (None, UNDECIDED)]
)
def test_texts_are_compared_folded(marks: Any, expected: bool | None) -> None:
    assert ask(Same(MARKS, text("Fresh bananas"), AT), marks=marks) is expected
    assert ask(Among(MARKS, (text("x"), text("FRESH BANANAS")), "", AT), marks=marks) is expected


def test_a_code_and_a_text_are_compared_as_received() -> None:
    assert ask(Same(PORT, MARKS, AT), port="nl rtm", marks="NL  RTM") is YES
    assert ask(Same(PORT, MARKS, AT), port="nl rtm", marks="NLRTM") is NO


def test_numbers_in_a_list_are_equal_within_a_billionth() -> None:
    assert ask(Among(PACKAGES, (number(1), number(10)), "", AT), packages=10.000000001) is YES
    assert ask(Among(PACKAGES, (number(1), number(10)), "", AT), packages=2) is NO


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("080390", YES),
        ("0803.90", YES),
        ("0803", YES),
        ("27", YES),
        ("08", UNDECIDED),
        ("0804", NO),
        ("fruit", UNDECIDED),
        (None, UNDECIDED),
    ],
)
def test_within_a_heading(code: Any, expected: bool | None) -> None:
    members = (constant("0803", world.HS_CODE), constant("27", world.HS_CODE))
    assert ask(some(ITEMS, Within(HS, members, "", AT)), goods_items=(GoodsItem(hs_code=code),)) is expected


def test_within_another_field() -> None:
    condition = Within(PORT, (field("destination"), location("AE")), "", AT)
    assert ask(condition, port="NLRTM", destination="NL") is YES
    assert ask(condition, port="AEJEA") is YES
    assert ask(condition, port="NLRTM") is UNDECIDED


@pytest.mark.parametrize(
    ("search", "needle", "expected"),
    [
        (Search.CONTAINS, "NAS", YES),
        (Search.CONTAINS, "frésh  ban", YES),
        (Search.STARTS, "FRESH", YES),
        (Search.STARTS, "bananas", NO),
        (Search.ENDS, "bananas!", YES),
        (Search.MENTIONS, "bananas", YES),
        (Search.MENTIONS, "banana", NO),
        (Search.MENTIONS, "fresh bananas", YES),
        (Search.PATTERN, "BAN.N", YES),
        (Search.PATTERN, "^ban", NO),
        (Search.PATTERN, "fresh", NO),  # accents stay in a pattern's text
    ],
)
def test_searches(search: Search, needle: str, expected: bool) -> None:
    condition = TextTest(search, MARKS, (text(needle),), "", AT)
    assert ask(condition, marks="Frésh Bananas!") is expected
    assert ask(condition) is UNDECIDED
    assert ask(condition, marks=Unreadable("??")) is UNDECIDED


def test_any_of_several_needles() -> None:
    condition = TextTest(Search.MENTIONS, MARKS, (text("gun"), text("banana")), "words", AT)
    assert ask(condition, marks="one banana") is YES
    assert ask(condition, marks="bananas") is NO


def test_text_tests_read_a_code_as_received() -> None:
    assert ask(contains(PORT, "rotter"), port="ROTTERDAM") is YES


def test_a_broken_character_is_searched_like_any_other() -> None:
    assert ask(TextTest(Search.PATTERN, MARKS, (text("b.d"),), "", AT), marks="b\ud800d") is YES


def test_resembling_names() -> None:
    condition = Likeness(field("consignee name"), text("ACME TRADING LTD"), 0.85, AT)
    assert ask(condition, consignee=Party(name="Trading Acme GmbH")) is YES
    assert ask(condition, consignee=Party(name="Frutas Nuevas")) is NO
    assert ask(condition) is UNDECIDED


def test_what_is_derived() -> None:
    condition = Same(Derived(world.COUNTRY, PORT, world.LOCATION, AT), location("NL"), AT)
    assert ask(condition, port="nlrtm") is YES
    assert ask(condition, port="BEANR") is NO
    assert ask(condition, port="ROTTERDAM") is UNDECIDED
    weekday = Derived(world.DAY_OF_WEEK, field("arrival", "manifest"), world.WEEKDAY, AT)
    assert ask(Same(weekday, constant("sunday", world.WEEKDAY), AT)) is YES
    assert ask(Same(weekday, constant("sunday", world.WEEKDAY), AT), Manifest(arrival="2026-02-30")) is UNDECIDED


# --- parties --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Party("Acme", "NL", "EC 1"), Party("Other", "BE", "ec-1"), YES),
        (Party("Acme", "NL", "EC1"), Party("Acme", "NL", "EC2"), NO),
        (Party("Acme", "NL"), Party("ACMÉ", "nl", "EC2"), YES),
        (Party("Acme", "NL"), Party("Acme", "BE"), NO),
        (Party("Acme", "NL"), Party("Other"), NO),
        (Party("Acme", "NL"), Party("Acme"), UNDECIDED),
        (Party(id="EC1"), Party("Acme"), UNDECIDED),
        (Party(country="NL"), Party("Acme", "NL", "EC1"), UNDECIDED),
        (None, Party("Acme"), UNDECIDED),
        (TBA, Party("Acme"), UNDECIDED),
        ("Acme", Party("Acme"), UNDECIDED),
    ],
)
def test_the_same_party(a: Any, b: Any, expected: bool | None) -> None:
    condition = SameParty(CONSIGNEE, NOTIFY, AT)
    assert ask(condition, consignee=a, notify=b) is expected
    assert ask(condition, consignee=b, notify=a) is expected


# --- how it was filed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "filed", "missing", "unreadable"),
    [
        (WEIGHT, {}, YES, NO),
        (WEIGHT, {"gross_weight": TBA}, NO, YES),
        (WEIGHT, {"gross_weight": "10 kg"}, NO, YES),
        (WEIGHT, {"gross_weight": 0.0}, NO, NO),
        (VALUE, {"value": Money(None, "USD")}, YES, NO),
        (VALUE, {"value": Money(10.0)}, NO, NO),
        (VALUE, {"value": Money(TBA, "USD")}, NO, YES),
        (MARKS, {"marks": ""}, YES, NO),
        (PORT, {"port": "ROTTERDAM"}, NO, YES),
        (field("issue date"), {"issued": "2026-02-30"}, NO, YES),
        (CONSIGNEE, {}, YES, NO),
        (CONSIGNEE, {"consignee": None}, YES, NO),
        (CONSIGNEE, {"consignee": Party(name=TBA)}, NO, YES),
        (CONSIGNEE, {"consignee": Party(name=TBA, id="EC1")}, NO, NO),
        (CONSIGNEE, {"consignee": Party(country="NL")}, YES, NO),
        (CONSIGNEE, {"consignee": 7}, NO, YES),
        (per_package(), {"gross_weight": 10.0, "packages": 0}, YES, NO),
        (per_package(), {"gross_weight": TBA, "packages": 1}, YES, NO),
        (per_package(), {"gross_weight": 10.0, "packages": 2}, NO, NO),
        (NamedValue("x", WEIGHT, world.WEIGHT, AT), {"gross_weight": TBA}, NO, YES),
        (ITEMS, {}, YES, NO),
        (ITEMS, {"goods_items": ()}, NO, NO),
        (ITEMS, {"goods_items": Partial()}, NO, NO),
        (ITEMS, {"goods_items": TBA}, NO, YES),
        (ARRIVING_WEIGHT, {"goods_items": ()}, YES, NO),
        (ARRIVING_WEIGHT, {"goods_items": items(5.0, None)}, NO, NO),
    ],
)
def test_missing_unreadable_present(subject: Any, filed: dict[str, Any], missing: bool, unreadable: bool) -> None:
    assert ask(Is(State.MISSING, subject, AT), **filed) is missing
    assert ask(Is(State.PRESENT, subject, AT), **filed) is not missing
    assert ask(Is(State.UNREADABLE, subject, AT), **filed) is unreadable


@pytest.mark.parametrize(
    ("port", "expected"),
    [("NLRTM", YES), ("XXXXX", NO), ("ROTTERDAM", NO), (TBA, NO), (7, NO), (None, UNDECIDED)],
)
def test_valid(port: Any, expected: bool | None) -> None:
    assert ask(Is(State.VALID, PORT, AT), port=port) is expected


@pytest.mark.parametrize(("marks", "expected"), [("goods", YES), ("bananas", NO), (None, UNDECIDED), (TBA, UNDECIDED)])
def test_vague(marks: Any, expected: bool | None) -> None:
    assert ask(Is(State.VAGUE, MARKS, AT), marks=marks) is expected


def test_truth() -> None:
    urgent = Truth(field("urgent"), AT)
    assert [ask(urgent, urgent=filed) for filed in (True, False, None, "yes", 1)] == [YES, NO, None, None, None]


def test_what_cannot_be_followed_is_unreadable() -> None:
    assert interpreter.answer(Is(State.UNREADABLE, WEIGHT, AT), Facts(None, object())) is YES
    assert interpreter.answer(over(field("half weight"), kilograms(1)), Facts(None, object())) is UNDECIDED


# --- lists ----------------------------------------------------------------------------------------------------------

HEAVY = over(ITEM_WEIGHT, kilograms(10))


@pytest.mark.parametrize(
    ("goods", "some_", "two", "all_"),
    [
        ((), NO, NO, NO),
        (None, UNDECIDED, UNDECIDED, UNDECIDED),
        (TBA, UNDECIDED, UNDECIDED, UNDECIDED),
        (items(20.0), YES, NO, YES),
        (items(20.0, 5.0), YES, NO, NO),
        (items(20.0, None), YES, UNDECIDED, UNDECIDED),
        (items(5.0, None), UNDECIDED, NO, NO),
        (items(20.0, 30.0), YES, YES, YES),
        (Partial(items(20.0)), YES, UNDECIDED, UNDECIDED),
        (Partial(items(5.0)), UNDECIDED, UNDECIDED, NO),
        (Partial(), UNDECIDED, UNDECIDED, UNDECIDED),
    ],
)
def test_quantifiers(goods: Any, some_: bool | None, two: bool | None, all_: bool | None) -> None:
    assert ask(some(ITEMS, HEAVY), goods_items=goods) is some_
    assert ask(some(ITEMS, HEAVY, n=2), goods_items=goods) is two
    assert ask(every(ITEMS, HEAVY), goods_items=goods) is all_


def test_a_quantifier_in_a_quantifier_sees_all_around() -> None:
    sealed = some(elements("seal", "container", 2), Same(field("number", "seal", 3), MARKS, AT), level=3)
    boxes = (Container(seals=(Seal("A"), Seal("B"))), Container(seals=()))
    assert ask(some(CONTAINERS, sealed), containers=boxes, marks="b") is YES
    assert ask(every(CONTAINERS, sealed), containers=boxes, marks="b") is NO
    assert ask(some(CONTAINERS, sealed), containers=(*boxes, Container()), marks="c") is UNDECIDED


def test_plain_values() -> None:
    port = field("transhipment port", "transhipment port")
    condition = some(PORTS, Within(port, (location("AE"),), "", AT))
    assert ask(condition, transhipment_ports=("NLRTM", "aejea")) is YES
    assert ask(condition, transhipment_ports=("NLRTM", None)) is UNDECIDED


@pytest.mark.parametrize(
    ("summary", "goods", "order", "limit", "expected"),
    [
        (Summary.TOTAL, items(5.0, 6.0), "is", 11.0, YES),
        (Summary.TOTAL, (), "is", 0.0, YES),
        (Summary.TOTAL, items(20.0, None), "is over", 10.0, YES),
        (Summary.TOTAL, items(20.0, None), "is under", 10.0, NO),
        (Summary.TOTAL, items(5.0, None), "is over", 10.0, UNDECIDED),
        (Summary.TOTAL, items(5.0, TBA), "is", 10.0, UNDECIDED),
        (Summary.TOTAL, items(15.0, TBA), "is", 10.0, NO),
        (Summary.TOTAL, Partial(items(15.0)), "is over", 10.0, YES),
        (Summary.TOTAL, None, "is at least", 0.0, UNDECIDED),
        (Summary.LARGEST, items(5.0, 20.0, None), "is over", 10.0, YES),
        (Summary.LARGEST, items(5.0, None), "is over", 10.0, UNDECIDED),
        (Summary.LARGEST, items(5.0, None), "is under", 5.0, NO),
        (Summary.LARGEST, (), "is over", 10.0, UNDECIDED),
        (Summary.LARGEST, items(None), "is over", 10.0, UNDECIDED),
        (Summary.SMALLEST, items(5.0, 20.0, None), "is under", 10.0, YES),
        (Summary.SMALLEST, items(5.0, 20.0, None), "is over", 10.0, NO),
        (Summary.SMALLEST, items(20.0, None), "is under", 10.0, UNDECIDED),
        (Summary.AVERAGE, items(10.0, 20.0), "is", 15.0, YES),
        (Summary.AVERAGE, items(10.0, None), "is over", 1.0, UNDECIDED),
        (Summary.AVERAGE, (), "is over", 1.0, UNDECIDED),
        (Summary.AVERAGE, Partial(items(10.0)), "is over", 1.0, UNDECIDED),
    ],
)
def test_aggregates(summary: Summary, goods: Any, order: str, limit: float, expected: bool | None) -> None:
    condition = compare(aggregate(summary, ITEMS, ITEM_WEIGHT), order, kilograms(limit))
    assert ask(condition, goods_items=goods) is expected


@pytest.mark.parametrize(
    ("goods", "order", "limit", "expected"),
    [
        (items(20.0, 30.0, 5.0), "is", 2.0, YES),
        (items(20.0, None, 5.0), "is at least", 1.0, YES),
        (items(20.0, None, 5.0), "is over", 1.0, UNDECIDED),
        (items(20.0, None, 5.0), "is over", 2.0, NO),
        (items(20.0, None, 5.0), "is", 3.0, NO),
        ((), "is", 0.0, YES),
        (Partial(), "is", 0.0, UNDECIDED),
        (None, "is at least", 0.0, UNDECIDED),
    ],
)
def test_counting(goods: Any, order: str, limit: float, expected: bool | None) -> None:
    counted = aggregate(Summary.COUNT, ITEMS, where=HEAVY)
    assert ask(compare(counted, order, number(limit)), goods_items=goods) is expected


@pytest.mark.parametrize(
    ("codes", "order", "limit", "expected"),
    [
        (("0803", "08.03", "2710"), "is", 2.0, YES),
        (("0803", None), "is", 2.0, UNDECIDED),
        (("0803", None), "is over", 2.0, NO),
        (("0803", None), "is at least", 1.0, YES),
        (("0803", "fruit", None), "is at most", 3.0, YES),
        ((), "is", 0.0, YES),
    ],
)
def test_counting_different_values(codes: Any, order: str, limit: float, expected: bool | None) -> None:
    different = aggregate(Summary.DIFFERENT, ITEMS, HS)
    goods = tuple(GoodsItem(hs_code=code) for code in codes)
    assert ask(compare(different, order, number(limit)), goods_items=goods) is expected


def test_a_filter_that_is_undecided_widens_the_total() -> None:
    fruit = Within(HS, (constant("0803", world.HS_CODE),), "", AT)
    total = aggregate(Summary.TOTAL, ITEMS, ITEM_WEIGHT, fruit)
    goods = (GoodsItem(hs_code="0803", weight=10.0), GoodsItem(weight=5.0), GoodsItem(hs_code="2710", weight=99.0))
    answers = [ask(over(total, kilograms(limit)), goods_items=goods) for limit in (9, 10, 14, 15)]
    assert answers == [YES, UNDECIDED, UNDECIDED, NO]


def test_totals_of_money() -> None:
    total = aggregate(Summary.TOTAL, ITEMS, ITEM_VALUE)

    def goods(*values: Any) -> tuple[GoodsItem, ...]:
        return tuple(GoodsItem(value=value) for value in values)

    assert ask(over(total, money(10)), goods_items=goods(Money(6.0, "USD"), Money(7.0, "USD"))) is YES
    assert ask(over(total, money(10)), goods_items=goods(Money(6.0, "USD"), Money(7.0, "EUR"))) is UNDECIDED
    assert ask(over(total, money(10)), goods_items=goods(Money(16.0, "USD"), Money(7.0))) is YES
    assert ask(over(total, money(10)), goods_items=()) is NO


# --- time -----------------------------------------------------------------------------------------------------------

ISSUED = field("issue date")


@pytest.mark.parametrize(
    ("issued", "order", "limit", "expected"),
    [
        ("2026-03-01", "is", "2026-03-01", YES),
        ("2026-03-01T23:59:59Z", "is", "2026-03-01", YES),
        ("2026-03-01T23:59:59Z", "is over", "2026-03-01", NO),
        ("2026-03-02", "is over", "2026-03-01T12:00:00Z", YES),
        ("2026-03-01", "is under", "2026-03-01T12:00:00Z", NO),
        ("2026-03-01T11:59:59Z", "is under", "2026-03-01T12:00:00Z", YES),
        ("2026-02-30", "is under", "2026-03-01", UNDECIDED),
        ("2026-03-01T24:00:00Z", "is under", "2026-03-05", UNDECIDED),
        (None, "is", "2026-03-01", UNDECIDED),
    ],
)
def test_a_day_against_a_time_compares_days(issued: Any, order: str, limit: str, expected: bool | None) -> None:
    assert ask(compare(ISSUED, order, moment(limit)), issued=issued) is expected


def timing(gap: Gap, seconds: int = 0, months: int = 0, after: bool = True) -> Timing:
    return Timing(ISSUED, gap, seconds, months, after, moment("2026-03-01T12:00:00Z"), AT)


@pytest.mark.parametrize(
    ("issued", "less", "at_most", "more", "at_least"),
    [
        ("2026-03-01T12:00:00Z", YES, YES, NO, NO),
        ("2026-03-02T11:59:59Z", YES, YES, NO, NO),
        ("2026-03-02T12:00:00Z", NO, YES, NO, YES),
        ("2026-03-02T12:00:01Z", NO, NO, YES, YES),
        ("2026-03-01T11:59:59Z", NO, NO, NO, NO),
        ("2026-03-02", UNDECIDED, UNDECIDED, UNDECIDED, UNDECIDED),
        ("2026-03-01", UNDECIDED, UNDECIDED, NO, NO),
        ("2026-03-03", NO, NO, YES, YES),
        (None, UNDECIDED, UNDECIDED, UNDECIDED, UNDECIDED),
    ],
)
def test_less_than_24_hours_after(issued: Any, less: Any, at_most: Any, more: Any, at_least: Any) -> None:
    answers = [ask(timing(gap, 86_400), issued=issued) for gap in (Gap.LESS, Gap.AT_MOST, Gap.MORE, Gap.AT_LEAST)]
    assert answers == [less, at_most, more, at_least]


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2026-02-28T12:00:00Z", NO), ("2026-02-28T12:00:01Z", YES), ("2026-03-01T12:00:01Z", NO), ("2026-02-27", NO)],
)
def test_less_than_24_hours_before(issued: str, expected: bool | None) -> None:
    assert ask(timing(Gap.LESS, 86_400, after=False), issued=issued) is expected


def test_months_are_calendar_steps_clamped_to_the_end() -> None:
    after = Timing(ISSUED, Gap.AT_LEAST, 0, 1, True, moment("2026-01-31T12:00:00Z"), AT)
    assert ask(after, issued="2026-02-28T12:00:00Z") is YES
    assert ask(after, issued="2026-02-28T11:59:59Z") is NO
    far = Timing(ISSUED, Gap.LESS, 0, 12 * 9000, True, moment("2026-01-31T12:00:00Z"), AT)
    assert ask(far, issued="9999-12-31") is YES


def test_elapsed_time_of_a_day_is_a_range() -> None:
    elapsed = Elapsed(ISSUED, moment("2026-03-01T12:00:00Z"), world.DURATION, AT)
    hours = [constant(hour * 3600.0, world.DURATION) for hour in (11, 12, 36)]
    assert [ask(over(elapsed, limit), issued="2026-03-02") for limit in hours] == [YES, UNDECIDED, NO]


def test_lists_made_to_take_for_ever_are_left_undecided() -> None:
    nested = some(CONTAINERS, some(ITEMS, over(field("weight", "goods item", 3), kilograms(10)), level=3))
    many = Facts(
        MANIFEST,
        Consignment(containers=(Container(),) * 1000, goods_items=items(5.0) * 1000),
    )
    trace = interpreter.trace(nested, many)
    assert trace.answer is UNDECIDED
    assert missing_of(nested, many) == ()
