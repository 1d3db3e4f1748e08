"""What a question about a route waits for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cts_engine.facts import Listing
from cts_engine.interpreter.routing import answer
from cts_engine.missing.prospects import NEVER, Open, Prospect
from cts_engine.missing.scope import Scope
from cts_engine.trace import Trace
from cts_grammar.checked import Passes


def passes(scope: Scope, node: Passes, trace: Trace) -> Prospect:
    """The places that could make a difference, whatever the other unknown ones turn out to be."""
    found = trace.listing or Listing(unknown="missing")
    if found.unknown == "too long":
        return NEVER
    unknown = _unknown(node, trace, found)
    return Open([name for name in unknown if _matters(name, unknown, node, trace, found)])


def _unknown(node: Passes, trace: Trace, found: Listing) -> dict[str, frozenset[int]]:
    """The fields and the list that hold unknown places, by name, with the positions of those."""
    last = len(trace.readings) - 1
    between = frozenset(range(1, last)) | ({-1} if found.unknown or not found.complete else frozenset())
    named = {
        node.first.field.name: frozenset({0}),
        node.via.relation.plural: between,
        node.last.field.name: frozenset({last}),
    }
    return {name: places for name, places in named.items() if places}


def _matters(name: str, unknown: dict[str, frozenset[int]], node: Passes, trace: Trace, found: Listing) -> bool:
    others = [places for other, places in unknown.items() if other != name]
    for rest in _some_of(others):
        with_it = answer(node, trace.readings, found, rest | unknown[name])
        if with_it is not answer(node, trace.readings, found, rest):
            return True
    return False


def _some_of(places: list[frozenset[int]]) -> Iterator[frozenset[int]]:
    for n in range(len(places) + 1):
        for some in combinations(places, n):
            yield frozenset[int]().union(*some)
