"""`evaluate` and `explain` with a store at hand: rules that ask the past are answered, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rules.commands.running import manifest, rulebook, run
from tests.rules.office.offices import Clock, hand_in, office_at
from tests.rules.office.offices import consignment as goods

RULES = """\
rulebook trial "Trial"
  for all

rule NEW "New"
  when number of consignments with the same consignee in the last 12 months is 0
  then score +5
"""
MANIFEST = """\
{"schema": "cts-manifest/1", "manifest": {"transport_mode": "sea", "movement": "import",
 "received": "2026-03-02T10:00:00Z", "consignments": [
  {"document_number": "A1", "consignee": {"name": "ACME", "country": "NL"}},
  {"document_number": "A2", "consignee": {"name": "NOBODY YET", "country": "NL"}}]}}
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A day before, ACME received something."""
    office = office_at(tmp_path / "store", Clock())
    hand_in(office, goods("B1"))
    office.store.close()
    return tmp_path / "store"


def test_the_past_is_asked_and_stays_as_it_was(tmp_path: Path, store: Path) -> None:
    rules, file = rulebook(tmp_path / "rules", RULES), manifest(tmp_path, MANIFEST)
    for _ in range(2):
        done = run("evaluate", rules, file, "--json", "--store", store)
        told = json.loads(done.out)["manifests"][0]["consignments"]
        assert [[f["rule"] for f in c["fired"]] for c in told] == [[], ["NEW"]]
    explained = run("explain", rules, file, "--document", "A1", "--rule", "NEW", "--store", store)
    assert "1 earlier consignment, 2026-03-01" in explained.out


def test_without_a_store_it_is_undecided_and_says_so(tmp_path: Path) -> None:
    rules, file = rulebook(tmp_path / "rules", RULES), manifest(tmp_path, MANIFEST)
    told = json.loads(run("evaluate", rules, file, "--json").out)["manifests"][0]["consignments"]
    assert told[0]["undecided"] == [{"rule": "NEW", "missing": [], "reason": "history is not kept here"}]


def test_a_store_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    rules, file = rulebook(tmp_path / "rules", RULES), manifest(tmp_path, MANIFEST)
    done = run("evaluate", rules, file, "--store", tmp_path / "nothing")
    assert done.code == 1
    assert "cts-rules up" in done.err
    assert not (tmp_path / "nothing").exists()
