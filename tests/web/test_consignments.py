from typing import Any

import pytest
from flask.testing import FlaskClient

URL = "/api/v1/consignments"


def found(client: FlaskClient, **query: object) -> list[dict[str, Any]]:
    answer = client.get(URL, query_string={"limit": 200, **query})
    assert answer.status_code == 200, answer.json
    assert answer.json is not None
    items: list[dict[str, Any]] = answer.json["items"]
    return items


def test_filters(client: FlaskClient) -> None:
    everything = found(client)
    red = found(client, lane="red")
    assert 0 < len(red) < len(everything)
    assert {each["lane"] for each in red} == {"red"}
    one = red[0]
    rule = one["fired"][0]["rule"]
    assert one in found(client, manifest=one["manifest"], lane="red", document=one["document"], rule=rule)
    assert one in found(client, party=one["consignee"][:5].lower())
    assert found(client, received_from="2100-01-01") == []
    assert found(client, received_to="2100-01-01T00:00Z") == everything


def test_one_consignment_its_assessments_and_their_reasons(client: FlaskClient) -> None:
    listed = found(client, lane="red")[0]
    whole = client.get(f"{URL}/{listed['id']}").json
    assert whole is not None
    assert whole["summary"] == listed
    assessment = next(a for a in whole["assessments"] if a["rulebook"] == listed["decided_by"])
    at = f"/api/v1/assessments/{assessment['id']}"
    assert client.get(at).json == assessment
    rule = assessment["result"]["fired"][0]["rule"]
    explanations = client.get(f"{at}/explanations").json
    assert explanations is not None
    explanation = client.get(f"{at}/explanations/{rule}").json
    assert explanation in explanations
    assert client.get(f"{at}/near-misses").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/consignments/99999",
        "/consignments/0",
        "/consignments/9999999999999999999999",
        "/consignments/-1",
        "/consignments/x",
        "/assessments/99999",
        "/assessments/99999/explanations",
        "/assessments/99999/near-misses",
        "/assessments/1/explanations/NO-1",
        "/manifests/99999",
        "/messages/99999",
        "/messages/9223372036854775808",
        "/rulebooks/nobody",
        "/rulebooks/nobody/versions",
        "/rulebooks/data-quality/versions/99999999999999999999",
        "/rulebooks/data-quality/versions/2/files",
        "/rulebooks/data-quality/versions/2/rules",
        "/rulebooks/%00",
    ],
)
def test_what_there_is_not(client: FlaskClient, path: str) -> None:
    answer = client.get("/api/v1" + path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["type"] == "/problems/not-found"


def test_a_misspelt_filter_does_not_find_everything(client: FlaskClient) -> None:
    answer = client.get(URL + "?lanes=red&limit=0&manifest=1_0&manifest=2&received_to=soon")
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"] == {"manifest": ["Given more than once."]}
    answer = client.get(URL + "?lanes=red&limit=0&manifest=1_0&received_to=soon")
    assert answer.json is not None
    assert set(answer.json["errors"]) == {"lanes", "limit", "manifest", "received_to"}


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "%00", "🚢"])
def test_a_cursor_of_nobodys(client: FlaskClient, cursor: str) -> None:
    answer = client.get(URL, query_string={"cursor": cursor})
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["type"] == "/problems/bad-cursor"
