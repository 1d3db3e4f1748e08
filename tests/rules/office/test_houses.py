"""Houses and masters in an office: stored, listed, explained later, and tried without being stored."""

from __future__ import annotations

import pytest

from cts_rules.office.evaluating import evaluated, explained, read
from cts_rules.office.explaining import explanation
from cts_rules.office.library import compiled_in_force
from cts_rules.office.office import Office
from cts_rules.office.reading import Wanted, consignment, consignments
from cts_rules.office.trying import tried_on_stored
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import hand_in, message, with_rules

RULES = """\
rulebook trial "Trial"
  for sea imports
  lane red from 50
  lane amber from 20

rule APART "The houses do not add up"
  when
    number of house consignments is at least 1
    and total gross weight of house consignments differs from gross weight by more than 5%
  then
    score +30

rule UNDER "A house of a heavy master"
  when some master consignment has (gross weight is over 10 t)
  then
    score +20

rule SHARED "With somebody else in one box"
  when some container has (some sharing consignment has (consignee name is "BETA"))
  then
    score +1
"""
FILED = (
    goods("M1", weight=20_000, document_type="master"),
    goods("H1", "ACME", 5_000, master_document_number="M1", containers=[{"number": "MSCU1234566"}]),
    goods("H2", "BETA", 5_000, master_document_number="M1", containers=[{"number": "MSCU 123456 6"}]),
    goods("M2", weight=1_000, document_type="master"),
)
EXPECTED = {"M1": ["APART"], "H1": ["UNDER", "SHARED"], "H2": ["UNDER", "SHARED"], "M2": []}


@pytest.fixture
def filed(office: Office) -> Office:
    with_rules(office, RULES)
    hand_in(office, *FILED)
    return office


def test_rules_see_the_consignments_beside(filed: Office) -> None:
    page = consignments(filed, Wanted(), limit=10).items
    assert {c.document: [f.rule for f in c.fired] for c in page} == {
        document: sorted(rules, key=lambda rule: -{"APART": 30, "UNDER": 20, "SHARED": 1}[rule])
        for document, rules in EXPECTED.items()
    }
    lonely = next(c for c in page if c.document == "M2")
    (record,) = consignment(filed, lonely.id).assessments
    assert [(u.rule, u.missing) for u in record.result.undecided] == [("APART", ["house consignments"])]


def test_an_explanation_of_later_sees_them_too(filed: Office) -> None:
    for summary in consignments(filed, Wanted(), limit=10).items:
        (record,) = consignment(filed, summary.id).assessments
        fired = [r for r in ("APART", "UNDER", "SHARED") if explanation(filed, record.id, r)["outcome"] == "fired"]
        assert fired == EXPECTED[str(summary.document)]


def test_drafts_are_tried_on_a_stored_one_with_those_beside_it(filed: Office) -> None:
    book = compiled_in_force(filed)[0]
    for summary in consignments(filed, Wanted(), limit=10).items:
        (tried,) = tried_on_stored(filed, book, summary.id)
        fired = [rule.explanation.rule for rule in tried.rules if rule.explanation.outcome == "fired"]
        assert fired == EXPECTED[str(summary.document)]


def test_what_is_tried_and_not_kept_sees_them_too(office: Office) -> None:
    with_rules(office, RULES)
    book, (reading,) = compiled_in_force(office)[0], read(office, message(*FILED))
    results = evaluated(office, book, [reading]).manifests[0].consignments
    assert {c.document: [f.rule for f in c.fired] for c in results} == EXPECTED
    (last, first) = explained(office, book, reading, [2, 0])
    assert [e["rule"] for e in last if e["outcome"] == "fired"] == EXPECTED["H2"]
    assert [e["rule"] for e in first if e["outcome"] == "fired"] == EXPECTED["M1"]
