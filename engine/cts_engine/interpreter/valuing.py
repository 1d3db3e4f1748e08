"""Values over facts, straight from the definition of the language: what was filed, what it means, what is computed.

Decided here, where the definition is silent:

* A value of another Python type than its field's is unreadable. So is a code that its code list cannot normalise, but
  text tests and derivations still see its text as received.
* A computed value of which bounds are known is present; one of which nothing is known is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from cts_engine import clock
from cts_engine.facts import Element, Facts, filed
from cts_engine.interpreter.aggregating import Answerer, aggregate
from cts_engine.interpreter.exchanging import brought_together, without_rate
from cts_engine.interpreter.looking_up import lookup, parameter
from cts_engine.interpreter.recalling import past
from cts_engine.ranges import Range, calculate, exactly, known
from cts_engine.trace import Identity, Reading
from cts_engine.values import Money, Unreadable, is_missing, is_unreadable
from cts_grammar.checked import (
    Aggregate,
    Arithmetic,
    Constant,
    Derived,
    Elapsed,
    FieldValue,
    Lookup,
    NamedValue,
    Parameter,
    Past,
    Value,
)
from cts_grammar.folding import fold
from cts_grammar.vocabulary import Kind, Type, as_is

Read = Callable[[Value], Reading]
"""Reading a value in the scope of a test."""


def read(value: Value, facts: Facts, answerer: Answerer) -> Reading:
    """What a value is over these facts."""
    match value:
        case FieldValue():
            return _field(value, facts)
        case Constant():
            return read_constant(value)
        case NamedValue():
            inner = read(value.value, facts, answerer)
            return Reading(value, inner.state, inner.got, inner.raw, inner.around, (inner,), note=inner.note)
        case Arithmetic():
            left, right = read(value.left, facts, answerer), read(value.right, facts, answerer)
            return _arithmetic(value, left, right, lambda field: read(field, facts, answerer))
        case Elapsed():
            return _elapsed(value, read(value.later, facts, answerer), read(value.earlier, facts, answerer))
        case Derived():
            return _derived(value, read(value.value, facts, answerer))
        case Aggregate():
            return aggregate(value, facts, lambda each, inside: read(each, inside, answerer), answerer)
        case Past():
            return past(value, facts, lambda each, elsewhere: read(each, elsewhere, answerer), answerer)
        case Parameter():
            return parameter(value, read(value.by, facts, answerer), read_constant)
        case Lookup():
            return lookup(value, tuple(read(key, facts, answerer) for key in value.keys), read_constant)


# --- what was filed -------------------------------------------------------------------------------------------------


def _field(value: FieldValue, facts: Facts) -> Reading:
    raw = filed(value, facts)
    around = facts.around(value.level)
    if value.type.kind is Kind.PARTY:
        return _party(value, raw, around)
    if raw is None or is_missing(raw):
        return Reading(value, "missing", None, raw, around)
    got = None if is_unreadable(raw) else readable(raw, value.type)
    if got is None and _lacks_currency(raw, value.type):
        return Reading(value, "present", None, raw, around, note="no currency")
    return Reading(value, "unreadable" if got is None else "present", got, raw, around)


def readable(raw: Any, type_: Type) -> Range | str | bool | None:
    """A filed value as its type reads it; None where it cannot be, or is an amount without currency."""
    match type_.kind:
        case Kind.TEXT:
            return raw if isinstance(raw, str) else None
        case Kind.CODE:
            return _canonical(raw, type_) if isinstance(raw, str) else None
        case Kind.NUMBER if type_.dimension is not None and type_.dimension.money:
            return _amount(raw)
        case Kind.NUMBER:
            return _number(raw)
        case Kind.MOMENT:
            return raw if isinstance(raw, str) and clock.seconds(raw) else None
        case Kind.TRUTH:
            return raw if isinstance(raw, bool) else None
        case Kind.PARTY:
            return None


def _canonical(text: str, type_: Type) -> str | None:
    return type_.codes.normalise(text) if type_.codes else as_is(text)


def _number(raw: Any, currency: str = "") -> Range | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    try:
        number = float(raw)
    except OverflowError:
        return None
    return exactly(number, currency) if isfinite(number) else None


def _amount(raw: Any) -> Range | None:
    if not isinstance(raw, Money) or not isinstance(raw.currency, str) or not raw.currency:
        return None
    return _number(raw.amount, raw.currency)


def _lacks_currency(raw: Any, type_: Type) -> bool:
    """An amount that could be read, but for its currency."""
    return (
        type_.kind is Kind.NUMBER
        and isinstance(raw, Money)
        and bool(type_.dimension and type_.dimension.money)
        and not raw.currency
        and _number(raw.amount) is not None
    )


def _party(value: FieldValue, raw: Any, around: tuple[Element, ...]) -> Reading:
    if raw is None:
        return Reading(value, "missing", None, raw, around)
    name, identifier, country = (getattr(raw, part, Unreadable("")) for part in ("name", "id", "country"))
    if is_missing(name) and is_missing(identifier):
        return Reading(value, "missing", None, raw, around)
    folded = fold(name) if isinstance(name, str) and name else None
    identity = Identity(folded, _plain_code(identifier), _plain_code(country))
    if identity.name is None and identity.id is None:
        return Reading(value, "unreadable", None, raw, around)
    return Reading(value, "present", identity, raw, around)


def _plain_code(raw: Any) -> str | None:
    return as_is(raw) if isinstance(raw, str) else None


def read_constant(value: Constant) -> Reading:
    """A value as written in the rule."""
    if isinstance(value.value, str):
        return Reading(value, "present", value.value, value.value)
    money = value.type.dimension is not None and value.type.dimension.money
    if money and not value.currency:
        return Reading(value, "present", None, value.value, note="no currency")
    return Reading(value, "present", exactly(float(value.value), value.currency or ""), value.value)


# --- what is computed -----------------------------------------------------------------------------------------------


def _computed(value: Value, got: Range | str | None, parts: tuple[Reading, ...], note: str = "") -> Reading:
    text = got if isinstance(got, str) else None
    return Reading(value, "missing" if got is None else "present", got, text, parts=parts, note=note)


def _arithmetic(value: Arithmetic, left: Reading, right: Reading, read: Read) -> Reading:
    if not isinstance(left.got, Range) or not isinstance(right.got, Range):
        return _computed(value, None, (left, right))
    sides = [left.node.type.dimension, right.node.type.dimension]
    money = [side.money if side else 0 for side in sides]
    a, b = brought_together(value.exchange, (left.got, right.got), money, read)
    got = calculate(value.operator, a, b)
    if got is not None and not (value.type.dimension and value.type.dimension.money):
        got = Range(got.low, got.high)
    note = "" if got else without_rate(value.exchange, (a, b), read)
    return _computed(
        value, got, (left, right), note or ("division by zero" if not got and value.operator == "/" else "")
    )


def _elapsed(value: Elapsed, later: Reading, earlier: Reading) -> Reading:
    ends = moment(later), moment(earlier)
    if ends[0] is None or ends[1] is None:
        return _computed(value, None, (later, earlier))
    got = known(float(ends[0][0] - ends[1][1]), float(ends[0][1] - ends[1][0]))
    return _computed(value, got, (later, earlier))


def moment(reading: Reading) -> tuple[int, int] | None:
    """The first and last second of a moment; None where it is not known."""
    return clock.seconds(reading.got) if isinstance(reading.got, str) else None


def _derived(value: Derived, inner: Reading) -> Reading:
    text = inner.got if inner.node.type.kind is Kind.MOMENT else inner.text
    derived = value.derivation.compute(text) if isinstance(text, str) else None
    if not derived:
        return _computed(value, None, (inner,))
    got = readable(derived, value.type)
    return Reading(value, "missing" if got is None else "present", got, derived, inner.around, (inner,))
