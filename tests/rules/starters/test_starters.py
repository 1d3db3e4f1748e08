"""The starter rulebooks check without a word, and their samples give what a specialist expects of them."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cts_engine.compile import CompiledRulebook, compile_rulebook
from cts_grammar.checked import CheckedRule
from cts_grammar.printing import format_text
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
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "rulebooks.md"
ids = [f"{name}/{sample.name}" for name, sample in SAMPLES]


@cache
def compiled(name: str) -> CompiledRulebook:
    found = check_rulebook(open_rulebook(starters_folder() / name), vocabulary(load_reference(None)), DAY)
    assert found.rulebook is not None, [d.message for d in found.diagnostics]
    return compile_rulebook(found.rulebook)


def rules(name: str) -> tuple[CheckedRule, ...]:
    return compiled(name).checked.rules


@cache
def assessed(name: str, sample: Path) -> dict[str, ConsignmentResult]:
    """Results by document number, of all manifests of a sample."""
    reference = load_reference(None)
    results: dict[str, ConsignmentResult] = {}
    for read in read_document(Document(sample.name, sample.read_bytes()), reference):
        manifest = intake(read, reference, None).manifest
        received = expected(sample)["received"]
        assert manifest.received == received
        for result in consignment_results(compiled(name), manifest, received):
            assert result.document not in results
            results[str(result.document)] = result
    return results


def all_assessed(name: str) -> list[ConsignmentResult]:
    """Results of all samples of a starter, without consignments that it is not for."""
    found = [result for n, sample in SAMPLES if n == name for result in assessed(name, sample).values()]
    return [result for result in found if result.in_scope]


def expected(sample: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(sample.with_name(f"{sample.stem}.expected.json").read_text("utf-8"))
    return document


# --- the rulebooks --------------------------------------------------------------------------------------------------


def test_there_are_starters_with_enough_rules() -> None:
    assert len(rules("maritime-imports")) >= 16
    assert len(rules("data-quality")) >= 8


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_checks_without_a_finding(name: str) -> None:
    folder = open_rulebook(starters_folder() / name)
    assert check_rulebook(folder, vocabulary(load_reference(None)), DAY).diagnostics == ()


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_is_written_in_the_canonical_form(name: str) -> None:
    words = vocabulary(load_reference(None))
    for source in open_rulebook(starters_folder() / name).sources:
        assert format_text(source, words) == source.text, source.path


@pytest.mark.parametrize("name", STARTERS)
def test_every_rule_says_whose_it_is_and_what_to_do(name: str) -> None:
    for rule in rules(name):
        assert re.fullmatch(r"[A-Z]{4}-\d{3}", rule.id)
        assert all((rule.title, rule.area, rule.owner, rule.reference, rule.say)), rule.id
        assert rule.review_by > DAY, rule.id


@pytest.mark.parametrize("name", STARTERS)
def test_every_message_holds_values(name: str) -> None:
    for rule in rules(name):
        assert any(not isinstance(part, str) for message in rule.say for part in message.parts), rule.id


@pytest.mark.parametrize("name", STARTERS)
def test_a_trader_is_told_nothing_that_a_rule_knows(name: str) -> None:
    for rule in rules(name):
        assert all(isinstance(part, str) for message in rule.tell_trader for part in message.parts), rule.id


def test_no_rule_reaches_red_by_its_score() -> None:
    red, amber = compiled("maritime-imports").checked.lanes
    assert (red.name, amber.name) == ("red", "amber")
    for rule in rules("maritime-imports"):
        assert rule.score <= amber.threshold, rule.id


def test_an_examination_is_asked_for_only_where_the_rule_reaches_amber() -> None:
    _, amber = compiled("maritime-imports").checked.lanes
    for rule in rules("maritime-imports"):
        if any(instruction.text.startswith("examine") for instruction in rule.instructions):
            assert rule.lane or rule.score >= amber.threshold, rule.id


def test_what_a_filing_lacks_never_stops_it_alone() -> None:
    (amber,) = compiled("data-quality").checked.lanes
    for rule in rules("data-quality"):
        assert rule.score <= amber.threshold / 2, rule.id
        assert not rule.lane, rule.id


@pytest.mark.parametrize("name", STARTERS)
def test_the_documentation_has_every_rule_with_its_points(name: str) -> None:
    rows = dict(re.findall(r"^\| ([A-Z]+-\d+) \| \(?(-?\d+)\)?(?:, \w+)? \|", DOCUMENTATION.read_text("utf-8"), re.M))
    assert {rule.id: f"{rule.score:g}" for rule in rules(name)}.items() <= rows.items()


# --- the samples ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=ids)
def test_a_sample_gives_the_expected_results(name: str, sample: Path) -> None:
    told = {
        document: {
            "lane": r.lane,
            "score": r.score,
            "fired": sorted(f.rule for f in r.fired),
            "undecided": {u.rule: u.missing for u in r.undecided},
        }
        for document, r in assessed(name, sample).items()
    }
    assert told == expected(sample)["consignments"]


@pytest.mark.parametrize("name", STARTERS)
def test_every_rule_fires_somewhere_and_not_everywhere(name: str) -> None:
    results = all_assessed(name)
    for rule in rules(name):
        if rule.id.startswith("HIST"):  # without a store they are undecided; test_history_rules.py has one
            continue
        fired = sum(any(f.rule == rule.id for f in r.fired) for r in results)
        assert 0 < fired < len(results), rule.id


@pytest.mark.parametrize("name", STARTERS)
def test_some_rules_are_undecided_and_most_never_ask(name: str) -> None:
    asking = {u.rule for r in all_assessed(name) for u in r.undecided}
    assert 3 <= len(asking) < len(rules(name)) / 2


def test_most_consignments_are_green_and_few_are_red() -> None:
    results = all_assessed("maritime-imports")
    lanes = Counter(result.lane for result in results)
    assert lanes["green"] > len(results) / 2 > lanes["amber"] > lanes["red"] > 0


def test_every_red_consignment_has_several_reasons() -> None:
    for result in all_assessed("maritime-imports"):
        assert result.lane != "red" or len(result.fired) > 1, result.document


@pytest.mark.parametrize("name", STARTERS)
def test_messages_name_what_they_speak_of(name: str) -> None:
    said = [f.message or "" for r in all_assessed(name) for f in r.fired]
    assert said
    assert not [text for text in said if not text or "{" in text or "None" in text]


# --- what counts ----------------------------------------------------------------------------------------------------


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
    with (copy / "lists" / "species.csv").open("a", encoding="utf-8") as species:
        species.write("vicuna,mammals,I\n")
    changed = check_rulebook(open_rulebook(copy), words, DAY)
    assert changed.rulebook is not None
    assert changed.rulebook.digest != found.rulebook.digest
