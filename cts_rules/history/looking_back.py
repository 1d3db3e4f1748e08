"""Earlier consignments read back from the store and looked at one by one, for what the store cannot answer itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from cts_engine.history import Weigh
from cts_engine.values import Partial
from cts_grammar.checked import Past
from cts_rules.history.keys import Asked, agrees
from cts_rules.history.matching import Record, weighed
from cts_rules.history.summing import Found
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.store.manifests import filed_as

MOST_KEPT = 20_000
"""Consignments, and answers about one of them, that are kept at hand for the next question."""


class LookingBack:
    """What has been read back while one message is assessed: its consignments have much of their past in common."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._records: dict[int, Record] = {}
        self._manifests: dict[int, Manifest] = {}
        self._found: dict[tuple[int, int], Found] = {}
        self._questions: dict[int, Past] = {}
        """By their identity, which stands for them above."""

    def found(self, question: Past, ids: Sequence[int], wanted: Asked, weigh: Weigh | None) -> list[Found]:
        """Those of the consignments that agree in every key, as the question looks at them."""
        self._make_room(len(ids))
        self._read([id_ for id_ in ids if id_ not in self._records])
        self._questions[id(question)] = question
        return [
            self._weighed(question, id_, weigh)
            for id_ in ids
            if agrees(question, wanted, self._records[id_].manifest, self._records[id_].consignment)
        ]

    def _weighed(self, question: Past, id_: int, weigh: Weigh | None) -> Found:
        known = (id(question), id_)
        if known not in self._found:
            self._found[known] = weighed(question, self._records[id_], weigh)
        return self._found[known]

    def _make_room(self, wanted: int) -> None:
        if len(self._records) + wanted > MOST_KEPT or len(self._found) + wanted > MOST_KEPT:
            for kept in (self._records, self._manifests, self._found, self._questions):
                kept.clear()

    def _read(self, ids: Sequence[int]) -> None:
        decode = msgspec.json.Decoder(Consignment).decode
        for chunk in _chunks(ids):
            for row in filed_as(self._connection, chunk):
                if row.manifest_id not in self._manifests:
                    head = msgspec.convert(row.head, Manifest)  # what stands beside it there is not read back
                    self._manifests[row.manifest_id] = msgspec.structs.replace(head, consignments=Partial())
                manifest = self._manifests[row.manifest_id]
                self._records[row.id] = Record(manifest, decode(row.model), row.received)


def _chunks(ids: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
