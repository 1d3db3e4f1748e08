"""A real browser before a real server; whatever a page does behind a person's back is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.browser.serving import Open, chromium, served


@dataclass
class Seen:
    """What must not happen."""

    site: str
    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", lambda m: self._told(m.text) if m.type in ("error", "warning") else None)
        context.on("weberror", lambda e: self._told(str(e.error)))
        context.on("request", lambda r: None if r.url.startswith(self.site) else self._told(f"elsewhere: {r.url}"))

    def _told(self, text: str) -> None:
        if "responded with a status of 4" not in text:  # a refusal is an answer that the tests ask for
            self.complaints.append(text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = chromium(playwright)
        yield started
        started.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Opens a page in a context of its own, with Playwright's options; at the end nothing untoward was seen."""
    seen = Seen(site)
    contexts: list[BrowserContext] = []

    def opened(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=site, **options)
        seen.watch(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert seen.complaints == []


@pytest.fixture
def sample(edifact: bytes, tmp_path: Path) -> Path:
    """A CUSCAR message that is not kept yet."""
    path = tmp_path / "late-valley-418e.edi"
    path.write_bytes(edifact.replace(b"NVR-2026-0417", b"NVR-2026-0418"))
    return path
