"""What an editor waits for in a book of a thousand rules: a first check, a check after one edit, completion, hover."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from cts_grammar.check import check
from cts_grammar.editing.completing import complete
from cts_grammar.editing.hovering import hover
from cts_grammar.parse import parse
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from tests.grammar.cases import words

HEAD = 'rulebook large "Large"\n  for all\n  lane red from 70\n\nlist fruit ports = ECGYE, COTRB\n\n'
RULE = """\
rule R-{number} "Fruit reefers"
  area narcotics
  owner "Narcotics desk"
  in force from 2026-01-01 to 2026-12-31
  when
    port of loading is in fruit ports
    and some goods item has (hs code is within (0803, 0804) and weight is over {number} t)
    and some container has (size type starts with "45R")
    and gross weight is under {limit} t
  unless "known" consignee id is "A1"
  then
    score +45
    examine by scan
    say "Fruit in reefers from {{port of loading}} for {{consignee name}}"

"""
BOOK = HEAD + "".join(RULE.format(number=number, limit=number + 5000) for number in range(1000))
PLACE = BOOK.index("gross weight is under 5500") + len("gross weight is under 5500 ")


@pytest.fixture
def edited() -> Iterator[str]:
    """The book, its five hundredth rule ever changed."""
    return (BOOK.replace(" 5500 t", f" {number} t") for number in count(100_000, 7))


def timed(benchmark: Any, work: Callable[[], object]) -> None:
    benchmark.pedantic(work, rounds=5, warmup_rounds=1)


def test_parse(benchmark: Any) -> None:
    timed(benchmark, lambda: parse(Source("a.rules", BOOK)))


def test_parse_after_an_edit(benchmark: Any, edited: Iterator[str]) -> None:
    remembered = Remembered()
    timed(benchmark, lambda: parse(Source("a.rules", next(edited)), remembered=remembered))


def test_check(benchmark: Any) -> None:
    timed(benchmark, lambda: check([Source("a.rules", BOOK)], words(), lambda path: None))


def test_check_after_an_edit(benchmark: Any, edited: Iterator[str]) -> None:
    remembered = Remembered()
    timed(
        benchmark, lambda: check([Source("a.rules", next(edited))], words(), lambda path: None, remembered=remembered)
    )


def test_check_after_an_edit_that_moves_every_rule(benchmark: Any) -> None:
    remembered = Remembered()
    titles = (BOOK.replace('"Fruit reefers"', f'"{"x" * number}"', 1) for number in count(1))
    timed(
        benchmark, lambda: check([Source("a.rules", next(titles))], words(), lambda path: None, remembered=remembered)
    )


def test_check_after_an_edit_with_the_whole_rulebook(benchmark: Any) -> None:
    remembered = Remembered()
    titles = (BOOK.replace('"Fruit reefers"', f'"{"x" * number}"', 1) for number in count(1))

    def work() -> object:
        return check([Source("a.rules", next(titles))], words(), lambda path: None, remembered=remembered).rulebook

    timed(benchmark, work)


def test_complete(benchmark: Any) -> None:
    remembered = Remembered()
    timed(benchmark, lambda: complete(BOOK, PLACE, words(), (), remembered))


def test_hover(benchmark: Any) -> None:
    remembered = Remembered()
    timed(benchmark, lambda: hover(BOOK, PLACE - 20, words(), (), lambda path: None, remembered))
