"""A filled store of the first release brought to this one and back, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command

from cts_rules.office.explaining import explanations
from cts_rules.office.office import Office, open_office
from cts_rules.office.reading import Wanted, consignment, consignments
from cts_rules.store.migrating import configuration, is_current, make_ready, revision
from cts_rules.store.places import Place
from cts_rules.store.proving import prove
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import hand_in, office_at, with_rules
from tests.rules.store.earlier import FIRST, as_it_was_first, only, rows_of


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = with_rules(office_at(tmp_path_factory.mktemp("filled") / "store"))
    for n in range(3):
        hand_in(office, goods(f"A{n}", weight=20_000), goods(f"B{n}", f"C{n}"), manifest_number=f"M{n}")
    yield office
    office.store.close()


def test_up_and_down_and_up_again(place: Place, filled: Office) -> None:
    before = as_it_was_first(place, filled.store)
    with before.reading() as connection:
        first = rows_of(connection)
    assert not is_current(before)
    before.close()
    store = make_ready(place)
    assert is_current(store)
    with store.reading() as connection:
        assert prove(connection).holds
        upgraded = rows_of(connection)
        assert only(upgraded, first) == first
    with store.restructuring() as connection:
        command.downgrade(configuration(connection), FIRST)
    with store.reading() as connection:
        assert revision(connection) == FIRST
        assert rows_of(connection) == first
    store.close()
    again = make_ready(place)
    with again.reading() as connection:
        assert rows_of(connection) == upgraded
    again.close()


def test_an_upgraded_store_goes_on(place: Place, filled: Office, tmp_path: Path) -> None:
    as_it_was_first(place, filled.store).close()
    make_ready(place).close()
    office = open_office(place, {"CTS_REFERENCE": str(tmp_path / "none")})
    (first, *_) = consignments(office, Wanted(document="A0")).items
    (assessment,) = consignment(office, first.id).assessments
    assert [told["rule"] for told in explanations(office, assessment.id)] == ["HEAVY", "NEW", "MARKED"]
    hand_in(office, goods("A9"))
    with office.reading() as connection:
        assert prove(connection).holds
    office.store.close()
