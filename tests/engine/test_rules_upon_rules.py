"""A rule that is built upon rules: asked after them, explained with them, missing what they miss."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.assess import assess
from cts_engine.assessment import Assessment
from cts_engine.compile import compile_rulebook
from cts_engine.explain import explain
from cts_engine.facts import Facts
from cts_engine.limits import Limits
from cts_engine.near_misses import near_misses
from cts_engine.render import render
from tests.engine.written import rulebook
from tests.properties.small_world import Consignment, Container, Manifest

BOOK = rulebook("""
define heavy as HEAVY-1 has fired

rule TOP-1 "Heavy and marked"
  when
    heavy and marks contains "X"
  then
    score +10

rule TOP-2 "Neither heavy nor marked"
  when
    HEAVY-1 has not fired and marks is present
  then
    score +20

rule HEAVY-1 "Heavy"
  in force from 2026-01-01
  when
    gross weight is over 10 t
  unless "sample" marks contains "SAMPLE"
  then
    score +5
""")
COMPILED = compile_rulebook(BOOK)


def told(received: str | None = "2026-03-01", limits: Limits | None = None, **filed: Any) -> Assessment:
    return assess(COMPILED, Manifest(), Consignment(**filed), received, limits=limits or Limits())


@pytest.mark.parametrize(
    ("filed", "received", "fired", "undecided"),
    [
        ({"gross_weight": 20_000.0, "marks": "X"}, "2026-03-01", ["TOP-1", "HEAVY-1"], []),
        ({"gross_weight": 5.0, "marks": "X"}, "2026-03-01", ["TOP-2"], []),
        ({"gross_weight": 20_000.0, "marks": "X SAMPLE"}, "2026-03-01", ["TOP-2"], []),  # held back
        ({"gross_weight": 20_000.0, "marks": "X"}, "2025-12-31", ["TOP-2"], []),  # out of force
        ({"gross_weight": 20_000.0, "marks": "X"}, None, ["TOP-1", "HEAVY-1"], []),  # of no day nothing is out of force
        ({"marks": "X"}, "2026-03-01", [], ["TOP-1", "TOP-2", "HEAVY-1"]),
        ({"marks": "X SAMPLE"}, "2026-03-01", ["TOP-2"], []),  # held back whatever it weighs
        ({"gross_weight": 20_000.0}, "2026-03-01", ["HEAVY-1"], ["TOP-1"]),
    ],
)
def test_what_the_other_rule_came_to(
    filed: dict[str, Any], received: str | None, fired: list[str], undecided: list[str]
) -> None:
    found = told(received, **filed)
    assert [f.rule for f in found.fired] == fired
    assert [u.rule for u in found.undecided] == undecided


def test_what_the_other_rule_misses_is_missed() -> None:
    assert {u.rule: u.missing for u in told(marks="X").undecided} == {
        "TOP-1": ("gross weight",),
        "TOP-2": ("gross weight",),
        "HEAVY-1": ("gross weight",),
    }


def test_what_made_it_fire_names_the_rule() -> None:
    (first, _) = told(gross_weight=20_000.0, marks="X").fired
    assert [(seen.name, seen.value) for seen in first.values] == [("HEAVY-1", "fired"), ("marks", "X")]


def explained(rule: int, **filed: Any) -> str:
    facts = Facts.of(BOOK.vocabulary, Manifest(), Consignment(**filed))
    return render(explain(BOOK.rules[rule], facts, "2026-03-01", BOOK.sources))


def test_a_step_says_what_the_other_rule_came_to() -> None:
    assert (
        explained(1, gross_weight=5.0, marks="X")
        == """\
TOP-2 "Neither heavy nor marked": fired
  ✓ all of
    ✓ HEAVY-1 did not fire
      ✗ gross weight is over 10 t   [gross weight: 5 kg]
    ✓ marks is present   [marks: X]"""
    )
    assert "HEAVY-1 is held back" in explained(1, gross_weight=20_000.0, marks="SAMPLE")
    assert "HEAVY-1 is undecided" in explained(0, marks="X")


def test_a_near_miss_by_another_rule() -> None:
    facts = Facts.of(BOOK.vocabulary, Manifest(), Consignment(gross_weight=5.0, marks="X"))
    (miss,) = near_misses(BOOK.rules[:1], facts, "2026-03-01", BOOK.sources)
    assert (miss.rule, miss.kept_by) == ("TOP-1", "heavy")
    assert [(seen.name, seen.value) for seen in miss.values] == [("HEAVY-1", "did not fire")]


def test_a_rule_upon_one_that_took_too_long_is_undecided() -> None:
    book = rulebook("""
rule TOP-1 when SEALS-1 has fired then score +10
rule SEALS-1 when some container has (temperature is over 1 degrees) then score +10
""")
    filed = Consignment(containers=tuple(Container() for _ in range(20)))
    found = assess(compile_rulebook(book), Manifest(), filed, None, limits=Limits(steps=10))
    assert [u.rule for u in found.undecided] == ["TOP-1", "SEALS-1"]
