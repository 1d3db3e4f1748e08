"""The values behind an answer, as people read them, and the elements of lists that satisfied a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cts_engine.display import NOT_KNOWN, NOT_STATED, plain_moment, plain_range, plain_text, unit_of, with_unit
from cts_engine.facts import Element, Listing
from cts_engine.history import Unknown
from cts_engine.ranges import Range
from cts_engine.trace import Change, Identity, Reading, State, Trace
from cts_engine.values import Money, Unreadable
from cts_grammar.checked import (
    Aggregate,
    AllOf,
    AnyOf,
    Arithmetic,
    AsFirstFiled,
    AtLeastOf,
    Condition,
    Constant,
    Derived,
    Elapsed,
    FieldValue,
    HasChanged,
    HasFired,
    Is,
    ListOf,
    Lookup,
    Named,
    NamedValue,
    Not,
    Parameter,
    Passes,
    Past,
    Quantified,
    Quantifier,
    Summary,
    Value,
)
from cts_grammar.vocabulary import Kind

MOST_ELEMENTS = 5
"""Elements of one list whose values are given."""


class SeenValue(msgspec.Struct, frozen=True):
    """A value that a rule looked at."""

    name: str
    """As the language writes it: `gross weight`, `number of containers`, a definition's name."""
    value: float | str | bool | None
    """A number in base units, a text, yes or no; None where nothing was filed. What is known of a number that is not
    known exactly is a text: `at least 10`; for what the past does not tell, `not known`. For an unreadable value the
    text as received."""
    unit: str = ""
    """`kg`, `m3`, `degrees`, a currency; empty where there is none."""
    at: str = ""
    """`container MSCU1234567`, `goods item 2`; empty for the consignment and the manifest."""
    state: State = "present"


def shown(seen: SeenValue) -> str:
    """The value in words: `18000 kg`, `(not stated)`, `"TBA"` for what could not be read."""
    if seen.state == "unreadable":
        return f'"{seen.value}"'
    if seen.value is None:
        return NOT_STATED
    if isinstance(seen.value, bool):
        return "yes" if seen.value else "no"
    number = seen.value if isinstance(seen.value, str) else plain_range(Range(seen.value, seen.value))
    return with_unit(number, seen.unit)


# --- values ---------------------------------------------------------------------------------------------------------


def values_of(trace: Trace) -> tuple[SeenValue, ...]:
    """The values that made a fired rule fire: those of the parts that had to be as they are, in the rule's order."""
    return distinct(seen for test in _deciding(trace) for seen in values_at(test))


def values_at(test: Trace) -> tuple[SeenValue, ...]:
    """The values that one test looked at, whatever its answer."""
    if isinstance(test.node, HasFired):
        return (SeenValue(test.node.reference.id, test.note.removeprefix(f"{test.node.reference.id} ")),)
    if isinstance(test.node, HasChanged):
        return _changes(test.node, test)
    if isinstance(test.node, Passes):
        return (SeenValue("route", _route_text(test)),)
    if test.listing is not None:
        return (_list_value(test.node, test.listing),)
    values = [seen for reading in test.readings for seen in _values(reading)]
    return distinct(values) if len(values) > 1 else tuple(values)


def _changes(node: HasChanged, test: Trace) -> tuple[SeenValue, ...]:
    """`ACME → BETA, received 2026-03-01 08:00 UTC`, the last changes; where there was none, the value."""
    name = name_of(node.value)
    sides = () if node.when is None else test.readings[-2:]
    values = [seen for side in sides for seen in _values(side)]
    if not test.changes:
        versions = test.readings[: len(test.readings) - len(sides)]
        return (*(seen_as(reading, name) for reading in versions[-1:]), *values)
    told = "; ".join(_change(change) for change in test.changes[-MOST_ELEMENTS:])
    return (SeenValue(f"changes of {name}", told), *values)


def _change(change: Change) -> str:
    before, after = (shown(seen_as(reading, "")) for reading in (change.before, change.after))
    when = f", received {plain_moment(change.received)}" if change.received else ", in this version"
    return f"{before} → {after}{when}"


