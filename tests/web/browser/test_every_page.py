"""What holds on every page: it fits, it can be hit, it can be read in both themes, and it keeps to itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.browser.serving import Open

pytestmark = pytest.mark.needs("chromium")

PAGES = (
    "/",
    "/manifests",
    "/manifests/7",
    "/consignments",
    "/consignments/37",
    "/messages/6",
    "/rulebooks",
    "/rulebooks/maritime-imports",
    "/rulebooks/maritime-imports/versions/1/rules/NARC-001",
    "/rulebooks/maritime-imports/versions/1/words/en",
    "/rulebooks/data-quality/versions/1/words/fr",
    "/rulebooks/maritime-imports/versions/1/files/lists/species.csv",
    "/rulebooks/maritime-imports/edit",
    "/rulebooks/maritime-imports/versions/1/put-in-force",
    "/nowhere",
)

TOO_SMALL = """() => [...document.querySelectorAll("button, select, input:not([type=hidden]), summary, nav a")]
  .filter(e => e.checkVisibility() && !e.closest(".hidden") && !e.matches(".hidden"))
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([html]) => html)"""

# Contrast of every text with what is behind it, by WCAG; text over an image or a gradient does not occur here.
PALE = """() => {
  const light = ([r, g, b]) => { const f = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = text => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const behind = e => { const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, [r, g, b, a]) =>
      [r, g, b].map((c, n) => c * a + under[n] * (1 - a)), [255, 255, 255]); };
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !e.checkVisibility() || e.closest("[disabled], .hidden, option")) continue;
    const [a, b] = [light(rgba(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.add(`${e.className || e.tagName} ${ratio.toFixed(2)}`);
  }
  return [...found];
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_narrow_screen_and_all_its_texts_can_be_read(open_page: Open, theme: str) -> None:
    page: Page = open_page(viewport={"width": 320, "height": 700}, color_scheme=theme)
    for path in PAGES:
        page.goto(path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (path, over) == (path, 0)
        assert (path, page.evaluate(PALE)) == (path, [])
        assert (path, page.evaluate(TOO_SMALL)) == (path, [])


def test_the_theme_that_was_chosen_holds_against_the_system_and_is_told_without_colour(open_page: Open) -> None:
    page: Page = open_page(color_scheme="light", java_script_enabled=False)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"


def test_every_page_has_one_heading_a_title_and_no_id_twice(open_page: Open) -> None:
    page: Page = open_page()
    for path in PAGES:
        page.goto(path)
        assert page.locator("h1").count() == 1
        assert page.title().endswith(" – CTS Rules")
        twice = "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
        assert page.evaluate(twice + " return ids.filter((id, n) => ids.indexOf(id) !== n) }") == []


def test_the_keyboard_comes_first_to_the_content(open_page: Open) -> None:
    page: Page = open_page("/manifests/7")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_consignment_prints_light_and_without_the_navigation(open_page: Open) -> None:
    page: Page = open_page("/consignments/37", color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".bottom").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(228, 234, 238)"


def test_a_code_keeps_its_direction_on_a_page_from_right_to_left(open_page: Open) -> None:
    page: Page = open_page("/consignments/37")
    page.evaluate("document.documentElement.dir = 'rtl'")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over == 0
    assert page.locator("h1 .code").evaluate("e => getComputedStyle(e).direction") == "ltr"
