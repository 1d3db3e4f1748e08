"""The cookbook: its page shows the rules of its rulebook word for word, and these are true of their examples.

After a change of the rulebook, `CTS_REWRITE=1 pytest tests/documents/test_cookbook.py` copies the rules onto the page.
"""

from __future__ import annotations

import csv
import os
import re
from functools import cache
from pathlib import Path

import pytest

from cts_engine.examples import Played
from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.printing import format_text
from cts_grammar.source import Source
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import load_reference
from cts_rules.rulebook.examples import played
from cts_rules.rulebook.folder import check_rulebook, open_rulebook

DAY = "2026-11-24"
DOCS = Path(__file__).parents[2] / "docs"
PAGE, FOLDER = DOCS / "cookbook.md", DOCS / "cookbook"
FILES = sorted(FOLDER.glob("*.rules"))
DATA = sorted([*FOLDER.glob("lists/*.csv"), *FOLDER.glob("tables/*.csv")])
INDICATORS = {
    *(1, 2, 3, 5, 6, 9, 10, 11, 13, 15, 16, 17, 19, 20, 21, 23, 24, 26, 27, 29, 30, 31, 33, 34, 35, 36, 37, 39),
    *(40, 41, 44, 45, 46, 49, 51, 52, 54, 55, 58, 59, 60, 62),
}
NARROWER_ON_PURPOSE = [("CTS-W153", "whenever this rule fires, `COOK-01` fires as well")]
"""Cash, from a new shipper: the page says that the scores are meant to add up."""
SOURCE = "made for this cookbook; replace by your office's"
_BLOCK = re.compile(r"```rules\n(.*?)\n```", re.DOTALL)
_RECIPE = re.compile(r"^### (\d+)\. ([^\n]+)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
_NEXT = re.compile(r"^(?:rule|list|table|define|watchlist|parameter) ", re.MULTILINE)


@cache
def rulebook() -> CheckedRulebook:
    found = check_rulebook(open_rulebook(FOLDER), vocabulary(load_reference(None)), DAY)
    told = [(d.kind.code, d.message) for d in found.diagnostics]
    assert told == NARROWER_ON_PURPOSE
    assert found.rulebook is not None
    return found.rulebook


@cache
def results() -> list[Played]:
    return list(played(rulebook(), DAY))


def parts(path: Path) -> dict[str, str]:
    """The rules of a file, each with what is declared in front of it; of a file without a rule, all of it."""
    text = path.read_text("utf-8")
    starts = [found.start() for found in re.finditer(r"^rule ", text, re.MULTILINE)]
    found: dict[str, str] = {} if starts else {path.stem: text.strip("\n")}
    begin = 0
    for start in starts:
        following = _NEXT.search(text, start + 1)
        end = following.start() if following else len(text)
        found[text[start:].split(maxsplit=2)[1]] = text[begin:end].strip("\n")
        begin = end
    return found


@cache
def written() -> dict[str, str]:
    return {name: text for path in FILES for name, text in parts(path).items()}


def named(block: str) -> str:
    """The rule that a block of the page shows, or that it shows the rulebook's header."""
    rule = re.search(r"^rule (\S+)", block, re.MULTILINE)
    return rule[1] if rule else "rulebook"


def number(rule: CheckedRule) -> int:
    return int(rule.reference.removeprefix("Indicator "))


def is_first(rule: CheckedRule) -> bool:
    """Whether it is its recipe's own rule, not a second one (`COOK-52-B`)."""
    return rule.id == f"COOK-{number(rule):02}"


def test_the_page_shows_the_rules_word_for_word() -> None:
    page = PAGE.read_text("utf-8")
    anew = _BLOCK.sub(lambda found: f"```rules\n{written()[named(found[1])]}\n```", page)
    if os.environ.get("CTS_REWRITE") == "1":
        PAGE.write_text(anew, "utf-8")
    assert page == anew
    assert sorted(named(block) for block in _BLOCK.findall(page)) == sorted(written())


def test_each_indicator_is_a_rule() -> None:
    assert sorted(number(rule) for rule in rulebook().rules if is_first(rule)) == sorted(INDICATORS)
    assert {number(rule) for rule in rulebook().rules} == INDICATORS


def test_each_recipe_is_of_its_rule_and_says_what_to_adapt() -> None:
    recipes = {int(n): (title, text) for n, title, text in _RECIPE.findall(PAGE.read_text("utf-8"))}
    assert set(recipes) == INDICATORS
    for rule in rulebook().rules:
        title, text = recipes[number(rule)]
        assert title == rule.title or not is_first(rule)
        assert f"\nrule {rule.id} " in text
        assert "\nAdapt: " in text


def test_links_within_the_page_lead_to_its_headings() -> None:
    page = PAGE.read_text("utf-8")
    headings = re.findall(r"^##+ (.+)$", page, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = re.findall(r"\]\(#([^)]+)\)", page)
    assert set(links) <= anchors
    assert {a for a in anchors if a[0].isdigit()} <= set(links)


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.id)
def test_a_rule_is_true_of_its_examples_of_each_kind(rule: CheckedRule) -> None:
    own = [one for one in results() if one.rule is rule]
    assert {one.example.expected for one in own} == {"matches", "does not match", "is undecided"}
    assert [(one.example.name, one.came) for one in own if not one.passes] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_rules_stand_in_the_canonical_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_text(Source(path.name, text), vocabulary(load_reference(None))) == text


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_each_row_beside_the_rules_says_where_it_is_from(path: Path) -> None:
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert rows
    assert {row["source"] for row in rows} == {SOURCE}


def test_nothing_lies_beside_the_rules_unused() -> None:
    text = "".join(path.read_text("utf-8") for path in FILES)
    assert {path.relative_to(FOLDER).as_posix() for path in DATA} == set(re.findall(r'from "([^"]+)"', text))
