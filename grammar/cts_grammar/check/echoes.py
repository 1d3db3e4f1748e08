"""A name whose declaration could not be read cannot be read where it is used either: that is no second mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cts_grammar import mistakes
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Source

_DECLARING = re.compile(r"\b(?:rulebook|list|define|table|parameter|watchlist)\s+$")


def without_echoes(
    diagnostics: Iterable[Diagnostic], lost: frozenset[str], sources: dict[str, Source]
) -> list[Diagnostic]:
    """The mistakes of reading, without those that stumble over a lost name."""
    patterns = [_written(name) for name in lost]
    return [d for d in diagnostics if not any(_is_echo(d, sources[d.span.path], p) for p in patterns)]


def _written(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in name.split()) + r"(?!\w)", re.IGNORECASE)


def _is_echo(d: Diagnostic, source: Source, name: re.Pattern[str]) -> bool:
    if d.kind is not mistakes.UNEXPECTED:
        return False
    line_start = source.line_starts[d.span.line - 1]
    line_end = line_start + len(source.line(d.span.line))
    uses = [m for m in name.finditer(source.text, line_start, line_end) if m.start() <= d.span.start < m.end()]
    return any(not _DECLARING.search(source.text[line_start : use.start()]) for use in uses)
