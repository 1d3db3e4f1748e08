"""The store's answers about the past, compared with a plain reading of what the language says of it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from cts_engine.history import Recollection, Unknown
from cts_grammar.checked import Aggregate, CheckedRulebook, FieldValue, Past, Summary
from cts_rules.history.asking import StoreHistory
from cts_rules.manifest.model import Consignment, Manifest, Party
from cts_rules.office.drafting import check_texts
from cts_rules.office.office import Office
from cts_rules.office.submitting import submit
from cts_rules.store.places import Place
from tests.rules.office.offices import message, office_at

SEEDS = 12
RECEIVED = [f"2026-0{month}-{day:02}T00:00:00Z" for month in (1, 2, 3) for day in (1, 2, 15, 28)]


@dataclass(frozen=True)
class Record:
    """A consignment as this test knows it."""

    received: str
    number: str | None
    master: str | None
    ids: dict[str, str | None]
    names: dict[str, tuple[str, str] | None]
    loading: str | None
    weight: float | None


def questions(office: Office) -> list[Past]:
    keys = ("consignee", "consignor", "port of loading", "(consignor, consignee)", "(consignee, port of loading)")
    asked = ("number of consignments", "number of different consignors of consignments",
             "total gross weight of consignments")  # fmt: skip
    windows = ("30 days", "1 month", "12 months", "24 hours")
    rules = []
    for n, (ask, key, window) in enumerate(itertools.product(asked, keys, windows)):
        words = ask.replace(" of consignments", "") if "different" in ask else ask
        limit = "1 kg" if "weight" in ask else "1"
        rules.append(f"rule R{n} when {words} with the same {key} in the last {window} is over {limit} then score +1")
    checking = check_texts(office, {"r.rules": "rulebook asked for all\n" + "\n".join(rules)})
    assert checking.rulebook is not None, checking.diagnostics
    return list(pasts(checking.rulebook))


def pasts(book: CheckedRulebook) -> Iterator[Past]:
    for rule in book.rules:
        left = getattr(rule.when, "left", None)
        assert isinstance(left, Past)
        assert not isinstance(left, Aggregate)
        yield left


def drawn(random: random.Random) -> Record:
    def party() -> tuple[str | None, tuple[str, str] | None]:
        id_ = random.choice([None, None, "ID1", "ID2"])
        name = random.choice([None, ("NL", "ACME"), ("NL", "BETA"), ("DE", "ACME")])
        return id_, name

    parties = {role: party() for role in ("consignor", "consignee")}
    number = random.choice([None, "D1", "D2", "D3", "D4"])
    master = random.choice([None, None, "D1", "D2"])
    return Record(
        random.choice(RECEIVED),
        number,
        master if master != number else None,
        {role: id_ for role, (id_, _) in parties.items()},
        {role: name for role, (_, name) in parties.items()},
        random.choice([None, "ECGYE", "COTRB"]),
        random.choice([None, 10.0, 250.0]),
    )


def as_consignment(record: Record) -> dict[str, object]:
    told: dict[str, object] = {"document_number": record.number, "master_document_number": record.master}
    for role, name in record.names.items():
        country, called = name or (None, None)
        told[role] = {"name": called, "country": country, "id": record.ids[role]}
    return {**told, "port_of_loading": record.loading, "gross_weight": record.weight}


def as_model(record: Record) -> Consignment:
    parties = {
        role: Party(name=name[1] if name else None, country=name[0] if name else None, id=record.ids[role])
        for role, name in record.names.items()
    }
    return Consignment(
        document_number=record.number,
        master_document_number=record.master,
        port_of_loading=record.loading,
        gross_weight=record.weight,
        consignor=parties["consignor"],
        consignee=parties["consignee"],
    )


# --- the plain reading ------------------------------------------------------------------------------------------------


def same(key: str, one: Record, other: Record) -> bool:
    if key == "port of loading":
        return one.loading == other.loading
    if one.ids[key] and other.ids[key]:
        return one.ids[key] == other.ids[key]
    return one.names[key] is not None and one.names[key] == other.names[key]


def document(record: Record) -> object:
    return (record.master, record.number) if record.number else record


def related(one: Record, other: Record) -> bool:
    """Versions of one document, a master and its house."""
    if one.number and document(one) == document(other):
        return True
    if one.master and other.number == one.master and other.master is None:
        return True
    return bool(one.number and one.master is None and other.master == one.number)


def plain(question: Past, own: Record, past: list[tuple[int, Record]], since: str) -> tuple[float, float | None, int]:
    before = [(n, r) for n, r in past if r.received < own.received]
    newest = {
        document(r) if r.number else n: (r.received, n) for n, r in sorted(before, key=lambda p: (p[1].received, p[0]))
    }
    current = [r for n, r in before if newest[document(r) if r.number else n] == (r.received, n)]
    keys = [key.field.name for key in question.keys if isinstance(key, FieldValue)]
    found = [r for r in current if r.received >= since and not related(own, r)
             and all(same(key, own, r) for key in keys)]  # fmt: skip
    match question.summary:
        case Summary.COUNT:
            return len(found), len(found), len(found)
        case Summary.TOTAL:
            known = [r.weight for r in found if r.weight is not None]
            return sum(known), sum(known) if len(known) == len(found) else None, len(found)
        case _:
            identities = {r.ids["consignor"] for r in found if r.ids["consignor"]}
            named = {r.names["consignor"] for r in found if r.ids["consignor"]}
            others = {r.names["consignor"] for r in found if not r.ids["consignor"] and r.names["consignor"]} - named
            silent = sum(1 for r in found if not r.ids["consignor"] and not r.names["consignor"])
            least = len(identities) + len(others)
            return least, least + silent, len(found)


def askable(question: Past, own: Record) -> bool:
    for name in (key.field.name for key in question.keys if isinstance(key, FieldValue)):
        if name == "port of loading":
            if own.loading is None:
                return False
        elif not own.ids[name] and own.names[name] is None:
            return False
    return True


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_store_answers_as_the_language_says(place: Place, seed: int) -> None:
    from cts_engine.history import window_start

    draw = random.Random(seed)
    office = office_at(place)
    past = [(n, drawn(draw)) for n in range(60)]
    for n, record in past:
        written = message(as_consignment(record), manifest_number=f"M{n}")
        submit(office, written, "application/json", "tester", received=record.received)
    asked = questions(office)
    decided = 0
    with office.reading() as connection:
        for own in [drawn(draw) for _ in range(12)]:
            history = StoreHistory(connection, own.received)
            for question in asked:
                answer = history.recall(question, Manifest(carrier="NPLU"), as_model(own))
                if not askable(question, own):
                    assert isinstance(answer, Unknown), question.wording
                    assert answer.missing
                    continue
                assert isinstance(answer, Recollection), question.wording
                assert question.window is not None
                since = window_start(own.received, question.window) or ""
                told = (answer.least, answer.most, answer.consignments)
                assert told == plain(question, own, past, since), (question.wording, own)
                decided += answer.consignments > 0
    assert decided > 20
    office.store.close()
