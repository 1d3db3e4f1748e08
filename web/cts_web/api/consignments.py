"""Consignments: by filter, and one with everything that is known of it."""

from __future__ import annotations

from typing import Any

from flask import Response

from cts_rules.access.roles import Deed
from cts_rules.office import reading
from cts_rules.office.answers import ConsignmentDetail, ConsignmentSummary, Page
from cts_rules.store.listing import Wanted
from cts_web import problems
from cts_web.answering import answer
from cts_web.api.serving import office
from cts_web.openapi import Answer, Resource
from cts_web.schemas.consignments import ConsignmentsQuery

resource = Resource("consignments", "Consignments of stored manifests, with their lanes.")


@resource.operation(
    "GET",
    "/consignments",
    "listConsignments",
    Answer(Page[ConsignmentSummary]),
    refusals=(problems.BAD_CURSOR,),
    query=ConsignmentsQuery,
    needs=Deed.READ_CARGO,
)
def list_consignments(asked: dict[str, Any]) -> Response:
    """Find consignments.

    Of the newest manifest first; within a manifest the most severe lane and the highest score first.
    """
    cursor, limit = asked.pop("cursor", None), asked.pop("limit")
    return answer(reading.consignments(office(), Wanted(**asked), cursor, limit))


@resource.operation(
    "GET",
    "/consignments/<int:consignment>",
    "getConsignment",
    Answer(ConsignmentDetail),
    refusals=(problems.NOT_FOUND,),
    needs=Deed.READ_CARGO,
)
def get_consignment(consignment: int) -> Response:
    """Read a consignment.

    As it was filed, its findings, what no field took, and every rulebook's verdict.
    """
    return answer(reading.consignment(office(), consignment))
