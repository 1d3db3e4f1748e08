"""Every pair of tests/corpus/comparison comes to the sentences beside it: NAME.old.rules, NAME.new.rules, NAME.expected.

What a text calls `data.csv` is NAME.old.csv and NAME.new.csv.

After a change that is meant: `CTS_REWRITE=1 pytest tests/grammar/test_comparison.py` writes those anew, to be read in
review.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cts_grammar.checked import CheckedRulebook
from cts_grammar.comparing import Relation, Standing, as_document, compare, sentences
from cts_grammar.meaning import rulebook_meaning
from tests.grammar.cases import CORPUS, checked, holds

CASES = sorted((CORPUS.parent / "comparison").glob("*.old.rules"))


def name_of(case: Path) -> str:
    return case.name.removesuffix(".old.rules")


def version(case: Path, which: str) -> CheckedRulebook:
    data = case.with_name(f"{name_of(case)}.{which}.csv")
    files = {"data": data.read_text("utf-8")} if data.exists() else {}
    return book(case.with_name(f"{name_of(case)}.{which}.rules").read_text("utf-8"), **files)


def book(text: str, **files: str) -> CheckedRulebook:
    found = checked(text, **files)
    assert found.rulebook is not None, [d.message for d in found.diagnostics]
    return found.rulebook


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_pair_reads_as_expected(case: Path) -> None:
    found = compare(version(case, "old"), version(case, "new"))
    assert holds(case.with_name(f"{name_of(case)}.expected"), "".join(f"{line}\n" for line in sentences(found)))


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_it_turns_round(case: Path) -> None:
    old, new = version(case, "old"), version(case, "new")
    there, back = compare(old, new), compare(new, old)
    turned = {Relation.STRICTER: Relation.LOOSER, Relation.LOOSER: Relation.STRICTER}
    assert there.same_meaning is back.same_meaning
    relations = {rule.old_id or rule.id: rule.relation for rule in there.rules}
    for rule in back.rules:
        if rule.relation is not None and rule.id in relations:
            assert relations[rule.id] is turned.get(rule.relation, rule.relation)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_version_is_itself(case: Path) -> None:
    old = version(case, "old")
    found = compare(old, old)
    assert found.same_meaning
    assert not any((found.header, found.lists, found.definitions, found.rules, found.data, found.parameters))


def test_every_golden_file_has_its_pair() -> None:
    for path in (CORPUS.parent / "comparison").iterdir():
        name = path.name.split(".")[0]
        assert {path.with_name(f"{name}.{end}").exists() for end in ("old.rules", "new.rules", "expected")} == {True}


# --- the meaning hash -----------------------------------------------------------------------------------------------

RULES = """\
rulebook x for sea imports lane red from 70
list ports = ECGYE, COTRB
define heavy as gross weight is over 10 t
rule A "Heavy" area narcotics in force from 2026-01-01
  when heavy and port of loading is in ports and some goods item has (weight is over 1 t or hs code is missing)
  unless "known" consignee id is "K1" until 2026-09-30
  then score +45 examine by scan say "from {port of loading}" tell trader "Selected"
