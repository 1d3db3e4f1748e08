"""Mistakes as values: one declared kind each, with a stable code, spans, help, a note, and where there is one a fix.

A kind is declared once (`mistakes.py`); a diagnostic is made by `KIND.at(span, …)`, collected in a list, and rendered
as text with carets (`showing.py`) or as JSON. Messages are fragments: lower-case start, no full stop, names in
backticks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cts_grammar.source import Span


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement that mends the mistake."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that has to do with the mistake, and what it has to do with it."""

    span: Span
    text: str


def cut_short(text: str, longest: int) -> str:
    """The text, or its beginning where it is longer."""
    return text if len(text) <= longest else text[: longest - 3] + "..."


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mistake. Its code never changes meaning; only errors refuse a rulebook."""

    code: str
    severity: str
    """error or warning."""
    message: str
    """With `{…}` for the arguments."""
    note: str = ""
    """Why it is a mistake: what the language means."""
    remedy: str = ""
    """What to do about it, where its place tells nothing better."""

    def at(
        self,
        span: Span,
        *labels: Label,
        hint: str = "",
        fix: str | Fix | None = None,
        **arguments: object,
    ) -> Diagnostic:
        """The diagnostic of this kind at a place, with labels at others; a fix given as text replaces the span."""
        mend = Fix(span, fix) if isinstance(fix, str) else fix
        told = {name: cut_short(str(value), 160) for name, value in arguments.items()}
        return Diagnostic(self, span, self.message.format(**told), cut_short(hint or self.remedy, 800), mend, labels)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake at one place."""

    kind: Kind
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None
    labels: tuple[Label, ...] = ()
    """Other places that have to do with it, in the order in which they are to be read."""

    @property
    def note(self) -> str:
        """Why it is a mistake: what the language means; empty where that is plain."""
        return self.kind.note

    @property
    def is_error(self) -> bool:
        """Whether it refuses the rulebook."""
        return self.kind.severity == "error"

    def as_json(self) -> dict[str, Any]:
        """The diagnostic as JSON data; lines and columns count from 1."""
        data: dict[str, Any] = {
            "code": self.kind.code,
            "severity": self.kind.severity,
            "message": self.message,
            **_place(self.span),
        }
        if self.labels:
            data["labels"] = [{**_place(label.span), "text": label.text} for label in self.labels]
        if self.hint:
            data["help"] = self.hint
        if self.note:
            data["note"] = self.note
        if self.fix:
            data["fix"] = {"start": self.fix.span.start, "end": self.fix.span.end, "text": self.fix.replacement}
        return data


def _place(where: Span) -> dict[str, Any]:
    return {
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
    }


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without repeats, by file and place."""
    once = {(d.kind.code, d.span.path, d.span.start, d.message): d for d in diagnostics}
    return tuple(sorted(once.values(), key=lambda d: (d.span.path, d.span.start, d.kind.code)))
