"""Why a rule fired and why not, for an officer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cts_engine.explain import Explanation, explain
from cts_engine.facts import Facts
from cts_engine.render import render
from cts_engine.values import Money, Partial, Unreadable
from cts_grammar.checked import CheckedRulebook
from tests.engine.written import rulebook
from tests.properties import small_world as world
from tests.properties.small_world import Consignment, Container, GoodsItem, Manifest, Party

FRUIT = """
list known names = "ACME", "FRUTAS"
define light as gross weight / packages is under 5 kg

rule FRUIT-1 "Fruit in the cold"
  area narcotics
  owner "Narcotics desk"
  in force from 2026-01-01 to 2026-12-31
  when
    port is within AE          # where it comes from
    and some goods item has (hs code is within 0803 and weight is over 10 t)
    and no container has (temperature is over 0 degrees)
    and (value is over 100 USD or light)
  unless "known trader" consignee name is in known names
  unless marks contains "SAMPLE" until 2026-03-01
  then
    score +45
"""

GOODS = (GoodsItem(hs_code="080390", weight=18_000.0), GoodsItem(hs_code="2710", weight=Unreadable("TBA")))


def told(book: CheckedRulebook, received: str | None = "2026-03-01", **filed: Any) -> Explanation:
    consignment = Consignment(**filed)
    facts = Facts.of(book.vocabulary, Manifest(received=received), consignment)
    return explain(book.rules[0], facts, received, book.sources)


@pytest.fixture(scope="module")
def fruit() -> CheckedRulebook:
    return rulebook(FRUIT)


def test_a_rule_that_fired(fruit: CheckedRulebook) -> None:
    boxes = (Container(number="MSCU1234567", temperature=-18.0),)
    explanation = told(
        fruit,
        port="aejea",
        goods_items=GOODS,
        containers=boxes,
        value=Money(50.0, "USD"),
        gross_weight=18_000.0,
        packages=9000,
        consignee=Party("Frutas Nuevas"),
    )
    assert (
        render(explanation)
        == """\
FRUIT-1 "Fruit in the cold": fired, exemption 2 could not be checked
  ✓ all of
    ✓ port is within AE   [port: aejea]
    ✓ some goods item has
      ✓ goods item 1: all of
        ✓ hs code is within 0803   [hs code: 080390]
        ✓ weight is over 10 t   [weight: 18000 kg]
      ✗ goods item 2: all of
        ✗ hs code is within 0803   [hs code: 2710]
        ? weight is over 10 t   [weight: "TBA", not readable]
    ✓ no container has
      ✗ container MSCU1234567: temperature is over 0 degrees   [temperature: -18 degrees]
    ✓ any of
      ✗ value is over 100 USD   [value: 50 USD]
      ✓ light
        ✓ gross weight / packages is under 5 kg   [gross weight: 18000 kg; packages: 9000]
  unless known trader
    ✗ consignee name is in known names   [consignee name: Frutas Nuevas]
  unless exemption 2
    ? marks contains "SAMPLE"   [marks: (not stated)]"""
    )


def test_a_rule_that_an_exemption_holds_back(fruit: CheckedRulebook) -> None:
    explanation = told(
        fruit, port="AEJEA", goods_items=GOODS, containers=(), value=Money(500.0, "USD"), consignee=Party("Acme")
    )
    assert (explanation.outcome, explanation.held_back_by) == ("held back", ("known trader",))
    assert render(explanation).startswith('FRUIT-1 "Fruit in the cold": held back by known trader\n')


def test_a_rule_without_what_it_needs(fruit: CheckedRulebook) -> None:
    explanation = told(fruit, port="AE", goods_items=Partial(), value=Money(500.0, "EUR"))
    assert explanation.outcome == "undecided"
    assert (
        render(explanation)
        == """\
