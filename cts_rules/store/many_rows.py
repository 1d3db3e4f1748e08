"""Many rows added at once, in the way that a database takes them fastest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert

from cts_rules.store.base import Base

FEW = 50
"""Rows for which a statement of their own costs more than it saves."""


def add_rows(connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows that all have the same columns, in their order. None is no trouble.

    PostgreSQL takes rows by COPY in a third of the time of as many INSERTs.
    """
    if connection.dialect.name == "postgresql" and len(rows) > FEW:
        _copy(connection, table, rows)
    elif rows:
        connection.execute(insert(table), list(rows))


def _copy(connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    columns = list(rows[0])
    into = f"{quote(table.__tablename__)} ({', '.join(map(quote, columns))})"
    driver: Any = connection.connection.dbapi_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])
