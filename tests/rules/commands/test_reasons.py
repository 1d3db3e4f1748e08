"""An undecided rule says why, also where no field is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rules.commands.running import manifest, rulebook, run

CONSIGNMENT = (
    '{"manifest": {"consignments": [{"value": {"amount": 9, "currency": "EUR"}, "gross_weight": 5, "packages": 0}]}}'
)


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("value is over 100 USD", "no exchange rate from EUR to USD"),
        ("gross weight / packages is over 1 kg", "division by zero"),
    ],
)
def test_the_reason_is_told(tmp_path: Path, condition: str, reason: str) -> None:
    book = rulebook(tmp_path / "book", f"rulebook x for all lane red from 1\nrule A when {condition} then hold\n")
    file = manifest(tmp_path, CONSIGNMENT)
    (told,) = json.loads(run("evaluate", book, file, "--json").out)["manifests"][0]["consignments"]
    assert told["undecided"] == [{"rule": "A", "missing": [], "reason": reason}]
    assert f"A undecided: {reason}" in run("evaluate", book, file, "--green").out


@pytest.mark.parametrize("consignment", ['{"packages": 0}', '{"packages": 0, "gross_weight": 5}'])
def test_a_divisor_of_zero_is_the_reason_whatever_is_divided(tmp_path: Path, consignment: str) -> None:
    text = "rulebook x for all lane red from 1\nrule A when value / packages is over 1 USD then hold\n"
    book = rulebook(tmp_path / "book", text)
    file = manifest(tmp_path, f'{{"manifest": {{"consignments": [{consignment}]}}}}')
    (told,) = json.loads(run("evaluate", book, file, "--json").out)["manifests"][0]["consignments"]
    assert told["undecided"] == [{"rule": "A", "missing": [], "reason": "division by zero"}]
