"""Random selection in an office: the key, what is kept of a verdict, and what is told of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import msgspec
import pytest

from cts_rules.office.evaluating import evaluated, read
from cts_rules.office.library import compiled_in_force
from cts_rules.office.office import Office, open_office
from cts_rules.office.publishing import add_version, put_in_force
from cts_rules.office.reading import Wanted, consignment, consignments
from cts_rules.selection_key import FILE, SETTING, lottery, make_key
from tests.rules.office.offices import Clock, hand_in, message, office_at, with_rules
from tests.rules.office.offices import consignment as goods

HALF = """\
rulebook half "Half of it"
  for sea imports
  lane red from 50
  lane amber from 20
  random selection 50%

rule HEAVY "Heavy"
  when gross weight is over 10 t
  then
    score +30
"""
NUMBERS = [f"D{n}" for n in range(40)]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return with_rules(office_at(tmp_path / "store", Clock(), {SETTING: "a key for a test, long enough"}), HALF, "half")


def selected(office: Office) -> set[str | None]:
    """Documents of the newest manifest that were selected at random."""
    page = consignments(office, Wanted(), limit=len(NUMBERS))
    return {c.document for c in page.items if c.selected_at_random}


def test_the_verdict_says_that_it_was_drawn(office: Office) -> None:
    hand_in(office, *map(goods, NUMBERS), goods("HEAVY", weight=20_000))
    page = consignments(office, Wanted(), limit=100).items
    lanes = {c.document: (c.lane, c.selected_at_random) for c in page}
    assert lanes.pop("HEAVY") == ("amber", False)
    assert set(lanes.values()) == {("amber", True), ("green", False)}
    drawn = next(c for c in page if c.selected_at_random)
    (record,) = consignment(office, drawn.id).assessments
    assert (record.result.random_selection, record.result.selected_by, record.result.fired) == ("selected", [], [])


def test_a_new_version_and_an_amendment_draw_the_same(office: Office) -> None:
    hand_in(office, *map(goods, NUMBERS))
    first = selected(office)
    version, _ = add_version(office, "half", {"half.rules": HALF.replace("10 t", "11 t")}, "for a test", "author")
    put_in_force(office, "half", version.number, "author")
    hand_in(office, *(goods(n, weight=900, number_of_amendments=1) for n in NUMBERS))
    assert selected(office) == first
    documents = message(*map(goods, NUMBERS))
    tried = evaluated(office, compiled_in_force(office)[0], read(office, documents)).manifests[0]
    assert {c.document for c in tried.consignments if c.random_selection} == first


def test_without_a_key_every_result_says_so(office: Office) -> None:
    keyless = Office(office.store, office.reference, office.vocabulary, office.settings, office.clock)
    documents = message(goods("A"), goods("B"), goods("C", weight=20_000))
    told = evaluated(keyless, compiled_in_force(keyless)[0], read(keyless, documents)).manifests[0]
    assert [c.random_selection for c in told.consignments] == ["not applied", "not applied", None]
    (finding,) = (f for f in told.findings if f.code == "random-selection-not-applied")
    assert finding.message == "random selection of 50% was not applied to 2 consignments: there is no key to draw with"


def test_a_verdict_of_an_older_release_is_read(office: Office) -> None:
    hand_in(office, goods("A"))
    with office.writing() as connection:
        (result,) = connection.exec_driver_sql("SELECT result FROM assessment").one()
        old = {key: value for key, value in json.loads(result).items() if key != "random_selection"}
        connection.exec_driver_sql("UPDATE assessment SET result = ?", (msgspec.json.encode(old),))
    (summary,) = consignments(office, Wanted()).items
    assert summary.selected_at_random is False


# --- the key --------------------------------------------------------------------------------------------------------


def test_a_store_gets_one_key_for_its_owner_alone(tmp_path: Path) -> None:
    office_at(tmp_path).store.close()
    first = (tmp_path / FILE).read_bytes()
    assert len(bytes.fromhex(first.decode())) == 32
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    office_at(tmp_path).store.close()
    make_key(tmp_path)
    assert (tmp_path / FILE).read_bytes() == first
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".new-")) == []


def test_stores_have_keys_of_their_own(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        make_key(tmp_path / name)
    assert (tmp_path / "one" / FILE).read_bytes() != (tmp_path / "other" / FILE).read_bytes()


def test_no_key_anywhere_draws_nothing(tmp_path: Path) -> None:
    assert lottery({}, None) is None
    assert lottery({SETTING: ""}, tmp_path) is None


def test_a_setting_too_short_is_refused_and_not_told(tmp_path: Path) -> None:
    office_at(tmp_path).store.close()
    with pytest.raises(ValueError, match="at least 16 characters") as refused:
        open_office(tmp_path, {SETTING: "hunter2"})
    assert "hunter2" not in str(refused.value)
