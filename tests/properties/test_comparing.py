"""What is called stricter or looser is so: no consignment says otherwise.

`CTS_TEXTS=100000 pytest tests/properties/test_comparing.py` tries as many pairs.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from cts_engine import interpreter
from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    AtLeastOf,
    Compare,
    Condition,
    Constant,
    Not,
    Order,
    Quantified,
    Quantifier,
    TextTest,
    Timing,
    Within,
)
from cts_grammar.comparing import Relation, relation
from cts_grammar.vocabulary import Kind
from tests.properties import trees
from tests.properties.fillings import nodes
from tests.properties.test_texts import CHUNKS, TEXTS

EACH = 25


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_consignment_contradicts_a_relation(chunk: int) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        old, new = pair(seed)
        told = relation(old, new)
        if told is Relation.DIFFERENT:
            continue
        for at in range(EACH):
            facts = trees.facts(Random(seed * EACH + at))
            was, now = interpreter.answer(old, facts), interpreter.answer(new, facts)
            match told:
                case Relation.SAME:
                    assert was is now, (seed, old, new)
                case Relation.STRICTER:
                    assert was is True or now is not True, (seed, old, new)
                case Relation.LOOSER:
                    assert now is True or was is not True, (seed, old, new)


def test_most_edits_are_proved() -> None:
    found = Counter(relation(*pair(seed)) for seed in range(400))
    assert found[Relation.STRICTER] > 60, found
    assert found[Relation.LOOSER] > 60, found
    assert found[Relation.DIFFERENT] < 200, found


def pair(seed: int) -> tuple[Condition, Condition]:
    """A condition, and the same with one thing in it changed."""
    random = Random(seed)
    old = trees.condition(random)
    places = [node for node in nodes(old) if EDITS.get(type(node))]
    if not places:
        return old, AllOf((old, trees.condition(random)), old.span)
    place = random.choice(places)
    changed = random.choice(EDITS[type(place)])(place, random)
    return old, exchanged(old, place, changed)


def exchanged(node: Any, place: Any, changed: Any) -> Any:
    """The tree with one node, itself, for another."""
    if node is place:
        return changed
    if isinstance(node, tuple):
        return tuple(exchanged(part, place, changed) for part in node)
    if dataclasses.is_dataclass(node) and not isinstance(node, type) and type(node).__module__ == "cts_grammar.checked":
        inside = {f.name: exchanged(getattr(node, f.name), place, changed) for f in dataclasses.fields(node)}
        return replace(node, **inside)
    return node


# --- edits ----------------------------------------------------------------------------------------------------------


def without_a_part(node: Any, random: Random) -> Any:
    gone = random.randrange(len(node.parts))
    left = tuple(part for at, part in enumerate(node.parts) if at != gone)
    if isinstance(node, AtLeastOf):
        return replace(node, parts=left, n=min(node.n, len(left))) if left else node
    return replace(node, parts=left) if len(left) > 1 else (left or node.parts)[0]


def with_a_part(node: Any, random: Random) -> Any:
    return replace(node, parts=(*node.parts, node.parts[0] if random.random() < 0.1 else negated(node.parts[-1])))


def negated(condition: Condition) -> Condition:
    return condition.part if isinstance(condition, Not) else Not(condition, condition.span)


def joined_otherwise(node: Any, random: Random) -> Any:
    return (AnyOf if isinstance(node, AllOf) else AllOf)(node.parts, node.span)


def other_number(node: AtLeastOf, random: Random) -> Any:
    return replace(node, n=random.randint(1, len(node.parts)))


def other_threshold(node: Compare, random: Random) -> Any:
    right = node.right
    if isinstance(right, Constant) and right.type.kind is Kind.NUMBER:
        moved = float(right.value) + random.choice((-10.0, -1.0, -1e-9, 1e-9, 1.0, 10.0))
        return replace(node, right=replace(right, value=moved))
    return replace(node, order=random.choice(list(Order)))


def other_order(node: Compare, random: Random) -> Any:
    return replace(node, order=random.choice(list(Order)))


def other_members(node: Any, random: Random) -> Any:
    if len(node.members) > 1 and random.random() < 0.5:
        return replace(node, members=node.members[1:])
    if not node.members:
        return node
    member = node.members[0]
    if not isinstance(member, Constant) or not isinstance(member.value, str):
        return replace(node, members=node.members[:1])
    shorter = replace(member, value=member.value[:2])
    return replace(node, members=(*node.members[1:], shorter))


def other_needles(node: TextTest, random: Random) -> Any:
    needle = node.needles[0] if node.needles else None
    if len(node.needles) > 1 and random.random() < 0.5:
        return replace(node, needles=node.needles[1:])
    if isinstance(needle, Constant) and isinstance(needle.value, str) and len(needle.value) > 2:
        return replace(node, needles=(*node.needles[1:], replace(needle, value=needle.value[:-1].strip())))
    return node


def other_elements(node: Quantified, random: Random) -> Any:
    kind = random.choice(list(Quantifier))
    return replace(node, quantifier=kind, n=random.randint(1, 3) if kind is Quantifier.AT_LEAST else 1)


def other_length(node: Timing, random: Random) -> Any:
    return replace(node, seconds=node.seconds * 2, months=node.months * 2)


EDITS: dict[type, list[Any]] = {
    AllOf: [without_a_part, with_a_part, joined_otherwise],
    AnyOf: [without_a_part, with_a_part, joined_otherwise],
    AtLeastOf: [without_a_part, other_number],
    Compare: [other_threshold, other_order],
    Among: [other_members],
    Within: [other_members],
    TextTest: [other_needles],
    Quantified: [other_elements],
    Timing: [other_length],
}
