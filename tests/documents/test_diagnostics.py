"""The catalogue of diagnostics: every code is there with what it means, and its samples are run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cts_grammar import mistakes
from cts_grammar.check import Checking
from cts_grammar.diagnostics import Kind
from cts_rules.rulebook.folder import check_rulebook, open_rulebook
from tests.documents.catalogue import PAGE, Entry, Sample, entries
from tests.grammar.cases import CORPUS, TODAY, as_text, codes, outcome, words

KINDS = {kind.code: kind for kind in vars(mistakes).values() if isinstance(kind, Kind)}
CATALOGUE = entries(PAGE.read_text("utf-8"))
SHOWN = [entry for entry in CATALOGUE.values() if entry.wrong is not None]
NO_SAMPLE = {mistakes.NOT_YET.code}
"""What a later version runs is no mistake of anybody's."""


def checked(sample: Sample, folder: Path) -> Checking:
    for path, text in {"a.rules": sample.whole(), **sample.files}.items():
        (folder / path).write_text(text, "utf-8")
    return check_rulebook(open_rulebook(folder), words(), TODAY)


def test_every_kind_has_its_entry_and_no_other() -> None:
    assert list(CATALOGUE) == sorted(KINDS)


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)
def test_an_entry_says_what_the_kind_says_and_what_it_means(entry: Entry) -> None:
    assert entry.says == re.sub(r"\{[^}]*\}", "…", KINDS[entry.code].message)
    assert entry.meaning.endswith(".")
    note = KINDS[entry.code].note
    assert entry.meaning.lower().startswith(note.lower())


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)
def test_an_entry_has_a_sample_and_the_sample_mended(entry: Entry) -> None:
    if entry.code in NO_SAMPLE:
        return
    assert (entry.wrong and entry.right) or codes(outcome(CORPUS / "mistakes" / entry.case))[0] == entry.code


@pytest.mark.parametrize("entry", SHOWN, ids=[entry.code for entry in SHOWN])
def test_the_wrong_sample_gives_its_code_first(entry: Entry, tmp_path: Path) -> None:
    assert entry.wrong is not None
    found = checked(entry.wrong, tmp_path)
    assert codes(found)[:1] == [entry.code], as_text(found)


@pytest.mark.parametrize("entry", SHOWN, ids=[entry.code for entry in SHOWN])
def test_the_mended_sample_has_nothing_wrong(entry: Entry, tmp_path: Path) -> None:
    assert entry.right is not None
    found = checked(entry.right, tmp_path)
    assert not found.diagnostics, as_text(found)
