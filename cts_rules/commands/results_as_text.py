"""Results for people: consignments by lane, the most severe first, each with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

from cts_engine.display import plain_text
from cts_rules.commands.terminal import tell
from cts_rules.evaluation.contract import ConsignmentResult, Found
from cts_rules.evaluation.results import findings_of, readable

if TYPE_CHECKING:
    from cts_rules.commands.run import Run

COLOURS = {"red": "red", "amber": "yellow", "yellow": "yellow", "orange": "yellow", "green": "green"}
KEPT = 1_000
"""Consignments of a lane that are listed, those with the highest scores; all are counted, and the JSON has all."""


def write_text(run: Run, green: bool) -> None:
    """Writes one part for each manifest."""
    lanes = [Lane(lane.name) for lane in run.book.lanes] + [Lane("green", kept=KEPT if green else 0)]
    for _, file, read, received in run.manifests():
        number = readable(read.manifest.manifest_number) or "without a number"
        vessel = readable(read.manifest.vessel_name) or readable(read.manifest.flight_number)
        on = f" on {plain_text(vessel)}" if vessel else ""
        tell(f"\n{plain_text(file)}: manifest {plain_text(number)}{on}, received {received}, {read.format}")
        sorted_in = {lane.name: lane.emptied() for lane in lanes}
        outside = 0
        undecided: Counter[str] = Counter()
        found = findings_of(read)
        for result in run.consignments(read, received, found):
            undecided.update(u.rule for u in result.undecided)
            if result.lane is None:
                outside += 1
            else:
                sorted_in.setdefault(result.lane, Lane(result.lane)).take(result)
        for lane in sorted_in.values():
            _write_lane(lane)
        _write_counts(found, undecided, outside)


class Lane:
    """The consignments of one lane."""

    def __init__(self, name: str, kept: int = KEPT) -> None:
        self.name = name
        self.count = 0
        self._kept = kept
        self._highest: list[tuple[float, int, ConsignmentResult]] = []

    def emptied(self) -> Lane:
        """The same for another manifest."""
        return Lane(self.name, self._kept)

    def take(self, result: ConsignmentResult) -> None:
        """Counts a consignment, and keeps it if it is among the highest."""
        self.count += 1
        entry = (result.score, -result.index, result)
        if len(self._highest) < self._kept:
            heappush(self._highest, entry)
        elif self._highest:
            heappushpop(self._highest, entry)

    def listed(self) -> list[ConsignmentResult]:
        """Those that are kept, the highest first."""
        return [result for _, _, result in sorted(self._highest, reverse=True)]


def _write_lane(lane: Lane) -> None:
    tell(f"{lane.name} {lane.count}", fg=COLOURS.get(lane.name, "magenta"), bold=True)
    listed = lane.listed()
    for result in listed:
        _write_consignment(result)
    if listed and lane.count > len(listed):
        tell(f"  … and {lane.count - len(listed)} more; --json has all")


def _write_consignment(result: ConsignmentResult) -> None:
    document = plain_text(result.document or "") or f"consignment {result.index + 1}"
    tell("  ".join(filter(None, (f"  {document}", f"score {result.score:g}", ", ".join(result.actions)))))
    if result.random_selection == "selected":
        tell("    selected at random: no rule asks for it")
    for fired in sorted(result.fired, key=lambda f: (f.shadow, -abs(f.score))):
        mark = "shadow " if fired.shadow else ""
        points = f" {fired.score:+g}" if fired.score else ""
        tell(f"    {mark}{fired.rule}{points}  {fired.title}")
        for line in (fired.message or "").splitlines():
            tell(f"        {line}")
        if fired.exemptions_unchecked:
            tell(f"        not checked for want of data: {', '.join(fired.exemptions_unchecked)}")
    for u in result.undecided:
        why = f" for want of {', '.join(u.missing)}" if u.missing else f": {u.reason}" if u.reason else ""
        tell(f"    {u.rule} undecided{why}", dim=True)


def _write_counts(found: Iterable[Found], undecided: Counter[str], outside: int) -> None:
    codes = Counter(f.code for f in found)
    if outside:
        tell(f"not for this rulebook: {outside}")
    if undecided:
        tell("undecided: " + ", ".join(f"{rule} {n}" for rule, n in undecided.most_common()))
    if codes:
        tell("findings: " + ", ".join(f"{code} {n}" for code, n in codes.most_common()))
