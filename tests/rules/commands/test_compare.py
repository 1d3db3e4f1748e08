"""`compare`: sentences, JSON, an example; what does not check is not compared."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rules.commands.running import RULES, rulebook, run


def test_versions_are_compared_in_sentences(tmp_path: Path) -> None:
    old = rulebook(tmp_path / "old")
    new = rulebook(tmp_path / "new", RULES.replace("10 t", "20 t").replace("+25", "+30"))
    done = run("compare", old, new)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[1:] == [
        '  HEAVY "Heavy": condition 1: `gross weight is over 10 t` → `gross weight is over 20 t`: stricter',
        '  HEAVY "Heavy": can only fire on fewer consignments',
        '  DEAR "Dear": score: `+25` → `+30`',
    ]


def test_other_words_are_no_change(tmp_path: Path) -> None:
    old = rulebook(tmp_path / "old")
    new = rulebook(tmp_path / "new", RULES.replace("is over 10 t", "> 10000 kg"))
    assert run("compare", old, new, "--example").out.splitlines()[1:] == ["  no change in meaning"]
    told = json.loads(run("compare", old, new, "--json").out)
    assert (told["schema"], told["same_meaning"], told["rules"]) == ("cts-comparison/1", True, [])


def test_an_example_is_run_by_both(tmp_path: Path) -> None:
    old = rulebook(tmp_path / "old")
    new = rulebook(tmp_path / "new", RULES.replace("10 t", "20 t"))
    done = run("compare", old, new, "--example", "--seconds", "60")
    assert "the old version: lane amber, score 30, fired: HEAVY" in done.out
    assert "the new version: lane green, score 0, fired: no rule" in done.out
    told = json.loads(run("compare", old, new, "--example", "--json").out)
    assert told["example"]["old"]["fired"] == ["HEAVY"]


def test_what_does_not_check_is_not_compared(tmp_path: Path) -> None:
    old = rulebook(tmp_path / "old")
    new = rulebook(tmp_path / "new", RULES.replace("gross weight", "gros weight"))
    done = run("compare", old, new)
    assert (done.code, done.out) == (1, "")
    assert "did you mean `gross weight`?" in done.err


def test_starters_have_names() -> None:
    assert "no change in meaning" in run("compare", "data-quality", "data-quality").out
