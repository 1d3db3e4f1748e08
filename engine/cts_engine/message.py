"""Messages with the consignment's values filled in.

What a manifest holds is data: it is put in as it stands, on one line and cut to a length, and never read as anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from cts_engine import interpreter
from cts_engine.display import NOT_STATED, plain_text
from cts_engine.facts import Element, Facts, listing
from cts_engine.seen import name_of, satisfiers, seen_as, shown
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import FieldValue, ListOf, Message, OfElements, Value
from cts_grammar.vocabulary import Relation

LONGEST_MESSAGE = 1000
"""Characters of a message that are kept."""

NAMED_ELEMENTS = 3
"""Elements that a message names before it counts the others."""


def fill(message: Message, facts: Facts, trace: Trace | None) -> str:
    """The message for these facts; `trace` is that of the rule's condition, which tells the elements that satisfied it.

    What was not filed is `(not stated)`, what could not be read stands in quotes as received. Never raises over data.
    """
    return plain_text("".join(_filled(part, facts, trace) for part in message.parts), LONGEST_MESSAGE)


def _filled(part: str | Value | OfElements, facts: Facts, trace: Trace | None) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, OfElements):
        return _elements(part, facts, trace)
    return _shown(interpreter.read(part, facts))


def _shown(reading: Reading) -> str:
    return shown(seen_as(reading, name_of(reading.node)))


# --- lists ----------------------------------------------------------------------------------------------------------


def _elements(part: OfElements, facts: Facts, trace: Trace | None) -> str:
    value = part.value or FieldValue(part.field, 2, part.field.type, part.span)
    elements = _satisfying(part.relation, trace) or tuple(_all(part, facts, trace))
    texts = [_shown(interpreter.read(value, facts.bind(2, element))) for element in elements]
    return enumerated(list(dict.fromkeys(texts))) or NOT_STATED


def _satisfying(relation: Relation, trace: Trace | None) -> tuple[Element, ...]:
    """The elements of that list, or of another list of the same things, that satisfied the rule."""
    found = satisfiers(trace) if trace is not None else {}
    own = found.get((relation.of, relation.name))
    return own or tuple(e for elements in found.values() for e in elements if e.relation.to == relation.to)


def _all(part: OfElements, facts: Facts, trace: Trace | None) -> Iterator[Element]:
    """All elements of a list of the consignment; of a list inside a list, those inside the elements that satisfied."""
    way = facts.ways.get(part.relation.of)
    if way is None:
        yield from listing(ListOf(part.relation, 1, part.span), facts).elements
        return
    outer = _satisfying(way, trace) or listing(ListOf(way, 1, part.span), facts).elements
    for element in outer:
        yield from listing(ListOf(part.relation, 2, part.span), facts.bind(2, element)).elements


def enumerated(texts: list[str], named: int = NAMED_ELEMENTS) -> str:
    """Three are named, the others counted.

    >>> enumerated(["A", "B", "C"]), enumerated(["A", "B", "C", "D", "E"])
    ('A, B and C', 'A, B, C and 2 more')
    """
    if len(texts) > named:
        return f"{', '.join(texts[:named])} and {len(texts) - named} more"
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
