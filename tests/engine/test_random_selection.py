"""Random selection: only what the rules left alone, into the lowest lane, and never silently not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from cts_engine.assess import assess
from cts_engine.assessment import Assessment
from cts_engine.compile import compile_rulebook
from cts_engine.random_selection import Lottery
from cts_grammar.checked import Applicability, CheckedRule, RandomSelection
from tests.engine.small import AT, MANIFEST, field, kilograms, over, rule, rulebook
from tests.properties import small_world as world

HEAVY = over(field("gross weight"), kilograms(10))
PACKED = over(field("packages"), field("gross weight"))


@dataclass(frozen=True)
class Always:
    """Draws the same for everything."""

    number: float

    def draw(self, rulebook: str, manifest: Any, consignment: Any) -> float:
        return self.number


def assessed(*rules: CheckedRule, lottery: Lottery | None = Always(0.004), **book: Any) -> Assessment:
    selection = RandomSelection(0.005, "amber", AT)
    compiled = compile_rulebook(rulebook(*rules, **{"random_selection": selection, **book}))
    return assess(compiled, MANIFEST, world.Consignment(gross_weight=20.0), None, lottery=lottery)


def outcome(told: Assessment) -> tuple[str | None, str | None]:
    return told.lane, told.random_selection


def test_what_no_rule_selects_goes_to_the_lowest_lane() -> None:
    told = assessed(rule("A", HEAVY, 5))
    assert outcome(told) == ("amber", "selected")
    assert (told.score, told.selected_by, told.actions) == (5, (), ())


def test_what_is_not_drawn_stays_green() -> None:
    assert outcome(assessed(rule("A", HEAVY, 5), lottery=Always(0.005))) == ("green", None)


@pytest.mark.parametrize(
    ("rule_", "lane"),
    [
        (rule("A", HEAVY, 40), "amber"),
        (rule("A", HEAVY, lane="red"), "red"),
        (rule("A", HEAVY, do=["hold"]), "green"),
    ],
)
def test_what_a_rule_gave_a_lane_or_an_action_is_left_alone(rule_: CheckedRule, lane: str) -> None:
    assert outcome(assessed(rule_)) == (lane, None)
    assert outcome(assessed(rule_, lottery=None)) == (lane, None)


def test_shadow_and_undecided_rules_do_not_keep_it_out() -> None:
    assert outcome(assessed(rule("A", HEAVY, 70, ["hold"], shadow=True))) == ("amber", "selected")
    assert outcome(assessed(rule("A", PACKED, 70))) == ("amber", "selected")


def test_without_a_lottery_it_says_so() -> None:
    assert outcome(assessed(rule("A", HEAVY), lottery=None)) == ("green", "not applied")


def test_out_of_scope_nothing_is_drawn() -> None:
    told = assessed(rule("A", HEAVY), scopes=(Applicability("air", None),))
    assert outcome(told) == (None, None)


def test_a_rulebook_without_the_line_draws_nothing() -> None:
    assert outcome(assessed(rule("A", HEAVY), random_selection=None)) == ("green", None)
