"""What was read before is not read again: the parse of each declaration and rule, kept by its text.

A book of a thousand rules of which one was edited is so read in a tenth of the time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from operator import is_not
from typing import Any, TypeVar

from cts_grammar.diagnostics import Kind
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.source import Span
from cts_grammar.syntax import Item

KEPT_CHARACTERS = 4_000_000
"""Of the texts whose parse is kept; the tree of a text takes some thirty times its place."""
KEPT_BOOKS = 4
"""Rulebooks whose checked rules are kept."""

Node = TypeVar("Node")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of a file stands. It begins a line."""

    path: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Read:
    """What a piece says, standing where it stood when it was read."""

    place: Place
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a file, and what it says."""

    text: str
    place: Place
    read: Read

    @property
    def items(self) -> tuple[Item, ...]:
        """Standing where the piece stands now."""
        return moved(self.read.items, self.read.place, self.place)


class Remembered:
    """Pieces that could be read within the limits, the least used given up first; for threads."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS, kept: int = KEPT_CHARACTERS) -> None:
        self.limits = limits
        self._kept = kept
        self._size = 0
        self._read: OrderedDict[str, Read] = OrderedDict()
        self._books: OrderedDict[object, Any] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def kept_characters(self) -> int:
        """Of the texts whose parse is kept."""
        return self._size

    @property
    def most_characters(self) -> int:
        """Of the texts that may be kept."""
        return self._kept

    def read(self, text: str) -> Read | None:
        """What the piece says; None where it is not known."""
        with self._lock:
            found = self._read.get(text)
            if found is not None:
                self._read.move_to_end(text)
            return found

    def keep(self, text: str, read: Read) -> None:
        """Keeps what a piece says."""
        with self._lock:
            if text not in self._read:
                self._size += len(text)
            self._read[text] = read
            while self._size > self._kept:
                given_up, _ = self._read.popitem(last=False)
                self._size -= len(given_up)

    def book(self, key: object) -> Any:
        """What was kept of a rulebook under that key; None where nothing is."""
        with self._lock:
            found = self._books.get(key)
            if found is not None:
                self._books.move_to_end(key)
            return found

    def keep_book(self, key: object, kept: object) -> None:
        """Keeps something of a rulebook in the place of what was kept before; of the latest rulebooks only."""
        with self._lock:
            self._books[key] = kept
            self._books.move_to_end(key)
            while len(self._books) > KEPT_BOOKS:
                self._books.popitem(last=False)


def limits_of(remembered: Remembered | None) -> Limits:
    """The limits under which something is remembered; the ordinary ones where nothing is."""
    return remembered.limits if remembered is not None else DEFAULT_LIMITS


def moved(node: Node, before: Place, now: Place) -> Node:
    """The same tree with every span that lay in the piece shifted with it, the rest of it as it is."""
    if (before.path, before.start, before.line) == (now.path, now.start, now.line):
        return node
    found: Node = _Move(before, now).of(node)
    return found


class _Move:
    """One piece from one place to another."""

    def __init__(self, before: Place, now: Place) -> None:
        self.path, self.start, self.end = before.path, before.start, before.end
        self.now = now.path
        self.by, self.lines = now.start - before.start, now.line - before.line

    def of(self, node: Any) -> Any:
        kind = type(node)
        if kind is Span:
            if node.path != self.path or not self.start <= node.start < self.end:
                return node
            a, b = node.start + self.by, node.end + self.by
            first, last = node.line + self.lines, node.end_line + self.lines
            return Span(self.now, a, b, first, node.column, last, node.end_column)
        if kind is tuple:
            parts = tuple([self.of(part) for part in node])
            return parts if any(map(is_not, parts, node)) else node
        names = _held.get(kind)
        if names is None:
            names = _held[kind] = _names(kind)
        old = [getattr(node, name) for name, _ in names]
        new = [self.of(part) if here else part for part, (_, here) in zip(old, names, strict=True)]
        return kind(*new) if any(map(is_not, new, old)) else node


_held: dict[type, tuple[tuple[str, bool], ...]] = {}


def _names(kind: type) -> tuple[tuple[str, bool], ...]:
    """The attributes of a kind of node, and whether a span may lie in them; none where it holds no span."""
    if kind.__module__ not in _TREES or kind is Kind:
        return ()
    data = _DATA if kind.__module__ == "cts_grammar.checked" else ()
    return tuple((name, name not in data) for name in getattr(kind, "__dataclass_fields__", {}))


_DATA = frozenset({"rows", "entries", "dated", "default", "exchange", "field", "relation", "type", "derivation"})
"""Of a checked node: what is none of the rule's own words, but stands in a declaration, a file or the vocabulary."""

_TREES = frozenset({"cts_grammar.syntax", "cts_grammar.checked", "cts_grammar.diagnostics"})
"""Where the nodes are declared that stand somewhere."""
