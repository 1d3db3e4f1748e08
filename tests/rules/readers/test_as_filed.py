import doctest

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cts_engine.values import Money, Unreadable
from cts_rules.manifest.model import Code, Moment, Quantity, Temperature, Text, TypeGroup
from cts_rules.readers import as_filed

ANY_TEXT = st.one_of(st.none(), st.text(max_size=30), st.text("0123456789.,-+eE 'KGMTBA", max_size=14))


def test_the_examples_of_the_documentation_hold() -> None:
    assert doctest.testmod(as_filed).failed == 0


@given(ANY_TEXT, ANY_TEXT, st.sampled_from(".,"))
def test_whatever_is_filed_gives_a_value_of_the_model(raw: str | None, other: str | None, decimal_mark: str) -> None:
    read: list[tuple[object, object]] = [
        (as_filed.text(raw), Text),
        (as_filed.code(raw), Code),
        (as_filed.number(raw, decimal_mark), Quantity),
        (as_filed.mass(raw, other, decimal_mark), Quantity),
        (as_filed.volume(raw, "MTQ", decimal_mark), Quantity),
        (as_filed.temperature(raw, "FAH", decimal_mark), Temperature),
        (as_filed.money(raw, other, decimal_mark), Money | None),
        (as_filed.party_name(raw, {other or "unknown"}), Text),
        (as_filed.hs_code(raw), Code),
        (as_filed.type_group(raw), TypeGroup | Unreadable | None),
        (as_filed.iso_moment(raw), Moment),
    ]
    for value, kind in read:
        assert msgspec.convert(msgspec.to_builtins(value), kind) == value
        assert value != ""


@given(ANY_TEXT)
def test_only_what_is_blank_is_missing(raw: str | None) -> None:
    blank = raw is None or not raw.strip()
    for read in (
        as_filed.text,
        as_filed.code,
        as_filed.number,
        as_filed.hs_code,
        as_filed.type_group,
        as_filed.iso_moment,
    ):
        assert (read(raw) is None) == blank
    assert (as_filed.packages(raw) is None) == blank


@given(st.floats(min_value=0, max_value=1e12, allow_nan=False).map(lambda x: round(x, 3)), st.sampled_from(".,"))
def test_a_number_is_read_back_or_not_at_all(value: float, mark: str) -> None:
    written = f"{value:.3f}".replace(".", mark)
    assert as_filed.number(written, mark) == value
    assert as_filed.number(written, ",."[mark == ","]) in (value, Unreadable(written))


@pytest.mark.parametrize(
    ("size_type", "group"),
    [
        ("22G1", "dry"), ("45G1", "dry"), ("22VH", "ventilated"), ("42R1", "refrigerated"), ("45RT", "refrigerated"),
        ("22H0", "refrigerated"), ("22T6", "tank"), ("42U1", "open top"), ("42P3", "flat"), ("L5G1", "dry"),
        ("22B0", "dry"), ("42G", "dry"), ("40HC", "dry"), ("40RF", "refrigerated"), ("20FR", "flat"), ("20OT", "open top"),
        ("4310", "dry"), ("2200", "dry"), ("4532", "refrigerated"), ("2251", "open top"), ("2261", "flat"), ("2270", "tank"),
        ("2213", "ventilated"),
    ],
)  # fmt: skip
def test_the_group_of_a_container_follows_its_type(size_type: str, group: str) -> None:
    assert as_filed.type_group(size_type) == group


@pytest.mark.parametrize("size_type", ["22S1", "22Z9", "2", "22G10", "container", "BIG", "²²²²"])
def test_a_type_of_no_group_is_unreadable(size_type: str) -> None:
    assert as_filed.type_group(size_type) == Unreadable(size_type)


@pytest.mark.parametrize(
    "name", ["SAME AS CONSIGNEE", "same as  consignee.", "UNKNOWN / UNKNOWN", "---", "Same as: Consignee"]
)
def test_a_name_of_placeholders_only_is_unreadable(name: str) -> None:
    assert as_filed.party_name(name, {"same as", "consignee", "unknown"}) == Unreadable(name)


@pytest.mark.parametrize("name", ["UNKNOWN PLEASURES LTD", "CONSIGNEE SERVICES", "TO ORDER", "李雷"])
def test_a_name_with_more_in_it_is_one(name: str) -> None:
    assert as_filed.party_name(name, {"same as", "consignee", "unknown"}) == name


def test_many_overlapping_placeholders_do_not_take_forever() -> None:
    phrases = {" ".join(["same"] * n) for n in range(1, 12)}
    assert as_filed.party_name("same " * 2000 + "end", phrases) == "same " * 2000 + "end"
