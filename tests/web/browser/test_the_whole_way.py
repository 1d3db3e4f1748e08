"""From a dropped message to a changed rule and back, as a person goes it, with and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.serving import Open

pytestmark = pytest.mark.needs("chromium")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_message_is_dropped_its_reason_read_a_rule_changed_and_the_effect_seen(
    open_page: Open, sample: Path, tmp_path: Path, edifact: bytes, javascript: bool
) -> None:
    page: Page = open_page(java_script_enabled=javascript)
    drop(page, sample)
    page.get_by_role("button", name="Assess and keep").click()
    expect(page.get_by_role("status")).to_contain_text("kept and assessed")

    page.get_by_role("link", name="NVRLGYE10034").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("NVRLGYE10034")
    lane_before = page.locator(".verdict .lane").inner_text()
    article = page.get_by_role("article").filter(has_text="NARC-001")
    expect(article).to_contain_text("loaded in a source port")
    article.get_by_role("link", name="NARC-001").click()
    page.get_by_role("link", name="Edit narcotics.rules").click()

    area = page.get_by_role("textbox", name="narcotics.rules")
    text = area.input_value()
    area.fill(text.replace("has (reefer)", "has (reefr)", 1))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page).to_have_title("Error: Edit Maritime import targeting – CTS Rules")
    expect(page.locator(".marked-copy mark.mark-error")).to_have_text("reefr")
    page.get_by_role("button", name="Write reefer").click()
    expect(area).to_have_value(text)

    area.fill(text.replace("score +20", "score +90", 1))
    page.get_by_label("A manifest that is kept").select_option(index=0)
    page.get_by_role("button", name="Try on it").click()
    expect(page.locator(".effect-counts")).to_contain_text("newly selected")
    expect(page.locator(".changes").first).to_contain_text("NVRLGYE10034")

    page.get_by_label("What is new, in a sentence").fill("Perishables from source ports are red")
    page.get_by_role("button", name="Save as new version").click()
    expect(page.get_by_role("status")).to_contain_text("Version 2 is saved")
    page.get_by_role("link", name="Put in force").click()
    expect(page.get_by_role("main")).to_contain_text("It replaces version 1")
    expect(page.get_by_role("main")).to_contain_text("NARC-001")
    page.get_by_role("button", name="Put version 2 in force").click()
    expect(page.get_by_role("status")).to_contain_text("Version 2 is in force")

    later = tmp_path / "later.edi"
    later.write_bytes(edifact.replace(b"NVR-2026-0417", b"NVR-2026-0419"))
    page.get_by_role("link", name="Assess", exact=True).click()
    page.get_by_label("Drop a file here").set_input_files(later)
    page.get_by_role("button", name="Assess and keep").click()
    page.get_by_role("link", name="NVRLGYE10034").click()
    expect(page.locator(".verdict .lane")).to_have_text("red", ignore_case=True)
    assert lane_before.lower() != "red"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_manifest_is_tried_and_each_consignment_unfolds(open_page: Open, sample: Path, javascript: bool) -> None:
    page: Page = open_page(java_script_enabled=javascript)
    drop(page, sample)
    page.get_by_role("button", name="Try without keeping").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing of this is stored.")
    fold = page.locator("details.tried-one").first
    fold.locator("summary").first.click()
    expect(fold.get_by_role("article").first).to_be_visible()


def test_a_link_to_a_folded_consignment_opens_the_fold(open_page: Open, sample: Path) -> None:
    page: Page = open_page()
    drop(page, sample)
    page.get_by_role("button", name="Try without keeping").click()
    page.get_by_role("row").nth(1).get_by_role("link").click()
    expect(page.locator("details.tried-one").first).to_have_attribute("open", "")


def test_a_faults_link_takes_the_caret_to_the_faulty_words(open_page: Open) -> None:
    page: Page = open_page("/rulebooks/maritime-imports/edit?file=narcotics.rules")
    area = page.get_by_role("textbox", name="narcotics.rules")
    area.fill(area.input_value().replace("has (reefer)", "has (reefr)", 1))
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="narcotics.rules, line").first.click()
    expect(area).to_be_focused()
    words = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert words == "reefr"


def drop(page: Page, file: Path) -> None:
    """Drops a file on the zone as the system does it, not by a script in the page."""
    box = page.get_by_label("Drop a file here").bounding_box()
    assert box is not None
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})
    session.detach()
