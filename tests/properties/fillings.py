"""Filling in what a small-world consignment lacks, by the names that the language has for it.

A filling says, for some places (a field of one thing, a part of a party, a list), what is filed there instead.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from random import Random
from typing import Any

import msgspec

from cts_engine import clock
from cts_engine.facts import Facts
from cts_engine.values import Money, Partial, Unreadable
from cts_grammar.checked import Constant, Elapsed, FieldValue, Lookup, Past, Row, Timing, Within
from cts_grammar.vocabulary import Field, Kind
from tests.properties import small_world as world

# --- everything in a tree -------------------------------------------------------------------------------------------


def nodes(node: Any) -> Iterator[Any]:
    """A checked node and all nodes inside."""
    if isinstance(node, tuple):
        for part in node:
            yield from nodes(part)
    elif is_dataclass(node) and type(node).__module__ == "cts_grammar.checked":
        yield node
        for attribute in fields(node):
            yield from nodes(getattr(node, attribute.name))


# --- places ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where something is missing: the way there from the facts, and what the language calls it."""

    names: frozenset[str]
    way: tuple[Any, ...]
    """Attributes and positions from (manifest, consignment) on; `seals` of a container and so forth."""
    field: Field | None
    """None: a list."""
    part: str = ""
    """Of a party: `name`, `id`, `country`."""
    vague: bool = False
    """Something is there, in less detail than it could be."""


LISTS = {"goods_items": "goods items", "containers": "containers", "transhipment_ports": "transhipment ports"}


def places(facts: Facts, tree: Any) -> list[Place]:
    """Everything that could be filed and is not, or not so that it can be used in every test of a tree.

    A code is too coarse only for `is within` and for a table, a day only where a duration is asked.
    """
    return [place for place in _places(facts) if not place.vague or place.names & _exacting(tree)]


def _exacting(tree: Any) -> set[str]:
    """Names of the fields that some test asks for in more detail than may have been filed."""
    tests = [node for node in nodes(tree) if isinstance(node, Within | Timing | Elapsed | Lookup)]
    return {node.field.name for node in nodes(tuple(tests)) if isinstance(node, FieldValue)}


def _places(facts: Facts) -> list[Place]:
    found = [*_fields("manifest", facts.manifest, (0,)), *_fields("consignment", facts.consignment, (1,))]
    for attribute, name in LISTS.items():
        found += _list(facts.consignment, attribute, frozenset({name}), (1,))
    way: tuple[Any, ...]
    for position, item in _elements(facts.consignment.goods_items):
        found += _fields("goods item", item, (1, "goods_items", position))
    for position, port in _elements(facts.consignment.transhipment_ports):
        if _lacks(world.TRANSHIPMENT_PORT, port):
            way = (1, "transhipment_ports", position)
            vague = _is_vague(world.TRANSHIPMENT_PORT, port)
            found.append(Place(frozenset({"transhipment port"}), way, world.TRANSHIPMENT_PORT, vague=vague))
    for position, container in _elements(facts.consignment.containers):
        way = (1, "containers", position)
        found += _fields("container", container, way)
        found += _list(container, "seals", frozenset({"seals"}), way)
        for number, seal in _elements(container.seals):
            found += _fields("seal", seal, (*way, "seals", number))
    return found


def _elements(filed: Any) -> list[tuple[int, Any]]:
    return list(enumerate(filed)) if isinstance(filed, tuple) else []


def _list(thing: Any, attribute: str, names: frozenset[str], way: tuple[Any, ...]) -> list[Place]:
    filed = getattr(thing, attribute)
    complete = isinstance(filed, tuple) and not isinstance(filed, Partial)
    if attribute == "containers":
        names |= {"seals"}
    return [] if complete else [Place(names, (*way, attribute), None)]


def _fields(thing: str, holder: Any, way: tuple[Any, ...]) -> list[Place]:
    found = []
    for field in world.FIELDS:
        if field.of != thing or field.reach or not field.path:
            continue
        if field.type.kind is Kind.PARTY:
            found += _party(field, getattr(holder, field.path[0]), (*way, field.path[0]))
        elif len(field.path) == 1 and _lacks(field, getattr(holder, field.path[0])):
            vague = _is_vague(field, getattr(holder, field.path[0]))
            found.append(Place(frozenset({field.name}), (*way, field.path[0]), field, vague=vague))
    return found


