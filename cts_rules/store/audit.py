"""Who did what, when: one entry for every write, in the same transaction, chained to the entry before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import JSON, Connection, Index, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import AnyRow, AnySelect, Base
from cts_rules.store.chain import NOTHING, Entry, Head, entry_hash


class AuditEntry(Base):
    """One thing that was done. Entries are only ever added."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "object"), {"comment": "what was done, by whom, when; only ever added to"})

    id: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="in the order in which it was done: 1, 2, 3 without a gap"
    )
    at: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    by: Mapped[str] = mapped_column(String(200), comment="who")
    action: Mapped[str] = mapped_column(String(50), comment="what: `manifest received`")
    object: Mapped[str] = mapped_column(String(300), comment="to what: `message 12`, `maritime-imports 3`")
    details: Mapped[dict[str, Any]] = mapped_column(JSON, comment="what else is to be known, without personal data")
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), comment="what was replaced")
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), comment="what it was replaced by")
    previous: Mapped[str] = mapped_column(String(64), unique=True, comment="hash of the entry before")
    hash: Mapped[str] = mapped_column(String(64), comment="SHA-256 of this entry and of `previous`")


class Sought(msgspec.Struct, frozen=True):
    """Which entries are asked for; what is None is not asked."""

    by: str | None = None
    action: str | None = None
    object: str | None = None
    """`message 12`; with a star at its end, what begins so: `maritime-imports *`."""
    since: str | None = None
    """A day or an instant, included."""
    until: str | None = None
    """A day or an instant, included."""


EVERYTHING = Sought()


def is_noted(connection: Connection, action: str) -> bool:
    """Whether something was ever done."""
    wanted = select(AuditEntry.id).where(AuditEntry.action == action).limit(1)
    return connection.execute(wanted).scalar_one_or_none() is not None


def note(
    connection: Connection,
    at: str,
    by: str,
    action: str,
    what: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **details: Any,
) -> None:
    """Adds an entry to the transaction of what it tells of, which must be a writing one.

    `before` and `after` are for what takes the place of something. There is one writer at a time, so that the entry
    before is the last one; two that nevertheless followed the same entry would break a constraint of the table.
    """
    last = head(connection)
    by, what = by.replace("\0", "\ufffd"), what.replace("\0", "\ufffd")  # a text cannot hold it in every database
    entry = Entry(
        last.number + 1, at, by, action, what, _plain(details), _plain(before), _plain(after), last.hash, hash=""
    )
    connection.execute(
        insert(AuditEntry).values(
            id=entry.number,
            at=at,
            by=by,
            action=action,
            object=what,
            details=entry.details,
            before=entry.before,
            after=entry.after,
            previous=entry.previous,
            hash=entry_hash(entry),
        )
    )


def _plain(content: Any) -> Any:
    """As it will be read back from the store."""
    return json.loads(json.dumps(content))


def head(connection: Connection) -> Head:
    """The last entry."""
    row = connection.execute(select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)).first()
    return Head(row.id, row.hash) if row is not None else NOTHING


def entry(connection: Connection, number: int) -> Entry | None:
    """One entry."""
    row = connection.execute(select(AuditEntry.__table__).where(AuditEntry.id == number)).one_or_none()
    return _entry(row) if row is not None else None


def entries(connection: Connection, sought: Sought = EVERYTHING, after: int = 0) -> Iterator[Entry]:
    """The entries that are asked for, in their order, read as they are used; those up to a number are left out."""
    wanted = _filtered(select(AuditEntry.__table__).where(AuditEntry.id > after), sought)
    return map(_entry, connection.execute(wanted.order_by(AuditEntry.id), execution_options={"yield_per": 500}))


def _filtered(wanted: AnySelect, sought: Sought) -> AnySelect:
    if sought.by is not None:
        wanted = wanted.where(AuditEntry.by == sought.by)
    if sought.action is not None:
        wanted = wanted.where(AuditEntry.action == sought.action)
    if sought.object is not None and sought.object.endswith("*"):
        start = sought.object[:-1]  # by comparison, not by LIKE, which folds case in one database and not in another
        wanted = wanted.where(AuditEntry.object >= start, AuditEntry.object < f"{start}\U0010ffff")
    elif sought.object is not None:
        wanted = wanted.where(AuditEntry.object == sought.object)
    if sought.since is not None:
        wanted = wanted.where(AuditEntry.at >= sought.since)
    if sought.until is not None:  # a day ends before the colon does: T < U
        wanted = wanted.where(AuditEntry.at <= f"{sought.until}U")
    return wanted


def _entry(row: AnyRow) -> Entry:
    return Entry(
        number=row.id,
        at=row.at,
        by=row.by,
        action=row.action,
        object=row.object,
        details=row.details,
        before=row.before,
        after=row.after,
        previous=row.previous,
        hash=row.hash,
    )
