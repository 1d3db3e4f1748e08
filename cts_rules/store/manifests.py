"""Manifests and their consignments as they were read, each with its findings, stored once and unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import AnyRow, Base
from cts_rules.store.many_rows import add_rows
from cts_rules.store.past import EarlierConsignment


class StoredManifest(Base):
    """One manifest of a message."""

    __tablename__ = "manifest"
    __table_args__ = (UniqueConstraint("message_id", "position"), {"comment": "manifests as they were read"})

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    position: Mapped[int] = mapped_column(comment="among the manifests of its message, from 0")
    format: Mapped[str] = mapped_column(String(100), comment="`UN/EDIFACT CUSCAR D.95B`")
    charset: Mapped[str] = mapped_column(String(50), comment="that its bytes were decoded with")
    head: Mapped[dict[str, Any]] = mapped_column(JSON, comment="its own fields, without its consignments")
    tally: Mapped[dict[str, int]] = mapped_column(JSON, comment="what became of the units of the message")
    findings: Mapped[list[Any]] = mapped_column(JSON, comment="those that concern no single consignment")
    consignments: Mapped[int] = mapped_column(comment="how many")
    errors: Mapped[int] = mapped_column(comment="findings, its consignments' included")
    warnings: Mapped[int] = mapped_column(comment="findings, its consignments' included")


class StoredConsignment(Base):
    """One consignment of a manifest."""

    __tablename__ = "consignment"
    __table_args__ = (
        UniqueConstraint("manifest_id", "position"),
        Index(None, "document"),
        {"comment": "consignments as they were read"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manifest_id: Mapped[int] = mapped_column(ForeignKey("manifest.id"))
    position: Mapped[int] = mapped_column(comment="in its manifest, from 0")
    document: Mapped[str | None] = mapped_column(Text, comment="number of the transport document, normalised")
    parties: Mapped[str] = mapped_column(Text, comment="names of all parties, folded, one on a line: to search in")
    model: Mapped[bytes] = mapped_column(LargeBinary, comment="JSON: the consignment as it was read")
    findings: Mapped[bytes] = mapped_column(LargeBinary, comment="JSON: what was found in its data")
    unmapped: Mapped[bytes] = mapped_column(LargeBinary, comment="JSON: pieces of the message that no field takes")


def add_manifest(connection: Connection, **columns: Any) -> int:
    """Keeps a manifest without its consignments."""
    added: int = connection.execute(insert(StoredManifest).values(columns).returning(StoredManifest.id)).scalar_one()
    return added


def add_consignments(connection: Connection, manifest: int, rows: list[Mapping[str, Any]]) -> list[int]:
    """Keeps the consignments of a manifest, in their order, and gives their ids."""
    add_rows(connection, StoredConsignment, [{"manifest_id": manifest, **row} for row in rows])
    wanted = select(StoredConsignment.id).where(StoredConsignment.manifest_id == manifest)
    return list(connection.execute(wanted.order_by(StoredConsignment.position)).scalars())


def manifests_of(connection: Connection, message: int) -> list[StoredManifest]:
    """The manifests of a message, in their order; values, not tied to the connection."""
    wanted = select(StoredManifest.__table__).where(StoredManifest.message_id == message)
    return [StoredManifest(**row) for row in connection.execute(wanted.order_by(StoredManifest.position)).mappings()]


def models_of(connection: Connection, manifest: int) -> Iterable[tuple[int, bytes, bytes]]:
    """(id, model, findings) of each consignment of a manifest, in their order."""
    columns = (StoredConsignment.id, StoredConsignment.model, StoredConsignment.findings)
    wanted = select(*columns).where(StoredConsignment.manifest_id == manifest).order_by(StoredConsignment.position)
    return [(id_, model, findings) for id_, model, findings in connection.execute(wanted)]


def filed_as(connection: Connection, consignments: Sequence[int]) -> Sequence[AnyRow]:
    """(id, model, manifest_id, head, received) of consignments by their ids: each with the manifest that it is of."""
    columns = (
        StoredConsignment.id,
        StoredConsignment.model,
        StoredConsignment.manifest_id,
        StoredManifest.head,
        EarlierConsignment.received,
    )
    wanted = (
        select(*columns)
        .join(StoredManifest, StoredManifest.id == StoredConsignment.manifest_id)
        .join(EarlierConsignment, EarlierConsignment.consignment_id == StoredConsignment.id)
        .where(StoredConsignment.id.in_(consignments))
    )
    return connection.execute(wanted).all()


def siblings_of(connection: Connection, consignment: int) -> Sequence[bytes]:
    """The models of all consignments of the manifest that one is of, in their order."""
    manifest = select(StoredConsignment.manifest_id).where(StoredConsignment.id == consignment).scalar_subquery()
    wanted = select(StoredConsignment.model).where(StoredConsignment.manifest_id == manifest)
    return connection.execute(wanted.order_by(StoredConsignment.position)).scalars().all()


def versions_of(connection: Connection, document: str, before: str, limit: int) -> list[AnyRow]:
    """What was received of a document before an instant, the oldest first: moment, manifest's head, model."""
    wanted = (
        select(EarlierConsignment.received, StoredManifest.head, StoredConsignment.model)
        .join(StoredConsignment, StoredConsignment.id == EarlierConsignment.consignment_id)
        .join(StoredManifest, StoredManifest.id == StoredConsignment.manifest_id)
        .where(EarlierConsignment.document == document, EarlierConsignment.received < before)
        .order_by(EarlierConsignment.received, EarlierConsignment.consignment_id)
        .limit(limit)
    )
    return list(connection.execute(wanted))
