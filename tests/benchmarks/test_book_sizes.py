"""A rulebook of a thousand and of ten thousand rules: parsed, checked, checked after an edit, formatted, compiled."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from cts_engine.compile import compile_rulebook
from cts_grammar.check import check
from cts_grammar.parse import parse
from cts_grammar.printing import format_file
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from tests.benchmarks.test_editing import HEAD, RULE
from tests.grammar.cases import words

SIZES = (1_000, 10_000)


def book(rules: int) -> str:
    """A rulebook of so many rules."""
    return HEAD + "".join(RULE.format(number=number, limit=number + 50_000) for number in range(rules))


def once(benchmark: Any, work: Callable[[], object]) -> None:
    benchmark.pedantic(work, rounds=3, warmup_rounds=1)


@pytest.mark.parametrize("rules", SIZES)
def test_parse(benchmark: Any, rules: int) -> None:
    text = book(rules)
    once(benchmark, lambda: parse(Source("a.rules", text)))


@pytest.mark.parametrize("rules", SIZES)
def test_check(benchmark: Any, rules: int) -> None:
    text = book(rules)
    once(benchmark, lambda: check([Source("a.rules", text)], words(), lambda path: None))


@pytest.mark.parametrize("rules", SIZES)
def test_check_after_an_edit(benchmark: Any, rules: int) -> None:
    text, remembered = book(rules), Remembered(kept=20_000_000)
    edited = (text.replace(" 50500 t", f" {number} t") for number in count(100_000, 7))
    once(benchmark, lambda: check([Source("a.rules", next(edited))], words(), lambda path: None, remembered=remembered))


@pytest.mark.parametrize("rules", SIZES)
def test_format(benchmark: Any, rules: int) -> None:
    source = Source("a.rules", book(rules))
    once(benchmark, lambda: format_file(source, parse(source).file, words()))


@pytest.mark.parametrize("rules", SIZES)
def test_compile(benchmark: Any, rules: int) -> None:
    checked = check([Source("a.rules", book(rules))], words(), lambda path: None).rulebook
    assert checked is not None
    once(benchmark, lambda: compile_rulebook(checked))
