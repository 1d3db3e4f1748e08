"""Texts that are meant to hurt: nothing raises, nothing hangs, and each gets its sentence."""

from __future__ import annotations

import pytest

from cts_grammar.printing import format_text
from cts_grammar.source import Source
from tests.grammar.cases import as_text, checked, codes, words

HEAD = "rulebook x for all lane red from 70\n"


def name(number: int) -> str:
    return "d" + "".join(chr(97 + int(digit)) for digit in str(number))


def definitions(body: str, first: str, count: int) -> str:
    """Definitions each of which says `body` of the one before."""
    lines = [f"define {name(n)} as {body.replace('?', name(n - 1))}" for n in range(1, count)]
    return "\n".join([f"define {name(0)} as {first}", *lines])


def rule(condition: str, declarations: str = "", action: str = "score 1") -> str:
    return f"{HEAD}{declarations}\nrule A when {condition} then {action}\n"


LAST = name(59)
NOTS = "not (" * 60 + "?" + ")" * 60
HOSTILE = {
    "nested brackets": (rule("(" * 10_000 + "packages is 3" + ")" * 10_000), ["CTS-E501"]),
    "brackets without end": (rule("(" * 10_000), ["CTS-E501"]),
    "nots": (rule("not " * 10_000 + "packages is 3"), ["CTS-E501"]),
    "nots with comments between": (rule("not # no\n" * 10_000 + "packages is 3"), ["CTS-E501"]),
    "nots in brackets": (rule("not (" * 10_000 + "packages is 3" + ")" * 10_000), ["CTS-E501"]),
    "brackets in a message": (
        rule("packages is 3", action='say "{' + "(" * 900 + "packages" + ")" * 900 + '}"'),
        ["CTS-E501"],
    ),
    "a chain of definitions": (rule(name(599), definitions("?", "packages is 3", 600)), ["CTS-E501"]),
    "a chain of definitions, last first": (
        rule(name(599), "\n".join(reversed(definitions("?", "packages is 3", 600).split("\n")))),
        ["CTS-E501"],
    ),
    "a circle of definitions": (rule(name(1), definitions("?", name(599), 600)), ["CTS-E107"]),
    "doubling conditions": (rule(LAST, definitions("? and ?", "packages is 3", 60)), ["CTS-E504"]),
    "doubling conditions inside": (
        rule(f"some container has ({LAST})", definitions("? and ?", "weight is 3 kg", 60)),
        ["CTS-E504"],
    ),
    "doubling outer conditions inside": (
        rule(f"some container has ({LAST})", definitions("? and ?", "packages is 3", 60)),
        ["CTS-E108"],
    ),
    "doubling values": (rule(f"some container has ({LAST} is 3 kg)", definitions("? + ?", "weight", 60)), ["CTS-E504"]),
    "doubling with a message": (
        rule(LAST, definitions("? and ?", "packages is 3", 60), 'say "{container number}"'),
        ["CTS-E504"],
    ),
    "brackets within definitions": (rule(LAST, definitions(NOTS, "packages is 3", 60)), ["CTS-E501"]),
    "brackets within definitions inside": (
        rule(f"some container has ({LAST})", definitions(NOTS, "weight is 3 kg", 60)),
        ["CTS-E501"],
    ),
    "a long chain": (rule(" and ".join(["packages is 3"] * 6_000)), ["CTS-E504"]),
    "a long sum": (rule(" + ".join(["packages"] * 6_000) + " is 3"), ["CTS-E502"]),
    "a hundred thousand entries": (
        rule("consignee id is in p", "list p = " + ", ".join(f"C{n}" for n in range(100_000))),
        [],
    ),
    "ten thousand entries in place": (
        rule("consignee id is in (" + ", ".join(f"C{n}" for n in range(10_000)) + ")"),
        [],
    ),
    "ten thousand needles": (
        rule("marks contains any of (" + ", ".join(f'"w{n}"' for n in range(10_000)) + ")"),
        [],
    ),
    "a hundred thousand comments": (HEAD + "# no\n" * 100_000 + "rule A when packages is 3 then score 1\n", []),
    "five megabytes of comment": (HEAD + "#" * 4_990_000 + "\nrule A when packages is 3 then score 1\n", []),
    "five megabytes of quotes": (rule('"' * 4_990_000), ["CTS-E502"]),
    "five megabytes of brackets": (rule("(" * 4_990_000), ["CTS-E501"]),
    "many words": (rule("a " * 200_000), ["CTS-E101"]),
    "many words and of": (rule("a of " * 100_000 + "b"), ["CTS-E101"]),
    "country of country of country": (rule("country of " * 40 + "port of loading is EC"), ["CTS-E101"]),
    "weekdays of weekdays": (rule("packages is 3", f"define d as {'weekday of ' * 40}arrival"), ["CTS-E101"]),
    "a definition of ofs": (rule("x is 3", "define x as " + "number of " + "a of " * 50_000 + "b"), ["CTS-E106"]),
    "five megabytes of one name": (rule("packages is 3", "list p = " + "a" * 4_900_000), ["CTS-W101"]),
    "more than five megabytes": (HEAD + "#" * 5_000_001, ["CTS-E502"]),
    "beginnings of rules": (HEAD + "rule a\n" * 100_000, ["CTS-E017"] * 1_000),
    "half a character": (rule('marks contains "\ud800"'), []),
    "no text": ("\0\x01\x02\uffff" * 100, ["CTS-E003"]),
}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_gets_its_sentence(text: str) -> None:
    written, expected = HOSTILE[text]
    found = checked(written)
    assert codes(found) == expected, as_text(found)[:2000]


@pytest.mark.parametrize("text", [t for t, (written, _) in HOSTILE.items() if len(written) < 900_000])
def test_a_hostile_text_can_be_formatted(text: str) -> None:
    once = format_text(Source("a.rules", HOSTILE[text][0]), words())
    assert format_text(Source("a.rules", once), words()) == once


def test_a_hundred_thousand_rows() -> None:
    rows = "x\n" + "\n".join(f"C{n}" for n in range(100_000))
    assert codes(checked(rule("consignee id is in p", 'list p from "p.csv"'), p=rows)) == []


def test_a_hundred_thousand_bad_rows_are_told_once_however_often_they_are_used() -> None:
    rows = "x\n" + "\n".join(f"C{n}" for n in range(10_000))
    found = checked(rule("port of loading is in p and port of discharge is in p", 'list p from "p.csv"'), p=rows)
    assert codes(found) == ["CTS-E305"] * 10_000
