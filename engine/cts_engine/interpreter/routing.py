"""Places of a route in an order, straight from the definition: later places for later steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cts_engine.facts import Facts, listing
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
    places = [reading.got if isinstance(reading.got, str) else UNKNOWN for reading in readings]
    result = _answer(node, places, unlimited=bool(found.unknown) or not found.complete)
    return Trace(node, result, readings=readings, listing=found, note=note)


def _answer(node: Passes, places: Sequence[Place], unlimited: bool) -> bool | None:
    """`unlimited`: between the first and the last place there may be any number of others."""
    if _meets(node, places, hoping=False):
        return True
    return None if unlimited or _meets(node, places, hoping=True) else False


def _meets(node: Passes, places: Sequence[Place], *, hoping: bool) -> bool:
    """Whether some places, each after the one before, meet the steps. `hoping`: the unknown ones are as wanted."""
    at = -1
    for step in node.steps:
        later = range(at + 1, len(places))
        met = next((i for i in later if _meets_step(places[i], step, hoping)), None)
        if met is None:
            return False
        at = met
    return True


def _meets_step(place: Place, step: tuple[Constant, ...], hoping: bool) -> bool:
    if place is UNKNOWN:
        return hoping
    codes = [str(constant.value) for constant in step]
    if any(place.startswith(code) for code in codes):
        return True
    return hoping and any(code.startswith(place) for code in codes)
