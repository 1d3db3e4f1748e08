import pytest

from cts_rules.readers.cuscar_structure import D95B, matcher
from cts_rules.readers.edifact_structure import Matcher, segment_table

TABLE = "UNH! BGM! DTM2 (NAD RFF2 (CTA COM)0)2 (GID FTX0)!9 UNT!"


def violations(tags: str, table: str = TABLE) -> list[tuple[str, str]]:
    one = Matcher(segment_table(table), "this table")
    return [(tag, found.code) for tag in tags.split() for found in one.take(tag)]


def test_a_message_of_the_table_has_no_violations() -> None:
    assert violations("UNH BGM DTM DTM NAD RFF RFF CTA COM CTA NAD GID FTX FTX FTX GID UNT") == []


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("UNH GID UNT", [("GID", "segment-missing")]),
        ("UNH BGM UNT", [("UNT", "segment-missing")]),
        ("UNH BGM DTM DTM DTM GID UNT", [("DTM", "segment-too-often")]),
        ("UNH BGM NAD NAD NAD GID UNT", [("NAD", "segment-too-often")]),
        ("UNH BGM XYZ GID UNT", [("XYZ", "segment-not-allowed")]),
        ("UNH BGM GID NAD UNT", [("NAD", "segment-not-allowed")]),
        ("UNH BGM BGM GID UNT", [("BGM", "segment-too-often")]),
        ("UNH BGM NAD COM GID UNT", [("COM", "segment-missing")]),
    ],
)
def test_each_violation_is_told_once_where_it_is(tags: str, found: list[tuple[str, str]]) -> None:
    assert violations(tags) == found


def test_counts_begin_anew_with_the_group_around() -> None:
    assert violations("UNH BGM NAD RFF RFF NAD RFF RFF GID UNT") == []
    assert violations("UNH BGM NAD RFF RFF RFF GID UNT") == [("RFF", "segment-too-often")]


def test_the_table_of_cuscar_has_its_thirteen_groups() -> None:
    def groups(node: object) -> int:
        members = getattr(node, "members", [])
        return bool(members) + sum(map(groups, members))

    assert groups(D95B) == 1 + 13


def test_only_the_directory_whose_table_is_held_is_checked() -> None:
    assert matcher("D.95B") is not None
    assert matcher("D.03B") is None
