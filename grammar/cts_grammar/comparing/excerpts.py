"""The words of a rule that a span covers, as one line for a sentence."""

from __future__ import annotations

import re

from cts_grammar.checked import CheckedRulebook
from cts_grammar.source import Span

_TOKENS = re.compile(r'"(?:[^"\n]|"")*"|#[^\n]*|\s+|[^"#\s]+|.', re.DOTALL)
"""Texts, comments, blanks, anything else."""


def excerpt(rulebook: CheckedRulebook, span: Span) -> str:
    """Without comments and line ends; texts in quotes as they are. Empty where the span is in no rule text."""
    source = next((s for s in rulebook.sources if s.path == span.path), None)
    if source is None:
        return ""
    found: list[str] = []
    for token in map(_piece, _TOKENS.findall(source.slice(span))):
        if token != " " or (found and found[-1] != " "):
            found.append(token)
    return "".join(found).strip()


def _piece(token: str) -> str:
    return " " if token.isspace() or token.startswith("#") else token
