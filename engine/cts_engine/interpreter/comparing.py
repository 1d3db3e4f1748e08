"""Tests of numbers and moments."""

from __future__ import annotations

import msgspec

from cts_engine import clock
from cts_engine.interpreter.exchanging import brought_together, without_rate
from cts_engine.interpreter.kleene import every, negated
from cts_engine.interpreter.valuing import Read, moment
from cts_engine.ranges import Range, differs_by_more, is_equal, is_over
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import Between, Compare, Differs, Gap, Order, Timing


def compare(node: Compare, read: Read) -> Trace:
    """By their order."""
    left, right = readings = read(node.left), read(node.right)
    return _told(node, in_order(node.order, *_together(node, left, right, read)), readings, read)


def between(node: Between, read: Read) -> Trace:
    """Both ends included."""
    subject, low, high = readings = read(node.subject), read(node.low), read(node.high)
    above = in_order(Order.AT_LEAST, *_together(node, subject, low, read))
    below = in_order(Order.AT_MOST, *_together(node, subject, high, read))
    return _told(node, every((above, below)), readings, read)


def _together(node: Compare | Between | Differs, left: Reading, right: Reading, read: Read) -> tuple[Reading, Reading]:
    """The readings, amounts of money in one currency where there are rates for it."""
    if node.exchange is None or not isinstance(left.got, Range) or not isinstance(right.got, Range):
        return left, right
    a, b = brought_together(node.exchange, (left.got, right.got), (money_in(left), money_in(right)), read)
    return msgspec.structs.replace(left, got=a), msgspec.structs.replace(right, got=b)


def money_in(reading: Reading) -> int:
    """How often money is in the dimension of what was read."""
    dimension = reading.node.type.dimension
    return dimension.money if dimension else 0


def in_order(order: Order, left: Reading, right: Reading) -> bool | None:
    """Whether two numbers or two moments are so ordered."""
    a, b = left.got, right.got
    if isinstance(a, Range) and isinstance(b, Range):
        over, under, same = is_over(a, b), is_over(b, a), is_equal(a, b)
    elif isinstance(a, str) and isinstance(b, str):
        over, under, same = clock.is_later(a, b), clock.is_later(b, a), clock.is_same(a, b)
    else:
        return None
    match order:
        case Order.IS:
            return same
        case Order.OVER:
            return over
        case Order.UNDER:
            return under
        case Order.AT_LEAST:
            return negated(under)
        case Order.AT_MOST:
            return negated(over)


def differs(node: Differs, read: Read) -> Trace:
    """By more than a share of the larger."""
    left, right = readings = read(node.left), read(node.right)
    a, b = (reading.got for reading in _together(node, left, right, read))
    result = differs_by_more(a, b, node.share) if isinstance(a, Range) and isinstance(b, Range) else None
    return _told(node, result, readings, read)


def _told(node: Compare | Between | Differs, result: bool | None, readings: tuple[Reading, ...], read: Read) -> Trace:
    """The trace, with the exchange rate that would decide it."""
    if result is not None:
        return Trace(node, result, readings=readings)
    ranges = [r.got for r in readings if isinstance(r.got, Range)]
    return Trace(node, None, readings=readings, note=without_rate(node.exchange, ranges, read))


def timing(node: Timing, read: Read) -> Trace:
    """How far one moment lies after or before another."""
    subject, anchor = readings = read(node.subject), read(node.anchor)
    span, base = moment(subject), moment(anchor)
    result = None if span is None or base is None else is_so_far(node, span, base)
    return Trace(node, result, readings=readings)


def is_so_far(node: Timing, subject: tuple[float, float], anchor: tuple[float, float]) -> bool | None:
    """Whether moments, given by their first and last seconds, lie as far from each other as it says."""
    limit = _limit(node, anchor[0]), _limit(node, anchor[1])
    if not node.after:  # seen backwards in time, before is after
        subject, anchor, limit = _backwards(subject), _backwards(anchor), _backwards(limit)
    match node.gap:
        case Gap.LESS:
            return every((_not_before(subject, anchor), negated(_not_before(subject, limit))))
        case Gap.AT_MOST:
            return every((_not_before(subject, anchor), _not_before(limit, subject)))
        case Gap.MORE:
            return negated(_not_before(limit, subject))
        case Gap.AT_LEAST:
            return _not_before(subject, limit)


def _limit(node: Timing, anchor: float) -> float:
    if node.months:
        return clock.step_months(int(anchor), node.months if node.after else -node.months)
    return anchor + node.seconds if node.after else anchor - node.seconds


def _backwards(span: tuple[float, float]) -> tuple[float, float]:
    return -span[1], -span[0]


def _not_before(a: tuple[float, float], b: tuple[float, float]) -> bool | None:
    """Whether a is at or after b at every second of both; None where it depends on the second."""
    if a[0] >= b[1]:
        return True
    return None if a[1] >= b[0] else False
