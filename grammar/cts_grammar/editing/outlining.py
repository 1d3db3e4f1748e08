"""A file at a glance: its rules and declarations, what can be folded, how many problems each has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cts_grammar import syntax as s
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.parse import Unreadable, pieces, read_piece
from cts_grammar.remembering import Remembered, limits_of
from cts_grammar.source import Source

_BLANKS = " \t\r\n\f\u00a0\ufeff"
_BEGINNING = re.compile(
    r"[\s\ufeff]*(?P<kind>rulebook|rule|list|table|watchlist|parameter|define|exchange\s+rates)\b[^\S\n]*"
    r"(?P<name>[^\"=\n#]*?)[^\S\n]*(?:\bfrom\b|\bas\b|[\"=\n#]|$)(?P<title>[^\"\n]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule or declaration."""

    kind: str
    """rule, rulebook, list, table, watchlist, parameter, define, exchange rates."""
    id: str
    """A rule's identifier, a declaration's name."""
    title: str
    start: int
    end: int
    """Of its last word."""
    lane: str = ""
    score: str = ""
    """As written, several with blanks between; empty: none, or the rule cannot be read."""
    problems: int = 0
    readable: bool = True


def outline(
    source: Source, diagnostics: Iterable[Diagnostic] = (), remembered: Remembered | None = None
) -> list[Entry]:
    """The rules and declarations of a file in its order, also those that cannot be read. Never raises."""
    places = sorted(d.span.start for d in diagnostics if d.span.path == source.path)
    return [_entry(source, start, end, places, remembered) for start, end in pieces(source.text)]


def folds(source: Source) -> list[tuple[int, int]]:
    """What can be folded: from the end of the first line of a rule or declaration of several to its last word."""
    found: list[tuple[int, int]] = []
    for start, end in pieces(source.text):
        begin = _first_word(source.text, start, end)
        last = _last_word(source.text, start, end)
        line_end = source.text.find("\n", begin, last)
        if line_end > 0:
            found.append((line_end, last))
    return found


def _first_word(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip(_BLANKS))


def _last_word(text: str, start: int, end: int) -> int:
    """The end of what is said, without the comments that belong to what follows."""
    lines = text[start:end].rstrip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return start + len("\n".join(lines).rstrip())


def _entry(source: Source, start: int, end: int, places: list[int], remembered: Remembered | None) -> Entry:
    text = source.text
    begin = _first_word(text, start, end)
    last = _last_word(text, start, end)
    problems = sum(start <= place < end for place in places)
    try:
        items = read_piece(source, start, end, limits_of(remembered), remembered).items
    except Unreadable:
        items = ()
    rule = next((item for item in items if isinstance(item, s.Rule)), None)
    if rule is not None:
        lanes = " ".join(a.text for a in rule.actions if a.kind == "lane")
        scores = " ".join(a.text for a in rule.actions if a.kind == "score")
        return Entry("rule", rule.id, rule.title, begin, last, lanes, scores, problems)
    found = _BEGINNING.match(text, start, end)
    kind = " ".join(found["kind"].lower().split()) if found else ""
    title = found["title"].strip() if found and kind in ("rule", "rulebook") else ""
    name = found["name"].strip() if found else ""
    if kind == "rule":
        name = name.split()[0] if name else ""
    return Entry(kind, name, title, begin, last, "", "", problems, bool(items))
