"""Questions about earlier consignments, put to the store: what was received strictly before a moment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, TextClause, text

from cts_engine.history import (
    FINDINGS_NOT_KEPT,
    Own,
    Recollection,
    Unknown,
    Version,
    Weigh,
    window_start,
)
from cts_grammar.checked import About, FieldValue, OfEach, Past, Summary
from cts_grammar.vocabulary import Field, Kind
from cts_rules.history.identity import BY_ID, BY_NAME, BY_NAME_WITH_ID, Value, document_of
from cts_rules.history.keys import Asked, Key, asked, of_another
from cts_rules.history.looking_back import LookingBack
from cts_rules.history.moments import as_instant
from cts_rules.history.remembering import AMOUNTS, is_remembered
from cts_rules.history.summing import distinct, summed
from cts_rules.history.versions import versions_of_document
from cts_rules.history.within import WithinManifest
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.store.manifests import siblings_of

BROAD = ("port of ", "place of ", "country of ", "carrier")
"""Beginnings of fields that many consignments share: asked last, so that few rows are looked at."""


ONE_PARTY = 2
"""Rows that a party in one part is asked by, of which a consignment has one; of more it may have several."""

MOST_LOOKED_AT = 2_000
"""Earlier consignments that are read back and looked at one by one for one question about one consignment."""

_NO_MOMENT = Unknown(reason="the moment of receipt is not known")
_TOO_MANY = Unknown(reason=f"more than {MOST_LOOKED_AT:,} earlier consignments would have to be looked at")
_NOT_KEPT_SO = Unknown(reason=FINDINGS_NOT_KEPT)


class StoreHistory:
    """The past as the store has it, seen from one moment."""

    def __init__(self, connection: Connection, received: str, consignment: int | None = None) -> None:
        """`consignment` is the row of what is asked about, where its manifest is at hand without the others."""
        self._connection = connection
        self._received = as_instant(received)
        self._looking = LookingBack(connection)
        self._within = WithinManifest(self)
        self._stored = consignment
        self._whole: Manifest | None = None

    def versions(self, manifest: Manifest, consignment: Consignment) -> tuple[Version, ...] | Unknown:
        """What was received of the same document before; nothing where this says of itself that it is no first one."""
        return versions_of_document(self._connection, self._received, manifest, consignment)

    def recall(
        self, question: Past, manifest: Manifest, consignment: Consignment, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """The answer for a consignment; never raises over data.

        What the store can count and add up by itself it does; for all else it finds the consignments that agree, which
        are then read back and looked at.
        """
        if question.about is About.FINDINGS:
            return _NOT_KEPT_SO
        if question.about is About.MANIFEST:
            return self._within.recall(question, self._manifest(manifest), consignment, own, weigh)
        since = window_start(self._received, question.window) if question.window is not None else None
        if since is None:
            return _NO_MOMENT
        wanted = asked(question, manifest, consignment, own)
        if wanted.missing:
            return Unknown(missing=wanted.missing)
        if not all(wanted.rows):  # an empty list shares nothing
            return summed(question, (), complete=wanted.whole)
        keys = sorted(zip(question.keys, wanted.rows, strict=True), key=lambda pair: _breadth(pair[0]))
        by_row = [(key, rows) for key, rows in keys if is_remembered(key)]
        moments = {"since": since, "received": self._received}
        rows = _Rows(by_row, moments, document_of(manifest, consignment))
        if len(by_row) == len(keys) and wanted.whole and question.where is None:
            value = question.value
            if question.summary is Summary.COUNT:
                return self._count(rows)
            if isinstance(value, FieldValue) and question.summary is Summary.TOTAL and value.field.name in AMOUNTS:
                return self._total(rows, value.field)
            if isinstance(value, FieldValue) and question.summary is Summary.DIFFERENT and is_remembered(value):
                return self._different(rows, value.field)
        return self._looked_at(question, rows, wanted, weigh)

    def _manifest(self, manifest: Manifest) -> Manifest:
        """The manifest with all its consignments."""
        if self._stored is None:
            return manifest
        if self._whole is None:
            decode = msgspec.json.Decoder(Consignment).decode
            models = siblings_of(self._connection, self._stored)
            self._whole = msgspec.structs.replace(manifest, consignments=tuple(decode(model) for model in models))
        return self._whole

    def _looked_at(self, question: Past, rows: _Rows, wanted: Asked, weigh: Weigh | None) -> Recollection | Unknown:
        ids = [row[0] for row in self._all(rows, "e.consignment_id", MOST_LOOKED_AT + 1)]
        if len(ids) > MOST_LOOKED_AT:
            return _TOO_MANY
        found = self._looking.found(question, ids, wanted, weigh)
        return summed(question, found, complete=wanted.whole)

    def _count(self, rows: _Rows) -> Recollection:
        count, first, last = self._one(rows, "count(*), min(e.received), max(e.received)")
        return Recollection(float(count), float(count), count, first or "", last or "")

    def _total(self, rows: _Rows, field: Field) -> Recollection:
        column = AMOUNTS[field.name]
        wanted = f"count(*), min(e.received), max(e.received), count(e.{column}), coalesce(sum(e.{column}), 0.0)"
        count, first, last, known, total = self._one(rows, wanted)
        return Recollection(total, total if known == count else None, count, first or "", last or "")

    def _different(self, rows: _Rows, field: Field) -> Recollection:
        fields = _fields_of(field)
        columns = ", ".join(
            f"(SELECT v.value FROM remembered v WHERE v.consignment_id = e.consignment_id AND v.field = :of{n})"
            for n in range(len(fields))
        )
        rows.parameters.update({f"of{n}": name for n, name in enumerate(fields)})
        found = self._all(rows, f"e.received, {columns}")
        moments = sorted(row[0] for row in found)
        identities = [tuple(row[1:]) for row in found]
        least = distinct((identity,) for identity in identities)
        unknown = sum(identity[0] is None and (len(identity) < 2 or identity[1] is None) for identity in identities)
        return Recollection(
            float(least),
            float(least + unknown),
            len(found),
            moments[0] if moments else "",
            moments[-1] if moments else "",
        )

    def _one(self, rows: _Rows, wanted: str) -> Any:
        return self._connection.execute(rows.statement(wanted), rows.parameters).one()

    def _all(self, rows: _Rows, wanted: str, at_most: int | None = None) -> Sequence[Any]:
        return self._connection.execute(rows.statement(wanted, at_most), rows.parameters).all()


@cache
def _statement(wanted: str, shape: tuple[int, ...], at_most: int | None) -> TextClause:
    """Each document once, as it was last known, without this one, its master and its houses.

    `shape`: for each key how many rows would do; 0 where they are those of a list, as JSON. Without keys the whole
    window.
    """
    also = "".join(f" AND ({_any_of(n, count)})" for n, count in enumerate(shape[1:], 1))
    limit = f" LIMIT {at_most}" if at_most is not None else ""
    return text(
        f"SELECT {wanted} FROM ({_driving(shape)}) r"
        " CROSS JOIN earlier_consignment e WHERE e.consignment_id = r.consignment_id"
        " AND (e.document IS NULL OR e.document NOT IN (:own, :master))"
        " AND (e.master IS NULL OR e.master <> :own)"
        " AND NOT EXISTS (SELECT 1 FROM earlier_consignment l WHERE l.document = e.document"
        " AND l.received < :received AND l.received >= e.received"
        " AND (l.received > e.received OR l.consignment_id > e.consignment_id))" + also + limit
    )


def _driving(shape: tuple[int, ...]) -> str:
    """The consignments that agree in the first key."""
    window = " AND received >= :since AND received < :received"
    if not shape:
        return f"SELECT received, consignment_id FROM earlier_consignment WHERE true{window}"
    remembered = "received, consignment_id FROM remembered WHERE"
    if shape[0] == 0:
        return f"SELECT DISTINCT {remembered} field = :f0_0 AND value IN {_IN_LIST.format(0)}{window}"
    both = " UNION " if shape[0] > ONE_PARTY else " UNION ALL "
    return both.join(f"SELECT {remembered} field = :f0_{m} AND value = :v0_{m}{window}" for m in range(shape[0]))


class _Rows:
    """The earlier consignments that a question is about, as SQL."""

    def __init__(self, keys: Sequence[tuple[Key, tuple[Value, ...]]], parameters: dict[str, Any], own: Any) -> None:
        self.parameters = {**parameters, "own": own.itself or "", "master": own.master or ""}
        for n, (key, alternatives) in enumerate(keys):
            if _is_of_one_field(key):
                values = json.dumps([value.value for value in alternatives])
                self.parameters |= {f"f{n}_0": alternatives[0].field, f"v{n}_0": values}
                continue
            for m, value in enumerate(alternatives):
                self.parameters |= {f"f{n}_{m}": value.field, f"v{n}_{m}": value.value}
        self._shape = tuple(0 if _is_of_one_field(key) else len(alternatives) for key, alternatives in keys)

    def statement(self, wanted: str, at_most: int | None = None) -> TextClause:
        """What is wanted of them."""
        return _statement(wanted, self._shape, at_most)


def _is_of_one_field(key: Key) -> bool:
    """Whether it is a list of values, all of which stand in the store under one name."""
    return isinstance(key, OfEach) and not of_another(key)


_IN_LIST = "(SELECT j.value FROM json_each(:v{}_0) j)"


def _any_of(key: int, alternatives: int) -> str:
    same = "AND o.received = r.received AND o.consignment_id = r.consignment_id"
    if alternatives == 0:
        values = _IN_LIST.format(key)
        return f"EXISTS (SELECT 1 FROM remembered o WHERE o.field = :f{key}_0 AND o.value IN {values} {same})"
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM remembered o WHERE o.field = :f{key}_{m} AND o.value = :v{key}_{m} {same})"
        for m in range(alternatives)
    )


def _fields_of(field: Field) -> tuple[str, ...]:
    if field.type.kind is Kind.PARTY:
        return (field.name + BY_ID, field.name + BY_NAME, field.name + BY_NAME_WITH_ID)
    return (field.name,)


def _breadth(key: Key) -> int:
    """Keys that few consignments share are asked first; last those that must be read back to be compared."""
    if not is_remembered(key):
        return 2
    return int(isinstance(key, FieldValue) and key.field.name.startswith(BROAD))
