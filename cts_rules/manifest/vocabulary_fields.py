"""The names of manifests, consignments, parties, goods items, containers and seals, each with its explanation."""

from __future__ import annotations

from collections.abc import Callable

from cts_grammar.vocabulary import Field, Type
from cts_rules.manifest.naming import field
from cts_rules.manifest.reaching import main_hs_code, whole_description
from cts_rules.manifest.vocabulary_types import (
    AMOUNT,
    CAPACITY,
    DEGREES,
    MOMENT,
    NUMBER,
    PARTY,
    TEXT,
    TRUTH,
    WEIGHT,
    Types,
)

PARTIES = {
    "consignor": "who sends the goods",
    "consignee": "who is to receive the goods",
    "notify": "who is to be told of the arrival",
    "forwarder": "who arranges the carriage",
    "buyer": "who has bought the goods",
    "seller": "who has sold the goods",
}

OTHER_PARTY = {"consignee": "notify"}
"""What a party as a whole is compared with in its example: `consignee differs from notify`."""


def manifest_fields(types: Types) -> tuple[Field, ...]:
    """Of the conveyance and its message."""
    of = "manifest"
    return (
        field(of, "manifest number", types.manifest_number, '"2026-0117"', "registration number of the manifest"),
        field(of, "transport mode", types.transport_mode, "sea", "how the goods come: sea, air, road, rail"),
        field(
            of, "movement", types.movement, "import", "import, export, transit or transhipment, of the whole manifest"
        ),
        field(of, "carrier", types.carrier, "NPLU", "code of the carrier"),
        field(of, "carrier name", TEXT, '"NORTHERN PEARL LINES"', "name of the carrier"),
        field(of, "vessel name", TEXT, '"NORTHERN PEARL"', "name of the ship"),
        field(
            of,
            "imo number",
            types.imo_number,
            "9074729",
            "number of the ship with the International Maritime Organization",
        ),
        field(of, "vessel flag", types.country, "PA", "country under whose flag the ship sails"),
        field(of, "voyage number", types.voyage, '"614W"', "the carrier's number of the voyage"),
        field(of, "flight number", types.flight, "KL0641", "airline and number of the flight"),
        field(of, "port of departure", types.location, "ECGYE", "where the conveyance left for here"),
        field(of, "port of arrival", types.location, "NLRTM", "where the conveyance arrives"),
        field(of, "departure", MOMENT, "2026-03-01", "when the conveyance left"),
        field(of, "arrival", MOMENT, "2026-03-15", "when the conveyance arrives or is expected"),
        field(of, "received", MOMENT, "2026-03-01", "when the manifest came in; set once, at intake"),
        field(of, "submitter", types.identifier, '"NL001234567"', "who sent the manifest"),
    )


def consignment_fields(types: Types) -> tuple[Field, ...]:
    """Of what one transport document covers, without its parties."""
    of = "consignment"
    return (
        field(
            of,
            "document number",
            types.document_number,
            '"MAEU123456789"',
            "number of the bill of lading or air waybill",
        ),
        field(of, "document type", types.document_type, "master", "master, house or direct"),
        field(
            of, "master document number", types.document_number, '"MAEU123456789"', "the master that a house belongs to"
        ),
        field(of, "movement", types.movement, "import", "import, export, transit or transhipment"),
        field(of, "place of receipt", types.location, "ECUIO", "where the carrier took the goods over"),
        field(of, "port of loading", types.location, "ECGYE", "where the goods were loaded"),
        field(of, "port of discharge", types.location, "NLRTM", "where the goods are unloaded"),
        field(of, "place of delivery", types.location, "DEDUI", "where the carrier hands the goods over"),
        field(of, "country of origin", types.country, "EC", "where the goods were made or grown"),
        field(of, "country of destination", types.country, "DE", "where the goods are to stay"),
        field(
            of, "gross weight", WEIGHT, "18 t", "as declared for the whole consignment, with packaging; never derived"
        ),
        field(of, "volume", CAPACITY, "33 m3", "as declared for the whole consignment"),
        field(of, "packages", NUMBER, "1080", "number of packages of the whole consignment"),
        field(of, "package type", types.package_type, "CT", "kind of packages, UN/ECE Recommendation 21"),
        field(of, "value", AMOUNT, "10000 USD", "declared value of the whole consignment"),
        field(of, "freight payment", types.freight_payment, "cash", "prepaid, collect or cash"),
        field(of, "freight charges", AMOUNT, "2400 USD", "what the carriage costs"),
        field(of, "marks", TEXT, '"FRAGILE"', "marks and numbers on the packages"),
        field(
            of,
            "description",
            TEXT,
            '"bananas"',
            "the texts of all goods items",
            across="goods item",
            path=(),
            whole=whole_description,
        ),
        field(
            of,
            "main hs code",
            types.hs,
            "080390",
            "the HS code that all goods items share, else that of the heaviest",
            reach=main_hs_code,
            path=(),
        ),
        field(of, "number of amendments", NUMBER, "5", "how often this transport document was changed before"),
        field(of, "issue date", MOMENT, "2026-02-20", "when the transport document was made out"),
    )


