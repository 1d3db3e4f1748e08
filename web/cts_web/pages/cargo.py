"""A consignment's data as an officer reads it: parties, goods, containers and the way, from the product's JSON."""

from __future__ import annotations

from typing import Any

PARTIES = (
    ("consignor", "Consignor"),
    ("consignee", "Consignee"),
    ("notify", "Notify party"),
    ("forwarder", "Forwarder"),
    ("buyer", "Buyer"),
    ("seller", "Seller"),
)

WAY = (
    ("place_of_receipt", "Received at"),
    ("port_of_loading", "Loaded at"),
    ("transhipment_ports", "Transhipped at"),
    ("port_of_discharge", "Discharged at"),
    ("place_of_delivery", "Delivered at"),
    ("country_of_origin", "Origin"),
    ("country_of_destination", "Destination"),
    ("routing_countries", "Routed through"),
)

REST = (
    ("document_type", "Document"),
    ("master_document_number", "Master document"),
    ("movement", "Movement"),
    ("issue_date", "Issued"),
    ("gross_weight", "Gross weight, kg"),
    ("volume", "Volume, m³"),
    ("packages", "Packages"),
    ("package_type", "Type of packages"),
    ("value", "Value"),
    ("freight_payment", "Freight payment"),
    ("freight_charges", "Freight charges"),
    ("marks", "Marks"),
    ("number_of_amendments", "Amendments"),
)


def parties(consignment: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The parties that were filed, by what they are called."""
    return [(label, consignment[key]) for key, label in PARTIES if consignment.get(key)]


def way(consignment: dict[str, Any]) -> list[tuple[str, Any]]:
    """The stations that were filed, in the order of the journey."""
    return [(label, consignment[key]) for key, label in WAY if consignment.get(key) not in (None, [], "")]


def rest(consignment: dict[str, Any]) -> list[tuple[str, Any]]:
    """What else was filed of the consignment as a whole."""
    return [(label, consignment[key]) for key, label in REST if consignment.get(key) not in (None, "")]
