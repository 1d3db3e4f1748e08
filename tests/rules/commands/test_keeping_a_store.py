"""`store`, `audit`, `replay`: what an administrator and an auditor do with a store, on each database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from cts_rules.office.office import open_office
from cts_rules.store.assessments import StoredAssessment
from cts_rules.store.audit import AuditEntry
from cts_rules.store.database import open_database
from cts_rules.store.places import Place, Postgres
from tests.rules.commands.running import run
from tests.rules.office.offices import Clock, hand_in, office_at, with_rules
from tests.rules.office.offices import consignment as goods


@pytest.fixture
def kept(place: Place) -> str:
    """The store as it is named on the command line."""
    office = with_rules(office_at(place, Clock()))
    hand_in(office, goods("A1", weight=20_000), goods("A2"))
    office.store.close()
    return place.address if isinstance(place, Postgres) else str(place)


def changed(place: Place, table: type, **values: object) -> None:
    store = open_database(place)
    with store.writing() as connection:
        connection.execute(update(table).where(table.id == 1).values(values))  # type: ignore[attr-defined]
    store.close()


def test_the_audit_is_proved_exported_and_found_changed(kept: str, place: Place) -> None:
    proved = run("audit", "verify", "--store", kept)
    assert (proved.code, proved.out.split(",")[0]) == (0, "the audit is whole: 4 entries")
    head = proved.out.split()[-1]
    assert run("audit", "verify", CTS_STORE=kept).out == proved.out
    assert run("audit", "verify", "--store", kept, "--head", head).code == 0
    assert run("audit", "verify", "--store", kept, "--head", f"9:{'0' * 64}").code == 1
    assert run("audit", "verify", "--store", kept, "--head", "nonsense").code == 2
    lines = run("audit", "export", "--store", kept, "--action", "put in force", "--by", "author").out.splitlines()
    (entry,) = map(json.loads, lines)
    assert (entry["number"], entry["object"], entry["before"], entry["after"]["version"]) == (2, "trial 1", None, 1)
    assert (
        len(run("audit", "export", "--store", kept, "--from", "2026-03-01", "--to", "2026-03-01").out.splitlines()) == 4
    )
    assert run("audit", "export", "--store", kept, "--object", "message *", "--to", "2026-02-28").out == ""
    changed(place, AuditEntry, by="somebody else")
    proved = run("audit", "verify", "--store", kept, "--json")
    told = json.loads(proved.out)
    assert (proved.code, told["holds"]) == (1, False)
    assert told["broken"][0] == {"number": 1, "fault": "changed",
                                 "message": "entry 1 was changed: its hash is of other content"}  # fmt: skip
    assert "entry 1 was changed" in proved.err


def test_an_assessment_is_replayed(kept: str, place: Place) -> None:
    done = run("replay", 1, "--store", kept)
    assert (done.code, done.out) == (0, "assessment 1, trial 1 on consignment 1: the same, bit for bit\n")
    assert run("replay", "--all", "--store", kept).out == "2 the same, 0 not\n"
    assert run("replay", 7, "--store", kept).code == 1
    for wrong in ([], [1, "--all"]):
        assert run("replay", *wrong, "--store", kept).code == 2
    changed(place, StoredAssessment, result=b'{"score": 99}')
    done = run("replay", "--all", "--store", kept)
    assert done.code == 1
    assert "result: the stored result, or its findings, was changed after it was made" in done.out
    assert "score was 99 and is now 55.0" in done.out
    assert done.out.endswith("1 the same, 1 not\n")
    (line,) = run("replay", 1, "--store", kept, "--json").out.splitlines()
    assert (json.loads(line)["schema"], json.loads(line)["same"]) == ("cts-replay/1", False)


def test_a_store_is_taken_elsewhere(kept: str, tmp_path: Path) -> None:
    for write, read in (("export", "import"), ("backup", "restore")):
        file, there = tmp_path / write, tmp_path / read
        done = run("store", write, file, "--store", kept)
        assert done.code == 0, done.err
        head = done.out.split()[-1]
        assert run("store", write, file, "--store", kept).code == 1
        done = run("store", read, file, "--store", there)
        assert (done.code, done.out.split()[-1]) == (0, head), done.err
        again = run("store", read, file, "--store", there)
        assert (again.code, "is not empty" in again.err) == (1, True)
        assert run("replay", "--all", "--store", there).out == "2 the same, 0 not\n"
        assert run("audit", "verify", "--store", there, "--head", head).code == 0


def test_a_changed_audit_is_taken_along_and_told(kept: str, place: Place, tmp_path: Path) -> None:
    changed(place, AuditEntry, by="somebody else")
    assert run("store", "export", tmp_path / "x", "--store", kept).code == 0
    done = run("store", "import", tmp_path / "x", "--store", tmp_path / "there")
    assert done.code == 1
    assert "the audit does not hold: entry 1 was changed" in done.err
    open_office(tmp_path / "there", {"CTS_REFERENCE": "none"}).store.close()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["store", "import", "missing"], "missing: No such file"),
        (["store", "restore", "missing"], "missing: No such file"),
        (["store", "export", "no folder/x"], "is not there or of another version"),
        (["audit", "verify"], "is not there or of another version"),
        (["replay", "1"], "is not there or of another version"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    done = run(*arguments, "--store", tmp_path / "store", cwd=tmp_path)
    assert (done.code, sentence in done.err) == (1, True), done.err


@pytest.mark.parametrize("store", ["mysql://db/cts", "postgresql+psycopg://nobody@/cts?host=/nowhere"])
def test_a_database_that_cannot_be_is_told_in_a_sentence(store: str) -> None:
    for arguments in (["audit", "verify"], ["up", "--prepare-only"], ["store", "import", __file__]):
        done = run(*arguments, "--store", store)
        assert done.code == (2 if "mysql" in store else 1), done.err
        assert "is no store" in done.err or "does not answer" in done.err
    assert run("audit", "verify", CTS_STORE="mysql://db/cts").code == 2
