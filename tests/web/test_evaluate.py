import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from flask.testing import FlaskClient

from cts_rules.evaluation.contract import json_schema
from cts_rules.evaluation.overall import Evaluations
from cts_web.schemas.filing import MANIFEST_EXAMPLE
from tests.web.material import RULES, command_line

URL = "/api/v1/evaluate"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample() -> Path:
    (found,) = (ROOT / "rulebooks" / "maritime-imports" / "samples").glob("northern-valley*.edi")
    return found


def lanes(answer: Any) -> list[str]:
    return [consignment["lane"] for manifest in answer["manifests"] for consignment in manifest["consignments"]]


def codes(answer: Any) -> set[str]:
    return {finding["code"] for manifest in answer["manifests"] for finding in manifest["findings"]}


def test_answers_what_the_command_line_prints_byte_for_byte(client: FlaskClient, sample: Path) -> None:
    """Under rules that ask nothing of the past: the command line has none."""
    when = "2026-11-20"
    printed = command_line("evaluate", "data-quality", sample.name, "--json", "--received", when, cwd=sample.parent)
    parameters = {"rulebook": "data-quality", "received": when, "file": sample.name}
    sent = client.post(URL, query_string=parameters, data=sample.read_bytes(), content_type="application/edifact")
    assert sent.status_code == 200
    jsonschema.validate(sent.json, json_schema())
    assert sent.data == printed


def test_without_a_rulebook_every_one_in_force_is_asked(client: FlaskClient, edifact: bytes) -> None:
    sent = client.post(URL, data=edifact, content_type="application/edifact")
    found = msgspec.json.decode(sent.data, type=Evaluations)
    assert [evaluation.rulebook.name for evaluation in found.evaluations] == ["data-quality", "maritime-imports"]
    by_book = {e.rulebook.name: e.manifests[0].consignments for e in found.evaluations}
    red = [overall for overall in found.overall if overall.lane == "red"]
    assert red
    assert all(by_book[str(overall.rulebook)][overall.index].lane == "red" for overall in red)


def test_one_request_in_three_kinds_of_body(client: FlaskClient, edifact: bytes) -> None:
    parameters = {"rulebook": "maritime-imports", "received": "2026-11-20", "explain": "none", "file": "a.edi"}
    raw = client.post(URL, query_string=parameters, data=edifact, content_type="application/octet-stream")
    form = client.post(URL, data={**parameters, "manifest": (io.BytesIO(edifact), "b.edi")})
    enveloped = client.post(URL, json={**parameters, "manifest": edifact.decode()})
    assert raw.status_code == 200
    assert raw.data == form.data == enveloped.data


@pytest.mark.parametrize("rules", [RULES, {"rules.rules": RULES}])
def test_rules_that_are_not_stored(client: FlaskClient, rules: object) -> None:
    sent = client.post(URL, json={"rules": rules, "manifest": MANIFEST_EXAMPLE})
    assert sent.status_code == 200
    assert lanes(sent.json) == ["red"]
    assert sent.json is not None
    assert sent.json["rulebook"]["name"] == "trial"


def test_rule_files_of_a_form(client: FlaskClient) -> None:
    manifest = json.dumps({"schema": "cts-manifest/1", "manifest": MANIFEST_EXAMPLE}).encode()
    files = {"manifest": (io.BytesIO(manifest), "m.json"), "rules": [(io.BytesIO(RULES.encode()), "trial.rules")]}
    sent = client.post(URL, data=files)
    assert lanes(sent.json) == ["red"]


def test_a_stored_version_by_number(client: FlaskClient) -> None:
    envelope = {"rulebook": "data-quality", "version": 1, "manifest": MANIFEST_EXAMPLE}
    assert client.post(URL, json=envelope).status_code == 200
    assert client.post(URL, json={**envelope, "version": 2}).status_code == 404


