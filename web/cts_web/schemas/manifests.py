"""What comes with a manifest that is handed in."""

from __future__ import annotations

from typing import Annotated, Self

import msgspec
from marshmallow import validate

from cts_web.schemas.envelope import EnvelopeSchema, Form, Quick
from cts_web.schemas.evaluate import LABEL
from cts_web.schemas.fields import Filing, Moment, Text, moment
from cts_web.schemas.filing import MANIFEST_EXAMPLE, is_filing
from cts_web.schemas.parameters import Query

RECEIVED = "When the message came in, where that was earlier than now: for loading the past."


class Submit(Quick, frozen=True):
    """The quick tier."""

    manifest: msgspec.Raw
    received: str | None = None
    file: Annotated[str, msgspec.Meta(max_length=200)] | None = None

    def settled(self) -> Self | None:
        """With the moment in its canonical form."""
        if not is_filing(self.manifest):
            return None
        if self.received is None:
            return self
        canonical = moment(self.received)
        return None if canonical is None else msgspec.structs.replace(self, received=canonical)


class SubmitBody(EnvelopeSchema):
    """The thorough tier."""

    manifest = Filing(
        required=True,
        metadata={
            "description": "The manifest: an object of the product's JSON format with or without its envelope, a list "
            "of such objects, or an EDIFACT or CSV message as a text.",
            "anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}, {"type": "string"}],
            "example": MANIFEST_EXAMPLE,
        },
    )
    received = Moment(allow_none=True, metadata={"description": RECEIVED, "example": "2026-03-01T04:30:00Z"})
    file = Text(allow_none=True, validate=validate.Length(max=200), metadata={"description": LABEL, "example": "a.edi"})


class SubmitQuery(Query):
    """Parameters beside a raw message."""

    received = Moment(metadata={"description": RECEIVED, "example": "2026-03-01T04:30:00Z"})
    file = Text(validate=validate.Length(max=200), metadata={"description": LABEL, "example": "arrival.edi"})


SUBMIT = Form(
    Submit, SubmitBody, raw=("manifest",), hint='A manifest stands under the key manifest: {"manifest": {...}}.'
)
