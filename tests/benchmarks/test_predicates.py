"""What missing values and three answers cost: compiled rules beside plain two-valued functions of the same rules.

Times depend on the machine, so that only ratios are reported and nothing is asserted about them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

import pytest

from cts_engine.assess import assess
from cts_engine.compile import compile_rulebook
from cts_engine.limits import Watch
from tests.benchmarks import workload

CONSIGNMENTS = 200
ROUNDS = 5

Matches = list[tuple[int, int]]


@pytest.mark.parametrize("number", [10, 100, 1_000])
def test_rules(number: int, benchmark: Any, capsys: pytest.CaptureFixture[str]) -> None:
    parts, data = workload.rules(number), workload.consignments(CONSIGNMENTS)
    compiled = compile_rulebook(workload.rulebook(parts))
    plain_functions = workload.plain_functions(parts)
    answers = [rule.answer for rule in compiled.rules]

    def plain() -> Matches:
        return [(j, i) for j, (m, c) in enumerate(data) for i, function in enumerate(plain_functions) if function(m, c)]

    def predicates() -> Matches:
        watch = Watch()
        return [(j, i) for j, (m, c) in enumerate(data) for i, answer in enumerate(answers) if answer(m, c, watch)]

    def assessments() -> Matches:
        told = (assess(compiled, m, c, None, explain="none") for m, c in data)
        return [(j, int(fired.rule[1:])) for j, assessment in enumerate(told) for fired in assessment.fired]

    assert plain() == predicates() == assessments()
    floor, asking, assessing = interleaved(plain, predicates, assessments)
    ratios = {"predicates": asking / floor, "assessments": assessing / floor}
    benchmark.extra_info |= {f"{name} over plain": round(ratio, 2) for name, ratio in ratios.items()}
    benchmark.pedantic(predicates, rounds=3)
    with capsys.disabled():
        told = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items())
        print(f"\n{number} rules, in times of plain functions: {told}; compiled in {compiled.seconds:.2f} s", end=" ")


def interleaved(*functions: Callable[[], Matches]) -> list[float]:
    """The least time of each over some rounds, taken in turn so that a noisy machine treats them alike."""
    gc.collect()
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(ROUNDS):
        for function, taken in zip(functions, times, strict=True):
            began = time.perf_counter()
            function()
            taken.append(time.perf_counter() - began)
    return [min(taken) for taken in times]
