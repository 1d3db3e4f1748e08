"""Who did what, when: one entry for every write, in the same transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Connection, Index, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import Base


class AuditEntry(Base):
    """One thing that was done. Entries are only ever added."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "object"), {"comment": "what was done, by whom, when; only ever added to"})

    id: Mapped[int] = mapped_column(primary_key=True, comment="in the order in which it was done")
    at: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    by: Mapped[str] = mapped_column(String(200), comment="who")
    action: Mapped[str] = mapped_column(String(50), comment="what: `manifest received`")
    object: Mapped[str] = mapped_column(String(300), comment="to what: `message 12`, `maritime-imports 3`")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, comment="what else is to be known, without personal data")


def is_noted(connection: Connection, action: str) -> bool:
    """Whether something was ever done."""
    wanted = select(AuditEntry.id).where(AuditEntry.action == action).limit(1)
    return connection.execute(wanted).scalar_one_or_none() is not None


def note(connection: Connection, at: str, by: str, action: str, what: str, **details: Any) -> None:
    """Adds an entry to the transaction of what it tells of."""
    connection.execute(insert(AuditEntry).values(at=at, by=by, action=action, object=what, details=details))
