"""Every case of tests/corpus/words reads as expected: NAME.rules, NAME.en and NAME.fr.

After a change that is meant: `CTS_REWRITE=1 pytest tests/grammar/test_in_words.py` writes those anew, to be read in
review.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cts_grammar.check import check
from cts_grammar.checked import CheckedRulebook
from cts_grammar.in_words import LANGUAGES, html, html_page, markdown, rule_in_words, rulebook_in_words, statement_html
from cts_grammar.in_words.outline import Line, as_text
from cts_grammar.source import Source
from cts_grammar.vocabulary import Kind, Label
from cts_rules.rulebook.folder import check_rulebook, open_rulebook
from cts_rules.rulebook.patterns import pattern_fault
from cts_rules.rulebook.starters import rulebook_place
from tests.grammar.cases import CORPUS, holds, words

WORDS = CORPUS.parent / "words"
CASES = sorted(WORDS.glob("*.rules"))
STARTERS = ("maritime-imports", "data-quality")


def data(path: str) -> bytes | None:
    place = WORDS / "data" / path
    return place.read_bytes() if place.is_file() else None


def book(text: str) -> CheckedRulebook:
    found = check([Source("a.rules", text)], words(), data, pattern_fault=pattern_fault)
    assert found.rulebook is not None, [(d.message, d.hint) for d in found.diagnostics if d.is_error]
    return found.rulebook


def starter(name: str) -> CheckedRulebook:
    found = check_rulebook(open_rulebook(rulebook_place(name)), words()).rulebook
    assert found is not None
    return found


def read_out(rulebook: CheckedRulebook, language: str) -> str:
    told = [(rule.id, rule_in_words(rule, words(), language).text) for rule in rulebook.rules]
    return "\n".join(f"{id_}\n{text}\n" for id_, text in told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_rulebook_reads_as_expected(case: Path, language: str) -> None:
    rulebook = book(case.read_text("utf-8"))
    told = read_out(rulebook, language)
    if case.stem == "document":
        told += "\n" + markdown(rulebook_in_words(rulebook, language, "0123456789ab"))
    assert holds(case.with_suffix(f".{language}"), told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_rulebook_reads_as_expected(name: str, language: str) -> None:
    assert holds(WORDS / "starters" / f"{name}.{language}", read_out(starter(name), language))


# --- French ---------------------------------------------------------------------------------------------------------


OWN_WORDS = re.compile(r"«\u00a0.*?\u00a0»")
"""What is quoted stays in its author's language."""


NUMBERING = re.compile(r"^\s*[#-]+ \d[\d.]* ")


def french() -> list[str]:
    """All French of the corpus and of the starters, without what is quoted."""
    rulebooks = [book(case.read_text("utf-8")) for case in CASES] + [starter(name) for name in STARTERS]
    told = [read_out(each, "fr") + markdown(rulebook_in_words(each, "fr")) for each in rulebooks]
    lines = [line for text in told for line in text.splitlines()]
    return [OWN_WORDS.sub("«»", NUMBERING.sub("", line)) for line in lines]


@pytest.mark.parametrize(
    "wrong",
    [
        r"\bde le\b", r"\bde les\b", r"\bà le\b", r"\bà les\b",  # contracted
        r"\b(?:de|le|la|que|ne|lorsque) [aeiouéèêâîôû]", r"\bsi ils?\b",  # elided
        r"[^\u00a0 ][;:!?](?: |$)", r" [;:!?%]", r"« ", r" »",  # spaces that do not break
        r"\d \d", r"\d\.\d", r"\d (?:kg|t|m³|USD|EUR)\b",
        r"\bmasse\w* (?:\w+ )?est (?:supérieur|inférieur|manquant|renseigné|illisible|compris|égal) ",
        r"\bpoids (?:\w+ )?est \w+ée? ?à\b",
        r"  +\S.*  ",
    ],
)  # fmt: skip
def test_french_is_written_as_french_is(wrong: str) -> None:
    faults = [line for line in french() if re.search(wrong, line.lstrip())]
    if wrong == r"\b(?:de|le|la|que|ne|lorsque) [aeiouéèêâîôû]":
        faults = [line for line in faults if not re.search(r"\b(?:de|le) (?:un|onze)\b", line)]
    assert not faults


# --- the vocabulary -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_vocabulary_has_a_label(language: str) -> None:
    vocabulary = words()
    plain = [relation.element for relation in vocabulary.relations if relation.element is not None]
    assert not [f"{f.of}: {f.name}" for f in (*vocabulary.fields, *plain) if language not in f.labels]
    assert not [r.name for r in vocabulary.relations if language not in r.labels]
    assert not [d.name for d in vocabulary.derivations if language not in d.labels]
    assert not [n for n in (vocabulary.outer, vocabulary.root) if language not in vocabulary.things.get(n, {})]


def test_a_yes_or_no_says_both() -> None:
    truths = [f for f in words().fields if f.type.kind is Kind.TRUTH]
    assert truths
    assert all(_says_all(f.labels[language]) for f in truths for language in LANGUAGES)


def _says_all(label: Label) -> bool:
    return all((label.holds, label.fails, label.all_hold, label.all_fail))


def test_every_word_of_a_closed_code_list_has_a_french_one() -> None:
    lists = [f.type.codes for f in words().fields if f.type.codes is not None] + [*words().words.values()]
    lacking = {
        code for codes in lists if codes.words for code in codes.words.values() if codes.titles["fr"](code) is None
    }
    assert not lacking


def test_what_has_an_english_name_in_the_built_in_lists_has_a_french_one() -> None:
    by_name = {codes.name: codes for f in words().fields if (codes := f.type.codes) is not None}
    for name in ("country", "HS code", "package type"):
        codes = by_name[name]
        assert codes.listed is not None
        assert codes.title is not None
        assert not [c for c in codes.listed() if codes.title(c) is not None and not codes.titles["fr"](c)]


# --- the document ---------------------------------------------------------------------------------------------------

HOSTILE = """rulebook x "<script>alert(1)</script> *not* `this` [link](x) \u202ereversed"
  for all
  lane red from 1
rule A "<b>&amp;</b>"
  area <area>
  when
    marks contains "<img src=x onerror=alert(1)>"
  then
    say "{marks} </p><script>" """.replace("<area>", "one")


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_holds_nothing_of_an_authors_own(language: str) -> None:
    rulebook = book(HOSTILE)
    page = html_page(rulebook_in_words(rulebook, language))
    sentence = statement_html(rule_in_words(rulebook.rules[0], words(), language).sentence)
    for text in (page, sentence):
        assert not re.search(r"<(?:script|img|b)\b", text)
        assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "\u202e" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_contents_leads_to_a_section(language: str) -> None:
    for name in STARTERS:
        text = html(rulebook_in_words(starter(name), language))
        links, anchors = re.findall(r'href="#([^"]+)"', text), re.findall(r'id="([^"]+)"', text)
        assert links == anchors
        assert len(set(anchors)) == len(anchors)


def test_markdown_escapes() -> None:
    text = markdown(rulebook_in_words(book(HOSTILE), "en"))
    assert text.startswith("# \\<script\\>alert(1)\\</script\\> \\*not\\* \\`this\\` \\[link\\](x)")


def test_points_are_numbered_by_depth() -> None:
    line = Line("a:", below=(Line("b:", "(a)", (Line("c.", "(i)"),)),))
    assert list(as_text(line)) == ["a:", "  (a) b:", "    (i) c."]
