"""A check that remembers the last one finds what a check from nothing finds, whatever was edited in between."""

from __future__ import annotations

import re
from random import Random

import pytest

from cts_grammar.check import Checking, check
from cts_grammar.meaning import rulebook_meaning
from cts_grammar.parse import pieces
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from cts_rules.rulebook.patterns import pattern_fault
from tests.grammar.cases import TODAY, words

FILES = {
    "a.rules": """\
rulebook sea "Sea"
  for sea imports
  lane red from 70
  lane amber from 40

list source ports = ECGYE, COTRB
list goods words = "banana", "scrap"   # two
define per package as gross weight / packages
define heavy item as weight is over 10 t
define heavy box as weight is over 20 t and some seal has (number is present)
parameter low value = 150 EUR from 2026-01-01, 160 EUR from 2026-07-01

rule A-1 "First"
  area narcotics
  in force from 2026-01-01 to 2026-05-01
  when port of loading is in source ports and some goods item has (heavy item)
  then score 10 say "From {port of loading}, {per package}"
  example "one" matches when port of loading is ECGYE, goods item (weight is 20 t)

# about the second
rule A-2 when value is under low value and per package is over 3 kg then score 5

rule A-3 when no container has (heavy box) then score 1 label "x"
""",
    "b.rules": """\
table country risk from "risk.csv" keyed by country
watchlist bad people from "people.csv"
list clients from "clients.csv" column "id"
define risky as narcotics of country risk of consignor country is over 7

rule B-1 when risky and consignee is on bad people by 90%
  unless "known" consignee id is in clients until 2026-09-30
  then score 20 lane amber

rule B-2 when A-1 has fired and not risky then score 5

rule B-3 review by 2026-01-01 when description mentions any of goods words then score 2
rule B-4 review by 2026-01-01 when number of goods items with (heavy item) is at least 2 then hold
rule B-5 when some container has (heavy box) and gross weight is over 100 kg then score 4
rule B-7 when some container has (heavy box) and gross weight is over 120 kg then score 4
rule B-8 when gross weight is over 150 kg and some container has (heavy box) then score 1
rule B-6 when port of loading is in (source ports, XXXXX) or port of discharge is NLRTM then score 4
""",
    "risk.csv": "country,narcotics,arms\nEC,9,1\nCO,8,2\nNL,1,1\n",
    "people.csv": "name,alias,country,id\nAcme Trading,Acme,PA,X1\n",
    "clients.csv": "id,name\nA1,One\nB2,Two\n",
}
NUMBERS = re.compile(r"(?<![\w-])\d+(?![\w-])")
EDITS = 40
BOOKS = 25


def outcome(files: dict[str, str], remembered: Remembered | None) -> Checking:
    sources = [Source(path, text) for path, text in sorted(files.items()) if path.endswith(".rules")]
    contents = {path: text.encode() for path, text in files.items()}
    return check(sources, words(), contents.get, today=TODAY, pattern_fault=pattern_fault, remembered=remembered)


def told(checking: Checking) -> list[object]:
    """All that can be seen of an outcome, also where everything stands."""
    found: list[object] = [checking.diagnostics, checking.files, sorted(checking.sources)]
    book = checking.rulebook
    if book is not None:
        found += [repr(book.rules), repr(book.lanes), book.order, book.digest, rulebook_meaning(book)]
    return found


def edited(files: dict[str, str], random: Random) -> dict[str, str]:
    """The files after one edit."""
    path = random.choice(sorted(files))
    text = files[path]
    if not path.endswith(".rules"):
        at = random.randrange(len(text))
        return files | {path: random.choice((text[:at] + text[at + 1 :], text[:at] + "7" + text[at:], text))}
    cut = [text[a:b] for a, b in pieces(text)]
    at = random.randrange(len(cut)) if cut else 0
    match random.randrange(10):
        case 0:
            del cut[at : at + 1]
        case 1:
            cut.insert(random.randrange(len(cut) + 1), cut[at] if cut else "")
        case 2:
            random.shuffle(cut)
        case 3:
            cut.insert(at, random.choice(("# said\n", "\n", "  \n\n")))
        case 4 if cut:
            other = next(p for p in ("a.rules", "b.rules") if p != path)
            return files | {path: "".join(cut[:at] + cut[at + 1 :]), other: files[other] + "\n" + cut[at]}
        case 5 if cut:
            cut[at] = cut[at].replace("rule ", f"rule N{random.randrange(3)}-", 1)
        case 6:
            place = random.randrange(len(text) + 1)
            return files | {path: text[:place] + random.choice('x(,\n"') + text[place:]}
        case 7:
            return dict(FILES)
        case _ if cut:
            cut[at] = NUMBERS.sub(lambda m: str(random.randrange(1, 200)), cut[at], count=random.randrange(1, 3))
    return files | {path: "".join(cut)}


@pytest.mark.parametrize("seed", range(BOOKS))
def test_a_check_that_remembers_finds_what_a_check_from_nothing_finds(seed: int) -> None:
    random = Random(seed)
    remembered = Remembered()
    files = dict(FILES)
    for _ in range(EDITS):
        assert told(outcome(files, remembered)) == told(outcome(files, None))
        files = edited(files, random)


def test_what_is_remembered_of_another_rulebook_is_not_mistaken_for_this_one() -> None:
    remembered = Remembered()
    other = FILES | {"a.rules": FILES["a.rules"].replace("lane amber from 40\n", "")}
    for files in (FILES, other, FILES, other):
        assert told(outcome(files, remembered)) == told(outcome(files, None))


def test_rules_beyond_what_may_be_kept_are_checked_anew() -> None:
    remembered = Remembered(kept=900)
    files = dict(FILES)
    for _ in range(3):
        assert told(outcome(files, remembered)) == told(outcome(files, None))
        assert remembered.kept_characters <= remembered.most_characters
        files = edited(files, Random(8))
