"""What services and people send by mistake or on purpose: a problem of a stable type, or a finding; never a traceback."""

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from cts_rules.office.refusals import Busy
from cts_web.schemas.filing import MANIFEST_EXAMPLE
from tests.web.material import RULES

EVALUATE, SUBMIT = "/api/v1/evaluate", "/api/v1/manifests"
JSON = "application/json"


def kind(answer: Any) -> tuple[int, str]:
    assert answer.content_type == "application/problem+json", answer.data[:300]
    document = answer.json
    assert document["status"] == answer.status_code
    assert document["request_id"] == "made-here" == answer.headers["X-Request-ID"]
    assert document["detail"][0].isupper()
    assert document["detail"].endswith((".", ")", "?")), document["detail"]
    return answer.status_code, document["type"].removeprefix("/problems/")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (400, "not-json")),
        (b"   ", (400, "not-json")),
        (b"{", (400, "not-json")),
        (b'{"manifest": {}', (400, "not-json")),
        (b'{"manifest": {"a": tru}}', (400, "not-json")),
        (b'{"manifest": {}} x', (400, "not-json")),
        (b"\xff\xfe{", (400, "not-json")),
        (b'{"\xe9": 1}', (400, "not-json")),
        ('{"manifest": {}}'.encode("utf-16"), (400, "not-json")),
        (b'{"manifest": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", (400, "not-json")),
        (b"[" * 10_000, (400, "not-json")),
        (b"[]", (422, "invalid-envelope")),
        (b"null", (422, "invalid-envelope")),
        (b"NaN", (422, "invalid-envelope")),
        (b"{}", (422, "invalid-envelope")),
        (b'{"manifest": null}', (422, "invalid-envelope")),
        (b'{"manifest": 1e400}', (422, "invalid-envelope")),
        (b'{"manifest": {}, "manifest": {}}', (422, "invalid-envelope")),
        (b'{"manifest": {}, "received": "2026-02-30"}', (422, "invalid-envelope")),
        (b'{"manifest": {}, "file": "\\ud800"}', (422, "invalid-envelope")),
        (b'{"schema": "cts-evaluation/1", "manifest": {}}', (422, "invalid-envelope")),
        (b'{"manifest": ""}', (422, "manifest-not-readable")),
        (b'{"manifest": []}', (422, "manifest-not-readable")),
        (b'{"manifest": [1, 2]}', (422, "manifest-not-readable")),
        (b'{"manifest": "Dear Sirs,"}', (422, "manifest-not-readable")),
        (b'{"manifest": {"manifest": 1}}', (422, "manifest-not-readable")),
    ],
)
@pytest.mark.parametrize("url", [EVALUATE, SUBMIT])
def test_json_bodies(client: FlaskClient, url: str, body: bytes, expected: tuple[int, str]) -> None:
    assert kind(client.post(url, data=body, content_type=JSON)) == expected


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        (b'{"manifest": {}, "rulebok": "x", "version": 0, "explain": "some"}', {"rulebok", "version", "explain"}),
        (b'{"manifest": {}, "rulebook": "a", "rulebook": "b"}', {"rulebook"}),
        (b'{"manifest": {}, "rules": {"a.rules": "", "a.rules": ""}}', {"rules.a.rules"}),
        (b'{"manifest": {}, "rules": {"a.rules": 1, "b.rules": null}}', {"rules.a.rules", "rules.b.rules"}),
        (b'{"manifest": {}, "rules": "x", "rulebook": "y", "version": true}', {"rules", "version"}),
        (b'{"manifest": {}, "version": 1}', {"version"}),
        (b'{"manifest": {}, "rulebook": "y", "version": NaN}', {"version"}),
        (b'{"manifest": {}, "rulebook": "y", "version": "1"}', {"version"}),
        (b'{"manifest": {}, "rulebook": "a\nb"}', {"rulebook"}),
        (b'{"manifest": {}, "rulebook": "\xe9"}', {"rulebook"}),
        (b'{"file": 1, "received": {}}', {"manifest", "file", "received"}),
    ],
)
def test_every_fault_of_an_envelope_has_its_path(client: FlaskClient, body: bytes, faults: set[str]) -> None:
    answer = client.post(EVALUATE, data=body, content_type=JSON)
    assert kind(answer) == (422, "invalid-envelope")
    assert answer.json is not None
    assert set(answer.json["errors"]) == faults
    assert all(sentences and all(sentences) for sentences in answer.json["errors"].values())


