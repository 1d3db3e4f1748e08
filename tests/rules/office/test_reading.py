"""What is stored comes back, all of it, a page at a time, by filter."""

from __future__ import annotations

import pytest

from cts_rules.office.explaining import explanation, explanations, near_misses
from cts_rules.office.office import Office
from cts_rules.office.reading import (
    Wanted,
    assessment,
    consignment,
    consignments,
    manifest,
    manifests,
    message,
)
from cts_rules.office.refusals import BadCursor, NotFound
from tests.rules.office.offices import Clock, hand_in
from tests.rules.office.offices import consignment as goods


@pytest.fixture
def filled(office: Office, clock: Clock) -> Office:
    """Three manifests of seven consignments, a day apart."""
    for day in range(3):
        hand_in(office, *(goods(f"D{day}-{n}", f"Société {day}{n}", 500 + 9000 * (n % 3)) for n in range(7)))
        clock.pass_by(days=1)
    return office


def test_pages_hold_everything_once_in_one_order(filled: Office) -> None:
    whole = consignments(filled, Wanted(), limit=100)
    assert whole.next is None
    for limit in (1, 2, 5, 7, 20, 21):
        pieces, cursor = [], None
        while True:
            page = consignments(filled, Wanted(), cursor, limit)
            pieces += page.items
            cursor = page.next
            if cursor is None:
                break
        assert pieces == whole.items
    order = [(-c.manifest, {"red": 0, "amber": 1}[c.lane or ""], -c.score, c.index) for c in whole.items]
    assert order == sorted(order)
    newest, cursor = manifests(filled, limit=2).items, manifests(filled, limit=2).next
    assert [m.id for m in [*newest, *manifests(filled, cursor, 2).items]] == [3, 2, 1]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(), 21),
        (Wanted(manifest=2), 7),
        (Wanted(manifest=99), 0),
        (Wanted(lane="red"), 6),
        (Wanted(lane="green"), 0),
        (Wanted(rule="HEAVY"), 6),
        (Wanted(rule="NEW", lane="amber"), 15),
        (Wanted(rule="nothing"), 0),
        (Wanted(rulebook="trial"), 21),
        (Wanted(rulebook="another"), 0),
        (Wanted(document="d1 - 3"), 1),
        (Wanted(party="societe 1"), 7),
        (Wanted(party="SOCIÉTÉ 13"), 1),
        (Wanted(party="%"), 0),
        (Wanted(received_from="2026-03-02"), 14),
        (Wanted(received_to="2026-03-01"), 7),
        (Wanted(received_from="2026-03-02", received_to="2026-03-02"), 7),
        (Wanted(received_to="2026-03-01T11:59:59Z"), 0),
        (Wanted(received_to="2026-03-01T12:00:00Z"), 7),
    ],
)
def test_filters(filled: Office, wanted: Wanted, count: int) -> None:
    assert len(consignments(filled, wanted, limit=100).items) == count


@pytest.mark.parametrize("cursor", ["", "x", "é", "bm9uZQ", "W10", "Wzk5XQ", "WyJhIiwiYiJd", "A" * 5000])
def test_a_cursor_that_is_none_of_ours_is_refused(filled: Office, cursor: str) -> None:
    with pytest.raises(BadCursor):
        consignments(filled, Wanted(), cursor)
    with pytest.raises(BadCursor):
        manifests(filled, cursor)


@pytest.mark.parametrize("number", [0, 99, -1, 2**63, 2**80])
@pytest.mark.parametrize("read", [manifest, consignment, assessment, message, explanations, near_misses])
def test_what_is_not_there_is_told(filled: Office, read: object, number: int) -> None:
    assert callable(read)
    with pytest.raises(NotFound, match=f"there is no \\w+ {number}"):
        read(filled, number)


def test_everything_about_a_consignment(filled: Office) -> None:
    first = consignments(filled, Wanted(), limit=1).items[0]
    told = consignment(filled, first.id)
    assert told.summary == first
    assert told.consignment["document_number"] == first.document
    record = told.assessments[0]
    assert (record.rulebook, record.version, record.received) == ("trial", 1, first.received)
    assert len(record.hash) == len(record.reference) == 64
    assert record.history == [
        {
            "question": "number of consignments with the same consignee in the last 12 months",
            "answer": {"least": 0.0, "most": 0.0, "consignments": 0},
            "unknown": None,
        }
    ]
    assert assessment(filled, record.id) == record


def test_explanations_of_what_is_stored_agree_with_it(filled: Office) -> None:
    for summary in consignments(filled, Wanted(), limit=100).items:
        record = consignment(filled, summary.id).assessments[0]
        told = {e["rule"]: e["outcome"] for e in explanations(filled, record.id)}
        assert {rule for rule, outcome in told.items() if outcome == "fired"} == {f.rule for f in record.result.fired}
        undecided = {rule for rule, outcome in told.items() if outcome == "undecided"}
        assert undecided == {u.rule for u in record.result.undecided}
    assert explanation(filled, record.id, "HEAVY")["rule"] == "HEAVY"
    with pytest.raises(NotFound, match="did you mean HEAVY"):
        explanation(filled, record.id, "HEAVI")


def test_an_explanation_uses_the_answers_of_its_moment(office: Office, clock: Clock) -> None:
    """A message of the past that is loaded later changes no decision that was taken before."""
    (first,) = hand_in(office, goods("A1"))
    from cts_rules.office.submitting import submit
    from tests.rules.office.offices import message as written

    submit(office, written(goods("A0")), "application/json", "tester", received="2026-02-20T00:00:00Z")
    record = consignment(office, consignments(office, Wanted(manifest=first)).items[0].id).assessments[0]
    assert explanation(office, record.id, "NEW")["outcome"] == "fired"


def test_near_misses_name_what_kept_a_rule(filled: Office) -> None:
    heavy = consignments(filled, Wanted(rule="HEAVY"), limit=1).items[0]
    missed = near_misses(filled, consignment(filled, heavy.id).assessments[0].id)
    assert [(m.rule, m.kept_by) for m in missed] == [("MARKED", 'marks contains "fragile"')]
