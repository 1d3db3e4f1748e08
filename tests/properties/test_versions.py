"""Tests of versions: both evaluators agree, the normal form answers alike, and what is missed can change the answer."""

from __future__ import annotations

import os
from random import Random

import pytest

from cts_engine import interpreter
from cts_engine.explain import step
from cts_engine.missing import missing_of
from cts_grammar.checked import AsFirstFiled, FieldValue, HasChanged, Same, SameParty
from cts_grammar.meaning.normal_form import normal
from tests.properties import small_versions, small_world
from tests.properties.fillings import Filler, filled, places
from tests.properties.test_agreement import compiled, told
from tests.properties.trees import SPAN

TREES = int(os.environ.get("CTS_TREES", "1500"))
CHUNKS = 15
DOCUMENTS = [small_versions.facts(Random(f"document {n}")) for n in range(300)]
EACH = 25


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_predicates_and_interpreter_agree(chunk: int) -> None:
    for seed in range(chunk, TREES, CHUNKS):
        condition = small_versions.condition(Random(seed))
        for facts in Random(-seed).sample(DOCUMENTS, EACH):
            assert compiled(condition, facts) is interpreter.answer(condition, facts), told(seed, condition, facts)


def test_all_three_answers_are_common() -> None:
    answers = [interpreter.answer(small_versions.condition(Random(n)), DOCUMENTS[n]) for n in range(300)]
    assert all(answers.count(answer) > 40 for answer in (True, False, None))


def test_the_normal_form_answers_alike() -> None:
    for seed in range(300):
        condition = small_versions.condition(Random(seed))
        same = normal(condition)
        for facts in Random(-seed).sample(DOCUMENTS, EACH):
            assert interpreter.answer(same, facts) is interpreter.answer(condition, facts), told(seed, condition, facts)


def test_whatever_is_asked_can_be_explained() -> None:
    for seed in range(300):
        facts = DOCUMENTS[seed]
        condition = small_versions.condition(Random(seed))
        trace = interpreter.trace(condition, facts)
        step(trace, {})
        assert trace.answer is None or missing_of(condition, facts) == ()


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_named_field_can_change_the_answer(chunk: int) -> None:
    """Of single tests; of what an earlier version lacks nothing is named."""
    in_vain = []
    for seed in range(chunk, TREES, CHUNKS):
        random = Random(seed)
        condition = small_versions.VersionTrees(random).changed(small_versions.OUTSIDE, 0)
        facts = random.choice(DOCUMENTS)
        if not isinstance(condition, HasChanged) or not isinstance(condition.value, FieldValue):
            continue
        if condition.value.field.reach or condition.when is not None:
            continue
        if interpreter.answer(condition, facts) is None:
            names = missing_of(condition, facts)
            filler, lacking = Filler(random, condition, facts), places(facts, condition)
            fillings = ({p: filler.draw(p, facts) for p in lacking} for _ in range(300))
            if names and not any(interpreter.answer(condition, filled(facts, f)) is not None for f in fillings):
                in_vain.append((seed, names))
    assert not in_vain


def test_a_first_version_is_as_first_filed() -> None:
    for facts in DOCUMENTS:
        if facts.history.versions(facts.manifest, facts.consignment) != ():
            continue
        for of in small_world.FIELDS:
            if of.of != "consignment":
                continue
            now = FieldValue(of, 1, of.type, SPAN)
            first = AsFirstFiled(now, of.type, SPAN)
            kind = SameParty if of.type.kind.value == "party" else Same
            if of.type.kind.value in ("party", "text", "code"):
                plain = interpreter.answer(kind(now, now, SPAN), facts)
                assert interpreter.answer(kind(first, now, SPAN), facts) is plain
            assert interpreter.answer(HasChanged(now, None, SPAN), facts) is False
