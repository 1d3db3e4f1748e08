"""Consignments: a CNI group to the consignments that it holds, one for each house. Goods items are exhaustive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cts_engine.values import Unreadable
from cts_rules.manifest.model import Consignment, Container, FreightPayment, GoodsItem, Movement, Quantity
from cts_rules.readers import cuscar_codes
from cts_rules.readers.cuscar_context import Context, report_empty_references, taken
from cts_rules.readers.cuscar_documents import documents
from cts_rules.readers.cuscar_equipment import container
from cts_rules.readers.cuscar_goods import FiledItem, amount, goods_item, marks, measured, with_description
from cts_rules.readers.cuscar_house import HouseSegments
from cts_rules.readers.cuscar_outline import ConsignmentGroup
from cts_rules.readers.cuscar_party import parties
from cts_rules.readers.cuscar_repeats import without_repeats
from cts_rules.readers.cuscar_route import route
from cts_rules.readers.cuscar_text import description
from cts_rules.readers.cuscar_totals import check_stowage


@dataclass(slots=True)
class FiledConsignment:
    """A consignment whose goods and containers are not yet linked."""

    consignment: Consignment
    items: list[FiledItem]
    stowed: tuple[str, ...]
    """Numbers of its containers, as received."""
    equipment: tuple[Container, ...]
    """Equipment that was filed inside the consignment."""


def consignments(context: Context, group: ConsignmentGroup) -> list[FiledConsignment]:
    """The consignments of a CNI group; findings go to the index that the account stands at, which counts on."""
    group.cni.mapped = True
    read = []
    for house in group.houses:
        read.append(_consignment(context, HouseSegments(group, house)))
        if context.account.consignment is not None:
            context.account.consignment += 1
    return read


def _consignment(context: Context, said: HouseSegments) -> FiledConsignment:
    told = documents(context, said.group, said.house)
    weight, packages = _gross_weight(context, said), _packages(context, said)
    items = _items(context, said, packages, weight)
    who = parties(context, said.house.parties or said.group.common.parties)
    where = route(context, said)
    consignment = Consignment(
        document_number=told.number,
        document_type=told.type,
        master_document_number=told.master,
        movement=_movement(context, said),
        place_of_receipt=where.place_of_receipt,
        port_of_loading=where.port_of_loading,
        port_of_discharge=where.port_of_discharge,
        place_of_delivery=where.place_of_delivery,
        country_of_origin=where.country_of_origin,
        country_of_destination=where.country_of_destination,
        transhipment_ports=where.transhipment_ports,
        routing_countries=where.routing_countries,
        gross_weight=weight,
        volume=_volume(context, said),
        packages=packages,
        value=amount(context, said.own("MOA"), cuscar_codes.GOODS_VALUE, said.currency),
        freight_payment=_freight_payment(said),
        freight_charges=amount(context, said.own("MOA"), cuscar_codes.FREIGHT_CHARGE, said.currency),
        marks=marks(said.own("PCI")),
        issue_date=_issue_date(context, said),
        consignor=who.consignor,
        consignee=who.consignee,
        notify=who.notify,
        forwarder=who.forwarder,
        buyer=who.buyer,
        seller=who.seller,
    )
    report_empty_references(context, said.own("RFF"))
    equipment = tuple(container(context, group) for group in said.house.equipment)
    return FiledConsignment(consignment, items, _stowed(said, items), equipment)


def _gross_weight(context: Context, said: HouseSegments) -> Quantity:
    total = said.total(cuscar_codes.TOTAL_WEIGHT)
    if total is not None:
        return context.mass(total.part(1, 1), total.part(1, 2).upper(), total)
    return measured(context, said.own("MEA"), cuscar_codes.GROSS_WEIGHT)


def _volume(context: Context, said: HouseSegments) -> Quantity:
    total = said.total(cuscar_codes.TOTAL_VOLUME)
    if total is not None:
        return context.volume(total.part(1, 1), total.part(1, 2).upper(), total)
    return measured(context, said.own("MEA"), cuscar_codes.VOLUME)


def _packages(context: Context, said: HouseSegments) -> Quantity:
    total = said.total(cuscar_codes.TOTAL_PACKAGES)
    return context.count(total.part(1, 1), total, "number of packages") if total else None


def _movement(context: Context, said: HouseSegments) -> Movement | None:
    """By GIS or GEI, else by the status in CNI."""
    stated: Movement | None = None
    for tag, element in (("GIS", 1), ("GEI", 2)):
        for segment in said.all(tag):
            movement = cuscar_codes.MOVEMENTS.get(segment.part(element))
            segment.mapped = segment.mapped or movement is not None
            stated = stated or movement
    cni = said.group.cni
    status = cuscar_codes.MOVEMENTS.get(cni.part(2, 1))
    if stated and status and stated != status:
        context.find("movement-differs", "warning", f"GIS says {stated}, the status in CNI {status}", cni)
    return stated or status


def _freight_payment(said: HouseSegments) -> FreightPayment | Unreadable | None:
    cpi = said.pick("CPI", cuscar_codes.BASIC_FREIGHT) or said.any("CPI")
    filed = (cpi.part(3) or cpi.part(2)) if cpi else ""
    return (cuscar_codes.PREPAID_OR_COLLECT.get(filed.upper()) or Unreadable(filed)) if filed else None


def _issue_date(context: Context, said: HouseSegments) -> str | Unreadable | None:
    dtm = said.pick("DTM", cuscar_codes.ISSUE_DATE)
    return context.moment(dtm) if dtm else None


def _items(context: Context, said: HouseSegments, packages: Quantity, weight: Quantity) -> list[FiledItem]:
    """Its goods items; a description filed for the whole goes to the first that has none, else before the first one's.

    It makes an item of its own only where there is none: one without weight and code would leave totals undecided.
    """
    items = [goods_item(context, group, said.currency) for group in said.house.items]
    items = without_repeats(context, items, packages, weight)
    for filed in items:
        check_stowage(context, filed.item, filed.stowed)
    texts = [ftx for ftx in said.own("FTX") if ftx.part(1).upper() in cuscar_codes.DESCRIPTION]
    whole = description(context, texts)
    if whole and not items:
        return [with_description(FiledItem(GoodsItem(), None), whole)]
    if whole:
        at = next((i for i, filed in enumerate(items) if filed.item.description is None), 0)
        own = items[at].item.description
        items[at] = with_description(items[at], f"{whole} {own}" if isinstance(own, str) else whole)
    return items


def _stowed(said: HouseSegments, items: Sequence[FiledItem]) -> tuple[str, ...]:
    """Numbers of its containers: of its goods, and of SGP and references beside them."""
    of_goods = [sgp.part(1) for filed in items for sgp in filed.stowed]
    beside = [sgp.part(1) for sgp in said.own("SGP") if sgp.part(1) and taken(sgp)]
    references = [rff for rff in said.own("RFF") if rff.part(1).upper() == cuscar_codes.CONTAINER_REFERENCE]
    named = [rff.part(1, 1) for rff in references if rff.part(1, 1) and taken(rff)]
    return tuple(dict.fromkeys([*of_goods, *beside, *named]))
