import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from cts_rules.office.office import Office
from cts_web.app import create_app
from cts_web.schemas.filing import MANIFEST_EXAMPLE
from tests.web.material import RULES


def logged(client: FlaskClient, method: str, path: str, **more: Any) -> dict[str, Any]:
    with capture_logs() as lines:
        client.open(path, method=method, buffered=True, **more)
    (line,) = lines
    return dict(line)


def test_one_line_a_request(office: Office) -> None:
    ticks = iter((10.0, 10.25))
    client = create_app(office, ids=lambda: "id-1", clock=lambda: next(ticks)).test_client()
    line = logged(client, "GET", "/api/v1/manifests/1?")
    assert line.pop("bytes_out") > 0
    assert line == {
        "event": "request", "log_level": "info", "request_id": "id-1", "method": "GET", "status": 200, "ms": 250.0,
        "route": "/api/v1/manifests/<int:manifest>", "bytes_in": None,
    }  # fmt: skip


def test_nothing_of_what_was_sent_is_logged(client: FlaskClient) -> None:
    secret = "FRUTAS-DEL-LITORAL"
    envelope = {"rules": RULES, "manifest": {**MANIFEST_EXAMPLE, "manifest_number": secret}}
    for line in (
        logged(client, "GET", "/api/v1/consignments", query_string={"party": secret}),
        logged(client, "GET", f"/api/v1/rulebooks/{secret}"),
        logged(client, "GET", f"/{secret}"),
        logged(client, "POST", "/api/v1/evaluate", json=envelope),
        logged(client, secret, "/health"),
        logged(client, "GET", "/health", headers={"X-Request-ID": secret + "\n"[:0] + " x"}),
    ):
        assert secret not in json.dumps(line)


@pytest.mark.parametrize("given", ["abc", "a.b-c_d:e", "7f" * 32])
def test_a_sane_id_of_the_callers_is_kept(client: FlaskClient, given: str) -> None:
    assert client.get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", " ", "a b", "x" * 65, "<script>", "ключ".encode().decode("latin-1")])
def test_another_is_replaced(client: FlaskClient, given: str) -> None:
    assert client.get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"] == "made-here"


def test_a_client_that_hangs_up_is_told_apart(app: Flask) -> None:
    consignments: list[object] = [{"document_number": str(n), "gross_weight": 18_000} for n in range(800)]
    envelope = {"rules": RULES, "manifest": {**MANIFEST_EXAMPLE, "consignments": consignments}}
    with capture_logs() as lines:
        answer = app.test_client().post("/api/v1/evaluate", json=envelope, buffered=False)
        next(iter(answer.response))
        answer.close()
    assert [line["event"] for line in lines] == ["request broken off"]


def test_a_mistake_of_ours_is_logged_with_its_traceback(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("why")

    monkeypatch.setattr("cts_rules.office.library.rulebooks", broken)
    with capture_logs() as lines:
        client.get("/api/v1/rulebooks", buffered=True)
    assert [line["event"] for line in lines] == ["request failed", "request"]
    assert str(lines[0]["exc_info"]) == "why"
