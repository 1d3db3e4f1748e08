"""Which single tests say yes only where another one does: longer lists, shorter needles, longer times, coarser codes.

All of them keep missing data apart from no in the same way, so that what holds for yes holds, turned round, for no.
"""

from __future__ import annotations

from collections.abc import Iterable

from cts_grammar.checked import (
    Among,
    Condition,
    Constant,
    Differs,
    Gap,
    HasChanged,
    Likeness,
    Search,
    TextTest,
    Timing,
    Value,
    Within,
)
from cts_grammar.meaning.writing import written
from cts_grammar.vocabulary import Kind


def is_narrower(one: Condition, other: Condition) -> bool:
    """Whether the first, in normal form, says yes only where the second does, and no wherever the second does."""
    match one, other:
        case Among(), Among():
            return _same(one.subject, other.subject) and _lines(one.members) <= _lines(other.members)
        case Within(), Within():
            return _same(one.subject, other.subject) and _below(one.members, other.members)
        case TextTest(), TextTest():
            return _same(one.subject, other.subject) and _found_with(one, other)
        case Likeness(), Likeness():
            sides = _same(one.left, other.left) and _same(one.right, other.right)
            return sides and one.threshold >= other.threshold
        case Differs(), Differs():
            return _same(one.left, other.left) and _same(one.right, other.right) and one.share >= other.share
        case Timing(), Timing():
            return _sooner(one, other)
        case HasChanged(), HasChanged():
            return _same(one.value, other.value) and _nearer(one.when, other.when)
        case _:
            return False


def is_part_of(one: Condition, other: Condition) -> bool:
    """Whether the first says yes only where the second does; what holds for yes only."""
    match one, other:
        case Among(), Within():
            codes = all(m.type.kind is Kind.CODE for m in one.members)
            return codes and _same(one.subject, other.subject) and _below(one.members, other.members)
        case _:
            return False


def are_apart(one: Condition, other: Condition) -> bool:
    """Whether the two never both say yes: memberships of one subject without a common member."""
    match one, other:
        case Among(), Among():
            return _same(one.subject, other.subject) and _of_one_kind(one, other) and not _shared(one, other)
        case _:
            return False


def _same(one: Value, other: Value) -> bool:
    return written(one) == written(other)


def _of_one_kind(one: Among, other: Among) -> bool:
    """A code and a text may be one and the same word; two numbers may be too near to be told apart."""
    kinds = {member.type.kind for member in (*one.members, *other.members)}
    return kinds in ({Kind.CODE}, {Kind.TEXT})


def _shared(one: Among, other: Among) -> set[str]:
    return _lines(one.members) & _lines(other.members)


def _lines(values: Iterable[Value]) -> set[str]:
    return {written(value) for value in values}


def _below(members: tuple[Value, ...], others: tuple[Value, ...]) -> bool:
    """Whether every member is one of the others or lies below one; a member that is not written out must be there."""
    if _lines(members) <= _lines(others):
        return True
    codes = tuple(str(m.value) for m in others if isinstance(m, Constant))
    below = (isinstance(m, Constant) and str(m.value).startswith(codes) for m in members)
    return len(codes) == len(others) and all(below)


def _found_with(one: TextTest, other: TextTest) -> bool:
    """Whether finding a needle of the first is finding one of the second."""
    if one.search is not other.search:
        return False
    if _lines(one.needles) <= _lines(other.needles):
        return True
    texts = [str(n.value) for n in one.needles if isinstance(n, Constant)]
    sought = [str(n.value) for n in other.needles if isinstance(n, Constant)]
    if len(texts) < len(one.needles) or one.search is Search.PATTERN:
        return False
    return all(any(_holds(one.search, text, needle) for needle in sought) for text in texts)


def _holds(search: Search, text: str, needle: str) -> bool:
    match search:
        case Search.STARTS:
            return text.startswith(needle)
        case Search.ENDS:
            return text.endswith(needle)
        case _:
            return needle in text


def _nearer(one: Timing | None, other: Timing | None) -> bool:
    """Whether a change at the one time is one at the other, too."""
    return other is None or (one is not None and (written(one) == written(other) or _sooner(one, other)))


def _sooner(one: Timing, other: Timing) -> bool:
    ends = _same(one.subject, other.subject) and _same(one.anchor, other.anchor) and one.after is other.after
    if not ends or ((one.months, other.months) != (0, 0) and (one.seconds, other.seconds) != (0, 0)):
        return False
    length, limit = (one.seconds, other.seconds) if one.months == other.months == 0 else (one.months, other.months)
    within = (Gap.LESS, Gap.AT_MOST)
    if one.gap in within and other.gap in within:
        return length < limit or (length == limit and (one.gap is Gap.LESS or other.gap is Gap.AT_MOST))
    if one.gap not in within and other.gap not in within:
        return length > limit or (length == limit and (one.gap is Gap.MORE or other.gap is Gap.AT_LEAST))
    return False
