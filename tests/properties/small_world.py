"""A small vocabulary, and consignments over it that are as awkward as data can be.

Values come from small domains, so that thresholds are met exactly, denominators are zero, codes are too coarse and
the same text is found in two fields; a quarter of them is missing or cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from cts_engine.facts import Facts
from cts_engine.values import Money, Partial, Unreadable
from cts_grammar.dimensions import MASS, MONEY, PLAIN, TEMPERATURE, TIME
from cts_grammar.vocabulary import CodeList, Derivation, Field, Kept, Kind, Relation, Route, Scope, Type, Vocabulary
from tests.properties.small_past import SmallPast

# --- types ----------------------------------------------------------------------------------------------------------


def normalise_location(text: str) -> str | None:
    plain = "".join(text.upper().split())
    return plain if len(plain) in (2, 5) and plain.isalnum() else None


def normalise_hs(text: str) -> str | None:
    digits = text.replace(".", "")
    return digits if digits.isdecimal() and digits.isascii() and len(digits) >= 2 else None


LOCATIONS = CodeList("location", normalise_location, hierarchical=True)
HS_CODES = CodeList("HS code", normalise_hs, hierarchical=True)
MODES = CodeList("transport mode", lambda text: text.strip().lower() or None, words={"sea": "sea", "air": "air"})
WEEKDAYS = CodeList("weekday", lambda text: text.lower() or None, words={"sunday": "sunday", "monday": "monday"})

LOCATION = Type(Kind.CODE, codes=LOCATIONS, valid=lambda text: normalise_location(text) in ("NLRTM", "AEJEA"))
HS_CODE = Type(Kind.CODE, codes=HS_CODES, valid=lambda text: normalise_hs(text) in ("0803", "080390"))
MODE = Type(Kind.CODE, codes=MODES)
WEEKDAY = Type(Kind.CODE, codes=WEEKDAYS)
NUMBER_CODE = Type(Kind.CODE, codes=CodeList("container number"), valid=lambda text: text.endswith("7"))
TEXT = Type(Kind.TEXT)
PARTY = Type(Kind.PARTY)
MOMENT = Type(Kind.MOMENT)
TRUTH = Type(Kind.TRUTH)
PLAIN_NUMBER = Type(Kind.NUMBER, PLAIN)
WEIGHT = Type(Kind.NUMBER, MASS)
AMOUNT = Type(Kind.NUMBER, MONEY)
HEAT = Type(Kind.NUMBER, TEMPERATURE)
DURATION = Type(Kind.NUMBER, TIME)

# --- things ---------------------------------------------------------------------------------------------------------


@dataclass
class Party:
    name: Any = None
    country: Any = None
    id: Any = None


@dataclass
class Seal:
    number: Any = None


@dataclass
class Container:
    number: Any = None
    weight: Any = None
    temperature: Any = None
    seals: Any = None


@dataclass
class GoodsItem:
    hs_code: Any = None
    description: Any = None
    weight: Any = None
    packages: Any = None
    value: Any = None
    origin: Any = None


@dataclass
class Consignment:
    port: Any = None
    destination: Any = None
    gross_weight: Any = None
    packages: Any = None
    value: Any = None
    freight: Any = None
    temperature: Any = None
    description: Any = None
    marks: Any = None
    issued: Any = None
    urgent: Any = None
    consignee: Any = field(default_factory=Party)
    notify: Any = field(default_factory=Party)
    goods_items: Any = None
    containers: Any = None
    transhipment_ports: Any = None


@dataclass
class Manifest:
    mode: Any = None
    arrival: Any = None
    received: Any = None


# --- names ----------------------------------------------------------------------------------------------------------

THINGS = ("manifest", "consignment", "goods item", "container", "seal", "transhipment port")

TRANSHIPMENT_PORT = Field("transhipment port", "transhipment port", LOCATION)


def sealed(thing: Any, consignment: Any) -> tuple[Any, ...] | None:
    """All containers' seals: partial where a container has no list of its own."""
    containers = consignment.containers
    if containers is None:
        return None
    lists = [container.seals for container in containers]
    known = tuple(seal for seals in lists if seals is not None for seal in seals)
    whole = all(isinstance(seals, tuple) and not isinstance(seals, Partial) for seals in (containers, *lists))
    return known if whole else Partial(known)


def tare_reached(thing: Any) -> Any:
    """A computed field: half the gross weight, where that is a number."""
    return None if thing.gross_weight is None else thing.gross_weight / 2


