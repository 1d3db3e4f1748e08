"""The search goes on where rules ask for other consignments and for earlier versions: it looks for one, a first one."""

from __future__ import annotations

import pytest

from cts_engine.compile import compile_rulebook
from cts_rules.counterexample.finding import counterexample
from tests.grammar.cases import checked

HEADER = "rulebook x for all lane red from 10\n"
SECONDS = 60.0
"""Plenty: a slow machine finds what a fast one does."""


@pytest.mark.parametrize(
    "asked",
    [
        "some house consignment has (some goods item has (weight is over 1 t) and consignee is missing)",
        "number of house consignments with (gross weight is over 1 t) is over 2",
        "some container has (some sharing consignment has (consignee country is NL))",
        "consignee has changed less than 2 days before arrival",
        "earlier gross weight is over 7 t",
        "containers have changed",
    ],
)
def test_what_is_beside_and_before_is_no_hindrance(asked: str) -> None:
    old = checked(f"{HEADER}rule A when gross weight is over 10 t or {asked} then score 10")
    new = checked(f"{HEADER}rule A when gross weight is over 20 t or {asked} then score 10")
    assert old.rulebook is not None
    assert new.rulebook is not None
    assert counterexample(compile_rulebook(old.rulebook), compile_rulebook(new.rulebook), SECONDS) is not None
