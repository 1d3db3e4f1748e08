"""The rules that exactly one thing kept from firing."""

from __future__ import annotations

from typing import Any

from cts_engine.facts import Facts
from cts_engine.near_misses import NearMiss, near_misses
from tests.engine.written import rulebook
from tests.properties.small_world import Consignment, Manifest, Party

BOOK = rulebook("""
define heavy as gross weight is over 10 t and urgent
rule TWO "Two conditions" area a owner "o"
  in force to 2026-12-31
  when port is AEJEA and marks contains "X"
  unless "known" consignee name is "ACME"
  then score +1
rule DEFINED "A definition" area a owner "o" when port is AEJEA and heavy then score +1
rule ALONE "One condition" area a owner "o" when marks is "Y" then score +1
""")


def misses(received: str = "2026-03-01", **filed: Any) -> list[NearMiss]:
    facts = Facts.of(BOOK.vocabulary, Manifest(), Consignment(**filed))
    return list(near_misses(BOOK.rules, facts, received, BOOK.sources))


def test_one_condition_kept_it() -> None:
    (miss,) = misses(port="AEJEA", marks="Z", consignee=Party("Other"))
    assert (miss.rule, miss.kept_by, miss.exemption) == ("TWO", 'marks contains "X"', False)
    assert [(value.name, value.value) for value in miss.values] == [("marks", "Z")]


def test_a_part_of_a_definition_kept_it() -> None:
    (miss,) = misses(port="AEJEA", gross_weight=500.0, urgent=True)
    assert (miss.rule, miss.kept_by) == ("DEFINED", "gross weight is over 10 t")


def test_one_exemption_kept_it() -> None:
    (miss,) = misses(port="AEJEA", marks="X", consignee=Party("Acme"))
    assert (miss.rule, miss.kept_by, miss.exemption) == ("TWO", "known", True)
    assert [(value.name, value.value) for value in miss.values] == [("consignee name", "Acme")]


def test_what_misses_by_more_or_fires_or_is_undecided_is_no_near_miss() -> None:
    assert misses(port="AEJEA", marks="Z", consignee=Party("Acme")) == []
    assert misses(port="NLRTM", marks="Z") == []
    assert misses(port="AEJEA", marks="X", consignee=Party("Other")) == []
    assert misses(port="AEJEA") == []


def test_rules_out_of_force_are_left_out() -> None:
    assert misses("2027-01-01", port="AEJEA", marks="Z") == []