FIELDS = (
    Field("transport mode", "manifest", MODE, ("mode",)),
    Field("arrival", "manifest", MOMENT, ("arrival",)),
    Field("received", "manifest", MOMENT, ("received",)),
    Field("port", "consignment", LOCATION, ("port",)),
    Field("destination", "consignment", LOCATION, ("destination",)),
    Field("gross weight", "consignment", WEIGHT, ("gross_weight",)),
    Field("half weight", "consignment", WEIGHT, reach=tare_reached),
    Field("packages", "consignment", PLAIN_NUMBER, ("packages",)),
    Field("value", "consignment", AMOUNT, ("value",)),
    Field("freight", "consignment", AMOUNT, ("freight",)),
    Field("temperature", "consignment", HEAT, ("temperature",)),
    Field("description", "consignment", TEXT, ("description",)),
    Field("marks", "consignment", TEXT, ("marks",)),
    Field("issue date", "consignment", MOMENT, ("issued",)),
    Field("urgent", "consignment", TRUTH, ("urgent",)),
    Field("consignee", "consignment", PARTY, ("consignee",)),
    Field("consignee name", "consignment", TEXT, ("consignee", "name")),
    Field("consignee country", "consignment", LOCATION, ("consignee", "country")),
    Field("notify", "consignment", PARTY, ("notify",)),
    Field("notify name", "consignment", TEXT, ("notify", "name")),
    Field("hs code", "goods item", HS_CODE, ("hs_code",)),
    Field("description", "goods item", TEXT, ("description",)),
    Field("weight", "goods item", WEIGHT, ("weight",)),
    Field("packages", "goods item", PLAIN_NUMBER, ("packages",)),
    Field("value", "goods item", AMOUNT, ("value",)),
    Field("origin", "goods item", LOCATION, ("origin",)),
    Field("number", "container", NUMBER_CODE, ("number",)),
    Field("weight", "container", WEIGHT, ("weight",)),
    Field("temperature", "container", HEAT, ("temperature",)),
    Field("number", "seal", TEXT, ("number",)),
    TRANSHIPMENT_PORT,
)

RELATIONS = (
    Relation("goods item", "goods items", "consignment", "goods item", ("goods_items",)),
    Relation("container", "containers", "consignment", "container", ("containers",), label=("number",)),
    Relation(
        "transhipment port",
        "transhipment ports",
        "consignment",
        "transhipment port",
        ("transhipment_ports",),
        element=TRANSHIPMENT_PORT,
        label=(),
    ),
    Relation("seal", "seals", "consignment", "seal", through=sealed, label=("number",)),
    Relation("seal", "seals", "container", "seal", ("seals",), label=("number",)),
)

ROUTED = next(relation for relation in RELATIONS if relation.element is not None)

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

COUNTRY = Derivation(
    "country", lambda t: t.codes is LOCATIONS, LOCATION, lambda text: (normalise_location(text) or "")[:2] or None
)
DAY_OF_WEEK = Derivation(
    "weekday", lambda t: t.kind is Kind.MOMENT, WEEKDAY, lambda text: WEEK[date.fromisoformat(text[:10]).weekday()]
)


KEPT = Kept(keys=("consignee", "notify", "port", "destination", "transport mode"), amounts=("gross weight", "packages"))


def is_vague(text: str) -> bool:
    return text.lower() in ("goods", "general cargo")


def vocabulary() -> Vocabulary:
    """The small world's names."""
    named = {(f.of, f.name): f for f in FIELDS}
    mode = named["manifest", "transport mode"]
    return Vocabulary(
        outer="manifest",
        root="consignment",
        fields=FIELDS,
        relations=RELATIONS,
        derivations=(COUNTRY, DAY_OF_WEEK),
        scope=Scope({"sea": "sea", "air": "air"}, {}, mode, mode),
        words={"weekday": WEEKDAYS},
        received=named["manifest", "received"],
        vague=is_vague,
        route=Route(named["consignment", "port"], ROUTED, named["consignment", "destination"]),
        history=KEPT,
    )


# --- awkward data ---------------------------------------------------------------------------------------------------

DOMAINS: dict[int, tuple[Any, ...]] = {
    id(LOCATION): ("NLRTM", "nl rtm", "NL", "AEJEA", "AE", "BEANR"),
    id(HS_CODE): ("0803", "080390", "0803.90", "08", "2710", "27"),
    id(MODE): ("sea", "air", "Sea"),
    id(NUMBER_CODE): ("MSCU1234567", "mscu 123456-7", "TGHU7654321"),
    id(TEXT): ("goods", "Bananas, frésh", "fresh bananas", "General  Cargo", "ACME Ltd", "Ltd. Acme", "T-shirts"),
    id(MOMENT): (
        "2026-03-01",
        "2026-03-02",
        "2026-03-01T00:00:00Z",
        "2026-03-01T12:00:00Z",
        "2026-03-02T12:00:00Z",
        "2026-02-28T23:59:59Z",
        "2026-01-31",
    ),
    id(TRUTH): (True, False),
    id(PLAIN_NUMBER): (0, 0.0, 1, 2, 3.0, 10),
    id(WEIGHT): (0.0, 5.0, 10.0, 10.000000001, 10.0001, 20.0, 100),
    id(AMOUNT): (Money(0.0, "USD"), Money(10.0, "USD"), Money(10.0, "EUR"), Money(20.0, "USD"), Money(5.0, "USD")),
    id(HEAT): (-18.0, -5.0, 0.0, 5.0, 10.0),
}
"""What a field of a type may hold when it is well filed, by the type's identity."""

