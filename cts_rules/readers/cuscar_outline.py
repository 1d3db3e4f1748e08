"""The parts of a CUSCAR message: who owns a segment is told by what stands before it, whatever the segment table says.

Header, equipment and consignments are told apart by their first segments (EQD, CNI). Within a consignment a segment
belongs to the goods item, party, equipment or leg of transport that was opened last and can have such a segment, and
otherwise to the consignment. A document reference after goods or parties opens the next house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cts_rules.readers.cuscar_codes import BILLS, HOUSE_DOCUMENTS, MASTER_DOCUMENTS
from cts_rules.readers.edifact_segments import Segment

Group = list[Segment]
"""A segment that opens something, with what belongs to it."""

DOCUMENTS = {code: level for level, codes in enumerate((MASTER_DOCUMENTS, BILLS, HOUSE_DOCUMENTS)) for code in codes}
HOUSE_LEVEL = 2

_OPENS = {"GID": "items", "NAD": "parties", "EQD": "equipment", "TDT": "legs"}
_OF_ITEM = ("PAC", "HAN", "FTX", "MEA", "MOA", "SGP", "DGS", "PCI", "CST", "GIS", "GEI", "DOC", "QTY", "LOC", "RFF")
_OF_EQUIPMENT = ("TSR", "MEA", "DIM", "SEL", "TMP", "RNG", "GIS", "GEI", "LOC", "EQA", "FTX", "HAN", "DGS")
_BELONGS = {
    "items": frozenset([*_OF_ITEM, "DIM", "TMP", "RNG", "GDS", "CUX"]),
    "parties": frozenset(["RFF", "CTA", "COM"]),
    "equipment": frozenset(_OF_EQUIPMENT),
    "legs": frozenset(["LOC", "DTM", "RFF"]),
}
_BELONGS_TO_LISTED_EQUIPMENT = frozenset([*_OF_EQUIPMENT, "NAD", "CTA", "COM", "RFF"])


@dataclass(slots=True)
class House:
    """What one transport document of a consignment group covers."""

    references: Group = field(default_factory=list)
    """RFF of documents."""
    own: Group = field(default_factory=list)
    """Segments of the consignment itself."""
    legs: list[Group] = field(default_factory=list)
    parties: list[Group] = field(default_factory=list)
    items: list[Group] = field(default_factory=list)
    equipment: list[Group] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether it has neither parties nor goods nor equipment."""
        return not (self.parties or self.items or self.equipment)

    def absorb(self, other: House) -> None:
        """Take over what the other one has, before what is here."""
        for name in ("references", "own", "legs", "parties", "items", "equipment"):
            getattr(self, name)[:0] = getattr(other, name)


@dataclass(slots=True)
class ConsignmentGroup:
    """A CNI with all that follows until the next: one house, or several under one master."""

    cni: Segment
    segments: Group
    """All of it, in order."""
    common: House
    """What stands before the first house, where there are several."""
    houses: list[House]


@dataclass(slots=True)
class Header:
    """What stands before equipment and consignments, and the totals and the rest behind them."""

    segments: Group = field(default_factory=list)
    own: Group = field(default_factory=list)
    legs: list[Group] = field(default_factory=list)
    parties: list[Group] = field(default_factory=list)
    totals: Group = field(default_factory=list)
    """CNT of the whole message."""