def _route_text(test: Trace) -> str:
    """The places in order, `?` for what is not known: `ECGYE, ?, NLRTM`."""
    places = [r.got if isinstance(r.got, str) else "?" for r in test.readings]
    gap = ["?"] if test.listing is None or test.listing.unknown or not test.listing.complete else []
    return plain_text(", ".join([*places[:-1], *gap, places[-1]]))


def _list_value(node: Condition, found: Listing) -> SeenValue:
    """A list as a value: how many there are, or that there is no telling."""
    over = node.subject if isinstance(node, Is) else node.over if isinstance(node, Quantified) else None
    name = over.relation.plural if isinstance(over, ListOf) else "list"
    if found.unknown == "too long":
        return SeenValue(name, "too long to go through")
    if found.unknown:
        return SeenValue(name, None if found.unknown == "missing" else "", state=found.unknown)
    return SeenValue(f"number of {name}", float(len(found.elements)))


def distinct(values: Iterable[SeenValue]) -> tuple[SeenValue, ...]:
    """Each name at each place once, in order; of a cell with several entries, all of them."""
    found: dict[tuple[str, str], list[SeenValue]] = {}
    for value in values:
        same = found.setdefault((value.name, value.at), [])
        same += [value] if value not in same else []
    return tuple(same[0] if len(same) == 1 else _all_of(same) for same in found.values())


def _all_of(same: list[SeenValue]) -> SeenValue:
    if any(v.state != "present" for v in same):
        return same[0]
    told = (f"{v.value:g} {v.unit}".strip() if isinstance(v.value, float) else str(v.value) for v in same)
    return SeenValue(same[0].name, ", ".join(told), at=same[0].at)


def _deciding(trace: Trace) -> Iterator[Trace]:
    """The tests that gave a decided condition its answer."""
    if trace.answer is None:
        return
    match trace.node:
        case Not() | Named():
            yield from _deciding(trace.parts[0])
        case AllOf() | AnyOf() | AtLeastOf():
            for part in trace.parts:
                if part.answer is trace.answer:
                    yield from _deciding(part)
        case Quantified():
            agreeing = [part for part in trace.parts if part.answer is trace.answer]
            if not trace.parts:
                yield trace
            for part in agreeing[:MOST_ELEMENTS]:
                yield from _deciding(part)
        case _:
            yield trace


def _values(reading: Reading) -> Iterator[SeenValue]:
    match reading.node:
        case Constant():
            return
        case FieldValue() | Aggregate() | Past() | AsFirstFiled():
            yield seen_as(reading, name_of(reading.node))
        case Derived() if reading.got is not None:
            yield seen_as(reading, name_of(reading.node))
        case Parameter():
            yield seen_as(reading, name_of(reading.node))
            if reading.got is None:
                yield from _values(reading.parts[0])
        case Lookup():
            yield seen_as(reading, name_of(reading.node))
            for part in reading.parts:
                yield from _values(part)
        case NamedValue(
            value=FieldValue()
            | Aggregate()
            | Past()
            | AsFirstFiled()
            | Parameter()
            | Lookup()
            | Derived()
            | NamedValue()
        ):
            yield from _values(reading.parts[0])
        case NamedValue():
            if reading.got is not None:
                yield seen_as(reading, reading.node.name)
            yield from _values(reading.parts[0])
        case _:
            for part in reading.parts:
                yield from _values(part)


def seen_as(reading: Reading, name: str) -> SeenValue:
    """What was read, under that name."""
    if reading.state == "unreadable":
        return SeenValue(name, _raw_text(reading.raw), at=reading.place, state="unreadable")
    if reading.state == "missing":
        return SeenValue(name, NOT_KNOWN if _is_not_filed(reading) else None, at=reading.place, state="missing")
    type_ = reading.node.type
    match reading.got:
        case Range() as known:
            value = known.low if known.exact else plain_range(known)
            return SeenValue(name, value, unit_of(type_.dimension, known.currency), reading.place)
        case Identity():
            return SeenValue(name, _party_text(reading.raw), at=reading.place)
        case bool() as truth:
            return SeenValue(name, truth, at=reading.place)
        case str() as text if type_.kind is Kind.MOMENT:
            return SeenValue(name, plain_moment(text), at=reading.place)
        case str():
            return SeenValue(name, plain_text(reading.text or ""), at=reading.place)
        case None:  # an amount without currency
            return SeenValue(name, _bare_amount(reading.raw), at=reading.place)


