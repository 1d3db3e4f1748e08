"""Message structure: a segment table as a value, and a greedy matcher that tells where a message leaves it.

The matcher never stops a reader: a segment that has no place is passed over, and matching goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(r"(?P<tag>[A-Z]{3})(?P<must>!?)(?P<most>\d*)|(?P<open>\()|\)(?P<group_must>!?)(?P<group_most>\d*)")


@dataclass(slots=True, eq=False)
class Node:
    """A segment of the table, or a group of nodes that its first segment opens."""

    tag: str
    """For a group: the tag of its trigger."""
    mandatory: bool = False
    most: int | None = 1
    """Repetitions allowed; None where it does not matter."""
    members: list[Node] = field(default_factory=list)
    parent: Node | None = None
    index: int = 0
    """Position among its parent's members."""


def segment_table(notation: str) -> Node:
    """The table that a notation describes: `UNH! BGM! DTM9 (CNI! (GID! FTX99)!9999)9999 UNT!`.

    A tag or a closing bracket is followed by `!` where it is mandatory and by the repetitions allowed; none means one,
    `0` any number.
    """
    root = Node("", mandatory=True)
    group = root
    for token in _TOKEN.finditer(notation):
        if token["open"]:
            group = _add(group, Node(""))
        elif token["tag"]:
            _add(group, Node(token["tag"], bool(token["must"]), _most(token["most"])))
        else:
            group.tag = group.members[0].tag
            group.mandatory, group.most = bool(token["group_must"]), _most(token["group_most"])
            group = group.parent or root
    root.tag = root.members[0].tag
    return root


class Violation(NamedTuple):
    """One way in which a message leaves the table."""

    code: str
    message: str


class Matcher:
    """Takes the tags of a message in order and tells what is wrong with each."""

    def __init__(self, table: Node, name: str) -> None:
        self._name = name
        self._at = Node("", parent=table, index=-1)
        self._counts: dict[Node, int] = {}
        self._steps: dict[tuple[Node, str], _Step | None] = {}

    def take(self, tag: str) -> list[Violation]:
        """Move to the next place of the table that has the tag; what is wrong with that, if anything."""
        key = (self._at, tag)
        step = self._steps[key] if key in self._steps else self._steps.setdefault(key, _step(self._at, tag))
        if step is None:
            text = f"{tag} has no place after {self._at.tag or 'the beginning'} in {self._name}"
            return [Violation("segment-not-allowed", text)]
        self._at = step.to
        return [*self._missing(step, tag), *self._too_often(step)] if step.noteworthy else []

    def _missing(self, step: _Step, tag: str) -> Iterator[Violation]:
        for missed in step.missed:
            text = f"{missed} is missing before {tag}; {self._name} requires it"
            yield Violation("segment-missing", text)

    def _too_often(self, step: _Step) -> Iterator[Violation]:
        for node in step.reset:
            self._counts.pop(node, None)
        for node in step.entered:
            count = self._counts[node] = self._counts.get(node, 0) + 1
            if count == (node.most or 0) + 1:
                what = f"group {node.tag}" if node.members else node.tag
                text = f"{what} occurs more often than {self._name} allows ({node.most})"
                yield Violation("segment-too-often", text)


class _Step(NamedTuple):
    to: Node
    entered: tuple[Node, ...] = ()
    """Groups that are opened on the way, and the segment itself, as far as they are counted."""
    missed: tuple[str, ...] = ()
    """Mandatory segments and groups that are passed over."""
    reset: tuple[Node, ...] = ()
    """Nodes whose count begins anew, because a group around them does."""

    @property
    def noteworthy(self) -> bool:
        """Whether there is anything to count or to tell."""
        return bool(self.entered or self.missed or self.reset)


def _step(at: Node, tag: str) -> _Step | None:
    """From a place to the next with that tag: the same segment again, further on, or a repetition of a group around."""
    if at.tag == tag and at.most != 1 and not at.members:
        return _Step(at, _counted(at))
    node = at
    missed: list[str] = []
    while node.parent is not None:
        group = node.parent
        for later in group.members[node.index + 1 :]:
            if later.tag == tag:
                return _enter(later, missed)
            if later.mandatory:
                missed.append(later.tag)
        if group.tag == tag and group.parent is not None:
            return _enter(group, missed)
        node = group
    if at.tag == tag:
        return _Step(at, _counted(at))
    return _without_trigger(at, tag)


def _without_trigger(at: Node, tag: str) -> _Step | None:
    """Into the only group that can follow here, although the segment that opens it is missing."""
    later = at.parent.members[at.index + 1 :] if at.parent else []
    groups = [node for node in later if node.members]
    within = next((node for node in groups[0].members if node.tag == tag), None) if len(groups) == 1 else None
    return _enter(within, [groups[0].tag]) if within is not None else None


def _enter(node: Node, missed: list[str]) -> _Step:
    entered = [node]
    while node.members:
        node = node.members[0]
        entered.append(node)
    reset = tuple(inner for group in entered if group.members for inner in _inside(group))
    return _Step(node, _counted(*entered), tuple(missed), _counted(*reset))


def _counted(*nodes: Node) -> tuple[Node, ...]:
    return tuple(node for node in nodes if node.most is not None)


def _inside(group: Node) -> Iterator[Node]:
    for member in group.members:
        yield member
        yield from _inside(member)


def _add(group: Node, node: Node) -> Node:
    node.parent, node.index = group, len(group.members)
    group.members.append(node)
    return node


def _most(digits: str) -> int | None:
    return None if digits == "0" else int(digits or "1")
