"""Formatting as edits: the caret and what can be undone stay where they were."""

from __future__ import annotations

from cts_grammar.editing.edits import Edit, edits_between
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.printing import format_text
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary


def format_edits(source: Source, vocabulary: Vocabulary, limits: Limits = DEFAULT_LIMITS) -> tuple[Edit, ...]:
    """From the text to its canonical form; none where some of it does not parse."""
    return edits_between(source.text, format_text(source, vocabulary, limits))
