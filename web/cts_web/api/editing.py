"""The rule language, for editors: completion, hover, renaming, and trying rules on a consignment.

More operations of the resource `language`; their offsets count UTF-16 code units, as browsers do.
"""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response

from cts_engine.marks import Mark
from cts_engine.ruling import Outcome
from cts_engine.seen import shown
from cts_grammar.editing.conditions import conditions
from cts_grammar.parse import parse
from cts_grammar.source import Source
from cts_rules.access.roles import Deed
from cts_rules.office.drafting import compile_texts
from cts_rules.office.editing import completion, hovered, renamed
from cts_rules.office.evaluating import read
from cts_rules.office.trying import Tried, TriedRule, tried_on_manifests, tried_on_stored
from cts_rules.readers.reading import Document
from cts_web import problems
from cts_web.answering import JSON, answer
from cts_web.api.language import REFUSALS, resource
from cts_web.api.serving import office
from cts_web.api.versions import json_only
from cts_web.openapi import Answer, Body
from cts_web.schemas.editing import PLACE, RENAME, TRY, Place, PlaceBody, RenameBody, TryBody
from cts_web.schemas.filing import MANIFEST_EXAMPLE, document_of
from cts_web.schemas.rulebooks import RULES_EXAMPLE
from cts_web.told import FROM_TO, ConditionSpan, Places, TextEdit

__all__ = ["resource"]

AT_A_PLACE: dict[str, Any] = {"files": RULES_EXAMPLE, "path": "first.rules", "position": 130}


class CompletionOption(msgspec.Struct, frozen=True):
    """Something that could be written."""

    label: str
    insert: str
    kind: str
    detail: str
    info: str
    """One line."""


class Completed(msgspec.Struct, frozen=True, rename=FROM_TO):
    """What is offered in place of what stands between `from` and the caret."""

    start: int
    options: list[CompletionOption]
    expected: str
    """What could stand there, in words."""
    cut_short: bool
    """More letters would find more options."""


class HoverText(msgspec.Struct, frozen=True, rename=FROM_TO):
    """What the word between `from` and `to` is. Plain texts, not HTML."""

    start: int
    end: int
    kind: str
    title: str
    detail: str
    text: str
    example: str


class Hovered(msgspec.Struct, frozen=True):
    """Null where nothing is to be told."""

    hover: HoverText | None


class Renamed(msgspec.Struct, frozen=True):
    """What a renaming changes."""

    edits: dict[str, list[TextEdit]]
    """By path."""
    count: int
    refusal: str
    """Why it cannot be done; empty: it can."""


class ConditionValue(msgspec.Struct, frozen=True):
    """A value that a condition looked at."""

    name: str
    shown: str
    """In words: `18000 kg`, `(not stated)`."""
    at: str
    """`container MSCU1234567`; empty for the consignment and the manifest."""
    state: str
    """present, missing, unreadable."""


class ConditionTruth(msgspec.Struct, frozen=True):
    """What a condition was answered: once, or for each element of the lists around it."""

    at: list[str]
    """The elements, from the outside in; empty outside of lists."""
    answer: str
    """yes, no, undecided."""
    values: list[ConditionValue]
    note: str


class ConditionResult(msgspec.Struct, frozen=True):
    """One condition of a rule and its answers; none where no element was there to be asked of."""

    path: str
    condition: ConditionSpan
    answers: list[ConditionTruth]


class RuleResult(msgspec.Struct, frozen=True):
    """What one rule comes to."""

    id: str
    title: str
    outcome: Outcome
    in_force: bool
    held_back_by: list[str]
    conditions: list[ConditionResult]


class TriedConsignment(msgspec.Struct, frozen=True):
    """All rules on one consignment."""

    index: int
    document: str
    received: str
    rules: list[RuleResult]


class TriedOut(msgspec.Struct, frozen=True):
    """Rules tried on consignments."""

    consignments: list[TriedConsignment]


@resource.operation(
    "POST",
    "/language/complete",
    "completeRules",
    Answer(Completed),
    refusals=REFUSALS,
    body=Body({JSON: {"schema": PlaceBody, "example": AT_A_PLACE}}),
    store=False,
    needs=Deed.READ_RULES,
)
def complete_rules() -> Response:
    """Complete rules.

    What could be written at the caret; nothing in comments and texts. The rest of the draft need not be readable.
    """
    envelope, places = _place()
    found = completion(office(), envelope.files, envelope.path, places.points(envelope.path, envelope.position))
    options = [CompletionOption(o.label, o.insert, o.kind, o.detail, o.explanation) for o in found.options]
    return answer(Completed(places.units(envelope.path, found.start), options, found.expected, found.cut_short))


