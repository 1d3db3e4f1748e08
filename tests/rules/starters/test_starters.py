"""The starter rulebooks check without a word, and their samples give what a specialist expects of them."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cts_engine.compile import CompiledRulebook, compile_rulebook
from cts_rules.evaluation.contract import ConsignmentResult
from cts_rules.evaluation.results import consignment_results
from cts_rules.manifest.intake import intake
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.readers.choose import read_document
from cts_rules.readers.reading import Document
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.folder import check_rulebook, open_rulebook
from cts_rules.rulebook.starters import samples_of, starter_names, starters_folder

DAY = "2026-11-24"
STARTERS = starter_names()
SAMPLES = [(name, sample) for name in STARTERS for sample in samples_of(starters_folder() / name)]
ids = [f"{name}/{sample.name}" for name, sample in SAMPLES]


@cache
def compiled(name: str) -> CompiledRulebook:
    found = check_rulebook(open_rulebook(starters_folder() / name), vocabulary(load_reference(None)), DAY)
    assert found.rulebook is not None, [d.message for d in found.diagnostics]
    return compile_rulebook(found.rulebook)


@cache
def assessed(name: str, sample: Path) -> dict[str, ConsignmentResult]:
    reference = load_reference(None)
    (read,) = read_document(Document(sample.name, sample.read_bytes()), reference)
    manifest = intake(read, reference, None).manifest
    assert isinstance(manifest.received, str)
    return {str(r.document): r for r in consignment_results(compiled(name), manifest, manifest.received)}


def expected(sample: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(sample.with_name(f"{sample.stem}.expected.json").read_text("utf-8"))
    return document


def test_there_are_starters_with_enough_rules() -> None:
    assert {"maritime-imports", "data-quality"} <= set(STARTERS)
    assert sum(len(compiled(name).rules) for name in STARTERS) >= 20


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_checks_without_a_finding(name: str) -> None:
    folder = open_rulebook(starters_folder() / name)
    assert check_rulebook(folder, vocabulary(load_reference(None)), DAY).diagnostics == ()


@pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=ids)
def test_a_sample_gives_the_expected_results(name: str, sample: Path) -> None:
    results = assessed(name, sample)
    told = {
        document: {
            "lane": r.lane,
            "score": r.score,
            "fired": [f.rule for f in r.fired],
            "undecided": {u.rule: u.missing for u in r.undecided},
        }
        for document, r in results.items()
    }
    assert told == expected(sample)["consignments"]


@pytest.mark.parametrize("name", STARTERS)
def test_every_rule_fires_somewhere_and_not_everywhere(name: str) -> None:
    results = [r for n, sample in SAMPLES if n == name for r in assessed(name, sample).values() if r.in_scope]
    for rule in compiled(name).rules:
        fired = sum(any(f.rule == rule.checked.id for f in r.fired) for r in results)
        assert 0 < fired < len(results), rule.checked.id


@pytest.mark.parametrize("name", STARTERS)
def test_messages_name_what_they_speak_of(name: str) -> None:
    said = [
        f.message for n, s in SAMPLES if n == name for r in assessed(name, s).values() for f in r.fired if f.message
    ]
    assert said
    assert not [text for text in said if "{" in text or "None" in text]


def test_what_does_not_count_does_not_change_the_digest(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(starters_folder() / "maritime-imports", copy)
    (copy / "notes.txt").write_text("ask the narcotics desk")
    (copy / "lists" / "unused.csv").write_text("code\nAAAAA\n")
    shutil.rmtree(copy / "samples")
    words = vocabulary(load_reference(None))
    found = check_rulebook(open_rulebook(copy), words, DAY)
    assert found.rulebook is not None
    assert found.rulebook.digest == compiled("maritime-imports").digest
    (copy / "lists" / "species.csv").write_text("word,group\nivory,elephants\n")
    changed = check_rulebook(open_rulebook(copy), words, DAY)
    assert changed.rulebook is not None
    assert changed.rulebook.digest != found.rulebook.digest
