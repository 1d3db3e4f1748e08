"""Documents of the small world with their earlier versions, and conditions that ask about them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import msgspec

from cts_engine.facts import Facts
from cts_engine.history import NOT_KEPT, Unknown, Version
from cts_grammar.checked import (
    AsFirstFiled,
    Compare,
    Condition,
    Differs,
    FieldValue,
    Gap,
    HasChanged,
    Is,
    Likeness,
    NamedValue,
    Order,
    Same,
    SameParty,
    Search,
    State,
    TextTest,
    Timing,
    Truth,
    Value,
    Within,
)
from cts_grammar.vocabulary import Kind
from tests.properties import small_world as world
from tests.properties.data_trees import RECEIVED
from tests.properties.small_past import SmallPast
from tests.properties.trees import SPAN, TYPES, Grown, Trees

MOMENTS = ("2026-02-28", "2026-03-01", "2026-03-01T08:00:00Z", "2026-03-02T00:00:00Z", "", "soon")
OUTSIDE = ("manifest", "consignment")


class SmallVersions(SmallPast):
    """What came before, and what the document said then."""

    def __init__(self, versions: tuple[Version, ...] | Unknown) -> None:
        self._versions = versions

    def versions(self, manifest: Any, consignment: Any) -> tuple[Version, ...] | Unknown:
        """The same each time."""
        return self._versions


def facts(random: Random) -> Facts:
    """A consignment with up to four earlier versions, which share much; of some nothing is known."""
    now = world.facts(random)
    if random.random() < 0.1:
        return msgspec.structs.replace(now, history=SmallVersions(Unknown(reason=NOT_KEPT)))
    versions = tuple(
        Version(
            now.manifest if random.random() < 0.5 else world.manifest(random),
            now.consignment if random.random() < 0.3 else world.consignment(random),
            random.choice(MOMENTS),
        )
        for _ in range(random.choice((0, 1, 1, 2, 2, 3, 4)))
    )
    return msgspec.structs.replace(now, history=SmallVersions(versions))


class VersionTrees(Trees):
    """Every second test is about versions."""

    def leaves(self) -> tuple[Callable[[tuple[str, ...], int], Condition], ...]:
        others = super().leaves()
        return (*others, *(self.about_versions for _ in others))

    def about_versions(self, scope: tuple[str, ...], depth: int) -> Condition:
        tests = (self.changed, self.changed, self.first_number, self.first_text, self.first_party, self.first_state)
        return self.random.choice((*tests, self.first_moment, self.first_truth))(scope, depth)

    def changed(self, scope: tuple[str, ...], depth: int) -> Condition:
        value = self.of_consignment()
        when = None
        if self.random.random() < 0.5:
            months = self.random.choice((0, 0, 1))
            seconds = 0 if months else self.random.choice((3600, 86_400, 172_800))
            subject = FieldValue(RECEIVED, 0, RECEIVED.type, SPAN)
            gap, after = self.random.choice(tuple(Gap)), self.random.random() < 0.5
            when = Timing(subject, gap, seconds, months, after, self.moment(scope), SPAN)
        return HasChanged(value, when, SPAN)

    def first_number(self, scope: tuple[str, ...], depth: int) -> Condition:
        dimension = self.dimension()
        first = self.first(self.unasked(lambda: self.number(OUTSIDE, dimension, 2)))
        now = self.limit(scope, dimension, depth)
        if self.random.random() < 0.3:
            return Differs(first, now, self.random.choice((0.0, 0.1, 0.5)), SPAN)
        left, right = (first, now) if self.random.random() < 0.5 else (now, first)
        return Compare(self.random.choice(tuple(Order)), left, right, SPAN)

    def first_moment(self, scope: tuple[str, ...], depth: int) -> Condition:
        first = self.first(self.field(OUTSIDE, Kind.MOMENT))
        return Compare(self.random.choice(tuple(Order)), first, self.moment(scope), SPAN)

    def first_text(self, scope: tuple[str, ...], depth: int) -> Condition:
        value = self.unasked(lambda: self.code_or_text(OUTSIDE))
        first, draw = self.first(value), self.random.random()
        if value.type is world.LOCATION and draw < 0.3:
            return Within(first, (self.written(world.LOCATION), self.first(value)), "", SPAN)
        if draw < 0.6:
            return Same(first, value if draw < 0.45 else self.alike(scope, value), SPAN)
        if draw < 0.8 and value.type.kind is Kind.TEXT:
            return Likeness(first, value, self.random.choice((0.3, 0.6, 1.0)), SPAN)
        return TextTest(self.random.choice((Search.CONTAINS, Search.MENTIONS)), value, (first,), "", SPAN)

    def first_party(self, scope: tuple[str, ...], depth: int) -> Condition:
        party = self.field(OUTSIDE, Kind.PARTY)
        return SameParty(AsFirstFiled(party, party.type, SPAN), self.field(OUTSIDE, Kind.PARTY), SPAN)

    def first_state(self, scope: tuple[str, ...], depth: int) -> Condition:
        states = (State.MISSING, State.PRESENT, State.UNREADABLE)
        return Is(self.random.choice(states), self.first(self.of_consignment()), SPAN)

    def first_truth(self, scope: tuple[str, ...], depth: int) -> Condition:
        return Truth(self.first(self.field(OUTSIDE, Kind.TRUTH)), SPAN)

    def first(self, value: Value) -> Value:
        found = AsFirstFiled(value, value.type, SPAN)
        named = self.random.random() < 0.2 and value.type.kind is not Kind.PARTY
        return NamedValue("as it was", found, value.type, SPAN) if named else found

    def of_consignment(self) -> Value:
        """A field, or something worked out, of the consignment or its manifest."""
        if self.random.random() < 0.3:
            return self.unasked(lambda: self.number(OUTSIDE, self.random.choice(tuple(TYPES)), 2))
        return self.random.choice(self.fields(OUTSIDE))

    def among_the_past(self, grow: Callable[[], Grown]) -> Grown:
        """What is asked of another consignment: neither its past nor its versions."""
        while _asks_the_past(grown := grow()):
            pass
        return grown

    def unasked(self, grow: Callable[[], Value]) -> Value:
        """A value that asks neither the past nor other versions, as the checker would have it."""
        value = grow()
        while _asks_the_past(value):
            value = grow()
        return value


def _asks_the_past(value: object) -> bool:
    return any(word in repr(value) for word in ("Past(", "AsFirstFiled(", "HasChanged("))


def condition(random: Random) -> Condition:
    """A condition of which half the tests are about versions."""
    return VersionTrees(random).condition(OUTSIDE, random.choice((0, 1, 2, 3)))
