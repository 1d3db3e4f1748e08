from collections.abc import Iterator
from pathlib import Path

import pytest

from cts_rules.office.office import Office
from tests.rules.office.offices import Clock, office_at, with_rules


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An office with the trial rulebook in force."""
    made = with_rules(office_at(tmp_path / "store", clock))
    yield made
    made.store.close()
