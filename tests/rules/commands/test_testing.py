"""`test`: examples run, failures told, what is untried told; `check` refuses what fails."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rules.commands.running import rulebook, run

RULES = """\
rulebook trial "Trial"
  for sea imports
  lane red from 50

rule HEAVY "Heavy"
  in force from 2026-01-01
  when
    gross weight is over 10 t
    and some container has (size type starts with "45R")
  unless "known" consignee id is K1
  then
    score +30

  example "a heavy reefer" matches when gross weight is 18 t, container (size type is 45R1)
  example "not weighed" is undecided when container (size type is 45R1)
  example "known" does not match when gross weight is 18 t, consignee id is K1, container (size type is 45R1)

rule DEAR "Dear"
  when
    value is over 1000 USD
  then
    score +25
"""

FAILING = RULES.replace(
    '"a heavy reefer" matches when gross weight is 18 t', '"a heavy reefer" matches when packages is 3'
)


def test_examples_that_pass(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", RULES)
    done = run("test", book)
    assert done.code == 0
    assert done.out.count("  ok ") == 3
    assert "never false                     gross weight is over 10 t" in done.out
    assert "without examples: DEAR" in done.out
    assert "trial: 3 examples in 1 of 2 rules, none failed" in done.out
    assert run("check", book).code == 0


def test_an_example_that_fails(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", FAILING)
    done = run("test", book)
    assert done.code == 1
    assert "FAILED  matches         a heavy reefer" in done.out
    assert "line 14: it is undecided, without gross weight" in done.out
    checked = run("check", book)
    assert checked.code == 1
    assert "error[CTS-E601]" in checked.out


def test_as_json(tmp_path: Path) -> None:
    told = json.loads(run("test", rulebook(tmp_path / "book", FAILING), "--json").out)
    assert (told["schema"], told["ok"], told["examples"], told["failed"]) == ("cts-test/1", False, 3, 1)
    heavy, dear = told["rules"]
    assert heavy["examples"][0] == {
        "name": "a heavy reefer",
        "line": 14,
        "expected": "matches",
        "came": "is undecided",
        "ok": False,
        "as_of": "2026-01-01",
        "missing": ["gross weight"],
        "because": [],
    }
    assert [(c["text"], c["was"], c["never"]) for c in heavy["conditions"]] == [
        ("gross weight is over 10 t", ["true", "undecided"], ["false"]),
        ('some container has (size type starts with "45R")', ["true"], ["false", "undecided"]),
        ('size type starts with "45R"', ["true"], ["false", "undecided"]),
        ("consignee id is K1", ["true", "undecided"], ["false"]),
    ]
    assert dear["examples"] == []
    assert dear["conditions"][0]["never"] == ["true", "false", "undecided"]


def test_what_does_not_check_is_not_run(tmp_path: Path) -> None:
    done = run("test", rulebook(tmp_path / "book", RULES.replace("gross weight is over", "gros weight is over")))
    assert (done.code, done.out) == (1, "")
    assert "CTS-E101" in done.err
    assert run("test", tmp_path / "nothing").code == 1


def test_a_rulebook_with_failing_examples_still_evaluates(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", FAILING)
    (tmp_path / "m.json").write_text('{"schema": "cts-manifest/1", "manifest": {"consignments": []}}', "utf-8")
    assert run("evaluate", book, tmp_path / "m.json").code == 0


def test_undated_examples_are_judged_by_the_day_that_is_asked_for(tmp_path: Path) -> None:
    text = RULES.replace("  in force from 2026-01-01\n", "  in force to 2026-06-30\n")
    book = rulebook(tmp_path / "book", text)
    for day, judged in (("2026-03-01", "2026-03-01"), ("2027-03-01", "2026-06-30")):
        told = json.loads(run("test", book, "--at", day, "--json").out)
        assert told["ok"]
        assert {e["as_of"] for e in told["rules"][0]["examples"]} == {judged}
