"""Which rule of the new version is which rule of the old one: by identifier, then by likeness; and which were moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cts_grammar.checked import AllOf, CheckedRule, Condition
from cts_grammar.meaning.hashing import rule_meaning
from cts_grammar.meaning.normal_form import normal
from cts_grammar.meaning.writing import written

ALIKE = 0.6
"""From this likeness on a rule with another identifier is a renamed one."""

Pair = tuple[CheckedRule, CheckedRule]


def pairs(old: Sequence[CheckedRule], new: Sequence[CheckedRule]) -> list[Pair]:
    """The rules that both versions have, in the new order."""
    by_id = {rule.id: rule for rule in old}
    ids = {rule.id for rule in new}
    found = {rule.id: by_id[rule.id] for rule in new if rule.id in by_id}
    gone = [rule for rule in old if rule.id not in ids]
    come = [rule for rule in new if rule.id not in by_id]
    for was, now in _renamed(gone, come):
        found[now.id] = was
    return [(found[rule.id], rule) for rule in new if rule.id in found]


def moved(found: Sequence[Pair], old: Sequence[CheckedRule]) -> frozenset[str]:
    """New identifiers of the rules that stand elsewhere: as few as explain the new order."""
    place = {rule.id: at for at, rule in enumerate(old)}
    order = [place[was.id] for was, _ in found]
    stayed = _longest_rising(order)
    return frozenset(now.id for at, (_, now) in enumerate(found) if at not in stayed)


def _renamed(gone: list[CheckedRule], come: list[CheckedRule]) -> list[Pair]:
    old, new = [_traits(rule) for rule in gone], [_traits(rule) for rule in come]
    alike = [(_likeness(a, b), -i, -j) for i, a in enumerate(old) for j, b in enumerate(new)]
    found: list[Pair] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for likeness, i, j in sorted(alike, reverse=True):
        if likeness >= ALIKE and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            found.append((gone[-i], come[-j]))
    return found


Traits = tuple[str, str, frozenset[str]]


def _traits(rule: CheckedRule) -> Traits:
    return rule_meaning(rule), rule.title, frozenset(map(written, _parts(normal(rule.when))))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def _likeness(one: Traits, other: Traits) -> float:
    """Equal in meaning is 1; else the share of equal parts, and enough for an equal title."""
    if one[0] == other[0]:
        return 1.0
    shared = len(one[2] & other[2]) / len(one[2] | other[2])
    return min(0.99, shared + (0.6 if one[1] and one[1] == other[1] else 0.0))


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Positions of a longest rising row among numbers that are all different."""
    tails: list[int] = []
    at: list[int] = []
    before: dict[int, int] = {}
    for position, number in enumerate(numbers):
        length = bisect_left(tails, number)
        if length:
            before[position] = at[length - 1]
        tails[length : length + 1] = [number]
        at[length : length + 1] = [position]
    found: set[int] = set()
    last = at[-1] if at else None
    while last is not None:
        found.add(last)
        last = before.get(last)
    return found
