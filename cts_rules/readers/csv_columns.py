"""The columns of the product's own CSV: their names, what else people call them, and where their values go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from cts_grammar.folding import fold
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party, Seal
from cts_rules.readers.shapes import BY_NAME, SLOTS, Slot, Sort

PARTIES = ("consignor", "consignee", "notify", "forwarder", "buyer", "seller")

_SKIPPED = ("number_of_sharing_consignments",)
"""Counted at intake, never filed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the structure and the field that its values go to."""

    name: str
    struct: type[msgspec.Struct]
    slot: Slot
    party: str = ""
    """For fields of a party: whose."""
    currency: bool = False
    """It holds the currency of an amount, not the amount."""
    unit: str = ""
    """As the heading gives it: `lb`, `USD`."""


def _columns() -> Iterator[Column]:
    for slot in SLOTS[Manifest]:
        if slot.name not in ("consignments", "movement"):
            yield Column(slot.name, Manifest, slot)
    for slot in SLOTS[Consignment]:
        if slot.sort not in (Sort.STRUCT, Sort.STRUCTS):
            yield Column(slot.name, Consignment, slot)
    for party in PARTIES:
        for slot in SLOTS[Party]:
            yield Column(f"{party}_{slot.name}", Consignment, slot, party)
    for slot in SLOTS[GoodsItem]:
        if slot.name != "containers":
            yield Column(_item_name(slot.name), GoodsItem, slot)
    for slot in SLOTS[Container]:
        if slot.name not in (*_SKIPPED, "seals"):
            yield Column(slot.name if slot.name in _OWN_NAME else f"container_{slot.name}", Container, slot)
    for slot in SLOTS[Seal]:
        yield Column(f"seal_{slot.name}", Seal, slot)


_OWN_NAME = ("type_group", "load_status", "tare", "temperature", "shipper_owned")
_ITEM_ONLY = ("hs_code", "description", "net_weight", "un_number", "quantity")


def _item_name(field: str) -> str:
    return field if field in _ITEM_ONLY else f"item_{field}"


def _with_currencies(columns: Iterator[Column]) -> Iterator[Column]:
    for column in columns:
        yield column
        if column.slot.sort is Sort.MONEY:
            yield replace(column, name=f"{column.name}_currency", currency=True)


COLUMNS: Mapping[str, Column] = {column.name: column for column in _with_currencies(_columns())}
"""By name, in the order of the documentation."""

OTHER_NAMES: Mapping[str, str] = {
    **dict.fromkeys(
        ("bl_number", "bl_no", "b_l_number", "b_l_no", "b_l", "bill_of_lading", "bol", "hbl"), "document_number"
    ),
    **dict.fromkeys(("bill_of_lading_number", "awb", "awb_number", "awb_no", "hawb", "document_no"), "document_number"),
    **dict.fromkeys(("mbl", "mawb", "master_bl", "master_awb"), "master_document_number"),
    **dict.fromkeys(("shipper", "shipper_name", "exporter", "consignor"), "consignor_name"),
    **dict.fromkeys(("consignee", "importer"), "consignee_name"),
    **dict.fromkeys(("notify", "notify_party", "notify_party_name"), "notify_name"),
    **{f"shipper_{slot.name}": f"consignor_{slot.name}" for slot in SLOTS[Party]},
    **{f"notify_party_{slot.name}": f"notify_{slot.name}" for slot in SLOTS[Party]},
    **dict.fromkeys(("pol", "load_port", "loading_port"), "port_of_loading"),
    **dict.fromkeys(("pod", "discharge_port"), "port_of_discharge"),
    **dict.fromkeys(("vessel", "ship"), "vessel_name"),
    **dict.fromkeys(("imo", "imo_no"), "imo_number"),
    **dict.fromkeys(("voyage", "voyage_no"), "voyage_number"),
    **dict.fromkeys(("flight", "flight_no"), "flight_number"),
    **dict.fromkeys(("eta", "arrival_date"), "arrival"),
    **dict.fromkeys(("etd", "departure_date"), "departure"),
    **dict.fromkeys(("mode", "mode_of_transport"), "transport_mode"),
    **dict.fromkeys(("total_weight", "total_gross_weight"), "gross_weight"),
    **dict.fromkeys(("total_packages", "number_of_packages", "no_of_packages"), "packages"),
    **dict.fromkeys(("hs", "commodity_code", "tariff_code"), "hs_code"),
    **dict.fromkeys(("goods_description", "description_of_goods", "cargo_description", "goods"), "description"),
    **dict.fromkeys(("weight", "item_gross_weight"), "item_weight"),
    **dict.fromkeys(("item_hs_code",), "hs_code"),
    **dict.fromkeys(("item_description",), "description"),
    **dict.fromkeys(("item_net_weight",), "net_weight"),
    **dict.fromkeys(("item_quantity",), "quantity"),
    **dict.fromkeys(("un", "un_no", "item_un_number"), "un_number"),
    **dict.fromkeys(("container", "container_no", "containers", "container_numbers"), "container_number"),
    **dict.fromkeys(("size_type", "container_type", "iso_type"), "container_size_type"),
    **dict.fromkeys(("container_type_group",), "type_group"),
    **dict.fromkeys(("container_load_status",), "load_status"),
    **dict.fromkeys(("container_tare", "tare_weight"), "tare"),
    **dict.fromkeys(("container_temperature",), "temperature"),
    **dict.fromkeys(("seal", "seals", "seal_no", "seal_numbers"), "seal_number"),
    "freight_currency": "freight_charges_currency",
    "currency": "value_currency",
}
"""What people call the columns, to the name here."""

_UNIT = re.compile(r"^(?P<name>.*?)\s*[\[(](?P<unit>[^\])]+)[\])]\s*$", re.DOTALL)
_NOT_WORD = re.compile(r"[\W_]+")


def columns_named(headings: Sequence[str]) -> tuple[Column | None, ...]:
    """What each heading means; None where it is not known or says the same as one before it."""
    taken: set[str] = set()
    found: list[Column | None] = []
    for heading in headings:
        column = column_named(heading)
        fresh = column is not None and column.name not in taken
        found.append(column if fresh else None)
        if column:
            taken.add(column.name)
    return tuple(found)


def column_named(heading: str) -> Column | None:
    """The column of a heading, whatever its case, blanks and hyphens; a unit may follow in brackets.

    >>> column_named("Gross Weight [lb]").name, column_named("B/L No.").name, column_named("colour")
    ('gross_weight', 'document_number', None)
    """
    if known := _by_key(heading):
        return known
    with_unit = _UNIT.match(heading)
    known = _by_key(with_unit["name"]) if with_unit else None
    return replace(known, unit=with_unit["unit"].strip()) if known and with_unit else None


def key_of(heading: str) -> str:
    """The heading as names are written here.

    >>> key_of(" Gross-Weight ")
    'gross_weight'
    """
    return _NOT_WORD.sub("_", fold(heading)).strip("_")


def _by_key(heading: str) -> Column | None:
    key = key_of(heading)
    return COLUMNS.get(OTHER_NAMES.get(key, key))


MANIFEST_KEYS: Mapping[str, Slot] = {n: s for n, s in BY_NAME[Manifest].items() if n != "consignments"}
"""What may stand in `# key: value` lines above the headings."""
