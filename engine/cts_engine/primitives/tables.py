"""The rulebook's own data, prepared to be looked up: parameters by day, tables by their keys."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import product
from typing import Any

from cts_engine.primitives.moments import Moment, read

MOST_REMEMBERED = 16_384


class ByDay:
    """The values of a parameter, each from its first day on."""

    __slots__ = ("_firsts", "_values")

    def __init__(self, dated: Sequence[tuple[str, Any]]) -> None:
        self._firsts = [_first_second(since) for since, _ in dated]
        self._values = [value for _, value in dated]

    def __call__(self, moment: Moment | None) -> Any:
        """The value that holds then; None before the first, and where the moment is not known."""
        if moment is None:
            return None
        found = bisect_right(self._firsts, moment.first)
        return self._values[found - 1] if found else None


def _first_second(since: str) -> float:
    moment = read(since) if since else None
    return moment.first if moment else float("-inf")


class ByKeys:
    """The rows of a table."""

    def __init__(
        self, rows: Sequence[tuple[tuple[str, ...], Any]], hierarchical: tuple[bool, ...], default: Any
    ) -> None:
        self._rows = dict(rows)
        self._hierarchical = hierarchical
        lengths = [{len(at[index]) for at in self._rows} for index in range(len(hierarchical))]
        self._lengths = [sorted(of_key, reverse=True) for of_key in lengths]
        """Of the keys in the rows, the longest first: no other beginnings need be tried."""
        self._default = default
        self._remembered: dict[tuple[str, ...], Any] = {}

    def __call__(self, *keys: str | None) -> Any:
        """The value that is found by the keys; None where one is not known, and where no row and no default is."""
        if None in keys:
            return None
        sought: tuple[Any, ...] = keys
        if sought not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[sought] = self._find(sought)
        return self._remembered[sought]

    def _find(self, sought: tuple[str, ...]) -> Any:
        ways = [
            [key[:n] for n in lengths if n <= len(key)] if below else [key]
            for key, below, lengths in zip(sought, self._hierarchical, self._lengths, strict=True)
        ]
        for at in product(*ways):
            if at in self._rows:
                found = self._rows[at]
                return self._default if found is None else found
        return None if self._default is None or self._is_too_coarse(sought) else self._default

    def _is_too_coarse(self, sought: tuple[str, ...]) -> bool:
        return any(
            all(
                key == row or (below and (key.startswith(row) or row.startswith(key)))
                for row, key, below in zip(at, sought, self._hierarchical, strict=True)
            )
            for at in self._rows
        )
