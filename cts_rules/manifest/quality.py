"""What is doubtful about a manifest that has been read: findings, each with its place, none of them a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from cts_rules.manifest import quality_codes, quality_parts, quality_repeats, quality_values
from cts_rules.manifest.findings import Finding
from cts_rules.manifest.quality_context import Checked
from cts_rules.readers.reading import ReadManifest
from cts_rules.reference.reference import Reference

Check = Callable[[Checked], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    quality_parts.scope_is_known,
    quality_parts.essentials_are_there,
    quality_parts.parties_are_named,
    quality_codes.containers_have_check_digits,
    quality_codes.ship_has_check_digit,
    quality_codes.waybills_have_check_digits,
    quality_codes.countries_exist,
    quality_codes.locations_exist,
    quality_codes.package_types_exist,
    quality_codes.hs_codes_exist,
    quality_codes.un_numbers_exist,
    quality_values.arrival_follows_departure,
    quality_values.dates_are_plausible,
    quality_values.items_add_up,
    quality_values.net_is_under_gross,
    quality_values.weights_are_plausible,
    quality_values.temperatures_are_plausible,
    quality_repeats.document_numbers_differ,
    quality_repeats.containers_agree,
)


def quality_findings(read: ReadManifest, reference: Reference) -> tuple[Finding, ...]:
    """The findings of all checks, without those that the reader has made already of the same consignment."""
    checked = Checked(read.manifest, reference)
    known = {(finding.code, finding.consignment) for finding in read.findings}
    found = (finding for check in CHECKS for finding in check(checked))
    return tuple(finding for finding in found if (finding.code, finding.consignment) not in known)


def with_quality(read: ReadManifest, reference: Reference) -> ReadManifest:
    """The same reading with the findings of all checks added to the reader's."""
    return replace(read, findings=(*read.findings, *quality_findings(read, reference)))
