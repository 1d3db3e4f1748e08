import io
import json

import pytest
from flask.testing import FlaskClient

from cts_web.schemas.filing import MANIFEST_EXAMPLE

URL = "/api/v1/manifests"
CSV = b"document_number,gross_weight,description\nA-1,10,Caf\xe9\n"


def test_a_message_is_stored_and_found_again(client: FlaskClient, edifact: bytes) -> None:
    message = edifact.replace(b"2026-0417", b"2026-0999")
    sent = client.post(URL + "?file=arrival.edi", data=message, content_type="application/edifact")
    assert sent.status_code == 201
    assert sent.json is not None
    (manifest,) = sent.json["manifests"]
    assert sent.headers["Location"] == f"{URL}/{manifest['id']}"
    found = client.get(sent.headers["Location"]).json
    assert found is not None
    assert found["summary"] == manifest
    assert found["summary"]["file"] == "arrival.edi"
    listed = client.get(URL, query_string={"limit": 1}).json
    assert listed is not None
    assert listed["items"] == [manifest]


def test_the_same_message_again_is_recognised(client: FlaskClient, edifact: bytes) -> None:
    sent = client.post(URL, data=edifact, content_type="application/edifact")
    assert sent.status_code == 200
    assert sent.json is not None
    assert sent.json["repeated"] is True
    assert sent.headers["Location"].startswith(URL)


def test_an_idempotency_key_is_for_one_message(client: FlaskClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    one, other = {"manifest": MANIFEST_EXAMPLE}, {"manifest": {**MANIFEST_EXAMPLE, "manifest_number": "2"}}
    assert client.post(URL, json=one, headers=key).status_code == 201
    assert client.post(URL, json=one, headers=key).status_code == 200
    reused = client.post(URL, json=other, headers=key)
    assert reused.status_code == 422
    assert reused.json is not None
    assert reused.json["type"] == "/problems/idempotency-key-reused"


@pytest.mark.parametrize("key", ["", " ", "two words", "x" * 201, "ключ".encode().decode("latin-1")])
def test_a_key_that_is_none(client: FlaskClient, key: str) -> None:
    sent = client.post(URL, json={"manifest": MANIFEST_EXAMPLE}, headers={"Idempotency-Key": key})
    assert sent.status_code == 422
    assert sent.json is not None
    assert list(sent.json["errors"]) == ["Idempotency-Key"]


@pytest.mark.parametrize("kind", ["text/csv", "multipart/form-data"])
def test_bytes_and_charset_stay_as_they_came(client: FlaskClient, kind: str) -> None:
    if kind == "text/csv":
        sent = client.post(URL, data=CSV, content_type="text/csv; charset=utf-16")
    else:
        sent = client.post(URL, data={"manifest": (io.BytesIO(CSV), "../../ship.csv", "text/csv")})
    assert sent.status_code == 201, sent.json
    assert sent.json is not None
    message = client.get(f"/api/v1/messages/{sent.json['message']}")
    assert message.data == CSV
    assert message.content_type.partition(";")[0] == "text/csv"
    assert message.headers["Content-Disposition"].startswith("attachment")
    assert "/" not in message.headers["Content-Disposition"]
    assert message.headers["X-Content-Type-Options"] == "nosniff"
    assert message.headers["X-Content-SHA256"] == sent.json["sha256"]


def test_several_manifests_in_one_message(client: FlaskClient) -> None:
    both = [{**MANIFEST_EXAMPLE, "manifest_number": n} for n in ("1", "2")]
    sent = client.post(URL, json={"manifest": both})
    assert sent.json is not None
    assert [manifest["number"] for manifest in sent.json["manifests"]] == ["1", "2"]
    assert sent.headers["Location"] == f"/api/v1/messages/{sent.json['message']}"


def test_the_past_is_loaded_with_its_own_moment(client: FlaskClient) -> None:
    sent = client.post(URL, json={"manifest": MANIFEST_EXAMPLE, "received": "2020-01-01T00:00+01:00"})
    assert sent.json is not None
    assert sent.json["received"] == "2019-12-31T23:00:00Z"


def test_pages_hold_everything_once(client: FlaskClient) -> None:
    seen: list[int] = []
    cursor = None
    while True:
        query = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = client.get(URL, query_string=query).json
        assert page is not None
        seen += [manifest["id"] for manifest in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == sorted(set(seen), reverse=True)
    whole = client.get(URL).json
    assert whole is not None
    assert [manifest["id"] for manifest in whole["items"]] == seen


def test_nothing_is_stored_of_what_is_refused(client: FlaskClient) -> None:
    before = client.get(URL).data
    assert client.post(URL, data=b"Dear Sirs,", content_type="text/plain").status_code == 422
    assert client.post(URL, data=json.dumps({"manifest": 1}), content_type="application/json").status_code == 422
    assert client.get(URL).data == before
