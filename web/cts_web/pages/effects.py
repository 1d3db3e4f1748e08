"""What an edited rulebook changes on a manifest, against the version in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cts_engine.compile import CompiledRulebook
from cts_rules.evaluation.contract import ConsignmentResult
from cts_rules.evaluation.overall import Severities
from cts_rules.office import evaluating
from cts_rules.office.office import Office
from cts_rules.readers.reading import ReadManifest
from cts_web.pages.wording import is_selected


@dataclass(frozen=True, slots=True)
class Change:
    """One consignment with another verdict than before."""

    consignment: int
    document: str | None
    lane_before: str | None
    lane_after: str | None
    score_before: float
    score_after: float
    added: tuple[str, ...]
    """Rules that fire now and did not."""
    dropped: tuple[str, ...]
    rescored: tuple[tuple[str, float, float], ...]
    """Rules that fire as before, with another score."""


@dataclass(frozen=True, slots=True)
class Effect:
    """All changes, by what they mean for the officers."""

    newly_selected: tuple[Change, ...]
    no_longer_selected: tuple[Change, ...]
    lane_changed: tuple[Change, ...]
    score_changed: tuple[Change, ...]
    """Same lane, another score or other rules."""
    unchanged: int


def effect(
    office: Office, before: CompiledRulebook, after: CompiledRulebook, readings: Sequence[ReadManifest]
) -> Effect:
    """The changes from one version to another on all consignments of the readings."""
    old, new = (_results(office, book, readings) for book in (before, after))
    severity = Severities([before, after]).of
    pairs = [_change(a, b) for a, b in zip(old, new, strict=True)]
    changes = sorted((c for c in pairs if c), key=lambda c: (severity(c.lane_after), -c.score_after, c.consignment))
    return Effect(
        newly_selected=tuple(c for c in changes if is_selected(c.lane_after) and not is_selected(c.lane_before)),
        no_longer_selected=tuple(c for c in changes if is_selected(c.lane_before) and not is_selected(c.lane_after)),
        lane_changed=tuple(c for c in changes if _stays(c) and c.lane_before != c.lane_after),
        score_changed=tuple(c for c in changes if c.lane_before == c.lane_after),
        unchanged=sum(c is None for c in pairs),
    )


def _results(office: Office, book: CompiledRulebook, readings: Sequence[ReadManifest]) -> list[ConsignmentResult]:
    found = evaluating.evaluated(office, book, readings, "none")
    return [result for manifest in found.manifests for result in manifest.consignments]


def _change(old: ConsignmentResult, new: ConsignmentResult) -> Change | None:
    before, after = ({f.rule: f.score for f in result.fired} for result in (old, new))
    if (old.lane, old.score, before) == (new.lane, new.score, after):
        return None
    return Change(
        consignment=new.index,
        document=new.document,
        lane_before=old.lane,
        lane_after=new.lane,
        score_before=old.score,
        score_after=new.score,
        added=tuple(rule for rule in after if rule not in before),
        dropped=tuple(rule for rule in before if rule not in after),
        rescored=tuple((r, before[r], after[r]) for r in after if r in before and before[r] != after[r]),
    )


def _stays(change: Change) -> bool:
    """Whether it is selected, or not selected, as before."""
    return is_selected(change.lane_before) == is_selected(change.lane_after)