class Outline:
    """Sorts the segments of a message into its parts, and hands on each part as soon as it is complete."""

    def __init__(
        self, on_equipment: Callable[[Group], None], on_consignment: Callable[[ConsignmentGroup], None]
    ) -> None:
        self.header = Header()
        self._on_equipment = on_equipment
        self._on_consignment = on_consignment
        self._equipment: Group = []
        self._consignment: _OpenConsignment | None = None
        self._over = False
        self._consignments = 0

    def add(self, segment: Segment) -> None:
        """Take the next segment."""
        tag = segment.tag
        if tag == "CNI":
            self._close()
            self._consignment = _OpenConsignment(segment)
            self._consignments += 1
        elif tag in ("AUT", "UNT", "UNS") or self._over:
            self._close(last=True)
            self._over = self._over or tag != "UNS" or segment.part(1).upper() == "S"
            self._of_message(segment)
        elif self._consignment is not None:
            self._consignment.add(segment)
        elif tag == "EQD":
            self._close()
            self._equipment = [segment]
        elif self._equipment and tag in _BELONGS_TO_LISTED_EQUIPMENT:
            self._equipment.append(segment)
        else:
            self._of_message(segment)

    def close(self) -> None:
        """The message is over."""
        self._close(last=True)

    def _close(self, last: bool = False) -> None:
        if self._equipment:
            self._on_equipment(self._equipment)
            self._equipment = []
        if self._consignment is not None:
            totals = self._consignment.totals_behind_goods
            if last and self._consignments > 1 and not self.header.totals:
                # Later directories put the totals of the message at its end, where the last consignment seems to go on.
                self.header.totals.extend(totals)
                self.header.segments.extend(totals)
                totals.clear()
            self._on_consignment(self._consignment.group())
            self._consignment = None

    def _of_message(self, segment: Segment) -> None:
        header = self.header
        header.segments.append(segment)
        if segment.tag == "CNT":
            header.totals.append(segment)
        elif segment.tag in ("TDT", "NAD"):
            (header.legs if segment.tag == "TDT" else header.parties).append([segment])
        elif segment.tag in ("LOC", "DTM") and header.legs and not self._over:
            header.legs[-1].append(segment)
        elif segment.tag in ("CTA", "COM") and header.parties:
            header.parties[-1].append(segment)
        else:
            header.own.append(segment)


class _OpenConsignment:
    """A consignment group while its segments come in."""

    def __init__(self, cni: Segment) -> None:
        self.totals_behind_goods: Group = []
        self._cni = cni
        self._segments = [cni]
        self._common = House()
        self._houses: list[House] = []
        self._open: Group | None = None
        self._kind = ""

    @property
    def _house(self) -> House:
        return self._houses[-1] if self._houses else self._common

    def add(self, segment: Segment) -> None:
        tag = segment.tag
        if tag == "CNT" and self._house.items:
            self.totals_behind_goods.append(segment)
            return
        self._segments.append(segment)
        if tag == "RFF" and segment.part(1).upper() in DOCUMENTS and segment.part(1, 1):
            self._refer(segment)
        elif tag in _OPENS:
            self._open, self._kind = [segment], _OPENS[tag]
            getattr(self._house, self._kind).append(self._open)
        elif self._open is not None and tag in _BELONGS[self._kind]:
            self._open.append(segment)
        else:
            self._house.own.append(segment)
            if tag in ("GIS", "CPI", "CUX", "CNT", "RFF"):
                self._open = None

    def group(self) -> ConsignmentGroup:
        self._house.own.extend(self.totals_behind_goods)
        houses = list(_merged(self._houses)) or [self._common]
        if len(houses) > 1:
            for bare in [house for house in houses if house.bare]:
                self._common.absorb(bare)
            houses = [house for house in houses if not house.bare] or houses[-1:]
        if len(houses) == 1:
            if houses[0] is not self._common:
                houses[0].absorb(self._common)
            self._common = House()
        return ConsignmentGroup(self._cni, [*self._segments, *self.totals_behind_goods], self._common, houses)

    def _refer(self, segment: Segment) -> None:
        if self._begins_house(segment):
            following = House()
            if not self._houses:
                for name in _OPENS.values():
                    setattr(following, name, getattr(self._common, name))
                    setattr(self._common, name, [])
            self._houses.append(following)
        self._house.references.append(segment)
        self._open = None

    def _begins_house(self, segment: Segment) -> bool:
        """Whether a document reference opens a house: the first one does, one below those of a house that has nothing
        yet (a bill under its master), and one of the same level or a house bill once there are parties or goods."""
        if not self._houses:
            return True
        house = self._house
        level = DOCUMENTS[segment.part(1).upper()]
        levels = [DOCUMENTS[reference.part(1).upper()] for reference in house.references]
        if house.bare:
            return level > max(levels)
        if segment.part(1, 1) in {reference.part(1, 1) for reference in house.references}:
            return False
        return level == HOUSE_LEVEL or any(known >= level for known in levels)


def _merged(houses: list[House]) -> Iterator[House]:
    """Parties under one reference and goods under the next are one consignment in two halves."""
    waiting: House | None = None
    for house in houses:
        if waiting is not None:
            if waiting.items or house.parties:
                yield waiting
            else:
                house.absorb(waiting)
        waiting = house
    if waiting is not None:
        yield waiting
