"""Places of a route in an order, straight from the definition: later places for later steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cts_engine.facts import Facts, Listing, listing
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import Constant, FieldValue, Passes, Value

UNKNOWN = None
"""A place of which nothing is known."""

Place = str | None


def passes(node: Passes, facts: Facts, read: Callable[[Value, Facts], Reading]) -> Trace:
    """The readings are the first and the last place, and between them those of the list."""
    here = facts.unbound()
    found = listing(node.via, here)
    element = node.via.relation.element
    assert element is not None, "the vocabulary's route goes over a list of plain values"
    level = node.via.level + 1
    via = [read(FieldValue(element, level, element.type, node.via.span), here.bind(level, e)) for e in found.elements]
    first, last = read(node.first, here), read(node.last, here)
    readings = (first, *via, last)
    note = "the list of places is too long" if found.unknown == "too long" else ""
    return Trace(node, answer(node, readings, found), readings=readings, listing=found, note=note)


def answer(
    node: Passes, readings: Sequence[Reading], found: Listing, filled: frozenset[int] | None = None
) -> bool | None:
    """Yes, no, or undecided. `filled`: the unknown places, by position, that are taken to be what a step asks for, all
    others to be nothing that one asks for; -1 for the missing part of the list. Then it is yes or no."""
    places = [reading.got if isinstance(reading.got, str) else UNKNOWN for reading in readings]
    open_ = bool(found.unknown) or not found.complete
    if filled is not None:
        return _meets(node, places, filled, open_ and -1 in filled)
    if _meets(node, places, frozenset(), False):
        return True
    return None if _meets(node, places, frozenset(range(len(places))), open_) else False


def _meets(node: Passes, places: Sequence[Place], filled: frozenset[int], anything_between: bool) -> bool:
    """Whether some places, each after the one before, meet the steps; what may lie between meets all of them."""
    if anything_between:
        return True
    at = -1
    for step in node.steps:
        later = range(at + 1, len(places))
        met = next((i for i in later if _meets_step(places[i], step, i in filled)), None)
        if met is None:
            return False
        at = met
    return True


def _meets_step(place: Place, step: tuple[Constant, ...], filled: bool) -> bool:
    codes = [str(constant.value) for constant in step]
    if place is UNKNOWN:
        return filled
    if any(place.startswith(code) for code in codes):
        return True
    return filled and any(code.startswith(place) for code in codes)
