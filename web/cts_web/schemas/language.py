"""Rule texts that are asked about."""

from __future__ import annotations

from typing import Annotated, Self

import msgspec
from marshmallow import validate

from cts_web.schemas.envelope import EnvelopeSchema, Form, Quick
from cts_web.schemas.fields import LARGEST, Files, Moment, Whole, YesOrNo, moment
from cts_web.schemas.rulebooks import FILES, RULES_EXAMPLE, FilePath

DETAIL = "Also what an editor shows: words, folds, outline, conditions, and fixes as edits. Offsets count UTF-16 units."
SEQ = "A number that comes back in the detail: who has asked again since drops the answer."
EDITS = "Also the edits that make the canonical form of each text. Offsets count UTF-16 units."


class Check(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    at: str | None = None
    detail: bool = False
    seq: Annotated[int, msgspec.Meta(ge=0, le=LARGEST)] | None = None

    def settled(self) -> Self | None:
        """With the moment in its canonical form."""
        if self.at is None:
            return self
        canonical = moment(self.at)
        return None if canonical is None else msgspec.structs.replace(self, at=canonical)


class CheckBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})
    at = Moment(
        allow_none=True,
        metadata={"description": "Day by which rules are out of force or past their review; now.", "example": None},
    )
    detail = YesOrNo(metadata={"description": DETAIL, "default": False})
    seq = Whole(allow_none=True, validate=validate.Range(0, LARGEST), metadata={"description": SEQ, "example": 1})


class Format(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    edits: bool = False


class FormatBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})
    edits = YesOrNo(metadata={"description": EDITS, "default": False})


CHECK = Form(Check, CheckBody)
FORMAT = Form(Format, FormatBody)
