"""`evaluate`: the contract, the exit codes, pipes and terminals."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cts_rules.evaluation import contract
from tests.rules.commands.running import COMMAND, manifest, on_terminal, rulebook, run


@pytest.fixture
def evaluated(tmp_path: Path) -> dict[str, Any]:
    done = run("evaluate", rulebook(tmp_path / "book"), manifest(tmp_path), "--json")
    assert done.code == 0
    document: dict[str, Any] = json.loads(done.out)
    return document


def test_the_document_is_what_the_contract_says(evaluated: dict[str, Any]) -> None:
    schema = json.loads(Path(contract.__file__).with_name("evaluation.schema.json").read_text("utf-8"))
    assert schema == contract.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(evaluated, schema)


def test_every_key_of_the_contract_is_there(evaluated: dict[str, Any]) -> None:
    assert evaluated.keys() == {"schema", "rulebook", "manifests"}
    assert evaluated["rulebook"].keys() == {"name", "version", "hash"}
    (told,) = evaluated["manifests"]
    assert {"index", "manifest", "received", "findings", "consignments"} <= told.keys()
    first = told["consignments"][0]
    keys = [
        "index",
        "document",
        "document_type",
        "master",
        "lane",
        "selected_by",
        "score",
        "areas",
        "actions",
        "fired",
        "undecided",
    ]
    assert set(keys) <= first.keys()
    fired = ["rule", "title", "area", "score", "actions", "shadow", "message", "tell_trader", "values"]
    assert all(set(fired) <= f.keys() for f in first["fired"])
    assert first["fired"][0]["values"] == [{"name": "gross weight", "value": 12000.0, "unit": "kg", "at": ""}]


def test_lanes_scores_reasons(evaluated: dict[str, Any]) -> None:
    heavy, light, outside = evaluated["manifests"][0]["consignments"]
    assert (heavy["lane"], heavy["score"], heavy["areas"]) == ("red", 55, {"weights": 30, "": 25})
    assert heavy["actions"] == ["examine by scan"]
    assert [f["message"] for f in heavy["fired"]] == ["12000 kg for ACME", None]
    assert [f["tell_trader"] for f in heavy["fired"]] == [None, "Selected"]
    assert heavy["fired"][1]["exemptions_unchecked"] == ["known"]
    assert (light["lane"], light["selected_by"], light["undecided"]) == ("green", [], [])
    assert (outside["lane"], outside["in_scope"]) == (None, False)
    assert "out-of-scope" in {f["code"] for f in evaluated["manifests"][0]["findings"]}


def test_undecided_rules_say_what_they_miss(tmp_path: Path) -> None:
    text = '{"manifest": {"consignments": [{"document_number": "B", "gross_weight": 5}]}}'
    done = run("evaluate", rulebook(tmp_path / "book"), manifest(tmp_path, text), "--json")
    (told,) = json.loads(done.out)["manifests"]
    assert told["consignments"][0]["undecided"] == [{"rule": "DEAR", "missing": ["value"], "reason": ""}]
    assert {"scope-uncertain"} <= {f["code"] for f in told["findings"]}


def test_received_is_the_option_else_the_messages_own_time(tmp_path: Path) -> None:
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path)
    own = json.loads(run("evaluate", book, file, "--json").out)
    assert own["manifests"][0]["received"] == "2026-03-01T10:00:00Z"
    given = json.loads(run("evaluate", book, file, "--json", "--received", "2026-04-01T12:00+02:00").out)
    assert given["manifests"][0]["received"] == "2026-04-01T10:00:00Z"


def test_explain_none_and_all(tmp_path: Path) -> None:
    book, file = rulebook(tmp_path / "book"), manifest(tmp_path)
    none = json.loads(run("evaluate", book, file, "--json", "--explain", "none").out)["manifests"][0]["consignments"][0]
    everything = json.loads(run("evaluate", book, file, "--json", "--explain", "all").out)
    whole = everything["manifests"][0]["consignments"][0]
    assert none["fired"][0]["values"] == []
    assert none["explanations"] == []
    assert [e["rule"] for e in whole["explanations"]] == ["HEAVY", "DEAR"]
    for key in ("lane", "score", "selected_by", "actions"):
        assert none[key] == whole[key]


def test_one_unreadable_manifest_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\nxxxx")
    (tmp_path / "empty").write_bytes(b"")
    files = [tmp_path / "picture.png", manifest(tmp_path), tmp_path / "empty", tmp_path / "nowhere", tmp_path]
    done = run("evaluate", rulebook(tmp_path / "book"), *files, "--json")
    assert done.code == 1
    assert len(json.loads(done.out)["manifests"]) == 1
    assert len(done.err.splitlines()) == 4


def test_a_rulebook_that_does_not_check_runs_nothing(tmp_path: Path) -> None:
    book = rulebook(tmp_path / "book", "rulebook x for all\nrule A when packagse is 1 then hold\n")
    done = run("evaluate", book, manifest(tmp_path))
    assert (done.code, done.out) == (1, "")
    assert "CTS-E101" in done.err


def test_people_read_lanes_and_reasons(tmp_path: Path) -> None:
    done = run("evaluate", rulebook(tmp_path / "book"), manifest(tmp_path))
    assert done.code == 0
    for said in ("red 1", "green 1", "A1  score 55  examine by scan", "HEAVY +30", "12000 kg for ACME", "known"):
        assert said in done.out
    assert "\x1b" not in done.out


def test_a_reader_that_hangs_up_leaves_no_traceback(tmp_path: Path) -> None:
    many = ", ".join(f'{{"document_number": "D{n}", "gross_weight": 12000}}' for n in range(3000))
    file = manifest(tmp_path, f'{{"manifest": {{"consignments": [{many}]}}}}')
    book = rulebook(tmp_path / "book")
    with subprocess.Popen(
        [*COMMAND, "evaluate", str(book), str(file), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        complaints = process.stderr.read().decode()
    assert "Traceback" not in complaints


def test_a_bar_on_a_terminal_and_none_in_a_pipe(tmp_path: Path) -> None:
    arguments = ("evaluate", rulebook(tmp_path / "book"), manifest(tmp_path), "--json")
    assert run(*arguments).err == ""
    shown = on_terminal(*arguments)
    assert "reading" in shown
    assert "assessing" in shown


def test_what_assessing_finds_is_among_the_findings(tmp_path: Path) -> None:
    items = ", ".join(['{"packages": 1}'] * 5_000)
    consignment = f'{{"document_number": "A", "movement": "import", "goods_items": [{items}]}}'
    file = manifest(tmp_path, f'{{"manifest": {{"transport_mode": "sea", "consignments": [{consignment}]}}}}')
    text = "rulebook x for sea imports lane red from 1\nrule A when some goods item has (packages is 7) then hold\n"
    done = run("evaluate", rulebook(tmp_path / "book", text), file, "--json", CTS_LIMIT_STEPS="1000")
    assert done.code == 0, done.out
    (told,) = json.loads(done.out)["manifests"]
    found = [f for f in told["findings"] if f["code"] == "evaluation-too-long"]
    assert {(f["severity"], f["where"], f["consignment"]) for f in found} == {("error", "consignments[0]", 0)}
    assert "elements of lists" in told["consignments"][0]["undecided"][0]["reason"]
