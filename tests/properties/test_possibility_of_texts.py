"""What the checker tells of conditions as people write them, held against every value of a small domain."""

from __future__ import annotations

import os
from functools import cache
from itertools import product
from random import Random
from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_engine.values import Unreadable
from cts_grammar.check import check
from cts_grammar.checked import Condition
from cts_grammar.possibility import always, forced, never
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_rules.manifest.model import Consignment, Container, Manifest, Party
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import load_reference

TEXTS = int(os.environ.get("CTS_TEXTS", "600"))
CHUNKS = 6

WEIGHTS = [None, Unreadable("TBA"), 0.0, 999.9999999, 1000.0, 1000.0000001, 1500.0, 2000.0, 2500.0, 3000.0, 9000.0]
PORTS = [None, Unreadable("XX"), "EC", "ECGYE", "ECESM", "COTRB", "CO", "NLRTM"]
NAMES = [None, Unreadable("N/A"), "ACME", "Acmé", "BETA", "GAMMA LTD"]
DAYS = [None, "2026-02-28", "2026-03-01", "2026-03-01T12:00:00Z", "2026-03-02", "2026-03-03T00:00:00Z"]
BOXES = [None, (), (Container(),), (Container(), Container()), (Container(), Container(), Container())]

DOMAINS: dict[str, list[Any]] = {
    "gross weight": WEIGHTS,
    "port of loading": PORTS,
    "consignee name": NAMES,
    "arrival": DAYS,
    "number of containers": BOXES,
}

TESTS = {
    "gross weight": [
        "is over {w}", "is under {w}", "is at least {w}", "is at most {w}", "is {w}", "is not {w}",
        "is between {w} and {v}", "is missing", "is present", "is unreadable", "is in ({w}, {v})",
    ],
    "port of loading": [
        "is {p}", "is not {p}", "is in ({p}, {q})", "is not in ({p}, {q})", "is within ({c}, {p})",
        "is not within {c}", "is missing", "is present", "is unreadable", "is valid", "is not valid",
    ],
    "consignee name": [
        'is "{n}"', 'is not "{n}"', 'is in ("{n}", "{m}")', 'is not in ("{n}", "{m}")', "is missing", "is unreadable",
        'contains "{n}"',
    ],
    "arrival": ["is before {d}", "is after {d}", "is {d}", "is not {d}", "is at least {d}", "is missing"],
    "number of containers": ["is over {k}", "is under {k}", "is {k}", "is at least {k}", "is not {k}", "is at most {k}"],
}  # fmt: skip


@cache
def words() -> Vocabulary:
    return vocabulary(load_reference(None))


def written(random: Random, fields: list[str]) -> str:
    """One to four tests of these fields, joined."""
    count = random.randint(1, 4)
    tests = [one_test(random, random.choice(fields)) for _ in range(count)]
    if count == 1:
        return tests[0]
    joint = random.choice([" and ", " and ", " or "])
    if count > 2 and random.random() < 0.5:
        inner = " or " if joint == " and " else " and "
        tests = [f"({inner.join(tests[:2])})", *tests[2:]]
    return joint.join(tests)


def one_test(random: Random, field: str) -> str:
    def pick(*choices: str) -> str:
        return random.choice(choices)

    test = random.choice(TESTS[field]).format(
        w=pick("1 t", "2 t", "3000 kg", "1000 kg"), v=pick("2 t", "3 t", "2500 kg"), p=pick("ECGYE", "COTRB", "NLRTM"),
        q=pick("ECGYE", "ECESM", "COTRB"), c=pick("EC", "CO", "NL"), n=pick("acme", "BETA", "GAMMA LTD"),
        m=pick("ACME", "beta"), d=pick("2026-03-01", "2026-03-02"), k=pick("0", "1", "2", "3"),
    )  # fmt: skip
    return f"not ({field} {test})" if random.random() < 0.2 else f"{field} {test}"


def conditions(*texts: str) -> list[Condition]:
    """As exemptions, for a rule whose own condition can never hold is refused."""
    when = 'when manifest number is "1"'
    rules = "\n".join(f"rule R{n} {when} unless {text} then score +1" for n, text in enumerate(texts))
    found = check([Source("r.rules", "rulebook r for all\n" + rules)], words(), lambda path: None)
    return [rule.exemptions[0].condition for rule in found.rulebook.rules] if found.rulebook else []


def everything(fields: list[str]) -> list[Facts]:
    """Every combination of the values of these fields."""
    made = []
    domains: list[list[Any]] = [DOMAINS[field] for field in fields]
    for values in product(*domains):
        of = dict(zip(fields, values, strict=True))
        consignment = Consignment(
            gross_weight=of.get("gross weight"),
            port_of_loading=of.get("port of loading"),
            consignee=Party(name=of.get("consignee name")),
            containers=of.get("number of containers"),
        )
        made.append(Facts.of(words(), Manifest(arrival=of.get("arrival")), consignment))
    return made


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_told_is_so_and_most_of_it_is_told(chunk: int) -> None:
    told = found = 0
    for seed in range(chunk, TEXTS, CHUNKS):
        random = Random(seed)
        fields = random.sample(sorted(DOMAINS), random.choice([1, 1, 2]))
        texts = written(random, fields), written(random, fields)
        pair = conditions(*texts)
        facts = everything(fields)
        answers = [[interpreter.answer(condition, each) for each in facts] for condition in pair]
        for condition, answer, text in zip(pair, answers, texts, strict=False):
            assert not (never(condition) and True in answer), text
            assert not (always(condition) and False in answer), text
            told += never(condition)
            found += True not in answer
        if len(pair) == 2:
            follows = all(b is True for a, b in zip(*answers, strict=True) if a is True)
            assert follows or not forced(*pair), texts
    assert told >= found * 0.7
    assert found > 3
