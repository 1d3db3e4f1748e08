"""Why a stored consignment came to what it came to: the same version, the same facts, the same answers of the past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from cts_engine.compile import CompiledRulebook
from cts_engine.explain import explain
from cts_engine.facts import Facts
from cts_engine.near_misses import near_misses as nearly
from cts_rules.history.asking import StoreHistory
from cts_rules.history.recording import Recording, decoded
from cts_rules.manifest.model import Consignment
from cts_rules.office.answers import NearMissRecord
from cts_rules.office.library import compiled_version
from cts_rules.office.office import Office
from cts_rules.office.reading import assessment as record_of
from cts_rules.office.refusals import not_found
from cts_rules.office.siblings import manifest_around
from cts_rules.store import listing


@dataclass(frozen=True, slots=True)
class _Case:
    """What an assessment saw."""

    book: CompiledRulebook
    facts: Facts
    received: str


@contextmanager
def _case(office: Office, assessment: int) -> Iterator[_Case]:
    """Rules that no one asked of the past at the time may be explained now: then the store is asked, as of then."""
    record = record_of(office, assessment)
    book = compiled_version(office, record.rulebook, record.version)
    with office.reading() as connection:
        row = listing.assessment(connection, assessment)
        head, model = listing.facts_of(connection, record.consignment)
        consignment = msgspec.json.decode(model, type=Consignment)
        manifest = manifest_around(connection, head, record.consignment)
        told = decoded(row.history) if row is not None else []
        history = Recording(StoreHistory(connection, record.received, record.consignment), told)
        yield _Case(book, Facts.of(book.vocabulary, manifest, consignment, history), record.received)


def explanation(office: Office, assessment: int, rule: str) -> dict[str, Any]:
    """Why one rule fired, or why not. NotFound where there is no such assessment or rule."""
    with _case(office, assessment) as case:
        rules = case.book.checked.rules
        wanted = next((r for r in rules if r.id == rule), None)
        if wanted is None:
            raise not_found("rule", rule, [r.id for r in rules])
        return explain(wanted, case.facts, case.received, case.book.checked.sources).to_json()


def explanations(office: Office, assessment: int) -> list[dict[str, Any]]:
    """Why and why not, for every rule of the version."""
    with _case(office, assessment) as case:
        book = case.book.checked
        return [explain(rule, case.facts, case.received, book.sources).to_json() for rule in book.rules]


def near_misses(office: Office, assessment: int) -> list[NearMissRecord]:
    """The rules that one condition or one exemption kept from firing."""
    with _case(office, assessment) as case:
        book = case.book.checked
        found = nearly(book.rules, case.facts, case.received, book.sources)
    return [
        NearMissRecord(m.rule, m.title, m.kept_by, m.exemption, [_plain(value) for value in m.values]) for m in found
    ]


def _plain(value: object) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return plain
