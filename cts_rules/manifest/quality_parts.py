"""Checks of what is not there: scope, essentials of a consignment, names that stand for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from cts_engine.values import Unreadable
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.model import Consignment
from cts_rules.manifest.quality_context import Checked, note, warning


def scope_is_known(checked: Checked) -> Iterator[Finding]:
    """Without transport mode or movement every rulebook that might apply is evaluated."""
    manifest = checked.manifest
    if not isinstance(manifest.transport_mode, str):
        message = "the transport mode is missing: rulebooks for every mode are evaluated"
        yield warning("scope-missing", message, "transport_mode")
    movements = [(i, c.movement or manifest.movement, w) for i, c, w in checked.consignments()]
    lacking = [(index, where) for index, movement, where in movements if not isinstance(movement, str)]
    message = "the movement is missing: rulebooks for every movement are evaluated"
    if lacking and len(lacking) == len(movements):
        yield warning("scope-missing", message, "movement")
    else:
        yield from (warning("scope-missing", message, f"{where}.movement", index) for index, where in lacking)


def essentials_are_there(checked: Checked) -> Iterator[Finding]:
    """Document number, consignor, consignee, description and weight."""
    for index, consignment, where in checked.consignments():
        for code, what, place in _lacking(consignment):
            yield warning(code, f"{what} is missing", f"{where}.{place}", index)


def _lacking(consignment: Consignment) -> Iterator[tuple[str, str, str]]:
    if consignment.document_number is None:
        yield "document-number-missing", "the document number", "document_number"
    for role in ("consignor", "consignee"):
        party = getattr(consignment, role)
        if party.name is None and party.id is None:
            yield f"{role}-missing", f"the {role}", role
    items = consignment.goods_items or ()
    if not items or any(item.description is None for item in items):
        what = "the description of the goods" if len(items) < 2 else "the description of a goods item"
        yield "description-missing", what, "goods_items"
    if consignment.gross_weight is None and (not items or any(item.weight is None for item in items)):
        yield "weight-missing", "the weight", "gross_weight"


def parties_are_named(checked: Checked) -> Iterator[Finding]:
    """`SAME AS CONSIGNEE`, `UNKNOWN` name nobody."""
    for index, role, party, where in checked.parties():
        if isinstance(party.name, Unreadable):
            message = f"`{party.name.unreadable}` names no {role}"
            yield note("party-placeholder", message, f"{where}.name", index)
