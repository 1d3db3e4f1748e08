"""What the store cannot count by itself: filters, values that are worked out, lists, this manifest; by a plain reading."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cts_engine import interpreter
from cts_engine.facts import Element, Facts
from cts_engine.history import FINDINGS_NOT_KEPT, Recollection, Unknown, window_start
from cts_engine.trace import Reading
from cts_grammar.checked import Compare, Past
from cts_rules.history import asking
from cts_rules.history.asking import StoreHistory
from cts_rules.history.recording import Recording
from cts_rules.manifest.model import Consignment, Container, Manifest, Party, Seal
from cts_rules.office.drafting import check_texts
from cts_rules.office.office import Office
from cts_rules.office.submitting import submit
from tests.rules.office.offices import consignment, hand_in, message, office_at

RECEIVED = [f"2026-0{month}-{day:02}T00:00:00Z" for month in (1, 2, 3) for day in (1, 15)]
SINCE = "in the last 60 days"
BEFORE = "define share as gross weight / packages\n"


@dataclass(frozen=True)
class Record:
    """A consignment as this test knows it."""

    received: str
    consignee: str
    port: str | None
    flag: str | None
    package_type: str | None
    weight: float | None
    packages: float | None
    boxes: tuple[tuple[str | None, tuple[str, ...]], ...] | None

    @property
    def share(self) -> float | None:
        return None if self.weight is None or not self.packages else self.weight / self.packages


def drawn(random: random.Random) -> Record:
    box = (random.choice([None, "MSCU1", "MSCU2", "MSCU3", "mscu 4"]), tuple(random.sample(["S1", "S2", "S3"], 1)))
    return Record(
        random.choice(RECEIVED),
        random.choice(["ID1", "ID2"]),
        random.choice([None, "ECGYE", "COTRB", "ECPBO"]),
        random.choice([None, "PA", "LR", "MT"]),
        random.choice([None, "CT", "PX"]),
        random.choice([None, 10.0, 250.0, 4000.0]),
        random.choice([None, 0, 1, 10]),
        random.choice([None, (), (box,), (box, ("MSCU2", ("S2", "S3")))]),
    )


def as_manifest(record: Record) -> Manifest:
    return Manifest(carrier="NPLU", imo_number="9074729", vessel_flag=record.flag)


def as_model(record: Record) -> Consignment:
    boxes = record.boxes
    return Consignment(
        consignee=Party(id=record.consignee),
        port_of_loading=record.port,
        package_type=record.package_type,
        gross_weight=record.weight,
        packages=record.packages,
        goods_items=(),
        containers=None
        if boxes is None
        else tuple(Container(number=n, seals=tuple(Seal(number=s) for s in seals)) for n, seals in boxes),
    )


def as_filed(record: Record) -> dict[str, Any]:
    boxes = record.boxes
    return {
        "consignee": {"id": record.consignee},
        "port_of_loading": record.port,
        "package_type": record.package_type,
        "gross_weight": record.weight,
        "packages": record.packages,
        "goods_items": [],
        "containers": None
        if boxes is None
        else [{"number": n, "seals": [{"number": s} for s in seals]} for n, seals in boxes],
    }


# --- the plain reading ------------------------------------------------------------------------------------------------


def boxes_of(record: Record) -> set[str]:
    return {n.upper().replace(" ", "") for n, _ in record.boxes or () if n}


def seals_of(record: Record) -> set[str]:
    return {seal for _, seals in record.boxes or () for seal in seals}


def from_ec(record: Record) -> bool | None:
    return None if record.port is None else record.port.startswith("EC")


def counted(found: Sequence[Record]) -> tuple[float, float | None]:
    """Of those from Ecuador."""
    answers = [from_ec(record) for record in found]
    return answers.count(True), answers.count(True) + answers.count(None)


def plain(name: str, own: Record, past: Sequence[Record], since: str) -> tuple[float, float | None] | None:
    """The least and the most; None where nothing can be said."""
    before = [record for record in past if since <= record.received < own.received]
    same = [record for record in before if record.consignee == own.consignee]
    match name:
        case "filtered":
            return counted(same)
        case "by container":
            if own.boxes is None or (own.boxes and not boxes_of(own)):
                return None
            found = [record for record in before if boxes_of(record) & boxes_of(own)]
            return len(found), len(found) if all(n for n, _ in own.boxes) else None
        case "by seal, filtered":
            if own.boxes is None:
                return None
            return counted([record for record in before if seals_of(record) & seals_of(own)])
        case "by package type":
            if own.package_type is None:
                return None
            return (len([record for record in same if record.package_type == own.package_type]),) * 2
        case "average":
            shares = [record.share for record in same if record.share is not None]
            return (sum(shares) / len(shares),) * 2 if shares else None
        case "largest":
            weights = [record.weight for record in same if record.weight is not None]
            return (max(weights),) * 2 if weights else None
        case "total, filtered":
            sure = [record.packages or 0.0 for record in same if from_ec(record)]
            perhaps = [record.packages or 0.0 for record in same if from_ec(record) is None]
            gaps = any(record.packages is None for record in same if from_ec(record) is not False)
            return sum(sure), None if gaps else sum(sure) + sum(perhaps)
        case "different flags":
            flags = [record.flag for record in before]
            return len({*flags} - {None}), len({*flags} - {None}) + flags.count(None)
        case _:
            known = {box for record in same for box in boxes_of(record)}
            if any(record.boxes is None for record in same):
                return len(known), None
            return len(known), len(known) + sum(not n for record in same for n, _ in record.boxes or ())


QUESTIONS = {
    "filtered": f"number of consignments with the same consignee {SINCE} with (port of loading is within EC)",
    "by container": f"number of consignments with the same container number {SINCE}",
    "by seal, filtered": f"number of consignments with the same seal number {SINCE} with (port of loading is within EC)",
    "by package type": f"number of consignments with the same (package type, consignee) {SINCE}",
    "average": f"average share of consignments with the same consignee {SINCE}",
    "largest": f"largest gross weight of consignments with the same consignee {SINCE}",
    "total, filtered": f"total packages of consignments with the same consignee {SINCE} with (port of loading is within EC)",
    "different flags": f"number of different vessel flags with the same imo number {SINCE}",
    "different containers": f"number of different container numbers with the same consignee {SINCE}",
}


def checked(office: Office, *questions: str, before: str = BEFORE) -> list[Past]:
    limits = ("1 kg" if "weight" in question or "share" in question else "1" for question in questions)
    rules = (
        f"rule R{n} when {q} is over {limit} then score +1"
        for n, (q, limit) in enumerate(zip(questions, limits, strict=True))
    )
    checking = check_texts(office, {"r.rules": "rulebook asked for all\n" + before + "\n".join(rules)})
    assert checking.rulebook is not None, [(d.message, d.hint) for d in checking.diagnostics]
    found: list[Past] = []
    for rule in checking.rulebook.rules:
        assert isinstance(rule.when, Compare)
        assert isinstance(rule.when.left, Past)
        found.append(rule.when.left)
    return found


def put(question: Past, manifest: Manifest, consignment: Consignment, history: Any) -> Reading:
    """As whoever explains puts it."""
    return interpreter.read(question, Facts(manifest, consignment, history=history))


@pytest.mark.parametrize("seed", range(6))
def test_the_store_answers_as_the_language_says(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    office = office_at(tmp_path / "store")
    past = [drawn(draw) for _ in range(50)]
    for n, record in enumerate(past):
        head = {"manifest_number": f"M{n}", "imo_number": "9074729", "vessel_flag": record.flag}
        submit(office, message(as_filed(record), **head), "application/json", "tester", received=record.received)
    asked = dict(zip(QUESTIONS, checked(office, *QUESTIONS.values()), strict=True))
    decided = 0
    with office.reading() as connection:
        for own in [drawn(draw) for _ in range(15)]:
            history = StoreHistory(connection, own.received)
            for name, question in asked.items():
                answer = put(question, as_manifest(own), as_model(own), history).past
                assert question.window is not None
                wanted = plain(name, own, past, window_start(own.received, question.window) or "")
                if wanted is None:
                    assert isinstance(answer, Unknown), name
                    continue
                assert isinstance(answer, Recollection), (name, answer)
                assert (answer.least, answer.most) == pytest.approx(wanted), (name, own)
                decided += answer.consignments > 0
    assert decided > 20
    office.store.close()


# --- single cases -----------------------------------------------------------------------------------------------------


def test_inside_a_quantifier_a_container_is_asked_by_its_own_number(tmp_path: Path) -> None:
    office = office_at(tmp_path / "store")
    boxes = [{"number": "MSCU1", "seals": []}, {"number": "MSCU2", "seals": []}]
    submit(office, message(consignment("D1", containers=boxes[:1])), "application/json", "t", "2026-02-01T00:00:00Z")
    text = "rulebook asked for all rule R when some container has (number of consignments with the same number in the"
    checking = check_texts(office, {"r.rules": f"{text} last 90 days is over 0) then score +1"})
    assert checking.rulebook is not None
    where: Any = checking.rulebook.rules[0].when
    own = Consignment(containers=(Container(number="MSCU1"), Container(number="MSCU2")))
    with office.reading() as connection:
        history = Recording(StoreHistory(connection, "2026-03-01T00:00:00Z"))
        facts = Facts(Manifest(), own, history=history)
        answers: list[Any] = []
        for position, box in enumerate(own.containers or (), 1):
            inside = facts.bind(2, Element(box, where.over.relation, position))
            answers.append(interpreter.read(where.where.left, inside).got)
        assert [answer.low for answer in answers] == [1.0, 0.0]
        wording = "number of consignments with the same container number of its own in the last 90 days"
        assert [asked.question for asked in history.asked] == [f"{wording} (MSCU1)", f"{wording} (MSCU2)"]
    office.store.close()


def test_more_than_can_be_looked_at_is_undecided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_LOOKED_AT", 3)
    office = office_at(tmp_path / "store")
    for n in range(4):
        submit(office, message(consignment(f"D{n}")), "application/json", "t", f"2026-02-0{n + 1}T00:00:00Z")
    counted, filtered = checked(office, QUESTIONS["filtered"].partition(" with (")[0], QUESTIONS["filtered"])
    own = Consignment(consignee=Party(name="ACME", country="NL"))
    with office.reading() as connection:
        history = StoreHistory(connection, "2026-03-01T00:00:00Z")
        assert put(counted, Manifest(), own, history).got is not None
        answer = put(filtered, Manifest(), own, history).past
        assert isinstance(answer, Unknown)
        assert answer.reason.startswith("more than")
        assert put(filtered, Manifest(), own, StoreHistory(connection, "2026-02-04T00:00:00Z")).got is not None
    office.store.close()


def test_findings_are_not_kept(tmp_path: Path) -> None:
    office = office_at(tmp_path / "store")
    (question,) = checked(office, f"number of findings with the same consignee {SINCE}", before="")
    with office.reading() as connection:
        reading = put(question, Manifest(), Consignment(), StoreHistory(connection, "2026-03-01T00:00:00Z"))
        assert (reading.got, reading.note) == (None, FINDINGS_NOT_KEPT)
    office.store.close()


def test_of_a_stored_consignment_the_whole_manifest_is_asked(tmp_path: Path) -> None:
    office = office_at(tmp_path / "store")
    hand_in(office, consignment("D1"), consignment("D2"), consignment("D3", "OTHER"))
    (question,) = checked(office, "number of consignments in this manifest with the same consignee", before="")
    own = Consignment(consignee=Party(name="ACME", country="NL"))
    alone = Manifest(consignments=(own,))
    with office.reading() as connection:
        for stored, number in ((None, 1.0), (1, 2.0)):
            got: Any = put(question, alone, own, StoreHistory(connection, "2026-03-01T00:00:00Z", stored)).got
            assert got.low == number
    office.store.close()
