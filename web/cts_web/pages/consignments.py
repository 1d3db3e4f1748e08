"""Stored consignments: the search over all, and one with everything that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
from flask import render_template, request

from cts_engine.explain import Explanation
from cts_rules.office import explaining, reading
from cts_rules.office.answers import AssessmentRecord, NearMissRecord
from cts_rules.office.office import Office
from cts_rules.office.reading import Wanted
from cts_web.pages.frame import office
from cts_web.pages.telling import Explained

LIMIT = 50
QUESTIONS = ("lane", "document", "party", "rulebook", "rule")
"""What a search can ask for; the address holds it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One rulebook that was asked, with what it answered."""

    record: AssessmentRecord
    told: Explained
    near: list[NearMissRecord]


def consignment_list() -> Any:
    """Consignments of all manifests, by what is asked for."""
    asked = {name: text for name in QUESTIONS if (text := request.args.get(name, "").strip())}
    wanted = msgspec.convert(asked, Wanted)
    page = reading.consignments(office(), wanted, request.args.get("after"), LIMIT)
    return render_template("pages/consignments.html", page=page, asked=asked)


def consignment_page(consignment: int) -> Any:
    """One consignment: verdict and actions first, then why, then everything else."""
    at_hand = office()
    detail = reading.consignment(at_hand, consignment)
    records = sorted(detail.assessments, key=lambda a: (a.rulebook != detail.summary.decided_by, -a.result.score))
    asked = [_asked(at_hand, record) for record in records if record.result.in_scope]
    return render_template(
        "pages/consignment.html",
        detail=detail,
        c=detail.consignment,
        summary=detail.summary,
        manifest=reading.manifest(at_hand, detail.summary.manifest).summary,
        asked=asked,
        not_for=[record for record in records if not record.result.in_scope],
        actions=list(dict.fromkeys(action for e in asked for action in e.record.result.actions)),
    )


def _asked(at_hand: Office, record: AssessmentRecord) -> Asked:
    found = (msgspec.convert(e, Explanation) for e in explaining.explanations(at_hand, record.id))
    told = Explained(record.result, {e.rule: e for e in found})
    return Asked(record, told, explaining.near_misses(at_hand, record.id))
