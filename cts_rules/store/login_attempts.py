"""How often a log-in was tried, for each name and each address: shared by all workers, counted before the password is.

A name is kept by its hash alone: people type passwords where the name goes, and a list of these rows must not tell
which names there are.
"""

from __future__ import annotations

from sqlalchemy import Connection, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import Base


class LoginAttempts(Base):
    """Attempts that did not lead in, in one stretch of time."""

    __tablename__ = "login_attempts"
    __table_args__ = {"comment": "log-ins that failed lately"}

    key: Mapped[str] = mapped_column(String(80), primary_key=True, comment="of a name or an address: `name 5b1f…`")
    since: Mapped[str] = mapped_column(String(20), index=True, comment="when the first of them was, UTC")
    count: Mapped[int] = mapped_column(comment="how many there were since")


def attempts(connection: Connection, key: str) -> tuple[str, int] | None:
    """Since when, and how many."""
    row = connection.execute(select(LoginAttempts.since, LoginAttempts.count).where(LoginAttempts.key == key))
    found = row.one_or_none()
    return (found.since, found[1]) if found else None


def count_attempt(connection: Connection, key: str, now: str) -> None:
    """One more."""
    one_more = update(LoginAttempts).where(LoginAttempts.key == key).values(count=LoginAttempts.count + 1)
    if connection.execute(one_more).rowcount == 0:
        connection.execute(insert(LoginAttempts).values(key=key, since=now, count=1))


def forgive_attempt(connection: Connection, key: str) -> None:
    """One less: it led in."""
    connection.execute(update(LoginAttempts).where(LoginAttempts.key == key).values(count=LoginAttempts.count - 1))


def forget_attempts(connection: Connection, key: str) -> None:
    """None any more."""
    connection.execute(delete(LoginAttempts).where(LoginAttempts.key == key))


def forget_old_attempts(connection: Connection, before: str) -> None:
    """None of those whose first was before a moment."""
    connection.execute(delete(LoginAttempts).where(LoginAttempts.since < before))
