import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from cts_rules.office.office import open_office
from cts_rules.store.migrating import make_ready
from cts_web.app import create_app


def test_rulebooks_tell_what_is_in_force(reader: FlaskClient) -> None:
    page = reader.get("/rulebooks").text
    assert "Maritime import targeting" in page
    assert "In force" in page


def test_a_rulebook_lists_its_rules_by_area(reader: FlaskClient) -> None:
    page = reader.get("/rulebooks/maritime-imports").text
    assert re.search(r"<h2>\d+ rules</h2>", page)
    assert page.index(">narcotics ") < page.index("NARC-001")
    assert "in shadow" in page


def test_a_rule_is_shown_as_its_author_wrote_it(reader: FlaskClient) -> None:
    page = reader.get("/rulebooks/maritime-imports/versions/1/rules/NARC-001").text
    assert '<span class="rule-word">some</span> container' in page
    assert "Consignments on which it fired" in page


def test_a_misspelt_rule_is_answered_with_the_nearest(reader: FlaskClient) -> None:
    answer = reader.get("/rulebooks/maritime-imports/versions/1/rules/NARC-O01")
    assert answer.status_code == 404
    assert "did you mean NARC-0" in answer.text


@pytest.mark.parametrize("path", ["rulebook.rules", "lists/species.csv"])
def test_a_file_is_shown_with_numbered_lines(reader: FlaskClient, path: str) -> None:
    assert 'id="n1"' in reader.get(f"/rulebooks/maritime-imports/versions/1/files/{path}").text


def test_a_file_outside_the_rulebook_is_not_there(reader: FlaskClient) -> None:
    assert reader.get("/rulebooks/maritime-imports/versions/1/files/../../x").status_code == 404


def test_the_colours_are_chosen_and_kept(client: FlaskClient) -> None:
    answer = client.post("/theme", data={"theme": "dark", "back": "/rulebooks?x=1"})
    assert answer.location == "/rulebooks?x=1"
    assert 'data-theme="dark"' in client.get("/").text
    client.post("/theme", data={"theme": "<script>"})
    assert 'data-theme="system"' in client.get("/").text


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "x"])
def test_choosing_colours_leads_nowhere_else(client: FlaskClient, back: str) -> None:
    assert client.post("/theme", data={"theme": "dark", "back": back}).location == "/"


def test_an_empty_installation_says_what_to_do_first(tmp_path: Path) -> None:
    make_ready(tmp_path / "store").close()
    office = open_office(tmp_path / "store", {})
    client = create_app(office).test_client()
    page = client.get("/").text
    assert "First, a rulebook" in page
    assert "disabled" in page
    for address in ("/manifests", "/consignments", "/rulebooks"):
        assert client.get(address).status_code == 200
    assert client.post("/try", data={"text": "UNB+"}).status_code == 422
    office.store.close()
