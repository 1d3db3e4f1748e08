"""What two versions differ in beside their rules: rows of tables, listed parties, rates, days of parameters."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from cts_engine.values import Money
from cts_grammar.checked import Constant, Exchange, Listed, Lookup, Named, OnList, Parameter, Rate, Row
from cts_grammar.meaning import written

MOST = 8
"""Rows and parties that are tried of a table or list in which nothing changed."""

DATA = frozenset({"rows", "entries", "rates"})
"""Attributes with thousands of rows, none of which holds a condition."""


class Beside:
    """The data that the rules of two versions use, what differs first."""

    def __init__(self, olds: Iterable[Any], news: Iterable[Any]) -> None:
        self.rows: dict[str, list[Row]] = {}
        """By the lookup's wording."""
        self.listed: dict[str, list[Listed]] = {}
        """By the watch list's name."""
        self.rates: list[Rate] = []
        """Only those that differ."""
        self.days: list[str] = []
        """From which a value or a rate holds that differs."""
        old, new = (list(nodes(tuple(each))) for each in (olds, news))
        for wording in dict.fromkeys(node.wording for node in (*old, *new) if isinstance(node, Lookup)):
            was, now = (
                [row for node in each if isinstance(node, Lookup) and node.wording == wording for row in node.rows]
                for each in (old, new)
            )
            self.rows[wording] = _first(was, now, lambda row: (row.keys, written(row.value)))
        for name in dict.fromkeys(node.list_name for node in (*old, *new) if isinstance(node, OnList)):
            was_listed, now_listed = (
                [one for node in each if isinstance(node, OnList) and node.list_name == name for one in node.entries]
                for each in (old, new)
            )
            self.listed[name] = _first(was_listed, now_listed, lambda one: one)
        rates = [{rate for node in each if isinstance(node, Exchange) for rate in node.rates} for each in (old, new)]
        self.rates = sorted(rates[0] ^ rates[1], key=lambda rate: (rate.currency, rate.since, rate.units))
        dated = [{(node.name, d.since, d.value) for node in each if isinstance(node, Parameter) for d in node.dated}
                 for each in (old, new)]  # fmt: skip
        days = {since for _, since, _ in dated[0] ^ dated[1]} | {rate.since for rate in self.rates}
        self.days = sorted(day for day in days if day)

    def money(self, exchange: Exchange | None, constants: Iterable[Constant]) -> Iterator[Money]:
        """Amounts in the currencies whose rates differ, around what comes to the constants."""
        known = {rate.currency: rate.units for rate in exchange.rates} if exchange else {}
        for constant in constants:
            if not constant.currency or not isinstance(constant.value, float | int):
                continue
            base = float(constant.value) / known.get(constant.currency, 1.0)
            for currency in dict.fromkeys(rate.currency for rate in self.rates):
                units = [rate.units for rate in self.rates if rate.currency == currency]
                for each in (sum(units) / len(units), *units, 2 * max(units), min(units) / 2):
                    yield Money(base * each, currency)


def _first(was: list[Any], now: list[Any], key: Any) -> list[Any]:
    """What only one of them has, then some of the others."""
    before, after = {key(one): one for one in was}, {key(one): one for one in now}
    alone = [one for k, one in (*after.items(), *before.items()) if (k in before) is not (k in after)]
    return [*alone[: 4 * MOST], *[one for k, one in after.items() if k in before][:MOST]]


def nodes(node: Any) -> Iterator[Any]:
    """Everything in a condition, but what stands in tables and lists."""
    if isinstance(node, tuple):
        for part in node:
            yield from nodes(part)
    elif dataclasses.is_dataclass(node) and type(node).__module__ == Named.__module__:
        yield node
        for field in dataclasses.fields(node):
            if field.name not in DATA:
                yield from nodes(getattr(node, field.name))
