"""A message is stored once and assessed once, whatever comes between, and what is acknowledged is there."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cts_rules.office import assessing
from cts_rules.office.office import Office
from cts_rules.office.reading import Wanted, consignment, consignments, manifest, manifests, message
from cts_rules.office.refusals import Busy, KeyReused, NotFound
from cts_rules.office.submitting import assess_left_over, submit
from cts_rules.readers.reading import Document, NotReadable
from cts_rules.store.assessments import StoredAssessment
from cts_rules.store.audit import AuditEntry
from cts_rules.store.database import open_database
from cts_rules.store.messages import StoredMessage
from tests.rules.office.offices import Clock, hand_in, office_at, with_rules
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import message as written

JSON = "application/json"


def counted(office: Office, table: type) -> int:
    with office.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_message_is_stored_as_it_came_and_assessed(office: Office) -> None:
    document = written(goods("A1", weight=20_000), goods("A2"))
    done = submit(office, document, JSON, "tester")
    assert not done.repeated
    assert done.received == "2026-03-01T12:00:00Z"
    assert [(lane.lane, lane.consignments) for lane in done.manifests[0].lanes] == [("red", 1), ("amber", 1)]
    assert message(office, done.message).content == document.content
    first, second = consignments(office, Wanted(manifest=done.manifests[0].id)).items
    assert (first.document, first.lane, first.score, first.decided_by) == ("A1", "red", 55.0, "trial")
    assert [fired.rule for fired in first.fired] == ["HEAVY", "NEW"]
    assert (second.document, second.lane) == ("A2", "amber")


def test_the_same_message_again_is_recognised(office: Office, clock: Clock) -> None:
    document = written(goods("A1"))
    first = submit(office, document, JSON, "tester")
    clock.pass_by(days=1)
    again = submit(office, Document("another name", document.content), JSON, "tester")
    assert again.repeated
    assert (again.message, again.manifests) == (first.message, first.manifests)
    assert counted(office, StoredMessage) == counted(office, StoredAssessment) == 1


def test_a_key_stands_for_one_message(office: Office) -> None:
    first = submit(office, written(goods("A1")), JSON, "tester", key="k1")
    assert submit(office, written(goods("A1")), JSON, "tester", key="k1").message == first.message
    assert submit(office, written(goods("A1")), JSON, "tester", key="k2").repeated
    for key in ("k1", "k2"):
        with pytest.raises(KeyReused):
            submit(office, written(goods("A2")), JSON, "tester", key=key)
    assert counted(office, StoredMessage) == 1


def test_what_cannot_be_read_leaves_nothing(office: Office) -> None:
    before = counted(office, AuditEntry)
    with pytest.raises(NotReadable):
        submit(office, Document("x.pdf", b"%PDF-1.7"), "application/pdf", "tester", key="k")
    assert (counted(office, StoredMessage), counted(office, AuditEntry)) == (0, before)
    assert submit(office, written(goods("A1")), JSON, "tester", key="k").message


def test_a_message_whose_process_was_killed_is_in_no_list_until_it_is_assessed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(assessing, "assess_message", stop)
        with pytest.raises(Killed):
            submit(office, written(goods("A1")), JSON, "tester")
    assert manifests(office).items == []
    assert consignments(office, Wanted()).items == []
    with pytest.raises(NotFound):
        manifest(office, 1)
    with pytest.raises(NotFound):
        consignment(office, 1)
    assert assess_left_over(office) == 1
    assert assess_left_over(office) == 0
    assert [m.consignments for m in manifests(office).items] == [1]
    assert counted(office, StoredAssessment) == 1


def test_the_same_message_again_finishes_what_a_killed_process_left(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(assessing, "assess_message", stop)
        with pytest.raises(Killed):
            submit(office, written(goods("A1")), JSON, "tester", key="k")
    done = submit(office, written(goods("A1")), JSON, "tester", key="k")
    assert done.repeated
    assert done.manifests[0].lanes[0].lane == "amber"


class Killed(BaseException):
    """What ends a process, as far as a test can tell."""


def stop(*_: object) -> None:
    raise Killed


def test_many_at_once_store_and_assess_each_message_once(office: Office) -> None:
    documents = [written(goods(f"A{n}", consignee=f"C{n}")) for n in range(5)]
    answers: list[int] = []

    def send() -> None:
        for document in documents:
            answers.append(submit(office, document, JSON, "tester").message)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 20
    assert sorted(set(answers)) == [1, 2, 3, 4, 5]
    assert counted(office, StoredMessage) == counted(office, StoredAssessment) == 5


def test_history_is_what_came_strictly_before(office: Office, clock: Clock) -> None:
    """All of one moment are new; what comes a second later is not."""
    together = hand_in(office, goods("A1"), goods("A2"))
    clock.pass_by(seconds=1)
    later = hand_in(office, goods("A3"))
    told = [c for m in (*together, *later) for c in consignments(office, Wanted(manifest=m)).items]
    assert {c.document: [f.rule for f in c.fired] for c in told} == {"A1": ["NEW"], "A2": ["NEW"], "A3": []}


def test_loading_the_past_needs_its_moment(office: Office) -> None:
    hand_in(office, goods("A1"))
    old = submit(office, written(goods("A0")), JSON, "tester", received="2026-02-01T00:00:00Z")
    found = consignments(office, Wanted(manifest=old.manifests[0].id)).items[0]
    assert (found.received, [f.rule for f in found.fired]) == ("2026-02-01T00:00:00Z", ["NEW"])


def test_what_the_sender_says_of_receipt_decides_nothing(office: Office) -> None:
    done = submit(office, written(goods("A1"), received="2020-01-01T00:00:00Z"), JSON, "tester")
    assert done.received == "2026-03-01T12:00:00Z"
    assert manifest(office, done.manifests[0].id).manifest["received"] == done.received


def test_a_busy_store_is_a_refusal(office: Office) -> None:
    impatient = replace(office, store=open_database(office.store.place, wait=0.05))
    with office.writing(), pytest.raises(Busy, match="try again"):
        submit(impatient, written(goods("A1")), JSON, "tester")
    assert submit(impatient, written(goods("A1")), JSON, "tester").message
    impatient.store.close()


def test_without_a_rulebook_a_message_is_kept_without_lanes(tmp_path: Path) -> None:
    office = office_at(tmp_path / "empty")
    done = submit(office, written(goods("A1")), JSON, "tester")
    assert done.manifests[0].lanes == []
    assert consignments(office, Wanted()).items[0].lane is None
    office.store.close()


def test_a_run_without_time_left_says_so_and_keeps_the_message(tmp_path: Path) -> None:
    office = with_rules(office_at(tmp_path / "slow", environment={"CTS_LIMIT_RUN_SECONDS": "0.000000001"}))
    done = submit(office, written(goods("A1", weight=20_000)), JSON, "tester")
    found = consignments(office, Wanted(manifest=done.manifests[0].id)).items[0]
    assert (found.lane, found.undecided) == ("green", 3)
    told = consignment(office, found.id).assessments[0]
    assert [f.code for f in told.findings] == ["evaluation-too-long"]
    assert "the run took longer than" in told.findings[0].message
    office.store.close()
