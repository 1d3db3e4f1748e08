"""What every part of the CUSCAR reader needs while it reads one message, and the values that it reads everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from cts_engine.values import Money, Unreadable
from cts_rules.manifest.findings import Severity
from cts_rules.readers import as_filed
from cts_rules.readers.edifact_account import Account
from cts_rules.readers.edifact_moment import filed_moment
from cts_rules.readers.edifact_segments import Segment


class Reference(Protocol):
    """What the reader asks of the reference data."""

    @property
    def placeholders(self) -> frozenset[str]:
        """Folded phrases that stand where a party should."""
        ...

    def country_named(self, name: str, /) -> str | None:
        """The alpha-2 code of a country's name, with or without the blanks in it; None if unknown."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Reference data, how numbers are written, and the account that findings go to."""

    reference: Reference
    decimal_mark: str
    account: Account

    def find(self, code: str, severity: Severity, message: str, where: Segment | str) -> None:
        """Note a finding."""
        self.account.find(code, severity, message, where)

    def count(self, raw: str, segment: Segment, what: str) -> float | Unreadable | None:
        """A number; a finding where it cannot be read."""
        return self._noted(as_filed.number(raw, self.decimal_mark), segment, what)

    def mass(self, raw: str, unit: str, segment: Segment) -> float | Unreadable | None:
        """Kilograms; an amount without a unit is in kilograms, with a finding."""
        if raw and not unit:
            self.find("unit-missing", "warning", f"weight {raw} has no unit and is read as kilograms", segment)
        return self._noted(as_filed.mass(raw, unit or "KGM", self.decimal_mark), segment, "weight")

    def volume(self, raw: str, unit: str, segment: Segment) -> float | Unreadable | None:
        """Cubic metres; an amount without a unit is in cubic metres, with a finding."""
        if raw and not unit:
            self.find("unit-missing", "warning", f"volume {raw} has no unit and is read as cubic metres", segment)
        return self._noted(as_filed.volume(raw, unit or "MTQ", self.decimal_mark), segment, "volume")

    def temperature(self, raw: str, unit: str, segment: Segment) -> float | Unreadable | None:
        """Degrees Celsius; a temperature without a unit is in degrees Celsius, with a finding."""
        if raw and not unit:
            self.find("unit-missing", "warning", f"temperature {raw} has no unit and is read as Celsius", segment)
        return self._noted(as_filed.temperature(raw, unit or "CEL", self.decimal_mark), segment, "temperature")

    def money(self, segment: Segment, currency: str) -> Money | None:
        """The amount of a MOA, in its own currency or else the one given."""
        read = as_filed.money(segment.part(1, 1), segment.part(1, 2) or currency, self.decimal_mark)
        if read is not None:
            self._noted(read.amount, segment, "amount")
        return read

    def moment(self, segment: Segment) -> str | Unreadable | None:
        """The moment of a DTM; a finding where it cannot be read, or is not what its qualifier says."""
        value, qualifier = segment.part(1, 1), segment.part(1, 2)
        read = filed_moment(value, qualifier)
        if isinstance(read.moment, Unreadable):
            self.find("date-unreadable", "warning", f"{value} under format {qualifier or '(none)'} is no date", segment)
        elif not read.agrees:
            text = f"{value} is not in the format that qualifier {qualifier} names; read as {read.moment}"
            self.find("date-format", "warning", text, segment)
        return read.moment

    def _noted(self, value: float | Unreadable | None, segment: Segment, what: str) -> float | Unreadable | None:
        if isinstance(value, Unreadable):
            self.find("unreadable-value", "warning", f"{what} {value.unreadable} cannot be read", segment)
        return value


def report_empty_references(context: Context, segments: Iterable[Segment]) -> None:
    """Note the RFF that have no number."""
    for segment in segments:
        if segment.tag == "RFF" and not segment.part(1, 1):
            text = f"reference {segment.part(1) or '(none)'} has no number"
            context.account.report(segment, "reference-without-number", "info", text)


def by_qualifier(segments: Iterable[Segment]) -> dict[str, Segment]:
    """The first segment of each qualifier: the first component of the first element, in upper case."""
    found: dict[str, Segment] = {}
    for segment in segments:
        found.setdefault(segment.part(1).upper(), segment)
    return found


def best(segments: Mapping[str, Segment], qualifiers: Iterable[str]) -> Segment | None:
    """The segment of the most preferred qualifier that has any."""
    for qualifier in qualifiers:
        if qualifier in segments:
            return segments[qualifier]
    return None


def first(segments: Iterable[Segment], qualifiers: Iterable[str]) -> Segment | None:
    """The first segment of the most preferred qualifier that has any."""
    return best(by_qualifier(segments), qualifiers)


def taken(segment: Segment | None) -> Segment | None:
    """The segment, marked as mapped."""
    if segment is not None:
        segment.mapped = True
    return segment


def joined(parts: Iterable[str], separator: str = " ") -> str | None:
    """The texts that are not empty, in one; None where there are none."""
    return separator.join(filter(None, (part.strip() for part in parts))) or None
