"""What was read before is not read again: the parse of each declaration and rule, kept by its text.

A book of a thousand rules of which one was edited is so read in a tenth of the time.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.source import Source, Span
from cts_grammar.syntax import Item

KEPT_CHARACTERS = 4_000_000
"""Of the texts whose parse is kept; the tree of a text takes some thirty times its place."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A piece, where it stood when it was read, and what it says."""

    path: str
    start: int
    line: int
    items: tuple[Item, ...]


class Remembered:
    """Pieces that could be read within the limits, the least used given up first; for threads."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS, kept: int = KEPT_CHARACTERS) -> None:
        self.limits = limits
        self._kept = kept
        self._size = 0
        self._read: OrderedDict[str, _Read] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def kept_characters(self) -> int:
        """Of the texts whose parse is kept."""
        return self._size

    def items(self, source: Source, start: int, end: int) -> tuple[Item, ...] | None:
        """What the piece says, standing where it stands now; None where it is not known."""
        text = source.text[start:end]
        with self._lock:
            found = self._read.get(text)
            if found is None:
                return None
            self._read.move_to_end(text)
        line, _ = source.position(start)
        if (found.path, found.start, found.line) == (source.path, start, line):
            return found.items
        moved: tuple[Item, ...] = _moved(found.items, source.path, start - found.start, line - found.line)
        with self._lock:
            if text in self._read:
                self._read[text] = _Read(source.path, start, line, moved)
        return moved

    def keep(self, source: Source, start: int, end: int, items: tuple[Item, ...]) -> None:
        """Keeps what a piece says. It begins a line."""
        text = source.text[start:end]
        line, _ = source.position(start)
        with self._lock:
            if text not in self._read:
                self._size += len(text)
            self._read[text] = _Read(source.path, start, line, items)
            while self._size > self._kept:
                given_up, _ = self._read.popitem(last=False)
                self._size -= len(given_up)


def limits_of(remembered: Remembered | None) -> Limits:
    """The limits under which something is remembered; the ordinary ones where nothing is."""
    return remembered.limits if remembered is not None else DEFAULT_LIMITS


def _moved(node: Any, path: str, by: int, lines: int) -> Any:
    """The same tree with every span shifted."""
    kind = type(node)
    if kind is str or kind is int or kind is bool or node is None:
        return node
    if kind is Span:
        a, b = node.start + by, node.end + by
        return Span(path, a, b, node.line + lines, node.column, node.end_line + lines, node.end_column)
    if kind is tuple:
        return tuple([_moved(part, path, by, lines) for part in node]) if node else node
    return kind(*[_moved(getattr(node, name), path, by, lines) for name in kind.__slots__])
