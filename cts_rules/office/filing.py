"""What was read of a message, as rows: manifests, consignments, and what the past keeps of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from cts_grammar.folding import fold
from cts_grammar.vocabulary import Vocabulary, as_is
from cts_rules.evaluation.results import findings_of, readable
from cts_rules.history.moments import as_instant
from cts_rules.history.remembering import memories
from cts_rules.manifest.model import Consignment
from cts_rules.manifest.vocabulary_fields import PARTIES
from cts_rules.readers.reading import ReadManifest
from cts_rules.store import manifests as stored
from cts_rules.store import past


def file_manifests(
    connection: Connection, vocabulary: Vocabulary, message: int, readings: Sequence[ReadManifest], received: str
) -> int:
    """Keeps the manifests of a message under their moment of receipt; how many consignments they have."""
    count = 0
    for position, reading in enumerate(readings):
        manifest = msgspec.structs.replace(reading.manifest, received=received)
        found = findings_of(reading)
        severities = [finding.severity for finding in found]
        id_ = stored.add_manifest(
            connection,
            message_id=message,
            position=position,
            format=reading.format,
            charset=reading.charset,
            head=msgspec.to_builtins(msgspec.structs.replace(manifest, consignments=())),
            tally=_tally(reading),
            findings=msgspec.to_builtins([f for f in found if f.consignment is None]),
            consignments=len(manifest.consignments),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
        )
        ids = stored.add_consignments(connection, id_, _rows(reading, manifest.consignments))
        kept = memories(vocabulary, manifest, manifest.consignments, ids, as_instant(received))
        past.remember(connection, kept.values, kept.consignments)
        count += len(ids)
    return count


def _tally(reading: ReadManifest) -> dict[str, int]:
    tally = reading.tally
    return {
        "total": tally.total,
        "mapped": tally.mapped,
        "reported": tally.reported,
        "kept_raw": tally.kept_raw,
    }


def _rows(reading: ReadManifest, consignments: Sequence[Consignment]) -> list[Mapping[str, Any]]:
    encode = msgspec.json.encode
    findings: dict[int | None, list[Any]] = defaultdict(list)
    for finding in findings_of(reading):
        findings[finding.consignment].append(finding)
    raw: dict[int | None, list[dict[str, str]]] = defaultdict(list)
    for piece in reading.unmapped:
        raw[piece.consignment].append({"where": piece.where, "raw": piece.raw})
    return [
        {
            "position": position,
            "document": as_is(readable(consignment.document_number) or ""),
            "parties": _names(consignment),
            "model": encode(consignment),
            "findings": encode(findings[position]),
            "unmapped": encode(raw[position]),
        }
        for position, consignment in enumerate(consignments)
    ]


def _names(consignment: Consignment) -> str:
    names = (readable(getattr(consignment, party).name) for party in PARTIES)
    return "\n".join(dict.fromkeys(fold(name) for name in names if name))
