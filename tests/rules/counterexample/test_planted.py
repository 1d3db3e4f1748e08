"""An edit that was planted in a starter rulebook shows in a consignment: run by both versions, and minimal.

`CTS_PLANTED=100 pytest tests/rules/counterexample` plants as many; edits whose difference no search found are counted.
"""

from __future__ import annotations

import os
from functools import cache

import msgspec
import pytest

from cts_engine.compile import CompiledRulebook, compile_rulebook
from cts_engine.values import Unreadable
from cts_grammar.checked import CheckedRulebook
from cts_rules.counterexample.decision import differ, differ_at_all
from cts_rules.counterexample.example import Example
from cts_rules.counterexample.finding import Counterexample, counterexample
from cts_rules.counterexample.telling import as_document, in_words
from cts_rules.manifest.model import Consignment, Manifest
from tests.grammar.cases import checked
from tests.rules.counterexample.planted import EDITS, IN_DATA, planted

PLANTED = int(os.environ.get("CTS_PLANTED", "18"))
SECONDS = 60.0
"""Plenty, so that a slow machine finds what a fast one does."""
MOST_MISSED = 0.05


@cache
def found(number: int) -> tuple[str, CompiledRulebook, CompiledRulebook, Counterexample | None]:
    kinds = [*EDITS, *IN_DATA]
    kind = kinds[number % len(kinds)]
    where, old, new = planted(kind, number // len(kinds))
    before, after = compile_rulebook(old), compile_rulebook(new)
    return f"{kind}: {where}", before, after, counterexample(before, after, SECONDS)


def test_planted_edits_are_found() -> None:
    missed = [told for told, _, _, met in map(found, range(PLANTED)) if met is None]
    assert len(missed) <= MOST_MISSED * PLANTED, missed


@pytest.mark.parametrize("number", range(PLANTED))
def test_what_is_found_is_minimal(number: int) -> None:
    told, before, after, met = found(number)
    if met is None:
        return
    differs = differ if differ(before, after, met.example) else differ_at_all
    assert differs(before, after, met.example), told
    for place in met.example.filed():
        assert not differs(before, after, met.example.without(place)), (told, place)


# --- small ones -----------------------------------------------------------------------------------------------------

RULES = """\
rulebook x for sea imports lane red from 70
rule A when gross weight is over 10 t and port of loading is in (ECGYE, COTRB) then score +45
"""


def book(text: str) -> CompiledRulebook:
    rulebook: CheckedRulebook | None = checked(text).rulebook
    assert rulebook is not None
    return compile_rulebook(rulebook)


def test_an_example_is_told_in_words() -> None:
    met = counterexample(book(RULES), book(RULES.replace("10 t", "20 t")))
    assert met is not None
    lines = in_words(met)
    assert lines[-2] == "the old version: lane green, score 45, fired: A"
    assert lines[-1] == "the new version: lane green, score 0, fired: no rule"
    assert any(line.startswith("gross weight: 1") for line in lines)
    told = as_document(met)
    assert told["manifest"]["schema"] == "cts-manifest/1"
    assert (told["old"]["score"], told["new"]["score"]) == (45.0, 0.0)


def test_where_nothing_changed_there_is_no_example() -> None:
    assert counterexample(book(RULES), book(RULES.replace("10 t", "10000 kg"))) is None


def test_the_same_seed_gives_the_same_example() -> None:
    new = book(RULES.replace("COTRB", "PECLL"))
    one, other = counterexample(book(RULES), new), counterexample(book(RULES), new)
    assert one is not None
    assert one == other


def test_an_example_has_a_party_whichever_is_asked_about() -> None:
    head = "rulebook trial for all lane red from 70\nrule A\n  when some party has (country is "
    before, after = (book(f"{head}{code})\n  then score +5\n") for code in ("EC", "PE"))
    assert counterexample(before, after, SECONDS) is not None


def test_a_port_that_cannot_be_read_is_left_out_as_a_whole() -> None:
    consignment = msgspec.structs.replace(Consignment(), transhipment_ports=(Unreadable("XX"),))
    example = Example(Manifest(), consignment, "2026-11-24")
    places = [place for place in example.filed() if "transhipment_ports" in place]
    assert places == [("consignment", "transhipment_ports"), ("consignment", "transhipment_ports", 0)]
    assert example.without(places[-1]).consignment.transhipment_ports == ()
