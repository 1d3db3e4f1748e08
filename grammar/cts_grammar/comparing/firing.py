"""When a rule fires: its condition, held back by its exceptions, on its days."""

from __future__ import annotations

from cts_grammar.checked import CheckedRule, Exemption
from cts_grammar.comparing.changes import Relation
from cts_grammar.comparing.proving import relation

_NO_MORE = (Relation.SAME, Relation.STRICTER)
_NO_LESS = (Relation.SAME, Relation.LOOSER)


def firing(old: CheckedRule, new: CheckedRule) -> Relation:
    """How often the new rule fires, measured by the old one."""
    when = relation(old.when, new.when)
    less = when in _NO_MORE and _held_back(old.exemptions, new.exemptions) and _days_inside(new, old)
    more = when in _NO_LESS and _held_back(new.exemptions, old.exemptions) and _days_inside(old, new)
    if less and more:
        return when
    if less:
        return Relation.STRICTER
    return Relation.LOOSER if more else Relation.DIFFERENT


def _held_back(exemptions: tuple[Exemption, ...], others: tuple[Exemption, ...]) -> bool:
    """Whether the others hold back all that the first ones do."""
    return all(any(_covers(other, one) for other in others) for one in exemptions)


def _covers(one: Exemption, other: Exemption) -> bool:
    """Whether the first exception holds back whatever the second does."""
    as_long = not one.until or (other.until and other.until <= one.until)
    return bool(as_long) and relation(other.condition, one.condition) in _NO_LESS


def _days_inside(one: CheckedRule, other: CheckedRule) -> bool:
    begins = not other.first_day or (one.first_day and other.first_day <= one.first_day)
    ends = not other.last_day or (one.last_day and one.last_day <= other.last_day)
    return bool(begins and ends)