"""

SAME = [
    ("10 t", "10000 kg"),
    ("10 t", "10 Tonnes"),
    ("is over 10 t", "> 10 t"),
    ("is over 10 t", "is more than 10 t"),
    ("ECGYE, COTRB", "COTRB, ECGYE, ECGYE"),
    ("is in ports", "is one of (COTRB, ECGYE)"),
    ("is in ports", "is in (ports)"),
    ("heavy", "big"),
    ("when heavy", "when gross weight is over 10 t"),
    ("when heavy and port of loading is in ports", "when port of loading is in ports and (heavy)"),
    ("weight is over 1 t or hs code is missing", "hs code is missing or (weight is over 1 t)"),
    ("weight is over 1 t or hs code is missing", "not (weight is at most 1 t and hs code is present)"),
    ("weight is over 1 t or hs code is missing", "any of (weight is over 1 t, hs code is missing)"),
    ('rule A "Heavy"', 'rule A "Heavy" owner "someone" reference "B1" review by 2027-01-01'),
    ("\n", "\n  # a word\n"),
    ("score +45", "score 45"),
    ("score +45", "score +40 score +5"),
    ('"K1"', '"k1"'),
]

OTHER = [
    ("10 t", "10 kg"),
    ("10 t", "20 t"),
    ("is over 10 t", "is at least 10 t"),
    ("ECGYE, COTRB", "ECGYE"),
    ("1 t or", "1 t and"),
    ("some goods item", "every goods item"),
    ("some goods item has", "at least 2 goods items have"),
    ("is missing", "is present"),
    ("is in ports", "is not in ports"),
    ("is in ports", "is within ports"),
    ("port of loading is in", "port of discharge is in"),
    ('unless "known" consignee id is "K1" until 2026-09-30', ""),
    (" until 2026-09-30", ""),
    ("2026-09-30", "2026-09-29"),
    ("from 2026-01-01", "from 2026-02-01"),
    ("score +45", "score +46"),
    ("score +45", "score -45"),
    ("area narcotics", "area revenue"),
    ("score +45", "lane red"),
    ("examine by scan", "examine by physical"),
    ("examine by scan", "hold"),
    ("from {port of loading}", "at {port of loading}"),
    ("from {port of loading}", "from {port of discharge}"),
    ('"Selected"', '"Chosen"'),
    ("area narcotics", "area narcotics shadow"),
    ("lane red from 70", "lane red from 60"),
    ("lane red from 70", "lane red from 70 lane amber from 40"),
    ("for sea imports", "for all"),
    ("rule A", "rule B"),
]


@pytest.mark.parametrize(("was", "now"), SAME)
def test_other_words_keep_the_meaning(was: str, now: str) -> None:
    text = RULES.replace(was, now)
    if "ports" not in text.split("when", 1)[1]:
        text = text.replace("list ports = ECGYE, COTRB\n", "")
    assert text != RULES
    assert rulebook_meaning(book(text)) == rulebook_meaning(book(RULES))


@pytest.mark.parametrize(("was", "now"), OTHER)
def test_an_edit_changes_the_meaning(was: str, now: str) -> None:
    text = RULES.replace(was, now)
    assert text != RULES
    assert rulebook_meaning(book(text)) != rulebook_meaning(book(RULES))
    assert sentences(compare(book(RULES), book(text)))


# --- details --------------------------------------------------------------------------------------------------------


def test_the_document_is_stable() -> None:
    found = as_document(compare(book(RULES), book(RULES.replace("10 t", "20 t").replace("+45", "+50"))))
    assert json.loads(json.dumps(found)) == found
    assert found["schema"] == "cts-comparison/1"
    assert found["same_meaning"] is False
    assert list(found) == [
        "schema",
        "same_meaning",
        "sentences",
        "header",
        "lists",
        "data",
        "parameters",
        "definitions",
        "rules",
    ]
    (rule,) = found["rules"]
    assert rule["changes"] == [
        {"what": "condition 1", "old": "heavy", "new": "heavy", "relation": "stricter"},
        {"what": "score", "old": "+45", "new": "+50", "relation": None},
    ]
    assert (rule["standing"], rule["fires"], rule["old_id"], rule["moved"]) == ("changed", "stricter", None, False)


def test_only_what_was_moved_has_moved() -> None:
    rules = [f"rule R-{n} when packages is over {n} then score {n}\n" for n in range(1, 7)]
    head = "rulebook x for all lane red from 70\n"
    shifted = [rules[4], *rules[:2], "rule NEW when marks are missing then score 1\n", *rules[2:4], rules[5]]
    found = compare(book(head + "".join(rules)), book(head + "".join(shifted)))
    assert [(r.id, r.standing, r.moved) for r in found.rules] == [
        ("R-5", Standing.CHANGED, True),
        ("NEW", Standing.ADDED, False),
    ]
