"""How far filling what is missing could narrow down a number.

`top` is the highest that its lower bound can be brought to, `bottom` the lowest that its upper bound can. For a number
that is known both are the number; for a missing weight they are infinity and 0; for one that nothing can narrow down,
`top` lies below `bottom`. None stands for a number that can never be computed: something divided by zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, isnan

from cts_engine.missing.prospects import NEVER, Both, Prospect, Wanted, negative
from cts_engine.ranges import Range, differs_by_more, greater


class Amount:
    """A number in a condition that is undecided."""

    __slots__ = ("bottom", "currency", "narrow", "top")

    def __init__(self, top: float, bottom: float, currency: str = "", narrow: bool = True) -> None:
        self.top = -inf if isnan(top) else top
        self.bottom = inf if isnan(bottom) else bottom
        self.currency = currency
        self.narrow = narrow
        """Whether it can become exactly known."""

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        """Add the fields that could raise the lower bound (`up`) or bring the upper bound down (`down`)."""

    @property
    def attainable(self) -> Range:
        """Where it can be, once all is filled in."""
        return Range(min(self.top, self.bottom), max(self.top, self.bottom))


class Known(Amount):
    """As it is, exactly or not, it stays."""

    __slots__ = ()

    def __init__(self, known: Range) -> None:
        super().__init__(known.low, known.high, known.currency, known.exact)


class Blank(Amount):
    """A field to be filled in."""

    __slots__ = ("fields",)

    def __init__(self, fields: Sequence[str], top: float = inf, bottom: float = -inf) -> None:
        super().__init__(top, bottom)
        self.fields = fields

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        if up or down:
            wanted.update(dict.fromkeys(self.fields))


class Opposite(Amount):
    """The number with its sign changed."""

    __slots__ = ("amount",)

    def __init__(self, amount: Amount) -> None:
        super().__init__(-amount.bottom, -amount.top, amount.currency, amount.narrow)
        self.amount = amount

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        self.amount.name(down, up, wanted)


class Computed(Amount):
    """From two numbers, both of which must be known."""

    __slots__ = ("along", "parts")

    def __init__(self, top: float, bottom: float, parts: tuple[Amount, Amount], along: bool = False) -> None:
        currency = parts[0].currency or parts[1].currency
        super().__init__(top, bottom, currency, parts[0].narrow and parts[1].narrow)
        self.parts = parts
        self.along = along
        """Whether it rises with both."""

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        for part in self.parts:
            part.name(up if self.along else up or down, down if self.along else up or down, wanted)


class Moved(Amount):
    """A moment so many seconds or months away from another."""

    __slots__ = ("amount",)

    def __init__(self, amount: Amount, move: Callable[[float], float]) -> None:
        super().__init__(move(amount.top), move(amount.bottom), narrow=amount.narrow)
        self.amount = amount

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        self.amount.name(up, down, wanted)


class Exchanged(Amount):
    """An amount in another currency."""

    __slots__ = ("amount",)

    def __init__(self, amount: Amount, factor: float, currency: str) -> None:
        super().__init__(amount.top * factor, amount.bottom * factor, currency, amount.narrow)
        self.amount = amount

    def name(self, up: bool, down: bool, wanted: Wanted) -> None:
        self.amount.name(up, down, wanted)


# --- arithmetic -----------------------------------------------------------------------------------------------------


def clash(a: Amount, b: Amount) -> bool:
    """Whether they are amounts in different currencies."""
    return bool(a.currency and b.currency and a.currency != b.currency)


def arithmetic(operator: str, a: Amount | None, b: Amount | None, positive: bool) -> Amount | None:
    """`+ - * /`; `positive`: that neither can be below zero."""
    if a is None or b is None or clash(a, b):
        return None
    match operator:
        case "+":
            return Computed(a.top + b.top, a.bottom + b.bottom, (a, b), along=True)
        case "-":
            opposite = Opposite(b)
            return Computed(a.top + opposite.top, a.bottom + opposite.bottom, (a, opposite), along=True)
        case "*":
            return _product(a, b, positive)
        case _:
            return _quotient(a, b, positive)


def _product(a: Amount, b: Amount, positive: bool) -> Amount:
    for factor, other in ((a, b), (b, a)):
        if isinstance(factor, Known) and factor.narrow:
            ends = _times(other.top, factor.top), _times(other.bottom, factor.top)
            return Computed(*(ends if factor.top >= 0 else ends[::-1]), (a, b))
    if positive:
        return Computed(_times(a.top, b.top), _times(a.bottom, b.bottom), (a, b))
    return Computed(inf, -inf, (a, b))


def _quotient(a: Amount, b: Amount, positive: bool) -> Amount | None:
    if b.top <= 0 <= b.bottom:
        return None
    if isinstance(b, Known) and b.narrow:
        ends = a.top / b.top, a.bottom / b.top
        return Computed(*(ends if b.top > 0 else ends[::-1]), (a, b))
    if not positive:
        return Computed(inf, -inf, (a, b))
    top = inf if b.bottom <= 0 < a.top else _times(a.top, 1 / b.bottom if b.bottom > 0 else 0)
    return Computed(top, inf if a.bottom == inf else a.bottom / b.top, (a, b))


def _times(x: float, y: float) -> float:
    return 0.0 if x == 0 or y == 0 else x * y


# --- tests of numbers -----------------------------------------------------------------------------------------------

Way = tuple[Amount, bool, bool]
"""A number that helps if its lower bound is raised, or its upper bound brought down."""


class NumberTest(Prospect):
    """A test of numbers: the ways that lead to yes, and those that lead to no."""

    __slots__ = ("ways_to_no", "ways_to_yes")

    def __init__(self, can_yes: bool, can_no: bool, ways_to_yes: Sequence[Way], ways_to_no: Sequence[Way]) -> None:
        super().__init__(can_yes, can_no)
        self.ways_to_yes = ways_to_yes
        self.ways_to_no = ways_to_no

    def name(self, yes: bool, no: bool, wanted: Wanted) -> None:
        for amount, up, down in self.ways_to_yes if yes and self.can_yes else ():
            amount.name(up, down, wanted)
        for amount, up, down in self.ways_to_no if no and self.can_no else ():
            amount.name(up, down, wanted)


def over(a: Amount | None, b: Amount | None) -> Prospect:
    """Whether a is greater than b."""
    if a is None or b is None or clash(a, b):
        return NEVER
    apart, close = ((a, True, False), (b, False, True)), ((a, False, True), (b, True, False))
    return NumberTest(greater(a.top, b.bottom), not greater(a.bottom, b.top), apart, close)


def not_before(a: Amount | None, b: Amount | None) -> Prospect:
    """Whether the moment a is b or later, to the second."""
    if a is None or b is None:
        return NEVER
    apart, close = ((a, True, False), (b, False, True)), ((a, False, True), (b, True, False))
    return NumberTest(a.top >= b.bottom, a.bottom < b.top, apart, close)


def same(a: Amount | None, b: Amount | None) -> Prospect:
    """Whether a equals b."""
    if a is None or b is None or clash(a, b):
        return NEVER
    x, y = a.attainable, b.attainable
    meet = a.narrow and b.narrow and not greater(x.low, y.high) and not greater(y.low, x.high)
    above, below = greater(a.top, b.bottom), greater(b.top, a.bottom)
    both = (a, True, True), (b, True, True)
    apart = (a, above, below), (b, below, above)
    return NumberTest(meet, above or below, both, apart)


def between(subject: Amount | None, low: Amount | None, high: Amount | None) -> Prospect:
    """Whether low is at most the subject, and the subject at most high."""
    tests = negative(over(low, subject)), negative(over(subject, high))
    return Both(tests, compatible=low is not None and high is not None and not greater(low.bottom, high.top))


def differ(a: Amount | None, b: Amount | None, share: float) -> Prospect:
    """Whether they lie more than that share apart."""
    if a is None or b is None or clash(a, b):
        return NEVER
    everywhere = differs_by_more(a.attainable, b.attainable, share)
    both = (a, True, True), (b, True, True)
    narrow = a.narrow and b.narrow
    return NumberTest(everywhere is not False, everywhere is not True and (narrow or share >= 1), both, both)
