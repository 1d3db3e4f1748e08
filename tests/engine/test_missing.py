"""What undecided rules are said to miss."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.facts import Facts
from cts_engine.missing import missing_of
from cts_engine.values import Money, Partial, Unreadable
from tests.engine.written import rule
from tests.properties import small_world as world
from tests.properties.small_world import Consignment, Container, GoodsItem, Manifest, Party, Seal

MANIFEST = Manifest(mode="sea", arrival="2026-03-01", received="2026-03-01T12:00:00Z")


def missed(when: str, **filed: Any) -> list[str]:
    return list(missing_of(rule(when), Facts.of(world.vocabulary(), MANIFEST, Consignment(**filed))))


@pytest.mark.parametrize(
    ("when", "filed", "expected"),
    [
        ("gross weight is over 10 t", {}, ["gross weight"]),
        ("gross weight is over 10 t", {"gross_weight": Unreadable("TBA")}, ["gross weight"]),
        ("gross weight is over 10 t", {"gross_weight": 5.0}, []),
        ("value is over 10 USD", {"value": Money(10.0)}, ["value"]),
        ("value is over 10 USD", {"value": Money(10.0, "EUR")}, []),
        ("port is NLRTM", {"port": "ROTTERDAM"}, ["port"]),
        ("port is within NLRTM", {"port": "NL"}, ["port"]),
        ("country of port is NL", {}, ["port"]),
        ('port is NLRTM and gross weight is over 10 t and marks is "X"', {"port": "NLRTM", "marks": "Y"}, []),
        ("port is NLRTM and gross weight is over 10 t", {}, ["port", "gross weight"]),
        ("port is NLRTM or gross weight is over 10 t", {"port": "NLRTM"}, []),
        ("gross weight is missing and value is over 1 USD", {}, ["value"]),
        ("arrival is less than 24 hours after received", {}, ["arrival"]),
        ("consignee is notify", {"consignee": Party("A", "NL", "1"), "notify": Party("A")}, ["notify"]),
        ('consignee name contains "X"', {}, ["consignee name"]),
        ("not (port is NLRTM or not urgent)", {"port": "AEJEA"}, ["urgent"]),
        ('at least 2 of (port is NLRTM, urgent, marks is "X")', {"port": "NLRTM"}, ["urgent", "marks"]),
        ('at least 3 of (port is NLRTM, urgent, marks is "X")', {"port": "AEJEA"}, []),
    ],
)
def test_fields(when: str, filed: dict[str, Any], expected: list[str]) -> None:
    assert missed(when, **filed) == expected


@pytest.mark.parametrize(
    ("weight", "packages", "expected"),
    [
        (None, 0, []),
        (10.0, 0, []),
        (None, None, ["gross weight", "packages"]),
        (10.0, None, ["packages"]),
        (None, 5, ["gross weight"]),
    ],
)
def test_nothing_that_a_division_by_zero_leaves_undecided(weight: Any, packages: Any, expected: list[str]) -> None:
    assert missed("gross weight / packages is over 5 kg", gross_weight=weight, packages=packages) == expected


def test_nothing_beside_what_can_never_be_decided() -> None:
    never = "gross weight / packages is over 5 kg"
    filed: dict[str, Any] = {"gross_weight": 10.0, "packages": 0}
    assert missed(f"{never} and urgent", **filed) == ["urgent"]
    assert missed(f"{never} or urgent", **filed) == ["urgent"]
    assert missed(f"at least 2 of ({never}, urgent, port is NLRTM)", port="AEJEA", **filed) == ["urgent"]


FRUIT = "hs code is within 0803"


@pytest.mark.parametrize(
    ("goods", "expected"),
    [
        (None, ["goods items"]),
        (Unreadable("?"), ["goods items"]),
        ((), []),
        ((GoodsItem(hs_code="0803"),), ["weight"]),
        ((GoodsItem(hs_code="2710"), GoodsItem(hs_code="0803")), ["weight"]),
        ((GoodsItem(hs_code="2710"),), []),
        ((GoodsItem(weight=5.0), GoodsItem()), ["hs code", "weight"]),
        ((GoodsItem(weight=20_000.0), GoodsItem(hs_code="27")), ["hs code"]),
        (Partial((GoodsItem(hs_code="2710"),)), ["goods items"]),
        (Partial((GoodsItem(hs_code="0803", weight=20_000.0),)), []),
    ],
)
def test_some_goods_item(goods: Any, expected: list[str]) -> None:
    assert missed(f"some goods item has ({FRUIT} and weight is over 10 t)", goods_items=goods) == expected


def test_what_an_element_that_was_not_filed_would_depend_on() -> None:
    when = "some container has (weight is over 10 kg and port is NLRTM)"
    assert missed(when) == ["containers", "port"]
    assert missed(when, port="NLRTM") == ["containers"]


def test_an_element_that_cannot_bring_the_count_to_the_threshold() -> None:
    boxes = (Container(weight=20.0), Container(weight=5.0), Container())
    assert missed("at least 2 containers have (weight is over 10 kg)", containers=boxes) == ["weight"]
    assert missed("at least 3 containers have (weight is over 10 kg)", containers=boxes) == []


def test_counts_and_totals() -> None:
    goods = (GoodsItem(hs_code="0803", weight=10.0), GoodsItem(weight=5.0), GoodsItem(hs_code="27"))
    total = f"total weight of goods items with ({FRUIT}) is over "
    assert missed(total + "12 kg", goods_items=goods) == ["hs code"]
    assert missed(total + "20 kg", goods_items=goods) == []
    assert missed("total weight of goods items is over 20 kg", goods_items=goods) == ["weight"]
    assert missed("total weight of goods items is over 12 kg", goods_items=goods) == []
    assert missed(f"number of goods items with ({FRUIT}) is over 1", goods_items=goods) == ["hs code"]
    assert missed("average weight of goods items is over 1 kg", goods_items=goods) == ["weight"]
    assert missed("number of different hs codes of goods items is over 2", goods_items=goods) == ["hs code"]


def test_seals_of_one_container() -> None:
    boxes = (Container(seals=(Seal("A"),)), Container())
    assert missed('every container has (some seal has (number is "A"))', containers=boxes) == ["seals"]


def test_each_name_once_in_the_rules_order() -> None:
    goods = (GoodsItem(), GoodsItem())
    when = "urgent and some goods item has (weight is over 1 kg) and gross weight is over 1 kg"
    assert missed(when, goods_items=goods) == ["urgent", "weight", "gross weight"]
