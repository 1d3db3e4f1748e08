import pytest
from hypothesis import given
from hypothesis import strategies as st

from cts_engine.values import Unreadable
from cts_rules.readers.edifact_moment import FORMATS, filed_moment


@pytest.mark.parametrize(
    ("value", "qualifier", "moment"),
    [
        ("20260301", "102", "2026-03-01"),
        ("260301", "101", "2026-03-01"),
        ("010326", "2", "2026-03-01"),
        ("030126", "3", "2026-03-01"),
        ("01032026", "4", "2026-03-01"),
        ("2603010430", "201", "2026-03-01T04:30:00Z"),
        ("260301043015", "202", "2026-03-01T04:30:15Z"),
        ("202603010430", "203", "2026-03-01T04:30:00Z"),
        ("20260301043015", "204", "2026-03-01T04:30:15Z"),
        ("202603010430+0530", "205", "2026-02-28T23:00:00Z"),
        ("202603010430EST", "303", "2026-03-01T09:30:00Z"),
        ("20260301043015UTC", "304", "2026-03-01T04:30:15Z"),
        ("202603012400", "203", "2026-03-02T00:00:00Z"),
    ],
)
def test_a_value_is_read_by_its_qualifier(value: str, qualifier: str, moment: str) -> None:
    assert filed_moment(value, qualifier) == (moment, True)


@pytest.mark.parametrize(
    ("value", "qualifier", "moment"),
    [
        ("201404080000", "102", "2014-04-08T00:00:00Z"),
        ("20260318", "203", "2026-03-18"),
        ("260318", "102", "2026-03-18"),
        ("260301043015", "203", "2026-03-01T04:30:15Z"),
    ],
)
def test_a_value_against_its_qualifier_is_read_as_what_it_is(value: str, qualifier: str, moment: str) -> None:
    assert filed_moment(value, qualifier) == (moment, False)


@pytest.mark.parametrize(
    ("value", "qualifier"),
    [
        ("20261301", "102"),
        ("20260230", "102"),
        ("00000000", "102"),
        ("ASAP", "102"),
        ("202610", "616"),
        ("20260301-20260308", "718"),
        ("202603010430IST", "303"),
        ("1", "102"),
    ],
)
def test_what_is_no_moment_is_unreadable(value: str, qualifier: str) -> None:
    assert filed_moment(value, qualifier).moment == Unreadable(value)


def test_nothing_filed_is_missing() -> None:
    assert filed_moment(None, "102") == filed_moment("  ", "102") == (None, True)


@given(st.text("0123456789+-:ZUTC ", max_size=18), st.sampled_from([*FORMATS, "", "616", "x"]))
def test_no_value_raises(value: str, qualifier: str) -> None:
    moment = filed_moment(value, qualifier).moment
    assert moment is None or isinstance(moment, Unreadable) or len(moment) in (10, 20)
