"""Rule texts that are asked about."""

from __future__ import annotations

from typing import Self

import msgspec

from cts_web.schemas.envelope import EnvelopeSchema, Form, Quick
from cts_web.schemas.fields import Files, Moment, moment
from cts_web.schemas.rulebooks import FILES, RULES_EXAMPLE, FilePath


class Check(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    at: str | None = None

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


class Format(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]


class FormatBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})


CHECK = Form(Check, CheckBody)
FORMAT = Form(Format, FormatBody)
