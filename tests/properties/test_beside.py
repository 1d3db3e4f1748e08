"""Consignments beside one: both evaluators agree over random trees, and the normal form answers alike."""

from __future__ import annotations

import os
from dataclasses import dataclass
from random import Random
from typing import Any

import msgspec
import pytest

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_engine.values import Partial, Unreadable
from cts_grammar.checked import Condition, ListOf
from cts_grammar.meaning.normal_form import normal
from cts_grammar.vocabulary import Relation
from tests.properties import small_world as world
from tests.properties.test_agreement import compiled, told
from tests.properties.trees import SPAN, Trees

TREES = int(os.environ.get("CTS_TREES", "1500"))
CHUNKS = 15
EACH = 20


@dataclass
class Manifest(world.Manifest):
    houses: Any = None


def beside(thing: Any, consignment: Any, manifest: Any) -> Any:
    """Whatever the manifest says, of any consignment."""
    return manifest.houses if isinstance(thing, world.Consignment) else thing.houses


HOUSE = Relation("house", "houses", "consignment", "consignment", beside=beside)


class HouseTrees(Trees):
    """Every third list is one of houses; what belongs to a house is asked of that house."""

    def list_of(self, scope: tuple[str, ...]) -> ListOf:
        consignments = [level for level, thing in enumerate(scope) if thing == "consignment"]
        if self.random.random() < 0.35 and len(consignments) < 3:
            level = self.random.choice(consignments)
            return ListOf(HOUSE, level, SPAN, level)
        found = super().list_of(scope)
        return ListOf(found.relation, found.level, SPAN, max(n for n in consignments if n <= max(found.level, 1)))


def facts(random: Random) -> Facts:
    now = world.facts(random)
    houses = tuple(world.consignment(random) for _ in range(random.choice((0, 1, 2, 3))))
    filed = random.choice((houses, houses, houses, Partial(houses), None, Unreadable("?"), "?"))
    one = world.manifest(random)
    manifest = Manifest(one.mode, one.arrival, one.received, filed)
    return msgspec.structs.replace(now, manifest=manifest)


MANIFESTS = [facts(Random(f"manifest {n}")) for n in range(200)]


def condition(seed: int) -> Condition:
    random = Random(seed)
    return HouseTrees(random).condition(("manifest", "consignment"), random.choice((1, 2, 3)))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_predicates_and_interpreter_agree(chunk: int) -> None:
    for seed in range(chunk, TREES, CHUNKS):
        tree = condition(seed)
        for each in Random(-seed).sample(MANIFESTS, EACH):
            assert compiled(tree, each) is interpreter.answer(tree, each), told(seed, tree, each)


def test_the_normal_form_answers_alike() -> None:
    for seed in range(300):
        tree = condition(seed)
        same = normal(tree)
        for each in Random(-seed).sample(MANIFESTS, EACH):
            assert interpreter.answer(same, each) is interpreter.answer(tree, each), told(seed, tree, each)
