"""What belongs to a rulebook, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cts_grammar import mistakes
from cts_grammar.limits import Limits
from cts_grammar.vocabulary import Vocabulary
from cts_rules.manifest.vocabulary import vocabulary
from cts_rules.reference.reference import Reference
from cts_rules.rulebook.folder import NoRulebook, check_rulebook, open_rulebook
from cts_rules.rulebook.patterns import pattern_fault
from cts_rules.rulebook.starters import rulebook_place, samples_of, starter_names, starters_folder

RULES = 'rulebook x for all\nlane red from 1\nlist ports from "lists/ports.csv"\nrule A when port of loading is in ports then hold\n'


@pytest.fixture
def words(reference: Reference) -> Vocabulary:
    return vocabulary(reference)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "lists").mkdir(parents=True)
    (folder / "a.rules").write_text(RULES, encoding="utf-8")
    (folder / "lists" / "ports.csv").write_text("port\nECGYE\n", encoding="utf-8")
    return folder


def test_only_rules_and_the_files_that_they_name_count(book: Path, words: Vocabulary) -> None:
    before = check_rulebook(open_rulebook(book), words)
    assert before.rulebook is not None
    assert set(before.files) == {"a.rules", "lists/ports.csv"}
    (book / "samples").mkdir()
    (book / "samples" / "b.rules").write_text("not a rule", encoding="utf-8")
    (book / "lists" / "more.csv").write_text("port\nNLRTM\n", encoding="utf-8")
    after = check_rulebook(open_rulebook(book), words)
    assert after.rulebook is not None
    assert after.rulebook.digest == before.rulebook.digest


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "lists/../../secret.csv", "C:\\secret.csv"])
def test_no_list_is_read_from_outside(book: Path, words: Vocabulary, path: str) -> None:
    (book.parent / "secret.csv").write_text("port\nECGYE\n", encoding="utf-8")
    (book / "a.rules").write_text(RULES.replace("lists/ports.csv", path), encoding="utf-8")
    found = check_rulebook(open_rulebook(book), words)
    assert [d.kind.code for d in found.diagnostics if d.is_error] == ["CTS-E307"]


def test_no_link_leads_outside(book: Path, words: Vocabulary) -> None:
    (book.parent / "secret.csv").write_text("port\nECGYE\n", encoding="utf-8")
    (book / "lists" / "ports.csv").unlink()
    (book / "lists" / "ports.csv").symlink_to(book.parent / "secret.csv")
    found = check_rulebook(open_rulebook(book), words)
    assert [d.kind.code for d in found.diagnostics if d.is_error] == ["CTS-E302"]


def test_no_rules_are_read_through_a_link_that_leads_outside(book: Path) -> None:
    (book.parent / "secret").write_text("root:x:0:0\n", encoding="utf-8")
    (book / "b.rules").symlink_to(book.parent / "secret")
    with pytest.raises(NoRulebook, match=r"b\.rules is a link"):
        open_rulebook(book)


@pytest.mark.parametrize("path", ["a" * 400, "loop.csv"])
def test_a_path_that_leads_nowhere_is_a_missing_file(book: Path, words: Vocabulary, path: str) -> None:
    (book / "loop.csv").symlink_to("loop.csv")
    (book / "a.rules").write_text(RULES.replace("lists/ports.csv", path), encoding="utf-8")
    found = check_rulebook(open_rulebook(book), words)
    assert [d.kind.code for d in found.diagnostics if d.is_error] == ["CTS-E302"]


@pytest.mark.parametrize("letter", ["é", "€", "😀"])
def test_a_text_over_the_limit_is_refused_for_its_length_wherever_it_is_cut(
    book: Path, words: Vocabulary, letter: str
) -> None:
    limits = Limits(source_characters=100)
    (book / "a.rules").write_text("#" + letter * 500, encoding="utf-8")
    found = check_rulebook(open_rulebook(book, limits), words, limits=limits)
    assert [d.kind.code for d in found.diagnostics if d.is_error][:1] == [mistakes.TOO_LONG.code]


def test_a_name_that_cannot_be_written_is_told(book: Path) -> None:
    (book / "a.rules").rename(book / "a\x1b.rules")
    with pytest.raises(NoRulebook, match="cannot be written"):
        open_rulebook(book)


def test_there_may_be_no_rulebook(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing", tmp_path / ("a" * 400)):
        with pytest.raises(NoRulebook):
            open_rulebook(place)


def test_the_checkouts_starters_come_first_else_the_packaged_ones(tmp_path: Path) -> None:
    package = tmp_path / "cts_rules"
    (package / "starter" / "one").mkdir(parents=True)
    (package / "starter" / "one" / "a.rules").write_text(RULES, encoding="utf-8")
    assert starters_folder(package) == package / "starter"
    assert starter_names(starters_folder(package)) == ("one",)
    (tmp_path / "rulebooks" / "two").mkdir(parents=True)
    (tmp_path / "rulebooks" / "two" / "a.rules").write_text(RULES, encoding="utf-8")
    assert starters_folder(package) == package / "starter", (
        "a folder of that name beside an installed package is no checkout"
    )
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    assert starters_folder(package) == tmp_path / "rulebooks"


def test_a_path_wins_over_a_starters_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert rulebook_place("maritime-imports") == starters_folder() / "maritime-imports"
    (tmp_path / "maritime-imports").mkdir()
    assert rulebook_place("maritime-imports") == Path("maritime-imports")


def test_results_are_no_samples() -> None:
    names = [p.name for p in samples_of(starters_folder() / "maritime-imports")]
    assert names
    assert not [n for n in names if n.endswith(".expected.json")]


@pytest.mark.parametrize("pattern", ["(", "(a)\\1", "(?=a)", "a{1,2000}", "[z-a]"])
def test_what_re2_refuses_is_refused(pattern: str) -> None:
    assert pattern_fault(pattern)


@pytest.mark.parametrize("pattern", ["p\\.?o\\.? ?box", "(a+)+$", "^\\d{4}$"])
def test_what_re2_takes_is_taken(pattern: str) -> None:
    assert pattern_fault(pattern) is None
