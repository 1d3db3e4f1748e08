"""What an undecided condition is said to miss is what it misses, against the interpreter over many fillings.

Named is only a field of which some value changes the answer, others being filled in or not. And whatever filling
decides the condition, each field that it cannot do without is named.

Both are asked of conditions that ask each field once: `missing` takes the parts of a condition as independent.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from cts_engine.facts import Facts
from cts_engine.interpreter import answer
from cts_engine.missing import missing_of
from cts_grammar.checked import (
    Aggregate,
    Arithmetic,
    Between,
    Condition,
    Constant,
    Derived,
    Differs,
    Elapsed,
    FieldValue,
    Is,
    ListOf,
    Passes,
    Past,
    Quantified,
    Same,
    SameParty,
    State,
    TextTest,
    Timing,
    Within,
)
from cts_grammar.vocabulary import Kind
from tests.properties import trees
from tests.properties.fillings import Filler, Filling, filled, nodes, places

TREES = int(os.environ.get("CTS_TREES", "1500"))
CHUNKS = 15
FILLINGS = 3000
"""Tried before a field is said to be named in vain; most are found in the first ten."""
DECIDING = 20


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_named_field_can_change_the_answer(chunk: int) -> None:
    in_vain = []
    for seed, condition, facts in undecided(chunk):
        for name in missing_of(condition, facts):
            if independent(condition) and not can_change(name, condition, facts, Random(seed)):
                in_vain.append((seed, name))
    assert not in_vain


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_a_deciding_filling_cannot_do_without_is_named(chunk: int) -> None:
    unnamed = []
    for seed, condition, facts in undecided(chunk):
        if independent(condition) and not compares_parties(condition):
            named = set(missing_of(condition, facts))
            unnamed += [(seed, p) for p in needed(condition, facts, Random(seed)) if not p.names & named]
    assert not unnamed


def test_where_some_filling_decides_something_is_named() -> None:
    """Also of conditions that ask a field twice."""
    silent = []
    for seed, condition, facts in undecided(0):
        if missing_of(condition, facts) or compares_parties(condition):
            continue
        if any(needed(condition, facts, Random(seed))):
            silent.append(seed)
    assert not silent


def test_nothing_is_missed_where_the_answer_is_decided() -> None:
    for seed in range(300):
        condition, facts = trees.condition(Random(seed)), trees.facts(Random(-seed))
        assert answer(condition, facts) is None or missing_of(condition, facts) == ()


# --- searching ------------------------------------------------------------------------------------------------------


def undecided(chunk: int) -> Iterator[tuple[int, Condition, Facts]]:
    """Conditions with facts that leave them undecided. What asks how a value was filed is taken as it is: left out."""
    as_filed = {State.MISSING, State.PRESENT, State.UNREADABLE, State.VALID}
    for seed in range(chunk, TREES, CHUNKS):
        random = Random(seed)
        condition, facts = trees.condition(random, random.choice((0, 1, 2, 3))), trees.facts(random)
        asks_filing = any(isinstance(node, Is) and node.state in as_filed for node in nodes(condition))
        computed = any(isinstance(node, FieldValue) and node.field.reach for node in nodes(condition))
        if not asks_filing and not computed and answer(condition, facts) is None:
            yield seed, condition, facts


def independent(condition: Condition) -> bool:
    """Whether each field is asked once, and nothing depends on what the search cannot find or the checker refuses."""
    everything = list(nodes(condition))
    asked = Counter(node.field.name for node in everything if isinstance(node, FieldValue))
    asked.update(node.relation.plural for node in everything if isinstance(node, ListOf))
    asked.update(party for party in ("consignee", "notify") if any(name.startswith(f"{party} ") for name in asked))
    return max(asked.values(), default=0) <= 1 and not any(map(is_odd, everything))


def compares_parties(condition: Condition) -> bool:
    """Parties that differ in name differ, until both have an identifier: here filling overturns an answer. So it does
    where the past is asked by a party."""
    keys = [key for node in nodes(condition) if isinstance(node, Past) for key in node.keys]
    by_party = any(key.type.kind is Kind.PARTY for key in keys)
    return by_party or any(isinstance(node, SameParty) for node in nodes(condition))


def is_odd(node: Any) -> bool:
    """Asks one outer field of every element, two missing codes of each other, letters of a code, a multiple of the time
    between two days, or what can never hold."""
    match node:
        case Quantified() | Aggregate():
            inside = (node.where, node.value) if isinstance(node, Aggregate) else (node.where,)
            return any(isinstance(n, FieldValue) and n.level < node.level for n in nodes(inside))
        case Passes():
            return True  # its elements are not filled one by one here: test_routes.py tries every route
        case Within():
            return not all(isinstance(member, Constant) for member in node.members)
        case TextTest() | Same():
            sides = [n for n in nodes(node) if isinstance(n, FieldValue | Derived)]
            return any(side.type.kind is Kind.CODE for side in sides)
        case Between(low=Constant() as low, high=Constant() as high):
            inverted = low.type.kind is Kind.NUMBER and float(low.value) > float(high.value)
            return inverted or low.currency != high.currency
        case Differs() | Arithmetic(operator="*" | "/"):
            return any(isinstance(n, Elapsed) for n in nodes(node))
        case Elapsed() | Timing():
            days = [n for n in nodes(node) if isinstance(n, Constant) and len(str(n.value)) == 10]
            return bool(days) or (isinstance(node, Timing) and node.months > 0)
        case _:
            return False


def can_change(name: str, condition: Condition, facts: Facts, random: Random) -> bool:
    """Whether filing it changes the answer, with some of the other missing fields filed or not."""
    filler, lacking = Filler(random, condition, facts), places(facts, condition)
    own, others = [p for p in lacking if name in p.names], [p for p in lacking if name not in p.names]
    for _ in range(FILLINGS):
        without = some_of(others, filler, facts)
        extra = some_of(own, filler, facts)
        if answer(condition, filled(facts, without)) is not answer(condition, filled(facts, without | extra)):
            return True
    return False


def needed(condition: Condition, facts: Facts, random: Random) -> Iterator[Any]:
    """The places of some fillings that decide the condition, without those that it is decided without."""
    filler, lacking = Filler(random, condition, facts), places(facts, condition)
    for _ in range(DECIDING):
        filling = some_of(lacking, filler, facts)
        if answer(condition, filled(facts, filling)) is not None:
            for place in list(filling):
                rest = {p: value for p, value in filling.items() if p is not place}
                if answer(condition, filled(facts, rest)) is not None:
                    filling = rest
            yield from filling


def some_of(places: list[Any], filler: Filler, facts: Facts) -> Filling:
    return {place: filler.draw(place, facts) for place in places if filler.random.random() < 0.75}
