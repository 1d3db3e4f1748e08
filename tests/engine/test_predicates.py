"""Conditions of conditions, and what generated code can and cannot do."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from cts_engine.limits import Watch
from cts_engine.predicates import Shared, predicate_of
from cts_grammar.checked import AllOf, AnyOf, AtLeastOf, Condition, Named, Not, Truth
from cts_grammar.vocabulary import Field
from tests.engine.small import AT, answer, contains, elements, field, kilograms, over, some
from tests.properties import small_world as world

ANSWERS = (True, False, None)
A = over(field("gross weight"), kilograms(10))
B = over(field("packages"), kilograms(10))
C = Truth(field("urgent"), AT)
NUMBERS = {True: 20.0, False: 5.0, None: None}


def asked(condition: Condition, a: bool | None, b: bool | None, c: bool | None = None) -> bool | None:
    return answer(condition, gross_weight=NUMBERS[a], packages=NUMBERS[b], urgent=c)


@pytest.mark.parametrize(("a", "b"), list(product(ANSWERS, ANSWERS)))
def test_kleene(a: bool | None, b: bool | None) -> None:
    both = False if False in (a, b) else None if None in (a, b) else True
    either = True if True in (a, b) else None if None in (a, b) else False
    assert asked(AllOf((A, B), AT), a, b) is both
    assert asked(AnyOf((A, B), AT), a, b) is either
    assert asked(Not(A, AT), a, b) is (None if a is None else not a)
    assert asked(Not(AnyOf((A, Not(B, AT)), AT), AT), a, b) is asked(AllOf((Not(A, AT), B), AT), a, b)


@pytest.mark.parametrize(("a", "b", "c"), list(product(ANSWERS, ANSWERS, ANSWERS)))
def test_at_least_two_of_three(a: bool | None, b: bool | None, c: bool | None) -> None:
    yes, open_ = [(a, b, c).count(answer) for answer in (True, None)]
    assert asked(AtLeastOf(2, (A, B, C), AT), a, b, c) is (True if yes > 1 else None if yes + open_ > 1 else False)


def test_no_parts() -> None:
    assert answer(AllOf((), AT)) is True
    assert answer(AnyOf((), AT)) is False


def nested(levels: int) -> list[Condition]:
    """Conditions as deep as a checker lets them be."""
    goods = elements("goods item")
    deep: list[Condition] = [A, A, A, A]
    for n in range(levels):
        level = levels + 1 - n
        deep = [
            (AllOf if n % 2 else AnyOf)((A, deep[0]), AT),
            AtLeastOf(1, (Not(deep[1], AT), A), AT),
            Named("definition", Not(deep[2], AT), AT),
            some(goods, deep[3], level=level),
        ]
    return deep


def test_deep_conditions_compile_and_run() -> None:
    for condition in nested(150):
        assert answer(condition, gross_weight=20.0, goods_items=(world.GoodsItem(),)) is not None


def test_many_parts_compile_and_run() -> None:
    parts = tuple(over(field("gross weight"), kilograms(n)) for n in range(1_000))
    assert answer(AllOf(parts, AT), gross_weight=1_000.0) is True
    assert answer(Not(AtLeastOf(500, parts, AT), AT), gross_weight=100.0) is True


# --- what rules say stays data --------------------------------------------------------------------------------------

HOSTILE = "__import__('os').system('x') {self.__class__} %s \\N{BULLET} \" ' \n"


def test_generated_code_has_no_builtins() -> None:
    predicate = predicate_of(contains(field("marks"), "x"), "rule", None, "small.rules", Shared())
    names = predicate.answer.__globals__
    assert names["__builtins__"] == {}
    assert not {"open", "eval", "exec", "getattr", "__import__", "print"} & set(names)


def test_texts_and_names_of_rules_stay_text() -> None:
    condition = contains(field("marks"), HOSTILE)
    for name in (HOSTILE, "type", "is_list", "canonical_1", "rule"):
        predicate = predicate_of(condition, name, None, HOSTILE, Shared())
        assert predicate(None, world.Consignment(marks=f"a {HOSTILE} b"), Watch()) is True
        assert predicate(None, world.Consignment(marks="a"), Watch()) is False


def test_a_path_of_a_vocabulary_is_only_followed() -> None:
    odd = replace(field("marks"), field=Field("odd", "consignment", world.TEXT, ("marks or print", "class")))
    assert answer(contains(odd, "x"), marks="x") is None
