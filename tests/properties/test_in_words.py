"""Whatever can be checked can be read out, in both languages; and what means something else reads otherwise.

`CTS_TREES=100000 pytest tests/properties/test_in_words.py` tries as many conditions.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

import pytest

from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    AtLeastOf,
    CheckedRule,
    Compare,
    Condition,
    Constant,
    FieldValue,
    Gap,
    HasFired,
    Lookup,
    Named,
    NamedValue,
    Not,
    OnList,
    Order,
    Parameter,
    Quantified,
    Quantifier,
    RuleReference,
    State,
    TextTest,
    Timing,
    Within,
)
from cts_grammar.in_words import LANGUAGES, rule_in_words
from cts_grammar.meaning import normal, written
from cts_grammar.vocabulary import Kind
from tests.properties import small_world, trees
from tests.properties.test_agreement import CHUNKS, TREES
from tests.properties.test_texts import TEXTS, checked, text, words

WORLD = small_world.vocabulary()
PYTHON = re.compile(r"\b(?:None|True|False|nan)\b|<[^>]*\bat 0x|[A-Z]\w+\(\w+=|\{\}|\[\]")
"""What would betray that a value was printed as Python does."""


def rule(when: Condition) -> CheckedRule:
    return CheckedRule("A", "", "", "", "", "", "", "", False, when, (), 1.0, "", (), (), (), trees.SPAN)


def told(when: Condition, language: str) -> str:
    return rule_in_words(rule(when), WORLD, language).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_condition_is_read_out(chunk: int, language: str) -> None:
    for seed in range(chunk, TREES, CHUNKS):
        tree = trees.condition(Random(seed))
        said = told(tree, language)
        assert said == told(trees.condition(Random(seed)), language), seed
        assert said.startswith(("When ", "Lorsqu")), seed
        assert not PYTHON.search(said), (seed, said)
        assert said.count("[") == said.count("]"), (seed, said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_rule_that_can_be_written_is_read_out(chunk: int, language: str) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        for each in checked(text(seed)).rules:
            said = rule_in_words(each, words(), language).text
            assert said.startswith(("When ", "Lorsqu")), seed
            assert not PYTHON.search(said), (seed, said)


# --- small changes --------------------------------------------------------------------------------------------------


def with_names_of_their_own(node: Any, numbers: Iterator[int]) -> Any:
    """No two definitions, lists, parameters and tables of one name, as the checker has it."""
    if isinstance(node, tuple):
        return tuple(with_names_of_their_own(part, numbers) for part in node)
    if not dataclasses.is_dataclass(node) or type(node).__module__ != Named.__module__:
        return node
    inside = {
        f.name: with_names_of_their_own(getattr(node, f.name), numbers)
        for f in dataclasses.fields(node)
        if f.name not in ("span", "field", "relation", "type", "derivation", "exchange")
    }
    node = replace(node, **inside)  # type: ignore[type-var]
    match node:
        case Named() | NamedValue() | Parameter():
            return replace(node, name=f"name {next(numbers)}")
        case Among() | Within() | TextTest() | OnList() if node.list_name:
            return replace(node, list_name=f"list {next(numbers)}")
        case Lookup():
            return replace(node, table=f"table {next(numbers)}")
        case _:
            return node


def changed(node: Any, random: Random) -> Any | None:
    """A small change of one node, of those that a reviewer must see; None where it has none of them."""
    match node:
        case Compare():
            return replace(node, order=random.choice([o for o in Order if o is not node.order]))
        case AllOf() if len(node.parts) > 1:
            return AnyOf(node.parts, node.span)
        case AnyOf() if len(node.parts) > 1:
            return AllOf(node.parts, node.span)
        case AtLeastOf() if node.n < len(node.parts):
            return replace(node, n=node.n + 1)
        case Not():
            return node.part
        case Quantified(quantifier=Quantifier.EVERY):
            return replace(node, quantifier=Quantifier.AT_LEAST)
        case Quantified() if random.random() < 0.5:
            return replace(node, n=node.n + 1)
        case Quantified():
            return replace(node, quantifier=Quantifier.EVERY, n=1)
        case Constant() if node.type.kind is Kind.NUMBER and isinstance(node.value, float):
            return replace(node, value=random.choice((node.value + 1, node.value * 1000 + 1, node.value - 0.5)))
        case Constant() if node.currency:
            return replace(node, currency="GBP")
        case Timing():
            return random.choice(
                (
                    replace(node, after=not node.after),
                    replace(node, gap=random.choice([g for g in Gap if g is not node.gap])),
                    replace(node, seconds=node.seconds + 3600)
                    if not node.months
                    else replace(node, months=node.months + 1),
                )
            )
        case FieldValue():
            alike = [f for f in WORLD.fields if f.of == node.field.of and f.type is node.type and f is not node.field]
            return replace(node, field=random.choice(alike)) if alike else None
        case State():
            return random.choice([s for s in (State.MISSING, State.PRESENT, State.UNREADABLE) if s is not node])
        case _:
            return None


def somewhere(node: Any, random: Random) -> Any:
    """The tree with one of its nodes changed."""
    places = [at for at, each in enumerate(nodes(node)) if changed(each, random) is not None]
    if not places:
        return Not(node, trees.SPAN)
    return _changed_at(node, random.choice(places), count(), random)


def nodes(node: Any) -> Iterator[Any]:
    yield node
    for part in _inside(node).values():
        for each in part if isinstance(part, tuple) else (part,):
            yield from nodes(each)


def _inside(node: Any) -> dict[str, Any]:
    if not dataclasses.is_dataclass(node) or type(node).__module__ != Named.__module__:
        return {}
    silent = ("span", "relation", "type", "derivation", "exchange", "rows", "default", "keys", "by", "first", "last")
    return {f.name: getattr(node, f.name) for f in dataclasses.fields(node) if f.name not in silent}


def _changed_at(node: Any, at: int, numbers: Iterator[int], random: Random) -> Any:
    if next(numbers) == at:
        return changed(node, random)
    inside = {}
    for name, part in _inside(node).items():
        if isinstance(part, tuple):
            inside[name] = tuple(_changed_at(each, at, numbers, random) for each in part)
        else:
            inside[name] = _changed_at(part, at, numbers, random)
    return replace(node, **inside) if inside else node


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_means_something_else_reads_otherwise(chunk: int, language: str) -> None:
    different = 0
    for seed in range(chunk, TREES, CHUNKS):
        tree = with_names_of_their_own(trees.condition(Random(seed)), count(1))
        other = somewhere(tree, Random(f"change {seed}"))
        if written(normal(tree)) == written(normal(other)):
            continue
        different += 1
        assert told(tree, language) != told(other, language), (seed, told(tree, language), tree, other)
    assert different > TREES / CHUNKS / 2


CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("threshold", lambda t: t.replace("10 t", "11 t")),
    ("unit", lambda t: t.replace("10 t", "10 kg")),
    ("and, or", lambda t: t.replace("\n    and ", "\n    or ")),
    ("some, every", lambda t: t.replace("some container", "every container")),
    ("some, no", lambda t: t.replace("some container", "no container")),
    ("is, is within", lambda t: t.replace("is within EC", "is in (ECGYE, ECPBO)")),
    ("not", lambda t: t.replace("gross weight is over", "gross weight is not over")),
    ("at least, over", lambda t: t.replace("is over", "is at least")),
    ("missing, present", lambda t: t.replace("is missing", "is present")),
    ("missing, unreadable", lambda t: t.replace("is missing", "is unreadable")),
    ("mentions, contains", lambda t: t.replace("mentions", "contains")),
    ("list entry", lambda t: t.replace("ECGYE, COTRB", "ECGYE, PECLL")),
    ("exception", lambda t: t.replace("  unless packages is 1\n", "")),
    ("exception lapses", lambda t: t.replace("unless packages is 1", "unless packages is 1 until 2027-01-01")),
    ("score", lambda t: t.replace("score +10", "score -10")),
    ("lane", lambda t: t.replace("hold", "lane amber")),
    ("days in force", lambda t: t.replace("from 2026-01-01", "from 2026-01-02")),
    ("shadow", lambda t: t.replace("  when", "  shadow\n  when")),
    ("share", lambda t: t.replace("by 85%", "by 85.5%")),
    ("window", lambda t: t.replace("in the last 12 months", "in the last 11 months")),
    ("key", lambda t: t.replace("with the same consignee", "with the same consignor")),
    ("definition", lambda t: t.replace("define new as number", "define new as 1 + number")),
    ("parameter", lambda t: t.replace("160 EUR from 2026-07-01", "160 EUR from 2026-07-02")),
    ("currency", lambda t: t.replace("500 USD", "500 EUR")),
    ("message", lambda t: t.replace("{gross weight}", "{packages}")),
)
RULE = """rulebook x for all lane amber from 10
list ports = ECGYE, COTRB
parameter limit = 150 EUR from 2026-01-01, 160 EUR from 2026-07-01
define new as number of consignments with the same consignee in the last 12 months
rule A "A"
  in force from 2026-01-01
  when
    gross weight is over 10 t
    and (port of loading is in ports or place of receipt is within EC)
    and some container has (temperature is missing)
    and marks mentions "fruit"
    and consignor name resembles "ACME" by 85%
    and new is 0
    and value is under limit
    and freight charges is over 500 USD
  unless packages is 1
  then
    score +10
    hold
    say "{gross weight}"
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "change"), CHANGES, ids=[name for name, _ in CHANGES])
def test_an_edit_of_a_rule_reads_otherwise(name: str, change: Callable[[str], str], language: str) -> None:
    edited = change(RULE)
    assert edited != RULE, name
    before, after = (rule_in_words(checked(t).rules[0], words(), language).text for t in (RULE, edited))
    assert before != after


def test_rules_upon_rules_are_told_apart() -> None:
    one, other = (HasFired(RuleReference(id_), trees.SPAN) for id_ in ("A-1", "A-2"))
    assert told(one, "en") != told(other, "en")
    assert told(one, "fr") != told(Not(one, trees.SPAN), "fr")
