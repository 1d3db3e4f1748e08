"""Whether a value changed between the versions of the consignment's document, straight from the definition.

Each version after the first brought a change or did not. Where the value of some versions is not known, those around
them that are known and differ tell that one of the versions between them, or the later one, brought the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from cts_engine import clock
from cts_engine.facts import Facts
from cts_engine.history import Unknown
from cts_engine.interpreter.comparing import in_order, is_so_far
from cts_engine.interpreter.kleene import every, negated, some
from cts_engine.interpreter.parties import is_same_party
from cts_engine.interpreter.valuing import moment
from cts_engine.interpreter.versions import ReadAt
from cts_engine.ranges import Range
from cts_engine.trace import Change, Identity, Reading, Trace
from cts_grammar.checked import HasChanged, Order
from cts_grammar.folding import fold
from cts_grammar.vocabulary import Kind

FIRST = "this is its first version"
SOMETHING_ELSE = Identity("", "", "")
"""Stands for a value that no version has: what a missing one might turn out to be."""


def has_changed(node: HasChanged, facts: Facts, read: ReadAt) -> Trace:
    """The readings are those of each version, the oldest first; then, where a moment is asked, its two sides now."""
    known = facts.history.versions(facts.manifest, facts.consignment)
    if isinstance(known, Unknown):
        return Trace(node, None, note=known.reason)
    at_all = facts.unbound()
    readings = [read(node.value, at_all.of_version(v.manifest, v.consignment)) for v in known]
    readings.append(read(node.value, at_all))
    sides = () if node.when is None else (read(node.when.subject, facts), read(node.when.anchor, facts))
    moments = [*(version.received for version in known[1:]), None] if known else []
    in_time = [_in_time(node, received, sides) for received in moments]
    answer = some(_terms(readings, in_time))
    changes = tuple(_changes(readings, [v.received for v in known[1:]], sides))
    return Trace(node, answer, readings=(*readings, *sides), note="" if known else FIRST, changes=changes)


def answer_for(readings: Sequence[Reading], in_time: Sequence[bool | None]) -> bool | None:
    """The answer for these values of the versions, and whether each later one came in time."""
    return some(_terms(readings, in_time))


def _in_time(node: HasChanged, received: str | None, sides: Sequence[Reading]) -> bool | None:
    """Whether a version that came in at a moment (None: this one) did so when it is asked."""
    if node.when is None:
        return True
    came = moment(sides[0]) if received is None else clock.seconds(received)
    anchor = moment(sides[1])
    return None if came is None or anchor is None else is_so_far(node.when, came, anchor)


def _terms(readings: Sequence[Reading], in_time: Sequence[bool | None]) -> Iterator[bool | None]:
    """What each version after the first says, and what those do that lie around unknown ones."""
    for (one, other), timely in zip(pairwise(readings), in_time, strict=True):
        yield every((negated(is_same(one, other)), timely))
    told = [position for position, reading in enumerate(readings) if reading.got is not None]
    for before, after in pairwise(told):
        if after > before + 1 and is_same(readings[before], readings[after]) is False:
            yield every(in_time[before:after])


def is_same(one: Reading, other: Reading) -> bool | None:
    """Whether a value is the same in two versions."""
    a, b = one.got, other.got
    if a is SOMETHING_ELSE or b is SOMETHING_ELSE:
        return None if a is None or b is None else False
    if isinstance(a, Range) and isinstance(b, Range):
        return False if a.currency and b.currency and a.currency != b.currency else in_order(Order.IS, one, other)
    if isinstance(a, Identity) and isinstance(b, Identity):
        return is_same_party(a, b)
    if a is None or b is None:
        return None
    match one.node.type.kind:
        case Kind.MOMENT:
            return in_order(Order.IS, one, other)
        case Kind.TEXT:
            return fold(one.text or "") == fold(other.text or "")
        case _:
            return a == b


def _changes(readings: Sequence[Reading], received: Sequence[str], sides: Sequence[Reading]) -> Iterator[Change]:
    """The certain changes, from what to what."""
    told = [position for position, reading in enumerate(readings) if reading.got is not None]
    for before, after in pairwise(told):
        if is_same(readings[before], readings[after]) is False:
            when = received[after - 1] if after <= len(received) else _now(sides)
            yield Change(readings[before], readings[after], when)


def _now(sides: Sequence[Reading]) -> str:
    got = sides[0].got if sides else None
    return got if isinstance(got, str) else ""


def with_value(reading: Reading, got: Reading) -> Reading:
    """The reading of one version with what another one has."""
    return msgspec.structs.replace(reading, state=got.state, got=got.got, raw=got.raw)
