"""Earlier versions of a document as the store has them, and as they are kept with an assessment."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cts_engine.history import Unknown, Version
from cts_rules.history import versions
from cts_rules.history.asking import StoreHistory
from cts_rules.history.recording import VERSIONS, Recording, decoded, encoded
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.office.explaining import explanation
from cts_rules.office.office import Office
from cts_rules.office.reading import Wanted, consignment, consignments
from tests.rules.office.offices import Clock, hand_in, with_rules
from tests.rules.office.offices import consignment as goods

RULES = """\
rulebook trial "Trial"
  for sea imports
  lane red from 50
  lane amber from 20

rule CHANGED "Another consignee"
  when consignee name has changed
  then
    score +30

rule LIGHTER "Lighter than first filed"
  when gross weight differs from earlier gross weight by more than 10%
  then
    score +25
"""


@pytest.fixture
def amended(office: Office, clock: Clock) -> Office:
    """D1 three times, a day apart; others in between."""
    with_rules(office, RULES)
    for weight, consignee in ((1000, "ACME"), (1010, "BETA"), (500, "ACME")):
        hand_in(office, goods("D1", consignee, weight), goods("D2", "OTHER", weight))
        clock.pass_by(days=1)
    hand_in(office, goods("D1", "ACME", 7), carrier="OTHER")
    return office


def of(office: Office, received: str, number: str | None = "D1", **more: Any) -> tuple[Version, ...] | Unknown:
    with office.reading() as connection:
        history = StoreHistory(connection, received)
        return history.versions(Manifest(carrier="NPLU"), Consignment(document_number=number, **more))


def weights(found: tuple[Version, ...] | Unknown) -> list[Any]:
    assert not isinstance(found, Unknown)
    return [version.consignment.gross_weight for version in found]


def test_they_are_those_received_strictly_before_oldest_first(amended: Office) -> None:
    assert weights(of(amended, "2026-03-20")) == [1000, 1010, 500]
    assert weights(of(amended, "2026-03-03T12:00:00Z")) == [1000, 1010]
    assert weights(of(amended, "2026-03-03T12:00:01Z")) == [1000, 1010, 500]
    assert weights(of(amended, "2026-03-01")) == []


def test_a_document_is_told_by_its_number_and_its_carrier(amended: Office) -> None:
    assert weights(of(amended, "2026-03-20", "d 1")) == [1000, 1010, 500]
    assert weights(of(amended, "2026-03-20", "D9")) == []
    assert of(amended, "2026-03-20", None) == Unknown(reason=versions.NO_NUMBER)


def test_what_says_that_it_was_amended_is_no_first_version(amended: Office) -> None:
    assert of(amended, "2026-03-01", number_of_amendments=2) == Unknown(reason=versions.NOT_HERE)
    assert of(amended, "2026-03-01", number_of_amendments=0) == ()
    assert weights(of(amended, "2026-03-20", number_of_amendments=2)) == [1000, 1010, 500]


def test_too_many_are_not_told(amended: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST", 2)
    assert of(amended, "2026-03-20") == Unknown(reason=versions.TOO_MANY)
    assert weights(of(amended, "2026-03-03")) == [1000, 1010]


def test_rules_are_answered_and_the_versions_are_kept_with_the_verdict(amended: Office) -> None:
    page = consignments(amended, Wanted(document="D1"), limit=10).items
    fired = [[f.rule for f in c.fired] for c in page]
    assert fired == [[], ["CHANGED", "LIGHTER"], ["CHANGED"], []]  # the newest first; the first is another carrier's
    (record,) = consignment(amended, page[1].id).assessments
    (kept,) = (asked for asked in record.history if asked["question"] == VERSIONS)
    assert list(kept["versions"]) == ["2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"]
    assert (kept["answer"]["least"], kept["answer"]["consignments"]) == (2.0, 2)


def test_an_explanation_sees_what_the_assessment_saw(amended: Office) -> None:
    """Also where an older message was handed in later: then it was not there."""
    page = consignments(amended, Wanted(document="D1"), limit=10).items
    (record,) = consignment(amended, page[3].id).assessments
    before = explanation(amended, record.id, "CHANGED")
    with amended.writing() as connection:
        statement = "UPDATE earlier_consignment SET received = '2026-02-01T00:00:00Z' WHERE substr(received, 1, 10) = '2026-03-02'"
        connection.exec_driver_sql(statement)
    assert explanation(amended, record.id, "CHANGED") == before
    assert before["condition"]["note"] == "this is its first version"


def test_what_was_recorded_comes_back(amended: Office) -> None:
    manifest, first = Manifest(carrier="NPLU"), Consignment(document_number="D1")
    with amended.reading() as connection:
        past = StoreHistory(connection, "2026-03-03T12:00:00Z")
        recording = Recording(past)
        found = recording.versions(manifest, first)
        again = Recording(StoreHistory(connection, "2026-03-20"), decoded(encoded(recording.asked)))
        assert again.versions(manifest, first) == found
        assert again.asked == recording.asked
    unknown = Recording(past, decoded(json.dumps([{"question": VERSIONS, "answer": None, "unknown": {}}]).encode()))
    assert unknown.versions(manifest, first) == Unknown()
