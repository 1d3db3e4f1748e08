"""Whatever is asked of whatever was filed, it can be told: explanations, values, messages, near misses."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.explain import SHOWN_ELEMENTS, Step, explain
from cts_engine.facts import Facts
from cts_engine.message import LONGEST_MESSAGE, fill
from cts_engine.missing import missing_of
from cts_engine.near_misses import near_misses
from cts_engine.render import MARKS, render
from cts_engine.seen import satisfiers, values_of
from cts_grammar.checked import Condition, Message, OfElements
from cts_grammar.dimensions import MASS
from tests.engine.small import rule, unless
from tests.properties import small_world as world
from tests.properties import trees

SEEDS = range(600)
NAMES = {f.name for f in world.FIELDS} | {r.plural for r in world.RELATIONS}
MESSAGE = Message(
    (
        "From ",
        *(trees.Trees(Random(n)).number(("manifest", "consignment"), MASS, 2) for n in range(5)),
        *(OfElements(r, next(f for f in world.FIELDS if f.of == r.to), trees.SPAN) for r in world.RELATIONS),
    ),
    trees.SPAN,
)


def drawn(seed: int) -> tuple[Condition, Facts]:
    random = Random(seed)
    condition = trees.condition(random)
    facts = trees.facts(random)
    return condition, Facts.of(world.vocabulary(), facts.manifest, facts.consignment, facts.history)


@pytest.mark.parametrize("chunk", range(6))
def test_an_explanation_says_what_the_interpreter_says(chunk: int) -> None:
    for seed in SEEDS[chunk::6]:
        condition, facts = drawn(seed)
        explanation = explain(rule("R", condition), facts, None, ())
        answer = {True: "yes", False: "no", None: "undecided"}[interpreter.answer(condition, facts)]
        assert explanation.condition.answer == answer
        assert explanation.outcome == {"yes": "fired", "no": "not fired", "undecided": "undecided"}[answer]
        assert json.loads(json.dumps(explanation.to_json())) == explanation.to_json()
        assert all(line.lstrip()[0] in (*MARKS.values(), "…") for line in render(explanation).splitlines()[1:])
        bounded(explanation.condition)


def bounded(step: Step) -> None:
    if step.counts is not None:
        assert len(step.steps) <= SHOWN_ELEMENTS
        assert step.counts.yes + step.counts.no + step.counts.undecided == len(step.steps) + step.counts.not_shown
    for inner in step.steps:
        bounded(inner)


def test_values_are_given_for_what_fired_alone() -> None:
    for seed in SEEDS:
        condition, facts = drawn(seed)
        trace = interpreter.trace(condition, facts)
        values = values_of(trace)
        assert trace.answer is not None or values == ()
        assert len({(value.name, value.at) for value in values}) == len(values)
        assert trace.answer is True or satisfiers(trace) == {}


def test_messages_keep_to_one_line_and_their_length() -> None:
    for seed in SEEDS:
        condition, facts = drawn(seed)
        said = fill(MESSAGE, facts, interpreter.trace(condition, facts))
        assert said.isprintable()
        assert len(said) <= LONGEST_MESSAGE


def test_what_is_missed_has_a_name_of_the_vocabulary() -> None:
    for seed in SEEDS:
        assert set(missing_of(*drawn(seed))) <= NAMES


def test_near_misses_are_rules_that_did_not_fire() -> None:
    rules, facts = [], [drawn(seed)[1] for seed in range(20)]
    for seed in range(100):
        when, except_ = drawn(seed)[0], drawn(-seed)[0]
        rules.append(rule(f"R{seed}", when, exemptions=(unless("an exemption", except_),)))
    for one in facts:
        outcomes = {r.id: explain(r, one, None, ()).outcome for r in rules}
        found = near_misses(rules, one, None, ())
        assert all(outcomes[miss.rule] == ("held back" if miss.exemption else "not fired") for miss in found)


def test_things_of_any_shape_can_be_told() -> None:
    anything: tuple[Any, ...] = (
        None,
        3,
        "text",
        [],
        {},
        world.Consignment(port=["NLRTM"], gross_weight=10**5000, goods_items=[None, 3, world.Seal(), 10**5000]),
        world.Consignment(containers=(world.Container(number="\ud800", seals=(None, "x")),), marks="\ud800\x00"),
    )
    for seed in range(200):
        condition = trees.condition(Random(seed))
        for thing in anything:
            facts = Facts.of(world.vocabulary(), thing, thing)
            explanation = explain(rule("R", condition), facts, "soon", ())
            render(explanation)
            explanation.to_json()
            missing_of(condition, facts)
            trace = interpreter.trace(condition, facts)
            fill(MESSAGE, facts, trace)
            values_of(trace)
