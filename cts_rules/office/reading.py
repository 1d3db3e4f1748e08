"""What is stored, read back: manifests, consignments, assessments, messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from cts_rules.evaluation.contract import ConsignmentResult, Found
from cts_rules.evaluation.results import readable
from cts_rules.history.recording import as_plain, decoded
from cts_rules.manifest.model import Consignment
from cts_rules.office.answers import (
    AssessmentRecord,
    ConsignmentDetail,
    ConsignmentSummary,
    FiredBriefly,
    LaneCount,
    ManifestDetail,
    ManifestSummary,
    Message,
    Page,
)
from cts_rules.office.cursors import cursor_of, place_of
from cts_rules.office.office import Office
from cts_rules.office.refusals import not_found
from cts_rules.store import listing, messages
from cts_rules.store.base import AnyRow
from cts_rules.store.listing import Wanted

LARGEST_ID = 2**63 - 1
"""That the store can be asked for."""


def manifests(office: Office, cursor: str | None = None, limit: int = 50) -> Page[ManifestSummary]:
    """Stored manifests, the newest first."""
    before = place_of(cursor, int)
    with office.reading() as connection:
        rows = listing.manifests(connection, _id(before) if before is not None else None, limit + 1)
        found = _summaries(connection, rows[:limit])
    return Page(found, cursor_of(found[-1].id) if len(rows) > limit else None)


def manifests_of_message(office: Office, message: int) -> list[ManifestSummary]:
    """The manifests of a message."""
    with office.reading() as connection:
        return _summaries(connection, listing.manifests_of_message(connection, _id(message)))


def manifest(office: Office, id_: int) -> ManifestDetail:
    """One manifest. NotFound where there is none."""
    with office.reading() as connection:
        row = listing.manifest(connection, _id(id_))
        if row is None:
            raise not_found("manifest", id_)
        return ManifestDetail(
            summary=_summaries(connection, [row])[0],
            manifest=row.head,
            charset=row.charset,
            tally=row.tally,
            findings=msgspec.convert(row.findings, list[Found]),
            rulebooks=[f"{name} {number}" for name, number in listing.versions_of_manifest(connection, id_)],
        )


def message(office: Office, id_: int) -> Message:
    """A message with its bytes. NotFound where there is none."""
    with office.reading() as connection:
        row = messages.fetch(connection, _id(id_))
    if row is None:
        raise not_found("message", id_)
    return Message(row.id, row.name, row.media_type, row.sha256, row.received, row.content)


def consignments(
    office: Office, wanted: Wanted, cursor: str | None = None, limit: int = 50
) -> Page[ConsignmentSummary]:
    """Stored consignments: of the newest manifest first, in it the most severe lane and the highest score first."""
    with office.reading() as connection:
        rows = listing.consignments(connection, wanted, place_of(cursor, tuple[int, int, float, int]), limit + 1)
        found = _consignments(connection, rows[:limit])
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    place = (last.manifest_id, last.severity, last.rank, last.position) if last is not None else None
    return Page(found, cursor_of(place) if place else None)


def consignment(office: Office, id_: int) -> ConsignmentDetail:
    """One consignment with everything that is known of it. NotFound where there is none."""
    with office.reading() as connection:
        row = listing.consignment(connection, _id(id_))
        if row is None:
            raise not_found("consignment", id_)
        assessments = listing.assessments(connection, [id_])
    return ConsignmentDetail(
        summary=_consignment(row, [_briefly(each) for each in assessments]),
        consignment=msgspec.json.decode(row.model),
        findings=msgspec.json.decode(row.findings, type=list[Found]),
        unmapped=msgspec.json.decode(row.unmapped),
        assessments=[_assessment(each) for each in assessments],
    )


def assessment(office: Office, id_: int) -> AssessmentRecord:
    """One assessment. NotFound where there is none."""
    with office.reading() as connection:
        row = listing.assessment(connection, _id(id_))
    if row is None:
        raise not_found("assessment", id_)
    return _assessment(row)


def _id(id_: int) -> int:
    return id_ if 0 <= id_ <= LARGEST_ID else -1


# --- rows as answers --------------------------------------------------------------------------------------------------


def _summaries(connection: Connection, rows: Sequence[AnyRow]) -> list[ManifestSummary]:
    ids = [row.id for row in rows]
    lanes, undecided = listing.lanes(connection, ids), listing.undecided(connection, ids)
    return [_manifest(row, lanes.get(row.id, []), undecided.get(row.id, 0)) for row in rows]


def _manifest(row: AnyRow, lanes: list[tuple[str, int]], undecided: int) -> ManifestSummary:
    head: dict[str, Any] = row.head

    def told(name: str) -> str | None:
        value = head.get(name)
        return str(value.get("unreadable")) if isinstance(value, dict) else value

    return ManifestSummary(
        id=row.id,
        message=row.message_id,
        position=row.position,
        file=row.file,
        format=row.format,
        number=told("manifest_number"),
        transport_mode=told("transport_mode"),
        movement=told("movement"),
        carrier=told("carrier_name") or told("carrier"),
        conveyance=told("vessel_name") or told("flight_number") or told("voyage_number"),
        port_of_arrival=told("port_of_arrival"),
        arrival=told("arrival"),
        received=row.received,
        assessed=row.assessed,
        consignments=row.consignments,
        lanes=[LaneCount(lane, count) for lane, count in lanes],
        undecided=undecided,
        errors=row.errors,
        warnings=row.warnings,
    )


def _consignments(connection: Connection, rows: Sequence[AnyRow]) -> list[ConsignmentSummary]:
    fired: dict[int, list[_Briefly]] = {}
    for row in listing.assessments(connection, [row.id for row in rows]):
        fired.setdefault(row.consignment_id, []).append(_briefly(row))
    return [_consignment(row, fired.get(row.id, [])) for row in rows]


_Briefly = tuple[str, set[str], list[FiredBriefly], bool]
"""A rulebook, the rules that decided its lane, the rules that fired, whether the lane was drawn at random."""


def _briefly(row: AnyRow) -> _Briefly:
    result = msgspec.json.decode(row.result, type=ConsignmentResult)
    told = [FiredBriefly(row.rulebook, f.rule, f.title, f.score, f.message, f.shadow) for f in result.fired]
    return row.rulebook, set(result.selected_by), told, result.random_selection == "selected"


def _consignment(row: AnyRow, assessed: Sequence[_Briefly]) -> ConsignmentSummary:
    it = msgspec.json.decode(row.model, type=Consignment)
    first = [f for book, by, fired, _ in assessed for f in fired if book == row.decided_by and f.rule in by]
    rest = [f for _, _, fired, _ in assessed for f in fired if f not in first]
    weightiest = [f for group in (first, rest) for f in sorted(group, key=lambda f: -f.score)]
    texts = (item.description for item in it.goods_items or ())
    weight = it.gross_weight
    return ConsignmentSummary(
        id=row.id,
        manifest=row.manifest_id,
        index=row.position,
        document=readable(it.document_number),
        document_type=readable(it.document_type),
        consignor=readable(it.consignor.name),
        consignee=readable(it.consignee.name),
        port_of_loading=readable(it.port_of_loading),
        port_of_discharge=readable(it.port_of_discharge),
        description="; ".join(text for text in texts if isinstance(text, str)) or None,
        gross_weight=weight if isinstance(weight, int | float) else None,
        received=row.received,
        lane=row.lane,
        decided_by=row.decided_by,
        score=-row.rank or 0.0,
        fired=weightiest,
        undecided=row.undecided,
        findings=row.doubts,
        selected_at_random=any(at_random for book, _, _, at_random in assessed if book == row.decided_by),
    )


def _assessment(row: AnyRow) -> AssessmentRecord:
    return AssessmentRecord(
        id=row.id,
        consignment=row.consignment_id,
        rulebook=row.rulebook,
        version=row.number,
        hash=row.hash,
        received=row.received,
        assessed=row.assessed,
        engine=row.engine,
        reference=row.reference,
        result=msgspec.json.decode(row.result, type=ConsignmentResult),
        findings=msgspec.json.decode(row.findings, type=list[Found]),
        history=as_plain(decoded(row.history)),
    )


__all__ = [
    "Wanted",
    "assessment",
    "consignment",
    "consignments",
    "manifest",
    "manifests",
    "manifests_of_message",
    "message",
]
