"""Which of several rulebooks decides a consignment's lane: the one that gives the most severe."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from cts_engine.assessment import GREEN
from cts_engine.compile import CompiledRulebook
from cts_rules.evaluation.contract import ConsignmentResult, Evaluation

MANY = "cts-evaluations/1"
"""Schema of the document with several evaluations."""

OUTSIDE = 1_000_000
"""Severity of what no rulebook is for: after everything else."""


class Overall(msgspec.Struct, frozen=True):
    """The most severe lane of one consignment among several rulebooks, and who decided it."""

    manifest: int
    """Index of the manifest in the message."""
    index: int
    document: str | None
    lane: str | None
    """null where no rulebook is for it."""
    rulebook: str | None
    score: float
    """In that rulebook."""
    selected_by: list[str]
    random_selection: Literal["selected", "not applied"] | None = None
    """Of that rulebook's verdict."""


class Evaluations(msgspec.Struct, frozen=True):
    """The whole document of several rulebooks."""

    schema: str
    evaluations: list[Evaluation]
    """One for each rulebook, by name."""
    overall: list[Overall]


class Severities:
    """Lanes of several rulebooks in one order: 0 is the most severe.

    A lane stands as deep as the rulebook that puts it deepest does: `amber` of a rulebook with no other lane is as
    severe as `amber` under another's `red`. Green is below all.
    """

    def __init__(self, books: Iterable[CompiledRulebook]) -> None:
        self._depths: dict[str, int] = {}
        for book in books:
            for depth, lane in enumerate(book.lanes):
                self._depths[lane.name] = max(depth, self._depths.get(lane.name, 0))

    def of(self, lane: str | None) -> int:
        """How severe a lane is."""
        if lane is None:
            return OUTSIDE
        if lane == GREEN:
            return OUTSIDE - 1
        return self._depths.get(lane, OUTSIDE - 2)


def most_severe(
    severities: Severities, before: Overall | None, manifest: int, result: ConsignmentResult, rulebook: str
) -> Overall:
    """The verdict so far, or this one if it is more severe: by lane, then by score; of equals the first rulebook's."""
    this = rank(severities, result.lane, result.score)
    if before is not None and rank(severities, before.lane, before.score) <= this:
        return before
    deciding = rulebook if result.lane is not None else None
    by = list(result.selected_by)
    at_random = result.random_selection
    return Overall(manifest, result.index, result.document, result.lane, deciding, result.score, by, at_random)


def rank(severities: Severities, lane: str | None, score: float) -> tuple[int, float]:
    """What verdicts are sorted by, the most severe first."""
    return severities.of(lane), -score
