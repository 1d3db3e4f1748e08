"""A rulebook as a whole: what belongs to it, what it is identified by, and that it is the proof of having been checked."""

from __future__ import annotations

from cts_grammar.check import Checking, check
from cts_grammar.source import Source
from tests.grammar.cases import codes, words

HEADER = "rulebook x for all lane red from 70\n"
RULE = 'list tins from "lists/tins.csv"\nrule A when consignee id is in tins then score 1\n'
TINS = b"tin\nA\nB\n"


def rulebook(files: dict[str, bytes], **texts: str) -> Checking:
    sources = [Source(f"{name}.rules", text) for name, text in texts.items()]
    return check(sources, words(), files.get)


def digest_of(files: dict[str, bytes], **texts: str) -> str:
    found = rulebook(files, **texts)
    assert found.rulebook is not None
    return found.rulebook.digest


def test_only_rule_texts_and_the_files_that_they_name_count() -> None:
    found = rulebook({"lists/tins.csv": TINS, "notes.txt": b"x", "lists/other.csv": b"y"}, a=HEADER, b=RULE)
    assert set(found.files) == {"a.rules", "b.rules", "lists/tins.csv"}
    assert digest_of({"lists/tins.csv": TINS, "notes.txt": b"x"}, a=HEADER, b=RULE) == digest_of(
        {"lists/tins.csv": TINS}, a=HEADER, b=RULE
    )


def test_the_digest_changes_with_every_byte_and_every_name() -> None:
    digests = [
        digest_of({"lists/tins.csv": TINS}, a=HEADER, b=RULE),
        digest_of({"lists/tins.csv": TINS + b"C\n"}, a=HEADER, b=RULE),
        digest_of({"lists/tins.csv": TINS}, a=HEADER + "\n", b=RULE),
        digest_of({"lists/tins.csv": TINS}, a=HEADER, c=RULE),
        digest_of({"lists/tin.csv": TINS}, a=HEADER, b=RULE.replace("tins.csv", "tin.csv")),
        digest_of({"lists/tins.csv": TINS}, a=HEADER + RULE),
    ]
    assert len(set(digests)) == len(digests)


def test_the_digest_does_not_depend_on_the_order_of_reading() -> None:
    assert digest_of({"lists/tins.csv": TINS}, a=HEADER, b=RULE) == digest_of(
        {"lists/tins.csv": TINS}, b=RULE, a=HEADER
    )


def test_rules_come_in_the_order_of_their_files() -> None:
    rule = "rule {} when packages is 3 then score 1\n"
    found = rulebook({}, b=rule.format("B1") + rule.format("B0"), a=HEADER + rule.format("A"))
    assert found.rulebook is not None
    assert [r.id for r in found.rulebook.rules] == ["A", "B1", "B0"]


def test_declarations_of_one_file_are_known_in_all() -> None:
    found = rulebook(
        {},
        a="rule A when heavy and port of loading is in ports then score 1",
        b=HEADER,
        c="list ports = ECGYE\ndefine heavy as gross weight is over 10 t",
    )
    assert not found.diagnostics
    assert found.rulebook is not None


def test_no_text_at_all_is_no_rulebook() -> None:
    assert rulebook({}).rulebook is None


def test_lanes_stand_most_severe_first() -> None:
    found = rulebook(
        {}, a="rulebook x lane amber from 40 lane red from 70 lane blue from 50 rule A when packages is 3 then score 1"
    )
    assert found.rulebook is not None
    assert [lane.name for lane in found.rulebook.lanes] == ["red", "blue", "amber"]


def test_what_counts_as_a_use() -> None:
    declared = "list p = ECGYE\ndefine near as port of loading is in p\ndefine nearer as near\n"
    assert codes(rulebook({}, a=HEADER + declared + "rule A when nearer then score 1")) == []
    assert codes(rulebook({}, a=HEADER + declared + "rule A when near then score 1")) == ["CTS-W102"]
    assert codes(rulebook({}, a=HEADER + declared + "rule A when packages is 3 then score 1")) == [
        "CTS-W101",
        "CTS-W102",
        "CTS-W102",
    ]
    said = 'define dense as gross weight / volume\nrule A when packages is 3 then say "{dense}"'
    assert codes(rulebook({}, a=HEADER + said)) == []
