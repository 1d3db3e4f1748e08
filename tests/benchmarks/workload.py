"""A seeded workload: consignments of the product's own model, and rules as checked trees beside plain Python.

The plain functions know no missing values, fold no text and normalise no code: they are what a rule costs at the least.
All data is complete and canonical, so that both must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from cts_engine.values import Money
from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    Arithmetic,
    CheckedRule,
    CheckedRulebook,
    Compare,
    Condition,
    Constant,
    FieldValue,
    ListOf,
    Not,
    Order,
    Quantified,
    Quantifier,
    Same,
    Search,
    TextTest,
    Within,
)
from cts_grammar.dimensions import MASS, MONEY, PLAIN
from cts_grammar.source import Span
from cts_grammar.vocabulary import CodeList, Field, Kind, Relation, Scope, Type, Vocabulary
from cts_rules.manifest.model import (
    Consignment,
    Container,
    FreightPayment,
    GoodsItem,
    Manifest,
    Party,
    TransportMode,
)

SPAN = Span("workload.rules", 0, 0, 1, 1, 1, 1)
MODES: tuple[TransportMode, ...] = ("sea", "air", "road")
PAYMENTS: tuple[FreightPayment, ...] = ("prepaid", "collect", "cash")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# --- names ----------------------------------------------------------------------------------------------------------

TEXT = Type(Kind.TEXT)
LOCATION = Type(Kind.CODE, codes=CodeList("location", hierarchical=True))
COUNTRY = Type(Kind.CODE, codes=CodeList("country"))
HS_CODE = Type(Kind.CODE, codes=CodeList("HS code", hierarchical=True))
SIZE_TYPE = Type(Kind.CODE, codes=CodeList("size type"))
WORD = Type(Kind.CODE, codes=CodeList("word", lambda text: text.lower() or None))
WEIGHT = Type(Kind.NUMBER, MASS)
COUNT = Type(Kind.NUMBER, PLAIN)
AMOUNT = Type(Kind.NUMBER, MONEY)


def _field(of: str, type_: Type, *path: str) -> FieldValue:
    level = {"manifest": 0, "consignment": 1}.get(of, 2)
    return FieldValue(Field(" ".join(path).replace("_", " "), of, type_, path), level, type_, SPAN)


MODE = _field("manifest", WORD, "transport_mode")
PORTS = tuple(_field("consignment", LOCATION, name) for name in ("port_of_loading", "port_of_discharge"))
PAYMENT = _field("consignment", WORD, "freight_payment")
COUNTRIES = tuple(_field("consignment", COUNTRY, p, "country") for p in ("consignor", "consignee", "notify"))
NAMES = tuple(_field("consignment", TEXT, p, "name") for p in ("consignor", "consignee"))
GROSS_WEIGHT = _field("consignment", WEIGHT, "gross_weight")
PACKAGES = _field("consignment", COUNT, "packages")
HS = _field("goods item", HS_CODE, "hs_code")
DESCRIPTION = _field("goods item", TEXT, "description")
ITEM_WEIGHT = _field("goods item", WEIGHT, "weight")
ITEM_PACKAGES = _field("goods item", COUNT, "packages")
ITEM_VALUE = _field("goods item", AMOUNT, "value")
SIZE = _field("container", SIZE_TYPE, "size_type")
TARE = _field("container", WEIGHT, "tare")
STATUS = _field("container", WORD, "load_status")
GOODS = ListOf(Relation("goods item", "goods items", "consignment", "goods item", ("goods_items",)), 1, SPAN)
CONTAINERS = ListOf(Relation("container", "containers", "consignment", "container", ("containers",)), 1, SPAN)
VOCABULARY = Vocabulary("manifest", "consignment", (), (), (), Scope({}, {}, MODE.field, MODE.field))

# --- data -----------------------------------------------------------------------------------------------------------


class Trade:
    """Codes, words and names, some of them common and most of them rare."""

    def __init__(self) -> None:
        random = Random(7)

        def made(n: int, length: int) -> list[str]:
            return sorted({"".join(random.choices(LETTERS, k=length)) for _ in range(n)})

        self.countries = made(120, 2)
        self.ports = [random.choice(self.countries) + end for end in made(300, 3)]
        self.hs_codes = [
            f"{random.randint(1, 97):02}{random.randint(1, 20):02}{random.randint(0, 9)}0" for _ in range(900)
        ]
        self.words = made(400, 6)
        self.sizes = ["22G1", "42G1", "45G1", "22R1", "45R1", "22U1", "22T6", "L5G1"]

    @staticmethod
    def common(random: Random, choices: Sequence[str]) -> str:
        return choices[int(len(choices) * random.random() ** 3)]


TRADE = Trade()


def consignments(n: int, seed: int = 1) -> list[tuple[Manifest, Consignment]]:
    """Manifests of one consignment each."""
    return [_consignment(Random(f"{seed} {i}")) for i in range(n)]


def _consignment(random: Random) -> tuple[Manifest, Consignment]:
    pick = TRADE.common
    goods = tuple(_item(random) for _ in range(random.choices((1, 2, 3, 5), (55, 22, 15, 8))[0]))
    boxes = tuple(_box(random) for _ in range(random.choices((0, 1, 2, 4), (25, 45, 20, 10))[0]))
    consignment = Consignment(
        port_of_loading=pick(random, TRADE.ports),
        port_of_discharge=pick(random, TRADE.ports),
        freight_payment=random.choices(PAYMENTS, (68, 27, 5))[0],
        gross_weight=round(sum(_number(item.weight) for item in goods) * 1.05, 1),
        packages=sum(_number(item.packages) for item in goods),
        consignor=_party(random),
        consignee=_party(random),
        notify=_party(random),
        goods_items=goods,
        containers=boxes,
    )
    return Manifest(transport_mode=random.choices(MODES, (75, 18, 7))[0]), consignment


def _number(value: Any) -> float:
    assert isinstance(value, float)
    return value


def _item(random: Random) -> GoodsItem:
    weight = round(random.lognormvariate(6.5, 1.6) + 0.5, 1)
    return GoodsItem(
        hs_code=TRADE.common(random, TRADE.hs_codes),
        description=" ".join(TRADE.common(random, TRADE.words) for _ in range(random.randint(3, 7))),
        weight=weight,
        packages=float(max(1, int(random.lognormvariate(3.2, 1.4)))),
        value=Money(round(weight * random.lognormvariate(1.2, 1.5) + 0.25, 2), "USD"),
    )


def _box(random: Random) -> Container:
    return Container(
        size_type=random.choice(TRADE.sizes),
        tare=random.choice((2180.0, 2300.0, 3700.0, 3850.0, 4640.0)),
        load_status="full" if random.random() < 0.88 else "empty",
    )


def _party(random: Random) -> Party:
    pick = TRADE.common
    return Party(
        name=f"{pick(random, TRADE.words)} {pick(random, TRADE.words)} LTD", country=pick(random, TRADE.countries)
    )


# --- rules ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One condition, twice."""

    checked: Condition
    plain: str


