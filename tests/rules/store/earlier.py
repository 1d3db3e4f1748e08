"""A store as the first release left it, filled: the rows that this release writes, as far as there were columns for them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import command
from sqlalchemy import Connection

from cts_rules.store.database import Store
from cts_rules.store.migrating import configuration, database_at
from cts_rules.store.places import Place
from cts_rules.store.postgresql import count_on

FIRST = "0001"


def as_it_was_first(place: Place, source: Store) -> Store:
    """A store of the first revision with the rows of another."""
    made = database_at(place)
    with made.writing() as connection, source.reading() as given:
        command.upgrade(configuration(connection), FIRST)
        wanted, there = tables_of(connection), tables_of(given)
        for table in wanted.values():
            columns = [there[table.name].c[column.name] for column in table.columns]
            if rows := [dict(row._mapping) for row in given.execute(sa.select(*columns))]:
                connection.execute(table.insert(), rows)
        if connection.dialect.name == "postgresql":
            count_on(connection)
    return made


def tables_of(connection: Connection) -> dict[str, sa.Table]:
    """The tables of a store as they are, each after those that it refers to."""
    found = sa.MetaData()
    found.reflect(connection)
    return {table.name: table for table in found.sorted_tables if table.name != "alembic_version"}


def rows_of(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All that is in a store, by table."""
    return {
        name: [dict(row._mapping) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))]
        for name, table in tables_of(connection).items()
    }


def only(
    rows: dict[str, list[dict[str, Any]]], like: dict[str, list[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """The rows without what others do not have."""
    return {
        name: [{key: row[key] for key in given[0]} for row in rows[name]] if given else []
        for name, given in like.items()
    }
