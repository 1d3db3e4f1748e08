"""What is asked about rule texts that are being written. Positions count UTF-16 code units, as browsers do."""

from __future__ import annotations

from typing import Annotated, Any, Self

import msgspec
from marshmallow import ValidationError, validate, validates_schema

from cts_web.schemas.envelope import EnvelopeSchema, Form, Quick
from cts_web.schemas.fields import LARGEST, Files, Filing, Moment, Text, Whole, moment
from cts_web.schemas.filing import MANIFEST_EXAMPLE, is_filing
from cts_web.schemas.rulebooks import FILES, RULES_EXAMPLE, FilePath

Position = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
PATH = "Path of the rule text among the files."
POSITION = "UTF-16 code units before the caret."
ONE_OF_THEM = {"consignment": ["Either a stored consignment or a manifest."]}


class Place(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    path: FilePath
    position: Position

    def settled(self) -> Self | None:
        """Itself where the path is one of the files."""
        return self if self.path in self.files else None


class PlaceBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})
    path = Text(
        required=True,
        validate=validate.Length(min=1, max=300),
        metadata={"description": PATH, "example": "first.rules"},
    )
    position = Whole(
        required=True, validate=validate.Range(0, LARGEST), metadata={"description": POSITION, "example": 130}
    )

    @validates_schema
    def one_of_the_files(self, data: dict[str, Any], **_: object) -> None:
        """Refuses a path that is none of theirs."""
        if data["path"] not in data["files"]:
            raise ValidationError({"path": ["There is no such file among the files."]})


class Rename(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    term: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    to: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class RenameBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})
    term = Text(
        required=True,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "A declared name or a rule's identifier.", "example": "A-1"},
    )
    to = Text(
        required=True,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "What it is to be called.", "example": "HEAVY-1"},
    )


class Try(Quick, frozen=True):
    """The quick tier."""

    files: dict[FilePath, str]
    consignment: Position | None = None
    manifest: msgspec.Raw | None = None
    received: str | None = None

    def settled(self) -> Self | None:
        """With the moment in its canonical form."""
        if (self.consignment is None) == (self.manifest is None):
            return None
        if self.manifest is not None and not is_filing(self.manifest):
            return None
        if self.received is None:
            return self
        canonical = moment(self.received)
        return None if canonical is None else msgspec.structs.replace(self, received=canonical)


class TryBody(EnvelopeSchema):
    """The thorough tier."""

    files = Files(required=True, metadata={"description": FILES, "example": RULES_EXAMPLE})
    consignment = Whole(
        validate=validate.Range(0, LARGEST), metadata={"description": "Id of a stored consignment.", "example": 1}
    )
    manifest = Filing(
        metadata={
            "description": "Instead: a manifest, of which the first 20 consignments are tried.",
            "anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}, {"type": "string"}],
            "example": MANIFEST_EXAMPLE,
        },
    )
    received = Moment(
        allow_none=True,
        metadata={
            "description": "When the manifest came in, where it does not say so itself; now.",
            "example": "2026-03-01T04:30:00Z",
        },
    )

    @validates_schema
    def one_of_them(self, data: dict[str, Any], **_: object) -> None:
        """Refuses both and neither."""
        if ("consignment" in data) == ("manifest" in data):
            raise ValidationError(ONE_OF_THEM)


PLACE = Form(Place, PlaceBody)
RENAME = Form(Rename, RenameBody)
TRY = Form(Try, TryBody, raw=("manifest",))
