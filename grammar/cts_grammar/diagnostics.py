"""Mistakes as values: one declared kind each, with a stable code, a span, help, and where there is one a fix.

A kind is declared once (`mistakes.py`); a diagnostic is made by `KIND.at(span, …)`, collected in a list, and rendered
as text with carets or as JSON. Messages are fragments: lower-case start, no full stop, names in backticks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cts_grammar.source import Source, Span


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement that mends the mistake."""

    span: Span
    replacement: str


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

    def at(self, span: Span, *, hint: str = "", fix: str | Fix | None = None, **arguments: object) -> Diagnostic:
        """The diagnostic of this kind at a place; a fix given as text replaces the span."""
        mend = Fix(span, fix) if isinstance(fix, str) else fix
        told = {name: cut_short(str(value), 160) for name, value in arguments.items()}
        return Diagnostic(self, span, self.message.format(**told), cut_short(hint, 800), mend)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake at one place."""

    kind: Kind
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None

    @property
    def is_error(self) -> bool:
        """Whether it refuses the rulebook."""
        return self.kind.severity == "error"

    def as_json(self) -> dict[str, Any]:
        """The diagnostic as JSON data; lines and columns count from 1."""
        where = self.span
        data: dict[str, Any] = {
            "code": self.kind.code,
            "severity": self.kind.severity,
            "message": self.message,
            "path": where.path,
            "line": where.line,
            "column": where.column,
            "end_line": where.end_line,
            "end_column": where.end_column,
        }
        if self.hint:
            data["help"] = self.hint
        if self.fix:
            data["fix"] = {"start": self.fix.span.start, "end": self.fix.span.end, "text": self.fix.replacement}
        return data


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without repeats, by file and place."""
    once = {(d.kind.code, d.span.path, d.span.start, d.message): d for d in diagnostics}
    return tuple(sorted(once.values(), key=lambda d: (d.span.path, d.span.start, d.kind.code)))


def render(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """The diagnostic as text, with the line and carets under the words where the source is at hand."""
    span = diagnostic.span
    head = f"{diagnostic.kind.severity}[{diagnostic.kind.code}]: {diagnostic.message}"
    lines = [head, f"  --> {span.path}:{span.line}:{span.column}"]
    source = sources.get(span.path)
    if source is not None:
        text, under = _shown(source.line(span.line), span)
        gutter = " " * len(str(span.line))
        lines += [f" {gutter} |", f" {span.line} | {text}", f" {gutter} | {under}"]
    if diagnostic.hint:
        lines.append(f"   = help: {diagnostic.hint}")
    return "\n".join(lines)


_WIDTH = 160


def _shown(line: str, span: Span) -> tuple[str, str]:
    """The line and the carets under it, both cut to what can be seen where the line is long."""
    begin = span.column - 1
    end = max(begin + 1, span.end_column - 1 if span.end_line == span.line else len(line))
    blank = "".join("\t" if c == "\t" else " " for c in line[:begin])
    under = blank + "^" * (end - begin)
    if len(line) <= _WIDTH:
        return line, under
    left = max(0, min(begin - _WIDTH // 2, len(line) - _WIDTH))
    right = left + _WIDTH
    before, after = "… " if left else "", " …" if right < len(line) else ""
    return before + line[left:right] + after, " " * len(before) + under[left:right]
