"""The starter rules that ask the past, in an office that has one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cts_rules.office.office import Office
from cts_rules.office.reading import Wanted, consignments
from cts_rules.office.starting import load_starter
from tests.rules.office.offices import Clock, consignment, hand_in, office_at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    made = office_at(tmp_path / "store", clock)
    load_starter(made, "maritime-imports", lambda sentence: None)
    yield made
    made.store.close()


def reasons(office: Office, *given: dict[str, Any]) -> dict[str, dict[str, str | None]]:
    """What the history rules say, by document."""
    (manifest,) = hand_in(office, *given)
    found = consignments(office, Wanted(manifest=manifest), limit=200).items
    return {str(c.document): {f.rule: f.message for f in c.fired if f.rule.startswith("HIST")} for c in found}


def test_a_first_consignment_from_a_source_port(office: Office, clock: Clock) -> None:
    fruit: dict[str, Any] = {"port_of_loading": "ECGYE", "consignee": {"name": "FRUTAS", "country": "NL", "id": "NL1"},
             "goods_items": [{"description": "BANANAS"}]}  # fmt: skip
    told = reasons(office, consignment("A1", **fruit), consignment("A2", **{**fruit, "port_of_loading": "DEHAM"}))
    assert told == {
        "A1": {"HIST-001": "FRUTAS has received nothing in 12 months, and now BANANAS from ECGYE"},
        "A2": {},
    }
    clock.pass_by(days=30)
    assert reasons(office, consignment("A3", **fruit)) == {"A3": {}}
    clock.pass_by(days=400)
    assert list(reasons(office, consignment("A4", **fruit))["A4"]) == ["HIST-001"]


def test_a_consignor_with_a_record_excuses_it(office: Office, clock: Clock) -> None:
    line: dict[str, Any] = {"port_of_loading": "ECGYE", "consignor": {"name": "EXPORTADORA", "country": "EC"}}
    reasons(office, *(consignment(f"A{n}", f"C{n}", **line) for n in range(20)))
    clock.pass_by(days=1)
    assert reasons(office, consignment("B1", "NEW ONE", **line)) == {"B1": {}}
    other: dict[str, Any] = {**line, "consignor": {"name": "ANOTHER", "country": "EC"}}
    assert list(reasons(office, consignment("B2", "NEW TWO", **other))["B2"]) == ["HIST-001"]


def test_many_consignees_at_one_address(office: Office, clock: Clock) -> None:
    def parcel(number: int) -> dict[str, Any]:
        whose = {"name": f"PERSON {number}", "country": "NL", "address": "Dock Street 5"}
        return consignment(f"P{number}", weight=4, consignee=whose)

    assert reasons(office, *map(parcel, range(4))) == {f"P{n}": {} for n in range(4)}
    clock.pass_by(days=1)
    assert reasons(office, parcel(4)) == {"P4": {}}
    clock.pass_by(days=1)
    message = "5 consignees at Dock Street 5 in 30 days: one parcel in many names?"
    assert reasons(office, parcel(5)) == {"P5": {"HIST-002": message}}
