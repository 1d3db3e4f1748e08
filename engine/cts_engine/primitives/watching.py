"""Watch lists, prepared so that a name is looked for once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cts_engine.likeness import name_likeness
from cts_engine.primitives.guarding import Memory
from cts_engine.primitives.parties import known
from cts_grammar.vocabulary import as_is


class Watchlist:
    """Names and identifiers, and how alike a name must be."""

    __slots__ = ("_identifiers", "_is_like", "_names", "_threshold")

    def __init__(self, names: Iterable[str], identifiers: Iterable[str], threshold: float) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._identifiers = frozenset(identifiers)
        self._threshold = threshold
        self._is_like = Memory(self._find)

    def _find(self, name: str) -> bool:
        return any(name_likeness(name, listed) >= self._threshold for listed in self._names)

    def name(self, text: str | None) -> bool | None:
        """Whether a name is like one of those listed."""
        answer: bool | None = self._is_like[text]
        return answer

    def identifier(self, text: str | None) -> bool | None:
        """Whether an identifier equals one of those listed."""
        plain = as_is(text) if text else None
        return None if plain is None else plain in self._identifiers

    def party(self, fact: Any) -> bool | None:
        """Whether a party is listed by either."""
        found = known(fact)
        if found.id and found.id in self._identifiers:
            return True
        return self.name(fact.name) if found.name else None