def _is_not_filed(reading: Reading) -> bool:
    """Whether the past or the rulebook's own data were asked, by whatever name: then nobody failed to state it."""
    if isinstance(reading.node, NamedValue):
        return _is_not_filed(reading.parts[0])
    if isinstance(reading.node, AsFirstFiled):
        return isinstance(reading.past, Unknown)
    return isinstance(reading.node, Past | Parameter | Lookup)


def _raw_text(raw: Any) -> str:
    if isinstance(raw, Money):
        raw = raw.amount
    if isinstance(raw, Unreadable):
        return plain_text(raw.unreadable)
    if isinstance(raw, int) and abs(raw) >= 10**18:
        return "a number out of all proportion"
    return plain_text(str(raw)) if isinstance(raw, str | int | float) else ""


def _party_text(raw: Any) -> str:
    texts = (getattr(raw, part, None) for part in ("name", "id"))
    return plain_text(next((t for t in texts if isinstance(t, str) and t), ""))


def _bare_amount(raw: Any) -> float | None:
    amount = raw.amount if isinstance(raw, Money) else raw
    return float(amount) if isinstance(amount, int | float) else None


def name_of(value: Value) -> str:
    """What a value is called: `gross weight`, `country of port of loading`, `total weight of goods items`."""
    match value:
        case FieldValue():
            return value.field.name
        case NamedValue():
            return value.name
        case Derived():
            return f"{value.derivation.name} of {name_of(value.value)}"
        case Aggregate():
            what = f"{_asked_of_each(value)} of" if value.value is not None else "of"
            such = " that qualify" if value.where is not None else ""
            return f"{value.summary.value} {what} {value.over.relation.plural}{such}"
        case AsFirstFiled():
            return f"earlier {name_of(value.value)}"
        case Past() | Lookup():
            return value.wording
        case Parameter():
            return value.name
        case Constant():
            return value.text
        case Arithmetic():
            return f"{name_of(value.left)} {value.operator} {name_of(value.right)}"
        case Elapsed():
            return f"time from {name_of(value.earlier)} to {name_of(value.later)}"


def _asked_of_each(value: Aggregate) -> str:
    """`weight`; `hs codes`, where different ones are counted."""
    if value.summary is Summary.DIFFERENT and isinstance(value.value, FieldValue):
        return value.value.field.plural or f"{value.value.field.name}s"
    return name_of(value.value) if value.value is not None else ""


# --- elements -------------------------------------------------------------------------------------------------------


def satisfiers(trace: Trace) -> dict[tuple[str, str], tuple[Element, ...]]:
    """The elements that satisfied the quantifiers and filters of a condition, by thing and list name; none unless yes.

    A list that several quantifiers go over has the elements of all of them, in its own order.
    """
    found: dict[tuple[str, str], list[Element]] = {}
    for element in _satisfying(trace) if trace.answer else ():
        key = element.relation.of, element.relation.name
        found.setdefault(key, []).append(element)
    return {key: _in_order(elements) for key, elements in found.items()}


def _in_order(elements: list[Element]) -> tuple[Element, ...]:
    once = {(e.position, id(e.thing)): e for e in elements}
    return tuple(sorted(once.values(), key=lambda e: e.position))


def _satisfying(trace: Trace) -> Iterator[Element]:
    match trace.node:
        case Quantified(quantifier=quantifier) if trace.answer is True and trace.listing:
            for element, part in zip(trace.listing.elements, trace.parts, strict=True):
                if part.answer or quantifier is Quantifier.EVERY:
                    yield element
                    yield from _satisfying(part)
        case Not() | Named():
            yield from _satisfying(trace.parts[0])
        case AllOf() | AnyOf() | AtLeastOf():
            for part in trace.parts:
                if part.answer is trace.answer:
                    yield from _satisfying(part)
        case Quantified() | HasChanged():  # the elements of other versions are no elements of this one
            return
        case _:
            for reading in trace.readings:
                yield from _counted(reading)


def _counted(reading: Reading) -> Iterator[Element]:
    if isinstance(reading.node, Aggregate) and reading.node.where is not None:
        yield from (member.element for member in reading.members if member.counts)
    for part in () if isinstance(reading.node, AsFirstFiled) else reading.parts:
        yield from _counted(part)
