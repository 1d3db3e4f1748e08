"""Stored manifests: the list, and one with its consignments by lane."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import render_template, request

from cts_rules.office import reading
from cts_rules.office.answers import ConsignmentSummary, ManifestSummary
from cts_rules.office.reading import Wanted
from cts_web.pages.frame import office

LIMIT = 50

Lanes = list[tuple[str | None, list[ConsignmentSummary]]]


def manifest_list() -> Any:
    """All that are kept, newest first."""
    page = reading.manifests(office(), request.args.get("after"), LIMIT)
    return render_template("pages/manifests.html", page=page, done=request.args.get("done"))


def manifest_page(manifest: int) -> Any:
    """One manifest; `?lane=red` shows that lane only."""
    at_hand = office()
    detail = reading.manifest(at_hand, manifest)
    lane = request.args.get("lane") or None
    page = reading.consignments(at_hand, Wanted(manifest=manifest, lane=lane), request.args.get("after"), LIMIT)
    return render_template(
        "pages/manifest.html",
        detail=detail,
        summary=detail.summary,
        outside=outside(detail.summary),
        lane=lane,
        lanes=by_lane(page.items),
        page=page,
        done=request.args.get("done"),
    )


def by_lane(items: list[ConsignmentSummary]) -> Lanes:
    """Consignments that stand in the order of their lanes, lane by lane."""
    return [(lane, list(group)) for lane, group in groupby(items, key=lambda c: c.lane)]


def outside(summary: ManifestSummary) -> int:
    """Consignments that no rulebook is for."""
    return summary.consignments - sum(count.consignments for count in summary.lanes)