@pytest.mark.parametrize("media_type", ["text/html", "application/xml", "application/x-www-form-urlencoded", "", "x"])
def test_other_kinds_of_bodies(client: FlaskClient, media_type: str) -> None:
    answer = client.post(EVALUATE, data=b"x", content_type=media_type)
    assert kind(answer) == (415, "unsupported-media-type")
    assert "application/edifact" in answer.headers["Accept"]
    assert "text/csv" in answer.json["detail"]  # type: ignore[index]


@pytest.mark.parametrize("path", ["language/check", "language/format", "rulebooks/trial/versions"])
def test_only_json_where_there_is_no_message(client: FlaskClient, path: str) -> None:
    answer = client.post(f"/api/v1/{path}", data=b"x", content_type="text/plain")
    assert kind(answer) == (415, "unsupported-media-type")


@pytest.mark.parametrize("url", [EVALUATE, SUBMIT])
@pytest.mark.parametrize("media_type", ["application/edifact", "text/csv", "text/plain", "application/octet-stream"])
@pytest.mark.parametrize("body", [b"", b"\0" * 100, b"%PDF-1.4", b"UNB+UNOC:3+A", b"a;b;c\n1;2;3\n", b"[" * 10_000])
def test_raw_bodies_that_are_no_manifest(client: FlaskClient, url: str, media_type: str, body: bytes) -> None:
    answer = client.post(url, data=body, content_type=media_type)
    assert kind(answer) == (422, "manifest-not-readable")


def test_half_a_manifest_is_told_by_findings(client: FlaskClient, edifact: bytes) -> None:
    half = edifact[: len(edifact) // 2]
    answer = client.post(EVALUATE + "?rulebook=data-quality", data=half, content_type="application/edifact")
    assert answer.status_code == 200
    assert answer.json is not None
    assert any(f["severity"] == "error" for f in answer.json["manifests"][0]["findings"])


@pytest.mark.parametrize("url", [EVALUATE, SUBMIT])
def test_too_much(client: FlaskClient, url: str) -> None:
    much = b" " * (1024 * 1024 + 1)
    for media_type in (JSON, "text/csv"):
        assert kind(client.post(url, data=much, content_type=media_type)) == (413, "body-too-large")
    form = b'--x\r\nContent-Disposition: form-data; name="manifest"; filename="a"\r\n\r\n' + much + b"\r\n--x--\r\n"
    form_type = "multipart/form-data; boundary=x"
    assert kind(client.post(url, data=form, content_type=form_type)) == (413, "body-too-large")
    chunked = client.post(
        url, input_stream=io.BytesIO(much), content_type=JSON, environ_base={"wsgi.input_terminated": True}
    )
    assert kind(chunked) == (413, "body-too-large")


def test_a_chunked_body(client: FlaskClient) -> None:
    body = json.dumps({"rules": RULES, "manifest": MANIFEST_EXAMPLE}).encode()
    answer = client.post(
        EVALUATE,
        input_stream=io.BytesIO(body),
        content_type=JSON,
        environ_base={"wsgi.input_terminated": True},
        headers={"Transfer-Encoding": "chunked"},
    )
    assert answer.status_code == 200


def test_a_body_that_breaks_off_is_not_taken_for_a_whole_one(client: FlaskClient) -> None:
    short = {"wsgi.input": io.BytesIO(b"A;B"), "CONTENT_LENGTH": "100", "wsgi.input_terminated": True}
    answer = client.post(SUBMIT, content_type="text/csv", environ_overrides=short)
    assert kind(answer) == (400, "bad-request")


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ({}, {"manifest"}),
        ({"manifest": "a text"}, {"manifest"}),
        ({"manifest": [(io.BytesIO(b"x"), "a"), (io.BytesIO(b"y"), "b")]}, {"manifest"}),
        ({"manifest": (io.BytesIO(b"x"), "a"), "other": (io.BytesIO(b"y"), "b")}, {"other"}),
        ({"manifest": (io.BytesIO(b"x"), "a"), "explain": "much", "rulebok": "x"}, {"explain", "rulebok"}),
        ({"manifest": (io.BytesIO(b"x"), "a"), "rulebook": "x", "rules": (io.BytesIO(b"y"), "a.rules")}, {"rules"}),
        (
            {
                "manifest": (io.BytesIO(b"x"), "a"),
                "rules": [(io.BytesIO(b"y"), "a.rules"), (io.BytesIO(b""), "a.rules")],
            },
            {"rules.a.rules"},
        ),
    ],
)
def test_forms(client: FlaskClient, data: dict[str, Any], faults: set[str]) -> None:
    answer = client.post(EVALUATE, data=data, content_type="multipart/form-data")
    assert kind(answer) == (422, "invalid-envelope")
    assert answer.json is not None
    assert set(answer.json["errors"]) == faults


