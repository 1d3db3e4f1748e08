"""The vocabulary of rules over manifests: every name, with its type, its path, a line of explanation, an example."""

from __future__ import annotations

from cts_grammar.dimensions import MASS, MONEY, PLAIN, TEMPERATURE, VOLUME
from cts_grammar.vocabulary import CodeList, Field, Kind, Relation, Scope, Type, Vocabulary
from cts_rules.manifest import valid
from cts_rules.manifest.code_lists import CodeLists, code_lists, identity
from cts_rules.manifest.derivations import derivations
from cts_rules.manifest.naming import field
from cts_rules.manifest.reaching import goods_stowed_in, main_hs_code, seals_of
from cts_rules.manifest.vagueness import vague_test
from cts_rules.reference.reference import Reference

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

TEXT = Type(Kind.TEXT)
MOMENT = Type(Kind.MOMENT)
NUMBER = Type(Kind.NUMBER, PLAIN)
WEIGHT = Type(Kind.NUMBER, MASS)
CAPACITY = Type(Kind.NUMBER, VOLUME)
AMOUNT = Type(Kind.NUMBER, MONEY)
DEGREES = Type(Kind.NUMBER, TEMPERATURE)
TRUTH = Type(Kind.TRUTH)
PARTY = Type(Kind.PARTY)

HOUSES_PENDING = "houses under a master come with a later version"


class Types:
    """The types that have a code list, over one reference."""

    def __init__(self, reference: Reference) -> None:
        self.lists: CodeLists = code_lists(reference)
        lists = self.lists
        checks = valid.Validity(reference, lists.location.normalise, lists.package_type.normalise)
        self.location = Type(Kind.CODE, codes=lists.location, valid=checks.location)
        self.country = Type(Kind.CODE, codes=lists.country, valid=checks.country)
        self.hs = Type(Kind.CODE, codes=lists.hs, valid=checks.hs)
        self.package_type = Type(Kind.CODE, codes=lists.package_type, valid=checks.package_type)
        self.un_number = Type(Kind.CODE, codes=lists.un_number, valid=checks.un_number)
        self.imo_number = Type(Kind.CODE, codes=lists.imo_number, valid=valid.imo_number)
        self.container_number = Type(Kind.CODE, codes=lists.container_number, valid=valid.container_number)
        self.document_number = Type(
            Kind.CODE, codes=identity("document number", "MAEU123456789"), valid=valid.document_number
        )
        self.size_type = _code(lists.size_type)
        self.transport_mode = _code(lists.transport_mode)
        self.movement = _code(lists.movement)
        self.document_type = _code(lists.document_type)
        self.freight_payment = _code(lists.freight_payment)
        self.load_status = _code(lists.load_status)
        self.type_group = _code(lists.type_group)
        self.seal_party = _code(lists.seal_party)
        self.manifest_number = _code(identity("manifest number", "2026-0117"))
        self.carrier = _code(identity("carrier code", "NPLU"))
        self.voyage = _code(identity("voyage number", "614W"))
        self.flight = _code(identity("flight number", "KL0641"))
        self.identifier = _code(identity("identifier", "EC0991"))
        self.seal_number = _code(identity("seal number", "ML0384721"))


def _code(codes: CodeList) -> Type:
    return Type(Kind.CODE, codes=codes)


def vocabulary(reference: Reference) -> Vocabulary:
    """All names that rules may use, with the code lists of a reference."""
    types = Types(reference)
    manifest, consignment = manifest_fields(types), consignment_fields(types)
    received = next(f for f in manifest if f.name == "received")
    return Vocabulary(
        outer="manifest",
        root="consignment",
        fields=(
            *manifest,
            *consignment,
            *(f for name, role in PARTIES.items() for f in party_fields(types, name, role)),
            *goods_item_fields(types),
            *container_fields(types),
            *seal_fields(types),
        ),
        relations=relations(types),
        derivations=derivations(types.lists),
        scope=Scope(
            modes={"sea": "sea", "air": "air", "road": "road", "rail": "rail"},
            movements={
                **{word: word for word in types.lists.movement.words},
                "imports": "import",
                "exports": "export",
                "transhipments": "transhipment",
            },
            mode_field=next(f for f in manifest if f.name == "transport mode"),
            movement_field=next(f for f in consignment if f.name == "movement"),
        ),
        words={"weekday": types.lists.weekday},
        received=received,
        currencies=frozenset(reference.currencies),
        vague=vague_test(reference.vague_terms, reference.filler_words),
    )


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
        field(of, "description", TEXT, '"bananas"', "the texts of all goods items", across="goods item", path=()),
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


def party_fields(types: Types, party: str, role: str) -> tuple[Field, ...]:
    """Of one party: the party as a whole, then what it is called and where it is."""
    of = "consignment"

    def detail(name: str, type_: Type, example: str, explanation: str) -> Field:
        return field(of, f"{party} {name}", type_, example, f"{explanation} of the {party}", path=(party, name))

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


def relations(types: Types) -> tuple[Relation, ...]:
    """The lists of a consignment and of a container."""
    port = field("transhipment port", "transhipment port", types.location, "AEJEA", "a port where it is moved", path=())
    country = field("routing country", "routing country", types.country, "AE", "a country that it passes", path=())
    return (
        Relation(
            "goods item",
            "goods items",
            "consignment",
            "goods item",
            path=("goods_items",),
            explanation="the lines of goods of the consignment",
        ),
        Relation(
            "container",
            "containers",
            "consignment",
            "container",
            path=("containers",),
            explanation="the containers that carry the consignment",
            label=("number",),
        ),
        Relation(
            "seal",
            "seals",
            "consignment",
            "seal",
            through=seals_of,
            explanation="the seals of all containers of the consignment",
            label=("number",),
        ),
        Relation(
            "transhipment port",
            "transhipment ports",
            "consignment",
            "transhipment port",
            path=("transhipment_ports",),
            explanation="the ports where the goods are moved to another ship, in order",
            element=port,
        ),
        Relation(
            "routing country",
            "routing countries",
            "consignment",
            "routing country",
            path=("routing_countries",),
            explanation="the countries that the goods pass on their way, in order",
            element=country,
        ),
        Relation(
            "house consignment",
            "house consignments",
            "consignment",
            "consignment",
            explanation="the house consignments under this master",
            label=("document_number",),
            pending=HOUSES_PENDING,
        ),
        Relation(
            "seal",
            "seals",
            "container",
            "seal",
            path=("seals",),
            explanation="the seals on the container",
            label=("number",),
        ),
        Relation(
            "goods item",
            "goods items",
            "container",
            "goods item",
            through=goods_stowed_in,
            explanation="the goods items stowed in the container",
        ),
    )
