"""Rules in words: beside a rule, and a whole version as a numbered document to be read and printed."""

from __future__ import annotations

from typing import Any

from flask import render_template
from markupsafe import Markup

from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.in_words import LANGUAGES, html, rule_in_words, sentence_of, statement_html
from cts_rules.office import library
from cts_rules.office.refusals import not_found
from cts_rules.office.telling import checked_version, version_in_words
from cts_web.pages.frame import office
from cts_web.pages.visible_text import visible

NAMES = {"en": "English", "fr": "Français"}

BESIDE = 200
"""Rules of a version that are read out beside its table; those of a longer one on their own pages only."""


def document_page(name: str, number: int, language: str) -> Any:
    """A version as a document in English or French."""
    if language not in LANGUAGES:
        raise not_found("language", language, LANGUAGES)
    document = version_in_words(office(), name, number, language)
    return render_template(
        "pages/document.html",
        version=library.version(office(), name, number),
        language=language,
        languages=NAMES,
        document=Markup(html(document, visible)),
    )


def beside(name: str, number: int) -> dict[str, dict[str, Markup]]:
    """The sentences of a version's rules, by rule and language; none of a version with very many."""
    book = checked_version(office(), name, number)
    if len(book.rules) > BESIDE:
        return {}
    return {rule.id: {language: _sentence(book, rule, language) for language in LANGUAGES} for rule in book.rules}


def told_rule(name: str, number: int, rule: str) -> dict[str, Markup]:
    """One rule by language, with what it refers to."""
    book = checked_version(office(), name, number)
    found = next(each for each in book.rules if each.id == rule)
    return {language: _whole(book, found, language) for language in LANGUAGES}


def _sentence(book: CheckedRulebook, rule: CheckedRule, language: str) -> Markup:
    lines = sentence_of(rule, book.vocabulary, language)
    return Markup(statement_html(lines, visible))


def _whole(book: CheckedRulebook, rule: CheckedRule, language: str) -> Markup:
    told = rule_in_words(rule, book.vocabulary, language)
    sentence, notes = statement_html(told.sentence, visible), statement_html(told.notes, visible)
    return Markup(f'{sentence}\n<div class="word-notes">{notes}</div>' if notes else sentence)
