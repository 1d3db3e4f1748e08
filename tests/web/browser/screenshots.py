"""Makes the pictures in docs/images: `python -m tests.web.browser.screenshots`, where Chromium is installed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from cts_rules.office.office import open_office
from cts_rules.office.starting import load_starters
from cts_rules.store.migrating import make_ready
from cts_web.app import create_app
from tests.web.browser.serving import chromium, served

IMAGES = Path(__file__).parents[3] / "docs" / "images"
EDIT = "/rulebooks/maritime-imports/edit?version=1&file=narcotics.rules&line=34"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def main() -> None:
    """All pictures, over a fresh office with the starters and their samples."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, office_at(Path(folder)) as site, sync_playwright() as playwright:
        browser = chromium(playwright)
        picture(opened(browser, site, "/"), "home")
        picture(opened(browser, site, "/manifests/7"), "manifest")
        consignment = "/consignments?document=NVRLGYE10002"
        page = opened(browser, site, consignment)
        page.get_by_role("link", name="NVRLGYE10002").click()
        picture(page, "consignment")
        page.emulate_media(color_scheme="dark")
        picture(page, "consignment-dark")
        picture(with_faults(opened(browser, site, EDIT)), "editing")
        picture(with_effect(opened(browser, site, EDIT)), "effect")
        browser.close()


def with_faults(page: Page) -> Page:
    """The editing page after a check that found something."""
    area = page.get_by_role("textbox", name="narcotics.rules")
    text = area.input_value().replace("has (reefer)", "has (reefr)", 1).replace("score +40", "score 40%", 1)
    area.fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("link", name="narcotics.rules, line").first.click()
    page.evaluate("window.scrollTo(0, 0)")
    page.locator("h1").click()
    return page


def with_effect(page: Page) -> Page:
    """The editing page after a trial."""
    area = page.get_by_role("textbox", name="narcotics.rules")
    area.fill(area.input_value().replace("score +20", "score +60", 1))
    page.get_by_role("button", name="Try on it").click()
    page.locator(".effect").wait_for()
    return page


def opened(browser: Browser, site: str, path: str) -> Page:
    """A page at the size of the pictures."""
    page = browser.new_context(base_url=site, viewport={"width": 1200, "height": 800}).new_page()
    page.goto(path)
    return page


def picture(page: Page, name: str) -> None:
    """What is seen without scrolling."""
    page.screenshot(path=IMAGES / f"{name}.png")


@contextmanager
def office_at(folder: Path) -> Iterator[str]:
    """The address of an office with the starters."""
    make_ready(folder).close()
    office = open_office(folder, {}, lambda: NOW)
    load_starters(office)
    with served(create_app(office)) as address:
        yield address
    office.store.close()


if __name__ == "__main__":
    main()