@pytest.mark.parametrize("more", ["", '; filename="a"'])
def test_a_part_without_a_name(client: FlaskClient, more: str) -> None:
    part = f"--x\r\nContent-Disposition: form-data{more}\r\n\r\nA;B\r\n--x--\r\n"
    answer = client.post(EVALUATE, data=part.encode(), content_type="multipart/form-data; boundary=x")
    assert kind(answer) == (422, "invalid-envelope")


def test_a_form_without_a_border(client: FlaskClient) -> None:
    answer = client.post(EVALUATE, data=b"--x\r\n", content_type="multipart/form-data; boundary=y")
    assert kind(answer) == (422, "invalid-envelope")
    kind(client.post(EVALUATE, data=b"--x\r\n", content_type="multipart/form-data"))


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("explain=all&explain=none", {"explain"}),
        ("version=1", {"version"}),
        ("rulebook=a&version=x", {"version"}),
        ("received=01/03/2026", {"received"}),
        ("rules=x", {"rules"}),
    ],
)
def test_parameters(client: FlaskClient, query: str, faults: set[str]) -> None:
    answer = client.post(f"{EVALUATE}?{query}", data=b"x", content_type="text/csv")
    assert kind(answer) == (422, "invalid-parameters")
    assert answer.json is not None
    assert set(answer.json["errors"]) == faults


def test_parameters_beside_an_envelope(client: FlaskClient) -> None:
    answer = client.post(f"{EVALUATE}?rulebook=x", json={"manifest": MANIFEST_EXAMPLE})
    assert kind(answer) == (422, "invalid-parameters")


def test_unknown_rulebook_names_the_nearest(client: FlaskClient) -> None:
    answer = client.post(EVALUATE, json={"rulebook": "maritime-import", "manifest": MANIFEST_EXAMPLE})
    assert kind(answer) == (404, "not-found")
    assert "maritime-imports" in answer.json["detail"]  # type: ignore[index]


def test_nothing_in_force(client: FlaskClient) -> None:
    client.post("/api/v1/rulebooks/trial/versions", json={"files": {"trial.rules": RULES}})
    answer = client.post(EVALUATE, json={"rulebook": "trial", "manifest": MANIFEST_EXAMPLE})
    assert kind(answer) == (409, "nothing-in-force")


def test_a_busy_store(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise Busy("another writer holds the store")

    monkeypatch.setattr("cts_web.api.manifests.submit", busy)
    answer = client.post(SUBMIT, json={"manifest": MANIFEST_EXAMPLE})
    assert kind(answer) == (503, "store-busy")
    assert answer.headers["Retry-After"] == "1"


def test_a_store_of_another_release(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cts_web.operations.is_current", lambda _: False)
    assert kind(client.get("/ready")) == (503, "store-not-ready")


def test_rules_that_do_not_check(client: FlaskClient) -> None:
    answer = client.post(EVALUATE, json={"rules": "rulebook", "manifest": MANIFEST_EXAMPLE})
    assert kind(answer) == (422, "rules-do-not-check")
    assert answer.json is not None
    assert answer.json["diagnostics"][0]["code"].startswith("CTS-")
    assert kind(client.post(EVALUATE, json={"rules": {}, "manifest": MANIFEST_EXAMPLE})) == (422, "wrong-rulebook")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "QUERY"])
def test_other_methods(client: FlaskClient, method: str) -> None:
    answer = client.open(EVALUATE, method=method)
    assert kind(answer) == (405, "method-not-allowed")
    assert answer.headers["Allow"] == "OPTIONS, POST"


def test_an_unforeseen_mistake_is_told_by_its_request_alone(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a consignee's name")

    monkeypatch.setattr("cts_rules.office.library.rulebooks", broken)
    with capture_logs():
        answer = client.get("/api/v1/rulebooks", buffered=True)
    assert kind(answer) == (500, "internal-error")
    assert b"consignee" not in answer.data
