"""Rulebooks for people who do not read the rule language: stored versions and texts that are not stored."""

from __future__ import annotations

from dataclasses import dataclass

from cts_grammar.checked import CheckedRulebook
from cts_grammar.in_words import Document, RuleInWords, rule_in_words, rulebook_in_words
from cts_rules.evaluation.contract import RulebookIdentity, identity
from cts_rules.office.drafting import Files, compile_texts
from cts_rules.office.library import compiled_version, version
from cts_rules.office.office import Office
from cts_rules.office.refusals import not_found


@dataclass(frozen=True, slots=True)
class Told:
    """A rulebook in one language."""

    rulebook: RulebookIdentity
    rules: list[RuleInWords]
    document: Document | None
    """None: one rule was asked for."""


def texts_in_words(office: Office, files: Files, language: str, rule: str | None = None) -> Told:
    """Texts that are not stored. RulesDoNotCheck, WrongRulebook; NotFound where there is no such rule."""
    book = compile_texts(office, files).checked
    wanted = [each for each in book.rules if rule is None or each.id == rule]
    if rule is not None and not wanted:
        raise not_found("rule", rule, [each.id for each in book.rules])
    told = [rule_in_words(each, book.vocabulary, language) for each in wanted]
    return Told(identity(book), told, None if rule is not None else _document(book, language))


def version_in_words(office: Office, name: str, number: int, language: str) -> Document:
    """A stored version as a document. NotFound where there is none."""
    return _document(checked_version(office, name, number), language)


def checked_version(office: Office, name: str, number: int) -> CheckedRulebook:
    """A stored version. NotFound where there is none."""
    return compiled_version(office, name, version(office, name, number).number).checked


def _document(book: CheckedRulebook, language: str) -> Document:
    return rulebook_in_words(book, language, identity(book).version)
