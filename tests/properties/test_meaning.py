"""The meaning hash stays where the meaning does, and where the hash is one, so are the answers.

`CTS_TEXTS=100000 pytest tests/properties/test_meaning.py` tries as many texts and trees.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from cts_engine import interpreter
from cts_grammar.checked import AllOf, AnyOf, AtLeastOf, Condition
from cts_grammar.meaning import normal, opposite, rule_meaning, written
from cts_grammar.printing import format_text
from cts_grammar.source import Source
from tests.properties import trees
from tests.properties.test_texts import CHUNKS, TEXTS, checked, text, words

EACH = 8


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_formatting_keeps_the_hash(chunk: int) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        printed = format_text(Source("a.rules", text(seed)), words())
        assert rule_meaning(checked(printed).rules[0]) == rule_meaning(checked(text(seed)).rules[0]), seed


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_order_of_parts_is_no_meaning(chunk: int) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        rule = checked(text(seed)).rules[0]
        shuffled = replace(rule, when=shuffle(rule.when, Random(seed)))
        assert rule_meaning(shuffled) == rule_meaning(rule), seed


def shuffle(condition: Condition, random: Random) -> Condition:
    """The same condition, the parts of every `and`, `or` and `at least n of` in another order."""

    def inside(node: Any) -> Any:
        if isinstance(node, AllOf | AnyOf | AtLeastOf):
            parts = [inside(part) for part in node.parts]
            random.shuffle(parts)
            return replace(node, parts=tuple(parts))
        changed = {name: inside(getattr(node, name)) for name in ("part", "where", "condition") if has(node, name)}
        return replace(node, **changed) if changed else node

    def has(node: Any, name: str) -> bool:
        return getattr(node, name, None) is not None

    found: Condition = inside(condition)
    return found


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_normal_form_answers_as_the_tree(chunk: int) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        tree = trees.condition(Random(seed))
        plain, contrary = normal(tree), opposite(tree)
        for at in range(EACH):
            facts = trees.facts(Random(seed * EACH + at))
            answer = interpreter.answer(tree, facts)
            assert interpreter.answer(plain, facts) is answer, seed
            assert interpreter.answer(contrary, facts) is (None if answer is None else not answer), seed


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_normal_form_is_normal(chunk: int) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        once = normal(trees.condition(Random(seed)))
        assert written(normal(once)) == written(once), seed
