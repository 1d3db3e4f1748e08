"""Random checked conditions over the small world, built without a text: every kind of node, every kind of value.

Thresholds come from the same small domains as the data, so that they are met exactly. Sides always agree in dimension,
as the checker would have it; everything else that the checker refuses (conditions that can never hold) may occur.

>>> from random import Random
>>> tree = condition(Random(1))          # the same for the same seed
>>> everything = facts(Random(2))
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeVar

from cts_grammar.check.parts import parts_of
from cts_grammar.check.wording_of_the_past import worded
from cts_grammar.checked import (
    Aggregate,
    AllOf,
    Among,
    AnyOf,
    Arithmetic,
    AtLeastOf,
    Between,
    Compare,
    Condition,
    Constant,
    Derived,
    Differs,
    Elapsed,
    FieldValue,
    Gap,
    Is,
    Likeness,
    Listed,
    ListOf,
    Named,
    NamedValue,
    Not,
    OfEach,
    OnList,
    Order,
    Passes,
    Past,
    Quantified,
    Quantifier,
    Same,
    SameParty,
    Search,
    State,
    Summary,
    TextTest,
    Timing,
    Truth,
    Value,
    Window,
    Within,
)
from cts_grammar.dimensions import MASS, MONEY, PLAIN, TEMPERATURE, TIME, Dimension
from cts_grammar.meaning.writing import written
from cts_grammar.source import Span
from cts_grammar.vocabulary import Kind, Type
from tests.properties import small_world as world
from tests.properties.data_trees import EXCHANGE, own_data
from tests.properties.small_world import facts as facts

Grown = TypeVar("Grown", bound=Condition | Value)

SPAN = Span("trees.rules", 0, 0, 1, 1, 1, 1)

NUMBERS: dict[Dimension, tuple[float, ...]] = {
    PLAIN: (0.0, 1.0, 2.0, 3.0, 5.0, 10.0, -1.0),
    MASS: (0.0, 5.0, 10.0, 10.00000001, 15.0, 20.0, 30.0),
    MONEY: (0.0, 5.0, 10.0, 20.0, 30.0),
    TEMPERATURE: (-18.0, -5.0, 0.0, 5.0, 10.0),
    TIME: (0.0, 3600.0, 43_200.0, 86_399.0, 86_400.0, -86_400.0, 172_800.0),
}
TYPES = {
    PLAIN: world.PLAIN_NUMBER,
    MASS: world.WEIGHT,
    MONEY: world.AMOUNT,
    TEMPERATURE: world.HEAT,
    TIME: world.DURATION,
}
WORDS = ("goods", "banana", "BANANAS", "fresh", "cargo", "general cargo", "acme", "acme ltd", "t", "é", "03")
PATTERNS = (r"^fresh", r"ban.nas?$", r"\bltd\b", r"^.{4,5}$", r"0803", r"[0-9]7$")
MOMENTS = ("2026-03-01", "2026-03-02", "2026-03-01T12:00:00Z", "2026-03-02T00:00:00Z", "2026-02-28T23:59:59Z")


def condition(random: Random, depth: int = 3) -> Condition:
    """A condition about a consignment, at most so deep (a definition's or an aggregate's inside counts as deeper)."""
    return Trees(random).condition(("manifest", "consignment"), depth)


class Trees:
    """Grows trees from one source of randomness. `scope` names the thing bound at each level."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.exchange = EXCHANGE if random.getstate()[1][0] % 2 else None
        """Half of the trees have exchange rates; asked of the state, so that it costs no draw."""

    # --- conditions ---

    def condition(self, scope: tuple[str, ...], depth: int) -> Condition:
        grow = self.random.choice(self.branches() if depth > 0 and self.random.random() < 0.7 else self.leaves())
        return grow(scope, depth)

    def branches(self) -> tuple[Callable[[tuple[str, ...], int], Condition], ...]:
        return self.all_of, self.any_of, self.negated, self.at_least_of, self.named, self.quantified, self.quantified

    def leaves(self) -> tuple[Callable[[tuple[str, ...], int], Condition], ...]:
        common = (self.compare, self.compare, self.compare, self.text_test, self.text_test, self.same, self.state)
        others = (
            self.between,
            self.differs,
            self.same_party,
            self.among,
            self.among,
            self.within,
            self.within,
            self.passes,
            self.likeness,
            self.truth,
            self.timing,
            self.timing,
        )
        return common + others

    def parts(self, scope: tuple[str, ...], depth: int) -> tuple[Condition, ...]:
        return tuple(self.condition(scope, depth - 1) for _ in range(self.random.choice((1, 2, 2, 3))))

    def all_of(self, scope: tuple[str, ...], depth: int) -> Condition:
        return AllOf(self.parts(scope, depth), SPAN)

    def any_of(self, scope: tuple[str, ...], depth: int) -> Condition:
        return AnyOf(self.parts(scope, depth), SPAN)

    def negated(self, scope: tuple[str, ...], depth: int) -> Condition:
        return Not(self.condition(scope, depth - 1), SPAN)

    def at_least_of(self, scope: tuple[str, ...], depth: int) -> Condition:
        parts = self.parts(scope, depth)
        return AtLeastOf(self.random.randint(1, len(parts)), parts, SPAN)

    def named(self, scope: tuple[str, ...], depth: int) -> Condition:
        return Named("a definition", self.condition(scope, depth - 1), SPAN)

    def quantified(self, scope: tuple[str, ...], depth: int) -> Condition:
        found = self.list_of(scope)
        inner = (*scope, found.relation.to)
        quantifier = self.random.choice((Quantifier.AT_LEAST, Quantifier.AT_LEAST, Quantifier.EVERY))
        n = self.random.choice((1, 1, 2, 3))
        return Quantified(quantifier, n, found, len(scope), self.condition(inner, depth - 1), SPAN)

    def compare(self, scope: tuple[str, ...], depth: int) -> Condition:
        order = self.random.choice(tuple(Order))
        if self.random.random() < 0.2:
            return Compare(order, self.field(scope, Kind.MOMENT), self.moment(scope), SPAN)
        dimension = self.dimension()
        left, right = self.number(scope, dimension, depth), self.limit(scope, dimension, depth)
        return Compare(order, left, right, SPAN, self.exchange if dimension.money else None)

    def between(self, scope: tuple[str, ...], depth: int) -> Condition:
        if self.random.random() < 0.2:
            return Between(self.field(scope, Kind.MOMENT), self.moment(scope), self.moment(scope), SPAN)
        dimension = self.dimension()
        low, high = self.limit(scope, dimension, depth), self.limit(scope, dimension, depth)
        subject = self.number(scope, dimension, depth)
        return Between(subject, low, high, SPAN, self.exchange if dimension.money else None)

    def differs(self, scope: tuple[str, ...], depth: int) -> Condition:
        dimension = self.dimension()
        left, right = self.number(scope, dimension, depth), self.number(scope, dimension, depth)
        share = self.random.choice((0.0, 0.1, 0.5, 1.0, 1.5))
        return Differs(left, right, share, SPAN, self.exchange if dimension.money else None)

    def same(self, scope: tuple[str, ...], depth: int) -> Condition:
        left = self.code_or_text(scope)
        return Same(left, self.alike(scope, left), SPAN)

    def same_party(self, scope: tuple[str, ...], depth: int) -> Condition:
        return SameParty(self.field(scope, Kind.PARTY), self.field(scope, Kind.PARTY), SPAN)

    def among(self, scope: tuple[str, ...], depth: int) -> Condition:
        subject: Value
        members: list[Constant]
        if self.random.random() < 0.2:
            subject = self.number(scope, PLAIN, 0)
            members = [self.constant(PLAIN) for _ in range(self.random.choice((1, 2, 3)))]
        else:
            subject = self.code_or_text(scope)
            members = [self.written(subject.type) for _ in range(self.random.choice((0, 1, 2, 3)))]
        return Among(subject, tuple(members), self.random.choice(("", "a list")), SPAN)

    def within(self, scope: tuple[str, ...], depth: int) -> Condition:
        type_ = self.random.choice([t for t in (world.LOCATION, world.HS_CODE) if self.fields(scope, of_type=t)])
        subject: Value = self.random.choice(self.fields(scope, of_type=type_))
        members: list[Value] = [self.written(type_) for _ in range(self.random.choice((0, 1, 1, 2)))]
        if not members or self.random.random() < 0.2:
            members.append(self.random.choice(self.fields(scope, of_type=type_)))
        return Within(subject, tuple(members), "", SPAN)

    def passes(self, scope: tuple[str, ...], depth: int) -> Condition:
        places = {f.field.name: f for f in self.fields(("manifest", "consignment"), of_type=world.LOCATION)}
        first, last = places["port"], places["destination"]
        steps = tuple(
            tuple(self.written(world.LOCATION) for _ in range(self.random.choice((1, 1, 2))))
            for _ in range(self.random.choice((1, 2, 2, 3)))
        )
        return Passes(first, ListOf(world.ROUTED, 1, SPAN), last, steps, SPAN)

    def text_test(self, scope: tuple[str, ...], depth: int) -> Condition:
        search = self.random.choice(tuple(Search))
        subject = self.code_or_text(scope)
        needles: tuple[Value, ...]
        if search is Search.PATTERN:
            needles = (self.text(self.random.choice(PATTERNS)),)
        elif self.random.random() < 0.15:
            needles = (self.field(scope, Kind.TEXT),)
        else:
            needles = tuple(self.text(w) for w in self.random.sample(WORDS, self.random.choice((1, 1, 2, 3))))
        return TextTest(search, subject, needles, "", SPAN)

    def likeness(self, scope: tuple[str, ...], depth: int) -> Condition:
        if self.random.getstate()[1][1] % 3 == 0:
            return self.on_list(scope)
        right: Value = self.field(scope, Kind.TEXT) if self.random.random() < 0.5 else self.text("ACME LTD")
        return Likeness(self.field(scope, Kind.TEXT), right, self.random.choice((0.3, 0.6, 0.85, 1.0)), SPAN)

    def on_list(self, scope: tuple[str, ...]) -> Condition:
        kind = self.random.choice((Kind.PARTY, Kind.PARTY, Kind.TEXT, Kind.CODE))
        found = [f for f in self.fields(scope) if f.type.kind is kind]
        subject: Value = self.random.choice([f for f in found if f.type is world.NUMBER_CODE] or found)
        names, identifiers = ("acme", "Fresh Bananas BV"), ("EC1", "MSCU1234567", "NLRTM")
        entries = tuple(Listed((name,), (identifier,)) for name, identifier in zip(names, identifiers, strict=False))
        return OnList(subject, entries, self.random.choice((0.6, 0.9, 1.0)), "a watch list", SPAN)

    def state(self, scope: tuple[str, ...], depth: int) -> Condition:
        state = self.random.choice(tuple(State))
        if state is State.VAGUE:
            return Is(state, self.field(scope, Kind.TEXT), SPAN)
        if state is State.VALID:
            checkable = [f for t in (world.LOCATION, world.HS_CODE) for f in self.fields(scope, of_type=t)]
            return Is(state, self.random.choice(checkable), SPAN)
        draw = self.random.random()
        if draw < 0.25:
            return Is(state, self.list_of(scope), SPAN)
        if draw < 0.5:
            return Is(state, self.number(scope, self.dimension(), depth), SPAN)
        return Is(state, self.random.choice(self.fields(scope)), SPAN)

    def truth(self, scope: tuple[str, ...], depth: int) -> Condition:
        return Truth(self.field(scope, Kind.TRUTH), SPAN)

    def timing(self, scope: tuple[str, ...], depth: int) -> Condition:
        months = self.random.choice((0, 0, 1, 2, 12))
        seconds = 0 if months else self.random.choice((3600, 43_200, 86_400, 172_800))
        subject, anchor = self.field(scope, Kind.MOMENT), self.moment(scope)
        return Timing(
            subject, self.random.choice(tuple(Gap)), seconds, months, self.random.random() < 0.5, anchor, SPAN
        )

    # --- values ---

    def dimension(self) -> Dimension:
        return self.random.choice((PLAIN, PLAIN, MASS, MASS, MASS, MONEY, TEMPERATURE, TIME))

    def limit(self, scope: tuple[str, ...], dimension: Dimension, depth: int) -> Value:
        """What a number is compared with: mostly a constant."""
        return self.constant(dimension) if self.random.random() < 0.75 else self.number(scope, dimension, depth - 1)

    def number(self, scope: tuple[str, ...], dimension: Dimension, depth: int) -> Value:
        draw = self.random.random()
        if dimension == TIME:
            return self.elapsed(scope) if depth <= 0 or draw < 0.7 else self.arithmetic(scope, dimension, depth)
        if 0.6 < draw < 0.67:
            return own_data(self.random, self.fields(scope), lambda: self.constant(dimension), SPAN)
        if depth > 0 and draw < 0.3:
            return self.aggregate(scope, dimension, depth)
        if depth > 0 and draw < 0.5:
            return self.arithmetic(scope, dimension, depth)
        if depth > 0 and draw < 0.55:
            inner = self.number(scope, dimension, depth - 1)
            return NamedValue("a quantity", inner, inner.type, SPAN)
        if draw > 0.75 and dimension in (PLAIN, MASS, MONEY):
            return self.past(scope, dimension, depth)
        found = self.fields(scope, of_type=TYPES[dimension])
        return self.random.choice(found) if found else self.constant(dimension)

    def past(self, scope: tuple[str, ...], dimension: Dimension, depth: int) -> Value:
        """A question about other consignments; wherever it stands, it is about the consignment."""
        kept = {f.field.name: f for f in self.fields(("manifest", "consignment")) if f.field.name in world.KEPT.keys}
        keys: tuple[FieldValue | OfEach, ...] = tuple(
            kept[name] for name in world.KEPT.keys if self.random.random() < 0.3
        ) or (kept[self.random.choice(world.KEPT.keys)],)
        if self.random.random() < 0.2:
            keys += (self.of_each_or_own(scope),)
        value: Value | None = None
        summary = Summary.TOTAL
        draw = self.random.random()
        if dimension == PLAIN and draw < 0.7:
            summary = self.random.choice((Summary.COUNT, Summary.COUNT, Summary.DIFFERENT))
            value = kept[self.random.choice(world.KEPT.keys)] if summary is Summary.DIFFERENT else None
        elif draw < 0.85 and dimension != MONEY:
            amounts = [f for f in self.fields(("manifest", "consignment")) if f.field.name in world.KEPT.amounts]
            value = next(f for f in amounts if f.type is TYPES[dimension])
        else:
            summary = self.random.choice((Summary.TOTAL, Summary.AVERAGE, Summary.LARGEST, Summary.SMALLEST))
            value = self.among_the_past(lambda: self.number(("manifest", "consignment"), dimension, depth - 1))
        window = self.random.choice((Window(86_400, "seconds"), Window(7_776_000, "seconds"), Window(12, "months")))
        where = None
        if depth > 0 and self.random.random() < 0.3:
            where = self.among_the_past(lambda: self.condition(("manifest", "consignment"), depth - 1))
        asked = "" if isinstance(value, FieldValue) or value is None else written(value)
        wording = worded(summary, keys, value, window, asked=asked) + (f" with ({written(where)})" if where else "")
        return Past(
            summary,
            keys,
            value,
            window,
            TYPES[dimension],
            wording,
            SPAN,
            where,
            exchange=self.exchange if dimension.money else None,
        )

    def among_the_past(self, grow: Callable[[], Grown]) -> Grown:
        """What is asked of another consignment, which is not asked for its own past."""
        while asks_the_past(grown := grow()):
            pass
        return grown

    def of_each_or_own(self, scope: tuple[str, ...]) -> FieldValue | OfEach:
        """A field of every element of a list, or of one that is bound."""
        if len(scope) > 2 and self.random.random() < 0.7:
            own = [f for f in self.fields(scope) if f.level == len(scope) - 1]
            return self.random.choice(own)
        relation = next(r for r in world.RELATIONS if r.of == "consignment" and r.element is None and r.path)
        field = next(f for f in world.FIELDS if f.of == relation.to)
        return OfEach(ListOf(relation, 1, SPAN), FieldValue(field, 2, field.type, SPAN), field.type, SPAN)

    def constant(self, dimension: Dimension) -> Constant:
        number = self.random.choice(NUMBERS[dimension])
        currency = self.random.choice(("USD", "USD", "EUR")) if dimension.money else None
        return Constant(number, TYPES[dimension], f"{number:g}", SPAN, currency)

    def arithmetic(self, scope: tuple[str, ...], dimension: Dimension, depth: int) -> Value:
        operator = self.random.choice("+-*/")
        type_ = TYPES[dimension]
        if operator == "/" and dimension == PLAIN and self.random.random() < 0.6:
            shared = self.random.choice((MASS, MONEY))
            left, right = self.number(scope, shared, depth - 1), self.number(scope, shared, depth - 1)
        else:
            left = self.number(scope, dimension, depth - 1)
            right = self.number(scope, dimension if operator in "+-" else PLAIN, depth - 1)
        money = any(side.type is world.AMOUNT for side in (left, right))
        return Arithmetic(operator, left, right, type_, SPAN, self.exchange if money else None)

    def elapsed(self, scope: tuple[str, ...]) -> Value:
        return Elapsed(self.field(scope, Kind.MOMENT), self.moment(scope), world.DURATION, SPAN)

    def aggregate(self, scope: tuple[str, ...], dimension: Dimension, depth: int) -> Value:
        found = self.list_of(scope)
        inner = (*scope, found.relation.to)
        where = self.condition(inner, depth - 2) if self.random.random() < 0.6 else None
        value: Value | None
        if dimension == PLAIN and self.random.random() < 0.6:
            summary = self.random.choice((Summary.COUNT, Summary.DIFFERENT))
            value = None if summary is Summary.COUNT else self.counted(inner, found.relation.to)
        else:
            summary = self.random.choice((Summary.TOTAL, Summary.LARGEST, Summary.SMALLEST, Summary.AVERAGE))
            value = self.number(inner, dimension, depth - 2)
        exchange = self.exchange if dimension.money else None
        return Aggregate(summary, found, len(scope), value, where, TYPES[dimension], SPAN, exchange)

    def counted(self, scope: tuple[str, ...], thing: str) -> Value:
        """A field of the innermost thing, or now and then of one around it."""
        own = [f for f in self.fields(scope) if f.field.of == thing]
        return self.random.choice(own if own and self.random.random() < 0.9 else self.plain_fields(scope))

    def moment(self, scope: tuple[str, ...]) -> Value:
        if self.random.random() < 0.5:
            return self.field(scope, Kind.MOMENT)
        text = self.random.choice(MOMENTS)
        return Constant(text, world.MOMENT, text, SPAN)

    def code_or_text(self, scope: tuple[str, ...]) -> Value:
        draw = self.random.random()
        if draw < 0.15:
            place = self.random.choice(self.fields(scope, of_type=world.LOCATION))
            return Derived(world.COUNTRY, place, world.LOCATION, SPAN)
        if draw > 0.92:
            type_ = self.random.choice((world.LOCATION, world.TEXT))
            return own_data(self.random, self.fields(scope), lambda: self.written(type_), SPAN)
        if draw < 0.25:
            return Derived(world.DAY_OF_WEEK, self.field(scope, Kind.MOMENT), world.WEEKDAY, SPAN)
        value = self.field(scope, self.random.choice((Kind.CODE, Kind.TEXT)))
        return NamedValue("a text", value, value.type, SPAN) if draw < 0.3 else value

    def alike(self, scope: tuple[str, ...], left: Value) -> Value:
        """What a code or a text may be compared with."""
        if self.random.random() < 0.5:
            return self.written(left.type)
        return self.field(scope, Kind.TEXT) if self.random.random() < 0.3 else self.code_or_text(scope)

    def written(self, type_: Type) -> Constant:
        """A constant of that type, as the checker would leave it (a code in its canonical form)."""
        if type_ is world.WEEKDAY:
            word = self.random.choice(("sunday", "monday"))
            return Constant(word, type_, word, SPAN)
        text = self.random.choice(world.DOMAINS[id(type_)])
        code = type_.codes.normalise(text) if type_.codes else None
        return Constant(code or text, type_, text, SPAN)

    def text(self, text: str) -> Constant:
        return Constant(text, world.TEXT, f'"{text}"', SPAN)

    # --- names ---

    def list_of(self, scope: tuple[str, ...]) -> ListOf:
        found = [ListOf(r, level, SPAN) for level, thing in enumerate(scope) for r in world.RELATIONS if r.of == thing]
        return self.random.choice(found)

    def field(self, scope: tuple[str, ...], kind: Kind) -> FieldValue:
        """A field of that kind, of the innermost thing that has one in half the cases."""
        found = [f for f in self.fields(scope) if f.type.kind is kind]
        inner = [f for f in found if f.level == len(scope) - 1]
        return self.random.choice(inner if inner and self.random.random() < 0.5 else found)

    def fields(self, scope: tuple[str, ...], of_type: Type | None = None) -> list[FieldValue]:
        return [
            FieldValue(f, level, f.type, SPAN)
            for level, thing in enumerate(scope)
            for f in world.FIELDS
            if f.of == thing and (of_type is None or f.type is of_type)
        ]

    def plain_fields(self, scope: tuple[str, ...]) -> list[FieldValue]:
        return [f for f in self.fields(scope) if f.type.kind is not Kind.PARTY]


def asks_the_past(node: object) -> bool:
    """Whether there is a question about the past in a tree."""
    return isinstance(node, Past) or any(map(asks_the_past, parts_of(node)))
