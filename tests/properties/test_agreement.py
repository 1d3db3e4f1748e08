"""Compiled predicates and the plain interpreter answer alike: yes, no and undecided, over data as awkward as it gets.

`CTS_TREES=100000 pytest tests/properties/test_agreement.py` tries as many conditions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from random import Random
from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_engine.limits import Watch
from cts_engine.predicates import Shared, predicate_of
from cts_grammar.checked import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    Constant,
    Derived,
    FieldValue,
    ListOf,
    Named,
    Not,
    Past,
)
from tests.properties import small_world, trees
from tests.properties.small_past import SmallPast

TREES = int(os.environ.get("CTS_TREES", "1500"))
CHUNKS = 15
CONSIGNMENTS = [small_world.facts(Random(f"consignment {n}")) for n in range(400)]
EACH = 25
"""Consignments that each condition is asked about."""


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_predicates_and_interpreter_agree(chunk: int) -> None:
    disagreements = []
    for seed in range(chunk, TREES, CHUNKS):
        condition = trees.condition(Random(seed))
        for facts in Random(-seed).sample(CONSIGNMENTS, EACH):
            if compiled(condition, facts) is not interpreter.answer(condition, facts):
                disagreements.append(told(seed, condition, facts))
                break
    assert not disagreements, "\n\n".join(disagreements)


def test_all_three_answers_are_common() -> None:
    answers = [interpreter.answer(trees.condition(Random(n)), CONSIGNMENTS[n]) for n in range(400)]
    assert all(answers.count(answer) > 50 for answer in (True, False, None))


def test_things_of_any_shape_are_read_with_care() -> None:
    """Elements that are no things, lists that are no lists, texts that cannot be looked up."""
    nothing: tuple[Any, ...] = (
        None,
        3,
        "text",
        [],
        {},
        small_world.Consignment(port=["NLRTM"], goods_items=[None, 3, small_world.Seal()]),
    )
    for seed in range(300):
        condition = trees.condition(Random(seed))
        for consignment in nothing:
            facts = Facts(None, consignment, small_world.is_vague, history=SmallPast())
            assert compiled(condition, facts) is interpreter.answer(condition, facts), told(seed, condition, facts)


# --- how it is done -------------------------------------------------------------------------------------------------

_COMPILED: dict[int, tuple[Condition, Any]] = {}


def compiled(condition: Condition, facts: Facts) -> bool | None:
    """The predicate's answer; the last one compiled is kept."""
    if id(condition) not in _COMPILED:
        _COMPILED.clear()
        predicate = predicate_of(condition, "rule", None, "trees.rules", Shared(small_world.is_vague))
        _COMPILED[id(condition)] = (condition, predicate)
    answer: bool | None = _COMPILED[id(condition)][1](facts.manifest, facts.consignment, Watch(history=facts.history))
    return answer


def told(seed: int, condition: Condition, facts: Facts) -> str:
    """A disagreement, with the smallest part of the condition that shows it."""
    smallest = next(_smaller(condition, facts), condition)
    both = f"compiled {compiled(smallest, facts)}, interpreted {interpreter.answer(smallest, facts)}"
    return f"tree {seed}: {both}\n{in_short(smallest)}\n{facts.manifest}\n{facts.consignment}"


def _smaller(condition: Condition, facts: Facts) -> Iterator[Condition]:
    parts: tuple[Condition, ...] = ()
    match condition:
        case AllOf() | AnyOf() | AtLeastOf():
            parts = condition.parts
        case Not():
            parts = (condition.part,)
        case Named():
            parts = (condition.condition,)
    for part in parts:
        yield from _smaller(part, facts)
    if compiled(condition, facts) is not interpreter.answer(condition, facts):
        yield condition


def in_short(node: Any) -> str:
    """A node with what matters of it."""
    match node:
        case Enum():
            return node.name
        case tuple():
            return f"({', '.join(in_short(part) for part in node)})"
        case FieldValue():
            return f"{node.field.name}@{node.level}"
        case Past():
            return f"<{node.wording}>"
        case Constant():
            return f"<{node.value!r}{node.currency or ''}>"
        case ListOf():
            return f"[{node.relation.name}@{node.level}]"
        case Derived():
            return f"{node.derivation.name} of {in_short(node.value)}"
    if not is_dataclass(node):
        return repr(node)
    inside = (in_short(getattr(node, f.name)) for f in fields(node) if f.name not in ("span", "type"))
    return f"{type(node).__name__}({', '.join(inside)})"
