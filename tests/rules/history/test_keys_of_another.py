"""Asked by what belongs to a house, or to a party in whichever part, the store answers for that very one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.facts import Facts
from cts_rules.history.asking import StoreHistory
from cts_rules.manifest.beside import AllOfThem
from cts_rules.manifest.intake import completed
from cts_rules.manifest.model import Consignment, Manifest, Party
from cts_rules.office.drafting import check_texts
from cts_rules.office.office import Office
from cts_rules.office.submitting import submit
from tests.rules.office.offices import consignment, message, office_at

SINCE = "in the last 90 days"


@pytest.fixture
def office(tmp_path: Path) -> Any:
    """One that received two consignments; ID1 stands in both, in three parts."""
    office = office_at(tmp_path / "store")
    past = [
        consignment("D1", consignee={"id": "ID1"}, notify={"id": "ID1"}, port_of_loading="ECGYE"),
        consignment("D2", consignee={"id": "ID2"}, notify={"id": "ID1"}, port_of_loading="COTRB"),
    ]
    for n, one in enumerate(past, 1):
        submit(office, message(one, manifest_number=f"M{n}"), "application/json", "t", f"2026-02-0{n}T00:00:00Z")
    yield office
    office.store.close()


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (f"some house consignment has (number of consignments with the same consignee {SINCE} is 1)", True),
        (f"some house consignment has (number of consignments with the same consignee {SINCE} is 2)", False),
        (f"some house consignment has (number of consignments with the same (consignee, port of loading) {SINCE} is 1)", True),
        (f"some house consignment has (number of consignments with the same consignor {SINCE} is 0)", None),
        (f"some party has (number of consignments with the same party {SINCE} is 2)", True),
        (f"some party has (number of consignments with the same party {SINCE} is 3)", False),
        (f"some party has (number of consignments with the same id {SINCE} is 2)", True),
        (f"number of consignments with the same party {SINCE} is 2", True),
        (f"number of consignments with the same party id {SINCE} is 2", True),
        (f"some party has (total gross weight of consignments with the same party {SINCE} is over 0 kg)", True),
    ],
)  # fmt: skip
def test_the_store_is_asked_by_the_thing_that_is_bound(office: Office, condition: str, answer: bool | None) -> None:
    checking = check_texts(office, {"r.rules": f"rulebook asked for all rule R when {condition} then score +1"})
    assert checking.rulebook is not None
    filed = (
        Consignment(document_number="M", document_type="master", consignor=Party(id="S"), consignee=Party(id="ID1")),
        Consignment(
            document_number="H",
            document_type="house",
            master_document_number="M",
            consignee=Party(id="ID1"),
            port_of_loading="ECGYE",
        ),
    )
    manifest = Manifest(consignments=AllOfThem(completed(filed, None)))
    with office.reading() as connection:
        history = StoreHistory(connection, "2026-03-01T00:00:00Z")
        facts = Facts.of(checking.rulebook.vocabulary, manifest, manifest.consignments[0], history)
        assert interpreter.answer(checking.rulebook.rules[0].when, facts) is answer