@resource.operation(
    "POST",
    "/language/hover",
    "hoverRules",
    Answer(Hovered),
    refusals=REFUSALS,
    body=Body({JSON: {"schema": PlaceBody, "example": AT_A_PLACE}}),
    store=False,
    needs=Deed.READ_RULES,
)
def hover_rules() -> Response:
    """Tell of a word.

    What the field, code, list, definition or word of the language at a position is.
    """
    envelope, places = _place()
    path = envelope.path
    found = hovered(office(), envelope.files, path, places.points(path, envelope.position))
    if found is None:
        return answer(Hovered(None))
    start, end = places.units(path, found.start), places.units(path, found.end)
    return answer(Hovered(HoverText(start, end, found.kind, found.title, found.detail, found.text, found.example)))


@resource.operation(
    "POST",
    "/language/rename",
    "renameInRules",
    Answer(Renamed),
    refusals=REFUSALS,
    body=Body({JSON: {"schema": RenameBody, "example": {"files": RULES_EXAMPLE, "term": "A-1", "to": "HEAVY-1"}}}),
    store=False,
    needs=Deed.READ_RULES,
)
def rename_in_rules() -> Response:
    """Rename in rules.

    A rule, list, table, watch list, parameter or definition, wherever the rule texts name it.
    """
    envelope = RENAME.decoded(json_only())
    places = Places(envelope.files)
    found = renamed(office(), envelope.files, envelope.term, envelope.to)
    edits = {path: places.edits(path, changes) for path, changes in found.edits.items()}
    return answer(Renamed(edits, found.count, found.refusal))


@resource.operation(
    "POST",
    "/language/test",
    "tryRules",
    Answer(TriedOut),
    refusals=(
        *REFUSALS, problems.NOT_FOUND, problems.RULES_DO_NOT_CHECK, problems.MANIFEST_NOT_READABLE,
    ),
    body=Body({JSON: {"schema": TryBody, "example": {"files": RULES_EXAMPLE, "manifest": MANIFEST_EXAMPLE}}}),
    needs=Deed.READ_CARGO,
)  # fmt: skip
def try_rules() -> Response:
    """Try rules on a consignment.

    What each rule comes to, and what each of its conditions was answered with which values: all of them are asked, also
    where an earlier one has settled the rule.
    """
    envelope = TRY.decoded(json_only())
    book = compile_texts(office(), envelope.files)
    if envelope.manifest is None:
        tried = tried_on_stored(office(), book, envelope.consignment or 0)
    else:
        readings = read(office(), Document("", document_of(envelope.manifest)), envelope.received)
        tried = tried_on_manifests(office(), book, readings, envelope.received)
    return answer(TriedOut(_told(envelope.files, tried)))


def _place() -> tuple[Place, Places]:
    envelope = PLACE.decoded(json_only())
    return envelope, Places(envelope.files)


Spans = dict[str, list[tuple[str, int, int, ConditionSpan]]]


def _told(files: dict[str, str], tried: list[Tried]) -> list[TriedConsignment]:
    spans = _spans(files)
    return [
        TriedConsignment(each.index, each.document, each.received, [_rule(rule, spans) for rule in each.rules])
        for each in tried
    ]


def _spans(files: dict[str, str]) -> Spans:
    """The conditions of each rule: path, start and end in code points as they are read, and what is told of them."""
    places = Places(files)
    found: Spans = {}
    for path, text in files.items():
        if not path.endswith(".rules"):
            continue
        read_text = text.removeprefix("\ufeff")
        parsed = parse(Source(path, read_text), office().settings.rulebook, office().remembered)
        for c in conditions(parsed.file.items):
            start, end = (places.units(path, point, as_read=True) for point in (c.span.start, c.span.end))
            told = ConditionSpan(c.rule, c.id, start, end, c.span.end_line, c.head)
            found.setdefault(c.rule, []).append((path, c.span.start, c.span.end, told))
    return found


def _rule(tried: TriedRule, spans: Spans) -> RuleResult:
    e = tried.explanation
    by_place: dict[tuple[str, int, int], list[Mark]] = {}
    for mark in tried.marks:
        by_place.setdefault((mark.path, mark.start, mark.end), []).append(mark)
    results = [
        ConditionResult(path, told, [_truth(mark) for mark in by_place.get((path, start, end), ())])
        for path, start, end, told in spans.get(e.rule, ())
    ]
    return RuleResult(e.rule, e.title, e.outcome, e.in_force, list(e.held_back_by), results)


def _truth(mark: Mark) -> ConditionTruth:
    values = [ConditionValue(v.name, shown(v), v.at, v.state) for v in mark.values]
    return ConditionTruth(list(mark.at), mark.answer, values, mark.note)
