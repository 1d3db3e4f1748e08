"""One rulebook over one manifest: each consignment's result in the contract's shape, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from cts_engine.assess import Explain, assess
from cts_engine.assessment import EVALUATION_TOO_LONG, SCOPE_UNCERTAIN, Assessment, Fired
from cts_engine.compile import CompiledRulebook
from cts_engine.explain import explain
from cts_engine.facts import Facts
from cts_engine.history import NO_HISTORY, History
from cts_engine.limits import DEFAULT_LIMITS, Limits
from cts_rules.evaluation.contract import (
    ConsignmentResult,
    FiredRule,
    Found,
    ManifestHead,
    SeenValue,
    UndecidedRule,
)
from cts_rules.evaluation.run_time import RunTime
from cts_rules.history.within import WithinManifest
from cts_rules.manifest.findings import Severity
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.readers.reading import ReadManifest

OUT_OF_SCOPE = "out-of-scope"
SEVERITIES: dict[str, Severity] = {OUT_OF_SCOPE: "info", SCOPE_UNCERTAIN: "warning", EVALUATION_TOO_LONG: "error"}
"""Of what assessing finds."""


def manifest_head(read: ReadManifest, index: int, file: str, received: str) -> ManifestHead:
    """All but what assessing gives."""
    own = msgspec.to_builtins(msgspec.structs.replace(read.manifest, consignments=()))
    return ManifestHead(index, file, read.format, own, received)


def findings_of(read: ReadManifest) -> list[Found]:
    """What the reader and the quality checks found."""
    return [Found(f.code, f.severity, f.message, f.where, f.consignment) for f in read.findings]


def consignment_results(
    compiled: CompiledRulebook,
    manifest: Manifest,
    received: str,
    explained: Explain = "fired",
    limits: Limits = DEFAULT_LIMITS,
    found: list[Found] | None = None,
    history: Callable[[], History] | None = None,
    run: RunTime | None = None,
) -> Iterator[ConsignmentResult]:
    """Each consignment's result, assessed when it is asked for; what assessing finds is added to `found`.

    `history` gives each consignment its view of the past, without which it knows of its own manifest alone; `run` is
    the time that is left for all of them.
    """
    alone = WithinManifest(NO_HISTORY)
    for index in range(len(manifest.consignments)):
        within = run.within(limits) if run else limits
        result, told = assessed(compiled, manifest, index, received, explained, within, history() if history else alone)
        if found is not None:
            found += told if run is None else run.explained(told)
        yield result


def assessed(
    compiled: CompiledRulebook,
    manifest: Manifest,
    index: int,
    received: str,
    explained: Explain = "fired",
    limits: Limits = DEFAULT_LIMITS,
    history: History = NO_HISTORY,
) -> tuple[ConsignmentResult, list[Found]]:
    """One consignment's result, and what assessing it found."""
    consignment = manifest.consignments[index]
    told: Explain = "none" if explained == "none" else "all"  # the contract has what is missing with `fired`, too
    assessment = assess(compiled, manifest, consignment, received, told, limits, history=history)
    explanations = []
    if explained == "all" and assessment.in_scope:
        explanations = explanations_of(compiled, manifest, consignment, received, history)
    return (
        consignment_result(index, consignment, assessment, explanations),
        assessment_findings(compiled, assessment, index),
    )


def assessment_findings(compiled: CompiledRulebook, assessment: Assessment, index: int) -> list[Found]:
    """That the rulebook is not for a consignment, or may not be, or could not be asked to the end."""
    told = [(finding.code, finding.message) for finding in assessment.findings]
    if not assessment.in_scope:
        told.append((OUT_OF_SCOPE, f"the rulebook {compiled.checked.name} is not for this mode and movement"))
    return [Found(code, SEVERITIES[code], message, f"consignments[{index}]", index) for code, message in told]


def explanations_of(
    compiled: CompiledRulebook,
    manifest: Manifest,
    consignment: Consignment,
    received: str,
    history: History = NO_HISTORY,
) -> list[dict[str, Any]]:
    """Why and why not, for every rule."""
    facts = Facts.of(compiled.vocabulary, manifest, consignment, history)
    sources = compiled.checked.sources
    return [explain(rule, facts, received, sources).to_json() for rule in compiled.checked.rules]


def consignment_result(
    index: int, consignment: Consignment, a: Assessment, explanations: list[dict[str, Any]]
) -> ConsignmentResult:
    """The contract's shape of an assessment."""
    return ConsignmentResult(
        index=index,
        document=readable(consignment.document_number),
        document_type=readable(consignment.document_type),
        master=readable(consignment.master_document_number),
        in_scope=a.in_scope,
        lane=a.lane,
        selected_by=list(a.selected_by),
        score=a.score,
        areas=dict(a.areas),
        actions=list(a.actions),
        fired=[fired_rule(f) for f in a.fired],
        undecided=[UndecidedRule(u.rule, list(u.missing), u.reason) for u in a.undecided],
        explanations=explanations,
    )


def fired_rule(f: Fired) -> FiredRule:
    """The contract's shape of a fired rule."""
    return FiredRule(
        rule=f.rule,
        title=f.title,
        area=f.area,
        score=f.score,
        actions=list(f.instructions),
        shadow=f.shadow,
        message="\n".join(f.messages) or None,
        tell_trader="\n".join(f.tell_trader) or None,
        values=[SeenValue(v.name, v.value, v.unit, v.at) for v in f.values],
        exemptions_unchecked=list(f.exemptions_unchecked),
    )


def readable(value: object) -> str | None:
    """A code as text; what cannot be read as it was filed."""
    if value is None or isinstance(value, str):
        return value or None
    return str(getattr(value, "unreadable", value))