UNREAD = Unreadable("N/A")

BAD: dict[int, tuple[Any, ...]] = {
    id(LOCATION): ("ROTTERDAM", 7),
    id(HS_CODE): ("fruit", 803),
    id(TEXT): (12, ("a",)),
    id(MOMENT): ("2026-02-30", "tomorrow", 20260301),
    id(TRUTH): ("yes", 1),
    id(PLAIN_NUMBER): ("3", True, float("nan")),
    id(WEIGHT): ("10 kg", float("inf"), Money(10.0, "USD")),
    id(AMOUNT): (Money(10.0), Money(10.0, None), Money(UNREAD, "USD"), Money(None, "USD"), 10.0, Money("x", "USD")),  # type: ignore[arg-type]
    id(HEAT): ("cold", None),
}
"""What of a type cannot be read, or only in part."""


def filed_value(random: Random, type_: Type) -> Any:
    """A value as it may have been filed: a quarter of them is missing or unreadable."""
    draw = random.random()
    if draw < 0.15:
        return None
    if draw < 0.20:
        return UNREAD
    if draw < 0.25:
        return random.choice((*BAD.get(id(type_), (UNREAD,)), ""))
    return random.choice(DOMAINS[id(type_)])


def party(random: Random) -> Any:
    """A party, or what stands in its place."""
    draw = random.random()
    if draw < 0.08:
        return None
    if draw < 0.12:
        return random.choice((UNREAD, "ACME", 3))
    return Party(
        name=filed_value(random, TEXT),
        country=filed_value(random, LOCATION),
        id=random.choice((None, None, UNREAD, "", "--", "EC 1", "ec-1", "EC2", 5)),
    )


def filed_list(random: Random, one: Any, at_most: int = 3) -> Any:
    """A list of things: missing, unreadable, empty, partial or complete."""
    draw = random.random()
    if draw < 0.12:
        return None
    if draw < 0.16:
        return UNREAD
    elements = tuple(one(random) for _ in range(random.choice((0, *range(at_most + 1)))))
    return Partial(elements) if draw < 0.22 else elements


def container(random: Random) -> Container:
    """A container with its seals."""
    return Container(
        number=filed_value(random, NUMBER_CODE),
        weight=filed_value(random, WEIGHT),
        temperature=filed_value(random, HEAT),
        seals=filed_list(random, lambda r: Seal(filed_value(r, TEXT)), at_most=2),
    )


def goods_item(random: Random) -> GoodsItem:
    """A goods item."""
    return GoodsItem(
        hs_code=filed_value(random, HS_CODE),
        description=filed_value(random, TEXT),
        weight=filed_value(random, WEIGHT),
        packages=filed_value(random, PLAIN_NUMBER),
        value=filed_value(random, AMOUNT),
        origin=filed_value(random, LOCATION),
    )


def consignment(random: Random) -> Consignment:
    """A consignment with everything that it may hold."""
    return Consignment(
        port=filed_value(random, LOCATION),
        destination=filed_value(random, LOCATION),
        gross_weight=filed_value(random, WEIGHT),
        packages=filed_value(random, PLAIN_NUMBER),
        value=filed_value(random, AMOUNT),
        freight=filed_value(random, AMOUNT),
        temperature=filed_value(random, HEAT),
        description=filed_value(random, TEXT),
        marks=filed_value(random, TEXT),
        issued=filed_value(random, MOMENT),
        urgent=filed_value(random, TRUTH),
        consignee=party(random),
        notify=party(random),
        goods_items=filed_list(random, goods_item),
        containers=filed_list(random, container),
        transhipment_ports=filed_list(random, lambda r: filed_value(r, LOCATION)),
    )


def manifest(random: Random) -> Manifest:
    """A manifest's own fields."""
    return Manifest(
        mode=filed_value(random, MODE), arrival=filed_value(random, MOMENT), received=filed_value(random, MOMENT)
    )


def facts(random: Random) -> Facts:
    """One consignment of one manifest, with what came before it."""
    return Facts(manifest(random), consignment(random), is_vague, history=SmallPast())