FRUIT-1 "Fruit in the cold": undecided
  ? all of
    ✓ port is within AE   [port: AE]
    ? some goods item has   [a part of the list is missing]
    ? no container has   [the list of containers is missing]
    ? any of
      ? value is over 100 USD   [value: 500 EUR; no exchange rate from EUR to USD]
      ? light
        ? gross weight / packages is under 5 kg   [gross weight: (not stated); packages: (not stated)]
  unless known trader
    ? consignee name is in known names   [consignee name: (not stated)]
  unless exemption 2
    ? marks contains "SAMPLE"   [marks: (not stated)]"""
    )


def test_a_rule_that_did_not_fire(fruit: CheckedRulebook) -> None:
    assert told(fruit, port="NLRTM").outcome == "not fired"


def test_dates_go_by_the_day_of_receipt(fruit: CheckedRulebook) -> None:
    late = told(fruit, "2027-01-01T00:00:00Z", port="NLRTM")
    assert (late.outcome, late.in_force) == ("out of force", False)
    first_line = render(late).splitlines()[0]
    assert first_line.endswith("out of force on 2027-01-01 (in force from 2026-01-01 to 2026-12-31)")
    assert told(fruit, "2026-12-31T23:59:59Z").in_force
    assert told(fruit, None).in_force
    assert [told(fruit, day).exemptions[1].lapsed for day in ("2026-03-01T23:00:00Z", "2026-03-02")] == [False, True]


def test_a_lapsed_exemption_holds_nothing_back(fruit: CheckedRulebook) -> None:
    filed: dict[str, Any] = {"goods_items": GOODS, "containers": (), "value": Money(500.0, "USD"), "marks": "samples"}
    assert told(fruit, "2026-03-01", port="AEJEA", **filed).outcome == "held back"
    lapsed = told(fruit, "2026-03-02", port="AEJEA", **filed)
    assert lapsed.outcome == "fired"
    assert "unless exemption 2 (lapsed after 2026-03-01: without effect)" in render(lapsed)


def test_long_lists_show_what_tells_most() -> None:
    book = rulebook('rule R "R" area a owner "o" when some container has (weight is over 10 kg) then score +1')
    boxes = tuple(Container(number=f"BOX{n}", weight=20.0 if n == 8 else None if n == 7 else 5.0) for n in range(12))
    step = told(book, containers=boxes).condition
    assert [inner.at for inner in step.steps[:2]] == ["container BOX8", "container BOX7"]
    assert step.counts is not None
    assert (step.counts.yes, step.counts.no, step.counts.undecided, step.counts.not_shown) == (1, 10, 1, 7)
    assert render(told(book, containers=boxes)).endswith("… and 7 more")


@pytest.mark.parametrize(
    ("when", "lines"),
    [
        ("not (port is NLRTM and urgent)", ["✓ not", "✗ all of", "✗ port is NLRTM", "? urgent"]),
        ("port is not NLRTM", ["✓ port is not NLRTM"]),
        ('none of (port is NLRTM, marks is "X")', ["? none of", "✗ port is NLRTM", '? marks is "X"']),
        ("at least 1 of (port is AEJEA, urgent)", ["✓ at least 1 of", "✓ port is AEJEA", "? urgent"]),
        ("every container has (weight is over 1 kg)", ["✗ every container has"]),
        ("number of containers is at least 1", ["✗ number of containers is at least 1"]),
    ],
)
def test_how_parts_are_worded(when: str, lines: list[str]) -> None:
    book = rulebook(f'rule R "R" area a owner "o" when {when} then score +1')
    rendered = render(told(book, port="AEJEA", containers=())).splitlines()[1:]
    assert [line.split("   [")[0].strip() for line in rendered] == lines


def test_shadow_is_said() -> None:
    book = rulebook('rule R "R" shadow area a owner "o" when port is AEJEA then score +1')
    assert render(told(book, port="AEJEA")).splitlines()[0] == 'R "R": fired (shadow: without effect)'


def test_plain_dictionaries(fruit: CheckedRulebook) -> None:
    document = told(fruit, port="AEJEA", value=Money(500.0, "USD")).to_json()
    assert json.loads(json.dumps(document)) == document
    first = document["condition"]["steps"][0]
    assert first["text"] == "port is within AE"
    assert first["answer"] == "yes"
    assert first["values"] == [{"name": "port", "value": "AEJEA", "unit": "", "at": "", "state": "present"}]


def test_any_facts_are_explained() -> None:
    """Of things that are no manifest at all."""
    book = rulebook(FRUIT)
    for nothing in (None, 3, "text", object(), world.Seal()):
        assert explain(book.rules[0], Facts(nothing, nothing), "soon", book.sources).outcome == "undecided"
