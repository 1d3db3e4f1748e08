"""A consignment in the making: fields are set, elements come and go, and what is left out stays missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from cts_engine import clock
from cts_engine.history import NO_HISTORY, History, Own, Recollection, Unknown, Version, Weigh, window_start
from cts_grammar.checked import Past
from cts_rules.history.within import WithinManifest
from cts_rules.manifest.model import Consignment, Manifest, Party

Place = tuple[str | int, ...]
"""The way from the example to a value: `("consignment", "goods_items", 0, "weight")`."""

EARLIER: Place = ("earlier",)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What came before: so many consignments, so much weight, all on one day, the same in whatever is asked."""

    number: float
    days: int
    """Before the moment of receipt."""


@dataclass(frozen=True, slots=True)
class Example:
    """One consignment of one manifest, and what came before it."""

    manifest: Manifest
    consignment: Consignment
    received: str
    """Moment of receipt, by which dates in force go."""
    earlier: Earlier | None = None
    """What the past holds; None: no history is kept."""

    @property
    def history(self) -> History:
        """The past, as far as the example has one."""
        return WithinManifest(NO_HISTORY if self.earlier is None else Remembered(self.earlier, self.received))

    def at(self, place: Place) -> Any:
        """What stands at a place; None also where there is no such place."""
        found: Any = self
        for step in place:
            if isinstance(step, int):
                found = found[step] if isinstance(found, tuple) and step < len(found) else None
            else:
                found = getattr(found, step, None)
        return found

    def having(self, place: Place, value: Any) -> Example:
        """The example with another value at a place; itself where there is no such place."""
        if place == EARLIER:
            return replace(self, earlier=value)
        thing, *rest = place
        changed = _having(getattr(self, str(thing)), tuple(rest), value)
        return replace(self, **{str(thing): changed})

    def filed(self) -> Iterator[Place]:
        """Every place where something is filed that could be left out: fields, parties, elements, lists."""
        if self.earlier is not None:
            yield EARLIER
        yield from _filed(self.consignment, ("consignment",))
        yield from _filed(self.manifest, ("manifest",))

    def without(self, place: Place) -> Example:
        """The example with that left out; an element of a list goes as a whole."""
        *before, last = place
        if isinstance(last, int):
            elements = self.at(tuple(before))
            return self.having(tuple(before), elements[:last] + elements[last + 1 :])
        return self.having(place, Party() if isinstance(self.at(place), Party) else None)


class Remembered:
    """A past that holds the same of whatever it is asked for."""

    def __init__(self, earlier: Earlier, received: str) -> None:
        self.earlier = earlier
        self.received = received

    def recall(
        self, question: Past, manifest: Any, consignment: Any, own: Own = (), weigh: Weigh | None = None
    ) -> Recollection | Unknown:
        """All of it where the window reaches so far back, else nothing."""
        assert question.window is not None, "its own manifest is asked elsewhere"
        start, now = window_start(self.received, question.window), clock.seconds(self.received)
        began = clock.seconds(start) if start else None
        reaches = began and now and now[0] - began[0] >= self.earlier.days * clock.DAY
        number = self.earlier.number if reaches else 0.0
        return Recollection(number, number, int(number))

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """None: it is the first."""
        return ()


def _having(thing: Any, place: Place, value: Any) -> Any:
    if not place:
        return value
    step, rest = place[0], place[1:]
    if isinstance(step, int):
        if not isinstance(thing, tuple) or step >= len(thing):
            return thing
        return (*thing[:step], _having(thing[step], rest, value), *thing[step + 1 :])
    if not isinstance(thing, msgspec.Struct) or not hasattr(thing, step):
        return thing
    return msgspec.structs.replace(thing, **{step: _having(getattr(thing, step), rest, value)})


def _filed(thing: Any, place: Place) -> Iterator[Place]:
    for name in thing.__struct_fields__:
        value, here = getattr(thing, name), (*place, name)
        if value is None or value == Party() or name == "consignments":
            continue
        yield here
        if isinstance(value, Party):
            yield from _filed(value, here)
        elif isinstance(value, tuple):
            for index, element in enumerate(value):
                yield (*here, index)
                if isinstance(element, msgspec.Struct):
                    yield from _filed(element, (*here, index))
