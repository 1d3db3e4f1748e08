"""What one house says: its own segments first, then those that stand before all houses of its CNI."""

from __future__ import annotations

from collections.abc import Sequence

from cts_rules.readers import cuscar_codes
from cts_rules.readers.cuscar_context import first, taken
from cts_rules.readers.cuscar_outline import ConsignmentGroup, House
from cts_rules.readers.edifact_segments import Segment


class HouseSegments:
    """Look-ups by tag and qualifier; what is picked is marked as mapped."""

    def __init__(self, group: ConsignmentGroup, house: House) -> None:
        self.group = group
        self.house = house
        self._own = _by_tag(house)
        self._common = _by_tag(group.common)
        cux = self.any("CUX")
        self.currency = cux.part(1, 1) if cux else ""
        """Of amounts that name none."""

    def own(self, tag: str) -> list[Segment]:
        """Its own segments of a tag."""
        return self._own.get(tag, [])

    def all(self, tag: str) -> list[Segment]:
        """Its own segments of a tag, then the common ones."""
        return [*self._own.get(tag, ()), *self._common.get(tag, ())]

    def nearest(self, tag: str) -> list[Segment]:
        """Its own segments of a tag, or the common ones where it has none."""
        return self._own.get(tag) or self._common.get(tag) or []

    def pick(self, tag: str, qualifiers: Sequence[str]) -> Segment | None:
        """The segment of the most preferred qualifier, its own before a common one."""
        return taken(first(self.own(tag), qualifiers) or first(self._common.get(tag, ()), qualifiers))

    def any(self, tag: str) -> Segment | None:
        """The first segment of a tag, its own before a common one."""
        return taken(next(iter(self.nearest(tag)), None))

    def total(self, qualifiers: Sequence[str]) -> Segment | None:
        """A declared total of this house; one that stands before several houses is nobody's."""
        return taken(first([segment for segment in self.own("CNT") if segment.part(1, 1)], qualifiers))


def _by_tag(house: House) -> dict[str, list[Segment]]:
    """What a house says of itself, the places and dates of its main carriage included."""
    tags: dict[str, list[Segment]] = {}
    main = [segment for leg in house.legs if leg[0].part(1) in cuscar_codes.MAIN_CARRIAGE for segment in leg[1:]]
    for segment in (*house.own, *main):
        tags.setdefault(segment.tag, []).append(segment)
    return tags
