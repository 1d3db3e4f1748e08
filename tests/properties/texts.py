"""Random rule texts over the real vocabulary, and random adversarial consignments of the real model.

Texts are written as people write them: symbols and words, any spelling of a unit, brackets too many. Driven by a plain
`random.Random`, so that a seed gives the same text for ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any, TypeVar

from cts_engine.values import Money, Unreadable
from cts_rules.manifest.model import Consignment, Container, GoodsItem, Manifest, Party, Seal

T = TypeVar("T")

PORTS = ["ECGYE", "COTRB", "NLRTM", "EC", "CNSHA", "CNSGH"]
COUNTRIES = ["EC", "CO", "NL", "CN"]
HS = ["0803", "080390", "08", "270900", "27"]
TEXTS = ["fresh bananas", "Bananes fraîches", "SCRAP metal", "general cargo", "used T-shirts", "scrap"]
NAMES = ["ACME TRADING LTD", "Acme Trading", "FRUTAS NUEVAS SL", "TO ORDER"]
CODES_OF = {
    "port of loading": PORTS,
    "port of discharge": PORTS,
    "consignee country": COUNTRIES,
    "consignor country": COUNTRIES,
    "country of origin": COUNTRIES,
    "country of port of loading": COUNTRIES,
}
WORDS_OF = {"freight payment": ["prepaid", "collect", "cash"], "document type": ["master", "house", "direct"]}
NUMBERS = {"gross weight": "kg", "packages": "", "volume": "m3", "number of amendments": ""}
ITEM_NUMBERS = {"weight": "kg", "net weight": "kg", "packages": "", "quantity": "", "volume": "m3"}
BOX_NUMBERS = {"weight": "kg", "tare": "kg", "temperature": "degrees"}
THRESHOLDS = {
    "kg": ["10 t", "10000 kg", "5 t", "0 kg", "500 lb", "2.5 T", "10 tonnes"],
    "": ["0", "1", "3", "10", "100"],
    "m3": ["0 m3", "10 m3", "5000 litres"],
    "degrees": ["-18 degrees", "0 degrees", "-1 degree"],
}
KEYS = ["consignee", "consignor", "notify email", "port of loading", "main hs code", "carrier", "country of origin"]
MASSES = [0.0, 1.0, 5000.0, 9999.999999999999, 10000.0, 10000.000001, 2500.0]


class Writer:
    """Writes random conditions."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def pick(self, options: Iterable[T]) -> T:
        return self.random.choice(list(options))

    def condition(self, depth: int, at: str = "consignment") -> str:
        """A condition of at most that depth, at a consignment, a goods item or a container."""
        r = self.random.random()
        if depth <= 0 or r < 0.35:
            return self.test(at)
        if r < 0.55:
            connective = self.pick(["and", "or"])
            parts = [self.part(depth - 1, at) for _ in range(self.random.randint(2, 3))]
            return f" {connective} ".join(parts)
        if r < 0.65:
            return f"not {self.bracketed(depth - 1, at)}"
        if r < 0.78:
            parts = [self.condition(depth - 1, at) for _ in range(self.random.randint(1, 3))]
            n = self.random.randint(1, len(parts))
            word = self.pick(["all of", "any of", "none of", f"at least {n} of", f"exactly {n} of"])
            return f"{word} ({', '.join(parts)})"
        if at != "consignment":
            return self.test(at)
        return self.quantified(depth - 1)

    def part(self, depth: int, at: str) -> str:
        text = self.condition(depth, at)
        return f"({text})" if " and " in text or " or " in text or self.random.random() < 0.2 else text

    def bracketed(self, depth: int, at: str) -> str:
        text = self.condition(depth, at)
        return f"({text})" if " and " in text or " or " in text or self.random.random() < 0.5 else text

    def quantified(self, depth: int) -> str:
        thing = self.pick(["goods item", "container"])
        kind = self.pick(["some", "no", "every", "at least 2", "exactly 1", "at most 1", "all"])
        noun = thing + "s" if kind.split()[-1].isdigit() or kind == "all" else thing
        return f"{kind} {noun} {'have' if noun.endswith('s') else 'has'} ({self.inner(depth, thing)})"

    def inner(self, depth: int, thing: str) -> str:
        """A condition that asks something of the inner thing for certain."""
        sure = self.test(thing, only=True)
        return sure if self.random.random() < 0.4 else f"{sure} {self.pick(['and', 'or'])} {self.part(depth, thing)}"

    def test(self, at: str, *, only: bool = False) -> str:
        forms = {
            "consignment": [
                self.code,
                self.word,
                self.number,
                self.text,
                self.state,
                self.time,
                self.summary,
                self.ratio,
                self.past,
            ],
            "goods item": [self.item_code, self.item_number, self.item_text, self.item_state, self.item_ratio],
            "container": [self.box_number, self.box_text, self.box_state, self.box_word],
        }[at]
        if at != "consignment" and not only and self.random.random() < 0.25:
            return self.pick([self.code, self.word, self.text])()
        return self.pick(forms)()

    def code(self) -> str:
        field = self.pick(CODES_OF)
        values = [v for v in CODES_OF[field] if len(v) == (5 if "port of" in field[:7] else 2)]
        some = ", ".join(self.random.sample(values, min(2, len(values))))
        forms = [f"{field} is {self.pick(values)}", f"{field} != {self.pick(values)}", f"{field} is in ({some})"]
        if "port of" in field[:7]:
            forms += [f"{field} is within {self.pick(PORTS)}", f"{field} is not within ({some}, EC)"]
        return self.pick([*forms, f"{field} is one of ({some})"])

    def word(self) -> str:
        field = self.pick(WORDS_OF)
        return f"{field} {self.pick(['is', 'is not', '='])} {self.pick(WORDS_OF[field])}"

    def compared(self, fields: dict[str, str]) -> str:
        field = self.pick(fields)
        limit = self.pick(THRESHOLDS[fields[field]])
        if self.random.random() < 0.15:
            return f"{field} is between {limit} and {self.pick(THRESHOLDS[fields[field]])}"
        ops = ["is over", "is under", ">", "<", ">=", "<=", "is at least", "is at most", "is", "is not", "is more than"]
        return f"{field} {self.pick(ops)} {limit}"

    def number(self) -> str:
        if self.random.random() < 0.2:
            return f"value {self.pick(['is over', 'is at most', '='])} {self.pick(['10000 USD', '0 EUR', '100 usd'])}"
        return self.compared(NUMBERS)

    def ratio(self) -> str:
        shape = self.pick(
            ["gross weight / packages", "gross weight / (packages - 1)", "(gross weight + 1 t) / packages"]
        )
        return f"{shape} {self.pick(['is over', '<', 'is at least'])} {self.pick(THRESHOLDS['kg'])}"

    def text(self) -> str:
        field = self.pick(["consignee name", "marks", "description", "notify name"])
        word = self.pick(["scrap", "BANANA", "trading", "fraiches", "t shirts"])
        forms = [
            f'{field} contains "{word}"',
            f'{field} does not mention "{word}"',
            f'{field} mentions any of ("{word}", "metal")',
            f'{field} mentions all of ("{word}", "fresh")',
            f'{field} mentions none of ("{word}")',
            f'{field} matches pattern "^{word.lower()}"',
            f'{field} is "{self.pick(TEXTS)}"',
            f'{field} resembles "{self.pick(NAMES)}" by {self.pick(["85", "60", "100"])}%',
        ]
        return self.pick([*forms, f"{field} is vague", "consignee name resembles notify name", "consignee is notify"])

    def state(self) -> str:
        field = self.pick([*CODES_OF, *NUMBERS, "consignee name", "consignee", "arrival", "description", "value"])
        states = ["missing", "present", "unreadable"]
        if field == "country of port of loading":
            states = ["missing", "present"]
        no = self.pick(["", "not "])
        return self.pick([f"{field} is {no}{self.pick(states)}", "containers are missing", "port of loading is valid"])

    def time(self) -> str:
        forms = [
            "arrival is before 2026-03-01",
            "arrival is after 2026-03-01",
            "arrival is 2026-03-01",
            "arrival is not 2026-03-01T04:30Z",
            "arrival is less than 24 hours after departure",
            "arrival is at least 2 months after departure",
            "departure is more than 2 days before arrival",
            "arrival - departure is over 30 days",
            "weekday of arrival is in (saturday, sunday)",
            "issue date is at most 1 day before departure",
        ]
        return self.pick(forms)

    def summary(self) -> str:
        form = self.random.random()
        if form < 0.3:
            inner = f" with ({self.inner(0, 'goods item')})" if self.random.random() < 0.6 else ""
            return f"number of goods items{inner} {self.pick(['>', 'is', 'is at most'])} {self.pick(['0', '1', '2'])}"
        if form < 0.75:
            inner = f" with ({self.inner(0, 'goods item')})" if self.random.random() < 0.4 else ""
            what = self.pick(
                ["total weight", "largest weight", "smallest weight", "average weight", "total net weight"]
            )
            return f"{what} of goods items{inner} {self.pick(['is over', '<=', 'is'])} {self.pick(THRESHOLDS['kg'])}"
        return f"number of different hs codes of goods items {self.pick(['is over', 'is'])} {self.pick(['1', '2'])}"

    def past(self) -> str:
        keys = self.random.sample(KEYS, self.random.choice((1, 1, 2)))
        same = "with the same " + (keys[0] if len(keys) == 1 else f"({', '.join(keys)})")
        window = "in the last " + self.pick(["90 days", "1 Day", "12 months", "1 years", "2 weeks", "36 hours"])
        when = self.pick([f"{same} {window}", f"{window} {same}"])
        form = self.random.random()
        here = f"in this manifest {same}"
        if self.random.random() < 0.3:
            when += (
                f" with ({self.pick(['port of loading is within EC', 'gross weight > 5 T', 'packages is present'])})"
            )
        if self.random.random() < 0.2:
            when = self.pick([f"with the same {self.pick(['seal number', 'container', 'hs code'])} {window}", here])
        if form < 0.15:
            what = self.pick(["average gross weight", "largest gross weight", "smallest  gross weight"])
            return f"gross weight differs from {what} of consignments {when} by more than 50%"
        if form < 0.5:
            return f"number of consignments {when} {self.pick(['is', '>', 'is at most'])} {self.pick(['0', '1', '3'])}"
        if form < 0.75:
            what = self.pick(["consignors", "ports of loading", "main hs codes", "carriers of consignments"])
            return (
                f"number of different {what} {when} {self.pick(['is over', '=', 'is under'])} {self.pick(['1', '5'])}"
            )
        return (
            f"total gross weight of {self.pick(['consignments', 'consignment'])} {when} > {self.pick(['0 kg', '5 t'])}"
        )

    def item_code(self) -> str:
        value = self.pick(HS)
        return self.pick([f"hs code is within {value}", f"hs code is {value}", f"hs code is not within ({value}, 84)"])

    def item_number(self) -> str:
        return self.compared(ITEM_NUMBERS)

    def item_ratio(self) -> str:
        return f"weight / packages {self.pick(['>', 'is at most'])} {self.pick(THRESHOLDS['kg'])}"

    def item_text(self) -> str:
        return self.pick(['description contains "scrap"', 'description mentions "bananas"', "description is vague"])

    def item_state(self) -> str:
        return f"{self.pick(['hs code', 'weight', 'description'])} is {self.pick(['missing', 'present', 'unreadable'])}"

    def box_number(self) -> str:
        return self.compared(BOX_NUMBERS)

    def box_text(self) -> str:
        return self.pick(['size type starts with "45R"', 'number contains "msc"', "size type is 45R1"])

    def box_state(self) -> str:
        return self.pick(
            ["number is valid", "temperature is missing", "some seal has (number is missing)", "seals is missing"]
        )

    def box_word(self) -> str:
        return self.pick(
            ["load status is empty", "type group is refrigerated", "shipper owned", "number of seals is 0"]
        )


