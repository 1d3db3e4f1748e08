"""A store's database and its transactions; the embedded one, SQLite, set so that no writer overwrites another unseen.

Python's own handling of SQLite transactions begins them late, after the first read: two writers then read the same
state and one update is lost without an error. So transactions are begun here, by readers as they are and by writers
`IMMEDIATE`: one writer at a time, who sees all that was written before. Readers never wait (write-ahead log), a commit
is on the disk when it returns (`synchronous=FULL`). How PostgreSQL is made to keep the same promises is told beside it
(`postgresql.py`).
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from cts_rules.store.places import Place, Postgres

FILE = "cts-rules.sqlite3"
WAIT = 30.0
"""Seconds that a writer waits for the one before it."""
CONNECTIONS = 64
"""More than any worker has threads."""


class StoreBusy(Exception):
    """Another writer held the store for too long; nothing was written."""

    def __init__(self, wait: float = WAIT) -> None:
        super().__init__(f"the store was busy for {wait:g} seconds: nothing was written, try again")


class StoreAway(Exception):
    """The database does not answer; nothing was written. The message is one sentence."""


class Store:
    """A database, and its two sorts of transactions."""

    def __init__(
        self, engine: Engine, place: Place, trouble: Callable[[DBAPIError], StoreBusy | StoreAway | None]
    ) -> None:
        self.engine = engine
        self.place = place
        """Its folder, or its address."""
        self._trouble = trouble
        """What a database's complaint at the beginning of a transaction means."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store and changes nothing. StoreAway where it does not answer."""
        with self._begun(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction by the only writer at that time; all of it is kept or nothing. StoreBusy after waiting."""
        with self._begun(writes=True) as connection:
            yield connection

    @contextmanager
    def restructuring(self) -> Iterator[Connection]:
        """A writing transaction that may make tables anew, as SQLite needs for many changes of a table.

        References are not looked at meanwhile, for a table that others refer to could not be exchanged; all of them
        are looked at in the end, and IntegrityError is raised where one leads nowhere.
        """
        with self._begun(writes=True, references=False) as connection:
            yield connection
            if self.engine.dialect.name == "sqlite" and (lost := connection.exec_driver_sql(LOST).first()):
                raise IntegrityError(
                    LOST, None, ValueError(f"a row of {lost[0]} refers to one of {lost[2]} that is gone")
                )

    @contextmanager
    def _begun(self, writes: bool, references: bool = True) -> Iterator[Connection]:
        with ExitStack() as stack:
            try:
                connection = stack.enter_context(self.engine.connect())
                if not references and self.engine.dialect.name == "sqlite":
                    stack.enter_context(_without_references(connection))
                connection = connection.execution_options(writes=writes)
                transaction = connection.begin()
            except DBAPIError as trouble:
                if told := self._trouble(trouble):
                    raise told from trouble
                raise
            stack.enter_context(transaction)
            yield connection

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


LOST = "PRAGMA foreign_key_check"


@contextmanager
def _without_references(connection: Connection) -> Iterator[None]:
    """Around a transaction: inside of one, SQLite does not change this."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def make_database(folder: Path) -> None:
    """An empty database with a write-ahead log in a folder, unless one is there.

    Changing to such a log fails where another process looks at the file, and waits for nobody; so it is changed aside,
    and put in its place by a link that only the first of several can make.
    """
    if (folder / FILE).exists():
        return
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as aside:
        fresh = Path(aside) / FILE
        connection = sqlite3.connect(fresh)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA user_version = 1")  # so that there is a file
        connection.close()
        with suppress(FileExistsError):
            (folder / FILE).hardlink_to(fresh)


def open_database(place: Place, wait: float = WAIT) -> Store:
    """The store at a place, which must be there; whether it is migrated is another question.

    StoreAway where the driver of its database is not installed.
    """
    if isinstance(place, Postgres):
        from cts_rules.store.postgresql import open_postgresql

        return open_postgresql(place, wait)
    return _open_sqlite(place, wait)


def _open_sqlite(folder: Path, wait: float) -> Store:
    engine = create_engine(
        f"sqlite:///{folder / FILE}",
        pool_size=8,
        max_overflow=CONNECTIONS - 8,
        hide_parameters=True,  # a traceback in a log must not name people
    )

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, by nobody else
        for setting in (
            f"busy_timeout = {int(wait * 1000)}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -32000",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options: dict[str, Any] = dict(connection.get_execution_options())
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    def trouble(told: DBAPIError) -> StoreBusy | None:
        return StoreBusy(wait) if "locked" in str(told.orig) or "busy" in str(told.orig) else None

    return Store(engine, folder, trouble)
