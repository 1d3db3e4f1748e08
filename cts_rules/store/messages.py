"""Messages as they came in, which of them have been assessed, and the keys that clients gave them."""

from __future__ import annotations

from sqlalchemy import Connection, ForeignKey, Index, String, Text, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import AnyRow, Base
from cts_rules.store.contents import Content, keep


class StoredMessage(Base):
    """A message that was accepted, whatever becomes of it."""

    __tablename__ = "message"
    __table_args__ = (Index(None, "received"), {"comment": "messages as they came in, each once"})

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("content.sha256"), unique=True, comment="its bytes")
    name: Mapped[str] = mapped_column(Text, comment="file name, as its sender called it")
    media_type: Mapped[str] = mapped_column(String(200), comment="as declared")
    received: Mapped[str] = mapped_column(String(20), comment="by which dates and history go, UTC; set once")
    accepted: Mapped[str] = mapped_column(String(20), comment="when it was stored, UTC")
    accepted_by: Mapped[str] = mapped_column(String(200))


class AssessedMessage(Base):
    """That a message has been assessed, which happens once."""

    __tablename__ = "assessed_message"
    __table_args__ = {"comment": "messages whose consignments have all been assessed"}

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True)
    at: Mapped[str] = mapped_column(String(20), comment="when, UTC")


class SubmissionKey(Base):
    """A key that a client gave a submission, so that it can be sent again without harm."""

    __tablename__ = "submission_key"
    __table_args__ = {"comment": "idempotency keys of clients"}

    key: Mapped[str] = mapped_column(String(300), primary_key=True, comment="as the client made it")
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    sha256: Mapped[str] = mapped_column(String(64), comment="of the bytes that it was first used for")


def message_of_content(connection: Connection, sha256: str) -> int | None:
    """The message with those bytes."""
    return connection.execute(select(StoredMessage.id).where(StoredMessage.sha256 == sha256)).scalar_one_or_none()


def content_of_key(connection: Connection, key: str) -> str | None:
    """The hash of the bytes that a key was first used for."""
    return connection.execute(select(SubmissionKey.sha256).where(SubmissionKey.key == key)).scalar_one_or_none()


def remember_key(connection: Connection, key: str, message: int, sha256: str) -> None:
    """Ties a key to a message."""
    connection.execute(insert(SubmissionKey).values(key=key, message_id=message, sha256=sha256))


def add(
    connection: Connection, content: bytes, name: str, media_type: str, received: str, accepted: str, by: str
) -> int:
    """Keeps a message."""
    row = insert(StoredMessage).values(
        sha256=keep(connection, content),
        name=name,
        media_type=media_type,
        received=received,
        accepted=accepted,
        accepted_by=by,
    )
    added: int = connection.execute(row.returning(StoredMessage.id)).scalar_one()
    return added


def assessed_at(connection: Connection, message: int) -> str | None:
    """When a message was assessed; None where it has not been yet."""
    wanted = select(AssessedMessage.at).where(AssessedMessage.message_id == message)
    return connection.execute(wanted).scalar_one_or_none()


def mark_assessed(connection: Connection, message: int, at: str) -> None:
    """Says that a message has been assessed."""
    connection.execute(insert(AssessedMessage).values(message_id=message, at=at))


def unassessed(connection: Connection) -> list[int]:
    """Messages that were accepted and not yet assessed: being worked on, or left by a process that was killed."""
    done = select(AssessedMessage.message_id)
    return list(connection.execute(select(StoredMessage.id).where(StoredMessage.id.not_in(done))).scalars())


def received_at(connection: Connection, message: int) -> str:
    """The moment of receipt of a message, which must be there."""
    return connection.execute(select(StoredMessage.received).where(StoredMessage.id == message)).scalar_one()


def fetch(connection: Connection, message: int) -> AnyRow | None:
    """A message with its bytes."""
    return connection.execute(
        select(
            StoredMessage.id,
            StoredMessage.name,
            StoredMessage.media_type,
            StoredMessage.sha256,
            StoredMessage.received,
            Content.content,
        )
        .join(Content, Content.sha256 == StoredMessage.sha256)
        .where(StoredMessage.id == message)
    ).one_or_none()
