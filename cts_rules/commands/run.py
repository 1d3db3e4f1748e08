"""One run of a rulebook over manifests, for whoever writes its results down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cts_rules.commands.past import drawing, past
from cts_rules.commands.progress import counted
from cts_rules.commands.shared import now, settings

if TYPE_CHECKING:
    from cts_engine.assess import Explain
    from cts_engine.compile import CompiledRulebook
    from cts_rules.evaluation.contract import ConsignmentResult, Found
    from cts_rules.readers.reading import ReadManifest
    from cts_rules.store.places import Place


class Run:
    """One call of `evaluate`: its manifests one after the other, its consignments one at a time."""

    def __init__(
        self,
        book: CompiledRulebook,
        files: tuple[str, ...],
        explained: Explain,
        received: str | None,
        store: Place | None = None,
    ) -> None:
        self.book = book
        self.files = files
        self.explained: Explain = explained
        self.received = received
        self.store = store
        """Where to ask about earlier consignments."""
        self.failed = False
        """Whether a file could not be read."""

    def manifests(self) -> Iterator[tuple[int, str, ReadManifest, str]]:
        """(index, file, manifest, received) of all that can be read."""
        from cts_rules.commands.documents import label, manifests_in

        index = 0
        for file in self.files:
            found = manifests_in(file, self.received)
            if found is None:
                self.failed = True
                continue
            for read in found:
                own = read.manifest.received
                yield index, label(file), read, own if isinstance(own, str) else now()
                index += 1

    def consignments(self, read: ReadManifest, received: str, found: list[Found]) -> Iterator[ConsignmentResult]:
        """Each consignment's result; what assessing finds is added to `found`."""
        from cts_rules.evaluation.results import consignment_results
        from cts_rules.evaluation.run_time import RunTime

        limits, run = settings().evaluation, RunTime(settings().run.run_seconds)
        with past(self.store, received) as history:
            results = consignment_results(
                self.book, read.manifest, received, self.explained, limits, found, history, run, drawing(self.store)
            )
            yield from counted(results, len(read.manifest.consignments), "assessing")
