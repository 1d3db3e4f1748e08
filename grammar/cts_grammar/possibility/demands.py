"""What a test that comes to an answer demands of the values that it looks at."""

from __future__ import annotations

from collections.abc import Iterator

from cts_grammar.checked import (
    Aggregate,
    Among,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Derived,
    Differs,
    Elapsed,
    FieldValue,
    Is,
    Likeness,
    ListOf,
    NamedValue,
    Order,
    Parameter,
    Past,
    Quantified,
    Same,
    SameParty,
    State,
    Summary,
    TextTest,
    Timing,
    Truth,
    Value,
    Within,
)
from cts_grammar.folding import fold
from cts_grammar.possibility.allowed import MISSING, READABLE, UNREADABLE, Allowed
from cts_grammar.possibility.ways import Literal
from cts_grammar.vocabulary import Kind

Subject = tuple[Value | ListOf, str]
"""A value, with the currency that it is compared in: amounts in different ones are not set against each other."""
Account = dict[Subject, Allowed]

STATES = {
    (State.MISSING, True): {MISSING},
    (State.MISSING, False): {UNREADABLE, READABLE},
    (State.PRESENT, True): {UNREADABLE, READABLE},
    (State.PRESENT, False): {MISSING},
    (State.UNREADABLE, True): {UNREADABLE},
    (State.UNREADABLE, False): {MISSING, READABLE},
    (State.VALID, True): {READABLE},
    (State.VALID, False): {UNREADABLE, READABLE},
    (State.VAGUE, True): {READABLE},
    (State.VAGUE, False): {READABLE},
}

MIRRORED = {
    Order.IS: Order.IS,
    Order.OVER: Order.UNDER,
    Order.UNDER: Order.OVER,
    Order.AT_LEAST: Order.AT_MOST,
    Order.AT_MOST: Order.AT_LEAST,
}


def demand(account: Account, literal: Literal) -> None:
    """Adds what a literal demands."""
    test, answer = literal
    if isinstance(test, Is):
        _of(account, plain(test.subject)).states &= STATES[test.state, answer]
        return
    for needed in needs(test):
        _of(account, needed).states &= {READABLE}
    match test:
        case Compare(order, left, right) if constants := _constants(right):
            _compared(account, order, left, constants, answer)
        case Compare(order, left, right) if constants := _constants(left):
            _compared(account, MIRRORED[order], right, constants, answer)
        case Same(left, right) if constants := _constants(right):
            _same_as(account, left, constants, answer)
        case Same(left, right) if constants := _constants(left):
            _same_as(account, right, constants, answer)
        case Among(subject, members):
            _member(account, subject, members, answer)
        case Within(subject, members):
            beginnings = frozenset(str(m.value) for m in members if isinstance(m, Constant))
            if len(beginnings) == len(members):
                found = _of(account, plain(subject))
                (found.within if answer else found.outside).append(beginnings)


def needs(test: Condition) -> Iterator[Value | ListOf]:
    """The values and lists without which the test comes to no answer."""
    match test:
        case Is(State.VALID | State.VAGUE, subject) if not isinstance(subject, ListOf):
            yield from _leaves(subject)
        case Compare(_, left, right) | Differs(left, right) | Same(left, right) | Likeness(left, right):
            yield from _leaves(left)
            yield from _leaves(right)
        case SameParty(left, right):
            yield from (left, right)
        case Among(subject) | TextTest(_, subject) | Truth(subject):
            yield from _leaves(subject)
        case Within(subject):
            yield from _leaves(subject)
        case Timing(subject=subject, anchor=anchor):
            yield from _leaves(subject)
            yield from _leaves(anchor)
        case Quantified(over=over):
            yield over


def plain(value: Value | ListOf) -> Value | ListOf:
    """The value that a definition stands for."""
    return plain(value.value) if isinstance(value, NamedValue) else value


def _leaves(value: Value) -> Iterator[Value]:
    match value:
        case NamedValue():
            yield from _leaves(value.value)
        case Arithmetic(_, left, right):
            yield from _leaves(left)
            yield from _leaves(right)
        case Elapsed(later, earlier):
            yield from _leaves(later)
            yield from _leaves(earlier)
        case Derived(_, inner):
            yield from _leaves(inner)
        case FieldValue() if not value.field.across:
            yield value
        case Parameter():
            yield value


def _of(account: Account, value: Value | ListOf, currency: str = "") -> Allowed:
    found = account.get((value, currency))
    if found is None:
        whole = isinstance(value, Aggregate | Past) and value.summary in (Summary.COUNT, Summary.DIFFERENT)
        found = account[value, currency] = Allowed(whole=whole)
    return found


def _constants(value: Value) -> tuple[Constant, ...]:
    """What a constant, a definition of one or a parameter can be; nothing where it can be anything."""
    match plain(value):
        case Constant() as constant:
            return (constant,)
        case Parameter(dated=dated):
            return tuple(one.value for one in dated)
        case _:
            return ()


def _compared(account: Account, order: Order, left: Value, constants: tuple[Constant, ...], answer: bool) -> None:
    """A comparison with one of these, whichever holds on the day: the widest of them bounds the value."""
    ends = [end for constant in constants if (end := _end(constant)) is not None]
    currencies = {constant.currency or "" for constant in constants}
    if _constants(left) or len(ends) < len(constants) or len(currencies) > 1:
        return
    found = _of(account, plain(left), currencies.pop())
    low, high = min(ends), max(ends)
    if order is Order.IS:
        if answer:
            found.bound(Order.AT_LEAST, low, True)
            found.bound(Order.AT_MOST, high, True)
        return
    from_below = (order in (Order.OVER, Order.AT_LEAST)) is answer
    found.bound(order, low if from_below else high, answer)


def _end(constant: Constant) -> float | str | None:
    """Where it stands on its line; None where it has no place that all tests agree upon."""
    if constant.type.kind is Kind.MOMENT:  # an instant: a day against it is compared by days
        return str(constant.value) if len(str(constant.value)) == len("2026-03-01") else None
    return float(constant.value) if isinstance(constant.value, int | float) else None


def _same_as(account: Account, subject: Value, constants: tuple[Constant, ...], answer: bool) -> None:
    """Is one of these, whichever holds on the day; that it is not that one excludes none where there are several."""
    if answer or len(constants) == 1:
        _member(account, subject, constants, answer)


def _member(account: Account, subject: Value, members: tuple[Constant, ...], answer: bool) -> None:
    kinds = {subject.type.kind, *(member.type.kind for member in members)}
    if kinds not in ({Kind.TEXT}, {Kind.CODE}) or (isinstance(subject, FieldValue) and subject.field.across):
        return
    form = fold if kinds == {Kind.TEXT} else str
    values = frozenset(form(str(member.value)) for member in members)
    found = _of(account, plain(subject))
    if answer:
        found.among.append(values)
    else:
        found.never |= values
