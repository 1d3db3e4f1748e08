"""What the past answers to a question about it."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

import msgspec

from cts_engine.facts import Facts, filed
from cts_engine.history import NO_HISTORY, NOT_CERTAIN, Unknown, Weigh, Weighed
from cts_engine.interpreter.exchanging import brought_together
from cts_engine.ranges import Range, known
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import Exchange, FieldValue, OfEach, Past, Summary, Value

Read = Callable[[Value, Facts], Reading]
Answerer = Callable[[Any, Facts], Trace]


def past(value: Past, facts: Facts, read: Read, answerer: Answerer) -> Reading:
    """The number as far as the history of these facts knows it."""
    of_elements = [key for key in value.keys if isinstance(key, FieldValue) and key.level > 1]
    own = tuple(filed(key, facts) for key in of_elements)
    around = facts.around(max((key.level for key in of_elements), default=1))
    weigh = _weigher(value, facts, read, answerer)
    answer = facts.history.recall(value, facts.manifest, facts.consignment, own, weigh)
    if isinstance(answer, Unknown):
        return Reading(value, "missing", around=around, note=answer.reason, past=answer)
    got = known(answer.least, inf if answer.most is None else answer.most, answer.currency)
    note = "" if answer.certain else NOT_CERTAIN
    return Reading(value, "missing" if got is None else "present", got, around=around, note=note, past=answer)


def _weigher(question: Past, facts: Facts, read: Read, answerer: Answerer) -> Weigh | None:
    """How another consignment is looked at; None where all that are found count alike."""
    value = None if question.summary is Summary.DIFFERENT or isinstance(question.value, OfEach) else question.value
    if value is None and question.where is None:
        return None

    def weigh(manifest: Any, consignment: Any) -> Weighed:
        elsewhere = msgspec.structs.replace(
            facts, manifest=manifest, consignment=consignment, bound=(), history=NO_HISTORY
        ).starting()
        counts = True if question.where is None else answerer(question.where, elsewhere).answer
        if value is None or counts is False:
            return Weighed(counts)
        got = read(value, elsewhere).got
        if not isinstance(got, Range):
            return Weighed(counts)
        there = _in_the_base(question, got, lambda field: read(field, elsewhere))
        return Weighed(counts, (there.low, there.high, there.currency or None))

    return weigh


def _in_the_base(question: Past, amount: Range, read: Callable[[Value], Reading]) -> Range:
    """An amount of money in the currency that all are brought into; as it is where there is none."""
    exchange: Exchange | None = question.exchange
    money = question.type.dimension.money if question.type.dimension else 0
    if exchange is None or not exchange.base:
        return amount
    return brought_together(exchange, (Range(0.0, 0.0, exchange.base), amount), (money, money), read)[1]
