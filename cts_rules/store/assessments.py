"""What the rulebooks said of each consignment, with all that decided it. Made once, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, ForeignKey, Index, LargeBinary, String, UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from cts_rules.store.base import Base
from cts_rules.store.many_rows import add_rows


class StoredAssessment(Base):
    """One version of a rulebook on one consignment."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("consignment_id", "version_id"), {"comment": "verdicts of rulebooks"})

    id: Mapped[int] = mapped_column(primary_key=True)
    consignment_id: Mapped[int] = mapped_column(ForeignKey("consignment.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("rulebook_version.id"))
    conditions_id: Mapped[int] = mapped_column(ForeignKey("conditions.id"))
    result: Mapped[bytes] = mapped_column(LargeBinary, comment="JSON: lane, score, fired and undecided rules")
    findings: Mapped[bytes] = mapped_column(LargeBinary, comment="JSON: what assessing found")
    history: Mapped[bytes] = mapped_column(LargeBinary, comment="JSON: what was asked of the past, and its answers")
    facts_seal: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the manifest's fields and the consignment")
    answers_seal: Mapped[str] = mapped_column(String(64), comment="SHA-256 of `history`")
    outcome_seal: Mapped[str] = mapped_column(String(64), comment="SHA-256 of `result` and `findings`")


class Conditions(Base):
    """Under what a message was assessed, besides rulebooks and history."""

    __tablename__ = "conditions"
    __table_args__ = {"comment": "what else decided the assessments of a message"}

    id: Mapped[int] = mapped_column(primary_key=True)
    received: Mapped[str] = mapped_column(String(20), comment="by which dates and history went, UTC")
    assessed: Mapped[str] = mapped_column(String(20), comment="when, UTC")
    engine: Mapped[str] = mapped_column(String(50), comment="version of the product")
    reference: Mapped[str] = mapped_column(String(64), comment="digest of the code lists and word lists")
    steps: Mapped[int | None] = mapped_column(comment="list elements that a rule might look at; null: not kept")


class Verdict(Base):
    """The most severe lane of a consignment: what lists are sorted by."""

    __tablename__ = "verdict"
    __table_args__ = (
        Index(None, "manifest_id", "severity", "rank", "position"),
        Index(None, "lane", "manifest_id", "severity", "rank", "position"),
        {"comment": "the most severe lane of each consignment"},
    )

    consignment_id: Mapped[int] = mapped_column(ForeignKey("consignment.id"), primary_key=True)
    manifest_id: Mapped[int] = mapped_column(ForeignKey("manifest.id"))
    position: Mapped[int] = mapped_column(comment="of the consignment in its manifest")
    severity: Mapped[int] = mapped_column(comment="0: the most severe lane of any rulebook")
    rank: Mapped[float] = mapped_column(comment="the score, negative, so that the highest comes first")
    lane: Mapped[str | None] = mapped_column(String(100), comment="null: no rulebook is for it")
    version_id: Mapped[int | None] = mapped_column(ForeignKey("rulebook_version.id"), comment="that decided the lane")
    undecided: Mapped[int] = mapped_column(comment="rules that could have fired had more been filed")
    findings: Mapped[int] = mapped_column(comment="errors and warnings in its data")


class FiredRule(Base):
    """That a rule fired on a consignment: to find consignments by rule."""

    __tablename__ = "fired_rule"
    __table_args__ = {"comment": "which rules fired on which consignments", "sqlite_with_rowid": False}

    rule: Mapped[str] = mapped_column(String(200), primary_key=True)
    consignment_id: Mapped[int] = mapped_column(ForeignKey("consignment.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("rulebook_version.id"), primary_key=True)


def add_conditions(connection: Connection, **columns: str | int) -> int:
    """Keeps what else decided the assessments of a message."""
    added: int = connection.execute(insert(Conditions).values(columns).returning(Conditions.id)).scalar_one()
    return added


def add_assessments(
    connection: Connection,
    assessments: Sequence[Mapping[str, Any]],
    verdicts: Sequence[Mapping[str, Any]],
    fired: Sequence[Mapping[str, Any]],
) -> None:
    """Keeps the verdicts on the consignments of a message."""
    add_rows(connection, StoredAssessment, assessments)
    add_rows(connection, Verdict, verdicts)
    add_rows(connection, FiredRule, fired)


def assessment_ids(connection: Connection, consignment: int) -> list[int]:
    """The assessments of a consignment."""
    wanted = select(StoredAssessment.id).where(StoredAssessment.consignment_id == consignment)
    return list(connection.execute(wanted.order_by(StoredAssessment.id)).scalars())
