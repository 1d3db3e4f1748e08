"""The rule language: texts checked and formatted, nothing stored."""

from __future__ import annotations

import msgspec
from flask import Response

from cts_grammar.check import Checking
from cts_grammar.check.rulebook import digest
from cts_rules.access.roles import Deed
from cts_rules.evaluation.contract import RulebookIdentity, identity
from cts_rules.office.drafting import check_texts, format_texts
from cts_rules.office.editing import format_edits, looked_over
from cts_web import problems
from cts_web.answering import JSON, answer
from cts_web.api.serving import office
from cts_web.api.versions import json_only
from cts_web.openapi import Answer, Body, Resource
from cts_web.problems import RuleDiagnostic, diagnostics_of
from cts_web.schemas.language import CHECK, FORMAT, CheckBody, FormatBody
from cts_web.schemas.rulebooks import RULES_EXAMPLE
from cts_web.told import Detail, Places, TextEdit, file_detail, mistakes

resource = Resource("language", "Rule texts checked and formatted, nothing stored.")

REFUSALS = (
    problems.NOT_JSON,
    problems.UNSUPPORTED_MEDIA_TYPE,
    problems.INVALID_ENVELOPE,
    problems.WRONG_RULEBOOK,
)


class Checked(msgspec.Struct, frozen=True, omit_defaults=True):
    """What `cts-rules check --json` prints, and every mistake as text besides."""

    schema: str
    """`cts-check/1`."""
    ok: bool
    """Whether there is no error; warnings may be there."""
    rulebook: RulebookIdentity | None
    diagnostics: list[RuleDiagnostic]
    detail: Detail | None = None
    """Where it is asked for: what an editor shows besides."""


class Formatted(msgspec.Struct, frozen=True, omit_defaults=True):
    """Files in the canonical form."""

    files: dict[str, str]
    """All that were sent: rule texts formatted, the others as they were."""
    changed: list[str]
    """Paths of those that changed."""
    edits: dict[str, list[TextEdit]] | None = None
    """Where they are asked for: what changed, by path."""


@resource.operation(
    "POST",
    "/language/check",
    "checkRules",
    Answer(Checked),
    refusals=REFUSALS,
    body=Body({JSON: {"schema": CheckBody, "example": {"files": RULES_EXAMPLE}}}),
    store=False,
    needs=Deed.READ_RULES,
)
def check_rules() -> Response:
    """Check rules.

    Finds every mistake. Rules with mistakes are answered like any others, with `ok` false.
    """
    envelope = CHECK.decoded(json_only())
    found = check_texts(office(), envelope.files, (envelope.at or office().now())[:10])
    book = found.rulebook
    known = identity(book) if book is not None else None
    detail = _detail(found, envelope.files, envelope.seq) if envelope.detail else None
    return answer(Checked("cts-check/1", book is not None, known, diagnostics_of(found), detail))


@resource.operation(
    "POST",
    "/language/format",
    "formatRules",
    Answer(Formatted),
    refusals=(*REFUSALS, problems.RULES_DO_NOT_CHECK),
    body=Body({JSON: {"schema": FormatBody, "example": {"files": RULES_EXAMPLE}}}),
    store=False,
    needs=Deed.READ_RULES,
)
def format_rules() -> Response:
    """Format rules.

    Writes rule texts in the canonical form; lists and tables stay as they are.
    """
    envelope = FORMAT.decoded(json_only())
    files = {**envelope.files, **format_texts(office(), envelope.files)}
    changed = sorted(path for path, text in files.items() if text != envelope.files[path])
    if not envelope.edits:
        return answer(Formatted(files, changed))
    places = Places(envelope.files)
    made = format_edits(office(), envelope.files)
    return answer(Formatted(files, changed, {path: places.edits(path, edits) for path, edits in made.items()}))


def _detail(found: Checking, files: dict[str, str], seq: int | None) -> Detail:
    places = Places(files)
    looked = looked_over(office(), files, found)
    details = {path: file_detail(places, path, each) for path, each in looked.items()}
    return Detail(seq, digest(found.files), details, mistakes(places, found))
