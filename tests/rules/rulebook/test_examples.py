"""Examples that passed are not tried again, and only those."""

from cts_grammar.check import check
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from cts_rules.rulebook.examples import Passed, with_examples
from tests.grammar.cases import words

BOOK = """\
rulebook x for all lane red from 70
list ports = ECGYE, COTRB
rule A when port of loading is in ports then score 1
  example "in" matches when port of loading is ECGYE
rule B in force to 2026-06-01 when gross weight is over 10 t then score 1
  example "dated" matches when gross weight is 11 t
"""


def codes(text: str, passed: Passed | None, remembered: Remembered, today: str) -> list[str]:
    checking = check([Source("a.rules", text)], words(), lambda path: None, remembered=remembered)
    return [d.kind.code for d in with_examples(checking, today, passed).diagnostics]


def test_a_rulebook_whose_examples_passed_comes_to_the_same_after_any_edit() -> None:
    passed, remembered = Passed(), Remembered()
    edits = (
        ("", ""),
        ("over 10 t", "over 12 t"),
        ("COTRB", "PECLL"),
        ("ECGYE, COTRB", "COTRB"),
        ("matches when gross", "is undecided when gross"),
        ("rule B", "rule B when A has fired then hold\nrule C"),
        ("port of loading is in", "port of loading is not in"),
    )
    found = []
    for old, new in edits:
        for text in (BOOK, BOOK.replace(old, new) if old else BOOK):
            told = codes(text, passed, remembered, "2026-05-01")
            assert told == codes(text, None, remembered, "2026-05-01")
            found.append("CTS-E601" in told)
    assert any(found)
    assert not all(found)
