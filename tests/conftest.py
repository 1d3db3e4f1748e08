"""What holds for every test: a system program may be missing, unless skipping is forbidden."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import dev

if TYPE_CHECKING:
    from cts_rules.store.places import Place, Postgres
    from tests.servers import Server

# A shared machine stalls now and then: only the examples may fail a property, never the clock.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

SKIPS_FORBIDDEN = os.environ.get("CTS_FORBID_SKIPS") == "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        (program,) = mark.args
        if dev.find(program) is None:
            pytest.skip(f"{program} is missing: apt install {dev.PROGRAMS[program]}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail"):
        fail_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_skipped(report)
    return report


def fail_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where skipping is forbidden."""
    if SKIPS_FORBIDDEN and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"skipped, which is forbidden here: {report.longrepr}"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this run's own."""
    from tests.servers import started

    with started() as running:
        yield running


@pytest.fixture
def postgres(server: Server) -> Iterator[Postgres]:
    """An empty database of it."""
    with server.database() as place:
        yield place


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("initdb"))])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a store can be made: on each database that there is."""
    if request.param == "sqlite":
        return tmp_path / "store"
    made: Postgres = request.getfixturevalue("postgres")
    return made
