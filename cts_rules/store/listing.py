"""Lists of manifests and consignments, a page at a time. Only what has been assessed is in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, tuple_

from cts_grammar.folding import fold
from cts_grammar.vocabulary import as_is
from cts_rules.store.assessments import Conditions, FiredRule, StoredAssessment, Verdict
from cts_rules.store.base import AnyRow, AnySelect
from cts_rules.store.manifests import StoredConsignment, StoredManifest
from cts_rules.store.messages import AssessedMessage, StoredMessage
from cts_rules.store.rulebooks import StoredRulebook, StoredVersion


class Wanted(msgspec.Struct, frozen=True):
    """Which consignments are asked for; what is None is not asked."""

    manifest: int | None = None
    lane: str | None = None
    rulebook: str | None = None
    """That decided the lane."""
    rule: str | None = None
    """That fired."""
    document: str | None = None
    """Number of the transport document, however it is spaced."""
    party: str | None = None
    """A part of the name of any party, in any case and without accents."""
    received_from: str | None = None
    """A day or an instant, included."""
    received_to: str | None = None
    """A day or an instant, included."""


MANIFESTS = (
    select(
        StoredManifest.__table__,
        StoredMessage.name.label("file"),
        StoredMessage.received,
        AssessedMessage.at.label("assessed"),
    )
    .join(StoredMessage, StoredMessage.id == StoredManifest.message_id)
    .join(AssessedMessage, AssessedMessage.message_id == StoredMessage.id)
)

CONSIGNMENTS = (
    select(
        Verdict.consignment_id.label("id"),
        Verdict.manifest_id,
        Verdict.position,
        Verdict.severity,
        Verdict.rank,
        Verdict.lane,
        Verdict.undecided,
        Verdict.findings.label("doubts"),
        StoredRulebook.name.label("decided_by"),
        StoredConsignment.model,
        StoredConsignment.findings,
        StoredConsignment.unmapped,
        StoredMessage.received,
    )
    .join(StoredConsignment, StoredConsignment.id == Verdict.consignment_id)
    .join(StoredManifest, StoredManifest.id == Verdict.manifest_id)
    .join(StoredMessage, StoredMessage.id == StoredManifest.message_id)
    .outerjoin(StoredVersion, StoredVersion.id == Verdict.version_id)
    .outerjoin(StoredRulebook, StoredRulebook.id == StoredVersion.rulebook_id)
)


def manifests(connection: Connection, before: int | None, limit: int) -> list[AnyRow]:
    """Manifests with a lower id, the newest first."""
    wanted = MANIFESTS.order_by(StoredManifest.id.desc()).limit(limit)
    return list(connection.execute(_below(wanted, before)))


def _below(wanted: AnySelect, before: int | None) -> AnySelect:
    return wanted if before is None else wanted.where(StoredManifest.id < before)


def manifest(connection: Connection, id_: int) -> AnyRow | None:
    """One manifest."""
    return connection.execute(MANIFESTS.where(StoredManifest.id == id_)).one_or_none()


def manifests_of_message(connection: Connection, message: int) -> list[AnyRow]:
    """The manifests of a message, in their order."""
    wanted = MANIFESTS.where(StoredManifest.message_id == message).order_by(StoredManifest.position)
    return list(connection.execute(wanted))


def lanes(connection: Connection, manifests: Iterable[int]) -> dict[int, list[tuple[str, int]]]:
    """How many consignments of each manifest are in each lane, most severe first; those that no rulebook is for not."""
    wanted = (
        select(Verdict.manifest_id, Verdict.lane, func.count())
        .where(Verdict.manifest_id.in_(list(manifests)), Verdict.lane.is_not(None))
        .group_by(Verdict.manifest_id, Verdict.severity, Verdict.lane)
        .order_by(Verdict.severity)
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for manifest_, lane, count in connection.execute(wanted):
        found.setdefault(manifest_, []).append((str(lane), count))
    return found


def undecided(connection: Connection, manifests: Iterable[int]) -> dict[int, int]:
    """How many consignments of each manifest have a rule that could not be decided."""
    wanted = (
        select(Verdict.manifest_id, func.count().label("consignments"))
        .where(Verdict.manifest_id.in_(list(manifests)), Verdict.undecided > 0)
        .group_by(Verdict.manifest_id)
    )
    return {row.manifest_id: row.consignments for row in connection.execute(wanted)}


Place = tuple[int, int, float, int]
"""Where a page of consignments begins: after this manifest, severity, rank, position."""


def consignments(connection: Connection, wanted: Wanted, after: Place | None, limit: int) -> list[AnyRow]:
    """Of the newest manifest first, in it the most severe lane, the highest score, its own order."""
    found = _filtered(CONSIGNMENTS, wanted)
    if after is not None:
        manifest_, *inner = after
        order = tuple_(Verdict.severity, Verdict.rank, Verdict.position)
        found = found.where(
            (Verdict.manifest_id < manifest_) | ((Verdict.manifest_id == manifest_) & (order > tuple_(*inner)))
        )
    ordered = found.order_by(Verdict.manifest_id.desc(), Verdict.severity, Verdict.rank, Verdict.position)
    return list(connection.execute(ordered.limit(limit)))


def _filtered(found: AnySelect, wanted: Wanted) -> AnySelect:
    if wanted.manifest is not None:
        found = found.where(Verdict.manifest_id == wanted.manifest)
    if wanted.lane is not None:
        found = found.where(Verdict.lane == wanted.lane)
    if wanted.rulebook is not None:
        found = found.where(StoredRulebook.name == wanted.rulebook)
    if wanted.rule is not None:
        fired = select(FiredRule.consignment_id).where(FiredRule.rule == wanted.rule)
        found = found.where(Verdict.consignment_id.in_(fired))
    if wanted.document is not None:
        found = found.where(StoredConsignment.document == (as_is(wanted.document) or ""))
    if wanted.party is not None:
        found = found.where(StoredConsignment.parties.contains(fold(wanted.party), autoescape=True))
    if wanted.received_from is not None:
        found = found.where(StoredMessage.received >= wanted.received_from)
    if wanted.received_to is not None:  # a day ends before the colon does: T < U
        found = found.where(StoredMessage.received <= f"{wanted.received_to}U")
    return found


def consignment(connection: Connection, id_: int) -> AnyRow | None:
    """One consignment."""
    return connection.execute(CONSIGNMENTS.where(Verdict.consignment_id == id_)).one_or_none()


ASSESSMENTS = (
    select(
        StoredAssessment.__table__,
        StoredRulebook.name.label("rulebook"),
        StoredVersion.number,
        StoredVersion.hash,
        Conditions.received,
        Conditions.assessed,
        Conditions.engine,
        Conditions.reference,
    )
    .join(StoredVersion, StoredVersion.id == StoredAssessment.version_id)
    .join(StoredRulebook, StoredRulebook.id == StoredVersion.rulebook_id)
    .join(Conditions, Conditions.id == StoredAssessment.conditions_id)
)


def assessments(connection: Connection, consignments: Iterable[int]) -> list[AnyRow]:
    """The assessments of some consignments, by rulebook."""
    wanted = ASSESSMENTS.where(StoredAssessment.consignment_id.in_(list(consignments)))
    return list(connection.execute(wanted.order_by(StoredRulebook.name)))


def assessment(connection: Connection, id_: int) -> AnyRow | None:
    """One assessment."""
    return connection.execute(ASSESSMENTS.where(StoredAssessment.id == id_)).one_or_none()


def versions_of_manifest(connection: Connection, manifest: int) -> list[tuple[str, int]]:
    """The versions that a manifest was assessed under."""
    first = select(StoredConsignment.id).where(StoredConsignment.manifest_id == manifest).limit(1).scalar_subquery()
    wanted = (
        select(StoredRulebook.name, StoredVersion.number)
        .join(StoredVersion, StoredVersion.rulebook_id == StoredRulebook.id)
        .join(StoredAssessment, StoredAssessment.version_id == StoredVersion.id)
        .where(StoredAssessment.consignment_id == first)
        .order_by(StoredRulebook.name)
    )
    return [(name, number) for name, number in connection.execute(wanted)]


def facts_of(connection: Connection, consignment_: int) -> tuple[dict[str, Any], bytes]:
    """What rules saw of a consignment: its manifest's own fields, and its model."""
    row = connection.execute(
        select(StoredManifest.head, StoredConsignment.model)
        .join(StoredConsignment, StoredConsignment.manifest_id == StoredManifest.id)
        .where(StoredConsignment.id == consignment_)
    ).one()
    return row.head, row.model
