"""A manifest tried and not kept, as views: the same rows as of a stored one, with explanations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from cts_engine.compile import CompiledRulebook
from cts_engine.explain import Explanation
from cts_rules.evaluation.contract import ConsignmentResult, Found, ManifestHead
from cts_rules.evaluation.overall import Severities
from cts_rules.evaluation.results import manifest_head
from cts_rules.manifest.model import Consignment, Party
from cts_rules.office import evaluating
from cts_rules.office.answers import ConsignmentSummary, FiredBriefly
from cts_rules.office.office import Office
from cts_rules.readers.reading import ReadManifest
from cts_web.pages.telling import Explained

SHOWN = 50
"""Consignments of a manifest that are shown with explanations, the most severe first; all are counted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rulebook says of a consignment."""

    rulebook: str
    result: ConsignmentResult
    explanations: tuple[Explanation, ...] = ()

    def explained(self) -> Explained:
        """The verdict with the explanations of its rules."""
        return Explained(self.result, {e.rule: e for e in self.explanations})


@dataclass(frozen=True, slots=True)
class TriedConsignment:
    """One consignment with the verdict of each rulebook that is for it."""

    summary: ConsignmentSummary
    consignment: dict[str, Any]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class TriedManifest:
    """One manifest of the document."""

    head: ManifestHead
    lanes: tuple[tuple[str | None, int], ...]
    consignments: int
    undecided: int
    """Consignments with a rule that could not be decided."""
    shown: tuple[TriedConsignment, ...]
    findings: tuple[Found, ...]
    """Those that concern no single consignment."""


def trial(office: Office, books: Sequence[CompiledRulebook], readings: Sequence[ReadManifest]) -> list[TriedManifest]:
    """Each manifest under the rulebooks; nothing is stored."""
    return [_tried(office, books, readings, index) for index in range(len(readings))]


def _tried(
    office: Office, books: Sequence[CompiledRulebook], readings: Sequence[ReadManifest], index: int
) -> TriedManifest:
    read = readings[index]
    evaluations = [evaluating.evaluated(office, book, [read], "fired").manifests[0] for book in books]
    severity = Severities(books).of
    verdicts = [
        _deciding_first([Verdict(book.checked.name, r) for book, r in zip(books, results, strict=True)], severity)
        for results in zip(*(e.consignments for e in evaluations), strict=True)
    ]
    found: dict[int | None, list[Found]] = {}
    for f in {(f.code, f.where, f.message): f for e in evaluations for f in e.findings}.values():
        found.setdefault(f.consignment, []).append(f)
    first = sorted(range(len(verdicts)), key=lambda n: (severity(_lane(verdicts[n])), -verdicts[n][0].result.score, n))
    received = evaluations[0].received
    shown = [
        _consignment(n, read.manifest.consignments[n], verdicts[n], found.get(n, []), received) for n in first[:SHOWN]
    ]
    lanes = Counter(map(_lane, verdicts))
    return TriedManifest(
        head=manifest_head(read, index, "", received),
        lanes=tuple(sorted(lanes.items(), key=lambda pair: severity(pair[0]))),
        consignments=len(verdicts),
        undecided=sum(any(v.result.undecided for v in each) for each in verdicts),
        shown=_explained(office, books, read, shown),
        findings=tuple(found.get(None, ())),
    )


def _lane(verdicts: Sequence[Verdict]) -> str | None:
    """The lane of a consignment: the most severe, and that stands first."""
    return verdicts[0].result.lane


def _deciding_first(verdicts: list[Verdict], severity: Callable[[str | None], int]) -> tuple[Verdict, ...]:
    return tuple(sorted(verdicts, key=lambda v: (severity(v.result.lane), -v.result.score)))


def _explained(
    office: Office, books: Sequence[CompiledRulebook], read: ReadManifest, shown: list[TriedConsignment]
) -> tuple[TriedConsignment, ...]:
    """The same consignments with every rule's explanation. Only these are explained: it takes its time."""
    chosen = [t.summary.index for t in shown]
    found = {book.checked.name: evaluating.explained(office, book, read, chosen) for book in books}
    return tuple(
        replace(tried, verdicts=tuple(_with_explanations(v, found[v.rulebook][n]) for v in tried.verdicts))
        for n, tried in enumerate(shown)
    )


def _with_explanations(verdict: Verdict, explanations: list[dict[str, Any]]) -> Verdict:
    return replace(verdict, explanations=tuple(msgspec.convert(e, Explanation) for e in explanations))


def _consignment(
    index: int, consignment: Consignment, verdicts: tuple[Verdict, ...], found: list[Found], received: str
) -> TriedConsignment:
    asked = [v for v in verdicts if v.result.in_scope]
    data: dict[str, Any] = msgspec.to_builtins(consignment)
    deciding = asked[0] if asked else None
    summary = ConsignmentSummary(
        id=0,
        manifest=0,
        index=index,
        document=_text(data.get("document_number")),
        document_type=_text(data.get("document_type")),
        consignor=_name(consignment.consignor),
        consignee=_name(consignment.consignee),
        port_of_loading=_text(data.get("port_of_loading")),
        port_of_discharge=_text(data.get("port_of_discharge")),
        description=_description(consignment),
        gross_weight=consignment.gross_weight if isinstance(consignment.gross_weight, float | int) else None,
        received=received,
        lane=deciding.result.lane if deciding else None,
        decided_by=deciding.rulebook if deciding else None,
        score=deciding.result.score if deciding else 0,
        fired=[
            FiredBriefly(v.rulebook, f.rule, f.title, f.score, f.message, f.shadow)
            for v in asked
            for f in sorted(v.result.fired, key=lambda f: (f.shadow, -abs(f.score)))
        ],
        undecided=sum(len(v.result.undecided) for v in asked),
        findings=sum(1 for f in found if f.severity != "info"),
        selected_at_random=deciding is not None and deciding.result.random_selection == "selected",
    )
    return TriedConsignment(summary, data, verdicts, tuple(found))


def _text(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("unreadable")
    return value if isinstance(value, str) else None


def _name(party: Party) -> str | None:
    return _text(msgspec.to_builtins(party.name)) or _text(msgspec.to_builtins(party.id))


def _description(consignment: Consignment) -> str | None:
    texts = [_text(msgspec.to_builtins(item.description)) for item in consignment.goods_items or ()]
    return "; ".join(filter(None, texts)) or None
