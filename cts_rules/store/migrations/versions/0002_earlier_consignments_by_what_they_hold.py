"""Earlier consignments are found by the containers and seals that they hold and by their master, and by when they came.

What is stored already is read back, so that it is found as what comes in from now on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEX = "ix_earlier_consignment_received"
AT_ONCE = 1_000


def upgrade() -> None:
    """Brings a store to this shape."""
    op.create_index(INDEX, "earlier_consignment", ["received"])
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(_STORED, {"last": last, "limit": AT_ONCE}).all():
        found = [
            {"field": field, "value": value, "received": row.received, "consignment_id": row.id}
            for row in rows
            for field, value in sorted(set(_held(json.loads(row.model))))
        ]
        if found:
            connection.execute(_REMEMBER, found)
        last = rows[-1].id


def downgrade() -> None:
    """Brings a store back to the shape before."""
    op.execute("DELETE FROM remembered WHERE field IN ('container number', 'seal number', 'master document number')")
    op.drop_index(INDEX, "earlier_consignment")


_STORED = sa.text(
    "SELECT c.id, c.model, e.received FROM consignment c JOIN earlier_consignment e ON e.consignment_id = c.id"
    " WHERE c.id > :last ORDER BY c.id LIMIT :limit"
)
_REMEMBER = sa.text(
    "INSERT INTO remembered (field, value, received, consignment_id)"
    " VALUES (:field, :value, :received, :consignment_id) ON CONFLICT DO NOTHING"
)


def _held(consignment: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _row("master document number", consignment.get("master_document_number"))
    for container in consignment.get("containers") or ():
        yield from _row("container number", container.get("number"))
        for seal in container.get("seals") or ():
            yield from _row("seal number", seal.get("number"))


def _row(field: str, filed: Any) -> Iterator[tuple[str, str]]:
    """As codes that are identities are compared: upper case, without blanks and hyphens."""
    text = "".join(filed.upper().replace("-", " ").split()) if isinstance(filed, str) else ""
    if text:
        yield field, text
