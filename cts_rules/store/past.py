"""What earlier consignments are remembered by: one row for each value that a rule may ask after.

The rows of a question lie together in the primary key, in the order of their moments, so that a window is one stretch
of it; a pair is the rows of the one whose consignment has a row for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import Base
from cts_rules.store.many_rows import add_rows


class Remembered(Base):
    """That a consignment has a value: `consignee/id` is `EC0991`."""

    __tablename__ = "remembered"
    __table_args__ = (
        Index(None, "consignment_id", "field"),
        {"comment": "values that earlier consignments are found by", "sqlite_with_rowid": False},
    )

    field: Mapped[str] = mapped_column(String(40), primary_key=True, comment="`consignee/id`, `port of loading`")
    value: Mapped[str] = mapped_column(Text, primary_key=True, comment="normalised")
    received: Mapped[str] = mapped_column(String(20), primary_key=True, comment="when, UTC")
    consignment_id: Mapped[int] = mapped_column(ForeignKey("consignment.id"), primary_key=True)


class EarlierConsignment(Base):
    """What can be summed up over earlier consignments, and which document each belongs to."""

    __tablename__ = "earlier_consignment"
    __table_args__ = (
        Index(None, "document", "received", "consignment_id"),
        Index(None, "received"),
        {"comment": "what questions about the past count and add up"},
    )

    consignment_id: Mapped[int] = mapped_column(ForeignKey("consignment.id"), primary_key=True)
    received: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    document: Mapped[str | None] = mapped_column(Text, comment="its transport document; null: a document of its own")
    master: Mapped[str | None] = mapped_column(Text, comment="the master document that it is a house of")
    gross_weight: Mapped[float | None] = mapped_column(Float, comment="kg")
    volume: Mapped[float | None] = mapped_column(Float, comment="m3")
    packages: Mapped[float | None] = mapped_column(Float)


def remember(connection: Connection, values: Sequence[dict[str, Any]], consignments: Sequence[dict[str, Any]]) -> None:
    """Adds consignments to the past."""
    add_rows(connection, EarlierConsignment, consignments)
    add_rows(connection, Remembered, values)
