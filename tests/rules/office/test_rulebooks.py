"""Rulebooks in an office: versions that never change, one of them in force, every write told in the audit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cts_rules.office.drafting import check_texts, compile_texts, format_texts
from cts_rules.office.library import (
    compiled_in_force,
    compiled_version,
    files,
    rulebook,
    rulebooks,
    rules,
    version,
    versions,
)
from cts_rules.office.office import Office, open_office
from cts_rules.office.publishing import add_version, put_in_force
from cts_rules.office.reading import Wanted, consignments
from cts_rules.office.refusals import NotFound, NothingInForce, RulesDoNotCheck, StoreNotReady, WrongRulebook
from cts_rules.office.submitting import submit
from cts_rules.store.audit import AuditEntry
from tests.rules.office.offices import RULES, Clock, hand_in, office_at
from tests.rules.office.offices import consignment as goods
from tests.rules.office.offices import message as written

STRICTER = RULES.replace("lane red from 50", "lane red from 30")


def entries(office: Office) -> list[tuple[str, str, str]]:
    columns = select(AuditEntry.by, AuditEntry.action, AuditEntry.object).order_by(AuditEntry.id)
    with office.reading() as connection:
        return [(entry.by, entry.action, entry.object) for entry in connection.execute(columns)]


def test_a_version_is_added_and_put_in_force(office: Office, clock: Clock) -> None:
    clock.pass_by(hours=1)
    second, new = add_version(office, "trial", {"trial.rules": STRICTER}, "stricter", "amina")
    assert new
    assert (second.number, second.in_force, second.note, second.added_by) == (2, False, "stricter", "amina")
    assert lane_of_a_heavy_one(office, "R1") == "amber"
    put_in_force(office, "trial", 2, "luis")
    assert lane_of_a_heavy_one(office, "R2") == "red"
    put_in_force(office, "trial", 1, "luis")
    assert lane_of_a_heavy_one(office, "R3") == "amber"
    assert [(v.number, v.in_force) for v in versions(office, "trial")] == [(2, False), (1, True)]


def lane_of_a_heavy_one(office: Office, number: str) -> str | None:
    """For a consignee that was seen before."""
    submit(office, written(goods(f"B{number}")), "x", "t", received="2026-02-01T00:00:00Z")
    (read,) = submit(office, written(goods(number, weight=20_000)), "x", "t").manifests
    return consignments(office, Wanted(manifest=read.id)).items[0].lane


def test_the_same_content_is_one_version(office: Office) -> None:
    again, new = add_version(office, "trial", {"trial.rules": RULES}, "once more", "amina")
    assert (again.number, new) == (1, False)
    assert len(versions(office, "trial")) == 1


def test_what_does_not_check_is_not_stored(office: Office) -> None:
    with pytest.raises(RulesDoNotCheck, match="1 error: nothing was run or stored") as refused:
        add_version(office, "trial", {"trial.rules": RULES.replace("gross weight", "gros weight", 1)}, "", "amina")
    assert [d.kind.code for d in refused.value.checking.diagnostics if d.is_error] == ["CTS-E101"]
    assert len(versions(office, "trial")) == 1


@pytest.mark.parametrize(
    ("files_", "why"),
    [
        ({}, "no file ends in .rules"),
        ({"list.csv": "a"}, "no file ends in .rules"),
        ({"../trial.rules": RULES}, "no path inside"),
        ({"/trial.rules": RULES}, "no path inside"),
        ({"a\\b.rules": RULES}, "no path inside"),
        ({"a\0.rules": RULES}, "no path inside"),
        ({"deep/trial.rules": RULES}, "lie at the top"),
        ({"trial.rules": RULES.replace("rulebook trial", "rulebook other")}, "says rulebook other, not trial"),
    ],
)
def test_what_is_no_rulebook_of_that_name_is_refused(office: Office, files_: dict[str, str], why: str) -> None:
    with pytest.raises(WrongRulebook, match=why):
        add_version(office, "trial", files_, "", "amina")


def test_lists_belong_to_a_version(office: Office) -> None:
    text = RULES.replace("rule HEAVY", 'list bad ones from "lists/bad.csv" column "id"\n\nrule HEAVY', 1)
    text += "\nrule BAD when consignee id is in bad ones then lane red\n"
    named = {"trial.rules": text, "lists/bad.csv": "id\nX1\n", "lists/unused.csv": "id\nX2\n"}
    added, _ = add_version(office, "trial", named, "with a list", "amina")
    assert added.files == ["lists/bad.csv", "trial.rules"]
    assert [f.text for f in files(office, "trial", added.number)] == ["id\nX1\n", text]
    other, new = add_version(office, "trial", {**named, "lists/bad.csv": "id\nX3\n"}, "another entry", "amina")
    assert new
    assert other.hash != added.hash


def test_what_is_not_there_is_told_with_the_nearest(office: Office) -> None:
    for ask in (rulebook, versions, version, compiled_version, rules, files):
        with pytest.raises(NotFound, match="there is no rulebook trail: did you mean trial\\?"):
            ask(office, "trail")
    for call in (version, rules, files, compiled_version):
        with pytest.raises(NotFound, match="there is no version 9 of trial"):
            call(office, "trial", 9)
    with pytest.raises(NotFound):
        put_in_force(office, "trial", 9, "amina")


def test_a_rulebook_that_nobody_put_in_force_assesses_nothing(tmp_path: Path) -> None:
    office = office_at(tmp_path / "store")
    add_version(office, "trial", {"trial.rules": RULES}, "", "amina")
    assert compiled_in_force(office) == []
    assert rulebook(office, "trial").in_force is None
    with pytest.raises(NothingInForce):
        compiled_version(office, "trial")
    assert compiled_version(office, "trial", 1).checked.name == "trial"
    office.store.close()


def test_rules_are_told_as_they_are_written(office: Office) -> None:
    heavy, new, _ = rules(office, "trial")
    assert (heavy.id, heavy.title, heavy.score, heavy.lane, heavy.shadow) == ("HEAVY", "Heavy", 30.0, None, False)
    assert heavy.text.startswith('rule HEAVY "Heavy"\n  when gross weight')
    assert RULES.split("\n")[heavy.line - 1].startswith("rule HEAVY")
    assert new.path == "trial.rules"


def test_texts_are_checked_compiled_and_formatted_without_being_stored(office: Office) -> None:
    assert check_texts(office, {"a.rules": STRICTER}).rulebook is not None
    assert compile_texts(office, {"a.rules": STRICTER.encode()}).checked.lanes[0].threshold == 30
    untidy = {"a.rules": STRICTER.replace("\n  when gross", "\n     when    gross"), "l.csv": "id\n"}
    formatted = format_texts(office, untidy)
    assert list(formatted) == ["a.rules"]
    assert format_texts(office, formatted) == formatted
    with pytest.raises(RulesDoNotCheck):
        format_texts(office, {"a.rules": "rule A when then"})
    with pytest.raises(RulesDoNotCheck):
        compile_texts(office, {"a.rules": b"\xff\xfe rulebook"})
    assert [b.versions for b in rulebooks(office)] == [1]


WRITES: dict[str, tuple[Callable[[Office], object], list[tuple[str, str, str]]]] = {
    "a version": (
        lambda o: add_version(o, "trial", {"trial.rules": STRICTER}, "", "amina"),
        [("amina", "version added", "trial 2")],
    ),
    "the same version": (lambda o: add_version(o, "trial", {"trial.rules": RULES}, "", "amina"), []),
    "in force already": (lambda o: put_in_force(o, "trial", 1, "amina"), []),
    "a message": (
        lambda o: submit(o, written(goods("A1")), "application/json", "carrier"),
        [("carrier", "message received", "message 1"), ("local", "message assessed", "message 1")],
    ),
}


@pytest.mark.parametrize("write", WRITES)
def test_every_write_leaves_its_entry(office: Office, write: str) -> None:
    do, told = WRITES[write]
    before = entries(office)
    assert before == [("author", "version added", "trial 1"), ("author", "put in force", "trial 1")]
    do(office)
    assert entries(office)[len(before) :] == told


def test_audit_entries_hold_no_personal_data(office: Office) -> None:
    hand_in(office, goods("SECRET1", consignee="PERSON WITH A NAME"))
    with office.reading() as connection:
        told = str(connection.execute(select(AuditEntry.details)).all())
        assert connection.execute(select(func.count()).select_from(AuditEntry)).scalar_one() == 4
    assert "PERSON" not in told
    assert "SECRET1" not in told


def test_an_office_without_a_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreNotReady, match="cts-rules up"):
        open_office(tmp_path / "nothing", {"CTS_REFERENCE": "none"})


def test_another_process_sees_a_new_version_at_once(office: Office) -> None:
    other = open_office(office.store.place, {"CTS_REFERENCE": "none"})
    assert compiled_in_force(other)[0].lanes[0].threshold == 50
    add_version(office, "trial", {"trial.rules": STRICTER}, "", "amina")
    put_in_force(office, "trial", 2, "amina")
    assert compiled_in_force(other)[0].lanes[0].threshold == 30
    other.store.close()


def test_a_version_whose_examples_fail_is_refused_and_a_stored_one_runs_on(office: Office) -> None:
    failing = RULES.rstrip() + '\n  example "nothing" matches when packages is 3\n'
    with pytest.raises(RulesDoNotCheck) as refused:
        add_version(office, "trial", {"trial.rules": failing}, "", "me")
    assert [d.kind.code for d in refused.value.checking.diagnostics if d.is_error] == ["CTS-E601"]
    assert compile_texts(office, {"trial.rules": failing}).rules
