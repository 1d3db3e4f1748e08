"""Rule texts that are to be read out."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from marshmallow import validate

from cts_grammar.in_words import LANGUAGES
from cts_web.schemas.envelope import EnvelopeSchema, Form, Quick
from cts_web.schemas.fields import Files, Text
from cts_web.schemas.rulebooks import FILES, RULES_EXAMPLE, FilePath

LANGUAGE = "Language to read them out in: English or French."
RULE = "Identifier of the one rule that is meant; without it all rules, and the document besides."


class Words(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    language: Literal["en", "fr"] = "en"
    rule: Annotated[str, msgspec.Meta(min_length=1, max_length=200)] | None = None


class WordsBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})
    language = Text(
        validate=validate.OneOf(LANGUAGES), metadata={"description": LANGUAGE, "default": "en", "example": "fr"}
    )
    rule = Text(
        allow_none=True, validate=validate.Length(min=1, max=200), metadata={"description": RULE, "example": "A-1"}
    )


WORDS = Form(Words, WordsBody)
