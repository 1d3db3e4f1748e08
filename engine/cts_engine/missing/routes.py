"""What a question about a route waits for: the places that could make a difference, found by going along the route.

Of what was passed so far only the number of steps that are met matters, so that every way that the unknown places could
turn out is followed at once. Two ways that differ in one place only tell whether that place matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cts_engine.facts import Listing
from cts_engine.missing.prospects import NEVER, Open, Prospect
from cts_engine.missing.scope import Scope
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import Passes

Meets = frozenset[int]
"""The steps that a place meets, by position."""
Ways = frozenset[Meets]
"""How one place could turn out."""
Pair = tuple[int, int]
"""How many steps are met on one way and on another."""


def passes(scope: Scope, node: Passes, trace: Trace) -> Prospect:
    """The fields and the list that could change the answer, whatever the others turn out to be."""
    found = trace.listing or Listing(unknown="missing")
    if found.unknown == "too long":
        return NEVER
    road = _Road(node, trace.readings, found)
    matters = {
        node.first.field.name: road.first_matters(),
        node.via.relation.plural: road.list_matters(),
        node.last.field.name: road.last_matters(),
    }
    return Open([name for name, does in matters.items() if does])


class _Road:
    """The places of a route, each with the ways that it could turn out."""

    def __init__(self, node: Passes, readings: Sequence[Reading], found: Listing) -> None:
        self.wanted = len(node.steps)
        self.steps = [frozenset(str(code.value) for code in step) for step in node.steps]
        self.known = {code: self.met_by(code) for step in self.steps for code in step}
        self.first, *self.via, self.last = (self.ways(r.got if isinstance(r.got, str) else "") for r in readings)
        self.gap = bool(found.unknown) or not found.complete
        self.anything = self.ways("")

    def met_by(self, place: str) -> Meets:
        """The steps that have the place or one above it."""
        above = [place[:length] for length in range(1, len(place) + 1)]
        return frozenset(n for n, step in enumerate(self.steps) if any(code in step for code in above))

    def ways(self, place: str) -> Ways:
        """As what it is, or as anything below it; below nothing lies everything."""
        return frozenset({self.met_by(place), *(met for code, met in self.known.items() if code.startswith(place))})

    def along(self, pairs: Iterable[Pair], ways: Ways) -> set[Pair]:
        """Both ways past one and the same place."""
        return {(a + (a in met), b + (b in met)) for a, b in pairs for met in ways}

    def between(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Both ways past one and the same list. Its missing part may lie anywhere in it."""
        here = self.past_the_gap(set(pairs))
        for ways in self.via:
            here = self.past_the_gap(self.along(here, ways))
        return here

    def past_the_gap(self, pairs: set[Pair]) -> set[Pair]:
        """Past any number of unknown places, where there may be some."""
        while self.gap:
            more = self.along(pairs, self.anything) - pairs
            if not more:
                break
            pairs |= more
        return pairs

    def first_matters(self) -> bool:
        """Whether two values of the first place could lead to two answers."""
        apart = {(int(0 in one), int(0 in other)) for one in self.first for other in self.first}
        return self.differ(self.along(self.between(apart), self.last))

    def list_matters(self) -> bool:
        """The same of two lists."""
        apart: set[Pair] = set()
        for start in self.along({(0, 0)}, self.first):
            reached = {a for a, _ in self.between({start})}
            apart |= {(a, b) for a in reached for b in reached}
        return self.differ(self.along(apart, self.last))

    def last_matters(self) -> bool:
        """The same of two values of the last place."""
        reached = {a for a, _ in self.between(self.along({(0, 0)}, self.first))}
        return any(
            self.differ({(a + (a in one), a + (a in o)) for one in self.last for o in self.last}) for a in reached
        )

    def differ(self, pairs: Iterable[Pair]) -> bool:
        """Whether one way meets all steps where the other does not."""
        return any((a == self.wanted) is not (b == self.wanted) for a, b in pairs)
