"""Writers one after the other, readers never waiting, references kept: on each database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError

from cts_rules.store.database import FILE, Store, StoreAway, StoreBusy, make_database, open_database
from cts_rules.store.places import Place, Postgres, default_store, place_of
from tests.servers import Server, started

WRITERS, WRITES = 4, 50


def opened(place: Place, wait: float = 20) -> Store:
    if isinstance(place, Path):
        place.mkdir(exist_ok=True)
        make_database(place)
    return open_database(place, wait)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    made = opened(place)
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


def test_what_a_driver_does_by_itself_loses_one(store: Store) -> None:
    """Why the store begins its transactions itself: the same steps, left to the driver, lose an update silently."""
    place = store.place
    plain = create_engine(place.address if isinstance(place, Postgres) else f"sqlite:///{place / FILE}")
    with plain.connect() as one, plain.connect() as other:
        seen = [connection.execute(text("SELECT n FROM counter")).scalar_one() for connection in (one, other)]
        for connection, n in zip((one, other), seen, strict=True):
            connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})
            connection.commit()
    plain.dispose()
    assert count(store) == 1  # two were made


def test_a_second_writer_waits_and_then_says_so(store: Store) -> None:
    impatient = open_database(store.place, wait=0.05)
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


@pytest.mark.needs("initdb")
def test_a_reader_writes_nothing_to_postgresql(postgres: Postgres) -> None:
    store = opened(postgres)
    with pytest.raises(DBAPIError, match="read-only"), store.reading() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
    store.close()


def test_what_is_committed_is_on_the_disk(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with store.reading() as connection:
        settings = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
                    for name in ("journal_mode", "synchronous", "foreign_keys")}  # fmt: skip
    store.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.needs("initdb")
@pytest.mark.parametrize(("theirs", "ours"), [("off", "on"), ("local", "on"), ("remote_apply", "remote_apply")])
def test_a_server_that_does_not_wait_for_the_disk_is_made_to(
    server: Server, postgres: Postgres, theirs: str, ours: str
) -> None:
    with server.connection() as connection:
        connection.execute(f"ALTER DATABASE {name_of(postgres)} SET synchronous_commit = {theirs}")
    store = opened(postgres)
    with store.reading() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == ours
    store.close()


def name_of(place: Postgres) -> str:
    return str(make_url(place.address).database)


@pytest.mark.needs("initdb")
def test_a_server_that_was_restarted_costs_nobody_a_transaction() -> None:
    with started() as server, server.database() as place:
        store = opened(place)
        with store.writing() as connection:
            connection.execute(text("CREATE TABLE kept (n INTEGER)"))
        server.stop("fast")
        with pytest.raises(StoreAway, match="does not answer"), store.writing():
            pass
        with pytest.raises(StoreAway, match="does not answer"), store.reading():
            pass
        server.start()
        with store.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM kept")).scalar_one() == 0
        store.close()


def test_another_trouble_than_waiting_is_told_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be taken for one" * 50)
    broken = open_database(tmp_path)
    with pytest.raises(DatabaseError, match="not a database"), broken.writing():
        pass

    broken.close()


def test_where_the_store_is_unless_somebody_says() -> None:
    assert default_store({"CTS_STORE": "here"}) == Path("here")
    assert str(default_store({"XDG_DATA_HOME": "/data"})) == "/data/cts-rules/store"
    assert default_store({"CTS_STORE": "postgresql://db/cts"}) == Postgres("postgresql+psycopg://db/cts")


@pytest.mark.parametrize("text", ["mysql://db/cts", "sqlite:///x", "http://x/y"])
def test_what_is_no_store_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no store: write a folder, or postgresql"):
        place_of(text)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:s3cret@db:5432/cts", "postgresql+psycopg://u:…@db:5432/cts"),
        ("postgresql+psycopg://db/cts?user=u&password=s3cret&x=1",
         "postgresql+psycopg://db/cts?user=u&password=…&x=1"),
        ("postgresql://u@db/cts", "postgresql+psycopg://u@db/cts"),
    ],
)  # fmt: skip
def test_a_password_is_not_shown(address: str, shown: str) -> None:
    place = place_of(address)
    assert str(place) == shown
    assert "s3cret" not in repr(place)
