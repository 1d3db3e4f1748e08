"""`evaluate` with random selection: applied where a key is at hand, and told where there is none."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rules.commands.running import manifest, rulebook, run
from tests.rules.office.offices import office_at

RULES = """\
rulebook whole "All of it"
  for sea imports
  lane amber from 20
  random selection 100%

rule DEAR "Dear"
  when value is over 1000 USD
  then score +25
"""
KEY = "a key for a test, long enough"


def test_with_a_key_or_a_store_it_is_applied(tmp_path: Path) -> None:
    rules, file = rulebook(tmp_path / "rules", RULES), manifest(tmp_path)
    office_at(tmp_path / "store").store.close()
    done = run("evaluate", rules, file, CTS_SELECTION_KEY=KEY)
    assert "selected at random: no rule asks for it" in done.out
    assert KEY not in done.out + done.err
    told = json.loads(run("evaluate", rules, file, "--json", "--store", tmp_path / "store").out)["manifests"][0]
    assert [(c["lane"], c["random_selection"]) for c in told["consignments"]] == [
        ("amber", None),
        ("amber", "selected"),
        (None, None),
    ]


def test_without_a_key_it_is_told(tmp_path: Path) -> None:
    rules, file = rulebook(tmp_path / "rules", RULES), manifest(tmp_path)
    told = json.loads(run("evaluate", rules, file, "--json").out)["manifests"][0]
    assert [c["random_selection"] for c in told["consignments"]] == [None, "not applied", None]
    assert "random-selection-not-applied 1" in run("evaluate", rules, file).out


def test_a_key_too_short_is_wrong_use(tmp_path: Path) -> None:
    done = run("evaluate", rulebook(tmp_path / "rules", RULES), manifest(tmp_path), CTS_SELECTION_KEY="short")
    assert done.code == 2
    assert "CTS_SELECTION_KEY is too short" in done.err
