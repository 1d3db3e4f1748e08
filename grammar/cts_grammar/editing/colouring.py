"""Semantic tokens: what each stretch of a text is, for colours."""

from __future__ import annotations

from cts_grammar.editing.declared import Names
from cts_grammar.editing.meaning import words_of
from cts_grammar.vocabulary import Vocabulary

TYPES = (
    "keyword", "comment", "text", "number", "unit", "date", "code", "word", "field", "thing", "list", "table",
    "watchlist", "parameter", "definition", "rule", "rulebook", "area", "lane", "method", "name",
)  # fmt: skip
"""All of them; `name` is one that nothing is called by, or one that is being declared."""


def coloured(text: str, names: Names, vocabulary: Vocabulary) -> list[tuple[int, int, str]]:
    """Start, length and type of each, in the order of the text."""
    return [(word.start, word.end - word.start, word.kind) for word in words_of(text, names, vocabulary)]
