"""Texts and codes: folded, searched, normalised, placed in hierarchies."""

from __future__ import annotations

from typing import Any

import pytest

from cts_engine.values import Unreadable
from cts_grammar.checked import Among, Constant, Derived, Likeness, Same, Search, TextTest, Value, Within
from tests.engine.small import AT, answer, constant, contains, elements, field, location, moment, some, text
from tests.properties import small_world as world

MARKS = field("marks")
PORT = field("port")


def searched(search: Search, *needles: str, subject: Value = MARKS) -> TextTest:
    return TextTest(search, subject, tuple(text(needle) for needle in needles), "", AT)


@pytest.mark.parametrize(
    ("search", "needles", "marks", "expected"),
    [
        (Search.CONTAINS, ["BANAN"], "Fresh bananas", True),
        (Search.CONTAINS, ["fresh  ban"], "FRÉSH \t BANANAS", True),
        (Search.CONTAINS, ["fish", "banana"], "Fresh bananas", True),
        (Search.CONTAINS, ["fish"], "Fresh bananas", False),
        (Search.STARTS, ["fresh"], " Fresh bananas", True),
        (Search.STARTS, ["bananas", "fish"], "Fresh bananas", False),
        (Search.ENDS, ["BANANAS"], "Fresh bananas", True),
        (Search.MENTIONS, ["banana"], "Fresh bananas", False),
        (Search.MENTIONS, ["bananas"], "Fresh bananas/fish", True),
        (Search.MENTIONS, ["fresh bananas"], "very fresh, bananas", True),
        (Search.PATTERN, ["ban.na"], "Fresh BANANAS", True),
        (Search.PATTERN, ["^ban"], "Fresh bananas", False),
        (Search.PATTERN, [r"^\d+$"], "٣", False),
    ],
)
def test_searches(search: Search, needles: list[str], marks: str, expected: bool) -> None:
    assert answer(searched(search, *needles), marks=marks) is expected


@pytest.mark.parametrize("search", list(Search))
@pytest.mark.parametrize("marks", [None, "", Unreadable("N/A"), 12, ["bananas"]])
def test_what_is_no_text_is_undecided(search: Search, marks: Any) -> None:
    assert answer(searched(search, "bananas"), marks=marks) is None


def test_many_needles_are_found_like_few() -> None:
    needles = ["fish", "shoes", "tea", "cut flowers", "bananas", "tyres"]
    assert answer(searched(Search.MENTIONS, *needles), marks="fresh bananas") is True
    assert answer(searched(Search.MENTIONS, *needles), marks="fresh CUT  flowers") is True
    assert answer(searched(Search.MENTIONS, *needles), marks="flowers, cut") is False
    assert answer(searched(Search.CONTAINS, *needles), marks="steamer") is True


def test_half_a_character_is_searched_too() -> None:
    assert answer(searched(Search.PATTERN, "goods"), marks="goods \ud800") is True


def test_a_pattern_takes_linear_time() -> None:
    assert answer(searched(Search.PATTERN, "(a+)+$"), marks="a" * 50_000 + "b") is False


def test_the_needle_may_be_another_field() -> None:
    within = TextTest(Search.CONTAINS, field("description"), (MARKS,), "", AT)
    assert answer(within, description="Fresh Bananas", marks="banana") is True
    assert answer(within, description="Fresh Bananas", marks=None) is None
    itself = TextTest(Search.STARTS, MARKS, (MARKS,), "", AT)
    assert answer(itself, marks="banana") is True


def test_needles_may_be_several_other_fields() -> None:
    for search in (Search.CONTAINS, Search.STARTS, Search.ENDS, Search.MENTIONS):
        within = TextTest(search, field("description"), (MARKS, field("consignee name"), text("pears")), "", AT)
        assert answer(within, description="bananas", marks="bananas") is True
        assert answer(within, description="bananas", marks="cherries") is None
        assert answer(within, description=None, marks="bananas") is None


def test_a_code_is_searched_as_received() -> None:
    assert answer(contains(PORT, "rtm"), port="NL RTM") is True
    assert answer(contains(PORT, "dam"), port="Rotterdam") is True


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Société  Générale", "SOCIETE GENERALE", True),
        ("ACME", "ACMES", False),
        (None, "ACME", None),
        ("ACME", 7, None),
    ],
)
def test_texts_are_the_same_without_regard_to_case_and_accents(left: Any, right: Any, expected: bool | None) -> None:
    assert answer(Same(MARKS, field("description"), AT), marks=left, description=right) is expected


@pytest.mark.parametrize(
    ("port", "expected"),
    [("NLRTM", True), ("nl rtm", True), ("NL", False), ("ROTTERDAM", None), (None, None), (7, None)],
)
def test_codes_are_the_same_once_normalised(port: Any, expected: bool | None) -> None:
    assert answer(Same(PORT, location("NLRTM"), AT), port=port) is expected
    assert answer(Among(PORT, (location("NLRTM"), location("AEJEA")), "hubs", AT), port=port) is expected


def test_a_code_and_a_text_are_compared_as_texts() -> None:
    assert answer(Same(PORT, MARKS, AT), port="nl rtm", marks="NL RTM") is True
    assert answer(Same(PORT, MARKS, AT), port="nl rtm", marks="NLRTM") is False


def test_nothing_is_in_an_empty_list() -> None:
    assert answer(Among(PORT, (), "", AT), port="NLRTM") is False
    assert answer(Among(PORT, (), "", AT), port=None) is None


def heading(code: str) -> Constant:
    return constant(code, world.HS_CODE)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("0803", True), ("0803.90", True), ("0804", False), ("08", None), ("2710", False), ("fruit", None), (None, None)],
)
def test_a_heading_holds_its_subheadings(code: Any, expected: bool | None) -> None:
    within = Within(field("hs code", "goods item"), (heading("0803"), heading("2711")), "", AT)
    assert answer(some(elements("goods item"), within), goods_items=(world.GoodsItem(hs_code=code),)) is expected


def test_a_member_that_is_not_known_leaves_it_open() -> None:
    within = Within(PORT, (location("AE"), field("destination")), "", AT)
    assert answer(within, port="AEJEA") is True
    assert answer(within, port="NLRTM", destination="NL") is True
    assert answer(within, port="NLRTM", destination="BEANR") is False
    assert answer(within, port="NLRTM") is None


def test_derived_codes() -> None:
    country = Derived(world.COUNTRY, PORT, world.LOCATION, AT)
    sunday = Derived(world.DAY_OF_WEEK, field("issue date"), world.WEEKDAY, AT)
    assert answer(Same(country, location("NL"), AT), port="nl rtm") is True
    assert answer(Same(country, location("NL"), AT), port="ROTTERDAM") is None
    assert answer(Same(sunday, constant("sunday", world.WEEKDAY), AT), issued="2026-03-01T10:00:00Z") is True
    assert answer(Same(sunday, constant("sunday", world.WEEKDAY), AT), issued="2026-02-30") is None
    written = Derived(world.DAY_OF_WEEK, moment("2026-03-01"), world.WEEKDAY, AT)
    assert answer(Same(written, sunday, AT), issued="2026-03-01") is True


def test_likeness_is_at_least() -> None:
    resembles = Likeness(field("consignee name"), text("ACME TRADING LTD"), 0.9, AT)
    assert answer(resembles, consignee=world.Party(name="Acme Trading Limited")) is True
    assert answer(resembles, consignee=world.Party(name="Zenith Fisheries")) is False
    assert answer(resembles, consignee=world.Party()) is None
