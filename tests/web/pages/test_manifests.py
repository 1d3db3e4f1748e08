import re

from flask.testing import FlaskClient

NORTHERN_VALLEY = 7


def test_the_first_page_lists_the_latest_manifests_with_their_lanes(reader: FlaskClient) -> None:
    page = reader.get("/").text
    assert "NVR-2026-0417" in page
    assert re.search(r"<b>\d+</b>\s*<span class=\"lane lane-red", page)


def test_a_manifest_is_summed_up_by_lane(reader: FlaskClient) -> None:
    page = reader.get(f"/manifests/{NORTHERN_VALLEY}").text
    assert "38 consignments" in page
    assert "some rules could not be decided for missing data" in page
    assert page.index(">Why<") < page.index("NVRLGYE10002") < page.index("NVRLGYE10001")


def test_a_lane_is_an_address(reader: FlaskClient) -> None:
    page = reader.get(f"/manifests/{NORTHERN_VALLEY}?lane=red").text
    assert "NVRLGYE10002" in page
    assert "NVRLGYE10001" not in page


def test_a_reason_is_the_message_of_a_rule(reader: FlaskClient) -> None:
    page = reader.get(f"/manifests/{NORTHERN_VALLEY}?lane=red").text
    assert re.search(r'reason-text">[^<]*FROZEN MANGO PULP', page)


def test_a_finding_leads_to_the_segment_that_it_speaks_of(reader: FlaskClient) -> None:
    page = reader.get("/manifests/1").text
    link = re.search(r"/messages/1#(n\d+)", page)
    assert link is not None
    line = re.search(rf'<li id="{link[1]}">.*?<code dir="ltr">(\w+)', reader.get("/messages/1").text)
    assert line is not None
    assert line[1] == "UNT"


def test_the_message_can_be_saved_but_never_shown_as_a_page(reader: FlaskClient, edifact: bytes) -> None:
    answer = reader.get("/messages/6/bytes")
    assert answer.data == edifact
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_consignments_are_found_by_document_party_rule_and_lane(reader: FlaskClient) -> None:
    assert "NVRLGYE10002" in reader.get("/consignments?document=nvrlgye 10002").text
    assert "NVRLGYE10002" in reader.get("/consignments?party=tropical nueva").text
    found = reader.get("/consignments?rule=NARC-001&lane=red").text
    assert "NVRLGYE10002" in found
    assert "NVRLGYE10034" not in found
    assert "No consignment that is kept answers to this." in reader.get("/consignments?document=none").text


def test_what_is_not_there_is_a_page_that_says_so(reader: FlaskClient) -> None:
    for address in ("/manifests/999", "/consignments/999", "/messages/999", "/rulebooks/none", "/nothing"):
        answer = reader.get(address)
        assert answer.status_code == 404
        assert "There is no" in answer.text
        assert '<a href="/rulebooks">' in answer.text


def test_a_cursor_that_is_none_is_refused_with_a_page(reader: FlaskClient) -> None:
    answer = reader.get("/manifests?after=x")
    assert 400 <= answer.status_code < 500
    assert "<h1>" in answer.text