def party_fields(types: Types, party: str, role: str, nobody: Callable[[str], bool]) -> tuple[Field, ...]:
    """Of one party: the party as a whole, then what it is called and where it is. `nobody`: names that name nobody."""
    of = "consignment"

    def detail(name: str, type_: Type, example: str, explanation: str) -> Field:
        unreadable = nobody if name == "name" else None
        told = f"{explanation} of the {party}"
        return field(of, f"{party} {name}", type_, example, told, path=(party, name), unreadable=unreadable)

    return (
        field(
            of,
            party,
            PARTY,
            OTHER_PARTY.get(party, "consignee"),
            f"{role}, as a whole: compared by identifier, else by name and country",
        ),
        detail("name", TEXT, '"ACME TRADING LTD"', "name"),
        detail("address", TEXT, '"P.O. BOX 12"', "street and number, or the whole address"),
        detail("city", TEXT, '"Quito"', "city"),
        detail("postcode", TEXT, '"3011 AA"', "postcode"),
        detail("country", types.country, "EC", "country"),
        detail("id", types.identifier, '"EC0991"', "tax, EORI or other identifier"),
        detail("phone", TEXT, '"+593 4 555 0100"', "telephone number"),
        detail("email", TEXT, '"office@example.com"', "e-mail address"),
    )


def goods_item_fields(types: Types) -> tuple[Field, ...]:
    """Of one line of goods."""
    of = "goods item"
    return (
        field(of, "hs code", types.hs, "0803", "Harmonized System code"),
        field(of, "description", TEXT, '"fresh bananas"', "what the goods are, in the words of the sender"),
        field(of, "weight", WEIGHT, "10 t", "weight with packaging"),
        field(of, "net weight", WEIGHT, "9.5 t", "weight without packaging"),
        field(of, "volume", CAPACITY, "12 m3", "room that the item takes"),
        field(of, "packages", NUMBER, "540", "number of packages of the item"),
        field(of, "package type", types.package_type, "CT", "kind of packages, UN/ECE Recommendation 21"),
        field(of, "value", AMOUNT, "5000 USD", "declared value of the item"),
        field(of, "country of origin", types.country, "EC", "where the item was made or grown"),
        field(of, "un number", types.un_number, "3480", "UN number of dangerous goods"),
        field(of, "marks", TEXT, '"KEEP DRY"', "marks and numbers on the packages of the item"),
        field(of, "quantity", NUMBER, "200", "number of supplementary units: pieces, pairs, litres"),
        field(of, "unit price", AMOUNT, "3 USD", "value per package", formula="value / packages", path=()),
    )


def container_fields(types: Types) -> tuple[Field, ...]:
    """Of one container or unit load device."""
    of = "container"
    return (
        field(of, "number", types.container_number, "CSQU3054383", "number on the container, ISO 6346"),
        field(of, "size type", types.size_type, "45R1", "size and type code, ISO 6346"),
        field(
            of, "type group", types.type_group, "refrigerated", "dry, refrigerated, tank, open top, flat or ventilated"
        ),
        field(of, "load status", types.load_status, "full", "full, empty or lcl (shared by several senders)"),
        field(of, "weight", WEIGHT, "24 t", "weight of the goods in the container"),
        field(of, "tare", WEIGHT, "3.8 t", "weight of the empty container"),
        field(of, "temperature", DEGREES, "-18 degrees", "temperature that it is set to"),
        field(of, "shipper owned", TRUTH, "shipper owned", "belongs to the sender, not to the carrier"),
        field(
            of,
            "number of sharing consignments",
            NUMBER,
            "3",
            "how many consignments of the manifest are in the container, this one included",
        ),
    )


def seal_fields(types: Types) -> tuple[Field, ...]:
    """Of one seal."""
    of = "seal"
    return (
        field(of, "number", types.seal_number, '"ML0384721"', "number on the seal"),
        field(of, "party", types.seal_party, "carrier", "who put the seal on: carrier, shipper, customs, terminal"),
    )
