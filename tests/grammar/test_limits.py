"""Every limit is a setting, and what exceeds it is refused by one sentence; what just fits is not."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from cts_grammar.check import Checking, check
from cts_grammar.limits import DEFAULT_LIMITS
from cts_grammar.source import Source
from tests.grammar.cases import as_text, words

HEAD = "rulebook x for all lane red from 70\n"
RULES = "".join(f"rule A-{n} when packages is {n} then score 1\n" for n in range(4))


def rule(condition: str) -> str:
    return f"rule A when {condition} then score 1\n"


def doubling(times: int) -> str:
    lines = [f"define d{'z' * n} as d{'z' * (n - 1)} and d{'z' * (n - 1)}" for n in range(1, times + 1)]
    return "\n".join(["define d as packages is 3", *lines, rule("d" + "z" * times)])


def chain(length: int) -> str:
    lines = [f"define d{'z' * n} as d{'z' * (n - 1)}" for n in range(1, length + 1)]
    return "\n".join(["define d as packages is 3", *lines, rule("d" + "z" * length)])


CSV = b"x\nA\nB\nC\n"
CASES = {
    "source_characters": (100, HEAD + "#" * 100 + "\n" + RULES, "the file is longer than 100 characters"),
    "rules": (3, HEAD + RULES, "there are more than 3 rules"),
    "nesting": (3, HEAD + rule("((((packages is 3))))"), "this is nested more than 3 deep"),
    "parts": (20, HEAD + doubling(5), "with its definitions spelled out, the rule has more than 20 parts"),
    "depth": (8, HEAD + chain(8), "this is nested more than 8 deep"),
    "text_characters": (9, HEAD + rule('marks contains "0123456789"'), "the text is longer than 9 characters"),
    "pattern_characters": (
        9,
        HEAD + rule('marks matches pattern "0123456789"'),
        "the pattern is longer than 9 characters",
    ),
    "list_entries": (
        2,
        HEAD + 'list p from "p.csv"\n' + rule("consignee id is in p"),
        "there are more than 2 entries in a list",
    ),
    "list_file_bytes": (
        5,
        HEAD + 'list p from "p.csv"\n' + rule("consignee id is in p"),
        "the file `p.csv` is longer than 5 bytes",
    ),
}


def tried(name: str, limit: int) -> Checking:
    limits = replace(DEFAULT_LIMITS, **{name: limit})
    return check([Source("a.rules", CASES[name][1])], words(), {"p.csv": CSV}.get, limits=limits)


@pytest.mark.parametrize("name", CASES)
def test_what_exceeds_a_limit_is_refused_by_one_sentence(name: str) -> None:
    limit, _, sentence = CASES[name]
    found = tried(name, limit)
    assert [d.message for d in found.diagnostics] == [sentence], as_text(found)
    assert found.diagnostics[0].kind.code.startswith("CTS-E5")


@pytest.mark.parametrize("name", CASES)
def test_the_default_lets_it_pass(name: str) -> None:
    assert tried(name, getattr(DEFAULT_LIMITS, name)).rulebook is not None


def test_a_list_in_place_is_limited_too() -> None:
    text = HEAD + "list p = A, B, C\n" + rule("consignee id is in p")
    found = check([Source("a.rules", text)], words(), lambda path: None, limits=replace(DEFAULT_LIMITS, list_entries=2))
    assert [d.message for d in found.diagnostics] == ["there are more than 2 entries in a list"]


def test_mistakes_are_told_up_to_their_limit() -> None:
    text = HEAD + "rule A\n" * 10
    found = check([Source("a.rules", text)], words(), lambda path: None, limits=replace(DEFAULT_LIMITS, mistakes=3))
    assert len(found.diagnostics) == 3
    assert found.rulebook is None


def test_what_was_passed_over_is_no_mistake_where_it_is_used() -> None:
    text = HEAD + "rule B\n" * 3 + "list p = ECGYE\n" + rule("port of loading is in p")
    found = check([Source("a.rules", text)], words(), lambda path: None, limits=replace(DEFAULT_LIMITS, mistakes=3))
    assert {d.kind.code for d in found.diagnostics} == {"CTS-E017"}


def test_every_limit_has_its_case() -> None:
    assert {f.name for f in fields(DEFAULT_LIMITS)} == {*CASES, "mistakes"}


@pytest.mark.parametrize(
    "rest", ["packages is 1 then score +{}", "packages is over {} then hold", "gross weight is over {} kg then hold"]
)
def test_a_number_of_too_many_digits_is_refused(rest: str) -> None:
    rules = f"rulebook trial for all\nlane red from 1\nrule A when {rest.format('9' * 400)}\n"
    found = check([Source("a.rules", rules)], words(), lambda path: None)
    assert [d.kind.code for d in found.diagnostics if d.is_error] == ["CTS-E218"]
