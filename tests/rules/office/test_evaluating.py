"""What the office evaluates without keeping it is what the command line says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import msgspec
import pytest

from cts_rules.evaluation import contract
from cts_rules.evaluation.overall import Severities
from cts_rules.office.drafting import compile_texts
from cts_rules.office.evaluating import evaluated, evaluation, evaluations, read
from cts_rules.office.library import compiled_in_force
from cts_rules.office.office import Office
from cts_rules.office.reading import Wanted, consignment, consignments, manifests
from cts_rules.office.starting import load_starters
from cts_rules.readers.reading import Document, NotReadable
from cts_rules.rulebook.starters import samples_of, starter_names, starters_folder
from tests.rules.commands.running import run
from tests.rules.office.offices import Clock, hand_in, office_at, with_rules
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import message as written


@pytest.fixture(scope="module")
def starters(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office as a new user finds it."""
    office = office_at(tmp_path_factory.mktemp("starters"))
    load_starters(office)
    return office


@pytest.mark.parametrize("starter", starter_names())
def test_the_document_is_the_command_lines(starters: Office, starter: str, tmp_path: Path) -> None:
    """But for rules that ask the past, which a command line without a store leaves undecided."""
    rules = tmp_path / "rules"
    shutil.copytree(starters_folder() / starter, rules, ignore=shutil.ignore_patterns("history.rules", "samples"))
    files = {path.relative_to(rules).as_posix(): path.read_text("utf-8") for path in rules.rglob("*.*")}
    book = compile_texts(starters, files)
    for path in samples_of(starters_folder() / starter):
        readings = read(starters, Document(path.name, path.read_bytes()))
        ours = json.loads(b"".join(evaluation(starters, book, readings, "all", file=str(path))))
        assert ours == json.loads(run("evaluate", rules, path, "--json", "--explain", "all").out)
        jsonschema.Draft202012Validator(contract.json_schema()).validate(ours)
        value = evaluated(starters, book, readings, "all", file=str(path))
        assert json.loads(msgspec.json.encode(value)) == ours


def test_samples_that_were_stored_came_to_what_evaluating_says(starters: Office) -> None:
    stored = {c.document: c for m in manifests(starters).items
              for c in consignments(starters, Wanted(manifest=m.id), limit=200).items}  # fmt: skip
    for name in starter_names():
        for path in samples_of(starters_folder() / name):
            readings = read(starters, Document(path.name, path.read_bytes()))
            told = json.loads(b"".join(evaluations(starters, compiled_in_force(starters), readings)))
            for overall in told["overall"]:
                found = stored[overall["document"]]
                assert (found.lane, found.decided_by) == (overall["lane"], overall["rulebook"]), overall


def test_loading_starters_again_changes_nothing(starters: Office) -> None:
    before = manifests(starters, limit=200)
    told: list[str] = []
    load_starters(starters, told.append)
    assert told == []
    assert manifests(starters, limit=200) == before


def test_trying_asks_the_past_and_adds_nothing_to_it(office: Office, clock: Clock) -> None:
    hand_in(office, goods("A1"))
    clock.pass_by(days=1)
    book = compiled_in_force(office)[0]
    for _ in range(2):
        readings = read(office, written(goods("A2"), goods("A3", consignee="NOBODY YET")))
        results = evaluated(office, book, readings).manifests[0].consignments
        assert [[f.rule for f in r.fired] for r in results] == [[], ["NEW"]]
    assert len(manifests(office).items) == 1


def test_the_most_severe_lane_decides(tmp_path: Path) -> None:
    office = office_at(tmp_path / "two")
    rules = 'rulebook {name} "x"\n for sea imports\n lane {lanes}\nrule R when gross weight is over {over} kg then {do}'
    one = rules.format(name="one", lanes="red from 50\n lane amber from 20", over=10, do="score +20")
    two = rules.format(name="two", lanes="amber from 5", over=100, do="score +5")
    three = rules.format(name="three", lanes="red from 5", over=1000, do="score +5")
    far = rules.format(name="far", lanes="red from 5", over=1, do="score +5").replace("sea imports", "air exports")
    for name, text in {"one": one, "two": two, "three": three, "far": far}.items():
        with_rules(office, text, name)
    weights = (1, 50, 500, 5000)
    document = written(*(goods(f"W{w}", weight=w) for w in weights))
    told = json.loads(b"".join(evaluations(office, compiled_in_force(office), read(office, document))))
    assert [e["rulebook"]["name"] for e in told["evaluations"]] == ["far", "one", "three", "two"]
    lanes = [(o["lane"], o["rulebook"], o["selected_by"]) for o in told["overall"]]
    expected = [("green", "one", []), ("amber", "one", ["R"]), ("amber", "one", ["R"]), ("red", "three", ["R"])]
    assert lanes == expected
    hand_in(office, *(goods(f"S{w}", weight=w) for w in weights))
    stored = {c.document: (c.lane, c.decided_by) for c in consignments(office, Wanted()).items}
    assert [stored[f"S{w}"] for w in weights] == [(lane, book) for lane, book, _ in expected]
    detail = consignment(office, consignments(office, Wanted()).items[0].id)
    assert [a.result.in_scope for a in detail.assessments] == [False, True, True, True]
    office.store.close()


def test_lanes_of_several_rulebooks_have_one_order(office: Office) -> None:
    order = Severities(compiled_in_force(office))
    assert [order.of(lane) for lane in ("red", "amber")] == [0, 1]
    assert order.of("amber") < order.of("unknown") < order.of("green") < order.of(None)


def test_a_document_with_too_many_consignments_is_refused_whole(tmp_path: Path) -> None:
    office = office_at(tmp_path / "small", environment={"CTS_LIMIT_CONSIGNMENTS": "2"})
    with pytest.raises(NotReadable, match="3 consignments, more than the limit of 2"):
        read(office, written(goods("A1"), goods("A2"), goods("A3")))
    office.store.close()


def test_a_run_that_has_no_time_left_is_undecided_and_says_so(tmp_path: Path) -> None:
    office = with_rules(office_at(tmp_path / "slow", environment={"CTS_LIMIT_RUN_SECONDS": "0.000000001"}))
    readings = read(office, written(goods("A1", weight=20_000)))
    told = evaluated(office, compiled_in_force(office)[0], readings).manifests[0]
    assert len(told.consignments[0].undecided) == 3
    assert "evaluation-too-long" in [f.code for f in told.findings]
    office.store.close()
