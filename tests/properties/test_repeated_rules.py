"""Where a rule is told to fire wherever another does, no consignment of a small domain says otherwise.

`CTS_TEXTS=20000 pytest tests/properties/test_repeated_rules.py` tries as many pairs.
"""

from __future__ import annotations

from random import Random

import pytest

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_grammar.check import check
from cts_grammar.check.repeated_rules import covers, profile_of
from cts_grammar.checked import CheckedRule
from cts_grammar.source import Source
from tests.properties.test_possibility_of_texts import CHUNKS, DOMAINS, TEXTS, everything, words, written

DAYS = ("", "in force from 2026-01-01 ", "in force to 2026-06-30 ", "in force from 2026-02-01 to 2026-03-31 ")
UNTIL = ("", "", " until 2026-03-01", " until 2026-09-01")
AS_OF = ("2025-12-31", "2026-01-15", "2026-03-01", "2026-03-15", "2026-05-01", "2026-09-02")


def rule(random: Random, fields: list[str], number: int) -> str:
    unless = f" unless {written(random, fields)}{random.choice(UNTIL)}" if random.random() < 0.4 else ""
    days = random.choice(DAYS) if random.random() < 0.4 else ""
    return f"rule R{number} {days}when {written(random, fields)}{unless} then score {number + 1}"


def drawn(seed: int) -> tuple[list[str], str]:
    random = Random(seed)
    fields = random.sample(sorted(DOMAINS), random.choice([1, 1, 2]))
    first = rule(random, fields, 0)
    others = [rule(random, fields, 1), rule(random, fields, 2)]
    if random.random() < 0.5:
        others[0] = first.replace("R0", "R1").replace(" when ", f" when {written(random, fields[:1])} and ", 1)
    return fields, "rulebook r for all\n" + "\n".join([first, *others])


def fires(one: CheckedRule, facts: Facts, day: str) -> bool:
    in_force = (not one.first_day or one.first_day <= day) and (not one.last_day or day <= one.last_day)
    held = any(
        (not e.until or day <= e.until) and interpreter.answer(e.condition, facts) is True for e in one.exemptions
    )
    return in_force and not held and interpreter.answer(one.when, facts) is True


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_consignment_says_otherwise(chunk: int) -> None:
    told = 0
    for seed in range(chunk, TEXTS, CHUNKS):
        fields, text = drawn(seed)
        found = check([Source("r.rules", text)], words(), lambda path: None)
        if found.rulebook is None:
            continue
        rules = found.rulebook.rules
        profiles = [profile_of(each) for each in rules]
        said = [d for d in found.diagnostics if d.kind.code in ("CTS-W152", "CTS-W153")]
        pairs = [(a, b) for a in range(3) for b in range(3) if a != b and covers(profiles[a], profiles[b])]
        same = [(a, b) for a in range(3) for b in range(3) if a != b and profiles[a].line == profiles[b].line]
        told += len(said)
        for wide, narrow in (*pairs, *same):
            for facts in everything(fields):
                for day in AS_OF:
                    if fires(rules[narrow], facts, day):
                        assert fires(rules[wide], facts, day), (seed, day, text)
        assert len(said) <= len({narrow for _, narrow in (*pairs, *same)})
    assert told >= 3


def test_the_nearest_is_named_and_what_is_added_is_said() -> None:
    text = """rulebook r for all
    rule A when gross weight is over 10 t then score 5
    rule B when gross weight is over 20 t and packages is over 3 then hold
    rule C when packages is over 3 and gross weight is over 20000 kg then score 7
    rule D when gross weight is over 30 t and packages is over 3 and port of loading is ECGYE then hold
    """
    found = check([Source("r.rules", text)], words(), lambda path: None)
    told = [(d.kind.code, d.span.line, d.hint) for d in found.diagnostics]
    assert told == [
        ("CTS-W153", 3, "if that is not meant, narrow one of them"),
        ("CTS-W152", 4, "they do different things: make one rule of them if that is not meant"),
        ("CTS-W153", 5, "if that is not meant, narrow one of them"),
    ]
