"""A question put to consignments that are at hand in memory: those of an example, and those of one manifest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cts_engine.history import Recollection, Unknown, Weigh, Weighed, window_start
from cts_grammar.checked import About, FieldValue, OfEach, Past, Summary
from cts_grammar.vocabulary import Kind
from cts_rules.history.identity import BY_ID, BY_NAME, BY_NAME_WITH_ID, document_of
from cts_rules.history.keys import Asked, agrees, gaps_of, rows_of
from cts_rules.history.summing import Found, Identities, summed
from cts_rules.manifest.model import Consignment, Manifest

COUNTS = Weighed(counts=True)


class Record(NamedTuple):
    """A consignment as it was filed."""

    manifest: Manifest
    consignment: Consignment
    received: str
    """An instant; empty where it does not matter."""


def summary_of(question: Past, records: Iterable[Record], wanted: Asked, weigh: Weigh | None) -> Recollection | Unknown:
    """The answer out of consignments that agree in all keys."""
    found = [weighed(question, record, weigh) for record in records]
    return summed(question, found, complete=wanted.whole)


def weighed(question: Past, record: Record, weigh: Weigh | None) -> Found:
    """One consignment as the question looks at it."""
    how = COUNTS if weigh is None else weigh(record.manifest, record.consignment)
    different = question.summary is Summary.DIFFERENT and how.counts is not False
    identities, gaps = identities_of(question.value, record) if different else ((), 0)
    return Found(record.received, how, identities, gaps)


def earlier(
    question: Past, records: Sequence[Record], wanted: Asked, now: str, manifest: Manifest, consignment: Consignment
) -> list[Record] | None:
    """Those received in the window that agree, each document once as it was last known, without this consignment's own
    document, its master and its houses; None where no moment is known. Of findings every one.
    """
    since = window_start(now, question.window) if question.window is not None else None
    if since is None:
        return None
    if question.about is About.FINDINGS:
        return [
            record
            for record in records
            if since <= record.received < now and agrees(question, wanted, record.manifest, record.consignment)
        ]
    own = document_of(manifest, consignment)
    before = [(record, document_of(record.manifest, record.consignment)) for record in records if record.received < now]
    latest = {
        document.itself: record
        for record, document in sorted(before, key=lambda pair: pair[0].received)
        if document.itself is not None
    }
    return [
        record
        for record, document in before
        if record.received >= since
        and agrees(question, wanted, record.manifest, record.consignment)
        and (document.itself is None or latest[document.itself] is record)
        and (document.itself is None or document.itself not in (own.itself, own.master))
        and (document.master is None or document.master != own.itself)
    ]


def identities_of(value: object, record: Record) -> tuple[Identities, float]:
    """What tells the value of a consignment from others', and how many more it may have; several for a list."""
    match value:
        case OfEach():
            told = tuple((row.value,) for row in rows_of(value, record.manifest, record.consignment))
            return told, gaps_of(value, record.consignment)
        case FieldValue(field=field) if field.type.kind is Kind.PARTY:
            named = {row.field: row.value for row in rows_of(value, record.manifest, record.consignment)}
            identity = tuple(named.get(field.name + suffix) for suffix in (BY_ID, BY_NAME, BY_NAME_WITH_ID))
            code, by_name, _ = identity
            return ((identity,), 0) if code is not None or by_name is not None else ((), 1)
        case FieldValue():
            told = tuple((row.value,) for row in rows_of(value, record.manifest, record.consignment))
            return told, 0 if told else 1
        case _:
            return (), 0
