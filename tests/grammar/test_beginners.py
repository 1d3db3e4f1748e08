"""What people who never programmed get wrong: each mistake is told once, on the wrong words, and can be mended.

The first line of a case says what its author does, the second which words are wrong. `.mended` is what its author
meant: where the checker offers a fix it is the text with the fix, else what the hint leads to.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cts_grammar.check import Checking
from tests.grammar.cases import as_text, cases, checked_again, holds, mended, outcome

CASES = cases("beginners")


def named(case: Path) -> str:
    return case.stem


def texts_with(found: Checking, case: Path, text: str) -> dict[str, str]:
    return {path: source.text for path, source in found.sources.items()} | {case.name: text}


@pytest.mark.parametrize("case", CASES, ids=named)
def test_it_is_told_once_and_on_the_wrong_words(case: Path) -> None:
    text = case.read_text("utf-8")
    found = outcome(case)
    assert len(found.diagnostics) == 1, as_text(found)
    (told,) = found.diagnostics
    heading = re.search(r"^# wrong:[ ]?(.*)$", text, re.MULTILINE)
    assert heading is not None
    assert text[told.span.start : told.span.end] == heading[1]
    assert told.hint
    assert holds(case.with_suffix(".expected"), as_text(found))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_its_fix_gives_a_text_that_checks(case: Path) -> None:
    found = outcome(case)
    fix = found.diagnostics[0].fix
    if fix is not None:
        assert holds(case.with_suffix(".mended"), mended(found, found.diagnostics[0])[case.name])
    meant = case.with_suffix(".mended").read_text("utf-8")
    after = checked_again(found, texts_with(found, case, meant))
    assert after.rulebook is not None, as_text(after)
    assert not after.diagnostics, as_text(after)


def test_there_are_a_hundred_and_nearly_all_have_a_fix() -> None:
    with_fix = [case for case in CASES if outcome(case).diagnostics[0].fix is not None]
    assert len(CASES) >= 100
    assert len(with_fix) >= 0.95 * len(CASES)
