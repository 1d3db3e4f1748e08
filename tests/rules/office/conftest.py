from collections.abc import Iterator

import pytest

from cts_rules.office.office import Office
from cts_rules.store.places import Place
from tests.rules.office.offices import Clock, office_at, with_rules


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(place: Place, clock: Clock) -> Iterator[Office]:
    """An office with the trial rulebook in force, on each database."""
    made = with_rules(office_at(place, clock))
    yield made
    made.store.close()
