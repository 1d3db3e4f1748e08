"""From text to answer: formatting keeps the meaning, and both evaluators agree about what a specialist could write.

`CTS_TEXTS=100000 pytest tests/properties/test_texts.py` tries as many texts.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from random import Random

import pytest

from cts_engine import interpreter
from cts_engine.compile import compile_rulebook
from cts_engine.facts import Facts
from cts_engine.limits import DEFAULT_LIMITS, Watch
from cts_grammar import mistakes
from cts_grammar.check import check
from cts_grammar.checked import CheckedRulebook
from cts_grammar.printing import format_text
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import load_reference
from tests.properties.small_past import SmallPast
from tests.properties.texts import Filer, Writer

TEXTS = int(os.environ.get("CTS_TEXTS", "1500"))
CHUNKS = 15
EACH = 12
"""Consignments that each condition is asked about."""


@cache
def words() -> Vocabulary:
    return vocabulary(load_reference(None))


def text(seed: int) -> str:
    """A rulebook of one rule; of those that contradict themselves, which the checker refuses, the next that does not."""
    for nearby in range(seed, seed + 10_000_000, 1_000_000):
        condition = Writer(Random(nearby)).condition(3)
        written = f"rulebook x for all lane red from 70\nrule A when {condition} then score 1"
        found = check([Source("a.rules", written)], words(), lambda path: None).diagnostics
        if not any(d.kind is mistakes.CANNOT_HOLD for d in found):
            return written
    raise AssertionError(f"every text near {seed} contradicts itself")


def checked(rules: str) -> CheckedRulebook:
    outcome = check([Source("a.rules", rules)], words(), lambda path: None)
    assert outcome.rulebook is not None, [d.message for d in outcome.diagnostics] + [rules]
    return outcome.rulebook


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_formatting_is_stable_and_keeps_the_meaning(chunk: int) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        once = format_text(Source("a.rules", text(seed)), words())
        assert format_text(Source("a.rules", once), words()) == once, seed
        assert checked(once).rules == checked(text(seed)).rules, seed


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_both_evaluators_agree_on_what_was_written(chunk: int) -> None:
    for seed in range(chunk, TEXTS, CHUNKS):
        rulebook = checked(text(seed))
        compiled = compile_rulebook(rulebook).rules[0].predicate
        filer = Filer(Random(-seed))
        for _ in range(EACH):
            manifest, consignment = filer.manifest(), filer.consignment()
            facts = Facts.of(words(), manifest, consignment, SmallPast())
            fast = compiled(manifest, consignment, Watch(DEFAULT_LIMITS, history=facts.history))
            assert fast is interpreter.answer(rulebook.rules[0].when, facts), (seed, text(seed), consignment)


def test_all_three_answers_are_common() -> None:
    found: Counter[bool | None] = Counter()
    for seed in range(300):
        filer = Filer(Random(seed))
        when = checked(text(seed)).rules[0].when
        found[interpreter.answer(when, Facts.of(words(), filer.manifest(), filer.consignment()))] += 1
    assert all(found[answer] > 30 for answer in (True, False, None)), found
