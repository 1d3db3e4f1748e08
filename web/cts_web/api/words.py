"""Rules read out in English or French. One more operation of the resource `language`."""

from __future__ import annotations

import msgspec
from flask import Response

from cts_grammar.in_words import markdown
from cts_rules.access.roles import Deed
from cts_rules.evaluation.contract import RulebookIdentity
from cts_rules.office.telling import texts_in_words
from cts_web import problems
from cts_web.answering import JSON, answer
from cts_web.api.editing import resource
from cts_web.api.language import REFUSALS
from cts_web.api.serving import office
from cts_web.api.versions import json_only
from cts_web.openapi import Answer, Body
from cts_web.schemas.rulebooks import RULES_EXAMPLE
from cts_web.schemas.words import WORDS, WordsBody

__all__ = ["resource"]


class ToldRule(msgspec.Struct, frozen=True):
    """A rule read out. Plain texts, not HTML."""

    rule: str
    title: str
    text: str
    """One sentence over several lines, and what it refers to in sentences of their own."""


class ToldRules(msgspec.Struct, frozen=True):
    """Rules read out."""

    schema: str
    """`cts-words/1`."""
    rulebook: RulebookIdentity
    language: str
    rules: list[ToldRule]
    document: str | None
    """The whole rulebook as a numbered document in Markdown; null where one rule was asked for."""


@resource.operation(
    "POST",
    "/language/words",
    "readOutRules",
    Answer(ToldRules),
    refusals=(*REFUSALS, problems.RULES_DO_NOT_CHECK, problems.NOT_FOUND),
    body=Body({JSON: {"schema": WordsBody, "example": {"files": RULES_EXAMPLE, "language": "fr"}}}),
    store=False,
    needs=Deed.READ_RULES,
)
def read_out_rules() -> Response:
    """Read rules out.

    Every rule as an English or French sentence, for people who do not read the rule language.
    """
    envelope = WORDS.decoded(json_only())
    told = texts_in_words(office(), envelope.files, envelope.language, envelope.rule)
    rules = [ToldRule(each.id, each.title, each.text) for each in told.rules]
    document = markdown(told.document) if told.document is not None else None
    return answer(ToldRules("cts-words/1", told.rulebook, envelope.language, rules, document))
