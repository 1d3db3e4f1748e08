"""What people see of thousands of consignments: the highest scores of every lane."""

from __future__ import annotations

import pytest

from cts_rules.commands.results_as_text import Lane
from cts_rules.evaluation.contract import ConsignmentResult


def scored(index: int, score: float) -> ConsignmentResult:
    return ConsignmentResult(index, None, None, None, True, "red", [], score, {}, [], [], [], [])


@pytest.mark.parametrize(
    ("kept", "listed"), [(0, []), (1, [1]), (2, [1, 3]), (9, [1, 3, 0, 2])], ids=["none", "one", "two", "all"]
)
def test_a_lane_lists_its_highest_scores_in_the_order_of_the_manifest(kept: int, listed: list[int]) -> None:
    lane = Lane("red", kept)
    for index, score in enumerate([10.0, 50.0, 10.0, 50.0]):
        lane.take(scored(index, score))
    assert lane.count == 4
    assert [result.index for result in lane.listed()] == listed
    assert lane.emptied().listed() == []
