"""Parameters and tables for random trees: few rows, so that keys are met, missed, blank and too coarse."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from cts_grammar.checked import Constant, Dated, Exchange, FieldValue, Lookup, Parameter, Rate, Row, Value
from cts_grammar.folding import fold
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind, Type
from tests.properties import small_world as world

RECEIVED = next(f for f in world.FIELDS if f.name == "received")
ARRIVAL = next(f for f in world.FIELDS if f.name == "arrival")
AT = Span("trees.rules", 0, 0, 1, 1, 1, 1)
EXCHANGE = Exchange(
    (Rate("EUR", "2026-03-01", 1.0), Rate("EUR", "2026-03-02", 0.5), Rate("GBP", "2026-01-01", 0.8)),
    "USD",
    (FieldValue(ARRIVAL, 0, ARRIVAL.type, AT), FieldValue(RECEIVED, 0, RECEIVED.type, AT)),
)
DAYS = ("", "2026-02-01", "2026-03-01", "2026-03-02")
KEY_TYPES = (world.LOCATION, world.HS_CODE, world.TEXT, world.NUMBER_CODE)


def own_data(random: Random, fields: list[FieldValue], draw: Callable[[], Constant], span: Span) -> Value:
    """A parameter or a value of a table whose values are drawn so; the keys are some of the fields."""
    values = [draw() for _ in range(random.choice((1, 2, 3)))]
    alike = [value for value in values if value.type is values[0].type]
    return parameter(random, alike, span) if random.random() < 0.4 else lookup(random, fields, alike, span)


def parameter(random: Random, values: list[Constant], span: Span) -> Parameter:
    """From some days on."""
    days = sorted(random.sample(DAYS, len(values)))
    dated = tuple(Dated(day, value) for day, value in zip(days, values, strict=True))
    return Parameter("a parameter", dated, FieldValue(RECEIVED, 0, RECEIVED.type, span), values[0].type, span)


def lookup(random: Random, fields: list[FieldValue], values: list[Constant], span: Span) -> Lookup:
    """By one or two keys."""
    keys = random.sample([f for f in fields if f.type in KEY_TYPES], random.choice((1, 1, 2)))
    rows: dict[tuple[str, ...], Row] = {}
    for value in values * 2:
        at = tuple(key(random, k.type) for k in keys)
        rows.setdefault(at, Row(at, value if random.random() < 0.9 else None))
    may_default = values[0].type.kind in (Kind.NUMBER, Kind.TEXT)
    default = random.choice(values) if may_default and random.random() < 0.4 else None
    wording = f"a table by {', '.join(k.field.name for k in keys)}"
    return Lookup(wording, "a table", tuple(keys), tuple(rows.values()), default, values[0].type, span)


def key(random: Random, type_: Type) -> str:
    """As the checker leaves it: a canonical code, or a text folded."""
    text = random.choice(world.DOMAINS[id(type_)])
    if type_.codes is None:
        return fold(text)
    return type_.codes.normalise(text) or ""
