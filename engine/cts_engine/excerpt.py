"""Pieces of a rule's own text, on one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cts_grammar.source import Span

LONGEST = 300
_QUOTED_OR_COMMENT = re.compile(r'"[^"\n]*"|#[^\n]*')


def excerpt(texts: Mapping[str, str], span: Span) -> str:
    """What stands at a span, without comments and line ends; empty where the source is not among these."""
    text = texts.get(span.path)
    return "" if text is None else _one_line(text[span.start : span.end])


@lru_cache(maxsize=16_384)
def _one_line(text: str) -> str:
    """
    >>> _one_line('weight   is over 10 t # heavy\\n and marks contain "#1"')
    'weight is over 10 t and marks contain "#1"'
    """
    kept = _QUOTED_OR_COMMENT.sub(lambda found: "" if found[0].startswith("#") else found[0], text)
    line = " ".join(kept.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
