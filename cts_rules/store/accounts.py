"""Accounts of people: their name, their roles, the hash of their password."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Connection, String, delete, exists, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import AnyRow, Base


class StoredAccount(Base):
    """A person who may log in. An account is disabled, never taken away: what it did has its name."""

    __tablename__ = "account"
    __table_args__ = {"comment": "people who may log in"}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True, comment="what it logs in with, in lower case")
    roles: Mapped[list[str]] = mapped_column(JSON, comment="`author`, `officer`")
    password: Mapped[str] = mapped_column(String(200), comment="argon2id, with its salt and its effort")
    added: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    disabled: Mapped[str | None] = mapped_column(String(20), comment="since when, UTC; null: it may log in")
    demonstration: Mapped[bool] = mapped_column(comment="made to look around, for this machine only")


def any_account(connection: Connection) -> bool:
    """Whether there is an account."""
    return bool(connection.execute(select(exists(select(StoredAccount.id)))).scalar_one())


def accounts(connection: Connection) -> list[AnyRow]:
    """All accounts, by name."""
    return list(connection.execute(select(StoredAccount.__table__).order_by(StoredAccount.name)))


def account_named(connection: Connection, name: str) -> AnyRow | None:
    """The account of that name."""
    return connection.execute(select(StoredAccount.__table__).where(StoredAccount.name == name)).one_or_none()


def add_account(connection: Connection, **columns: Any) -> int:
    """Adds an account."""
    added: int = connection.execute(insert(StoredAccount).values(columns).returning(StoredAccount.id)).scalar_one()
    return added


def change_account(connection: Connection, account: int, **columns: Any) -> None:
    """Changes an account."""
    connection.execute(update(StoredAccount).where(StoredAccount.id == account).values(columns))


def drop_account(connection: Connection, account: int) -> None:
    """Takes a demonstration account away."""
    connection.execute(delete(StoredAccount).where(StoredAccount.id == account, StoredAccount.demonstration))
