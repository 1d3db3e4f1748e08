"""Assessments: what a rulebook decided about a consignment, and why."""

from __future__ import annotations

from typing import Any

from flask import Response

from cts_rules.access.roles import Deed
from cts_rules.office import explaining, reading
from cts_rules.office.answers import AssessmentRecord, NearMissRecord
from cts_web import problems
from cts_web.answering import answer
from cts_web.api.serving import office
from cts_web.openapi import Answer, Resource

resource = Resource("assessments", "Verdicts of a rulebook on a consignment, and why.")

WHY = (problems.NOT_FOUND, problems.RULES_DO_NOT_CHECK, problems.WRONG_RULEBOOK)
"""A release may refuse rules that an earlier one took."""


@resource.operation(
    "GET",
    "/assessments/<int:assessment>",
    "getAssessment",
    Answer(AssessmentRecord),
    refusals=(problems.NOT_FOUND,),
    needs=Deed.READ_CARGO,
)
def get_assessment(assessment: int) -> Response:
    """Read an assessment.

    With all that decided it: version, moment, release, code lists, and what was asked of the past.
    """
    return answer(reading.assessment(office(), assessment))


@resource.operation(
    "GET",
    "/assessments/<int:assessment>/explanations",
    "listExplanations",
    Answer(list[dict[str, Any]]),
    refusals=WHY,
    needs=Deed.READ_CARGO,
)
def list_explanations(assessment: int) -> Response:
    """Explain every rule.

    Why it fired on the consignment, or why not, under the version that assessed it.
    """
    return answer(explaining.explanations(office(), assessment))


@resource.operation(
    "GET",
    "/assessments/<int:assessment>/explanations/<rule>",
    "getExplanation",
    Answer(dict[str, Any]),
    refusals=WHY,
    needs=Deed.READ_CARGO,
)
def get_explanation(assessment: int, rule: str) -> Response:
    """Explain one rule.

    Each condition with the values that decided it.
    """
    return answer(explaining.explanation(office(), assessment, rule))


@resource.operation(
    "GET",
    "/assessments/<int:assessment>/near-misses",
    "listNearMisses",
    Answer(list[NearMissRecord]),
    refusals=WHY,
    needs=Deed.READ_CARGO,
)
def list_near_misses(assessment: int) -> Response:
    """List near misses.

    The rules that one condition or one exemption kept from firing.
    """
    return answer(explaining.near_misses(office(), assessment))
