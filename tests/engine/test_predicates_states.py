"""Missing, unreadable, present, valid, vague; truths and parties."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.values import Money, Unreadable
from cts_grammar.checked import Arithmetic, Derived, Is, SameParty, State, Truth, Value
from tests.engine.small import AT, answer, field
from tests.properties import small_world as world
from tests.properties.small_world import Party

XX = Unreadable("XX")


def states(subject: Value, **facts: Any) -> tuple[bool | None, ...]:
    """Missing, unreadable, present, valid."""
    asked = (State.MISSING, State.UNREADABLE, State.PRESENT, State.VALID)
    return tuple(answer(Is(state, subject, AT), **facts) for state in asked)


MISSING = (True, False, False, None)
UNREADABLE = (False, True, True, False)
PRESENT = (False, False, True, True)
NOT_VALID = (False, False, True, False)


@pytest.mark.parametrize(
    ("port", "expected"),
    [
        (None, MISSING),
        ("", MISSING),
        (XX, UNREADABLE),
        (7, UNREADABLE),
        ("ROTTERDAM", UNREADABLE),
        ("nl rtm", PRESENT),
        ("BEANR", NOT_VALID),
    ],
)
def test_a_code(port: Any, expected: tuple[bool | None, ...]) -> None:
    assert states(field("port"), port=port) == expected


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("marks", {"marks": 12}, UNREADABLE),
        ("marks", {"marks": "N/A"}, PRESENT),
        ("gross weight", {"gross_weight": "10 kg"}, UNREADABLE),
        ("gross weight", {"gross_weight": float("nan")}, UNREADABLE),
        ("gross weight", {"gross_weight": 0}, PRESENT),
        ("value", {"value": Money()}, MISSING),
        ("value", {"value": Money(XX, "USD")}, UNREADABLE),
        ("value", {"value": 10.0}, UNREADABLE),
        ("value", {"value": Money(10.0)}, PRESENT),
        ("issue date", {"issued": "2026-02-30"}, UNREADABLE),
        ("issue date", {"issued": "2026-02-28"}, PRESENT),
        ("urgent", {"urgent": 1}, UNREADABLE),
        ("urgent", {"urgent": False}, PRESENT),
        ("half weight", {"gross_weight": "ten"}, UNREADABLE),
    ],
)
def test_other_values(name: str, facts: dict[str, Any], expected: tuple[bool | None, ...]) -> None:
    assert states(field(name), **facts) == expected


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (None, MISSING),
        (Party(), MISSING),
        (Party(country="NL"), MISSING),
        (Party(name=XX), UNREADABLE),
        (Party(name=XX, id="EC1"), PRESENT),
        (Party(id="--"), UNREADABLE),
        (Party(name="ACME"), PRESENT),
        (XX, UNREADABLE),
        ("ACME", UNREADABLE),
    ],
)
def test_a_party(party: Any, expected: tuple[bool | None, ...]) -> None:
    assert states(field("consignee"), consignee=party)[:3] == expected[:3]


def test_computed_values_are_missing_where_they_cannot_be_computed() -> None:
    per_package = Arithmetic("/", field("gross weight"), field("packages"), world.WEIGHT, AT)
    country = Derived(world.COUNTRY, field("port"), world.LOCATION, AT)
    assert states(per_package, gross_weight=10.0, packages=0) == MISSING
    assert states(per_package, gross_weight=10.0, packages=2)[:3] == PRESENT[:3]
    assert states(country, port="ROTTERDAM") == MISSING
    assert states(country, port="NLRTM") == NOT_VALID


@pytest.mark.parametrize(("marks", "expected"), [("GOODS", True), ("shoes", False), (None, None), (XX, None)])
def test_vague(marks: Any, expected: bool | None) -> None:
    assert answer(Is(State.VAGUE, field("marks"), AT), marks=marks) is expected


@pytest.mark.parametrize(("urgent", "expected"), [(True, True), (False, False), (None, None), (1, None), ("yes", None)])
def test_a_truth(urgent: Any, expected: bool | None) -> None:
    assert answer(Truth(field("urgent"), AT), urgent=urgent) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Party(id="EC 1"), Party(id="ec-1"), True),
        (Party(id="EC1", name="ACME"), Party(id="EC2", name="ACME"), False),
        (Party(name="Acmé", country="NL"), Party(name="ACME", country="nl"), True),
        (Party(name="ACME", country="NL"), Party(name="ACME", country="AE"), False),
        (Party(name="ACME", country="NL"), Party(name="ACME"), None),
        (Party(name="ACME", id="EC1"), Party(name="ZENITH"), False),
        (Party(id="EC1"), Party(name="ACME"), None),
        (Party(), Party(name="ACME"), None),
        (XX, Party(name="ACME"), None),
        (None, None, None),
    ],
)
def test_the_same_party(one: Any, other: Any, expected: bool | None) -> None:
    same = SameParty(field("consignee"), field("notify"), AT)
    assert answer(same, consignee=one, notify=other) is expected
    assert answer(same, consignee=other, notify=one) is expected
