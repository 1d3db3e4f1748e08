"""Questions about the consignments of one manifest, which is at hand: no store is needed for them.

The consignments are looked up by what they are asked by, not gone through, and the answer to a question is the same for
all that are asked by the same: a manifest of many thousand consignments is gone through once for each question.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec

from cts_engine.history import History, Own, Recollection, Unknown, Version, Weigh
from cts_grammar.checked import About, OfEach, Past
from cts_rules.history.identity import Value
from cts_rules.history.keys import Asked, Key, asked, rows_of
from cts_rules.history.matching import Record, weighed
from cts_rules.history.summing import Found, summed
from cts_rules.manifest.model import Consignment, Manifest

Rows = tuple[tuple[Value, ...], ...]


class WithinManifest:
    """A history that also knows the manifest of what is assessed."""

    def __init__(self, past: History) -> None:
        self._past = past
        self._manifest: _Manifest | None = None

    def recall(
        self, question: Past, manifest: Manifest, consignment: Consignment, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """The answer, out of the manifest where that is asked."""
        if question.about is not About.MANIFEST:
            return self._past.recall(question, manifest, consignment, own, weigh)
        if not manifest.consignments:  # a manifest that does not say what it holds holds this one
            return _Manifest(msgspec.structs.replace(manifest, consignments=(consignment,))).put(
                question, consignment, own, weigh
            )
        if self._manifest is None or self._manifest.itself is not manifest:
            self._manifest = _Manifest(manifest)
        return self._manifest.put(question, consignment, own, weigh)

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """What the past knows."""
        return self._past.versions(manifest, consignment)


class _Manifest:
    """One manifest, its consignments by key."""

    def __init__(self, manifest: Manifest) -> None:
        self.itself = manifest
        self._by_key: dict[str, dict[Value, set[int]]] = {}
        self._answers: dict[tuple[int, Rows, bool], Recollection | Unknown] = {}
        self._found: dict[tuple[int, int], Found] = {}
        self._questions: dict[int, Past] = {}
        """By their identity, which stands for them above: two rulebooks may mean different things by the same words."""

    def put(self, question: Past, consignment: Consignment, own: Own, weigh: Weigh | None) -> Recollection | Unknown:
        """The answer for one of its consignments."""
        wanted = asked(question, self.itself, consignment, own)
        if wanted.missing:
            return Unknown(missing=wanted.missing)
        return self.answer(question, wanted, weigh)

    def answer(self, question: Past, wanted: Asked, weigh: Weigh | None) -> Recollection | Unknown:
        """The same for all that are asked by the same."""
        self._questions[id(question)] = question
        known = (id(question), wanted.rows, wanted.whole)
        if known not in self._answers:
            found = [self._weighed(question, position, weigh) for position in self._agreeing(question, wanted)]
            self._answers[known] = summed(question, found, complete=wanted.whole)
        return self._answers[known]

    def _agreeing(self, question: Past, wanted: Asked) -> list[int]:
        """Positions of the consignments that agree in every key."""
        having = [self._having(key, rows) for key, rows in zip(question.keys, wanted.rows, strict=True)]
        if not having:
            return list(range(len(self.itself.consignments)))
        fewest, *others = sorted(having, key=len)
        return sorted(fewest.intersection(*others))

    def _having(self, key: Key, rows: tuple[Value, ...]) -> set[int]:
        """Positions of the consignments that agree in one key; not to be changed."""
        index = self._index(key)
        if len(rows) == 1:
            return index.get(rows[0], set())
        return set().union(*(index.get(row, ()) for row in rows))

    def _index(self, key: Key) -> dict[Value, set[int]]:
        field = key.value.field if isinstance(key, OfEach) else key.field
        name = f"{field.of} {field.name}"
        if name not in self._by_key:
            index: dict[Value, set[int]] = defaultdict(set)
            for position, consignment in enumerate(self.itself.consignments):
                for row in rows_of(key, self.itself, consignment):
                    index[row].add(position)
            self._by_key[name] = index
        return self._by_key[name]

    def _weighed(self, question: Past, position: int, weigh: Weigh | None) -> Found:
        known = (id(question), position)
        if known not in self._found:
            record = Record(self.itself, self.itself.consignments[position], "")
            self._found[known] = weighed(question, record, weigh)
        return self._found[known]
