"""Who is logged in: sessions by the hash of their token. A session that ended has no row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, ForeignKey, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.accounts import StoredAccount
from cts_rules.store.base import AnyRow, Base


class StoredSession(Base):
    """That somebody is logged in with a browser."""

    __tablename__ = "session"
    __table_args__ = {"comment": "who is logged in; what ended has no row"}

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True, comment="of the token that the browser has")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    begun: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    seen: Mapped[str] = mapped_column(String(20), comment="when it was last used, UTC, to the minute")
    browser: Mapped[str] = mapped_column(String(200), comment="what the browser calls itself")


def session_of(connection: Connection, digest: str) -> AnyRow | None:
    """The session of a token, with its account."""
    wanted = (
        select(
            StoredSession.id,
            StoredSession.begun,
            StoredSession.seen,
            StoredAccount.id.label("account"),
            StoredAccount.name,
            StoredAccount.roles,
            StoredAccount.disabled,
            StoredAccount.demonstration,
        )
        .join(StoredAccount, StoredAccount.id == StoredSession.account_id)
        .where(StoredSession.sha256 == digest)
    )
    return connection.execute(wanted).one_or_none()


def sessions_of(connection: Connection, account: int) -> list[AnyRow]:
    """The sessions of an account, the newest first."""
    wanted = select(StoredSession.__table__).where(StoredSession.account_id == account)
    return list(connection.execute(wanted.order_by(StoredSession.id.desc())))


def add_session(connection: Connection, **columns: Any) -> int:
    """Adds a session."""
    added: int = connection.execute(insert(StoredSession).values(columns).returning(StoredSession.id)).scalar_one()
    return added


def touch_session(connection: Connection, session: int, seen: str) -> None:
    """Says when a session was last used."""
    connection.execute(update(StoredSession).where(StoredSession.id == session).values(seen=seen))


def end_session(connection: Connection, account: int, session: int) -> bool:
    """Ends a session of an account; whether there was one."""
    wanted = delete(StoredSession).where(StoredSession.id == session, StoredSession.account_id == account)
    return connection.execute(wanted).rowcount > 0


def end_sessions(connection: Connection, account: int) -> int:
    """Ends all sessions of an account; how many there were."""
    return connection.execute(delete(StoredSession).where(StoredSession.account_id == account)).rowcount


def end_old_sessions(connection: Connection, begun: str, seen: str) -> None:
    """Ends the sessions that began before a moment, or were last used before another."""
    connection.execute(delete(StoredSession).where((StoredSession.begun < begun) | (StoredSession.seen < seen)))
