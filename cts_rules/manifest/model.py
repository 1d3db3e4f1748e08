"""The manifest as every reader delivers it and every rule sees it: typed, immutable, units already converted.

Conventions that hold for every field:

* `None` is missing (absent, or present and empty; readers never deliver an empty text). `Unreadable` is filed but
  not to be read. Anything else has been read.
* Weights are kilograms, volumes cubic metres, temperatures degrees Celsius; none but temperatures is negative.
* Times are text in one of two canonical shapes, always UTC: a day `2026-03-01`, or an instant `2026-03-01T04:30:00Z`.
* Codes keep the text as received, but for surrounding blanks; the vocabulary's code lists normalise when comparing.
* Values are frozen and cannot form circles, so that the garbage collector need not look at them (`gc=False`).
* A list is `()` when its format carries it and nothing was filed, `None` when the format cannot carry it or the part
  was unreadable. Each reader documents which lists its format gives exhaustively.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from cts_engine.values import Money, Unreadable

Text = str | Unreadable | None
Code = str | Unreadable | None
Quantity = Annotated[float, msgspec.Meta(ge=0)] | Unreadable | None
Temperature = float | Unreadable | None
Moment = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$")] | Unreadable | None
"""`2026-03-01` (a whole UTC day) or `2026-03-01T04:30:00Z` (an instant)."""

TransportMode = Literal["sea", "air", "road", "rail"]
Movement = Literal["import", "export", "transit", "transhipment"]
DocumentType = Literal["master", "house", "direct"]
FreightPayment = Literal["prepaid", "collect", "cash"]
LoadStatus = Literal["full", "empty", "lcl"]
TypeGroup = Literal["dry", "refrigerated", "tank", "open top", "flat", "ventilated"]


class Party(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A consignor, consignee, notify party, forwarder, buyer or seller. All None: no such party was filed."""

    name: Text = None
    """Unreadable where it holds nothing but placeholder words (`SAME AS CONSIGNEE`, `UNKNOWN`)."""
    address: Text = None
    city: Text = None
    postcode: Text = None
    country: Code = None
    """ISO 3166-1 alpha-2."""
    id: Code = None
    """Tax, EORI or other identifier, as received."""
    phone: Text = None
    email: Text = None


class GoodsItem(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One line of goods of a consignment."""

    number: int | None = None
    """The item number as filed (not unique in real messages)."""
    hs_code: Code = None
    """Harmonized System code as received; Unreadable where no digits can be read out of it."""
    description: Text = None
    weight: Quantity = None
    """Gross, kg."""
    net_weight: Quantity = None
    volume: Quantity = None
    packages: Quantity = None
    package_type: Code = None
    """UN/ECE Recommendation 21 code as received."""
    value: Money | None = None
    country_of_origin: Code = None
    un_number: Code = None
    """UN dangerous goods number, four digits, without the letters UN."""
    marks: Text = None
    quantity: Quantity = None
    """Supplementary units."""
    containers: tuple[str, ...] | None = None
    """Numbers of the containers that it is stowed in, as received."""


class Seal(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A seal on a container."""

    number: Text = None
    party: Code = None
    """Who affixed it: UN/EDIFACT 9303 (CA carrier, CU customs, SH shipper, TO terminal) or as received."""


class Container(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A container (or unit load device) that carries goods of the consignment."""

    number: Code = None
    size_type: Code = None
    """ISO 6346 size and type code."""
    type_group: TypeGroup | Unreadable | None = None
    load_status: LoadStatus | Unreadable | None = None
    weight: Quantity = None
    tare: Quantity = None
    temperature: Temperature = None
    shipper_owned: bool | None = None
    seals: tuple[Seal, ...] | None = None
    number_of_sharing_consignments: int | None = None
    """How many consignments of the manifest name this container, itself included; filled at intake."""


class Consignment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What one transport document covers: the unit that is assessed."""

    document_number: Code = None
    document_type: DocumentType | Unreadable | None = None
    master_document_number: Code = None
    movement: Movement | Unreadable | None = None
    """Its own, else (filled at intake) the manifest's."""
    place_of_receipt: Code = None
    port_of_loading: Code = None
    port_of_discharge: Code = None
    place_of_delivery: Code = None
    country_of_origin: Code = None
    country_of_destination: Code = None
    transhipment_ports: tuple[str, ...] | None = None
    routing_countries: tuple[str, ...] | None = None
    gross_weight: Quantity = None
    """As declared for the whole consignment; never derived from the items."""
    volume: Quantity = None
    packages: Quantity = None
    package_type: Code = None
    value: Money | None = None
    freight_payment: FreightPayment | Unreadable | None = None
    freight_charges: Money | None = None
    marks: Text = None
    number_of_amendments: int | None = None
    issue_date: Moment = None
    consignor: Party = Party()
    consignee: Party = Party()
    notify: Party = Party()
    forwarder: Party = Party()
    buyer: Party = Party()
    seller: Party = Party()
    goods_items: tuple[GoodsItem, ...] | None = None
    containers: tuple[Container, ...] | None = None


class Manifest(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One conveyance's cargo as one sender reported it."""

    manifest_number: Code = None
    transport_mode: TransportMode | Unreadable | None = None
    movement: Movement | Unreadable | None = None
    carrier: Code = None
    carrier_name: Text = None
    vessel_name: Text = None
    imo_number: Code = None
    vessel_flag: Code = None
    voyage_number: Code = None
    flight_number: Code = None
    port_of_departure: Code = None
    port_of_arrival: Code = None
    departure: Moment = None
    arrival: Moment = None
    message_time: Moment = None
    """When the sender says that it wrote the message."""
    received: Moment = None
    """When it came in: set once, at intake; a bare file takes its message_time."""
    submitter: Code = None
    consignments: tuple[Consignment, ...] = ()
