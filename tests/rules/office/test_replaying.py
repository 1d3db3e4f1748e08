"""Assessments made again: bit for bit the same whatever has moved on, and a changed byte of anything told as such."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from cts_rules.office.office import Office, open_office
from cts_rules.office.publishing import add_version, put_in_force
from cts_rules.office.refusals import NotFound
from cts_rules.office.replaying import MessageReplay, count, replay, replay_all
from cts_rules.office.submitting import submit
from cts_rules.reference.importing import import_list
from cts_rules.store import audit
from cts_rules.store.assessments import Conditions, FiredRule, StoredAssessment
from cts_rules.store.audit import Sought
from cts_rules.store.contents import Content, sha256
from cts_rules.store.manifests import StoredConsignment, StoredManifest
from cts_rules.store.messages import StoredMessage
from cts_rules.store.rulebooks import StoredVersion, VersionFile
from tests.rules.office.offices import RULES, Clock, hand_in, office_at, with_rules
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import message as written

LISTED = RULES + 'rule LISTED "On the list"\n  when consignee id is in firms\n  then score +5\n'


@pytest.fixture
def office(place: Any, clock: Clock) -> Iterator[Office]:
    """Rules with a list and history, and a message of three consignments."""
    made = office_at(place, clock)
    text = 'list firms from "firms.csv"\n\n'
    head, _, rules = LISTED.partition("\nrule HEAVY")
    files: dict[str, str | bytes] = {"trial.rules": f"{head}\n{text}rule HEAVY{rules}", "firms.csv": "id\nF1\nF2\n"}
    version, _ = add_version(made, "trial", files, "", "author")
    put_in_force(made, "trial", version.number, "author")
    submit(made, written(goods("OLD", "C1")), "application/json", "t", received="2026-02-01T00:00:00Z")
    hand_in(made, goods("A1", "C1", weight=20_000), goods("A2", {"name": "X", "id": "F1"}), goods("A3", "C3"))
    yield made
    made.store.close()


def again(office: Office) -> Office:
    """As another process sees it, with nothing remembered."""
    return open_office(office.store.place, {"CTS_REFERENCE": "no such folder"}, office.clock)


def replayed(office: Office) -> list[MessageReplay]:
    other = again(office)
    try:
        return list(replay_all(other))
    finally:
        other.store.close()


def parts(office: Office) -> set[str]:
    return {
        difference.part for message in replayed(office) for r in message.assessments for difference in r.differences
    }


def test_it_comes_to_the_same(office: Office) -> None:
    found = [r for message in replayed(office) for r in message.assessments]
    assert [(r.rulebook, r.version, r.same, r.circumstances) for r in found] == [("trial", 1, True, [])] * 4
    assert count(office) == 2
    for r in found:
        assert replay(office, r.assessment) == r
    with pytest.raises(NotFound, match="assessment 99"):
        replay(office, 99)


def test_it_comes_to_the_same_after_everything_has_moved_on(office: Office, clock: Clock) -> None:
    clock.pass_by(days=7)
    with_rules(office, RULES.replace("lane red from 50", "lane red from 10").replace("over 10 t", "over 1 kg"))
    for n in range(3):
        hand_in(office, goods(f"L{n}", "C1"), goods(f"M{n}", "C3", weight=50), manifest_number=f"N{n}")
        submit(office, written(goods(f"P{n}", "C3")), "application/json", "t", received=f"2026-02-0{n + 2}T00:00:00Z")
    assert parts(office) == set()


def first(connection: Connection, table: Any) -> Any:
    """A row of the second message's first consignment, which has a rule fired and asked the past."""
    return connection.execute(select(table.__table__).order_by(table.id).offset(1).limit(1)).one()


def flipped(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new, 1)


def change(column: Any, old: bytes, new: bytes) -> Callable[[Connection], None]:
    """One byte, or a few, of a column of the second row of its table."""

    def do(connection: Connection) -> None:
        row = first(connection, column.class_)
        content = flipped(getattr(row, column.key), old, new)
        connection.execute(update(column.class_).where(column.class_.id == row.id).values({column.key: content}))

    return do


def message_bytes(connection: Connection) -> None:
    row = first(connection, StoredMessage)
    content = connection.execute(select(Content.content).where(Content.sha256 == row.sha256)).scalar_one()
    changed = flipped(content, b"20000", b"20001")
    connection.execute(update(Content).where(Content.sha256 == row.sha256).values(content=changed))


def message_and_its_hash(connection: Connection) -> None:
    row = first(connection, StoredMessage)
    content = connection.execute(select(Content.content).where(Content.sha256 == row.sha256)).scalar_one() + b" "
    connection.execute(Content.__table__.insert().values(sha256=sha256(content), size=len(content), content=content))  # type: ignore[attr-defined]
    connection.execute(update(StoredMessage).where(StoredMessage.id == row.id).values(sha256=sha256(content)))


def file_bytes(path: str, old: bytes, new: bytes) -> Callable[[Connection], None]:
    def do(connection: Connection) -> None:
        name = select(VersionFile.sha256).where(VersionFile.path == path).scalar_subquery()
        content = connection.execute(select(Content.content).where(Content.sha256 == name)).scalar_one()
        connection.execute(update(Content).where(Content.sha256 == name).values(content=flipped(content, old, new)))

    return do


def version_hash(connection: Connection) -> None:
    connection.execute(update(StoredVersion).values(hash="0" * 64))


def manifest_head(connection: Connection) -> None:
    row = first(connection, StoredManifest)
    head = row.head | {"carrier": "MAEU"}
    connection.execute(update(StoredManifest).where(StoredManifest.id == row.id).values(head=head))


