"""Tokens of services, by their hash: what each is for, until when."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Connection, String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import AnyRow, Base


class StoredToken(Base):
    """A token that a service sends. It is revoked, never taken away: what it did has its name."""

    __tablename__ = "service_token"
    __table_args__ = {"comment": "tokens of services"}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True, comment="what it is for: `port-community-system`")
    sha256: Mapped[str] = mapped_column(String(64), unique=True, comment="of the token")
    scopes: Mapped[list[str]] = mapped_column(JSON, comment="what may be done with it: `hand in`")
    added: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    added_by: Mapped[str] = mapped_column(String(200))
    expires: Mapped[str] = mapped_column(String(20), comment="when it ends, UTC")
    used: Mapped[str | None] = mapped_column(String(20), comment="when it was last used, UTC, to the minute")
    revoked: Mapped[str | None] = mapped_column(String(20), comment="since when, UTC")


def tokens(connection: Connection) -> list[AnyRow]:
    """All tokens, by name."""
    return list(connection.execute(select(StoredToken.__table__).order_by(StoredToken.name)))


def token_named(connection: Connection, name: str) -> AnyRow | None:
    """The token of that name."""
    return connection.execute(select(StoredToken.__table__).where(StoredToken.name == name)).one_or_none()


def token_of(connection: Connection, digest: str) -> AnyRow | None:
    """The token of that hash."""
    return connection.execute(select(StoredToken.__table__).where(StoredToken.sha256 == digest)).one_or_none()


def add_token(connection: Connection, **columns: Any) -> None:
    """Adds a token."""
    connection.execute(insert(StoredToken).values(columns))


def change_token(connection: Connection, token: int, **columns: Any) -> None:
    """Revokes a token, or says when it was last used."""
    connection.execute(update(StoredToken).where(StoredToken.id == token).values(columns))
