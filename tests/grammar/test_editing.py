"""Editing functions: offsets, edits, the outline, words, conditions, and what is remembered of a parse."""

from itertools import pairwise
from pathlib import Path

import pytest

from cts_grammar.check import check
from cts_grammar.editing.colouring import TYPES, coloured
from cts_grammar.editing.completing import complete
from cts_grammar.editing.conditions import conditions
from cts_grammar.editing.declared import names_of
from cts_grammar.editing.edits import applied, edits_between
from cts_grammar.editing.fixing import fixes
from cts_grammar.editing.keywords import EXPLANATIONS, phrases
from cts_grammar.editing.offsets import Offsets
from cts_grammar.editing.outlining import folds, outline
from cts_grammar.editing.reformatting import format_edits
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.parse import parse
from cts_grammar.printing import format_text
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from tests.grammar.cases import cases, checked, words

BOOK = """\
rulebook x "X"
  for all
  lane red from 70

list fruit ports = ECGYE, COTRB

# the first rule
rule A "Fruit"
  area narcotics
  when
    port of loading is in fruit ports
    and (not gross weight is over 10 t or some goods item has (weight is over 1 t and hs code is within 08))
  unless "known" consignee id is "A1"
  then
    score +45
    lane red

rule B "Broken"
  when
    gros weight is over 10 t
  then
    score 1

rule C when when
"""


@pytest.mark.parametrize("text", ["", "abc", "🍌", "a🍌b🍌", "ميناء 🍌 x", "🍌🍌🍌"])
def test_offsets_are_those_of_utf_16(text: str) -> None:
    offsets = Offsets(text)
    for point in range(len(text) + 1):
        units = len(text[:point].encode("utf-16-le")) // 2
        assert offsets.units(point) == units
        assert offsets.points(units) == point
    whole = len(text.encode("utf-16-le")) // 2
    assert (offsets.points(whole + 5), offsets.points(-1), offsets.units(10**9)) == (len(text), 0, whole)


def test_the_middle_of_a_character_is_before_it() -> None:
    assert [Offsets("a🍌b").points(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("case", cases("format"), ids=lambda case: case.stem)
def test_formatting_as_edits_is_formatting(case: Path) -> None:
    text = case.read_text("utf-8") if case.is_file() else ""
    source = Source("a.rules", text)
    edits = format_edits(source, words())
    assert applied(text, edits) == format_text(source, words())
    assert all(a.end <= b.start for a, b in pairwise(edits))


def test_edits_are_small() -> None:
    (edit,) = edits_between(BOOK, BOOK.replace("over 10 t or", "over 12 t or"))
    assert (BOOK[edit.start : edit.end], edit.text) == ("10", "12")


def test_a_list_of_thousands_is_no_burden() -> None:
    entries = ",  ".join(f"A{number}" for number in range(4_000))
    text = f"list many = {entries}"
    source = Source("a.rules", text)
    assert applied(text, format_edits(source, words())) == format_text(source, words())
    shorter = Source("a.rules", f"list many = {entries[:8000]}")
    assert applied(shorter.text, format_edits(shorter, words())) == format_text(shorter, words())
    assert complete(text + ", ", len(text) + 2, words()).options == ()


def test_an_outline_has_what_cannot_be_read() -> None:
    source = Source("a.rules", BOOK)
    found = check([source], words(), lambda path: None)
    entries = outline(source, found.diagnostics)
    assert [(e.kind, e.id, e.title, e.lane, e.score, e.problems, e.readable) for e in entries] == [
        ("rulebook", "x", "X", "", "", 0, True),
        ("list", "fruit ports", "", "", "", 0, True),
        ("rule", "A", "Fruit", "red", "+45", 0, True),
        ("rule", "B", "Broken", "", "1", 1, True),
        ("rule", "C", "", "", "", 1, False),
    ]
    assert [BOOK[e.start : e.end].split("\n")[0] for e in entries][2] == 'rule A "Fruit"'


def test_folds_leave_the_first_line_and_the_next_comment() -> None:
    assert [BOOK[start:end].count("\n") for start, end in folds(Source("a.rules", BOOK))] == [2, 8, 4]


def test_words_are_coloured_also_where_a_rule_cannot_be_read() -> None:
    source = Source("a.rules", BOOK)
    found = coloured(BOOK, names_of([source]), words())
    said = {(BOOK[start : start + length], kind) for start, length, kind in found}
    assert {kind for _, _, kind in found} <= set(TYPES)
    assert said >= {
        ("port of loading", "field"), ("fruit ports", "list"), ("goods item", "thing"), ("ECGYE", "code"),
        ("10", "number"), ("t", "unit"), ("narcotics", "area"), ("gros weight", "name"), ("when", "keyword"),
        ("# the first rule", "comment"), ('"known"', "text"),
    }  # fmt: skip
    assert found == sorted(found)


def test_conditions_have_the_way_to_them() -> None:
    parsed = parse(Source("a.rules", BOOK))
    assert [(c.id, c.head) for c in conditions(parsed.file.items) if c.rule == "A"] == [
        ("when", "all of"),
        ("when.1", ""),
        ("when.2", "any of"),
        ("when.2.1", "not"),
        ("when.2.1.1", ""),
        ("when.2.2", "some goods item has"),
        ("when.2.2.1", "all of"),
        ("when.2.2.1.1", ""),
        ("when.2.2.1.2", ""),
        ("unless.1", ""),
    ]


def test_a_fix_is_an_edit() -> None:
    found = checked("rulebook x for all lane red from 70\nrule A when gros weight is over 1 t then score 1")
    text = found.sources["a.rules"].text
    ((title, edit),) = fixes(found.diagnostics[0])
    assert (title, applied(text, [edit])) == ("write `gross weight`", text.replace("gros weight", "gross weight"))


def test_every_word_of_the_language_has_its_line() -> None:
    assert set(phrases()) - set(EXPLANATIONS) == set()


# --- remembering ------------------------------------------------------------------------------------------------------


def same(text: str, remembered: Remembered, path: str = "a.rules") -> None:
    source = Source(path, text)
    assert repr(parse(source, remembered=remembered)) == repr(parse(source))


def test_what_is_remembered_stands_where_it_stands_now() -> None:
    remembered = Remembered()
    for text in (BOOK, "\n\n" + BOOK, BOOK.replace("# the first rule\n", ""), BOOK + BOOK, BOOK):
        same(text, remembered)
        same(text, remembered, "b.rules")


def test_what_is_remembered_is_bounded() -> None:
    remembered = Remembered(kept=100)
    for number in range(50):
        same(f"list a{number} = ECGYE\nlist b = A", remembered)
    assert remembered.kept_characters <= 100


def test_other_limits_remember_nothing() -> None:
    remembered = Remembered(Limits(nesting=2))
    text = "rule A when ((((gross weight is over 1 t)))) then score 1"
    parse(Source("a.rules", text), DEFAULT_LIMITS, remembered)
    assert parse(Source("a.rules", text), Limits(nesting=2), remembered).diagnostics
