"""The keys of a question: what this consignment is asked by, and what another one must have to agree.

A key is a field of the consignment or its manifest, of each element of a list, of which one shared value is enough, or
of the one element that a quantifier has bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import inf
from typing import Any, NamedTuple

from cts_engine.history import Own
from cts_engine.primitives.guarding import BAD_DATA, along
from cts_engine.values import Partial
from cts_grammar.checked import FieldValue, OfEach, Past
from cts_grammar.vocabulary import Field, Kind, Relation
from cts_rules.history.identity import (
    Value,
    asked_by,
    asked_value,
    lacking,
    lacking_value,
    normalised,
    remembered_as,
)
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.manifest.vocabulary_fields import PARTIES

Key = FieldValue | OfEach


class Asked(NamedTuple):
    """How a question is put about one consignment."""

    rows: tuple[tuple[Value, ...], ...]
    """For each key the rows that agree, any of them."""
    whole: bool
    """Whether nothing is missing that more could agree by."""
    missing: tuple[str, ...]
    """Names of the fields without which it cannot be asked; empty: it can."""


def asked(question: Past, manifest: Manifest, consignment: Consignment, own: Own) -> Asked:
    """How a question is put about a consignment."""
    left = iter(own)
    each = [_asked(key, manifest, consignment, left) for key in question.keys]
    missing = [name for one in each for name in one.missing]
    return Asked(
        tuple(rows for one in each for rows in one.rows),
        all(one.whole for one in each),
        tuple(dict.fromkeys(missing)),
    )


def agrees(question: Past, wanted: Asked, manifest: Manifest, consignment: Consignment) -> bool:
    """Whether another consignment agrees in every key."""
    pairs = zip(question.keys, wanted.rows, strict=True)
    return all(set(rows_of(key, manifest, consignment)).intersection(rows) for key, rows in pairs)


def rows_of(key: Key, manifest: Manifest, consignment: Consignment) -> tuple[Value, ...]:
    """The rows that a consignment has for a key; none where it cannot be read."""
    if fields := of_another(key):
        rows = (row for field in fields for row in remembered_as(field, manifest, consignment))
        return tuple(dict.fromkeys(rows))
    if isinstance(key, OfEach):
        return tuple(dict.fromkeys(row for rows in _of_each(key, consignment) or () for row in rows))
    if key.level > 1:
        return remembered_of_elements(key.field, consignment)
    return remembered_as(key.field, manifest, consignment)


def of_another(key: Key) -> tuple[Field, ...]:
    """The fields of another consignment that an element's value is looked for in; none: those of its elements.

    What is asked of a house, a master or a consignment that shares a container is that field of whichever came before;
    what is asked of a party may have stood there in any part.
    """
    field = key.value.field if isinstance(key, OfEach) else key.field
    if field.of == "party":
        return _in_any_part(field)
    bound = isinstance(key, FieldValue) and key.level > 1
    return (field,) if bound and field.of == "consignment" else ()


@cache
def _in_any_part(field: Field) -> tuple[Field, ...]:
    whole = field.type.kind is Kind.PARTY
    return tuple(
        replace(field, name=part if whole else f"{part} {field.name}", of="consignment", path=(part, *field.path))
        for part in PARTIES
    )


def _lacked(field: Field, filed: Any) -> tuple[str, ...]:
    """The names by which what a bound element lacks is told."""
    if field.of == "consignment" or field.type.kind is Kind.PARTY:
        return lacking_value(field, filed)
    return (row_name(field),)


def remembered_of_elements(field: Field, consignment: Consignment) -> tuple[Value, ...]:
    """The rows of a field of elements, wherever they are inside the consignment."""
    found = _elements_of(field, consignment)
    rows = (row_of(field, along(element, field.path)) for element in found)
    return tuple(dict.fromkeys(row for row in rows if row is not None))


def row_of(field: Field, filed: Any) -> Value | None:
    """The row of one value of a field of an element."""
    text = normalised(field, filed)
    return Value(row_name(field), text) if text else None


def row_name(field: Field) -> str:
    """`container number`, `transhipment port`."""
    return field.name if field.name == field.of else f"{field.of} {field.name}"


def elements(relation: Relation, consignment: Consignment) -> Any:
    """What a consignment has in a list: None where the list is missing."""
    if relation.through is None:
        found = along(consignment, relation.path)
    else:
        try:
            found = relation.through(consignment, consignment)
        except BAD_DATA:
            return None
    return found if isinstance(found, tuple) else None


def gaps_of(key: OfEach, consignment: Consignment) -> float:
    """How many more values a consignment may have there than can be read."""
    found = _of_each(key, consignment)
    if found is None or isinstance(elements(key.over.relation, consignment), Partial):
        return inf
    return found.count(())


def _asked(key: Key, manifest: Manifest, consignment: Consignment, own: Iterator[Any]) -> Asked:
    if isinstance(key, OfEach):
        return _asked_of_each(key, consignment)
    if fields := of_another(key):
        filed = next(own, None)
        rows = tuple(dict.fromkeys(row for field in fields for row in asked_value(field, filed)))
        return Asked((rows,), True, () if rows else _lacked(key.field, filed))
    if key.level > 1:
        row = row_of(key.field, next(own, None))
        return Asked(((row,) if row else (),), True, () if row else (row_name(key.field),))
    rows = asked_by(key.field, manifest, consignment)
    return Asked((rows,), True, () if rows else lacking(key.field, manifest, consignment))


def _asked_of_each(key: OfEach, consignment: Consignment) -> Asked:
    """By any of the values. Of an empty list none can be shared; those that are missing could be."""
    found = _of_each(key, consignment)
    if found is None:
        return Asked(((),), False, (key.over.relation.plural,))
    rows = tuple(dict.fromkeys(row for rows in found for row in rows))
    whole = () not in found and not isinstance(elements(key.over.relation, consignment), Partial)
    return Asked((rows,), whole, () if rows or whole else (row_name(key.value.field),))


def _of_each(key: OfEach, consignment: Consignment) -> list[tuple[Value, ...]] | None:
    """The rows that each element is asked by, none for one that lacks it; None where the list is missing."""
    found = elements(key.over.relation, consignment)
    if found is None:
        return None
    return [_rows_asked(key, along(element, key.value.field.path)) for element in found]


def _rows_asked(key: OfEach, filed: Any) -> tuple[Value, ...]:
    if fields := of_another(key):
        return tuple(row for field in fields for row in asked_value(field, filed))
    row = row_of(key.value.field, filed)
    return (row,) if row else ()


def _elements_of(field: Field, consignment: Consignment) -> tuple[Any, ...]:
    lists: dict[str, tuple[Any, ...] | None] = {
        "goods item": consignment.goods_items,
        "container": consignment.containers,
        "transhipment port": consignment.transhipment_ports,
        "routing country": consignment.routing_countries,
    }
    if field.of == "seal":
        return tuple(seal for container in consignment.containers or () for seal in container.seals or ())
    return lists.get(field.of) or ()
