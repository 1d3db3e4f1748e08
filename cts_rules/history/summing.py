"""One number out of the earlier consignments that a question found: how many, how much, how many different ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, isfinite
from typing import NamedTuple

from cts_engine.history import NOT_CERTAIN, NOTHING_HAS_IT, Recollection, Unknown, Weighed
from cts_engine.predicates.numbers import can_be_negative
from cts_grammar.checked import Past, Summary

OTHER_CURRENCIES = Unknown(reason="amounts in different currencies")
_UNCERTAIN = Unknown(reason=NOT_CERTAIN)

Identities = tuple[tuple[str | None, ...], ...]
"""The values of a field of one consignment; each as it is told apart: of a party by id, by name, by name with id."""


class Found(NamedTuple):
    """A consignment that agrees in all keys."""

    received: str
    weighed: Weighed
    identities: Identities = ()
    gaps: float = 0
    """How many more values it may have than can be read."""


def summed(question: Past, found: Sequence[Found], *, complete: bool = True) -> Recollection | Unknown:
    """The answer. Not `complete`: others may agree that could not be found."""
    summary = question.summary
    counted = [one for one in found if one.weighed.counts is not False]
    certain = [one for one in counted if one.weighed.counts]
    match summary:
        case Summary.COUNT:
            return _told(counted, float(len(certain)), float(len(counted)) if complete else None)
        case Summary.DIFFERENT:
            least = distinct(one.identities for one in certain)
            most = distinct(one.identities for one in counted) + sum(one.gaps for one in counted)
            return _told(counted, float(least), float(most) if complete and most < inf else None)
        case Summary.TOTAL:
            return _total(counted, complete, -inf if can_be_negative(question.value) else 0.0)
        case _:
            return _among(summary, [one for one in counted if one.weighed.value is not None], complete)


def _told(counted: Sequence[Found], least: float, most: float | None, currency: str = "") -> Recollection:
    moments = sorted(one.received for one in counted if one.received)
    first, last = (moments[0], moments[-1]) if moments else ("", "")
    return Recollection(least, most, len(counted), first, last, currency)


def _total(counted: Sequence[Found], complete: bool, floor: float) -> Recollection | Unknown:
    """Of those without a value nothing is known but that it is not below `floor`."""
    known = [(one.weighed.value, one.weighed.counts) for one in counted if one.weighed.value is not None]
    currencies = {value[2] for value, _ in known if value[2]}
    if len(currencies) > 1:
        return OTHER_CURRENCIES
    gaps = len(known) < len(counted) or not complete
    low = sum(value[0] if counts else min(0.0, value[0]) for value, counts in known)
    high = sum(value[1] if counts else max(0.0, value[1]) for value, counts in known)
    if not isfinite(low + (floor if gaps else 0.0)):
        return _UNCERTAIN
    return _told(counted, low, None if gaps or high == inf else high, next(iter(currencies), "") or "")


def _among(summary: Summary, having: Sequence[Found], complete: bool) -> Recollection | Unknown:
    """The largest, the smallest or the average of those that have a value."""
    certain = [one.weighed.value for one in having if one.weighed.counts and one.weighed.value]
    every = [one.weighed.value for one in having if one.weighed.value]
    if not certain:
        return NOTHING_HAS_IT if complete and not every else _UNCERTAIN
    currencies = {value[2] for value in every if value[2]}
    if len(currencies) > 1:
        return OTHER_CURRENCIES
    if summary is Summary.LARGEST:
        low, high = max(v[0] for v in certain), max(v[1] for v in every) if complete else inf
    elif summary is Summary.SMALLEST:
        low, high = min(v[0] for v in every) if complete else -inf, min(v[1] for v in certain)
    elif len(certain) < len(every) or not complete:
        return _UNCERTAIN
    else:
        low = sum(v[0] for v in certain) / len(certain)
        high = sum(v[1] for v in certain) / len(certain)
    if not isfinite(low):
        return _UNCERTAIN
    return _told(having, low, None if high == inf else high, next(iter(currencies), "") or "")


def distinct(records: Iterable[Identities]) -> int:
    """How many different ones.

    >>> distinct([(("1", None, "NL acme"),), ((None, "NL acme", None),), ((None, "DE other", None),), ()])
    2
    """
    ids: set[str] = set()
    names: set[str] = set()
    named_with_id: set[str] = set()
    for code, *name in (identity for identities in records for identity in identities):
        by_name, with_id = name if name else (None, None)
        if code is not None:
            ids.add(code)
            if with_id is not None:
                named_with_id.add(with_id)
        elif by_name is not None:
            names.add(by_name)
    return len(ids) + len(names - named_with_id)