@pytest.mark.parametrize(
    "manifest",
    [
        MANIFEST_EXAMPLE,
        {"manifest": MANIFEST_EXAMPLE},
        {"schema": "cts-manifest/1", "manifest": MANIFEST_EXAMPLE},
        [MANIFEST_EXAMPLE],
        json.dumps({"schema": "cts-manifest/1", "manifest": MANIFEST_EXAMPLE}),
    ],
)
def test_shapes_of_a_manifest(client: FlaskClient, manifest: object) -> None:
    sent = client.post(URL, json={"rules": RULES, "manifest": manifest})
    assert lanes(sent.json) == ["red"]


def test_several_manifests(client: FlaskClient) -> None:
    sent = client.post(URL, json={"rules": RULES, "manifest": [MANIFEST_EXAMPLE, MANIFEST_EXAMPLE]})
    assert lanes(sent.json) == ["red", "red"]


def bare(consignment: str) -> bytes:
    envelope = {"rules": RULES, "manifest": 0}
    inner = '{"transport_mode": "sea", "movement": "import", "consignments": [{"document_number": "A1", %s}]}'
    return json.dumps(envelope).replace('"manifest": 0', f'"manifest": {inner % consignment}').encode("latin-1")


@pytest.mark.parametrize(
    ("consignment", "code"),
    [
        ('"gross_weight": 1, "gross_weight": 2', "json-duplicate-key"),
        ('"gross_weight": NaN', "json-type"),
        ('"consignor": {"name": "Café"}', "json-charset"),
        ('"consignor": {"name": "A\nB"}', "json-control-character"),
    ],
)
def test_a_manifest_in_an_envelope_is_read_as_by_itself(client: FlaskClient, consignment: str, code: str) -> None:
    sent = client.post(URL, data=bare(consignment), content_type="application/json")
    assert sent.status_code == 200, sent.json
    alone = bare(consignment).split(b'"manifest": ', 1)[1][:-1]
    document = b'{"schema": "cts-manifest/1", "manifest": ' + alone + b"}"
    by_itself = client.post(
        URL,
        data={"manifest": (io.BytesIO(document), ""), "rules": (io.BytesIO(RULES.encode()), "rulebook.rules")},
    )
    assert codes(sent.json) == codes(by_itself.json)
    assert code in codes(sent.json)


def test_explanations_on_demand(client: FlaskClient) -> None:
    def explanations(explain: str) -> Any:
        sent = client.post(URL, json={"rules": RULES, "manifest": MANIFEST_EXAMPLE, "explain": explain})
        assert sent.json is not None
        return sent.json["manifests"][0]["consignments"][0]["explanations"]

    assert explanations("fired") == []
    assert [each["rule"] for each in explanations("all")] == ["T-1"]


def test_a_large_answer_comes_in_pieces(client: FlaskClient) -> None:
    consignment = MANIFEST_EXAMPLE["consignments"][0]
    manifest = {"transport_mode": "sea", "movement": "import", "consignments": [consignment] * 800}
    sent = client.post(URL, json={"rules": RULES, "manifest": manifest})
    assert "Content-Length" not in sent.headers
    assert lanes(sent.json) == ["red"] * 800


def test_a_document_of_the_products_format_is_taken_as_it_stands_in_a_file(client: FlaskClient) -> None:
    """Not only as a member of an envelope, and under either address; its bytes stay as they are."""
    (path,) = (ROOT / "rulebooks" / "data-quality" / "samples").glob("flowers-by-air.json")
    content = path.read_bytes().replace(b"\n", b"\r\n")
    sent = client.post(URL, query_string={"rulebook": "data-quality"}, data=content, content_type="application/json")
    assert sent.status_code == 200
    raw = client.post(URL, query_string={"rulebook": "data-quality"}, data=content, content_type="text/plain")
    assert sent.data == raw.data
    stored = client.post("/api/v1/manifests", data=content, content_type="application/json")
    assert stored.status_code == 201
    message = client.get(f"/api/v1/messages/{stored.get_json()['message']}")
    assert (message.data, message.mimetype) == (content, "application/json")


def test_what_only_looks_like_one_is_an_envelope(client: FlaskClient) -> None:
    for schema in ("cts-evaluation/1", 7):
        sent = client.post(URL, json={"schema": schema, "manifest": MANIFEST_EXAMPLE})
        assert sent.status_code == 422
        assert "schema" in sent.get_json()["errors"]