class Filer:
    """Files random consignments of which a quarter is missing or unreadable."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def maybe(self, options: Any) -> Any:
        r = self.random.random()
        if r < 0.15:
            return None
        return Unreadable("TBA") if r < 0.25 else self.random.choice(list(options))

    def mass(self) -> Any:
        return self.maybe(MASSES)

    def count(self) -> Any:
        return self.maybe([0.0, 1.0, 3.0, 100.0])

    def money(self) -> Any:
        amount = self.maybe([0.0, 100.0, 10000.0])
        return self.maybe([Money(amount, "USD"), Money(amount, "EUR"), Money(amount, None)])

    def moment(self) -> Any:
        days = [
            "2026-03-01",
            "2026-02-28",
            "2026-01-31",
            "2026-03-01T04:30:00Z",
            "2026-03-02T00:00:00Z",
            "2026-02-28T23:59:59Z",
        ]
        return self.maybe(days)

    def party(self) -> Party:
        return Party(name=self.maybe(NAMES), country=self.maybe(COUNTRIES), id=self.maybe(["EC0991", "NL12"]))

    def things(self, make: Any) -> Any:
        r = self.random.random()
        return None if r < 0.15 else tuple(make() for _ in range(self.random.choice([0, 1, 1, 2, 3])))

    def item(self) -> GoodsItem:
        return GoodsItem(
            hs_code=self.maybe([*HS, "0803.90"]),
            description=self.maybe(TEXTS),
            weight=self.mass(),
            net_weight=self.mass(),
            volume=self.maybe([0.0, 5.0, 10.0]),
            packages=self.count(),
            quantity=self.count(),
        )

    def seal(self) -> Seal:
        return Seal(self.maybe(["ML1", "X2"]), self.maybe(["CA", "SH"]))

    def container(self) -> Container:
        return Container(
            number=self.maybe(["MSCU1234566", "CSQU3054383"]),
            size_type=self.maybe(["45R1", "22G1"]),
            type_group=self.maybe(["refrigerated", "dry"]),
            load_status=self.maybe(["full", "empty"]),
            weight=self.mass(),
            tare=self.mass(),
            temperature=self.maybe([-18.0, 0.0, 4.0]),
            shipper_owned=self.random.choice([True, False, None]),
            seals=self.things(self.seal),
        )

    def consignment(self) -> Consignment:
        return Consignment(
            document_number="DOC1",
            document_type=self.maybe(["master", "house"]),
            port_of_loading=self.maybe(["ECGYE", "COTRB", "CNSHA", "CNSGH", "EC"]),
            port_of_discharge=self.maybe(["NLRTM"]),
            country_of_origin=self.maybe(COUNTRIES),
            gross_weight=self.mass(),
            volume=self.maybe([0.0, 5.0, 10.0]),
            packages=self.count(),
            value=self.money(),
            freight_payment=self.maybe(["prepaid", "cash"]),
            marks=self.maybe(TEXTS),
            number_of_amendments=self.random.choice([None, 0, 3]),
            issue_date=self.moment(),
            consignor=self.party(),
            consignee=self.party(),
            notify=self.party(),
            goods_items=self.things(self.item),
            containers=self.things(self.container),
        )

    def manifest(self) -> Manifest:
        return Manifest(transport_mode="sea", movement="import", arrival=self.moment(), departure=self.moment())
