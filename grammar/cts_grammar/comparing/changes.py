"""What a comparison comes to: typed values that are rendered as sentences and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Relation(Enum):
    """How often the new text says yes, measured by the old one."""

    SAME = "same meaning"
    """Always the same answer."""
    STRICTER = "stricter"
    """Whenever the new one says yes, so did the old one."""
    LOOSER = "looser"
    """Whenever the old one said yes, so does the new one."""
    DIFFERENT = "different"
    """Neither could be proved."""


class Standing(Enum):
    """What became of a rule."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    """Its identifier is the same, something else is not."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads or means something else."""

    what: str
    """`score`, `condition 2`, `exception "pilot"`, `definition heavy`."""
    old: str
    """As the old text has it; empty: it was not there."""
    new: str
    """As the new text has it; empty: it is gone."""
    relation: Relation | None = None
    """Of the changed thing itself, where it is a condition: an exception that grows stricter holds back less."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What one entry says now, and what it said."""

    entry: str
    """The key of a row, the name of a listed party, a currency and a day."""
    column: str
    old: str
    """Empty: nothing."""
    new: str


@dataclass(frozen=True, slots=True)
class EntriesChange:
    """A list, a table, a watch list or the exchange rates, whose entries came, went and changed."""

    name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    what: str = "list"
    """list, table, watch list or exchange rates; the last have no name."""
    changed: tuple[EntryChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """A parameter that has another value from a day on."""

    name: str
    since: str
    """`2026-07-01`; empty: from the beginning."""
    until: str
    """The last such day; empty: for ever."""
    old: str
    """Empty: none."""
    new: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What became of one rule."""

    standing: Standing
    id: str
    """As the new version has it; of a removed rule, as the old one had it."""
    title: str
    old_id: str = ""
    """Of a renamed rule."""
    moved: bool = False
    """Whether it stands elsewhere among the rules that both versions have."""
    changes: tuple[Change, ...] = ()
    relation: Relation | None = None
    """When the rule fires, measured by when it fired; None for a rule that one version lacks."""
    same_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a rulebook."""

    same_meaning: bool
    """No consignment could tell them apart."""
    header: tuple[Change, ...]
    lists: tuple[EntriesChange, ...]
    definitions: tuple[Change, ...]
    rules: tuple[RuleChange, ...]
    """Only those of which there is something to tell; in the new order, the removed ones last."""
    data: tuple[EntriesChange, ...] = ()
    """Tables, watch lists and exchange rates."""
    parameters: tuple[ParameterChange, ...] = ()
