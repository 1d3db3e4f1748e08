"""Score, lane and actions: what the rules that fired come to together."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

import msgspec

from cts_engine.assessment import GREEN
from cts_grammar.checked import CheckedRule, Lane


class Verdict(msgspec.Struct, frozen=True):
    """The part of an assessment that the rules decide together."""

    lane: str
    selected_by: tuple[str, ...]
    score: float
    areas: dict[str, float]
    actions: tuple[str, ...]


def verdict_of(fired: Sequence[CheckedRule], lanes: Sequence[Lane]) -> Verdict:
    """From the live rules that fired, in their order, and the lanes, the most severe first."""
    score = sum(rule.score for rule in fired)
    by_score = next((lane.name for lane in lanes if _reaches(score, lane.threshold)), GREEN)
    severity = [lane.name for lane in lanes]
    lane = min((by_score, *(rule.lane for rule in fired)), key=lambda name: _rank(severity, name))
    actions = dict.fromkeys(instruction.text for rule in fired for instruction in rule.instructions)
    return Verdict(lane, _selected_by(fired, lane), score, _areas(fired), tuple(actions))


def _reaches(score: float, threshold: float) -> bool:
    return score >= threshold or isclose(score, threshold)


def _rank(severity: list[str], lane: str) -> int:
    """0 is the most severe; a lane that the header does not name, or none, comes last."""
    return severity.index(lane) if lane in severity else len(severity) + (lane != GREEN)


def _selected_by(fired: Sequence[CheckedRule], lane: str) -> tuple[str, ...]:
    if lane == GREEN:
        return ()
    outright = tuple(rule.id for rule in fired if rule.lane == lane)
    return outright or tuple(rule.id for rule in fired if rule.score > 0)


def _areas(fired: Sequence[CheckedRule]) -> dict[str, float]:
    areas: dict[str, float] = {}
    for rule in fired:
        if rule.score:
            areas[rule.area] = areas.get(rule.area, 0.0) + rule.score
    return areas
