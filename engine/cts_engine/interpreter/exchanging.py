"""Amounts in different currencies brought into one, by the rate of the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cts_engine.ranges import Range, clashing, known
from cts_engine.trace import Reading
from cts_grammar.checked import Exchange, Rate, Value

Read = Callable[[Value], Reading]


def brought_together(
    exchange: Exchange | None, ranges: Sequence[Range], money: Sequence[int], read: Read
) -> tuple[Range, ...]:
    """The ranges in the currency of the first that has one; as they are where that is not needed, or no rate is known.

    `money` tells for each how often money is in its dimension: once in an amount, minus once in a weight per amount.
    """
    if exchange is None or clashing(tuple(ranges)) is None:
        return tuple(ranges)
    day = day_of(exchange, read)
    target = next(r.currency for r in ranges if r.currency)
    factors = [factor(exchange, r.currency, target, day) if r.currency else 1.0 for r in ranges]
    if None in factors:
        return tuple(ranges)
    moved = [_times(r, (f or 1.0) ** m, target) for r, f, m in zip(ranges, factors, money, strict=True)]
    return tuple(ranges) if None in moved else tuple(r for r in moved if r is not None)


def _times(amount: Range, factor: float, currency: str) -> Range | None:
    return known(amount.low * factor, amount.high * factor, currency) if amount.currency else amount


def day_of(exchange: Exchange, read: Read) -> str:
    """The day whose rates hold; empty where it is not known."""
    found = (read(field).got for field in exchange.by)
    return next((got[:10] for got in found if isinstance(got, str)), "")


def factor(exchange: Exchange, of: str, to: str, day: str) -> float | None:
    """What one of a currency is worth in another; None where either has no rate on the day."""
    if of == to:
        return 1.0
    units_of, units_to = _units(exchange, of, day), _units(exchange, to, day)
    return None if units_of is None or units_to is None else units_to / units_of


def _units(exchange: Exchange, currency: str, day: str) -> float | None:
    if not day:
        return None
    if currency == exchange.base:
        return 1.0
    held: list[Rate] = [r for r in exchange.rates if r.currency == currency and r.since <= day]
    return max(held, key=lambda r: r.since).units if held else None


def without_rate(exchange: Exchange | None, ranges: Sequence[Range], read: Read) -> str:
    """The exchange rate that lacks, in words; empty where none does."""
    pair = clashing(tuple(ranges))
    if pair is None:
        return ""
    day = day_of(exchange, read) if exchange is not None else ""
    return f"no exchange rate from {pair[0]} to {pair[1]}{f' on {day}' if day else ''}"
