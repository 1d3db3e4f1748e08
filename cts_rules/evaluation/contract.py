"""The shape of results, the same from the first day: what `evaluate --json` prints and services will get.

`evaluation.schema.json` beside this module is its JSON Schema, made from these types. Keys are never taken away and
never change meaning; new ones may come.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from cts_grammar.checked import CheckedRulebook
from cts_rules.manifest.findings import Severity

SCHEMA = "cts-evaluation/1"


class SeenValue(msgspec.Struct, frozen=True):
    """A value that made a rule fire."""

    name: str
    """As the language writes it."""
    value: float | str | bool | None
    """In the base unit; null where nothing was filed."""
    unit: str
    """`kg`, `m3`, `degrees`, a currency, or empty."""
    at: str
    """`container MSCU1234566`, `goods item 2`; empty for the consignment and the manifest."""


class FiredRule(msgspec.Struct, frozen=True):
    """A rule that fired."""

    rule: str
    title: str
    area: str
    score: float
    actions: list[str]
    shadow: bool
    """True: counted, without effect on lane, score and actions."""
    message: str | None
    """What it says to the officer; several messages on lines of their own."""
    tell_trader: str | None
    """What may be disclosed."""
    values: list[SeenValue]
    exemptions_unchecked: list[str]
    """Exemptions that could not be decided and so held nothing back."""


class UndecidedRule(msgspec.Struct, frozen=True):
    """A rule that could have fired had more been filed."""

    rule: str
    missing: list[str]
    """The fields whose absence left it undecided."""
    reason: str
    """Where no field is missing: why it could not be decided all the same."""


class Found(msgspec.Struct, frozen=True):
    """A finding about the message, its data, the rulebook's scope or the assessment."""

    code: str
    severity: Severity
    message: str
    where: str
    consignment: int | None
    """Index of the consignment that it concerns; null where it concerns none."""


class ConsignmentResult(msgspec.Struct, frozen=True):
    """One consignment's verdict."""

    index: int
    document: str | None
    document_type: str | None
    master: str | None
    in_scope: bool
    lane: str | None
    """null where the rulebook is not for this consignment."""
    selected_by: list[str]
    """The rules that decided the lane; empty for green, and where it was selected at random."""
    score: float
    areas: dict[str, float]
    actions: list[str]
    fired: list[FiredRule]
    undecided: list[UndecidedRule]
    explanations: list[dict[str, Any]]
    """Every rule's explanation, with `--explain all` only."""
    random_selection: Literal["selected", "not applied"] | None = None
    """`selected`: no rule gave the lane, random selection did; `not applied`: there was no key to draw with."""


class ManifestHead(msgspec.Struct, frozen=True):
    """What is known of a manifest before its first consignment is assessed."""

    index: int
    file: str
    format: str
    manifest: dict[str, Any]
    """The manifest's own fields as in the product's JSON format, without its consignments."""
    received: str


class ManifestResult(ManifestHead, frozen=True):
    """One manifest's results. The findings come last, for assessing adds to them."""

    consignments: list[ConsignmentResult]
    findings: list[Found]


class RulebookIdentity(msgspec.Struct, frozen=True):
    """Which rulebook decided."""

    name: str
    version: str
    """The first twelve digits of the hash, until a store numbers versions."""
    hash: str
    """SHA-256 over the files that count."""


def identity(book: CheckedRulebook) -> RulebookIdentity:
    """Which rulebook it is."""
    return RulebookIdentity(book.name, book.digest[:12], book.digest)


class Evaluation(msgspec.Struct, frozen=True):
    """The whole document."""

    schema: str
    rulebook: RulebookIdentity
    manifests: list[ManifestResult]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    schema = msgspec.json.schema(Evaluation)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "CTS Rules evaluation", **schema}


if __name__ == "__main__":
    import json
    from pathlib import Path

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    Path(__file__).with_name("evaluation.schema.json").write_text(text, encoding="utf-8")
