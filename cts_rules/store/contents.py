"""Bytes by their own hash: messages, rule texts, lists and tables, each kept once and never changed."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, LargeBinary, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import Base


class Content(Base):
    """Bytes as they came in."""

    __tablename__ = "content"
    __table_args__ = {"comment": "bytes by their hash, never changed"}

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True, comment="SHA-256 of the bytes")
    size: Mapped[int] = mapped_column(comment="number of bytes")
    content: Mapped[bytes] = mapped_column(LargeBinary, comment="the bytes, unchanged")


def sha256(content: bytes) -> str:
    """The name of some bytes."""
    return hashlib.sha256(content).hexdigest()


def keep(connection: Connection, content: bytes) -> str:
    """Keeps the bytes, if they are not kept already, and gives their name. There is no other writer meanwhile."""
    name = sha256(content)
    if connection.execute(select(Content.sha256).where(Content.sha256 == name)).first() is None:
        connection.execute(insert(Content).values(sha256=name, size=len(content), content=content))
    return name


def fetch(connection: Connection, name: str) -> bytes:
    """The bytes of that name, which must be kept."""
    return connection.execute(select(Content.content).where(Content.sha256 == name)).scalar_one()
