"""Rules read out as sentences, and rulebooks as numbered documents, in English and in French."""

from cts_grammar.in_words.as_html import html, html_page, statement_html
from cts_grammar.in_words.as_markdown import markdown
from cts_grammar.in_words.document import Document
from cts_grammar.in_words.rulebooks import rulebook_in_words
from cts_grammar.in_words.rules import LANGUAGES, RuleInWords, rule_in_words, sentence_of

__all__ = [
    "LANGUAGES",
    "Document",
    "RuleInWords",
    "html",
    "html_page",
    "markdown",
    "rule_in_words",
    "rulebook_in_words",
    "sentence_of",
    "statement_html",
]
