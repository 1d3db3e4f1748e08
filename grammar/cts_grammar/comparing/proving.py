"""Whether one condition says yes only where another does.

What is proved holds for every consignment (tests/properties); what is not proved may hold all the same. The proof has a
budget, and where that is spent nothing is proved.
"""

from __future__ import annotations

from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    AtLeastOf,
    Compare,
    Condition,
    Differs,
    FieldValue,
    Is,
    Likeness,
    Not,
    Quantified,
    Quantifier,
    State,
    TextTest,
    Timing,
    Value,
    Within,
)
from cts_grammar.comparing.changes import Relation
from cts_grammar.comparing.intervals import interval
from cts_grammar.comparing.single_tests import are_apart, is_narrower, is_part_of
from cts_grammar.meaning.normal_form import normal, opposite
from cts_grammar.meaning.writing import written

STEPS = 20_000
"""Pairs of conditions that one proof may look at."""


def relation(old: Condition, new: Condition) -> Relation:
    """Of the new condition to the old one."""
    before, after = normal(old), normal(new)
    if written(before) == written(after):
        return Relation.SAME
    stricter, looser = Proof().implies(after, before), Proof().implies(before, after)
    if stricter and looser:
        no_before, no_after = opposite(before), opposite(after)
        both = Proof().implies(no_before, no_after) and Proof().implies(no_after, no_before)
        return Relation.SAME if both else Relation.DIFFERENT
    if stricter:
        return Relation.STRICTER
    return Relation.LOOSER if looser else Relation.DIFFERENT


class Proof:
    """One attempt."""

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def implies(self, one: Condition, other: Condition) -> bool:
        """Whether the second says yes wherever the first does. Both in normal form."""
        self.left -= 1
        if self.left < 0:
            return False
        if isinstance(other, AllOf):
            return all(self.implies(one, part) for part in other.parts)
        if isinstance(one, AnyOf):
            return all(self.implies(part, other) for part in one.parts)
        if written(one) == written(other) or (isinstance(one, AtLeastOf) and self._of_counted(one, other)):
            return True
        if isinstance(one, AllOf) and any(self.implies(part, other) for part in one.parts):
            return True
        if isinstance(other, AnyOf):
            return any(self.implies(one, part) for part in other.parts)
        if isinstance(other, AtLeastOf):
            parts = one.parts if isinstance(one, AllOf) else (one,)
            return sum(any(self.implies(p, sought) for p in parts) for sought in other.parts) >= other.n
        return not isinstance(one, AllOf | AtLeastOf) and self._of_tests(one, other)

    def _of_counted(self, one: AtLeastOf, other: Condition) -> bool:
        """From `at least n of`: too few parts are left that would not say so, or each finds its like."""
        if sum(self.implies(part, other) for part in one.parts) > len(one.parts) - one.n:
            return True
        if not isinstance(other, AtLeastOf):
            return False
        free = list(other.parts)
        lost = 0
        for part in one.parts:
            like = next((f for f in free if self.implies(part, f)), None)
            if like is None:
                lost += 1
            else:
                free.remove(like)
        return one.n - lost >= other.n

    def _of_tests(self, one: Condition, other: Condition) -> bool:
        here, there = interval(one), interval(other)
        if here and there:
            return here.inside(there)
        match one, other:
            case Not(), Not():
                return self._narrower(other.part, one.part, turned=True) or _stops_short(one, other)
            case Not(), _:
                return False
            case _, Not():
                beyond = interval(other.part)
                apart = here is not None and beyond is not None and here.apart(beyond)
                return apart or are_apart(one, other.part) or _stops_short(one, other)
            case _:
                return self._narrower(one, other, turned=False) or is_part_of(one, other)

    def _narrower(self, one: Condition, other: Condition, *, turned: bool) -> bool:
        """Whether a yes of the first is one of the second; turned, whether a no of the second is one of the first."""
        if isinstance(one, Quantified) and isinstance(other, Quantified):
            return self._elements(one, other, turned)
        return is_narrower(one, other)

    def _elements(self, one: Quantified, other: Quantified, turned: bool) -> bool:
        if written(one.over) != written(other.over) or one.level != other.level:
            return False
        some = Quantifier.AT_LEAST
        match one.quantifier is some, other.quantifier is some:
            case True, True:
                enough = one.n >= other.n
            case False, True:
                enough = other.n <= 1
            case False, False:
                enough = True
            case _:
                enough = False
        if not enough:
            return False
        if turned:
            return self.implies(opposite(other.where), opposite(one.where))
        return self.implies(one.where, other.where)


def _stops_short(one: Condition, other: Not) -> bool:
    """What is decided about a field only where it can be read: then it is neither missing nor unreadable."""
    state = other.part
    if not isinstance(state, Is) or state.state not in (State.MISSING, State.UNREADABLE):
        return False
    test = one.part if isinstance(one, Not) else one
    return any(isinstance(v, FieldValue) and written(v) == written(state.subject) for v in _looked_at(test))


def _looked_at(test: Condition) -> tuple[Value, ...]:
    """The values without which a test is undecided."""
    match test:
        case Compare() | Differs() | Likeness():
            return (test.left, test.right)
        case Among() | Within() | TextTest() | Timing():
            return (test.subject,)
        case _:
            return ()
