"""What an assessment is replayed from: its message, its version, its conditions, and all that is stored of it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from cts_rules.store.assessments import Conditions, StoredAssessment
from cts_rules.store.base import AnyRow
from cts_rules.store.contents import Content
from cts_rules.store.manifests import StoredConsignment, StoredManifest
from cts_rules.store.messages import AssessedMessage
from cts_rules.store.rulebooks import StoredRulebook, StoredVersion, VersionFile
from cts_rules.store.sealing import Seal


def message_of(connection: Connection, assessment: int) -> int | None:
    """The message that an assessment is of."""
    wanted = (
        select(StoredManifest.message_id)
        .join(StoredConsignment, StoredConsignment.manifest_id == StoredManifest.id)
        .join(StoredAssessment, StoredAssessment.consignment_id == StoredConsignment.id)
        .where(StoredAssessment.id == assessment)
    )
    return connection.execute(wanted).scalar_one_or_none()


def assessed_messages(connection: Connection) -> list[int]:
    """All messages that were assessed."""
    return list(connection.execute(select(AssessedMessage.message_id).order_by(AssessedMessage.message_id)).scalars())


def assessments_of(connection: Connection, message: int) -> list[AnyRow]:
    """All assessments of a message, with their conditions, in the order of its consignments."""
    wanted = (
        select(
            StoredAssessment.__table__,
            StoredConsignment.position,
            StoredConsignment.manifest_id,
            StoredRulebook.name.label("rulebook"),
            StoredVersion.number,
            StoredVersion.hash,
            Conditions.received,
            Conditions.engine,
            Conditions.reference,
            Conditions.steps,
        )
        .join(StoredConsignment, StoredConsignment.id == StoredAssessment.consignment_id)
        .join(StoredManifest, StoredManifest.id == StoredConsignment.manifest_id)
        .join(StoredVersion, StoredVersion.id == StoredAssessment.version_id)
        .join(StoredRulebook, StoredRulebook.id == StoredVersion.rulebook_id)
        .join(Conditions, Conditions.id == StoredAssessment.conditions_id)
        .where(StoredManifest.message_id == message)
        .order_by(StoredManifest.position, StoredConsignment.position, StoredRulebook.name)
    )
    return list(connection.execute(wanted))


def kept_seal(row: AnyRow) -> Seal:
    """The seal that an assessment has."""
    return Seal(row.facts_seal, row.answers_seal, row.outcome_seal)


def files_of(connection: Connection, version: int) -> list[tuple[str, str, bytes]]:
    """(path, hash, bytes) of the files of a version."""
    wanted = (
        select(VersionFile.path, VersionFile.sha256, Content.content)
        .join(Content, Content.sha256 == VersionFile.sha256)
        .where(VersionFile.version_id == version)
        .order_by(VersionFile.path)
    )
    return [(path, name, content) for path, name, content in connection.execute(wanted)]
