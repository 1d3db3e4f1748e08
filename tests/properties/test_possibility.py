"""What is told as impossible is impossible: searched for in vain over conditions and consignments drawn at random.

`CTS_TREES=50000 pytest tests/properties/test_possibility.py` tries as many conditions.
"""

from __future__ import annotations

import os
from random import Random

import pytest

from cts_engine import interpreter
from cts_grammar.checked import AllOf, AnyOf, Condition, Not
from cts_grammar.possibility import always, forced, never
from tests.properties import small_world, trees

TREES = int(os.environ.get("CTS_TREES", "1500"))
CHUNKS = 10
CONSIGNMENTS = [small_world.facts(Random(f"consignment {n}")) for n in range(400)]


def drawn(seed: int) -> list[Condition]:
    """A condition, and some made of two that look at the same things."""
    random = Random(seed)
    one, other = trees.condition(random), trees.condition(random)
    span = one.span
    return [one, AllOf((one, other), span), AllOf((one, Not(one, span)), span), AnyOf((other, Not(one, span)), span)]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_consignment_says_otherwise(chunk: int) -> None:
    wrong = []
    for seed in range(chunk, TREES, CHUNKS):
        for condition in drawn(seed):
            unwanted = [answer for answer, told in ((True, never(condition)), (False, always(condition))) if told]
            for facts in CONSIGNMENTS if unwanted else ():
                if interpreter.answer(condition, facts) in unwanted:
                    wrong.append(f"{seed}: {condition}")
                    break
    assert wrong == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_forced_follows(chunk: int) -> None:
    wrong = []
    for seed in range(chunk, TREES, CHUNKS):
        one, both, *_ = drawn(seed)
        for given, other in ((both, one), (one, both), (one, drawn(seed + 1)[0])):
            if not forced(given, other):
                continue
            for facts in CONSIGNMENTS:
                if interpreter.answer(given, facts) is True and interpreter.answer(other, facts) is not True:
                    wrong.append(f"{seed}: {given} does not force {other}")
                    break
    assert wrong == []


def test_something_is_told() -> None:
    """Among conditions drawn at random, few can never hold, and those that contradict themselves are found."""
    told = [never(condition) for seed in range(300) for condition in drawn(seed)]
    assert 250 < sum(told) < 700
    assert sum(forced(drawn(seed)[1], drawn(seed)[0]) for seed in range(300)) > 200
