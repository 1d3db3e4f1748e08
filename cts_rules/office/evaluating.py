"""Manifests evaluated as they come, nothing stored: for services that ask, and for drafts of rules that are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec

from cts_engine.applicability import belongs
from cts_engine.assess import Explain
from cts_engine.compile import CompiledRulebook
from cts_engine.history import History
from cts_rules.evaluation.contract import (
    SCHEMA,
    ConsignmentResult,
    Evaluation,
    Found,
    ManifestHead,
    ManifestResult,
    identity,
)
from cts_rules.evaluation.overall import MANY, Overall, Severities, most_severe
from cts_rules.evaluation.results import consignment_results, explanations_of, findings_of, manifest_head
from cts_rules.evaluation.run_time import RunTime
from cts_rules.evaluation.writing import Assessing, evaluation_as_json
from cts_rules.history.asking import StoreHistory
from cts_rules.history.recording import Recording
from cts_rules.office.office import Office
from cts_rules.readers.completed import read_completed
from cts_rules.readers.reading import Document, ReadManifest


def read(office: Office, document: Document, received: str | None = None) -> list[ReadManifest]:
    """The manifests of a document, completed and looked over. NotReadable where there are none.

    `received` is what is given here, else what the manifest says itself, else this instant.
    """
    return list(read_completed(document, office.reference, office.settings.document, received))


def evaluation(
    office: Office,
    compiled: CompiledRulebook,
    readings: Sequence[ReadManifest],
    explained: Explain = "fired",
    received: str | None = None,
    file: str = "",
) -> Iterator[bytes]:
    """One rulebook over the manifests: the document that the command line writes, in pieces."""
    run = RunTime(office.settings.run.run_seconds)
    heads = _heads(office, readings, received, file)
    yield from evaluation_as_json(compiled, _assessing(office, compiled, readings, heads, explained, run, None))


def evaluations(
    office: Office,
    books: Sequence[CompiledRulebook],
    readings: Sequence[ReadManifest],
    explained: Explain = "fired",
    received: str | None = None,
    file: str = "",
) -> Iterator[bytes]:
    """Several rulebooks over the manifests: a document for each, and the most severe lane of each consignment."""
    run = RunTime(office.settings.run.run_seconds)
    severities = Severities(books)
    overall: dict[tuple[int, int], Overall] = {}
    heads = _heads(office, readings, received, file)
    yield b'{"schema":' + msgspec.json.encode(MANY) + b',"evaluations":['
    for number, compiled in enumerate(books):

        def note(manifest: int, result: ConsignmentResult, name: str = compiled.checked.name) -> None:
            at = (manifest, result.index)
            overall[at] = most_severe(severities, overall.get(at), manifest, result, name)

        yield b",\n" if number else b"\n"
        yield from evaluation_as_json(compiled, _assessing(office, compiled, readings, heads, explained, run, note))
    yield b'],"overall":' + msgspec.json.encode(list(overall.values())) + b"}\n"


def evaluated(
    office: Office,
    compiled: CompiledRulebook,
    readings: Sequence[ReadManifest],
    explained: Explain = "fired",
    received: str | None = None,
    file: str = "",
) -> Evaluation:
    """One rulebook over the manifests, as a value."""
    run = RunTime(office.settings.run.run_seconds)
    heads = _heads(office, readings, received, file)
    manifests = []
    for head, found, assessing in _assessing(office, compiled, readings, heads, explained, run, None):
        results = list(assessing(found))
        manifests.append(ManifestResult(**msgspec.structs.asdict(head), consignments=results, findings=found))
    return Evaluation(SCHEMA, identity(compiled.checked), manifests)


def explained(
    office: Office, compiled: CompiledRulebook, reading: ReadManifest, indices: Sequence[int]
) -> list[list[dict[str, Any]]]:
    """Every rule's explanation for some consignments of a manifest; none where the rulebook is not for one."""
    (head,) = _heads(office, [reading], None, "")
    manifest = reading.manifest
    chosen = [manifest.consignments[index] for index in indices]
    with office.reading() as connection:
        past = StoreHistory(connection, head.received)
        return [
            explanations_of(compiled, manifest, each, head.received, Recording(past))
            if belongs(compiled, manifest, each) is not False
            else []
            for each in chosen
        ]


Note = Callable[[int, ConsignmentResult], None]


def _heads(office: Office, readings: Sequence[ReadManifest], received: str | None, file: str) -> list[ManifestHead]:
    """Each manifest's head; all of one request have the same moment where they have none of their own."""
    now = received or office.now()
    moments = (r.manifest.received if isinstance(r.manifest.received, str) else now for r in readings)
    return [
        manifest_head(reading, index, file, moment)
        for index, (reading, moment) in enumerate(zip(readings, moments, strict=True))
    ]


def _assessing(
    office: Office,
    compiled: CompiledRulebook,
    readings: Sequence[ReadManifest],
    heads: Sequence[ManifestHead],
    explained: Explain,
    run: RunTime,
    note: Note | None,
) -> Iterator[tuple[ManifestHead, list[Found], Assessing]]:
    for reading, head in zip(readings, heads, strict=True):
        yield head, findings_of(reading), partial(_results, office, compiled, reading, head, explained, run, note)


def _results(
    office: Office,
    compiled: CompiledRulebook,
    reading: ReadManifest,
    head: ManifestHead,
    explained: Explain,
    run: RunTime,
    note: Note | None,
    found: list[Found],
) -> Iterator[ConsignmentResult]:
    limits = office.settings.evaluation
    with office.reading() as connection:
        past = StoreHistory(connection, head.received)

        def history() -> History:
            return Recording(past)

        for result in consignment_results(
            compiled, reading.manifest, head.received, explained, limits, found, history, run, office.lottery
        ):
            if note is not None:
                note(head.index, result)
            yield result
