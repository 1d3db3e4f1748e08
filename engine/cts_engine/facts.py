"""What a rule is asked about: a manifest, one consignment of it, and the elements that quantifiers have bound.

Nothing here knows what a manifest is made of: the vocabulary's paths and functions are followed on any objects.
Nothing raises: an object without the attribute, or a function that fails on what it is given, has filed something
that cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from cts_engine.history import NO_HISTORY, History
from cts_engine.values import Partial, Unreadable
from cts_grammar.checked import FieldValue, ListOf
from cts_grammar.vocabulary import Field, Relation, Vocabulary

_BAD_DATA = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)
"""What following a path or computing a field may raise over data of the wrong shape."""


class Element(msgspec.Struct, frozen=True):
    """One element of a list, bound by a quantifier or an aggregate."""

    thing: Any
    relation: Relation
    position: int
    """From 1, as people count."""


MOST_STEPS = 50_000
"""Elements of lists, also of lists inside lists, that are gone through to explain one condition. No list of a
consignment comes near it but one that was made to."""


class Steps:
    """How many more elements may be gone through, and what other rules were found to come to on the way."""

    __slots__ = ("left", "ruled")

    def __init__(self) -> None:
        self.left = MOST_STEPS
        self.ruled: dict[str, Any] = {}


class Facts(msgspec.Struct, frozen=True):
    """A manifest, a consignment, and the bound elements from level 2 on."""

    manifest: Any
    consignment: Any
    vague: Callable[[str], bool] | None = None
    """`Vocabulary.vague`: whether a text holds nothing but vague terms."""
    ways: Mapping[str, Relation] = {}
    """From a thing inside the consignment to the list that holds it: `container` → containers. For messages."""
    bound: tuple[Element, ...] = ()
    steps: Steps | None = None
    """What is left for the condition that is being traced; None: no limit."""
    history: History = NO_HISTORY
    """What came before the consignment."""
    received: str | None = None
    """The moment by which other rules are in force that a condition is built upon; None: all are."""

    @classmethod
    def of(cls, vocabulary: Vocabulary, manifest: Any, consignment: Any, history: History = NO_HISTORY) -> Facts:
        """What rules over this vocabulary are asked about."""
        root = vocabulary.root
        ways = {r.to: r for r in vocabulary.relations if r.of == root and r.to != root and not r.pending}
        return cls(manifest, consignment, vocabulary.vague, ways, history=history)

    def at(self, level: int) -> Any:
        """The thing at a level: 0 the manifest, 1 the consignment, from 2 the bound elements."""
        if level >= 2:
            return self.bound[level - 2].thing
        return self.consignment if level else self.manifest

    def around(self, level: int) -> tuple[Element, ...]:
        """The elements around a field of that level and the one that it belongs to, from the outside in."""
        return self.bound[: level - 1] if level >= 2 else ()

    def bind(self, level: int, element: Element) -> Facts:
        """With an element at that level; what was bound there or further in is out of sight."""
        bound = (*self.bound[: level - 2], element)
        return msgspec.structs.replace(self, bound=bound)

    def starting(self) -> Facts:
        """The same, for a condition that has all its steps before it."""
        return msgspec.structs.replace(self, steps=Steps())

    def judged(self, received: str | None) -> Facts:
        """The same as of a moment."""
        return msgspec.structs.replace(self, received=received)

    def of_version(self, manifest: Any, consignment: Any) -> Facts:
        """Another version of the same document."""
        return msgspec.structs.replace(self, manifest=manifest, consignment=consignment, bound=())

    def unbound(self) -> Facts:
        """The consignment as a whole."""
        return msgspec.structs.replace(self, bound=())


class Listing(msgspec.Struct, frozen=True):
    """The elements of a list as far as they are known."""

    elements: tuple[Element, ...] = ()
    complete: bool = True
    """False: a part is missing."""
    unknown: Literal["", "missing", "unreadable", "too long"] = ""
    """Why there are no elements to speak of: there is no list, or going through it would take too long."""


def filed(value: FieldValue, facts: Facts) -> Any:
    """What was filed for a field: None, an `Unreadable`, or a value that may or may not be of the field's type."""
    return follow(value.field, facts.at(value.level))


def follow(field: Field, thing: Any) -> Any:
    """The field of a thing, by its function or its path."""
    if field.reach is not None:
        try:
            return field.reach(thing)
        except _BAD_DATA:
            return Unreadable("")
    return _along(field.path, thing)


def listing(over: ListOf, facts: Facts) -> Listing:
    """The list that the thing at its level has."""
    relation = over.relation
    found = _elements(relation, facts.at(over.level), facts.at(over.within), facts.manifest)
    if found is None:
        return Listing(unknown="missing")
    if not isinstance(found, tuple | list):
        return Listing(unknown="unreadable")
    if facts.steps is not None:
        facts.steps.left -= len(found)
        if facts.steps.left < 0:
            return Listing(unknown="too long")
    elements = tuple(Element(thing, relation, position) for position, thing in enumerate(found, 1))
    return Listing(elements, complete=not isinstance(found, Partial))


def _elements(relation: Relation, thing: Any, consignment: Any, manifest: Any) -> Any:
    if relation.through is None and relation.beside is None:
        return _along(relation.path, thing)
    try:
        if relation.beside is not None:
            return relation.beside(thing, consignment, manifest)
        assert relation.through is not None
        return relation.through(thing, consignment)
    except _BAD_DATA:
        return Unreadable("")


def _along(path: tuple[str, ...], thing: Any) -> Any:
    for name in path:
        if thing is None or isinstance(thing, Unreadable):
            return thing
        thing = getattr(thing, name, _NOWHERE)
    return thing


_NOWHERE = Unreadable("")


def name_of(element: Element) -> str:
    """What people call an element: `container MSCU1234567`, `goods item 2`."""
    relation = element.relation
    label = _along(relation.label, element.thing) if relation.label else None
    named = isinstance(label, str) and label.isprintable() and 0 < len(label) <= 40
    return f"{relation.name} {label if named else element.position}"


def place_of(bound: tuple[Element, ...]) -> str:
    """Where a field stands: the elements around it from the outside in, empty for the consignment."""
    return ", ".join(map(name_of, bound)) if bound else ""
