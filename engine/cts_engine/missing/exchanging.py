"""How amounts in different currencies could be brought together once what is missing is filed."""

from __future__ import annotations

from cts_engine import interpreter
from cts_engine.interpreter.exchanging import day_of, factor
from cts_engine.missing.amounts import Amount, Blank, Exchanged, clash
from cts_engine.missing.scope import Scope
from cts_grammar.checked import Exchange, Value


def brought_to(
    scope: Scope, exchange: Exchange | None, currency: str, amount: Amount | None, value: Value
) -> Amount | None:
    """The amount in a currency; where the day is not known that tells the rate, waiting for it; else as it is."""
    if amount is None or exchange is None or not currency or not amount.currency or amount.currency == currency:
        return amount
    day = day_of(exchange, lambda field: interpreter.read(field, scope.facts))
    if not day:
        return Blank([name for field in exchange.by for name in scope.names(field)], bottom=0.0)
    worth = factor(exchange, amount.currency, currency, day)
    money = value.type.dimension.money if value.type.dimension else 0
    return amount if worth is None else Exchanged(amount, worth**money, currency)


def together(
    scope: Scope, exchange: Exchange | None, a: Amount | None, b: Amount | None, value: Value
) -> Amount | None:
    """The second, whose value that is, in the currency of the first."""
    return brought_to(scope, exchange, a.currency, b, value) if a is not None and b is not None and clash(a, b) else b
