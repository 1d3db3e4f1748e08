"""What one database takes, the other takes, too: strange texts, large numbers, long names, and many rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cts_rules.office.office import Office
from cts_rules.office.reading import Wanted, consignment, consignments, manifest, manifests
from cts_rules.office.refusals import NotFound
from cts_rules.office.replaying import replay_all
from cts_rules.office.submitting import submit
from cts_rules.store import audit
from cts_rules.store.exporting import export_store
from cts_rules.store.places import Place
from cts_rules.store.proving import prove
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import hand_in, office_at, with_rules
from tests.rules.office.offices import message as written

MANY = 120


@pytest.fixture
def office(place: Place) -> Iterator[Office]:
    made = with_rules(office_at(place))
    yield made
    made.store.close()


def found(office: Office, **wanted: Any) -> list[str | None]:
    return [c.document for c in consignments(office, Wanted(**wanted)).items]


def whole(office: Office) -> bool:
    with office.reading() as connection:
        proof = prove(connection)
    return proof.holds and not [r for m in replay_all(office) for r in m.assessments if not r.same]


@pytest.mark.parametrize("strange", ["\0", "a\0b", "\x1f", "\ufffe", "😀", "％_%", "'\"\\"])
def test_any_character_is_kept_and_found(office: Office, strange: str) -> None:
    name = f"AC{strange}ME"
    document = written(goods(f"A{strange}1", name, 20_000.0), manifest_number=strange)
    done = submit(office, document, f"text/{strange}", f"by{strange}", key=f"key{strange}")
    assert submit(office, document, "x", "y", key=f"key{strange}").message == done.message
    assert found(office, party=name) == found(office, document=f"A{strange}1") == [f"A{strange}1"]
    assert whole(office)


def test_any_character_among_many_rows(office: Office) -> None:
    hand_in(office, *(goods(f"A{n}\0\t\n\\.", f"C{n}\\N", 20_000.0) for n in range(MANY)))
    hand_in(office, *(goods(f"B{n}", f"C{n}\\N") for n in range(MANY)))
    told = [c for n in (1, 2) for c in consignments(office, Wanted(manifest=n), limit=200).items]
    assert len(told) == 2 * MANY
    assert {tuple(f.rule for f in c.fired) for c in told} == {("HEAVY", "NEW"), ("NEW",)}
    assert whole(office)


def test_a_name_may_be_longer_than_its_column_says(office: Office) -> None:
    long = "x" * 5_000
    submit(office, written(goods(long, long)), long, long, key=long)
    assert found(office, document=long) == [long]
    with office.reading() as connection:
        assert {entry.by for entry in audit.entries(connection)} >= {long}
    assert whole(office)


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63 - 1, 2**63, 10**30])
def test_a_number_that_is_none_of_ours_is_not_found(office: Office, number: int) -> None:
    for ask in (manifest, consignment):
        with pytest.raises(NotFound):
            ask(office, number)


def test_both_keep_the_same(tmp_path: Path, office: Office) -> None:
    """The same work gives the same export on each database, whose name is all that differs."""
    other = with_rules(office_at(tmp_path / "other"))
    for each in (office, other):
        for n in range(3):
            hand_in(each, *(goods(f"A{n}-{m}", f"É {m % 7}", 9_000.5 * m) for m in range(MANY)), manifest_number=f"{n}")
        export_store(each.store, tmp_path / f"{each is office}.zip")
        assert len(manifests(each).items) == 3
    other.store.close()
    assert (tmp_path / "True.zip").read_bytes() == (tmp_path / "False.zip").read_bytes()
