"""What an office answers, as values: the same for the pages, the API and the client.

Keys are never taken away and never change meaning; new ones may come. Moments are instants in UTC
(`2026-03-01T04:30:00Z`), weights kilograms.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

from cts_rules.evaluation.contract import ConsignmentResult, Found

Item = TypeVar("Item")


class Page(msgspec.Struct, Generic[Item], frozen=True):
    """Some of a list, newest first."""

    items: list[Item]
    next: str | None
    """Cursor of the next page; null on the last."""


# --- rulebooks --------------------------------------------------------------------------------------------------------


class Version(msgspec.Struct, frozen=True):
    """One version of a rulebook. It never changes."""

    rulebook: str
    number: int
    """1, 2, 3 in the order in which they were added."""
    hash: str
    """SHA-256 over the files that count: what decides."""
    title: str
    owner: str
    scopes: list[str]
    """`sea import`; empty: for all consignments."""
    lanes: list[str]
    """Most severe first, without green."""
    rules: int
    files: list[str]
    """Paths of its texts, lists and tables."""
    added: str
    added_by: str
    note: str
    in_force: bool
    in_force_since: str | None
    """Since when, where it is in force now."""


class Rulebook(msgspec.Struct, frozen=True):
    """A rulebook with its newest version and the one that is in force."""

    name: str
    title: str
    latest: Version
    in_force: Version | None
    versions: int


class Rule(msgspec.Struct, frozen=True):
    """One rule of a version, as its author wrote it."""

    id: str
    title: str
    area: str
    owner: str
    score: float
    lane: str | None
    """Set outright; null where only the score decides."""
    shadow: bool
    in_force_from: str | None
    in_force_to: str | None
    review_by: str | None
    reference: str | None
    actions: list[str]
    path: str
    line: int
    text: str


class Change(msgspec.Struct, frozen=True):
    """One thing that reads or means something else in another version."""

    what: str
    """`score`, `condition 2`, `exception "pilot"`."""
    old: str | None
    """As the old version has it; null: it was not there."""
    new: str | None
    """As the new version has it; null: it is gone."""
    relation: str | None
    """Of a condition: `same meaning`, `stricter`, `looser`, `different`."""


class EntriesChange(msgspec.Struct, frozen=True):
    """A list whose entries came and went."""

    name: str
    added: list[str]
    removed: list[str]


class RuleChange(msgspec.Struct, frozen=True):
    """What became of one rule."""

    standing: str
    """`added`, `removed`, `renamed`, `changed`."""
    id: str
    old_id: str | None
    """Of a renamed rule."""
    title: str
    moved: bool
    same_meaning: bool
    fires: str | None
    """How often, measured by the old rule: `stricter` is never more often."""
    changes: list[Change]


class VersionComparison(msgspec.Struct, frozen=True):
    """What changed from one version of a rulebook to another."""

    schema: str
    """`cts-comparison/1`."""
    same_meaning: bool
    """No consignment could tell the versions apart."""
    sentences: list[str]
    """All of it in words."""
    header: list[Change]
    lists: list[EntriesChange]
    definitions: list[Change]
    rules: list[RuleChange]


class RulebookFile(msgspec.Struct, frozen=True):
    """A text, list or table of a version."""

    path: str
    text: str


# --- manifests --------------------------------------------------------------------------------------------------------


class LaneCount(msgspec.Struct, frozen=True):
    """How many consignments are in a lane."""

    lane: str
    consignments: int


class ManifestSummary(msgspec.Struct, frozen=True):
    """A stored manifest, in short."""

    id: int
    message: int
    """The message that it came in; one may hold several manifests."""
    position: int
    """Among the manifests of its message, from 0."""
    file: str
    format: str
    number: str | None
    transport_mode: str | None
    movement: str | None
    carrier: str | None
    conveyance: str | None
    """Name of the vessel, else number of the flight or voyage."""
    port_of_arrival: str | None
    arrival: str | None
    received: str
    assessed: str
    """When it was assessed."""
    consignments: int
    lanes: list[LaneCount]
    """Most severe first."""
    undecided: int
    """Consignments for which a rule could have fired had more been filed."""
    errors: int
    warnings: int
    """Findings, of the manifest and of its consignments."""


class ManifestDetail(msgspec.Struct, frozen=True):
    """A stored manifest."""

    summary: ManifestSummary
    manifest: dict[str, Any]
    """Its own fields as in the product's JSON format, without its consignments."""
    charset: str
    tally: dict[str, int]
    """Units of the message (segments, rows): total, mapped, reported, kept_raw."""
    findings: list[Found]
    """Those that concern no single consignment; a consignment's are with it."""
    rulebooks: list[str]
    """Versions that it was assessed under: `maritime-imports 3`."""


class Message(msgspec.Struct, frozen=True):
    """A message as it came in, with its bytes."""

    id: int
    name: str
    media_type: str
    sha256: str
    received: str
    content: bytes


class Submission(msgspec.Struct, frozen=True):
    """What became of a message that was handed in."""

    message: int
    sha256: str
    repeated: bool
    """The same message was there already; nothing was stored again."""
    received: str
    manifests: list[ManifestSummary]


# --- consignments -----------------------------------------------------------------------------------------------------


class FiredBriefly(msgspec.Struct, frozen=True):
    """A rule that fired, as far as a list has room."""

    rulebook: str
    rule: str
    title: str
    score: float
    message: str | None
    shadow: bool


class ConsignmentSummary(msgspec.Struct, frozen=True):
    """A stored consignment, in short."""

    id: int
    manifest: int
    index: int
    document: str | None
    document_type: str | None
    consignor: str | None
    consignee: str | None
    port_of_loading: str | None
    port_of_discharge: str | None
    description: str | None
    gross_weight: float | None
    received: str
    lane: str | None
    """The most severe of all rulebooks; null where no rulebook is for it."""
    decided_by: str | None
    """The rulebook that decided the lane: `maritime-imports`."""
    score: float
    """In that rulebook."""
    fired: list[FiredBriefly]
    """Those that decided the lane first, in each group the highest score first."""
    undecided: int
    """Rules that could have fired had more been filed."""
    findings: int
    """Errors and warnings in its data."""
    selected_at_random: bool
    """No rule gave the lane: random selection did."""


class AssessmentRecord(msgspec.Struct, frozen=True):
    """One rulebook's verdict on one consignment, with all that decided it."""

    id: int
    consignment: int
    rulebook: str
    version: int
    hash: str
    """Of the rulebook's version."""
    received: str
    """By which dates and history went."""
    assessed: str
    engine: str
    """Version of the product that assessed."""
    reference: str
    """Digest of the code lists and word lists."""
    result: ConsignmentResult
    findings: list[Found]
    """What assessing found: that the rulebook may not be meant for it, that a rule took too long."""
    history: list[dict[str, Any]]
    """The questions that were asked about earlier consignments, with their answers."""


class ConsignmentDetail(msgspec.Struct, frozen=True):
    """A stored consignment with everything that is known of it."""

    summary: ConsignmentSummary
    consignment: dict[str, Any]
    """As in the product's JSON format."""
    findings: list[Found]
    unmapped: list[dict[str, str]]
    """Pieces of the message that no field takes: where, raw."""
    assessments: list[AssessmentRecord]


class NearMissRecord(msgspec.Struct, frozen=True):
    """A rule that one condition or one exemption kept from firing."""

    rule: str
    title: str
    kept_by: str
    exemption: bool
    values: list[dict[str, Any]]
