"""Offices for tests: a store in a folder of its own, a clock that stands still until it is moved."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cts_rules.office.office import Office, open_office
from cts_rules.office.publishing import add_version, put_in_force
from cts_rules.office.submitting import submit
from cts_rules.readers.reading import Document
from cts_rules.store.migrating import make_ready
from cts_rules.store.places import Place

RULES = """\
rulebook trial "Trial"
  for sea imports
  lane red from 50
  lane amber from 20

rule HEAVY "Heavy"
  when gross weight is over 10 t
  then
    score +30
    say "{gross weight} for {consignee name}"

rule NEW "Never seen before"
  when number of consignments with the same consignee in the last 12 months is 0
  then
    score +25

rule MARKED "Marked as fragile"
  when marks contains "fragile" and gross weight is over 10 t
  then
    score +1
"""


class Clock:
    """Time that passes when it is told to."""

    def __init__(self, at: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)


def office_at(
    place: Place, clock: Callable[[], datetime] | None = None, environment: Mapping[str, str] | None = None
) -> Office:
    """An office with an empty store; nothing of this machine's reference data is used."""
    make_ready(place).close()
    return open_office(place, {"CTS_REFERENCE": "no such folder", **(environment or {})}, clock or Clock())


def with_rules(office: Office, text: str = RULES, name: str = "trial") -> Office:
    """The office with a rulebook in force."""
    version, _ = add_version(office, name, {f"{name}.rules": text}, "for a test", "author")
    put_in_force(office, name, version.number, "author")
    return office


def message(*consignments: Mapping[str, Any], **manifest: Any) -> Document:
    """A message in the product's own format."""
    head = {"transport_mode": "sea", "movement": "import", "carrier": "NPLU", **manifest}
    body = {"schema": "cts-manifest/1", "manifest": {**head, "consignments": list(consignments)}}
    return Document("message.json", json.dumps(body).encode())


def consignment(
    number: str, consignee: str | dict[str, Any] = "ACME", weight: float = 500.0, **more: Any
) -> dict[str, Any]:
    """A consignment of it."""
    return {
        "document_number": number,
        "consignee": {"name": consignee, "country": "NL"} if isinstance(consignee, str) else consignee,
        "gross_weight": weight,
        "marks": "NONE",
        "goods_items": [],
        "containers": [],
        **more,
    }


def hand_in(office: Office, *consignments: Mapping[str, Any], **manifest: Any) -> list[int]:
    """Submits a message of these consignments; the ids of its manifests."""
    done = submit(office, message(*consignments, **manifest), "application/json", "tester")
    return [m.id for m in done.manifests]
