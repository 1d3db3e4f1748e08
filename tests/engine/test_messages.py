"""What a fired rule tells: the values that made it fire, and its message with values filled in."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.display import plain_moment, plain_number, plain_range, plain_text, unit_of
from cts_engine.facts import Facts
from cts_engine.message import LONGEST_MESSAGE, enumerated, fill
from cts_engine.ranges import Range
from cts_engine.seen import SeenValue, shown, values_of
from cts_engine.values import Money, Partial, Unreadable
from cts_grammar.checked import Message, OfElements
from cts_grammar.dimensions import MASS, MONEY, PLAIN, TEMPERATURE, TIME, VOLUME
from tests.engine.small import AT
from tests.engine.written import rule
from tests.properties import small_world as world
from tests.properties.small_world import Consignment, Container, GoodsItem, Manifest, Party, Seal

MANIFEST = Manifest(mode="sea", arrival="2026-03-01T04:30:00Z", received="2026-03-01")
FRUIT = GoodsItem(hs_code="080390", weight=18_000.0)
OIL = GoodsItem(hs_code="2710", weight=500.0)


def facts(**filed: Any) -> Facts:
    return Facts.of(world.vocabulary(), MANIFEST, Consignment(**filed))


def values(when: str, before: str = "", **filed: Any) -> list[tuple[str, str, str]]:
    """Name, value with unit, and place of what made a condition yes."""
    found = values_of(interpreter.trace(rule(when, before).when, facts(**filed)))
    return [(value.name, shown(value), value.at) for value in found]


@pytest.mark.parametrize(
    ("when", "filed", "expected"),
    [
        ("port is AEJEA", {"port": "ae jea"}, [("port", "ae jea", "")]),
        ("gross weight is over 10 t", {"gross_weight": 18_000.0}, [("gross weight", "18000 kg", "")]),
        ("value is over 10 USD", {"value": Money(12.5, "USD")}, [("value", "12.5 USD", "")]),
        ("urgent", {"urgent": True}, [("urgent", "yes", "")]),
        ("marks is missing", {}, [("marks", "(not stated)", "")]),
        ("gross weight is unreadable", {"gross_weight": Unreadable("TBA")}, [("gross weight", '"TBA"', "")]),
        ("value is present", {"value": Money(10.0)}, [("value", "10", "")]),
        ("consignee is missing", {}, [("consignee", "(not stated)", "")]),
        ("not consignee is missing", {"consignee": Party(id="EC1")}, [("consignee", "EC1", "")]),
        ("containers are missing", {}, [("containers", "(not stated)", "")]),
        ("arrival is before 2026-03-02", {}, [("arrival", "2026-03-01 04:30 UTC", "")]),
        ("weekday of arrival is sunday", {}, [("weekday of arrival", "sunday", "")]),
        ("number of containers is 0", {"containers": ()}, [("number of containers", "0", "")]),
        ("no container has (weight is over 1 kg)", {"containers": ()}, [("number of containers", "0", "")]),
        (
            "total weight of goods items is over 10 t",
            {"goods_items": (FRUIT, GoodsItem())},
            [("total weight of goods items", "at least 18000 kg", "")],
        ),
        (
            "number of different hs codes of goods items is 2",
            {"goods_items": (FRUIT, OIL)},
            [("number of different hs codes of goods items", "2", "")],
        ),
    ],
)
def test_the_values_that_made_it_yes(when: str, filed: dict[str, Any], expected: list[Any]) -> None:
    assert values(when, **filed) == expected


def test_only_what_had_to_be_as_it_is() -> None:
    when = "(port is AEJEA or marks is missing) and none of (urgent, gross weight is over 10 t)"
    found = values(when, port="AEJEA", marks="X", urgent=False, gross_weight=5.0)
    assert found == [("port", "AEJEA", ""), ("urgent", "no", ""), ("gross weight", "5 kg", "")]


def test_elements_are_named() -> None:
    when = "some goods item has (hs code is within 08) and some container has (some seal has (number is present))"
    boxes = (Container(number="MSCU1234567", seals=()), Container(seals=(Seal("A1"),)))
    assert values(when, goods_items=(OIL, FRUIT), containers=boxes) == [
        ("hs code", "080390", "goods item 2"),
        ("number", "A1", "container 2, seal A1"),
    ]


def test_each_value_once() -> None:
    assert values("gross weight is over 1 kg and gross weight is over 2 kg", gross_weight=5.0) == [
        ("gross weight", "5 kg", "")
    ]


def test_a_definition_is_given_with_what_it_is_made_of() -> None:
    before = "define weight per package as gross weight / packages"
    assert values("weight per package is over 1 kg", before, gross_weight=10.0, packages=4) == [
        ("weight per package", "2.5 kg", ""),
        ("gross weight", "10 kg", ""),
        ("packages", "4", ""),
    ]


def test_few_elements_of_a_long_list_are_given() -> None:
    boxes = tuple(Container(number=f"BOX{n}", weight=20.0) for n in range(100))
    assert len(values("every container has (weight is over 10 kg)", containers=boxes)) == 5


# --- messages -------------------------------------------------------------------------------------------------------


def said(text: str, when: str = "marks is missing or marks is present", **filed: Any) -> str:
    """The message `text` of a rule that has fired."""
    checked = rule(when, then=f'say "{text}"')
    given = facts(**filed)
    trace = interpreter.trace(checked.when, given)
    assert trace.answer is True
    return fill(checked.say[0], given, trace)


@pytest.mark.parametrize(
    ("text", "filed", "expected"),
    [
        ("From {port} at {gross weight}", {"port": "AEJEA", "gross_weight": 18_000.0}, "From AEJEA at 18000 kg"),
        ("Worth {value}", {"value": Money(10_000.0, "USD")}, "Worth 10000 USD"),
        ("Worth {value}", {"value": Money(10_000.0)}, "Worth 10000"),
        ("For {consignee name}", {}, "For (not stated)"),
        ("At {gross weight}", {"gross_weight": Unreadable("TBA")}, 'At "TBA"'),
        ("For {consignee}", {"consignee": Party("Acme")}, "For Acme"),
        ("At {gross weight / packages}", {"gross_weight": 10.0, "packages": 3}, "At 3.33333333333 kg"),
        ("At {gross weight / packages}", {"gross_weight": 10.0, "packages": 0}, "At (not stated)"),
        ("Due {arrival}", {}, "Due 2026-03-01 04:30 UTC"),
        ("With {number of containers}", {"containers": Partial((Container(),))}, "With at least 1"),
    ],
)
def test_values_are_filled_in(text: str, filed: dict[str, Any], expected: str) -> None:
    assert said(text, **filed) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ACME\r\nLTD\x00", "ACME LTD"),
        ("ACME\u202eDTL", "ACMEDTL"),
        ("{port} %s $(x) <b>", "{port} %s $(x) <b>"),
        ("A" * 500, "A" * 199 + "…"),
    ],
)
def test_what_was_filed_is_never_more_than_text(name: str, expected: str) -> None:
    assert said("For {consignee name}", consignee=Party(name)) == f"For {expected}"


def test_a_message_keeps_within_its_length() -> None:
    text = "{consignee name} " * 20
    assert len(said(text, consignee=Party("A" * 150))) == LONGEST_MESSAGE


BOXES = tuple(Container(number=f"BOX{n}", weight=float(n), seals=(Seal(f"S{n}"),)) for n in range(1, 9))


def test_the_elements_that_satisfied_are_named() -> None:
    some = "some container has (weight is over {} kg)"
    assert said("In {container number}", some.format(7), containers=BOXES) == "In BOX8"
    assert said("In {container number}", some.format(5), containers=BOXES) == "In BOX6, BOX7 and BOX8"
    assert said("In {container number}", some.format(1), containers=BOXES) == "In BOX2, BOX3, BOX4 and 4 more"
    assert said("In {container number}", "every container has (weight is over 0 kg)", containers=BOXES[:2]) == (
        "In BOX1 and BOX2"
    )
    counted = "number of containers with (weight is over 6 kg) is at least 2"
    assert said("In {container number}", counted, containers=BOXES) == "In BOX7 and BOX8"


def test_elements_of_several_quantifiers_are_joined_in_order() -> None:
    when = "some container has (weight is over 7 kg) and some container has (weight is under 2 kg)"
    assert said("In {container number}", when, containers=BOXES) == "In BOX1 and BOX8"


def test_without_a_quantifier_all_elements_are_meant() -> None:
    assert said("In {container number}", containers=BOXES[:2]) == "In BOX1 and BOX2"
    assert said("In {container number}", containers=()) == "In (not stated)"
    assert said("In {container number}", containers=(Container(),)) == "In (not stated)"
    assert said("In {container number}") == "In (not stated)"


SEALS_OF_CONTAINER = next(r for r in world.RELATIONS if r.to == "seal" and r.of == "container")
SEAL_NUMBER = next(f for f in world.FIELDS if f.of == "seal")


def sealed(when: str, **filed: Any) -> str:
    """The seals named by a message about the list that each container has."""
    message = Message((OfElements(SEALS_OF_CONTAINER, SEAL_NUMBER, AT),), AT)
    given = facts(**filed)
    return fill(message, given, interpreter.trace(rule(when).when, given))


def test_a_list_in_a_list() -> None:
    inner = 'some container has (some seal has (number is in ("S3", "S5")))'
    assert sealed(inner, containers=BOXES) == "S3 and S5"
    assert said("Sealed {seal number}", inner, containers=BOXES) == "Sealed S3 and S5"
    heavy = "some container has (weight is over 6 kg)"
    assert sealed(heavy, containers=BOXES) == "S7 and S8"
    assert said("Sealed {seal number}", heavy, containers=BOXES) == "Sealed S1, S2, S3 and 5 more"
    assert sealed("no container has (weight is over 99 kg)", containers=BOXES[:2]) == "S1 and S2"


def test_enumerating() -> None:
    assert [enumerated(list("ABCDE"[:n])) for n in range(6)] == [
        "",
        "A",
        "A and B",
        "A, B and C",
        "A, B, C and 1 more",
        "A, B, C and 2 more",
    ]


# --- how values look ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (18_000.0, "18000"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (-18.0, "-18"),
        (-0.0, "0"),
        (1e15, "1000000000000000"),
        (123_456_789.25, "123456789.25"),
        (0.0000125, "0.0000125"),
        (1e300, "1e+300"),
    ],
)
def test_plain_numbers(number: float, expected: str) -> None:
    assert plain_number(number) == expected


def test_units() -> None:
    dimensions = (PLAIN, MASS, VOLUME, MONEY, TEMPERATURE, TIME, MONEY.over(MASS), MASS.over(VOLUME), PLAIN.over(MASS))
    units = [unit_of(dimension, "EUR") for dimension in dimensions]
    assert units == ["", "kg", "m3", "EUR", "degrees", "seconds", "EUR per kg", "kg per m3", "per kg"]


def test_ranges() -> None:
    inf = float("inf")
    ranges = (Range(5, 5), Range(5, inf), Range(-inf, 5), Range(2, 4))
    assert [plain_range(known) for known in ranges] == ["5", "at least 5", "at most 5", "2 to 4"]


def test_moments_and_texts() -> None:
    assert plain_moment("2026-03-01") == "2026-03-01"
    assert plain_moment("2026-03-01T04:30:15Z") == "2026-03-01 04:30:15 UTC"
    assert plain_text("  a \u2028 b\tc ") == "a b c"
    assert shown(SeenValue("x", True)) == "yes"
