import pytest
from flask.testing import FlaskClient

CHECK = "/api/v1/language/check"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:80", "LOCALHOST", "[::1]:8000", "127.1.2.3"]
)
def test_names_of_this_machine(client: FlaskClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "127.0.0.1:8000:1",
     "127.0.0.1@evil.example", "0.0.0.0", "[::2]"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/health", "/api/v1/rulebooks", "/", "/nowhere", "/api/v1/docs/"])
def test_names_of_others(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    ],
)
@pytest.mark.parametrize("path", [CHECK, "/api/v1/rulebooks/data-quality/versions/1/in-force", "/theme"])
def test_what_another_site_sends_is_refused(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    assert client.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
)
def test_what_our_own_pages_send_is_taken(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(CHECK, json={"files": {"a.rules": ""}}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/health", "/api/v1/rulebooks", "/api/v1/nowhere", "/nowhere", "/", "/api/v1/docs/",
                                  "/api/v1/docs/static/swagger-ui.css", "/api/v1/openapi.json"])  # fmt: skip
def test_headers_on_every_answer(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_data_is_not_kept_by_browsers(client: FlaskClient) -> None:
    for path in ("/api/v1/consignments", "/api/v1/messages/1", "/api/v1/manifests/1", "/consignments"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_nothing_of_the_documentation_comes_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs/").text
    assert "://" not in page
    assert "<script>" not in page
    assert "style=" not in page
    for address in ("begin.js", "static/swagger-ui-bundle.js", "static/swagger-ui.css", "static/favicon-32x32.png"):
        assert address in page
        assert client.get(f"/api/v1/docs/{address}", buffered=True).status_code == 200