def _at(value: FieldValue) -> str:
    return ".".join(("mc"[value.level] if value.level < 2 else "x", *value.field.path))


def _constant(value: float | str, type_: Type, currency: str | None = None) -> Constant:
    return Constant(value, type_, str(value), SPAN, currency)


def _codes(type_: Type, codes: Sequence[str]) -> tuple[Constant, ...]:
    return tuple(_constant(code, type_) for code in codes)


def _some_of(random: Random, choices: Sequence[str], low: int, high: int) -> list[str]:
    return sorted({random.choice(choices) for _ in range(random.randint(low, high))})


def equal(random: Random) -> Part:
    value, code = random.choice(
        [(MODE, random.choice(("sea", "air"))), (PAYMENT, random.choice(("prepaid", "collect")))]
        + [(field, TRADE.common(random, TRADE.countries)) for field in COUNTRIES]
    )
    same = Same(value, _constant(code, value.type), SPAN)
    if value in (MODE, PAYMENT) and random.random() < 0.3:
        return Part(Not(same, SPAN), f"{_at(value)} != {code!r}")
    return Part(same, f"{_at(value)} == {code!r}")


def among(random: Random) -> Part:
    value = random.choice((*PORTS, *COUNTRIES))
    codes = _some_of(random, TRADE.ports if value in PORTS else TRADE.countries, 5, 40)
    return Part(Among(value, _codes(value.type, codes), "", SPAN), f"{_at(value)} in {set(codes)!r}")


def over(random: Random) -> Part:
    value, limit = random.choice(
        ((GROSS_WEIGHT, 10.0 ** random.uniform(2.5, 4.5)), (PACKAGES, float(random.randint(5, 300))))
    )
    order, sign = random.choice(((Order.OVER, ">"), (Order.UNDER, "<")))
    limit = int(limit) + 0.37
    return Part(Compare(order, value, _constant(limit, value.type), SPAN), f"{_at(value)} {sign} {limit!r}")


def ratio(random: Random) -> Part:
    limit = round(random.uniform(3, 200), 2) + 0.0037
    weight = Arithmetic("/", GROSS_WEIGHT, PACKAGES, WEIGHT, SPAN)
    plain = f"{_at(GROSS_WEIGHT)} / {_at(PACKAGES)} > {limit!r}"
    return Part(Compare(Order.OVER, weight, _constant(limit, WEIGHT), SPAN), plain)


