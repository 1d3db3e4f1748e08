"""Manifests hold what anybody wrote: nothing of it may act on a page, and nothing may hide."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from cts_web.pages.visible_text import visible

NASTY = "</textarea><script>alert(1)</script>\"' onload=x \u202egnp\u2066\u0007 {{ 7 * 7 }}"


class Elements(HTMLParser):
    """The names of all elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.handlers: list[str] = []
        self.styles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.scripts += tag == "script" and "src" not in names
        self.styles += tag == "style" or "style" in names
        self.handlers += [name for name in names if name.startswith("on")]


def manifest() -> str:
    party = dict.fromkeys(("name", "address", "city", "phone", "email", "id"), NASTY)
    goods = {"description": NASTY, "marks": NASTY, "hs_code": NASTY, "package_type": NASTY, "containers": [NASTY]}
    box = {"number": NASTY, "size_type": NASTY, "seals": [{"number": NASTY, "party": NASTY}]}
    consignment: dict[str, Any] = {
        "document_number": NASTY,
        "master_document_number": NASTY,
        "port_of_loading": NASTY,
        "port_of_discharge": NASTY,
        "transhipment_ports": [NASTY],
        "marks": NASTY,
        "consignor": party,
        "consignee": party,
        "notify": party,
        "goods_items": [goods],
        "containers": [box],
    }
    head = {"manifest_number": NASTY, "vessel_name": NASTY, "carrier_name": NASTY, "voyage_number": NASTY}
    own = {**head, "transport_mode": "sea", "movement": "import", "consignments": [consignment]}
    return json.dumps({"schema": "cts-manifest/1", "manifest": own})


def assert_harmless(page: str) -> None:
    found = Elements()
    found.feed(page)
    assert (found.scripts, found.styles, found.handlers) == (0, 0, [])
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page)
    assert " 49 " not in page


def test_pages_about_a_hostile_manifest_are_harmless(client: FlaskClient) -> None:
    kept = client.post("/manifests", data={"text": manifest()})
    page = client.get(kept.location).text
    addresses = re.findall(r'href="(/(?:consignments|messages)/\d+)"', page)
    assert len(addresses) >= 2
    for address in ["/", "/manifests", "/consignments", kept.location, *addresses, "/rulebooks/maritime-imports/edit"]:
        assert_harmless(client.get(address).text)
    assert "RIGHT-TO-LEFT OVERRIDE" in page


def test_a_trial_of_a_hostile_manifest_is_harmless(client: FlaskClient) -> None:
    assert_harmless(client.post("/try", data={"text": manifest()}).text)


@pytest.mark.parametrize(
    "address",
    [
        "/rulebooks/%3Cscript%3E",
        "/consignments?document=%22%3E%3Cscript%3E&party=%E2%80%AEx",
        "/manifests/1?lane=%3Cscript%3E",
        "/rulebooks/maritime-imports/edit?file=%22%3E%3Cscript%3E&line=x",
        "/rulebooks/maritime-imports/versions/1/rules/%3Cscript%3E",
    ],
)
def test_an_address_cannot_act_on_a_page(reader: FlaskClient, address: str) -> None:
    found = Elements()
    found.feed(reader.get(address).text)
    assert (found.scripts, found.styles, found.handlers) == (0, 0, [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A\u200bB", "U+200B"),
        ("A\x1bB", "␛"),
        ("A\u200cB", "U+200C"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ufeff", "U+FEFF"),
    ],
)
def test_what_cannot_be_seen_is_written_out_but_honest_spelling_is_left(text: str, shown: str) -> None:
    assert shown in visible(text)
