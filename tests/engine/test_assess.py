"""A consignment under a rulebook: dates, exemptions, shadow, scope, limits, and what is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cts_engine.assess import Explain, assess
from cts_engine.assessment import Assessment, Finding
from cts_engine.compile import compile_rulebook
from cts_engine.limits import Limits
from cts_engine.seen import SeenValue
from cts_engine.values import Unreadable
from cts_grammar.checked import Applicability, CheckedRule, OfElements, Same
from cts_grammar.vocabulary import Field, Scope
from tests.engine.small import (
    AT,
    MANIFEST,
    elements,
    field,
    kilograms,
    location,
    message,
    over,
    rule,
    rulebook,
    some,
    unless,
)
from tests.properties import small_world as world

HEAVY = over(field("gross weight"), kilograms(10))
FROM_NL = Same(field("port"), location("NLRTM"), AT)
MANY = over(field("packages"), field("gross weight"))


def assessed(
    *rules: CheckedRule, received: str | None = "2026-03-01T12:00:00Z", explain: Explain = "all", **facts: Any
) -> Assessment:
    facts = {"gross_weight": 20.0, "port": "NLRTM"} | facts
    return assess(compile_rulebook(rulebook(*rules)), MANIFEST, world.Consignment(**facts), received, explain)


def ids(told: Assessment) -> tuple[list[str], list[str]]:
    """Fired and undecided."""
    return [fired.rule for fired in told.fired], [undecided.rule for undecided in told.undecided]


def test_rules_fire_stay_silent_or_are_undecided() -> None:
    told = assessed(rule("A", HEAVY), rule("B", FROM_NL), rule("C", MANY), port="BEANR")
    assert ids(told) == (["A"], ["C"])


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "fires"),
    [
        ("2025-12-31T23:59:59Z", False),
        ("2026-01-01T00:00:00Z", True),
        ("2026-12-31", True),
        ("2026-12-31T23:59:59Z", True),
        ("2027-01-01", False),
        ("soon", True),
        ("", True),
        (None, True),
    ],
)
def test_both_days_of_a_rule_are_included(received: str | None, fires: bool) -> None:
    told = assessed(rule("A", HEAVY, first_day="2026-01-01", last_day="2026-12-31"), received=received)
    assert bool(told.fired) is fires


@pytest.mark.parametrize(("received", "held"), [("2026-09-30T23:00:00Z", True), ("2026-10-01", False), ("?", True)])
def test_an_exemption_applies_until_its_last_day(received: str, held: bool) -> None:
    told = assessed(rule("A", HEAVY, exemptions=(unless("trusted", FROM_NL, "2026-09-30"),)), received=received)
    assert (not told.fired) is held


# --- exemptions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("port", "weight", "fired", "undecided", "unchecked"),
    [
        ("NLRTM", 20.0, [], [], None),
        ("BEANR", 20.0, ["A"], [], ()),
        (None, 20.0, ["A"], [], ("trusted",)),
        (None, 5.0, [], [], None),
        (None, None, [], ["A"], None),
        ("NLRTM", None, [], [], None),
    ],
)
def test_only_yes_holds_back(
    port: str | None, weight: float | None, fired: list[str], undecided: list[str], unchecked: tuple[str, ...] | None
) -> None:
    told = assessed(rule("A", HEAVY, exemptions=(unless("trusted", FROM_NL),)), port=port, gross_weight=weight)
    assert ids(told) == (fired, undecided)
    if unchecked is not None:
        assert told.fired[0].exemptions_unchecked == unchecked


# --- score, lane, actions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "lane", "selected_by"),
    [
        ((30.0,), "green", ()),
        ((40.0,), "amber", ("A",)),
        ((35.0, 35.0), "red", ("A", "B")),
        ((90.0, -30.0), "amber", ("A",)),
        ((0.1, 0.2, 39.7), "amber", ("A", "B", "C")),
        ((), "green", ()),
    ],
)
def test_lanes_by_score(scores: tuple[float, ...], lane: str, selected_by: tuple[str, ...]) -> None:
    told = assessed(*(rule(id_, HEAVY, score) for id_, score in zip("ABC", scores, strict=False)))
    assert (told.lane, told.selected_by) == (lane, selected_by)
    assert told.score == sum(scores)


def test_an_explicit_lane_only_raises() -> None:
    told = assessed(rule("A", HEAVY, 80.0), rule("B", HEAVY, lane="amber"))
    assert (told.lane, told.selected_by) == ("red", ("A",))
    told = assessed(rule("A", HEAVY, 50.0), rule("B", HEAVY, lane="red"), rule("C", HEAVY, lane="red"))
    assert (told.lane, told.selected_by) == ("red", ("B", "C"))
    told = assessed(rule("A", HEAVY, lane="green"))
    assert (told.lane, told.selected_by) == ("green", ())


def test_scores_add_up_by_area() -> None:
    told = assessed(
        rule("A", HEAVY, 45.0, area="narcotics"),
        rule("B", HEAVY, 10.0, area="fiscal"),
        rule("C", HEAVY, -20.0, area="narcotics"),
        rule("D", HEAVY, area="safety"),
    )
    assert told.score == 35.0
    assert told.areas == {"narcotics": 25.0, "fiscal": 10.0}


def test_actions_are_told_once_in_the_order_of_the_rules() -> None:
    told = assessed(rule("A", HEAVY, do=("hold", "examine by scan")), rule("B", FROM_NL, do=("alert desk", "hold")))
    assert told.actions == ("hold", "examine by scan", "alert desk")
    assert [fired.instructions for fired in told.fired] == [("hold", "examine by scan"), ("alert desk", "hold")]


def test_a_shadow_rule_has_no_effect() -> None:
    shadow = rule("A", HEAVY, 90.0, ("hold",), shadow=True, lane="red", tell_trader=(message("Selected"),))
    told = assessed(shadow, rule("B", HEAVY, 5.0))
    assert (told.lane, told.score, told.areas, told.actions) == ("green", 5.0, {"general": 5.0}, ())
    assert [(fired.rule, fired.shadow, fired.score) for fired in told.fired] == [("A", True, 90.0), ("B", False, 5.0)]
    assert told.fired[0].tell_trader == ()


# --- scope ----------------------------------------------------------------------------------------------------------

MOVEMENT = Field("movement", "consignment", world.MODE, ("marks",))


def scoped(mode: Any, movement: Any, *scopes: tuple[str | None, str | None]) -> Assessment:
    book = rulebook(rule("A", HEAVY), scopes=tuple(Applicability(*scope) for scope in scopes))
    book = replace(
        book,
        vocabulary=replace(book.vocabulary, scope=Scope({}, {}, field("transport mode", "manifest").field, MOVEMENT)),
    )
    consignment = world.Consignment(gross_weight=20.0, marks=movement)
    return assess(compile_rulebook(book), world.Manifest(mode=mode), consignment, None)


@pytest.mark.parametrize(
    ("mode", "movement", "in_scope", "certain"),
    [
        ("sea", "import", True, True),
        ("Sea", "import", True, True),
        ("sea", "export", False, True),
        ("air", None, True, True),
        ("road", None, False, True),
        ("sea", None, True, False),
        (None, "import", True, False),
        (Unreadable("XX"), "import", True, False),
        (None, None, True, False),
    ],
)
def test_scope(mode: Any, movement: Any, in_scope: bool, certain: bool) -> None:
    told = scoped(mode, movement, ("sea", "import"), ("air", None))
    assert told.in_scope is in_scope
    assert bool(told.fired) is in_scope
    assert [finding.code for finding in told.findings] == ([] if certain else ["scope-uncertain"])


def test_out_of_scope_there_is_no_lane() -> None:
    assert scoped("road", "import", ("sea", "import")) == Assessment(in_scope=False, lane=None)


def test_an_uncertain_scope_names_what_is_missing() -> None:
    (finding,) = scoped(None, "import", ("sea", "import")).findings
    message = "without transport mode this rulebook may not be meant for the consignment"
    assert finding == Finding("scope-uncertain", message)


# --- what is told ---------------------------------------------------------------------------------------------------

TOLD = rule("A", HEAVY, say=(message("weighs ", field("gross weight")),), tell_trader=(message("Selected {x}"),))


def test_messages_are_filled_in_whatever_is_explained() -> None:
    for explain in ("none", "fired", "all"):
        (fired,) = assessed(TOLD, explain=explain).fired
        assert fired.messages == ("weighs 20 kg",)
        assert fired.tell_trader == ("Selected {x}",)


def test_values_are_told_where_they_are_asked_for() -> None:
    (fired,) = assessed(TOLD, explain="fired").fired
    assert fired.values == (SeenValue("gross weight", 20.0, "kg"),)
    (fired,) = assessed(TOLD, explain="none").fired
    assert fired.values == ()


def test_what_undecided_rules_miss_is_told_where_it_is_asked_for() -> None:
    (undecided,) = assessed(rule("A", HEAVY), gross_weight=None).undecided
    assert undecided.missing == ("gross weight",)
    (undecided,) = assessed(rule("A", HEAVY), gross_weight=None, explain="fired").undecided
    assert undecided.missing == ()


def test_messages_name_the_elements_that_satisfied_the_rule() -> None:
    heavy = over(field("weight", "container"), kilograms(10))
    number = OfElements(elements("container").relation, field("number", "container").field, AT)
    boxes = (world.Container("MSCU1234567", 20.0), world.Container("TGHU7654321", 5.0))
    told = assessed(
        rule("A", some(elements("container"), heavy), say=(message("see ", number),)), containers=boxes, explain="none"
    )
    assert told.fired[0].messages == ("see MSCU1234567",)


# --- limits ---------------------------------------------------------------------------------------------------------

PAIRS = some(
    elements("goods item"),
    some(elements("goods item"), over(field("weight", "goods item", 3), field("weight", "goods item")), level=3),
)


def test_a_rule_over_its_limit_is_undecided_and_the_others_go_on() -> None:
    book = compile_rulebook(rulebook(rule("A", PAIRS), rule("B", HEAVY), rule("C", PAIRS)))
    consignment = world.Consignment(gross_weight=20.0, goods_items=(world.GoodsItem(weight=5.0),) * 50)
    told = assess(book, MANIFEST, consignment, None, limits=Limits(steps=1_000))
    assert ids(told) == (["B"], ["A", "C"])
    assert told.undecided[0].reason == "looked at more than 1,000 elements of lists"
    assert told.findings[0] == Finding("evaluation-too-long", "A looked at more than 1,000 elements of lists", "A")
    assert ids(assess(book, MANIFEST, consignment, None)) == (["B"], [])


def test_without_time_the_rest_is_undecided() -> None:
    book = compile_rulebook(rulebook(rule("A", HEAVY), rule("B", HEAVY), rule("C", HEAVY)))
    told = assess(book, MANIFEST, world.Consignment(gross_weight=20.0), None, limits=Limits(seconds=-1.0))
    assert ids(told) == ([], ["A", "B", "C"])
    (finding,) = told.findings
    assert finding.message == "A and 2 more rules took longer than -1 seconds for one consignment"


def test_things_of_another_shape_raise_nothing() -> None:
    book = compile_rulebook(rulebook(rule("A", HEAVY), rule("B", PAIRS), rule("C", FROM_NL)))
    for manifest, consignment in ((None, None), (3, "x"), (MANIFEST, world.Consignment(port=["NLRTM"]))):
        assert ids(assess(book, manifest, consignment, None))[0] == []
