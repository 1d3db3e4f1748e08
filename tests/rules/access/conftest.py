from collections.abc import Iterator
from pathlib import Path

import pytest

from cts_rules.office.office import Office
from tests.rules.access.keeping import quick_office, with_people
from tests.rules.office.offices import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An office with an account for each role."""
    made = with_people(quick_office(tmp_path / "store", clock))
    yield made
    made.store.close()