def conditions_received(connection: Connection) -> None:
    connection.execute(update(Conditions).values(received="2026-01-01T00:00:00Z"))


def removed(connection: Connection) -> None:
    row = first(connection, StoredAssessment)
    connection.execute(delete(FiredRule).where(FiredRule.consignment_id == row.consignment_id))
    connection.execute(delete(StoredAssessment).where(StoredAssessment.id == row.id))


def sealed_anew(connection: Connection) -> None:
    """By who knows how: the row's own seal is right, the audit's is not."""
    row = first(connection, StoredAssessment)
    values = {"history": row.history + b" ", "answers_seal": sha256(row.history + b" ")}
    connection.execute(update(StoredAssessment).where(StoredAssessment.id == row.id).values(values))


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (message_bytes, {"message", "reading"}),
        (message_and_its_hash, {"message"}),
        (file_bytes("trial.rules", b"10 t", b"11 t"), {"version"}),
        (file_bytes("trial.rules", b"when", b"whem"), {"version"}),
        (file_bytes("firms.csv", b"F1", b"F3"), {"version"}),
        (version_hash, {"version"}),
        (manifest_head, {"facts", "reading"}),
        (conditions_received, {"conditions"}),
        (change(StoredConsignment.model, b"20000", b"20001"), {"facts", "reading", "result"}),
        (change(StoredAssessment.history, b'"consignments":1', b'"consignments":2'), {"history"}),
        (change(StoredAssessment.history, b'"least":1', b'"least":0'), {"history", "result"}),
        (change(StoredAssessment.history, b"[", b"{"), {"history"}),
        (change(StoredAssessment.history, b"consignee", b"consignor"), {"history", "result"}),
        (change(StoredAssessment.result, b'"score":30', b'"score":31'), {"result"}),
        (change(StoredAssessment.result, b'"score":', b'"score": '), {"result"}),
        (change(StoredAssessment.result, b"{", b"["), {"result"}),
        (change(StoredAssessment.findings, b"[", b"[ "), {"result", "findings"}),
        (removed, {"audit"}),
        (sealed_anew, {"audit"}),
    ],
)
def test_what_was_changed_is_told(office: Office, do: Callable[[Connection], None], told: set[str]) -> None:
    with office.writing() as connection:
        do(connection)
    assert parts(office) == told


def test_another_release_and_other_lists_are_told_and_change_nothing(office: Office) -> None:
    with office.writing() as connection:
        connection.execute(update(Conditions).values(engine="0.0.9", reference="f" * 64, steps=None))
    (message, *_) = replayed(office)
    (found,) = message.assessments
    assert found.same
    assert [told.split()[0] for told in found.circumstances] == ["assessed", "assessed", "the"]


def test_the_limit_of_then_is_used(place: Any, clock: Clock) -> None:
    office = office_at(place, clock, {"CTS_LIMIT_STEPS": "1000"})
    with_rules(office, "rulebook t\nrule R when some goods item has (packages is 7) then score +1\n", "t")
    hand_in(office, goods("A1", goods_items=[{"packages": 1}] * 2000))
    with office.reading() as connection:
        assert b"looked at more than" in connection.execute(select(StoredAssessment.result)).scalar_one()
    assert parts(office) == set()
    office.store.close()


ALIASED = """\
rulebook t
  for all

rule R
  when port of loading is ECGYE
  then score +1
"""


def test_the_code_lists_of_then_are_used(place: Any, clock: Clock, tmp_path: Path) -> None:
    """Read and assessed with one list, replayed where another was imported in its place, and where none is."""
    lists = tmp_path / "lists"
    office = with_aliases(place, clock, lists, "ZZAAA,ECGYE")
    with_rules(office, ALIASED, "t")
    hand_in(office, goods("A1", port_of_loading="ZZAAA"))
    hand_in(office, goods("A2", port_of_loading="ZZAAA"), manifest_number="2")
    with office.reading() as connection:
        assert {b'"score":1.0,' in r for r in connection.execute(select(StoredAssessment.result)).scalars()} == {True}
        kept = list(audit.entries(connection, Sought(action="code lists kept")))
        assert [entry.object for entry in kept] == [f"code lists {office.reference.digest}"]
    office.store.close()
    other = with_aliases(place, clock, lists, "ZZAAA,COTRB")
    hand_in(other, goods("A3", port_of_loading="ZZAAA"), manifest_number="3")
    for now in (other, again(other)):
        found = [r for message in replay_all(now) for r in message.assessments]
        assert [(r.differences, r.circumstances) for r in found] == [([], [])] * 3
        now.store.close()


def test_code_lists_that_were_not_kept_are_told(place: Any, clock: Clock, tmp_path: Path) -> None:
    office = with_aliases(place, clock, tmp_path / "lists", "ZZAAA,ECGYE")
    with_rules(office, ALIASED, "t")
    office.imported["location-aliases"].path.unlink()
    hand_in(office, goods("A1", port_of_loading="ZZAAA"))
    (message,) = replayed(office)
    (told,) = message.assessments
    assert {difference.part for difference in told.differences} == {"result"}
    assert "which were not kept" in told.circumstances[0]
    office.store.close()


def with_aliases(place: Any, clock: Clock, lists: Path, row: str) -> Office:
    """An office that takes one code of a place for another."""
    (lists.parent / "aliases.csv").write_text(f"code,stands_for\n{row}\n", encoding="utf-8")
    import_list("location-aliases", lists.parent / "aliases.csv", lists, "2026-03-01")
    return office_at(place, clock, {"CTS_REFERENCE": str(lists)})
