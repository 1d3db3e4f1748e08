"""What is said before it is laid out: clauses, and clauses with points below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum


class Joint(Enum):
    """How points belong together."""

    ALL = "and"
    ANY = "or"
    EACH = ""
    """The head says how many; nothing stands between."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A value, as the subject of a clause or as what it is compared with."""

    text: str
    """With its article or possessive: `the gross weight`, `its weight`."""
    bare: str = ""
    """Without: `gross weight`; empty: there is none to take away."""
    own: bool = False
    """Of the thing that is spoken of, so that a relative clause can begin with it: `whose weight`."""
    pronoun: bool = False
    """The thing itself: `it`."""
    feminine: bool = False
    plural: bool = False
    compound: bool = False
    """A computation: stands in brackets within another."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement that is yes, no or undecided, without full stop."""

    text: str
    relative: str = ""
    """After the thing that is spoken of: `whose weight is over 10 t`; empty: only `for which …` does."""
    loose: bool = False
    """Holds an `and` or `or` of its own, so that nothing may be joined to it in one line."""
    joined: tuple[str, str, str] = ("", "", "")
    """Two clauses of different subjects that make one: the first, what joins them, the second."""
    subject: str = ""
    """What `text` begins with; two clauses of one subject can share it. Empty: there is none to share."""


@dataclass(frozen=True, slots=True)
class Points:
    """A statement made of others, each on a line of its own."""

    head: str
    """Without the colon."""
    joint: Joint
    parts: tuple[Told, ...]


Told = Clause | Points


def led(lead: str, told: Told) -> Told:
    """The same, with words before it. What comes before a relative clause leaves nothing relative."""
    if isinstance(told, Points):
        return replace(told, head=lead + told.head)
    return Clause(lead + told.text, loose=told.loose)


class Several(str):
    """What is told of several members at once, as the entries of a table's cell: a list, though it stands alone."""

    __slots__ = ()


def alone(members: Sequence[str]) -> bool:
    """Whether there is one member only."""
    return len(members) == 1 and not isinstance(members[0], Several)
