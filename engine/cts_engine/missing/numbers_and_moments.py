"""What tests of numbers and moments wait for."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from cts_engine import clock
from cts_engine.missing import amounts
from cts_engine.missing.amounts import Amount, Moved, Opposite
from cts_engine.missing.exchanging import together
from cts_engine.missing.numbers import amount, moment
from cts_engine.missing.prospects import NEVER, Both, Prospect, negative
from cts_engine.missing.scope import Scope
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import Between, Compare, Differs, Exchange, Gap, Order, Timing
from cts_grammar.vocabulary import Kind


def compare(scope: Scope, node: Compare, trace: Trace) -> Prospect:
    """Both sides, as far as they can be brought apart or together."""
    left, right = trace.readings
    return ordered(scope, node.order, left, right, node.exchange)


def ordered(scope: Scope, order: Order, left: Reading, right: Reading, exchange: Exchange | None = None) -> Prospect:
    """Two numbers or two moments in an order."""
    if left.node.type.kind is Kind.MOMENT:
        return scope.waiting_for([scope.blanks(left), scope.blanks(right)])
    a = amount(scope, left)
    b = together(scope, exchange, a, amount(scope, right), right.node)
    match order:
        case Order.IS:
            return amounts.same(a, b)
        case Order.OVER:
            return amounts.over(a, b)
        case Order.UNDER:
            return amounts.over(b, a)
        case Order.AT_LEAST:
            return negative(amounts.over(b, a))
        case Order.AT_MOST:
            return negative(amounts.over(a, b))


def between(scope: Scope, node: Between, trace: Trace) -> Prospect:
    """The subject against both ends."""
    if node.subject.type.kind is Kind.MOMENT:
        return scope.waiting_for([scope.blanks(reading) for reading in trace.readings])
    subject = amount(scope, trace.readings[0])
    low, high = (together(scope, node.exchange, subject, amount(scope, r), r.node) for r in trace.readings[1:])
    return amounts.between(subject, low, high)


def differs(scope: Scope, node: Differs, trace: Trace) -> Prospect:
    """Both sides."""
    left = amount(scope, trace.readings[0])
    right = together(scope, node.exchange, left, amount(scope, trace.readings[1]), trace.readings[1].node)
    return amounts.differ(left, right, node.share)


def timing(scope: Scope, node: Timing, trace: Trace) -> Prospect:
    """Both moments; also a day that was filed, where the hour matters."""
    subject, anchor = (moment(scope, reading) for reading in trace.readings)
    if subject is None or anchor is None:
        return NEVER
    limit: Amount = Moved(anchor, _step(node))
    if not node.after:
        subject, anchor, limit = Opposite(subject), Opposite(anchor), Opposite(limit)
    match node.gap:
        case Gap.LESS:
            near: Prospect = negative(amounts.not_before(subject, limit))
            return Both((amounts.not_before(subject, anchor), near), compatible=anchor.bottom < limit.top)
        case Gap.AT_MOST:
            near = amounts.not_before(limit, subject)
            return Both((amounts.not_before(subject, anchor), near), compatible=anchor.bottom <= limit.top)
        case Gap.MORE:
            return negative(amounts.not_before(limit, subject))
        case Gap.AT_LEAST:
            return amounts.not_before(subject, limit)


def _step(node: Timing) -> Callable[[float], float]:
    def step(second: float) -> float:
        if second in (inf, -inf):
            return second
        if node.months:
            return clock.step_months(int(second), node.months if node.after else -node.months)
        return second + (node.seconds if node.after else -node.seconds)

    return step
