"""What generated functions ask of the other versions of a consignment's document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from cts_engine.history import Unknown, Version
from cts_engine.primitives import bounds, moments
from cts_engine.primitives.parties import party_key, same_party

Read = Callable[[Any, Any, Any], Any]
"""From a manifest, a consignment and a watch to a value, or None where it is not known."""


def as_first_filed(watch: Any, manifest: Any, consignment: Any, read: Read) -> Any:
    """What is read in the first version; None where it is not known."""
    known = _versions(watch, manifest, consignment)
    if known is None:
        return None
    if not known:
        return read(manifest, consignment, watch)
    return read(known[0].manifest, known[0].consignment, watch)


class Sameness(NamedTuple):
    """How the values of two versions are compared."""

    same: Callable[[Any, Any], bool | None]
    """Neither is unknown."""
    known: Callable[[Any], bool]


class Near(NamedTuple):
    """How far from an anchor a change may have come."""

    holds: Callable[[Any, Any, Any], bool | None]
    length: moments.Length


def changed(
    watch: Any,
    manifest: Any,
    consignment: Any,
    read: Read,
    sameness: Sameness,
    near: Near | None,
    received: moments.Moment | None,
    anchor: moments.Moment | None,
) -> bool | None:
    """Whether a value changed from one version to the next, at a moment near the anchor where that is asked."""
    known = _versions(watch, manifest, consignment)
    if known is None:
        return None
    if not known:
        return False
    values = [read(v.manifest, v.consignment, watch) for v in known]
    values.append(read(manifest, consignment, watch))
    if near is None:
        timely: list[bool | None] = [True] * len(known)
    else:
        came = [*(moments.moment(v.received) for v in known[1:]), received]
        timely = [near.holds(moment, anchor, near.length) for moment in came]
    return _any_change(values, timely, sameness)


def _versions(watch: Any, manifest: Any, consignment: Any) -> tuple[Version, ...] | None:
    if watch.history is None:
        return None
    found = watch.history.versions(manifest, consignment)
    return None if isinstance(found, Unknown) else found


def _any_change(values: Sequence[Any], timely: Sequence[bool | None], sameness: Sameness) -> bool | None:
    """Goes from each version whose value is known to the next such; what lies between may have been anything."""
    open_ = False
    last = -1
    for position, value in enumerate(values):
        if not sameness.known(value):
            continue
        between = timely[last:position] if last >= 0 else timely[:position]
        same = sameness.same(values[last], value) if last >= 0 else None
        found = _brought(between, same, direct=last >= 0 and position == last + 1)
        if found:
            return True
        open_ = open_ or found is None
        last = position
    rest = timely[last:] if last >= 0 else timely
    return None if open_ or any(each is not False for each in rest) else False


def _brought(between: Sequence[bool | None], same: bool | None, direct: bool) -> bool | None:
    """Whether one of some versions brought a change in time, given whether the last is as what came before them."""
    if not between or (direct and same):
        return False
    if same is False and all(between):
        return True
    return None if any(each is not False for each in between) else False


# --- the kinds of values --------------------------------------------------------------------------------------------


def _is_there(value: Any) -> bool:
    return value is not None


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _same_number(one: bounds.Bounds, other: bounds.Bounds) -> bool | None:
    if one[2] and other[2] and one[2] != other[2]:
        return False
    return bounds.is_equal(one, other)


EQUAL = Sameness(_equal, _is_there)
NUMBERS = Sameness(_same_number, _is_there)
MOMENTS = Sameness(moments.is_same, _is_there)
PARTIES = Sameness(same_party, lambda party: party_key(party) is not None)
