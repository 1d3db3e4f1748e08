"""What a rulebook declares, also while some of it cannot be read: names with their kinds, rules with their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cts_grammar import syntax as s
from cts_grammar.parse import Unreadable, pieces, read_piece
from cts_grammar.remembering import Remembered, limits_of
from cts_grammar.source import Source, Span
from cts_grammar.words import tidy

_RULE = re.compile(r"[\s\ufeff]*rule\s+(?P<id>[A-Za-z0-9][\w.-]*)(?:\s+\"(?P<title>(?:[^\"\r\n]|\"\")*)\")?")
_AREA = re.compile(r"^\s*area\s+(?P<area>[a-z][\w \t-]*?)\s*$", re.MULTILINE)
_NAMED = re.compile(
    r"[\s\ufeff]*(?P<kind>list|table|watchlist|parameter|define)\s+(?P<name>[a-z][\w \t-]*?)\s*(?:=|\bfrom\b|\bas\b|$)",
    re.MULTILINE,
)
_KINDS: dict[type, str] = {
    s.ListInPlace: "list",
    s.ListFromFile: "list",
    s.Table: "table",
    s.Watchlist: "watchlist",
    s.Parameter: "parameter",
    s.Definition: "definition",
}
DECLARING = {
    "list": "list",
    "table": "table",
    "watchlist": "watchlist",
    "parameter": "parameter",
    "define": "definition",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """One name of the rulebook."""

    name: str
    kind: str
    """list, table, watchlist, parameter, definition."""
    text: str
    """The declaration as it stands."""
    span: Span
    item: s.Item | None
    """None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class DeclaredRule:
    """One rule."""

    id: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Names:
    """All that the rule texts of a rulebook declare."""

    declared: dict[str, Declared] = field(default_factory=dict)
    rules: dict[str, DeclaredRule] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()

    def of_kind(self, *kinds: str) -> Iterator[Declared]:
        """The names of these kinds, in the order of their declarations."""
        return (d for d in self.declared.values() if d.kind in kinds)


def names_of(sources: Iterable[Source], remembered: Remembered | None = None) -> Names:
    """What the texts declare. The first declaration of a name counts."""
    found = Names()
    areas: dict[str, None] = {}
    lanes: dict[str, None] = {}
    for source in sources:
        for start, end in pieces(source.text):
            text = source.text[start:end]
            rule = _RULE.match(text)
            if rule:
                span = source.span(start + rule.start("id"), start + rule.end("id"))
                title = (rule["title"] or "").replace('""', '"')
                found.rules.setdefault(rule["id"], DeclaredRule(rule["id"], title, span))
                areas.update((tidy(m["area"]), None) for m in _AREA.finditer(text))
                continue
            for name in _declared(source, start, end, lanes, remembered):
                found.declared.setdefault(name.name, name)
    return Names(found.declared, found.rules, tuple(areas), (*lanes, "green"))


def _declared(
    source: Source, start: int, end: int, lanes: dict[str, None], remembered: Remembered | None
) -> Iterator[Declared]:
    text = source.text[start:end].strip()
    try:
        items = read_piece(source, start, end, limits_of(remembered), remembered).items
    except Unreadable:
        named = _NAMED.match(source.text, start, end)
        if named:
            span = source.span(named.start("name"), named.end("name"))
            yield Declared(tidy(named["name"]), DECLARING[named["kind"]], text, span, None)
        return
    for item in items:
        if isinstance(item, s.Header):
            lanes.update((line.name, None) for line in item.lines if isinstance(line, s.LaneLine))
        kind = _KINDS.get(type(item))
        if kind and not isinstance(item, s.Header | s.Rule | s.Rates):
            yield Declared(item.name.text, kind, source.slice(item.span), item.name.span, item)
