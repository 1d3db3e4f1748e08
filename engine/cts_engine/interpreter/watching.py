"""Whether a party is on a watch list, and which entry it is most like."""

from __future__ import annotations

from cts_engine.interpreter.valuing import Read
from cts_engine.likeness import name_likeness
from cts_engine.trace import Identity, Reading, Trace
from cts_grammar.checked import OnList
from cts_grammar.vocabulary import Kind, as_is


def on_list(node: OnList, read: Read) -> Trace:
    """By identifier, else by the likeness of names."""
    reading = read(node.subject)
    identifier, name = _asked(reading)
    if identifier is not None and any(identifier in entry.identifiers for entry in node.entries):
        return Trace(node, True, readings=(reading,), note=f"{node.list_name}: the same identifier")
    if name is None:
        known = reading.node.type.kind is Kind.CODE and identifier is not None
        return Trace(node, False if known else None, readings=(reading,))
    alike = [(name_likeness(name, listed), listed) for entry in node.entries for listed in entry.names]
    most, listed = max(alike, default=(0.0, ""))
    return Trace(node, most >= node.threshold, readings=(reading,), note=f'{most:.1%} like "{listed}"')


def _asked(reading: Reading) -> tuple[str | None, str | None]:
    """The identifier and the name as received, as far as they are known."""
    if isinstance(reading.got, Identity):
        name = getattr(reading.raw, "name", None)
        return reading.got.id, name if reading.got.name and isinstance(name, str) else None
    if reading.node.type.kind is Kind.CODE:
        return (as_is(reading.text) if reading.text else None), None
    return None, reading.text if reading.node.type.kind is Kind.TEXT else None
