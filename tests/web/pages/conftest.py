"""One application for the tests that only read; those that write take `client`, which has a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cts_rules.office.office import open_office
from cts_web.app import create_app


@pytest.fixture(scope="session")
def reader(filled_store: Path) -> Iterator[FlaskClient]:
    """A client of the filled store; use it for GET only."""
    office = open_office(filled_store, {})
    yield create_app(office).test_client()
    office.store.close()
