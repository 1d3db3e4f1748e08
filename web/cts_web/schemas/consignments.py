"""By what consignments are found."""

from __future__ import annotations

from marshmallow import validate

from cts_web.schemas.fields import LARGEST, Count, Moment, Text
from cts_web.schemas.parameters import PageQuery


class ConsignmentsQuery(PageQuery):
    """Filters; those that are given must all hold."""

    manifest = Count(validate=validate.Range(1, LARGEST), metadata={"description": "Of this manifest.", "example": 1})
    lane = Text(metadata={"description": "In this lane, the most severe of all rulebooks.", "example": "red"})
    rulebook = Text(metadata={"description": "Whose lane this rulebook decided.", "example": "maritime-imports"})
    rule = Text(metadata={"description": "On which this rule fired.", "example": "NARC-001"})
    document = Text(metadata={"description": "Number of the transport document.", "example": "NPLU0001234"})
    party = Text(metadata={"description": "A part of the name of any party.", "example": "de groot"})
    received_from = Moment(metadata={"description": "Received on this day or instant, or later.", "format": "date"})
    received_to = Moment(metadata={"description": "Received on this day or instant, or earlier.", "format": "date"})
