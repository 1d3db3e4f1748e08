from typing import Any

from flask.testing import FlaskClient

from tests.web.material import RULES

URL = "/api/v1/rulebooks"


def add(client: FlaskClient, files: dict[str, str], name: str = "trial", **more: Any) -> Any:
    return client.post(f"{URL}/{name}/versions", json={"files": files, **more})


def test_a_version_from_adding_to_in_force(client: FlaskClient) -> None:
    added = add(client, {"trial.rules": RULES}, note="the first")
    assert added.status_code == 201
    assert added.headers["Location"] == f"{URL}/trial/versions/1"
    assert client.get(added.headers["Location"]).json == added.json
    assert (added.json["in_force"], added.json["note"]) == (False, "the first")
    assert add(client, {"trial.rules": RULES}).status_code == 200
    put = client.post(f"{URL}/trial/versions/1/in-force")
    assert put.status_code == 200
    assert put.json is not None
    assert put.json["in_force"] is True
    book = client.get(f"{URL}/trial").json
    assert book is not None
    assert book["in_force"] == put.json
    assert [each["name"] for each in client.get(URL).json or ()] == ["data-quality", "maritime-imports", "trial"]
    assert client.get(f"{URL}/trial/versions").json == [put.json]


def test_files_and_rules_with_their_marks(client: FlaskClient) -> None:
    add(client, {"trial.rules": RULES})
    for part in ("files", "rules"):
        first = client.get(f"{URL}/trial/versions/1/{part}")
        assert first.status_code == 200
        again = client.get(f"{URL}/trial/versions/1/{part}", headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    files = client.get(f"{URL}/trial/versions/1/files").json
    assert files == [{"path": "trial.rules", "text": RULES}]
    rules = client.get(f"{URL}/trial/versions/1/rules").json
    assert rules is not None
    assert [rule["id"] for rule in rules] == ["T-1"]


def test_versions_are_compared(client: FlaskClient) -> None:
    add(client, {"trial.rules": RULES})
    add(client, {"trial.rules": RULES.replace("10 t", "20 t")})
    add(client, {"trial.rules": RULES.replace("10 t", "10000 kg")})
    told = client.get(f"{URL}/trial/versions/2/comparison?with=1").json
    assert told is not None
    assert told["schema"] == "cts-comparison/1"
    assert told["sentences"] == [
        'T-1 "Heavy": condition 1: `gross weight is over 10 t` → `gross weight is over 20 t`: stricter',
        'T-1 "Heavy": can only fire on fewer consignments',
    ]
    same = client.get(f"{URL}/trial/versions/3/comparison?with=1").json
    assert same is not None
    assert (same["same_meaning"], same["sentences"], same["rules"]) == (True, ["no change in meaning"], [])
    assert client.get(f"{URL}/trial/versions/2/comparison?with=7").status_code == 404
    assert client.get(f"{URL}/trial/versions/2/comparison").status_code == 422


def test_rules_that_do_not_check(client: FlaskClient) -> None:
    refused = add(client, {"trial.rules": RULES.replace("gross weight is over 10 t", "gros weight is over 10 t")})
    assert refused.status_code == 422
    assert refused.json["type"] == "/problems/rules-do-not-check"
    (first, *_) = refused.json["diagnostics"]
    assert (first["path"], first["line"]) == ("trial.rules", 9)
    assert "^" in first["rendered"]
    assert client.get(f"{URL}/trial").status_code == 404


def test_another_rulebook_than_announced(client: FlaskClient) -> None:
    for files in ({"trial.rules": RULES}, {"a.csv": "x"}, {"../trial.rules": RULES}, {}):
        refused = add(client, files, name="other")
        assert refused.status_code == 422
        assert refused.json["type"] == "/problems/wrong-rulebook", files


def test_unknown_versions_are_not_put_in_force(client: FlaskClient) -> None:
    assert client.post(f"{URL}/data-quality/versions/7/in-force").status_code == 404
    assert client.post(f"{URL}/nobody/versions/1/in-force").status_code == 404
