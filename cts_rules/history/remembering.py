"""From a consignment to what the past keeps of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cts_grammar.vocabulary import Field, Vocabulary
from cts_rules.history.identity import document_of, remembered_as
from cts_rules.manifest.model import Consignment, Manifest

AMOUNTS = {"gross weight": "gross_weight", "volume": "volume", "packages": "packages"}
"""Fields that can be added up, with their columns."""


@dataclass(frozen=True, slots=True)
class Memories:
    """Rows for the store."""

    values: list[dict[str, Any]]
    consignments: list[dict[str, Any]]


def key_fields(vocabulary: Vocabulary) -> tuple[Field, ...]:
    """The fields that the past can be asked by."""
    kept = vocabulary.history
    if kept is None:
        return ()
    found = (
        vocabulary.field_named(vocabulary.root, name) or vocabulary.field_named(vocabulary.outer, name)
        for name in kept.keys
    )
    return tuple(field for field in found if field is not None)


def memories(
    vocabulary: Vocabulary, manifest: Manifest, consignments: Sequence[Consignment], ids: Sequence[int], received: str
) -> Memories:
    """What is kept of the consignments of a manifest, received at that instant."""
    fields = key_fields(vocabulary)
    made = Memories([], [])
    for consignment, id_ in zip(consignments, ids, strict=True):
        document = document_of(manifest, consignment)
        amounts = {column: _number(getattr(consignment, column)) for column in AMOUNTS.values()}
        of = {"consignment_id": id_, "received": received}
        made.consignments.append({**of, "document": document.itself, "master": document.master, **amounts})
        rows = {row for field in fields for row in remembered_as(field, manifest, consignment)}
        made.values.extend({**of, "field": row.field, "value": row.value} for row in sorted(rows))
    return made


def _number(value: Any) -> float | None:
    return float(value) if type(value) in (int, float) else None
