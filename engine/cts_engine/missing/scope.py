"""The scope in which a condition is asked, and what a value in it waits for."""

from __future__ import annotations

from collections.abc import Callable

from cts_engine import interpreter
from cts_engine.facts import Element, Facts, Listing
from cts_engine.interpreter.looking_up import could_apply, is_hierarchical
from cts_engine.missing.prospects import NEVER, YES, Open, Prospect, Spare
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import (
    Aggregate,
    Arithmetic,
    AsFirstFiled,
    Constant,
    Derived,
    Elapsed,
    FieldValue,
    ListOf,
    Lookup,
    NamedValue,
    Parameter,
    Past,
    Quantified,
    Value,
)

Ask = Callable[["Scope", Trace], Prospect]
"""What a traced condition could become in a scope: handed in, for it uses this module."""


class _Nobody:
    """An element that was not filed: every field of it is missing."""

    def __getattr__(self, name: str) -> None:
        return None


class Scope:
    """The consignment's scope, or that of a bound element."""

    __slots__ = ("ask", "facts", "imagined")

    def __init__(self, ask: Ask, facts: Facts, imagined: frozenset[int] = frozenset()) -> None:
        self.ask = ask
        self.facts = facts
        self.imagined = imagined
        """Levels of elements that were never filed: their fields are not asked for, and even their states are open."""

    def bind(self, node: Quantified | Aggregate, element: Element) -> Scope:
        """The scope of an element that was filed, or that is in a list of one that was not."""
        imagined = self.imagined
        if imagined:
            imagined = imagined | {node.level} if node.over.level in imagined else imagined - {node.level}
        return Scope(self.ask, self.facts.bind(node.level, element), imagined)

    def imagine(self, node: Quantified | Aggregate) -> Scope:
        """The scope of an element that may be in the missing part of a list."""
        nobody = None if node.over.relation.element is not None else _Nobody()
        element = Element(nobody, node.over.relation, 0)
        return Scope(self.ask, self.facts.bind(node.level, element), self.imagined | {node.level})

    def prospect(self, trace: Trace) -> Prospect:
        """What a condition could become."""
        return self.ask(self, trace)

    def spare(self, node: Quantified | Aggregate, found: Listing) -> Spare | None:
        """The missing part of a list; None where the list is complete."""
        if found.complete and not found.unknown:
            return None
        inside = self.imagine(node)
        part = YES if node.where is None else inside.prospect(interpreter.trace(node.where, inside.facts))
        return Spare([] if node.over.level in self.imagined else [node.over.relation.plural], part)

    def names(self, value: FieldValue) -> list[str]:
        """What is asked for; nothing of an element that was never filed."""
        return [] if value.level in self.imagined else [value.field.name]

    def own_field(self, reading: Reading) -> list[str] | None:
        """The field that a value is, by whatever name; None for what is computed or constant."""
        match reading.node:
            case FieldValue():
                return self.names(reading.node)
            case NamedValue():
                return self.own_field(reading.parts[0])
            case AsFirstFiled() if reading.parts:  # this is the first version
                return self.own_field(reading.parts[0])
            case _:
                return None

    def blanks(self, reading: Reading, as_text: bool = False) -> list[str] | None:
        """The fields that a text, code, moment or truth waits for: none where it is there, None where nothing helps."""
        if (reading.text if as_text else reading.got) is not None:
            return []
        match reading.node:
            case FieldValue():
                return self.names(reading.node)
            case NamedValue():
                return self.blanks(reading.parts[0], as_text)
            case AsFirstFiled() if reading.parts:
                return self.blanks(reading.parts[0], as_text)
            case Derived():
                inner = self.blanks(reading.parts[0])
                return self.own_field(reading.parts[0]) if inner == [] else inner
            case Parameter() | Lookup():
                return self.keys_wanted(reading)
            case _:
                return None

    def keys_wanted(self, reading: Reading) -> list[str] | None:
        """What is to be filed before a parameter or a table can say more; None where nothing helps."""
        if isinstance(reading.node, Parameter):
            return self.blanks(reading.parts[0]) or None
        assert isinstance(reading.node, Lookup)
        if reading.node.default is None and not could_apply(reading.node, reading.parts):
            return None
        waiting = [self.blanks(key) for key in reading.parts]
        coarse = [
            self.own_field(key) or [] for key in reading.parts if key.got is not None and is_hierarchical(key.node)
        ]
        if None in waiting:
            return None
        return [field for fields in (*waiting, *coarse) for field in fields or ()] or None

    def waiting_for(self, sides: list[list[str] | None], can_yes: bool = True, can_no: bool = True) -> Prospect:
        """A test that is decided once all its sides are there; a side that never will be leaves it undecided."""
        if None in sides:
            return NEVER
        return Open([field for side in sides for field in side or ()], can_yes, can_no)

    def is_imagined(self, subject: Value | ListOf) -> bool:
        """Whether its state is that of an element which was never filed."""
        match subject:
            case FieldValue() | ListOf():
                return subject.level in self.imagined
            case NamedValue() | Derived():
                return self.is_imagined(subject.value)
            case Arithmetic():
                return self.is_imagined(subject.left) or self.is_imagined(subject.right)
            case Elapsed():
                return self.is_imagined(subject.later) or self.is_imagined(subject.earlier)
            case Aggregate():
                return self.is_imagined(subject.over)
            case Lookup():
                return any(self.is_imagined(key) for key in subject.keys)
            case Constant() | Past() | Parameter() | AsFirstFiled():
                return False
