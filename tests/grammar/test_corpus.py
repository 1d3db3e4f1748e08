"""Every case of tests/corpus/rules comes to what the files beside it say.

After a change that is meant: `CTS_REWRITE=1 pytest tests/grammar/test_corpus.py` writes those anew, to be read in review.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cts_grammar import mistakes
from cts_grammar.check import Checking, check
from cts_grammar.diagnostics import Kind
from cts_grammar.parse import parse
from cts_grammar.printing import format_text
from cts_grammar.source import Source
from cts_rules.rulebook.folder import open_rulebook
from cts_rules.rulebook.patterns import pattern_fault
from tests.grammar.cases import CORPUS, as_json, as_text, cases, checked_again, holds, mended, outcome, words

KINDS = {kind.code: kind for kind in vars(mistakes).values() if isinstance(kind, Kind)}


def named(case: Path) -> str:
    return case.stem


def printed(case: Path) -> str:
    return format_text(Source(case.name, case.read_bytes().decode("utf-8-sig")), words())


# --- syntax: what is right ------------------------------------------------------------------------------------------


SAID_TWICE = {"CTS-W152", "CTS-W153"}
"""Files that show how one thing may be written have rules that say the same."""


@pytest.mark.parametrize("case", cases("syntax"), ids=named)
def test_what_is_right_checks_and_prints(case: Path) -> None:
    found = outcome(case)
    assert found.rulebook is not None, as_text(found)
    assert {d.kind.code for d in found.diagnostics} <= SAID_TWICE, as_text(found)
    assert holds(case.with_suffix(".printed"), printed(case))


@pytest.mark.parametrize("case", cases("syntax"), ids=named)
def test_what_is_printed_means_the_same(case: Path) -> None:
    again = Source(case.name, printed(case))
    assert format_text(again, words()) == again.text
    found = check([again], words(), neighbour(case), pattern_fault=pattern_fault)
    original = outcome(case).rulebook
    assert found.rulebook is not None, as_text(found)
    assert original is not None
    assert found.rulebook.rules == original.rules
    assert found.rulebook.lanes == original.lanes
    assert found.rulebook.scopes == original.scopes


def neighbour(case: Path) -> Callable[[str], bytes | None]:
    return open_rulebook(case).read_file


# --- format: layout and comments ------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("format"), ids=named)
def test_formatting(case: Path) -> None:
    formatted = printed(case)
    assert holds(case.with_suffix(".formatted"), formatted)
    assert format_text(Source(case.name, formatted), words()) == formatted
    assert Counter(comments(formatted)) == Counter(comments(case.read_text("utf-8-sig")))


def comments(text: str) -> list[str]:
    return [c.text for c in parse(Source("x", text)).file.comments]


# --- mistakes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("mistakes"), ids=named)
def test_a_mistake_is_told(case: Path) -> None:
    found = outcome(case)
    assert found.diagnostics
    assert all(d.hint for d in found.diagnostics), as_text(found)
    assert (found.rulebook is None) is any(d.is_error for d in found.diagnostics)
    assert holds(case.with_suffix(".expected"), as_text(found))


@pytest.mark.parametrize("case", cases("mistakes"), ids=named)
def test_fixes_mend_what_they_are_for(case: Path) -> None:
    found = outcome(case)
    for diagnostic in found.diagnostics:
        if diagnostic.fix is not None:
            after = checked_again(found, mended(found, diagnostic))
            told = (diagnostic.kind, diagnostic.message)
            assert count(after)[told] < count(found)[told], as_text(after)
            assert errors(after) <= errors(found), as_text(after)


def count(found: Checking) -> Counter[tuple[Kind, str]]:
    return Counter((d.kind, d.message) for d in found.diagnostics)


def errors(found: Checking) -> int:
    return sum(d.is_error for d in found.diagnostics)


def test_every_kind_of_mistake_has_its_case() -> None:
    told = {d.kind.code for case in cases("mistakes") for d in outcome(case).diagnostics}
    later = {d.kind.code for case in cases("later") for d in outcome(case).diagnostics}
    assert told | later == set(KINDS)


def test_codes_are_given_once() -> None:
    declared = [kind for kind in vars(mistakes).values() if isinstance(kind, Kind)]
    assert len(KINDS) == len(declared)


# --- later: forms that this version does not run --------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("later"), ids=named)
def test_a_later_form_is_refused_once(case: Path) -> None:
    found = outcome(case)
    assert [d.kind for d in found.diagnostics] == [mistakes.NOT_YET], as_text(found)
    assert found.rulebook is None
    assert holds(case.with_suffix(".expected"), as_text(found))


# --- recovery: several mistakes at once -----------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("recovery"), ids=named)
def test_every_fault_is_told_once(case: Path) -> None:
    found = outcome(case)
    text = case.read_text("utf-8")
    faulty = [number for number, line in enumerate(text.splitlines(), 1) if "# fault" in line]
    assert len(faulty) >= 4
    assert [d.span.line for d in found.diagnostics] == faulty, as_text(found)
    assert holds(case.with_suffix(".expected"), as_text(found))
    assert holds(case.with_suffix(".json"), as_json(found))


# --- the corpus itself ----------------------------------------------------------------------------------------------


def test_every_golden_file_has_its_case() -> None:
    golden = [p for p in CORPUS.glob("*/*") if p.suffix in (".printed", ".formatted", ".expected", ".mended", ".json")]
    for path in golden:
        assert path.with_suffix(".rules").exists() or path.with_suffix("").is_dir(), path
