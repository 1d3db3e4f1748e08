"""The past of an example: the earlier consignments, the findings and the earlier versions that it states."""

from __future__ import annotations

from typing import Any

import msgspec

from cts_engine import clock
from cts_engine.history import EmptyHistory, History, Own, Recollection, Unknown, Version, Weigh
from cts_grammar.checked import About, Example, Past, StatedEarlier
from cts_rules.history.keys import asked
from cts_rules.history.matching import Record, earlier, summary_of
from cts_rules.history.moments import as_instant
from cts_rules.history.within import WithinManifest
from cts_rules.manifest.model import Consignment, Manifest
from cts_rules.manifest.staging import staged_as

A_DAY = clock.DAY
"""How long before the example's own moment something came that does not say when."""

_EMPTY = EmptyHistory()

UNDATED = "2000-01-02"
"""The moment of an example of which no date is known at all."""


class StatedHistory:
    """What came before the consignment of an example, seen from the moment that it is judged by."""

    def __init__(self, example: Example, judged: str) -> None:
        self._now = as_instant(judged or UNDATED)
        past = example.past
        self._consignments = [self._record(stated) for stated in past.consignments]
        self._findings = [self._record(stated) for stated in past.findings]
        self._versions = sorted((self._record(stated) for stated in past.versions), key=lambda record: record.received)

    def recall(
        self, question: Past, manifest: Manifest, consignment: Consignment, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """The answer out of what is stated; what is not stated never came."""
        records = self._findings if question.about is About.FINDINGS else self._consignments
        if not records:  # whatever it would have to be asked by
            return _EMPTY.recall(question, manifest, consignment)
        wanted = asked(question, manifest, consignment, own)
        if wanted.missing:
            return Unknown(missing=wanted.missing)
        found = earlier(question, records, wanted, self._now, manifest, consignment)
        if found is None:
            return Unknown(reason="the moment of receipt is not known")
        return summary_of(question, found, wanted, weigh)

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """The earlier versions, oldest first; of those stated with the same moment, in their order."""
        before = (record for record in self._versions if record.received < self._now)
        return tuple(Version(record.manifest, record.consignment, record.received) for record in before)

    def _record(self, stated: StatedEarlier) -> Record:
        received = as_instant(stated.received) if stated.received else self._a_day_before()
        manifest, consignment = staged_as(stated.outer, stated.root)
        return Record(msgspec.structs.replace(manifest, received=received), consignment, received)

    def _a_day_before(self) -> str:
        now = clock.seconds(self._now)
        return clock.instant(max(now[0] - A_DAY, A_DAY)) if now else ""


def past_of(example: Example, judged: str) -> History:
    """The past of an example, with the consignments of its own manifest."""
    return WithinManifest(StatedHistory(example, judged))
