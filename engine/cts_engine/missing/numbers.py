"""How far the numbers that a condition read could be narrowed down."""

from __future__ import annotations

from math import inf

from cts_engine import interpreter
from cts_engine.facts import Listing
from cts_engine.history import Unknown
from cts_engine.interpreter import valuing
from cts_engine.interpreter.aggregating import key_of, never_negative
from cts_engine.interpreter.looking_up import could_apply
from cts_engine.missing.amounts import Amount, Blank, Known, NumberTest, arithmetic
from cts_engine.missing.exchanging import brought_to, together
from cts_engine.missing.lists import Count, Different, Entry, Total, average, largest, smallest
from cts_engine.missing.prospects import NEVER, NO, YES, Prospect, Spare
from cts_engine.missing.scope import Scope
from cts_engine.ranges import Range
from cts_engine.trace import Member, Reading
from cts_engine.values import Money
from cts_grammar.checked import Aggregate, Arithmetic, Elapsed, FieldValue, Lookup, NamedValue, Parameter, Past, Summary
from cts_grammar.vocabulary import Kind


def moment(scope: Scope, reading: Reading) -> Amount | None:
    """A moment in seconds: a day that was filed could be filed as an instant of that day."""
    ends = valuing.moment(reading)
    if ends is None:
        blanks = scope.blanks(reading)
        return None if blanks is None else Blank(blanks)
    field = scope.own_field(reading)
    if ends[0] != ends[1] and field is not None:
        return Blank(field, ends[1], ends[0])
    return Known(Range(ends[0], ends[1]))


def amount(scope: Scope, reading: Reading) -> Amount | None:
    """How far a number could be narrowed down; None where it can never be computed."""
    got = reading.got
    if isinstance(got, Range) and got.exact:
        return Known(got)
    match reading.node:
        case FieldValue():
            return _filed_number(scope, reading, reading.node)
        case NamedValue():
            return amount(scope, reading.parts[0])
        case Arithmetic():
            return _arithmetic(scope, reading, reading.node)
        case Elapsed():
            later, earlier = (moment(scope, part) for part in reading.parts)
            return arithmetic("-", later, earlier, positive=False)
        case Aggregate():
            return _aggregate(scope, reading, reading.node)
        case Past():
            return _recalled(reading)
        case Parameter() | Lookup():
            return _of_data(scope, reading, reading.node)
        case _:
            return None


def _filed_number(scope: Scope, reading: Reading, node: FieldValue) -> Amount:
    """To be filled in, or lacking nothing but its currency."""
    bare = reading.raw.amount if reading.state == "present" and isinstance(reading.raw, Money) else None
    if isinstance(bare, int | float):
        return Blank(scope.names(node), float(bare), float(bare))
    return Blank(scope.names(node), bottom=0.0 if never_negative(node) else -inf)


def _recalled(reading: Reading) -> Amount | None:
    """Known within bounds for good; else anything, once the fields are filed that the past is asked with."""
    if isinstance(reading.got, Range):
        return Known(reading.got)
    answer = reading.past
    bottom = 0.0 if never_negative(reading.node) else -inf
    return Blank(answer.missing, bottom=bottom) if isinstance(answer, Unknown) and answer.missing else None


def _of_data(scope: Scope, reading: Reading, node: Parameter | Lookup) -> Amount | None:
    """One of the values that the parameter or the table could come to."""
    fields = scope.keys_wanted(reading)
    if isinstance(node, Parameter):
        held = [dated.value for dated in node.dated]
    else:
        held = [row.value for row in could_apply(node, reading.parts) if row.value is not None]
        held += [node.default] if node.default is not None else []
    if fields is None or not held:
        return None
    numbers = [float(constant.value) for constant in held]
    found = Blank(fields, max(numbers), min(numbers))
    currencies = {constant.currency or "" for constant in held}
    found.currency = currencies.pop() if len(currencies) == 1 else ""
    return found


def _arithmetic(scope: Scope, reading: Reading, node: Arithmetic) -> Amount | None:
    positive = never_negative(node.left) and never_negative(node.right)
    left, right = (amount(scope, part) for part in reading.parts)
    right = together(scope, node.exchange, left, right, node.right)
    found = arithmetic(node.operator, left, right, positive)
    if found is not None and not (node.type.dimension and node.type.dimension.money):
        found.currency = ""
    return found


# --- over lists ---------------------------------------------------------------------------------------------------


def _aggregate(scope: Scope, reading: Reading, node: Aggregate) -> Amount | None:
    found = reading.listing or Listing(unknown="missing")
    if found.unknown == "too long":
        return None
    spare = scope.spare(node, found)
    members = [(scope.bind(node, member.element), member) for member in reading.members]
    if node.summary is Summary.COUNT:
        return Count([_counts(inside, member) for inside, member in members], spare)
    if node.summary is Summary.DIFFERENT:
        return Different([_difference(inside, member) for inside, member in members], spare)
    entries = [(_counts(inside, member), _number(inside, member)) for inside, member in members]
    return _summary(scope, node, [entry for entry in entries if entry[0] is not NO], spare)


def _summary(scope: Scope, node: Aggregate, entries: list[Entry], spare: Spare | None) -> Amount | None:
    currency = next((number.currency for _, number in entries if number is not None and number.currency), "")
    if node.value is not None:
        value = node.value
        entries = [(part, brought_to(scope, node.exchange, currency, number, value)) for part, number in entries]
    if len({number.currency for _, number in entries if number is not None and number.currency}) > 1:
        return None
    more = None
    if spare is not None and node.value is not None:
        inside = scope.imagine(node)
        more = amount(inside, interpreter.read(node.value, inside.facts))
    match node.summary:
        case Summary.LARGEST:
            return largest(entries, spare, more)
        case Summary.SMALLEST:
            return smallest(entries, spare, more)
        case Summary.AVERAGE:
            return average(entries, spare, more)
        case _:
            return Total(entries, spare, more, 0.0 if never_negative(node.value) else -inf)


def _counts(scope: Scope, member: Member) -> Prospect:
    """Whether an element counts."""
    return YES if member.where is None else scope.prospect(member.where)


def _number(scope: Scope, member: Member) -> Amount | None:
    """With which number."""
    return None if member.value is None else amount(scope, member.value)


def _difference(scope: Scope, member: Member) -> tuple[Prospect, object, Prospect]:
    """Whether it counts, the value by which it differs, and what a missing value waits for."""
    counts, value = _counts(scope, member), member.value
    key = None if value is None else key_of(value)
    if value is None or key is not None:
        return counts, key, NEVER
    if value.node.type.kind is not Kind.NUMBER:
        return counts, None, scope.waiting_for([scope.blanks(value)])
    number = amount(scope, value)
    both = () if number is None else ((number, True, True),)
    return counts, None, NumberTest(bool(both), bool(both), both, both)
