"""Editing over HTTP: offsets are UTF-16 code units, and what is told fits the text that was sent."""

from typing import Any

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from cts_rules.client import Client
from tests.web.material import RULES

API = "/api/v1/language/"
ARABIC = RULES.replace('"Heavy"', '"ثقيل 🍌🍌"')


def post(client: FlaskClient, name: str, **body: object) -> dict[str, Any]:
    answer = client.post(API + name, json=body)
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json or {}
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def between(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def after(text: str, edits: list[dict[str, Any]]) -> str:
    for edit in reversed(edits):
        rest = between(text, edit["to"], units(text))
        text = between(text, 0, edit["from"]) + edit["insert"] + rest
    return text


def test_offers_are_counted_in_utf_16(client: FlaskClient) -> None:
    text = ARABIC.split("gross weight")[0] + "port of lo"
    found = post(client, "complete", files={"a.rules": text}, path="a.rules", position=units(text))
    assert [option["label"] for option in found["options"]] == ["port of loading"]
    assert between(text, found["from"], units(text)) == "port of lo"
    assert found["options"][0]["kind"] == "field"


def test_other_files_are_known(client: FlaskClient) -> None:
    text = "rule A when port of loading is in "
    files = {"a.rules": text, "b.rules": "list fruit ports = ECGYE"}
    found = post(client, "complete", files=files, path="a.rules", position=len(text))
    assert "fruit ports" in [option["label"] for option in found["options"]]


def test_a_word_is_told(client: FlaskClient) -> None:
    at = units(ARABIC.split("weight")[0])
    told = post(client, "hover", files={"a.rules": ARABIC}, path="a.rules", position=at)["hover"]
    assert between(ARABIC, told["from"], told["to"]) == "gross weight"
    assert (told["kind"], told["example"]) == ("field", "18 t")
    assert post(client, "hover", files={"a.rules": ARABIC}, path="a.rules", position=10**9)["hover"] is None


def test_a_list_file_is_counted(client: FlaskClient) -> None:
    files = {"a.rules": 'list known from "known.csv" column "tin"', "known.csv": "tin\nA\nB\nC\n"}
    assert post(client, "hover", files=files, path="a.rules", position=6)["hover"]["detail"] == "3 entries"


def test_renaming_goes_through_all_files(client: FlaskClient) -> None:
    files = {"a.rules": "# 🍌\nlist ports = ECGYE", "b.rules": ARABIC.replace("gross weight is over 10 t", "port of loading is in ports")}  # fmt: skip
    found = post(client, "rename", files=files, term="ports", to="fruit ports")
    assert (found["count"], found["refusal"]) == (2, "")
    assert after(files["a.rules"], found["edits"]["a.rules"]) == "# 🍌\nlist fruit ports = ECGYE"
    assert "is in fruit ports" in after(files["b.rules"], found["edits"]["b.rules"])
    refused = post(client, "rename", files=files, term="ports", to="consignee")
    assert (refused["edits"], refused["refusal"]) == ({}, "`consignee` is a field")


def test_other_places_of_a_mistake_are_counted_in_utf_16(client: FlaskClient) -> None:
    text = ARABIC + "\nrule TWICE when packages is 3 then hold\nrule TWICE when packages is 4 then hold\n"
    (told,) = post(client, "check", files={"a.rules": text}, detail=True)["detail"]["mistakes"]
    assert told["code"] == "CTS-E401"
    assert told["note"] == "results, comparisons and other rules name a rule by its identifier"
    (label,) = told["labels"]
    assert (label["path"], label["text"]) == ("a.rules", "first declared here")
    assert between(text, label["from"], label["to"]) == "rule TWICE"
    assert label["from"] < told["from"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_check_in_detail(client: FlaskClient, mark: str) -> None:
    text = mark + ARABIC.replace("gross weight is", "gros weight is")
    files = {"a.rules": text}
    plain = post(client, "check", files=files)
    found = post(client, "check", files=files, detail=True, seq=7)
    detail = found.pop("detail")
    assert found == plain
    assert detail["seq"] == 7
    (mistake,) = detail["mistakes"]
    assert between(text, mistake["from"], mistake["to"]) == "gros weight"
    assert after(text, mistake["fixes"][0]["edits"]) == mark + ARABIC
    told = detail["files"]["a.rules"]
    said = {(between(text, start, start + length), kind) for start, length, kind in told["tokens"]}
    assert {('"ثقيل 🍌🍌"', "text"), ("10", "number"), ("gros weight", "name")} <= said
    assert [(entry["id"], entry["problems"]) for entry in told["outline"]] == [("trial", 0), ("T-1", 1)]
    assert [(c["id"], between(text, c["from"], c["to"])) for c in told["conditions"]] == [
        ("when", "gros weight is over 10 t")
    ]
    assert len(told["folds"]) == 2
    assert {"T-1", "10"} <= {between(text, *span) for span in told["isolates"]}


def test_format_as_edits(client: FlaskClient) -> None:
    text = ARABIC.replace("is over 10 t", ">10 t")
    found = post(client, "format", files={"a.rules": text, "b.rules": RULES}, edits=True)
    assert list(found["edits"]) == ["a.rules"]
    assert after(text, found["edits"]["a.rules"]) == found["files"]["a.rules"] == ARABIC


MANIFEST = {
    "transport_mode": "sea",
    "movement": "import",
    "consignments": [
        {"document_number": "X1", "gross_weight": 18000, "goods_items": [{"number": 1, "weight": 12000}, {"number": 2}]}
    ],
}


def test_rules_are_tried_on_a_manifest(client: FlaskClient) -> None:
    condition = "gross weight is over 10 t and (not packages is over 5 or some goods item has (weight is over 1 t))"
    text = ARABIC.replace("gross weight is over 10 t", condition)
    found = post(client, "test", files={"a.rules": text}, manifest=MANIFEST)
    (tried,) = found["consignments"]
    (rule,) = tried["rules"]
    assert (tried["document"], rule["id"], rule["outcome"]) == ("X1", "T-1", "fired")
    answers = {c["condition"]["id"]: [(t["at"], t["answer"]) for t in c["answers"]] for c in rule["conditions"]}
    assert answers == {
        "when": [([], "yes")],
        "when.1": [([], "yes")],
        "when.2": [([], "yes")],
        "when.2.1": [([], "undecided")],
        "when.2.1.1": [([], "undecided")],
        "when.2.2": [([], "yes")],
        "when.2.2.1": [(["goods item 1"], "yes"), (["goods item 2"], "undecided")],
    }
    first = rule["conditions"][1]
    where = first["condition"]
    assert between(text, where["from"], where["to"]) == "gross weight is over 10 t"
    assert first["answers"][0]["values"] == [
        {"name": "gross weight", "shown": "18000 kg", "at": "", "state": "present"}
    ]


def test_rules_are_tried_on_a_stored_consignment(client: FlaskClient) -> None:
    listed = client.get("/api/v1/consignments").json
    assert listed is not None
    some = listed["items"][0]
    found = post(client, "test", files={"a.rules": RULES}, consignment=some["id"])
    assert [(c["document"], c["received"]) for c in found["consignments"]] == [(some["document"], some["received"])]
    assert client.post(API + "test", json={"files": {"a.rules": RULES}, "consignment": 10**9}).status_code == 404


@pytest.mark.parametrize(
    ("name", "body", "path"),
    [
        ("complete", {"files": {"a.rules": ""}, "path": "b.rules", "position": 0}, "path"),
        ("complete", {"files": {"a.rules": ""}, "path": "a.rules", "position": -1}, "position"),
        ("hover", {"files": {"a.rules": ""}, "path": "a.rules", "position": True}, "position"),
        ("rename", {"files": {"a.rules": ""}, "term": "", "to": "x"}, "term"),
        ("test", {"files": {"a.rules": ""}}, "consignment"),
        ("test", {"files": {"a.rules": ""}, "consignment": 1, "manifest": {}}, "consignment"),
        ("check", {"files": {"a.rules": ""}, "detail": "yes"}, "detail"),
        ("format", {"files": {"a.rules": ""}, "edits": 1}, "edits"),
    ],
)
def test_faults_are_told_by_path(client: FlaskClient, name: str, body: dict[str, object], path: str) -> None:
    answer = client.post(API + name, json=body)
    assert answer.status_code == 422
    assert answer.json is not None
    assert list(answer.json["errors"]) == [path]


def test_rules_with_mistakes_are_not_tried(client: FlaskClient) -> None:
    answer = client.post(API + "test", json={"files": {"a.rules": "rule"}, "manifest": MANIFEST})
    assert answer.json is not None
    assert answer.json["type"] == "/problems/rules-do-not-check"


def test_the_client_asks_the_same(app: Flask) -> None:
    files = {"a.rules": RULES}
    at = RULES.index("weight")
    with Client("http://localhost", transport=httpx.WSGITransport(app)) as client:
        assert client.check_in_detail(files, 3)["detail"]["seq"] == 3
        assert client.format_edits(files) == {}
        assert client.complete(files, "a.rules", at)["from"] <= at
        told = client.hover(files, "a.rules", at)
        assert told is not None
        assert told["title"] == "gross weight"
        assert client.rename(files, "T-1", "T-2")["count"] == 1
        assert client.try_rules(files, manifest=MANIFEST)["consignments"][0]["rules"][0]["outcome"] == "fired"
