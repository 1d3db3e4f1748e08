"""Never, always, forced: what follows from the ways in which conditions come to their answers."""

from __future__ import annotations

from cts_grammar.checked import Condition, Quantified
from cts_grammar.possibility.allowed import READABLE
from cts_grammar.possibility.demands import Account, demand, needs, plain
from cts_grammar.possibility.ways import Literal, TooMany, Way, ways


def never(condition: Condition) -> bool:
    """Whether it can certainly never be yes."""
    return _comes_to_nothing(condition, True)


def always(condition: Condition) -> bool:
    """Whether it can certainly never be no: yes, or undecided where something is missing."""
    return _comes_to_nothing(condition, False)


def forced(given: Condition, other: Condition) -> bool:
    """Whether `other` is certainly yes wherever `given` is."""
    try:
        them = ways(other, True)
        return all(any(_implies(way, that) for that in them) for way in ways(given, True) if not impossible(way))
    except TooMany:
        return False


def _comes_to_nothing(condition: Condition, answer: bool) -> bool:
    try:
        return all(impossible(way) for way in ways(condition, answer))
    except TooMany:
        return False


def impossible(way: Way) -> bool:
    """Whether the literals can certainly not all come to their answers."""
    answers: dict[Condition, bool] = {}
    account: Account = {}
    for literal in way:
        if answers.setdefault(literal.test, literal.answer) is not literal.answer:
            return True
        if _empty_handed(literal):
            return True
        demand(account, literal)
    _spread(account)
    return any(allowed.nothing for allowed in account.values())


def _empty_handed(literal: Literal) -> bool:
    """`some … has` and `every … has` want an element for which the condition holds."""
    return literal.answer and isinstance(literal.test, Quantified) and never(literal.test.where)


def _spread(account: Account) -> None:
    """What is demanded of a value's state counts in every currency."""
    for (value, currency), allowed in account.items():
        if currency and (value, "") in account:
            allowed.states &= account[value, ""].states


def _implies(way: Way, that: Way) -> bool:
    account: Account = {}
    for literal in way:
        demand(account, literal)
    return all(literal in way or _implied(way, account, literal) for literal in that)


def _implied(way: Way, account: Account, literal: Literal) -> bool:
    if isinstance(literal.test, Quantified):
        return False
    there = all((key := (plain(value), "")) in account and account[key].states == {READABLE}
                for value in needs(literal.test))  # fmt: skip
    wanted = list(needs(literal.test))
    return bool(wanted) and there and impossible((*way, Literal(literal.test, not literal.answer)))
