"""How Alembic runs these scripts: on a connection that is given to it, inside the transaction that it is in."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from cts_rules.store.postgresql import widened
from cts_rules.store.tables import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata(), render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
    if connection.dialect.name == "postgresql":
        widened(connection)
