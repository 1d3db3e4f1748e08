"""What holds for every test: a system program may be missing, unless skipping is forbidden."""

import os
import shutil
from collections.abc import Generator

import pytest
from hypothesis import settings

import dev

# A shared machine stalls now and then: only the examples may fail a property, never the clock.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

SKIPS_FORBIDDEN = os.environ.get("CTS_FORBID_SKIPS") == "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        (program,) = mark.args
        if shutil.which(program) is None:
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
