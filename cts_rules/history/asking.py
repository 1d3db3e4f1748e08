"""Questions about earlier consignments, put to the store: what was received strictly before a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, TextClause, text

from cts_engine.history import Recollection, Unknown, window_start
from cts_grammar.checked import Past, Summary
from cts_grammar.vocabulary import Field, Kind
from cts_rules.history.identity import (
    BY_ID,
    BY_NAME,
    BY_NAME_WITH_ID,
    Value,
    asked_by,
    document_of,
    lacking,
)
from cts_rules.history.remembering import AMOUNTS
from cts_rules.manifest.model import Consignment, Manifest

BROAD = ("port of ", "place of ", "country of ", "carrier")
"""Beginnings of fields that many consignments share: asked last, so that few rows are looked at."""


class StoreHistory:
    """The past as the store has it, seen from one moment."""

    def __init__(self, connection: Connection, received: str) -> None:
        self._connection = connection
        self._received = as_instant(received)

    def recall(self, question: Past, manifest: Manifest, consignment: Consignment) -> Recollection | Unknown:
        """The answer for a consignment; never raises over data."""
        since = window_start(self._received, question.window)
        if since is None:
            return Unknown(reason="the moment of receipt is not known")
        keys = sorted((key.field for key in question.keys), key=lambda field: field.name.startswith(BROAD))
        asked = [asked_by(field, manifest, consignment) for field in keys]
        missing = [name for field, rows in zip(keys, asked, strict=True) if not rows
                   for name in lacking(field, manifest, consignment)]  # fmt: skip
        if missing:
            return Unknown(missing=tuple(dict.fromkeys(missing)))
        rows = _Rows(asked, {"since": since, "received": self._received}, document_of(manifest, consignment))
        match question.summary:
            case Summary.TOTAL if question.value is not None:
                return self._total(rows, question.value.field)
            case Summary.DIFFERENT if question.value is not None:
                return self._different(rows, question.value.field)
            case _:
                return self._count(rows)

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
        least, unknown = _distinct([tuple(row[1:]) for row in found])
        return Recollection(
            float(least),
            float(least + unknown),
            len(found),
            moments[0] if moments else "",
            moments[-1] if moments else "",
        )

    def _one(self, rows: _Rows, wanted: str) -> Any:
        return self._connection.execute(rows.statement(wanted), rows.parameters).one()

    def _all(self, rows: _Rows, wanted: str) -> Sequence[Any]:
        return self._connection.execute(rows.statement(wanted), rows.parameters).all()


@cache
def _statement(wanted: str, shape: tuple[int, ...]) -> TextClause:
    """Each document once, as it was last known, without this one, its master and its houses.

    `shape`: for each key how many rows would do.
    """
    first, *others = shape
    driving = " UNION ALL ".join(
        f"SELECT received, consignment_id FROM remembered WHERE field = :f0_{m} AND value = :v0_{m}"
        " AND received >= :since AND received < :received"
        for m in range(first)
    )
    also = "".join(f" AND ({_any_of(n, count)})" for n, count in enumerate(others, 1))
    return text(
        f"SELECT {wanted} FROM ({driving}) r"
        " CROSS JOIN earlier_consignment e WHERE e.consignment_id = r.consignment_id"
        " AND (e.document IS NULL OR e.document NOT IN (:own, :master))"
        " AND (e.master IS NULL OR e.master <> :own)"
        " AND NOT EXISTS (SELECT 1 FROM earlier_consignment l WHERE l.document = e.document"
        " AND l.received < :received AND l.received >= e.received"
        " AND (l.received > e.received OR l.consignment_id > e.consignment_id))" + also
    )


class _Rows:
    """The earlier consignments that a question is about, as SQL."""

    def __init__(self, asked: Sequence[tuple[Value, ...]], parameters: dict[str, Any], own: Any) -> None:
        self.parameters = {**parameters, "own": own.itself or "", "master": own.master or ""}
        for n, alternatives in enumerate(asked):
            for m, value in enumerate(alternatives):
                self.parameters |= {f"f{n}_{m}": value.field, f"v{n}_{m}": value.value}
        self._shape = tuple(len(alternatives) for alternatives in asked)

    def statement(self, wanted: str) -> TextClause:
        """What is wanted of them."""
        return _statement(wanted, self._shape)


def _any_of(key: int, alternatives: int) -> str:
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM remembered o WHERE o.field = :f{key}_{m} AND o.value = :v{key}_{m}"
        " AND o.received = r.received AND o.consignment_id = r.consignment_id)"
        for m in range(alternatives)
    )


def _fields_of(field: Field) -> tuple[str, ...]:
    if field.type.kind is Kind.PARTY:
        return (field.name + BY_ID, field.name + BY_NAME, field.name + BY_NAME_WITH_ID)
    return (field.name,)


def _distinct(rows: Iterable[tuple[str | None, ...]]) -> tuple[int, int]:
    """How many different ones, and how many records do not tell.

    >>> _distinct([("1", None, "NL acme"), (None, "NL acme", None), (None, "DE other", None), (None, None, None)])
    (2, 1)
    """
    ids: set[str] = set()
    names: set[str] = set()
    named_with_id: set[str] = set()
    unknown = 0
    for code, *name in rows:
        by_name, with_id = name if name else (None, None)
        if code is not None:
            ids.add(code)
            if with_id is not None:
                named_with_id.add(with_id)
        elif by_name is not None:
            names.add(by_name)
        else:
            unknown += 1
    return len(ids) + len(names - named_with_id), unknown


def as_instant(received: str) -> str:
    """The instant at which the past ends: a day ends it where the day begins.

    >>> as_instant("2026-03-01"), as_instant("2026-03-01T04:30:00Z")
    ('2026-03-01T00:00:00Z', '2026-03-01T04:30:00Z')
    """
    return f"{received}T00:00:00Z" if len(received) == 10 else received
