"""Amounts in different currencies brought into one, by the rate of the day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from cts_engine.primitives.bounds import Bounds, within
from cts_engine.primitives.moments import DAY, Moment, read
from cts_engine.primitives.tally import Weighed


class Rates:
    """Units of each currency for one of the base, from some days on."""

    __slots__ = ("_base", "_by_currency")

    def __init__(self, rates: Iterable[tuple[str, str, float]], base: str) -> None:
        self._base = base
        self._by_currency: dict[str, tuple[list[float], list[float]]] = {}
        for currency, since, units in rates:
            moment = read(since)
            days, values = self._by_currency.setdefault(currency, ([], []))
            days.append(moment.first if moment else 0.0)
            values.append(units)

    def units(self, currency: str, moments: Sequence[Moment | None]) -> float | None:
        """On the day of the first moment that is known."""
        at = next((moment for moment in moments if moment is not None), None)
        if at is None:
            return None
        if currency == self._base:
            return 1.0
        days, values = self._by_currency.get(currency, ([], []))
        found = bisect_right(days, at.first // DAY * DAY)
        return values[found - 1] if found else None

    def worth(self, of: str, to: str, moments: Sequence[Moment | None]) -> float | None:
        """What one of a currency is worth in another."""
        units_of, units_to = self.units(of, moments), self.units(to, moments)
        return None if units_of is None or units_to is None else units_to / units_of


def exchanged(
    right: Bounds | None, left: Bounds | None, money: int, rates: Rates, moments: Sequence[Moment | None]
) -> Bounds | None:
    """The right in the currency of the left; as it is where both are in one, or no rate is known."""
    if left is None or right is None or not left[2] or not right[2] or left[2] == right[2]:
        return right
    worth = rates.worth(right[2], left[2], moments)
    if worth is None:
        return right
    moved = within(right[0] * worth**money, right[1] * worth**money, left[2])
    return right if moved is None else moved


def all_exchanged(pairs: Weighed, money: int, rates: Rates, moments: Sequence[Moment | None]) -> Weighed:
    """The values in the currency of the first; as they are where a rate is not known."""
    currencies = list(dict.fromkeys(currency for _, value in pairs if value is not None and (currency := value[2])))
    if len(currencies) < 2:
        return pairs
    if None in [rates.worth(currency, currencies[0], moments) for currency in currencies]:
        return pairs
    first: Bounds = (0.0, 0.0, currencies[0])
    return [(sure, exchanged(value, first, money, rates, moments)) for sure, value in pairs]
