"""What a value was in the first version of the consignment's document."""

from __future__ import annotations

from collections.abc import Callable

from cts_engine.facts import Facts
from cts_engine.history import Unknown
from cts_engine.trace import Reading
from cts_grammar.checked import AsFirstFiled, NamedValue, Value

ReadAt = Callable[[Value, Facts], Reading]
"""Reading a value over other facts."""


def as_first_filed(value: AsFirstFiled, facts: Facts, read: ReadAt) -> Reading:
    """As it was first filed; in a first version as it is, and only then with the reading that it is made of."""
    known = facts.history.versions(facts.manifest, facts.consignment)
    if isinstance(known, Unknown):
        return Reading(value, "missing", note=known.reason, past=known)
    if not known:
        inner = read(value.value, facts.unbound())
        return Reading(value, inner.state, inner.got, inner.raw, (), (inner,), note=inner.note)
    inner = read(value.value, facts.of_version(known[0].manifest, known[0].consignment))
    return Reading(value, inner.state, inner.got, inner.raw, note=inner.note)


def not_known(reading: Reading) -> bool:
    """Whether a value, by whatever name, is one of a first version of which nothing is known."""
    if isinstance(reading.node, NamedValue):
        return not_known(reading.parts[0])
    return isinstance(reading.node, AsFirstFiled) and isinstance(reading.past, Unknown)
