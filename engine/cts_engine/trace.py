"""What was found at each node of a condition: its answer, and for the values under it what they were.

A trace has the shape of the checked tree, opened up per element where a quantifier or an aggregate goes over a list.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from cts_engine.facts import Element, Listing, place_of
from cts_engine.history import Recollection, Unknown
from cts_engine.ranges import Range
from cts_grammar.checked import Condition, Value

State = Literal["present", "missing", "unreadable"]


class Identity(msgspec.Struct, frozen=True):
    """A party as far as it can be compared: folded name, canonical identifier and country; None what is not known."""

    name: str | None
    id: str | None
    country: str | None


class Member(msgspec.Struct, frozen=True):
    """One element of an aggregate's list: whether it counts, and with which value."""

    element: Element
    where: Trace | None
    """None: the aggregate has no filter."""
    value: Reading | None
    """None: nothing but its being there is asked."""

    @property
    def counts(self) -> bool | None:
        """Whether it is one of those that the aggregate goes over."""
        return True if self.where is None else self.where.answer


class Reading(msgspec.Struct, frozen=True):
    """What a value was found to be."""

    node: Value
    state: State
    got: Range | str | bool | Identity | None = None
    """What tests compare: a range, a text, the canonical code, a moment, a truth, a party; None: undecided."""
    raw: Any = None
    """As filed, for a field; the text behind `got` for a constant or a derived code."""
    around: tuple[Element, ...] = ()
    """The element that a field belongs to, and those around it; empty for the consignment and the manifest."""
    parts: tuple[Reading, ...] = ()
    listing: Listing | None = None
    members: tuple[Member, ...] = ()
    note: str = ""
    """Why it is undecided, where neither absence nor unreadability says it: `no exchange rate from EUR to USD`."""
    past: Recollection | Unknown | None = None
    """What the past answered, for a question about it."""

    @property
    def place(self) -> str:
        """`container MSCU1234567`; empty for the consignment and the manifest."""
        return place_of(self.around)

    @property
    def text(self) -> str | None:
        """The text as received, which text tests search."""
        return self.raw if isinstance(self.raw, str) and self.raw else None


class Change(msgspec.Struct, frozen=True):
    """A value that differs between two versions of a document."""

    before: Reading
    after: Reading
    received: str
    """When the later version came in; empty where that is not known."""


class Trace(msgspec.Struct, frozen=True):
    """What a condition was answered: yes, no, or None, undecided."""

    node: Condition
    answer: bool | None
    parts: tuple[Trace, ...] = ()
    """Of the conditions inside; for a quantifier one for each element of `listing`."""
    readings: tuple[Reading, ...] = ()
    """Of the values compared, in the order of the node's own fields."""
    listing: Listing | None = None
    note: str = ""
    changes: tuple[Change, ...] = ()
    """Between versions of the document, for a test of them."""
