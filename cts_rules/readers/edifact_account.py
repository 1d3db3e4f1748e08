"""The account of one message: what became of each segment, and what was found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cts_rules.manifest.findings import Finding, Severity
from cts_rules.readers.edifact_segments import Segment, Tokenizer
from cts_rules.readers.reading import Tally, Unmapped

MOST_OF_A_KIND = 500
"""Findings of one code that a message gets; of more, the last one tells how many there are."""


LONGEST_MESSAGE = 300
"""Characters; what is quoted from a message can be of any length."""


@dataclass(slots=True)
class Account:
    """Collects findings and the fate of segments; `consignment` is the index that both are noted under."""

    tokenizer: Tokenizer
    place: str = ""
    """Put before every place that a finding names, `message 2, `, where a document holds more than one."""
    consignment: int | None = None
    findings: list[Finding] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)
    total: int = 0
    mapped: int = 0
    reported: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    beyond: dict[str, Finding] = field(default_factory=dict)

    def find(self, code: str, severity: Severity, message: str, where: Segment | str) -> bool:
        """Note a finding; False where there are too many of its kind already, so that it was only counted."""
        self.counts[code] += 1
        within = self.counts[code] < MOST_OF_A_KIND
        if within or code not in self.beyond:
            finding = Finding(code, severity, message[:LONGEST_MESSAGE], f"{self.place}{where}", self.consignment)
            if within:
                self.findings.append(finding)
            else:
                self.beyond[code] = finding
        return within

    def report(self, segment: Segment, code: str, severity: Severity, message: str) -> None:
        """Note a finding that tells all there is to tell about a segment."""
        segment.reported = self.find(code, severity, message, segment) or segment.reported

    def close(self, segments: Iterable[Segment]) -> None:
        """Settle what became of segments that nothing will look at again."""
        for segment in segments:
            self.total += 1
            if segment.mapped:
                self.mapped += 1
            elif segment.reported:
                self.reported += 1
            else:
                raw = self.tokenizer.as_filed(segment.raw)
                self.unmapped.append(Unmapped(f"{self.place}{segment}", raw, self.consignment))

    def service(self, mapped: int, reported: int) -> None:
        """Add segments outside the message: envelopes that were acted on, others that a finding names."""
        self.total += mapped + reported
        self.mapped += mapped
        self.reported += reported

    @property
    def tally(self) -> Tally:
        """The account in figures."""
        return Tally(self.total, self.mapped, self.reported, len(self.unmapped))

    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding; the one that stands for the rest of its kind says how many those are."""
        return (*self.findings, *(self._with_count(code, finding) for code, finding in self.beyond.items()))

    def _with_count(self, code: str, first: Finding) -> Finding:
        more = self.counts[code] - MOST_OF_A_KIND
        message = f"{first.message}, and {more:,} more of this kind" if more else first.message
        return Finding(code, first.severity, message, first.where, first.consignment)
