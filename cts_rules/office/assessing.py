"""A stored message assessed under every rulebook in force, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from cts_engine.compile import CompiledRulebook
from cts_rules.evaluation.contract import ConsignmentResult, Found
from cts_rules.evaluation.overall import OUTSIDE, Severities, rank
from cts_rules.evaluation.results import assessed
from cts_rules.evaluation.run_time import RunTime
from cts_rules.history.asking import StoreHistory
from cts_rules.history.recording import Recording, encoded
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.office.code_lists import keep_lists
from cts_rules.office.library import compiled
from cts_rules.office.office import LOCAL, Office
from cts_rules.store import assessments as stored
from cts_rules.store import audit, manifests, messages, rulebooks
from cts_rules.store.sealing import Seal, own_fields, seal, seal_of_message


@dataclass(slots=True)
class _Made:
    """Rows for the store."""

    assessments: list[dict[str, Any]] = field(default_factory=list)
    verdicts: list[dict[str, Any]] = field(default_factory=list)
    fired: list[dict[str, Any]] = field(default_factory=list)
    seals: list[tuple[int, int, Seal]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Book:
    version: int
    """Its row."""
    compiled: CompiledRulebook


def assess_message(office: Office, message: int) -> None:
    """Assesses a message unless that has been done; of two that do it at once, one's verdicts are kept."""
    with office.reading() as connection:
        if messages.assessed_at(connection, message) is not None:
            return
    books = _books(office)
    moment = office.now()
    with office.reading() as connection:
        received = messages.received_at(connection, message)
        made = _assess(office, connection, message, received, books)
    try:
        with office.writing() as connection:
            messages.mark_assessed(connection, message, moment)
            conditions = stored.add_conditions(
                connection,
                received=received,
                assessed=moment,
                engine=office.engine,
                reference=office.reference.digest,
                steps=office.settings.evaluation.steps,
            )
            for row in made.assessments:
                row["conditions_id"] = conditions
            stored.add_assessments(connection, made.assessments, made.verdicts, made.fired)
            under = [f"{book.compiled.checked.name} {book.compiled.digest[:12]}" for book in books]
            keep_lists(office, connection, moment)
            sealed = {"assessments": len(made.seals), "sha256": seal_of_message(made.seals)}
            audit.note(
                connection, moment, LOCAL, "message assessed", f"message {message}", after=sealed, rulebooks=under
            )
    except IntegrityError:
        with office.reading() as connection:
            if messages.assessed_at(connection, message) is None:
                raise


def _books(office: Office) -> list[_Book]:
    """The rulebooks in force, with their rows."""
    with office.reading() as connection:
        rows = rulebooks.versions_in_force(connection)
    return [_Book(row.id, compiled(office, row)) for row in rows]


def _assess(office: Office, connection: Connection, message: int, received: str, books: Sequence[_Book]) -> _Made:
    made = _Made()
    run = RunTime(office.settings.run.run_seconds)
    severities = Severities(book.compiled for book in books)
    past = StoreHistory(connection, received)
    for row in manifests.manifests_of(connection, message):
        kept = list(manifests.models_of(connection, row.id))
        decode = msgspec.json.Decoder(Consignment).decode
        head, own = msgspec.convert(row.head, Manifest), own_fields(row.head)
        manifest = msgspec.structs.replace(head, consignments=tuple(decode(model) for _, model, _ in kept))
        for index, (consignment, model, findings) in enumerate(kept):
            results = []
            for book in books:
                recording = Recording(past)
                limits = run.within(office.settings.evaluation)
                result, found = assessed(
                    book.compiled, manifest, index, received, "fired", limits, recording, office.lottery
                )
                results.append((book, result))
                found = run.explained(found)
                told = {
                    "result": msgspec.json.encode(result),
                    "findings": msgspec.json.encode(found),
                    "history": encoded(recording.asked),
                }
                sealed = seal(own, model, **told)
                made.seals.append((consignment, book.version, sealed))
                made.assessments.append(
                    {
                        "consignment_id": consignment,
                        "version_id": book.version,
                        "facts_seal": sealed.facts,
                        "answers_seal": sealed.answers,
                        "outcome_seal": sealed.outcome,
                        **told,
                    }
                )
                made.fired += [
                    {"rule": fired.rule, "consignment_id": consignment, "version_id": book.version}
                    for fired in result.fired
                ]
            made.verdicts.append(_verdict(severities, row.id, consignment, index, results, findings))
    return made


def _verdict(
    severities: Severities,
    manifest: int,
    consignment: int,
    index: int,
    results: Sequence[tuple[_Book, ConsignmentResult]],
    findings: bytes,
) -> dict[str, Any]:
    """The most severe lane, among equal ones the highest score; of equals the first rulebook's."""
    inside = [(book, result) for book, result in results if result.lane is not None]
    deciding = min(inside, key=lambda pair: rank(severities, pair[1].lane, pair[1].score), default=None)
    return {
        "consignment_id": consignment,
        "manifest_id": manifest,
        "position": index,
        "severity": severities.of(deciding[1].lane) if deciding else OUTSIDE,
        "rank": -deciding[1].score if deciding else 0.0,
        "lane": deciding[1].lane if deciding else None,
        "version_id": deciding[0].version if deciding else None,
        "undecided": sum(len(result.undecided) for _, result in results),
        "findings": sum(f.severity != "info" for f in msgspec.json.decode(findings, type=list[Found])),
    }
