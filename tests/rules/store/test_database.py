"""Writers one after the other, readers never waiting, references kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from cts_rules.store.database import FILE, Store, StoreBusy, default_store, make_database, open_database

WRITERS, WRITES = 4, 50


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    make_database(tmp_path)
    made = open_database(tmp_path, wait=20)
    with made.writing() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    yield made
    made.close()


def count(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.execute(text("SELECT n FROM counter")).scalar_one())


def test_no_update_is_lost_among_writers(store: Store) -> None:
    together = threading.Barrier(WRITERS)

    def write() -> None:
        together.wait()
        for _ in range(WRITES):
            with store.writing() as connection:
                seen = connection.execute(text("SELECT n FROM counter")).scalar_one()
                connection.execute(text("UPDATE counter SET n = :n"), {"n": seen + 1})

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(store) == WRITERS * WRITES


def test_what_python_does_by_itself_loses_one(store: Store, tmp_path: Path) -> None:
    """Why the store begins its transactions itself: the same steps, left to the driver, lose an update silently."""
    plain = create_engine(f"sqlite:///{tmp_path / FILE}")
    with plain.connect() as one, plain.connect() as other:
        seen = [connection.execute(text("SELECT n FROM counter")).scalar_one() for connection in (one, other)]
        for connection, n in zip((one, other), seen, strict=True):
            connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})
            connection.commit()
    plain.dispose()
    assert count(store) == 1  # two were made


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, store: Store) -> None:
    impatient = open_database(tmp_path, wait=0.05)
    with store.writing(), pytest.raises(StoreBusy, match="try again"), impatient.writing():
        pass
    with impatient.writing():
        pass
    impatient.close()


def test_readers_see_one_state_and_wait_for_nobody(store: Store) -> None:
    with store.reading() as reader:
        before = reader.execute(text("SELECT n FROM counter")).scalar_one()
        with store.writing() as writer:
            writer.execute(text("UPDATE counter SET n = 7"))
        assert reader.execute(text("SELECT n FROM counter")).scalar_one() == before
    assert count(store) == 7


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as connection:  # noqa: PT012 (both are one transaction)
        connection.execute(text("UPDATE counter SET n = 9"))
        connection.execute(text("UPDATE counter SET n = NULL"))
    assert count(store) == 0


def test_references_are_kept(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE child (parent INTEGER REFERENCES parent (id))"))
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(text("INSERT INTO child VALUES (1)"))


def test_what_is_committed_is_on_the_disk(store: Store) -> None:
    with store.reading() as connection:
        settings = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
                    for name in ("journal_mode", "synchronous", "foreign_keys")}  # fmt: skip
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_another_trouble_than_waiting_is_told_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be taken for one" * 50)
    broken = open_database(tmp_path)
    with pytest.raises(DatabaseError, match="not a database"), broken.writing():
        pass

    broken.close()


def test_where_the_store_is_unless_somebody_says() -> None:
    assert default_store({"CTS_STORE": "here"}) == Path("here")
    assert default_store({"XDG_DATA_HOME": "/data"}).parts[-2:] == ("cts-rules", "store")
