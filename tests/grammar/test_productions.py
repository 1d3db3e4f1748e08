"""Every production of the grammar has a text that goes wrong inside it, and every finding that the language promises."""

from __future__ import annotations

import pytest

from tests.grammar.cases import CORPUS, codes, outcome
from tests.grammar.productions import gone_wrong, productions


def mapping(file: str) -> dict[str, str]:
    lines = (CORPUS / file).read_text("utf-8").splitlines()
    told = [line.partition(": ") for line in lines if line and not line.startswith("#")]
    assert len({name for name, _, _ in told}) == len(told)
    return {name: case for name, _, case in told}


PRODUCTIONS = mapping("productions.txt")
FINDINGS = mapping("findings.txt")


def test_no_production_is_forgotten() -> None:
    assert set(PRODUCTIONS) == productions()


@pytest.mark.parametrize(("production", "case"), PRODUCTIONS.items(), ids=PRODUCTIONS)
def test_a_text_goes_wrong_inside_it(production: str, case: str) -> None:
    found = outcome(CORPUS / case)
    assert found.diagnostics
    assert production in gone_wrong(found)


@pytest.mark.parametrize(("finding", "cases"), FINDINGS.items(), ids=FINDINGS)
def test_what_the_language_promises_to_find_is_found(finding: str, cases: str) -> None:
    for told in cases.split(", "):
        code, _, case = told.partition(" ")
        assert code in codes(outcome(CORPUS / case)), finding
