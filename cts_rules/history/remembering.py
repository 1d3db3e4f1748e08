"""From a consignment to what the past keeps of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cts_grammar.checked import OfEach
from cts_grammar.vocabulary import Field, Vocabulary
from cts_rules.history.identity import document_of, remembered_as
from cts_rules.history.keys import Key, of_another, remembered_of_elements
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.manifest.vocabulary_history import KEPT

AMOUNTS = {"gross weight": "gross_weight", "volume": "volume", "packages": "packages"}
"""Fields that can be added up, with their columns."""


@dataclass(frozen=True, slots=True)
class Memories:
    """Rows for the store."""

    values: list[dict[str, Any]]
    consignments: list[dict[str, Any]]


INSIDE = (("container", "number"), ("seal", "number"))
"""Fields of what a consignment holds, by which it is found as well."""

ALSO = ("master document number",)
"""Fields of the consignment by which it is found besides those that the vocabulary keeps."""


def is_remembered(key: Key) -> bool:
    """Whether consignments are found by it; by other keys they are read back and compared."""
    if fields := of_another(key):
        return all(field.name in (*KEPT.keys, *ALSO) for field in fields)
    if isinstance(key, OfEach) or key.level > 1:
        field = key.value.field if isinstance(key, OfEach) else key.field
        return (field.of, field.name) in INSIDE
    return key.field.name in (*KEPT.keys, *ALSO)


def key_fields(vocabulary: Vocabulary) -> tuple[Field, ...]:
    """The fields that the past can be asked by."""
    kept = vocabulary.history
    if kept is None:
        return ()
    found = (
        vocabulary.field_named(vocabulary.root, name) or vocabulary.field_named(vocabulary.outer, name)
        for name in (*kept.keys, *ALSO)
    )
    return tuple(field for field in found if field is not None)


def inner_fields(vocabulary: Vocabulary) -> tuple[Field, ...]:
    """The fields of what a consignment holds that the past can be asked by."""
    found = (vocabulary.field_named(thing, name) for thing, name in INSIDE)
    return tuple(field for field in found if field is not None) if vocabulary.history is not None else ()


def memories(
    vocabulary: Vocabulary, manifest: Manifest, consignments: Sequence[Consignment], ids: Sequence[int], received: str
) -> Memories:
    """What is kept of the consignments of a manifest, received at that instant."""
    fields = key_fields(vocabulary)
    inside = inner_fields(vocabulary)
    made = Memories([], [])
    for consignment, id_ in zip(consignments, ids, strict=True):
        document = document_of(manifest, consignment)
        amounts = {column: _number(getattr(consignment, column)) for column in AMOUNTS.values()}
        of = {"consignment_id": id_, "received": received}
        made.consignments.append({**of, "document": document.itself, "master": document.master, **amounts})
        rows = {row for field in fields for row in remembered_as(field, manifest, consignment)}
        rows.update(row for field in inside for row in remembered_of_elements(field, consignment))
        made.values.extend({**of, "field": row.field, "value": row.value} for row in sorted(rows))
    return made


def _number(value: Any) -> float | None:
    return float(value) if type(value) in (int, float) else None
