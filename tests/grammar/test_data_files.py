"""Data beside the rules: hostile files give diagnostics, good ones are read as they are meant."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from cts_grammar.check import Checking
from cts_grammar.checked import Compare, Lookup
from cts_grammar.dimensions import MONEY, PLAIN
from tests.grammar.cases import checked, codes

DECLARED = {
    "table": ('table risks from "data.csv" keyed by country', "narcotics of risks of consignor country is over 7"),
    "rates": ('exchange rates from "data.csv"', "value is over 10 USD"),
    "watch list": ('watchlist bad ones from "data.csv"', "consignee is on bad ones"),
}
GOOD = {
    "table": "country,narcotics\nEC,9\nCO,8\n",
    "rates": "currency,date,units per EUR\nUSD,2026-01-02,1.1\n",
    "watch list": "name,aliases,country,identifiers\nACME,A|B,AE,AE1;AE2\n",
}
HOSTILE = (
    "",
    "\n\n\n",
    "country",
    "country,narcotics\n" + "EC," + "9" * 400 + "\n",
    "country,narcotics [" + " " * 5000 + "x]\nEC,9\n",
    "country,narcotics" + " " * 50_000 + "x\nEC,9\n",
    "country,narcotics" + "," * 20_000 + "\nEC,9\n",
    "country,narcotics\nEC,1e999\nCO,nan\nNL,inf\n",
    "country,narcotics\nEC,٣\n",
    "country,narcotics []\nEC,9\n",
    "country,[kg]\nEC,9\n",
    "currency,date,units per EUR\nUSD,2026-01-02,1e5\nUSD,٢٠٢٦-01-02,1\nGBP,20260102,1\n",
    "name,aliases\n" + "A," + ";" * 50_000 + " |" * 20_000 + "\n",
    "name,name\nA,B\n",
    'name\n"A',
    "\x00",
    "name\n\ud800\n",
)


def asked(what: str, content: str | bytes) -> Checking:
    declaration, condition = DECLARED[what]
    text = f"rulebook x for all lane red from 70\n{declaration}\nrule A when {condition} then score 1"
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    return checked(text, data=content)


@pytest.mark.parametrize("what", DECLARED)
def test_what_is_good_checks(what: str) -> None:
    assert codes(asked(what, GOOD[what])) == []


@pytest.mark.parametrize("what", DECLARED)
def test_a_hostile_file_gives_diagnostics(what: str) -> None:
    for content in HOSTILE:
        found = asked(what, content)
        assert found.rulebook is not None or any(d.is_error for d in found.diagnostics)


@pytest.mark.parametrize("what", DECLARED)
def test_a_mutated_file_gives_diagnostics(what: str) -> None:
    for content in mutations(GOOD[what], Random(what)):
        found = asked(what, content)
        assert (found.rulebook is None) is any(d.is_error for d in found.diagnostics)


def mutations(text: str, random: Random) -> Iterator[str]:
    for _ in range(300):
        at, length = random.randrange(len(text)), random.choice((0, 1, 1, 3))
        yield (
            text[:at]
            + random.choice(('"', ",", "\n", ";", "", "[", "]", "%", " kg", "é", "-1", "\t"))
            + text[at + length :]
        )


@pytest.mark.parametrize("what", DECLARED)
def test_a_file_that_counts_is_in_the_digest(what: str) -> None:
    one, other = asked(what, GOOD[what]), asked(what, GOOD[what].replace("\n", "\r\n"))
    assert one.rulebook is not None
    assert other.rulebook is not None
    assert one.rulebook.digest != other.rulebook.digest
    assert set(one.files) == {"a.rules", "data.csv"}


def column(content: str, test: str = "is over 7") -> Lookup:
    text = 'rulebook x for all lane red from 70\ntable risks from "data.csv" keyed by country\n'
    found = checked(f"{text}rule A when it of risks of consignor country {test} then score 1", data=content)
    assert found.rulebook is not None, [d.message for d in found.diagnostics]
    when = found.rulebook.rules[0].when
    assert isinstance(when, Compare)
    assert isinstance(when.left, Lookup)
    return when.left


def test_a_column_takes_its_unit_from_its_heading_or_its_cells() -> None:
    assert column("country,it\nEC,9\nCO,\n").type.dimension == PLAIN
    assert column("country,it [%]\nEC,9\n", "is over 7%").rows[0].value == column("country,it\nEC,9%\n").rows[0].value
    priced = column("country,it [USD]\nEC,9\nCO,8 EUR\n", "is over 7 USD")
    assert priced.type.dimension == MONEY
    assert [row.value.currency for row in priced.rows if row.value] == ["USD", "EUR"]


def test_a_key_is_read_by_the_type_of_what_is_looked_up() -> None:
    assert [row.keys for row in column("country,it\nec,9\nCO,8\n").rows] == [("EC",), ("CO",)]


def test_a_definition_that_no_rule_uses_uses_nothing() -> None:
    text = """rulebook x for all lane red from 70
parameter limit = 10 t
table risks from "data.csv" keyed by country
watchlist bad ones from "names.csv"
define heavy as gross weight is over limit
define risky as narcotics of risks of consignor country is over 7 and consignee is on bad ones
rule A when packages is 1 then score 1"""
    found = checked(text, data=GOOD["table"], names=GOOD["watch list"])
    assert codes(found) == ["CTS-W121", "CTS-W121", "CTS-W121", "CTS-W102", "CTS-W102"]
    used = checked(text.replace("packages is 1", "heavy and risky"), data=GOOD["table"], names=GOOD["watch list"])
    assert codes(used) == []
