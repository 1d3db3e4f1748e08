"""Where the fields of a condition stand in an example, and which values are worth a try there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from cts_grammar.checked import Aggregate, Constant, FieldValue, ListOf, Named, Past, Quantified, Window
from cts_grammar.vocabulary import Kind, Relation
from cts_rules.counterexample.example import EARLIER, Earlier, Example, Place
from cts_rules.counterexample.values import values_for
from cts_rules.manifest.model import Container, GoodsItem, Seal

Pattern = tuple[str, ...]
"""A place with `*` for the number of an element."""

EACH = "*"
MOST_VALUES = 36
"""Tried at one place; those that only one of the versions names come first."""
BLANK: Mapping[str, Any] = {
    "goods_items": GoodsItem(),
    "containers": Container(),
    "seals": Seal(),
    "transhipment_ports": "AEJEA",
    "routing_countries": "AE",
}
ITEMS: Pattern = ("consignment", "goods_items", EACH)
BOXES: Pattern = ("consignment", "containers", EACH)
NUMBERS = ("CSQU3054383", "MSCU1234566")
"""Of containers that goods are stowed in."""

Pools = dict[Pattern, dict[Any, None]]
"""For each pattern the values, in the order in which they are tried."""


class Surroundings:
    """What two conditions could look at: fields with their values, and lists."""

    def __init__(self, olds: Iterable[Any], news: Iterable[Any]) -> None:
        before, after = _Walk(), _Walk()
        for node in olds:
            before.visit(node)
        for node in news:
            after.visit(node)
        self.lists = dict.fromkeys([*after.lists, *before.lists])
        self.pools = {
            pattern: _merged(before.pools.get(pattern, {}), after.pools.get(pattern, {}))
            for pattern in dict.fromkeys([*after.pools, *before.pools])
        }

    def neighbours(self, example: Example) -> Iterator[Example]:
        """Examples that differ in one place, or by one element."""
        for pattern, values in self.pools.items():
            for place in _places(pattern, example):
                now = example.at(place)
                yield from (example.having(place, v) for v in values if v != now or type(v) is not type(now))
                if now is not None:
                    yield example.having(place, None)
        for pattern in self.lists:
            for place in _places(pattern, example):
                yield from (example.having(place, v) for v in _lengths(example.at(place), BLANK[str(place[-1])]))


def _lengths(elements: Any, blank: Any) -> list[Any]:
    if not isinstance(elements, tuple):
        return [(), (blank,)]
    longer = [(*elements, blank), *([(*elements, elements[-1])] if elements else [])]
    return [*longer, elements[:-1]] if elements else longer


def _merged(before: dict[Any, None], after: dict[Any, None]) -> list[Any]:
    """What one alone names, then what both do."""
    alone = [v for v in (*after, *before) if (v in before) is not (v in after)]
    return list(dict.fromkeys([*alone, *after]))[:MOST_VALUES]


def _places(pattern: Pattern, example: Example) -> Iterator[Place]:
    counts: list[range] = []
    prefix: list[str | int] = []
    for step in pattern:
        if step == EACH:
            elements = example.at(tuple(prefix))
            longest = len(elements) if isinstance(elements, tuple) else 0
            counts.append(range(longest))
            prefix.append(0)
        else:
            prefix.append(step)
    for numbers in product(*counts):
        left = iter(numbers)
        place = tuple(next(left) if step == EACH else step for step in pattern)
        if example.at(place[:-1]) is not None:
            yield place


NOWHERE: Pattern = ("",)
"""Of consignments beside the one that is looked for: it is looked for alone."""


class _Walk:
    """Goes through a condition and notes what its tests read."""

    def __init__(self) -> None:
        self.pools: Pools = {}
        self.lists: dict[Pattern, None] = {}
        self.around: dict[int, Pattern] = {0: ("manifest",), 1: ("consignment",)}

    def visit(self, node: Any) -> None:
        match node:
            case tuple():
                for part in node:
                    self.visit(part)
            case Named():
                self.visit(node.condition)
            case Quantified():
                self.enter(node.over, node.level)
                self.visit(node.where)
            case _ if dataclasses.is_dataclass(node) and type(node).__module__ == Named.__module__:
                inner = [getattr(node, f.name) for f in dataclasses.fields(node)]
                if any(_is_value(x) for x in inner):
                    self.note(node)
                else:
                    self.visit(tuple(inner))

    def enter(self, over: ListOf, level: int) -> None:
        """A list is gone through: its elements are bound at the level."""
        pattern = self.elements(over.relation, self.around.get(over.level, ("consignment",)))
        self.around[level] = pattern
        for end, step in enumerate(pattern):
            if step == EACH:
                self.lists[pattern[:end]] = None

    def elements(self, relation: Relation, thing: Pattern) -> Pattern:
        """Where the elements of a list stand."""
        if relation.beside is not None or thing == NOWHERE:
            return NOWHERE
        if relation.path:
            return (*thing, *relation.path, EACH)
        if relation.to == "seal":
            return (*BOXES, "seals", EACH)
        for number in NUMBERS:
            self.pool((*BOXES, "number"))[number] = None
            self.pool((*ITEMS, "containers"))[(number,)] = None
        return ITEMS

    def note(self, test: Any) -> None:
        """One test with all that is in it."""
        nodes = tuple(_nodes(test))
        for node in nodes:
            if isinstance(node, Aggregate):
                self.enter(node.over, node.level)
                self.visit(node.where)
            elif isinstance(node, ListOf):
                self.enter(node, -1)
            elif isinstance(node, Past):
                self.pool(EARLIER_PATTERN).update(dict.fromkeys(_pasts(node, nodes)))
        for node in nodes:
            if isinstance(node, FieldValue):
                self.note_field(node, nodes)

    def note_field(self, value: FieldValue, nodes: tuple[Any, ...]) -> None:
        thing = self.around.get(value.level, ("consignment",))
        field = value.field
        if thing == NOWHERE:
            return
        if field.type.kind is Kind.PARTY:
            for part, worth in (("name", ("ACME", "OTHER")), ("id", ("P1", "P2")), ("country", ("EC", "NL"))):
                self.pool((*thing, *field.path, part)).update(dict.fromkeys(worth))
            return
        places = [(*thing, *field.path)] if field.reach is None else [(*ITEMS, "hs_code"), (*ITEMS, "weight")]
        if field.reach is not None:
            self.lists[ITEMS[:-1]] = None
        for place in places:
            self.pool(place).update(dict.fromkeys(values_for(field, nodes)))

    def pool(self, pattern: Pattern) -> dict[Any, None]:
        return self.pools.setdefault(pattern, {})


EARLIER_PATTERN: Pattern = tuple(str(step) for step in EARLIER)


def _pasts(question: Past, nodes: tuple[Any, ...]) -> Iterator[Earlier]:
    """Numbers around those that the answer is compared with, now within the window and now before it."""
    window = question.window or Window(86_400, "seconds")
    days = window.amount // 86_400 if window.unit == "seconds" else window.amount * 28
    found = [float(n.value) for n in nodes if isinstance(n, Constant) and n.type.kind is Kind.NUMBER]
    for number in dict.fromkeys([0.0, 1.0, *(n for c in found for n in (c, c + 1, max(c - 1, 0.0)))]):
        yield Earlier(number, max(days - 1, 0))
        yield Earlier(number, 0)


def _is_value(node: Any) -> bool:
    return hasattr(node, "type") or isinstance(node, ListOf)


def _nodes(node: Any) -> Iterator[Any]:
    """A test and everything in it, but the conditions inside its aggregates."""
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif dataclasses.is_dataclass(node) and type(node).__module__ == Named.__module__:
        yield node
        inner = [f.name for f in dataclasses.fields(node)]
        for name in inner:
            if not (isinstance(node, Aggregate | Past) and name in ("where", "keys")):
                yield from _nodes(getattr(node, name))
