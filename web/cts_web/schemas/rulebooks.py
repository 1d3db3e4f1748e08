"""What a new version of a rulebook is made of."""

from __future__ import annotations

from typing import Annotated

import msgspec
from marshmallow import validate

from cts_web.schemas.envelope import EnvelopeSchema, Form, Quick
from cts_web.schemas.fields import LARGEST, Count, Files, Text
from cts_web.schemas.parameters import Query

FILES = "Texts, lists and tables of the rulebook, by path."
FilePath = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
RULES_EXAMPLE = {
    "first.rules": """\
rulebook first "A first rulebook"
  for all
  owner "The desk"
  lane red from 50

rule A-1 "Heavy"
  area safety
  when
    gross weight is over 10 t
  then
    score +60
    say "weighs {gross weight}"
"""
}


class AddVersion(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class AddVersionBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})
    note = Text(validate=validate.Length(max=2000), metadata={"description": "What is new.", "example": "a first rule"})


ADD_VERSION = Form(AddVersion, AddVersionBody)


class ComparisonQuery(Query):
    """What a version is compared with."""

    class Meta(Query.Meta):
        """`with` is a word of Python's own."""

        include = {  # noqa: RUF012 (as marshmallow wants it)
            "with": Count(
                required=True,
                validate=validate.Range(1, LARGEST),
                metadata={"description": "Number of the version before.", "example": 1},
            )
        }