def named(random: Random) -> Part:
    value, word = random.choice(NAMES), TRADE.common(random, TRADE.words)
    needle = (_constant(word, TEXT),)
    return Part(TextTest(Search.CONTAINS, value, needle, "", SPAN), f"{word!r} in {_at(value)}")


def some_goods(random: Random) -> Part:
    return _some(random, GOODS, "goods_items", (hs, heavy, dear, described))


def some_container(random: Random) -> Part:
    return _some(random, CONTAINERS, "containers", (size, tare, empty))


def _some(random: Random, over: ListOf, path: str, makers: tuple[Callable[[Random], Part], ...]) -> Part:
    parts = [make(random) for make in random.sample(makers, random.choice((1, 2, 2)))]
    checked = Quantified(Quantifier.AT_LEAST, 1, over, 2, _joined(parts), SPAN)
    return Part(checked, f"any({' and '.join(part.plain for part in parts)} for x in c.{path})")


def _joined(parts: list[Part]) -> Condition:
    return parts[0].checked if len(parts) == 1 else AllOf(tuple(part.checked for part in parts), SPAN)


def hs(random: Random) -> Part:
    headings = sorted(
        {random.choice(TRADE.hs_codes)[: random.choice((2, 4, 4, 6))] for _ in range(random.randint(1, 6))}
    )
    # No code is as short as a heading, so that none is too coarse and a prefix says the same.
    return Part(Within(HS, _codes(HS_CODE, headings), "", SPAN), f"x.hs_code.startswith({tuple(headings)!r})")


def heavy(random: Random) -> Part:
    limit = int(10.0 ** random.uniform(2.5, 4)) + 0.37
    return Part(Compare(Order.OVER, ITEM_WEIGHT, _constant(limit, WEIGHT), SPAN), f"x.weight > {limit!r}")


def dear(random: Random) -> Part:
    limit = int(10.0 ** random.uniform(3, 5)) + 0.37
    checked = Compare(Order.OVER, ITEM_VALUE, _constant(limit, AMOUNT, "USD"), SPAN)
    return Part(checked, f"x.value.amount > {limit!r}")


def described(random: Random) -> Part:
    word = TRADE.common(random, TRADE.words)
    return Part(
        TextTest(Search.CONTAINS, DESCRIPTION, (_constant(word, TEXT),), "", SPAN), f"{word!r} in x.description"
    )


def size(random: Random) -> Part:
    codes = sorted(random.sample(TRADE.sizes, 3))
    return Part(Among(SIZE, _codes(SIZE_TYPE, codes), "", SPAN), f"x.size_type in {set(codes)!r}")


def tare(random: Random) -> Part:
    return Part(Compare(Order.OVER, TARE, _constant(3000.5, WEIGHT), SPAN), "x.tare > 3000.5")


def empty(random: Random) -> Part:
    return Part(Same(STATUS, _constant("empty", WORD), SPAN), "x.load_status == 'empty'")


OUTER = (equal, equal, among, among, over, ratio, named)


def rules(n: int, seed: int = 2) -> list[Part]:
    """Rules of two to five conditions, a fifth and more of them with a quantifier."""
    return [_rule(Random(f"{seed} {i}")) for i in range(n)]


def _rule(random: Random) -> Part:
    parts = [random.choice(OUTER)(random) for _ in range(random.choice((1, 2, 2, 3, 3, 4)))]
    if random.random() < 0.27 or len(parts) == 1:
        parts.append(random.choice((some_goods, some_goods, some_container))(random))
    if random.random() < 0.05:
        one, other = among(random), among(random)
        parts.append(Part(AnyOf((one.checked, other.checked), SPAN), f"({one.plain} or {other.plain})"))
    random.shuffle(parts)
    return Part(_joined(parts), " and ".join(part.plain for part in parts))


def rulebook(parts: list[Part]) -> CheckedRulebook:
    """The rules as a rulebook."""
    checked = tuple(
        CheckedRule(f"R{i:05}", "", "area", "", "", "", "", "", False, part.checked, (), 1.0, "", (), (), (), SPAN)
        for i, part in enumerate(parts)
    )
    return CheckedRulebook("workload", "", "", (), (), checked, (), VOCABULARY)


def plain_functions(parts: list[Part]) -> list[Callable[[Any, Any], bool]]:
    """The rules as one plain function each."""
    text = "\n".join(f"def r{i}(m, c):\n    return {part.plain}" for i, part in enumerate(parts))
    namespace: dict[str, Any] = {}
    exec(compile(text, "<plain>", "exec"), namespace)
    return [namespace[f"r{i}"] for i in range(len(parts))]
