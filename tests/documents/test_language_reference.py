"""The language reference: its samples check, its catalogue is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cts_grammar import mistakes
from cts_grammar.check import check
from cts_grammar.diagnostics import Kind
from cts_grammar.printing import format_text
from cts_grammar.source import Source
from cts_grammar.words import END_A_NAME
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.manifest.vocabulary_fields import PARTIES
from cts_rules.reference.reference import load_reference

PAGE = (Path(__file__).parents[2] / "grammar" / "README.md").read_text("utf-8")
SAMPLES = re.findall(r"```rules\n(.*?)```", PAGE, re.DOTALL)
FILES = {path: text.encode() for path, text in re.findall(r"```csv (\S+)\n(.*?)```", PAGE, re.DOTALL)}
"""That the samples name."""


@pytest.mark.parametrize("sample", SAMPLES, ids=[re.sub(r"^#.*\n", "", s).split()[1] for s in SAMPLES])
def test_a_sample_checks(sample: str) -> None:
    words = vocabulary(load_reference(None))
    found = check([Source("sample.rules", sample)], words, FILES.get)
    expected = re.match(r"# (CTS-[EW]\d{3})\n", sample)
    if expected:
        assert [d.kind.code for d in found.diagnostics] == [expected[1]]
        return
    assert found.diagnostics == (), [(d.message, d.hint) for d in found.diagnostics]
    assert found.rulebook is not None
    again = check([Source("sample.rules", format_text(Source("sample.rules", sample), words))], words, FILES.get)
    assert again.rulebook is not None
    assert again.rulebook.rules == found.rulebook.rules


def test_every_name_of_the_vocabulary_is_told() -> None:
    words = vocabulary(load_reference(None))
    told = set(re.findall(r"`([^`]+)`", PAGE[PAGE.index("## What can be asked") :]))
    parties = {f"{party} {part}" for party in PARTIES for part in told}
    names = {f.name for f in words.fields} | {r.plural for r in words.relations if not r.pending}
    assert names <= told | parties
    assert {f"{d.name} of …" for d in words.derivations} <= told


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 4


def test_every_kind_of_mistake_is_in_the_catalogue() -> None:
    kinds = {kind.code for kind in vars(mistakes).values() if isinstance(kind, Kind)}
    assert set(re.findall(r"^\| (CTS-[EW]\d{3}) \|", PAGE, re.MULTILINE)) == kinds


def test_every_word_that_ends_a_name_is_told() -> None:
    told = re.search(r"These end a name wherever they stand: (.*?)\. Other words", PAGE, re.DOTALL)
    assert told is not None
    assert set(re.findall(r"`(\w+)`", told[1])) == END_A_NAME
