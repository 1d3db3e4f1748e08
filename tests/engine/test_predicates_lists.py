"""Quantifiers: empty, missing, partial and nested lists."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.limits import EvaluationTooLong, Limits, Watch
from cts_engine.values import Partial, Unreadable
from cts_grammar.checked import AllOf, Is, Not, Same, State
from tests.engine.small import AT, answer, elements, every, field, kilograms, location, over, some
from tests.properties import small_world as world

GOODS = elements("goods item")
HEAVY = over(field("weight", "goods item"), kilograms(10))
YES, NO, OPEN = world.GoodsItem(weight=20.0), world.GoodsItem(weight=5.0), world.GoodsItem()


@pytest.mark.parametrize(
    ("goods", "some_is", "two_are", "every_is", "none_is"),
    [
        ((YES,), True, False, True, False),
        ((NO,), False, False, False, True),
        ((OPEN,), None, False, None, None),
        ((YES, OPEN), True, None, None, False),
        ((YES, NO), True, False, False, False),
        ((NO, OPEN), None, False, False, None),
        ((YES, YES, NO), True, True, False, False),
        ((OPEN, OPEN), None, None, None, None),
        ((), False, False, False, True),
        (None, None, None, None, None),
        (Unreadable("XX"), None, None, None, None),
        ("goods", None, None, None, None),
        (Partial((YES,)), True, None, None, False),
        (Partial((NO,)), None, None, False, None),
        (Partial(()), None, None, None, None),
    ],
)
def test_quantifiers(
    goods: Any, some_is: bool | None, two_are: bool | None, every_is: bool | None, none_is: bool | None
) -> None:
    conditions = (some(GOODS, HEAVY), some(GOODS, HEAVY, n=2), every(GOODS, HEAVY), Not(some(GOODS, HEAVY), AT))
    assert [answer(c, goods_items=goods) for c in conditions] == [some_is, two_are, every_is, none_is]


def test_a_plain_value_is_an_element() -> None:
    ports = elements("transhipment port")
    through_jebel_ali = some(ports, Same(field("transhipment port", "transhipment port"), location("AEJEA"), AT))
    assert answer(through_jebel_ali, transhipment_ports=("NLRTM", "ae jea")) is True
    assert answer(through_jebel_ali, transhipment_ports=("NLRTM", None)) is None


def test_inner_and_outer_fields_meet() -> None:
    heavier = some(GOODS, over(field("weight", "goods item"), field("gross weight")))
    assert answer(heavier, goods_items=(YES,), gross_weight=10.0) is True
    assert answer(heavier, goods_items=(YES,)) is None


def test_a_list_in_a_list() -> None:
    seal = Same(field("number", "seal", level=3), field("number", "container"), AT)
    own_number = some(elements("container"), some(elements("seal", "container", level=2), seal, level=3))
    box = world.Container(number="MSCU1234567", seals=(world.Seal("X"), world.Seal("mscu1234567")))
    assert answer(own_number, containers=(world.Container(number="TGHU7654321", seals=()), box)) is True
    assert answer(own_number, containers=(world.Container(number="TGHU7654321", seals=None),)) is None


def test_a_list_that_is_computed_may_be_partial() -> None:
    sealed = some(elements("seal"), Same(field("number", "seal"), field("marks"), AT))
    containers = (world.Container(seals=(world.Seal("A1"),)), world.Container(seals=None))
    assert answer(sealed, containers=containers, marks="A1") is True
    assert answer(sealed, containers=containers, marks="B2") is None
    assert answer(sealed, containers=3, marks="B2") is None


def test_elements_of_another_shape_are_unreadable() -> None:
    assert answer(some(GOODS, HEAVY), goods_items=(None, 7, YES)) is True
    assert answer(some(GOODS, HEAVY), goods_items=(None, 7, NO)) is None


@pytest.mark.parametrize(
    ("goods", "missing", "unreadable", "present"),
    [
        (None, True, False, False),
        ((), False, False, True),
        (Partial(()), False, False, True),
        (Unreadable("XX"), False, True, True),
    ],
)
def test_states_of_a_list(goods: Any, missing: bool, unreadable: bool, present: bool) -> None:
    states = (State.MISSING, State.UNREADABLE, State.PRESENT)
    assert [answer(Is(s, GOODS, AT), goods_items=goods) for s in states] == [missing, unreadable, present]


def test_lists_in_lists_stop_at_their_limit() -> None:
    inner = some(GOODS, over(field("weight", "goods item", level=3), field("weight", "goods item")), level=3)
    pairs = some(GOODS, AllOf((inner, inner), AT))
    few = Watch(Limits(steps=1_000))
    assert answer(pairs, goods_items=(YES,) * 10, watch=few) is False
    with pytest.raises(EvaluationTooLong, match="more than 1,000 elements"):
        answer(pairs, goods_items=(YES,) * 100, watch=few)
