"""PostgreSQL, made to keep the promises that the embedded database keeps.

- **One writer at a time, who sees all that was written before.** A writing transaction begins with one advisory lock
  and runs READ COMMITTED: only one is at work, so that each of its statements sees the same state, the newest. (With
  SERIALIZABLE each writer would have to be ready to be told to start again, and each place that writes to be run twice;
  under REPEATABLE READ the state would be fixed before the lock is held.) The lock is given back by the commit, after
  others can see what was written. A writer that waits too long is told so, and nothing is written.
- **Readers see one state and wait for nobody**: REPEATABLE READ, READ ONLY.
- **A commit is on the disk when it returns**: `synchronous_commit` is switched on where the server has it off.
- **Texts are compared byte by byte**: moments, hashes and folded names are sorted by the code points they are made of,
  so that the database has to be made with the locale C and UTF-8 (`migrating.make_ready` refuses another).
- **Nothing is too long or too large** that SQLite would keep: VARCHAR(20) is TEXT, INTEGER has 64 bits (`widened`).
- **No text is refused**: the one character that PostgreSQL cannot hold, NUL, stands as U+FFFD, where it is kept and
  where it is asked for.
"""

from __future__ import annotations

import importlib.util
from typing import Any

from sqlalchemy import BigInteger, Connection, Engine, String, create_engine, event, func, select, table
from sqlalchemy import column as sql_column
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry

from cts_rules.store.database import CONNECTIONS, Store, StoreAway, StoreBusy
from cts_rules.store.places import Postgres

WRITER = 0x4354_5352
"""The advisory lock of who writes: `CTSR`."""
LOCK_NOT_AVAILABLE = "55P03"
CONNECTED_BY = 10
"""Seconds in which the server has to answer."""


@compiles(String, "postgresql")
def _text(kind: String, compiler: Any, **_: Any) -> str:
    return "TEXT"


def widened(connection: Connection) -> None:
    """Gives every whole number of the tables 64 bits, as the code has them and as SQLite does."""
    columns = (
        "SELECT format('ALTER TABLE %%I ALTER COLUMN %%I TYPE BIGINT', c.table_name, c.column_name)"
        " FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE c.table_schema = current_schema() AND c.data_type = 'integer' AND t.table_type = 'BASE TABLE'"
    )
    counters = (
        "SELECT format('ALTER SEQUENCE %%I AS BIGINT', sequence_name) FROM information_schema.sequences"
        " WHERE sequence_schema = current_schema() AND data_type = 'integer'"
    )
    for wanted in (columns, counters):
        for (statement,) in connection.exec_driver_sql(wanted).all():
            connection.exec_driver_sql(statement)


def count_on(connection: Connection) -> None:
    """Has new rows numbered after those that were put in with numbers of their own."""
    counted = (
        "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)"
        " FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
    )
    for name, column, counter in connection.exec_driver_sql(counted).all():
        last = select(func.max(sql_column(column, BigInteger))).select_from(table(name))
        number = connection.execute(last).scalar_one()
        connection.execute(select(func.setval(counter, number or 1, number is not None)))


def open_postgresql(place: Postgres, wait: float) -> Store:
    """The store in a database; whether it is there and migrated is another question."""
    if importlib.util.find_spec("psycopg") is None:
        raise StoreAway('a store in PostgreSQL needs psycopg: pip install "cts-rules[postgresql]"')
    engine = create_engine(
        place.address,
        pool_size=8,
        max_overflow=CONNECTIONS - 8,
        pool_pre_ping=True,  # a server that was restarted costs nobody a request
        hide_parameters=True,  # a traceback in a log must not name people
        connect_args={"connect_timeout": CONNECTED_BY, "application_name": "cts-rules", "client_encoding": "utf8"},
    )
    _begin_as_agreed(engine, wait)

    def trouble(told: DBAPIError) -> StoreBusy | StoreAway | None:
        if getattr(told.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            return StoreBusy(wait)
        if getattr(told.orig, "sqlstate", None) is None or told.connection_invalidated:
            return StoreAway(f"the database {place} does not answer: nothing was written, try again")
        return None

    return Store(engine, place, trouble)


def _replace_nul(connection: Any) -> None:
    from psycopg.types.string import StrDumperUnknown

    class WithoutNul(StrDumperUnknown):
        """As the driver writes texts."""

        def dump(self, obj: str) -> Any:
            """The bytes that are sent."""
            return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)

    connection.adapters.register_dumper(str, WithoutNul)


def _begin_as_agreed(engine: Engine, wait: float) -> None:
    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: ConnectionPoolEntry) -> None:
        _replace_nul(connection)
        connection.autocommit = True  # transactions are begun below, by nobody else
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('synchronous_commit', 'on', false) WHERE "
                           "current_setting('synchronous_commit') IN ('off', 'local')")  # fmt: skip
            cursor.execute(f"SET lock_timeout = {max(1, int(wait * 1000))}")
            cursor.execute("SET timezone = 'UTC'")
        connection.autocommit = False

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
