"""An office with the starter rulebooks in force and their samples assessed, and the application in front of it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cts_rules.office.office import Office, open_office
from cts_rules.office.starting import load_starters
from cts_rules.store.database import open_database
from cts_rules.store.migrating import make_ready
from cts_web.app import create_app

BEGIN = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Clock:
    """Goes on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(scope="session")
def filled_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with the starters and their samples, for nobody to change."""
    place = tmp_path_factory.mktemp("filled") / "store"
    make_ready(place).close()
    office = open_office(place, {"CTS_LIMIT_BODY_BYTES": str(1024 * 1024)}, Clock())
    load_starters(office)
    yield office
    office.store.close()


@pytest.fixture(scope="session")
def filled_store(filled_office: Office) -> Path:
    """The folder of its store, to be copied."""
    place = filled_office.store.place
    assert isinstance(place, Path)
    return place


@pytest.fixture
def place(filled_store: Path, tmp_path: Path) -> Path:
    """A copy of the filled store."""
    return Path(shutil.copytree(filled_store, tmp_path / "store"))


@pytest.fixture
def office(filled_office: Office, place: Path) -> Iterator[Office]:
    """An office that a test may change; what never changes is shared, for it is slow to make."""
    opened = replace(filled_office, store=open_database(place), clock=Clock())
    yield opened
    opened.store.close()


@pytest.fixture
def app(office: Office) -> Flask:
    return create_app(office, at_once=2, ids=lambda: "made-here")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def edifact() -> bytes:
    """A CUSCAR message of the starters."""
    (found,) = (Path(__file__).parents[2] / "rulebooks" / "maritime-imports" / "samples").glob("northern-valley*.edi")
    return found.read_bytes()
