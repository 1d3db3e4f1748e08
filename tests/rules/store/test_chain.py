"""The audit is a chain: whatever is done to it past the store is found, and named by its number."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from cts_rules.office.publishing import add_version, put_in_force
from cts_rules.store import audit
from cts_rules.store.audit import AuditEntry, Sought
from cts_rules.store.chain import GENESIS, NOTHING, Head, entry_hash
from cts_rules.store.database import Store
from cts_rules.store.migrating import make_ready
from cts_rules.store.places import Place
from cts_rules.store.proving import prove
from tests.rules.office.offices import RULES, Clock, hand_in, office_at, with_rules
from tests.rules.office.offices import consignment as goods

ENTRIES = 12
AT = "2026-03-01T12:00:00Z"


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    made = make_ready(place)
    with made.writing() as connection:
        for n in range(1, ENTRIES + 1):
            audit.note(connection, f"2026-03-{n:02}T12:00:00Z", "amina", "tried", f"thing {n}",
                       before={"n": n - 1} if n > 1 else None, after={"n": n, "été": [n, None, 0.1]}, why="x")  # fmt: skip
    yield made
    made.close()


def found(store: Store, kept: Head | None = None) -> list[tuple[int, str]]:
    with store.reading() as connection:
        return [(b.number, b.fault) for b in prove(connection, kept).broken]


def head(store: Store) -> Head:
    with store.reading() as connection:
        return audit.head(connection)


def test_what_was_written_proves_itself(store: Store) -> None:
    assert found(store) == []
    with store.reading() as connection:
        written = list(audit.entries(connection))
        assert prove(connection).head == audit.head(connection) == Head(ENTRIES, written[-1].hash)
    assert [entry.number for entry in written] == list(range(1, ENTRIES + 1))
    assert written[0].previous == GENESIS
    assert (written[1].before, written[1].after) == ({"n": 1}, {"n": 2, "été": [2, None, 0.1]})
    assert written[0].before is None


def test_an_audit_without_entries_holds(place: Place) -> None:
    store = make_ready(place)
    assert found(store) == []
    assert head(store) == NOTHING
    store.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", AT), ("by", "luis"), ("action", "done"), ("object", "other"), ("details", {"why": "y"}),
        ("before", {"n": 3}), ("before", None), ("after", {"n": 5, "été": [5, None, 0.10000000000000003]}), ("hash", "a" * 64),
    ],
)  # fmt: skip
def test_a_changed_entry_is_named(store: Store, column: str, value: object) -> None:
    with store.writing() as connection:
        connection.execute(update(AuditEntry).where(AuditEntry.id == 5).values({column: value}))
    assert (5, "changed") in found(store)
    assert {number for number, _ in found(store)} <= {5, 6}  # 6 follows an entry 5 of another hash


def test_a_changed_entry_with_a_hash_made_anew_breaks_the_next(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(update(AuditEntry).where(AuditEntry.id == 5).values(by="luis"))
        changed = audit.entry(connection, 5)
        assert changed is not None
        connection.execute(update(AuditEntry).where(AuditEntry.id == 5).values(hash=entry_hash(changed)))
    assert found(store) == [(6, "out of order")]


@pytest.mark.parametrize("gone", [(1,), (5,), (5, 6, 7), (3, 9)])
def test_a_missing_entry_is_named(store: Store, gone: tuple[int, ...]) -> None:
    with store.writing() as connection:
        connection.execute(delete(AuditEntry).where(AuditEntry.id.in_(gone)))
    first = [n for n in gone if n - 1 not in gone]
    assert found(store) == [(n, "missing") for n in first]


def test_an_entry_that_was_removed_and_closed_up_is_found(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(delete(AuditEntry).where(AuditEntry.id == 5))
        for n in range(6, ENTRIES + 1):
            connection.execute(update(AuditEntry).where(AuditEntry.id == n).values(id=n - 1))
    assert found(store)[0] == (5, "out of order")


def test_exchanged_entries_are_found(store: Store) -> None:
    with store.writing() as connection:
        for old, new in ((5, 100), (6, 5), (100, 6)):
            connection.execute(update(AuditEntry).where(AuditEntry.id == old).values(id=new))
    assert found(store)[0] == (5, "out of order")


def test_an_inserted_entry_is_found(store: Store) -> None:
    """Its own hash right, the numbers of those after it moved on."""
    with store.writing() as connection:
        for n in range(ENTRIES, 4, -1):
            connection.execute(update(AuditEntry).where(AuditEntry.id == n).values(id=n + 1))
        before = audit.entry(connection, 4)
        assert before is not None
        row = {
            "id": 5,
            "at": AT,
            "by": "x",
            "action": "x",
            "object": "x",
            "details": {},
            "previous": "f" * 64,
            "hash": "f" * 64,
        }
        connection.execute(insert(AuditEntry).values(row))
    assert {(5, "out of order"), (5, "changed"), (6, "changed")} <= set(found(store))


def test_the_chain_cannot_fork(store: Store) -> None:
    last = head(store)
    row = {"id": 99, "at": AT, "by": "x", "action": "x", "object": "x", "details": {}, "hash": "f" * 64}
    with store.reading() as connection:
        previous = connection.execute(select(AuditEntry.previous).where(AuditEntry.id == last.number)).scalar_one()
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(insert(AuditEntry).values(previous=previous, **row))


def test_a_cut_off_tail_is_found_by_the_head_that_was_kept(store: Store) -> None:
    kept = Head.of(str(head(store)))
    with store.writing() as connection:
        audit.note(connection, AT, "amina", "tried", "one more")
    assert found(store, kept) == []
    with store.writing() as connection:
        connection.execute(delete(AuditEntry).where(AuditEntry.id > 9))
    assert found(store) == []
    assert found(store, kept) == [(10, "missing")]
    for _ in range(5):
        with store.writing() as connection:
            audit.note(connection, AT, "amina", "tried", "made anew")
    assert found(store) == []
    assert found(store, kept) == [(ENTRIES, "changed")]


@pytest.mark.parametrize(
    "text", ["", "12", "12:abc", ":" + "0" * 64, "x:" + "0" * 64, "1:" + "g" * 64, "-1:" + "0" * 64]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"head|hexadecimal|base 16"):
        Head.of(text)


def test_writers_at_once_make_one_chain(store: Store) -> None:
    together = threading.Barrier(4)

    def write(who: str) -> None:
        together.wait()
        for n in range(10):
            with store.writing() as connection:
                audit.note(connection, AT, who, "tried", f"thing {n}")

    threads = [threading.Thread(target=write, args=(f"writer {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found(store) == []
    assert head(store).number == ENTRIES + 40


def test_a_write_that_fails_leaves_no_entry_and_no_gap(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as connection:  # noqa: PT012 (both are one transaction)
        audit.note(connection, AT, "amina", "tried", "in vain")
        raise ZeroDivisionError
    with store.writing() as connection:
        audit.note(connection, AT, "amina", "tried", "again")
    assert head(store).number == ENTRIES + 1
    assert found(store) == []


@pytest.mark.parametrize(
    ("sought", "numbers"),
    [
        (Sought(), list(range(1, 13))),
        (Sought(by="amina", object="thing 3"), [3]),
        (Sought(object="thing 1*"), [1, 10, 11, 12]),
        (Sought(object="THING 1*"), []),
        (Sought(since="2026-03-11"), [11, 12]),
        (Sought(until="2026-03-02"), [1, 2]),
        (Sought(since="2026-03-02T12:00:00Z", until="2026-03-03T11:59:59Z"), [2]),
        (Sought(action="other"), []),
    ],
)
def test_entries_are_found(store: Store, sought: Sought, numbers: list[int]) -> None:
    with store.reading() as connection:
        assert [entry.number for entry in audit.entries(connection, sought)] == numbers
        assert [entry.number for entry in audit.entries(connection, sought, after=11)] == [n for n in numbers if n > 11]


def test_an_office_is_chained_and_says_what_was_replaced(place: Place, clock: Clock) -> None:
    office = with_rules(office_at(place, clock))
    hand_in(office, goods("A1"))
    version, _ = add_version(office, "trial", {"trial.rules": RULES.replace("50", "40")}, "", "amina")
    put_in_force(office, "trial", version.number, "luis")
    assert found(office.store) == []
    with office.reading() as connection:
        first, last = audit.entries(connection, Sought(action="put in force"))
    assert (first.before, (first.after or {})["version"]) == (None, 1)
    assert (last.before, last.after) == (first.after, {"version": 2, "hash": version.hash})
    office.store.close()


@pytest.mark.parametrize("action", ["message received", "message assessed"])
def test_entries_whose_message_is_there_are_missed(place: Place, clock: Clock, action: str) -> None:
    office = with_rules(office_at(place, clock))
    hand_in(office, goods("A1"))
    with office.writing() as connection:
        first = select(AuditEntry.id).where(AuditEntry.action == action).scalar_subquery()
        connection.execute(delete(AuditEntry).where(AuditEntry.id >= first))
    assert [fault for _, fault in found(office.store)] == ["missing"] * (2 if action == "message received" else 1)
    office.store.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_hash_is_what_the_documentation_says(store: Store) -> None:
    """Made here from the lines of an export, with nothing of the program."""
    with store.reading() as connection:
        lines = [msgspec.json.encode(entry) for entry in audit.entries(connection)]
    before = "0" * 64
    for line in lines:
        told = json.loads(line)
        own = told.pop("hash")
        assert told["previous"] == before
        text = json.dumps({**told, "form": "cts-audit/1"}, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        before = hashlib.sha256(text.encode("ascii")).hexdigest()
        assert own == before
