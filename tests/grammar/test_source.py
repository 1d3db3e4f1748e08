"""Spans say where things stand: offsets, lines and columns from 1, whatever the line ends and the script."""

from __future__ import annotations

import pytest

from cts_grammar.check import Checking
from cts_grammar.parse import parse
from cts_grammar.source import Source
from cts_grammar.syntax import Rule
from tests.grammar.cases import as_text, checked

HEAD = "rulebook x for all lane red from 70\n"


def place(found: Checking) -> tuple[int, int, int, int, str]:
    (diagnostic,) = found.diagnostics
    span = diagnostic.span
    return span.line, span.column, span.end_line, span.end_column, found.sources[span.path].slice(span)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("rule A\n  when\n    zork is 3\n  then score 1", 4, 5),
        ("rule A\r\n  when\r\n    zork is 3\r\n  then score 1", 4, 5),
        ("rule A\n\twhen\n\t\tzork is 3\n\tthen score 1", 4, 3),
        ('rule A when marks is "é𝔸" and zork is 3 then score 1', 2, 31),
        ("\n\n\nrule A when zork is 3 then score 1", 5, 13),
    ],
)
def test_a_mistake_of_checking_is_placed(text: str, line: int, column: int) -> None:
    assert place(checked(HEAD + text)) == (line, column, line, column + 4, "zork")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mistake_of_reading_is_placed(end: str) -> None:
    text = f"rule A{end}  when{end}\tmarks is “é”{end}  then score 1"
    assert place(checked(HEAD + text)) == (4, 11, 4, 14, "“é”")


def test_a_byte_order_mark_takes_no_column_of_its_own() -> None:
    found = checked("\ufeffrulebook x for all\nrule A when zork is 3 then score 1")
    assert place(found)[:2] == (2, 13)


def test_a_mistake_in_a_message_is_placed() -> None:
    found = checked(HEAD + 'rule A when packages is 3 then say "a ""b"" {gross weight} {zork}"')
    assert place(found) == (2, 61, 2, 65, "zork")


def test_a_mistake_in_a_list_file_is_placed() -> None:
    found = checked(
        HEAD + 'list p from "p.csv" rule A when port of loading is in p then score 1',
        p="port\r\nECGYE\r\nGUAYAQUIL\r\n",
    )
    assert place(found) == (3, 1, 3, 10, "GUAYAQUIL")
    assert found.diagnostics[0].span.path == "p.csv"


def test_carets_stand_under_the_words() -> None:
    found = checked(HEAD + "rule A when\n\t\tpackages\tis zork then score 1")
    shown = as_text(found).splitlines()
    assert shown[3] == " 3 | \t\tpackages\tis zork then score 1"
    assert shown[4] == "   | \t\t        \t   ^^^^"


def test_a_long_line_is_cut_around_the_mistake() -> None:
    found = checked(
        HEAD
        + "rule A when packages in ("
        + "1, " * 500
        + "zork"
        + ", 1" * 500
        + ") then score 1".replace("in", "is in")
    )
    assert all(len(line) < 200 for line in as_text(found).splitlines())


def test_every_part_of_a_rule_knows_where_it_stands() -> None:
    source = Source("a.rules", HEAD + 'rule A-1 "T"\n  when\n    packages is 3\n  then\n    score +1\n    say "x"\n')
    (rule,) = (item for item in parse(source).file.items if isinstance(item, Rule))
    assert source.slice(rule.head_span) == "rule A-1"
    assert source.slice(rule.when_span) == "when"
    assert source.slice(rule.when.span) == "packages is 3"
    assert [source.slice(a.span) for a in rule.actions] == ["score +1", 'say "x"']
    assert source.slice(rule.span).startswith("rule A-1")
    assert source.slice(rule.span).endswith('say "x"')


def test_lines_are_counted_to_the_end() -> None:
    source = Source("a", "one\ntwo\r\n\nfour")
    assert [source.line(n) for n in range(6)] == ["", "one", "two", "", "four", ""]
    assert source.position(0) == (1, 1)
    assert source.position(len(source.text)) == (4, 5)
    assert Source("b", "").line(1) == ""
