"""What a consignment is remembered by: normalised values, the same when it is stored and when the past is asked.

A party is the same by identifier where both have one, else by folded name and country. So a party is remembered under
`consignee/id`, and by name and country under `consignee/name` where it has no identifier, `consignee/name with id`
where it has one: who asks with an identifier is not answered by another's of the same name.
"""

from __future__ import annotations

from math import isfinite
from typing import Any, NamedTuple

from cts_engine.primitives.guarding import BAD_DATA, along
from cts_engine.primitives.parties import known
from cts_engine.values import Money
from cts_grammar.folding import fold
from cts_grammar.vocabulary import Field, Kind, as_is
from cts_rules.manifest.model import Consignment, Manifest

BY_ID, BY_NAME, BY_NAME_WITH_ID = "/id", "/name", "/name with id"
HS_DIGITS = 6
"""Of a main HS code, in the past: national digits differ between offices and years."""


class Value(NamedTuple):
    """A row of the past."""

    field: str
    value: str


def remembered_as(field: Field, manifest: Manifest, consignment: Consignment) -> tuple[Value, ...]:
    """The rows that a consignment leaves for a field; none where the field cannot be read."""
    return remembered_value(field, _read(field, manifest, consignment))


def remembered_value(field: Field, found: Any) -> tuple[Value, ...]:
    """The same of what was filed for it."""
    if field.type.kind is not Kind.PARTY:
        text = normalised(field, found)
        return (Value(field.name, text),) if text else ()
    party = known(found)
    named = f"{party.country} {party.name}" if party.name and party.country else ""
    rows = []
    if party.id:
        rows.append(Value(field.name + BY_ID, party.id))
    if named:
        rows.append(Value(field.name + (BY_NAME_WITH_ID if party.id else BY_NAME), named))
    return tuple(rows)


def asked_by(field: Field, manifest: Manifest, consignment: Consignment) -> tuple[Value, ...]:
    """The rows by which an earlier consignment is the same in a field, any of them; none where it cannot be asked."""
    return asked_value(field, _read(field, manifest, consignment))


def asked_value(field: Field, found: Any) -> tuple[Value, ...]:
    """The same of what was filed for it."""
    if field.type.kind is not Kind.PARTY:
        return remembered_value(field, found)
    party = known(found)
    named = f"{party.country} {party.name}" if party.name and party.country else ""
    if party.id:
        by_id = (Value(field.name + BY_ID, party.id),)
        return (*by_id, Value(field.name + BY_NAME, named)) if named else by_id
    return (Value(field.name + BY_NAME, named), Value(field.name + BY_NAME_WITH_ID, named)) if named else ()


def lacking(field: Field, manifest: Manifest, consignment: Consignment) -> tuple[str, ...]:
    """Names of the fields that are wanted before a field can be asked by."""
    return lacking_value(field, _read(field, manifest, consignment))


def lacking_value(field: Field, found: Any) -> tuple[str, ...]:
    """The same of what was filed for it."""
    if field.type.kind is not Kind.PARTY:
        return (field.name,)
    party = known(found)
    if not party.name:
        return (field.name,)
    return (f"{field.name} country",)


class Document(NamedTuple):
    """Which transport document a consignment is of, and which master it belongs to; None where that is not told."""

    itself: str | None
    master: str | None


def document_of(manifest: Manifest, consignment: Consignment) -> Document:
    """A document is told by its number and its carrier, a house by its number and its master.

    >>> document_of(Manifest(carrier="NPLU"), Consignment(document_number="H 1", master_document_number="M-7"))
    Document(itself='NPLU M7 H1', master='NPLU M7')
    """
    carrier = _code(manifest.carrier) or "-"
    number = _code(consignment.document_number)
    master = _code(consignment.master_document_number)
    above = f"{carrier} {master}" if master and master != number else None
    if number is None:
        return Document(None, above)
    return Document(f"{above or carrier} {number}", above)


def _code(value: Any) -> str | None:
    return as_is(value) if type(value) is str else None


def _read(field: Field, manifest: Manifest, consignment: Consignment) -> Any:
    thing = manifest if field.of == "manifest" else consignment
    if field.reach is None:
        return along(thing, field.path)
    try:
        return field.reach(thing)
    except BAD_DATA:
        return None


def normalised(field: Field, value: Any) -> str:
    """What was filed for a field as it is compared with others; empty where it cannot be read.

    Moments are the same on the same day, numbers as far as nine digits tell.
    """
    if type(value) is bool:
        return "yes" if value else "no"
    if isinstance(value, Money):
        amount = normalised(field, value.amount)
        return f"{amount} {value.currency}" if amount and value.currency else ""
    if type(value) in (int, float):
        return f"{value:.9g}" if isfinite(value) else ""
    if type(value) is not str:
        return ""
    if field.type.kind is Kind.MOMENT:
        return value[:10]
    if field.type.codes is None:
        return fold(value)
    try:
        code = field.type.codes.normalise(value) or ""
    except BAD_DATA:
        return ""
    return code[:HS_DIGITS] if field.name == "main hs code" else code