def _party(field: Field, filed: Any, way: tuple[Any, ...]) -> list[Place]:
    found = []
    for part, type_ in (("name", world.TEXT), ("id", None), ("country", world.LOCATION)):
        value: Any = getattr(filed, part, None)
        lacking = not isinstance(value, str) or not value
        if part == "id":
            lacking = lacking or value == "--"
        elif type_ is world.LOCATION and not lacking:
            lacking = world.normalise_location(value) is None
        vague = type_ is world.LOCATION and not lacking and len(value) == 2
        if lacking or vague:
            names = frozenset({f"{field.name} {part}"} | (set() if vague else {field.name}))
            found.append(Place(names, way, field, part, vague))
    return found


def _is_vague(field: Field, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if field.type.kind is Kind.MOMENT:
        return len(value) == 10 and clock.seconds(value) is not None
    code = field.type.codes.normalise(value) if field.type.codes else None
    longest = {world.LOCATIONS: 5, world.HS_CODES: 6}.get(field.type.codes) if field.type.codes else None
    return code is not None and longest is not None and len(code) < longest


def _lacks(field: Field, value: Any) -> bool:
    """Whether another value could be filed without contradicting what was."""
    kind = field.type.kind
    if value is None or value == "" or isinstance(value, Unreadable):
        return True
    if kind is Kind.NUMBER:
        if field.type is world.AMOUNT:
            return not isinstance(value, Money) or not isinstance(value.amount, int | float) or not value.currency
        good = isinstance(value, int | float) and not isinstance(value, bool)
        return not good or value != value or value in (float("inf"), float("-inf"))
    if kind is Kind.TRUTH:
        return not isinstance(value, bool)
    if not isinstance(value, str) or _is_vague(field, value):
        return True
    if kind is Kind.MOMENT:
        return clock.seconds(value) is None
    return kind is Kind.CODE and field.type.codes is not None and field.type.codes.normalise(value) is None


# --- filling --------------------------------------------------------------------------------------------------------

Filling = dict[Place, Any]


class Filler:
    """Draws what could be filed, with the constants of a tree among the candidates."""

    def __init__(self, random: Random, tree: Any, facts: Facts) -> None:
        self.random = random
        self.days = sorted(_days_near(tree, facts))
        constants = [node for node in nodes(tree) if isinstance(node, Constant)]
        numbers = [c.value for c in constants if isinstance(c.value, float)]
        texts = [c.value for c in constants if isinstance(c.value, str)]
        near = [n + d for n in numbers for d in (-1.0, 0.0, 1.0)] + [n * f for n in numbers for f in (0.5, 2.0, 100.0)]
        self.numbers = [*near, 0.0, 1.0, 2.0, 3.0, 7.0, 1e6, 1e12, 1e-6]
        parties = (facts.consignment.consignee, facts.consignment.notify)
        texts += [party.name for party in parties if isinstance(party, world.Party) and isinstance(party.name, str)]
        written = [text for text in (facts.consignment.description, facts.consignment.marks) if isinstance(text, str)]
        texts += [word for text in written for word in text.split()]
        texts += [key for node in nodes(tree) if isinstance(node, Row) for key in node.keys]
        if any(isinstance(node, Past) for node in nodes(tree)):
            texts += [f"name-{n}" for n in range(40)]  # what the past says of a name is drawn
        self.texts = [*texts, " ".join(texts), "fresh bananas", "zzz", "goods", "ACME Ltd", "name-that-nothing-is-like"]

    def draw(self, place: Place, facts: Facts) -> Any:
        """Something that could be filed at a place, in agreement with what was."""
        if place.field is None:
            return self.list_at(place, facts)
        if place.part:
            return self.party_part(place.part, getattr(_at(facts, place.way), place.part, None))
        return self.value(place.field, _at(facts, place.way))

    def value(self, field: Field, filed: Any) -> Any:
        kind, type_ = field.type.kind, field.type
        if type_ is world.AMOUNT:
            amount = filed.amount if isinstance(filed, Money) and isinstance(filed.amount, int | float) else None
            return Money(
                abs(self.random.choice(self.numbers)) if amount is None else amount, self.random.choice(("USD", "EUR"))
            )
        if kind is Kind.NUMBER:
            number = self.random.choice(self.numbers)
            return self.random.choice((number, -number)) if type_ is world.HEAT else abs(number)
        if kind is Kind.TRUTH:
            return self.random.random() < 0.5
        if kind is Kind.MOMENT:
            return self.moment(filed)
        if kind is Kind.TEXT:
            return self.random.choice(self.texts)
        return self.code(type_, filed)

    def moment(self, filed: Any) -> str:
        time = self.random.choice(("00:00:00", "11:59:59", "12:00:00", "12:00:01", "13:00:00", "23:59:59", "01:00:00"))
        day = filed if isinstance(filed, str) and clock.seconds(filed) else self.random.choice(self.days)
        return f"{day[:10]}T{time}Z"

    def code(self, type_: Any, filed: Any) -> str:
        domain = [v for v in (*world.DOMAINS[id(type_)], *self.texts) if type_.codes.normalise(v)]
        if type_.codes is world.LOCATIONS:
            domain = [v for v in domain if len(world.normalise_location(v) or "") == 5] + ["ZZZZZ", "NLAMS", "AEZZZ"]
            domain += [f"ZZ{text[-3:].upper()}" for text in self.texts if text.startswith("name-")]
        if type_.codes is world.HS_CODES:
            domain = [v for v in domain if len(v) >= 6] + ["080399", "271000", "990000", "080100"]
        start = type_.codes.normalise(filed) if isinstance(filed, str) else None
        below = [v for v in domain if not start or type_.codes.normalise(v).startswith(start)]
        return str(self.random.choice(below or [filed]))

    def party_part(self, part: str, filed: Any) -> str:
        if part == "id":
            return self.random.choice(("EC1", "EC2", "EC3"))
        if part == "country":
            return self.code(world.LOCATION, filed)
        return self.random.choice(self.texts)

    def list_at(self, place: Place, facts: Facts) -> tuple[Any, ...]:
        filed = _at(facts, place.way)
        kept = tuple(filed) if isinstance(filed, Partial) else ()
        make = {"goods_items": self.goods_item, "containers": self.container, "seals": self.seal}
        one = make.get(place.way[-1], lambda: self.code(world.LOCATION, None))
        return (*kept, *(one() for _ in range(self.random.choice((0, 0, 1, 1, 2, 3)))))

    def goods_item(self) -> world.GoodsItem:
        return world.GoodsItem(**self.all_fields("goods item"))

    def seal(self) -> world.Seal:
        return world.Seal(**self.all_fields("seal"))

    def container(self) -> world.Container:
        seals = tuple(self.seal() for _ in range(self.random.choice((0, 1, 2))))
        return world.Container(**self.all_fields("container"), seals=seals)

    def all_fields(self, thing: str) -> dict[str, Any]:
        return {f.path[0]: self.value(f, None) for f in world.FIELDS if f.of == thing}


def _days_near(tree: Any, facts: Facts) -> set[str]:
    """The days that tree and facts speak of, and those a day, some months or some years away from them."""
    filed = (facts.manifest.arrival, facts.manifest.received, facts.consignment.issued)
    written = [node.value for node in nodes(tree) if isinstance(node, Constant) and node.type.kind is Kind.MOMENT]
    known = [ends for text in (*filed, *written) if isinstance(text, str) and (ends := clock.seconds(text))]
    days = {date(2026, 3, 1).toordinal()}
    for start, _ in known:
        days |= {start // clock.DAY + step for step in (-2, -1, 0, 1, 2)}
        days |= {int(clock.step_months(start, step)) // clock.DAY for step in (-12, -2, -1, 1, 2, 12, 60, -60)}
    return {date.fromordinal(day).isoformat() for day in days}


def _at(facts: Facts, way: tuple[Any, ...]) -> Any:
    thing: Any = (facts.manifest, facts.consignment)
    for step in way:
        thing = getattr(thing, step) if isinstance(step, str) else thing[step]
    return thing


def filled(facts: Facts, filling: Filling) -> Facts:
    """The facts with a filling; inner places before outer ones, so that a list keeps what was filled inside."""
    manifest, consignment = copy.deepcopy((facts.manifest, facts.consignment))
    new = msgspec.structs.replace(facts, manifest=manifest, consignment=consignment)
    for place in sorted(filling, key=lambda p: -len(p.way)):
        _put(new, place, filling[place])
    return new


def _put(facts: Facts, place: Place, value: Any) -> None:
    holder = _at(facts, place.way[:-1])
    step = place.way[-1]
    if place.part:
        party = getattr(holder, step)
        if not isinstance(party, world.Party):
            party = world.Party()
            setattr(holder, step, party)
        setattr(party, place.part, value)
    elif isinstance(step, int):
        outer = _at(facts, place.way[:-2])
        elements = getattr(outer, place.way[-2])
        setattr(outer, place.way[-2], type(elements)((*elements[:step], value, *elements[step + 1 :])))
    elif place.field is None and isinstance(getattr(holder, step), Partial):
        kept = getattr(holder, step)
        setattr(holder, step, (*kept, *value[len(kept) :]))
    else:
        setattr(holder, step, value)
