"""What is asked of an evaluation: by which rules, as of when, how much of the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

import msgspec
from marshmallow import ValidationError, validate, validates_schema

from cts_web.schemas.envelope import EnvelopeSchema, Form, Quick
from cts_web.schemas.fields import LARGEST, Count, Files, Filing, Moment, Text, Whole, moment
from cts_web.schemas.filing import MANIFEST_EXAMPLE, is_filing
from cts_web.schemas.parameters import Query

EXPLAIN = ("none", "fired", "all")
Explained = Literal["none", "fired", "all"]

LABEL = "What the answer calls the message: a file's name."
RECEIVED = "When the manifest came in: a day or an instant. Else its own time, else now."
REASONS = "`fired`: the values of the rules that fired and what undecided ones miss; `none`: nothing of it; `all`: every rule's explanation."  # noqa: E501
NAME = "Name of a stored rulebook. Without it every rulebook in force is asked."
NUMBER = "Version of that rulebook; without it the one in force."


class Evaluate(Quick, frozen=True):
    """The quick tier."""

    manifest: msgspec.Raw
    rulebook: str | None = None
    version: Annotated[int, msgspec.Meta(ge=1, le=LARGEST)] | None = None
    rules: str | dict[Annotated[str, msgspec.Meta(min_length=1, max_length=300)], str] | None = None
    received: str | None = None
    explain: Explained = "fired"
    file: Annotated[str, msgspec.Meta(max_length=200)] | None = None

    def settled(self) -> Self | None:
        """With the moment in its canonical form."""
        if not is_filing(self.manifest) or contradictions(self.rulebook, self.version, self.rules):
            return None
        if self.received is None:
            return self
        canonical = moment(self.received)
        return None if canonical is None else msgspec.structs.replace(self, received=canonical)


def contradictions(rulebook: object, version: object, rules: object) -> dict[str, list[str]]:
    """What cannot be asked at once, by name."""
    if rules is not None and rulebook is not None:
        return {"rules": ["Either rulebook or rules, not both."]}
    if version is not None and rulebook is None:
        return {"version": ["A version of which rulebook? Give rulebook, too."]}
    return {}


class Rules(Text):
    """A rule text, or the files of a rulebook by path."""

    _files = Files()

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if isinstance(value, dict):
            return self._files.deserialize(value, attr, data, **kwargs)
        return super()._deserialize(value, attr, data, **kwargs)


class Asked(EnvelopeSchema):
    """What an envelope and the parameters of a raw message share."""

    rulebook = Text(allow_none=True, metadata={"description": NAME, "example": "maritime-imports"})
    received = Moment(allow_none=True, metadata={"description": RECEIVED, "example": "2026-03-01T04:30:00Z"})
    explain = Text(validate=validate.OneOf(EXPLAIN), metadata={"description": REASONS, "default": "fired"})
    file = Text(allow_none=True, validate=validate.Length(max=200), metadata={"description": LABEL, "example": "a.edi"})


class EvaluateBody(Asked):
    """The thorough tier; it is what the document of the API shows."""

    manifest = Filing(
        required=True,
        metadata={
            "description": "The manifest: an object of the product's JSON format with or without its envelope, a list "
            "of such objects, or an EDIFACT or CSV message as a text.",
            "anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}, {"type": "string"}],
            "example": MANIFEST_EXAMPLE,
        },
    )
    version = Whole(
        allow_none=True, validate=validate.Range(1, LARGEST), metadata={"description": NUMBER, "example": 1}
    )
    rules = Rules(
        allow_none=True,
        metadata={
            "description": "Rules that are not stored: a rule text, or the files of a rulebook by path.",
            "type": ["string", "object"],
            "additionalProperties": {"type": "string"},
        },
    )

    @validates_schema(skip_on_field_errors=False)
    def not_at_once(self, data: dict[str, Any], **_: object) -> None:
        """Refuses contradictions."""
        found = contradictions(data.get("rulebook"), data.get("version"), data.get("rules"))
        if found:
            raise ValidationError(found)


class EvaluateQuery(Query):
    """Parameters beside a raw message."""

    rulebook = Text(metadata={"description": NAME, "example": "maritime-imports"})
    version = Count(validate=validate.Range(1, LARGEST), metadata={"description": NUMBER, "example": 1})
    received = Moment(metadata={"description": RECEIVED, "example": "2026-03-01T04:30:00Z"})
    explain = Text(validate=validate.OneOf(EXPLAIN), metadata={"description": REASONS, "default": "fired"})
    file = Text(validate=validate.Length(max=200), metadata={"description": LABEL, "example": "arrival.edi"})


EVALUATE = Form(
    Evaluate,
    EvaluateBody,
    raw=("manifest",),
    hint='A manifest stands under the key manifest: {"manifest": {...}}.',
)
