"""Drafted rules tried on a consignment: what each rule comes to, and what each of its conditions was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from cts_engine.compile import CompiledRulebook
from cts_engine.explain import Explanation, explain
from cts_engine.facts import Facts
from cts_engine.marks import Mark, marks
from cts_rules.history.asking import StoreHistory
from cts_rules.history.recording import Recording
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.office.office import Office
from cts_rules.office.reading import consignment as stored
from cts_rules.office.siblings import manifest_around
from cts_rules.readers.reading import ReadManifest
from cts_rules.store import listing

MOST_CONSIGNMENTS = 20
"""Of a manifest that comes along: rules are tried on a few."""


@dataclass(frozen=True, slots=True)
class TriedRule:
    """One rule on one consignment."""

    explanation: Explanation
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Tried:
    """All rules on one consignment."""

    index: int
    document: str
    received: str
    rules: list[TriedRule]


def tried_on_stored(office: Office, book: CompiledRulebook, id_: int) -> list[Tried]:
    """The rules on a stored consignment, with the past as it was when that came in. NotFound where there is none."""
    received = stored(office, id_).summary.received
    with office.reading() as connection:
        head, model = listing.facts_of(connection, id_)
        consignment = msgspec.json.decode(model, type=Consignment)
        manifest = manifest_around(connection, head, id_)
        history = Recording(StoreHistory(connection, received, id_))
        facts = Facts.of(book.vocabulary, manifest, consignment, history)
        return [_tried(book, facts, 0, consignment, received)]


def tried_on_manifests(
    office: Office, book: CompiledRulebook, readings: Sequence[ReadManifest], received: str | None
) -> list[Tried]:
    """The rules on the first consignments of manifests that are not stored."""
    with office.reading() as connection:
        found: list[Tried] = []
        for manifest, consignment in _first(readings):
            own = manifest.received
            moment = own if isinstance(own, str) else received or office.now()
            history = Recording(StoreHistory(connection, moment))
            facts = Facts.of(book.vocabulary, manifest, consignment, history)
            found.append(_tried(book, facts, len(found), consignment, moment))
        return found


def _first(readings: Sequence[ReadManifest]) -> Iterator[tuple[Manifest, Consignment]]:
    pairs = ((reading.manifest, each) for reading in readings for each in reading.manifest.consignments)
    yield from (pair for _, pair in zip(range(MOST_CONSIGNMENTS), pairs, strict=False))


def _tried(book: CompiledRulebook, facts: Facts, index: int, consignment: Consignment, received: str) -> Tried:
    checked = book.checked
    rules = [TriedRule(explain(r, facts, received, checked.sources), marks(r, facts)) for r in checked.rules]
    number = consignment.document_number
    return Tried(index, number if isinstance(number, str) else "", received, rules)
