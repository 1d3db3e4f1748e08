"""The examples in the starters' rules: every rule has some, and little that a rule asks is left untried."""

from __future__ import annotations

from functools import cache

import pytest

from cts_engine.coverage import coverage
from cts_engine.examples import Played
from cts_grammar.checked import CheckedRulebook
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.examples import played
from cts_rules.rulebook.folder import check_rulebook, open_rulebook
from cts_rules.rulebook.starters import starter_names, starters_folder

DAY = "2026-11-24"
STARTERS = starter_names()

NEVER_UNDECIDED = {"ROUT-001", "DATA-001", "DATA-002", "DATA-013", "DATA-042", "DATA-045"}
"""They ask only what is always decided: whether something was filed, or what is there whenever it was."""

UNTRIED = {
    ("ROUT-001", "several transhipments", "undecided"),
    ("ROUT-001", "transhipment port is within hub countries", "undecided"),
    ("NARC-006", "transhipment port is within scrap route countries", "undecided"),
    ("NARC-011", "several transhipments", "undecided"),
    (
        "HIST-001",
        "number of consignments with the same (consignor, port of loading) in the last 6 months is at least 20",
        "true",
    ),
}
"""A port of transhipment that nobody can read cannot be stated, nor twenty consignments in one line."""


@cache
def examples(name: str) -> tuple[CheckedRulebook, tuple[Played, ...]]:
    """The rulebook, and its examples run."""
    book = check_rulebook(open_rulebook(starters_folder() / name), vocabulary(load_reference(None)), None).rulebook
    assert book is not None
    return book, tuple(played(book, DAY))


def came(name: str) -> dict[str, list[str]]:
    """What the examples of each rule came to."""
    book, results = examples(name)
    return {rule.id: [one.came for one in results if one.rule is rule] for rule in book.rules}


@pytest.mark.parametrize("name", STARTERS)
def test_every_example_comes_to_what_it_says(name: str) -> None:
    _, results = examples(name)
    assert not [(one.rule.id, one.example.name, one.came) for one in results if not one.passes]


@pytest.mark.parametrize("name", STARTERS)
def test_every_rule_has_an_example_of_each_answer(name: str) -> None:
    for rule, answers in came(name).items():
        wanted = {"matches", "does not match"} | (set() if rule in NEVER_UNDECIDED else {"is undecided"})
        assert set(answers) == wanted, rule


@pytest.mark.parametrize("name", STARTERS)
def test_the_examples_try_what_a_rule_asks(name: str) -> None:
    book, results = examples(name)
    texts = {source.path: source.text for source in book.sources}
    untried = {
        (rule.id, condition.text, answer)
        for rule in book.rules
        for condition in coverage(rule, [one for one in results if one.rule is rule], texts)
        for answer in condition.never
    }
    assert untried == {one for one in UNTRIED if one[0] in came(name)}


@pytest.mark.parametrize("name", STARTERS)
def test_examples_have_names_of_their_own(name: str) -> None:
    book, _ = examples(name)
    for rule in book.rules:
        names = [example.name for example in rule.examples]
        assert len(set(names)) == len(names), rule.id
        assert all(names), rule.id
