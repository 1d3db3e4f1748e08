"""What was selected at random says so: on its page, in lists, when a manifest is tried, and over the API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cts_web.app import create_app
from tests.rules.office.offices import consignment, hand_in, message, office_at, with_rules

RULES = """\
rulebook all-of-it "All of it"
  for sea imports
  lane amber from 20
  random selection 100%

rule HEAVY "Heavy"
  when gross weight is over 10 t
  then score +30
"""
KEY = "a key for a test, long enough"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    office = with_rules(office_at(tmp_path / "store", environment={"CTS_SELECTION_KEY": KEY}), RULES, "all-of-it")
    hand_in(office, consignment("LIGHT"), consignment("HEAVY", weight=20_000))
    yield create_app(office).test_client()
    office.store.close()


def test_its_page_and_the_lists_say_so(client: FlaskClient) -> None:
    listed = client.get("/consignments?document=LIGHT").text
    assert "Selected at random." in listed
    assert "No rule fired." not in listed
    address = re.search(r"/consignments/\d+", listed)
    assert address is not None
    assert "Selected at random: no rule asks for it." in client.get(address[0]).text
    assert "Selected at random" not in client.get("/consignments?document=HEAVY").text


def test_the_api_says_so_and_never_tells_the_key(client: FlaskClient) -> None:
    items = client.get("/api/v1/consignments").json["items"]  # type: ignore[index]
    assert {item["document"]: item["selected_at_random"] for item in items} == {"LIGHT": True, "HEAVY": False}
    document = message(consignment("OTHER"))
    told = client.post("/api/v1/evaluate", data=document.content, content_type="application/json")
    assert told.status_code == 200
    (entry,) = told.json["overall"]  # type: ignore[index]
    assert (entry["lane"], entry["random_selection"], entry["selected_by"]) == ("amber", "selected", [])
    assert KEY not in told.text
