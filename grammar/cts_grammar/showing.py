"""A mistake as people read it: the lines that it is about, with carets under the words and dashes under its labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from cts_grammar.diagnostics import Diagnostic, Label
from cts_grammar.source import Source, Span

_WIDTH = 160


def render(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    """The diagnostic as text; lines are shown where their source is at hand."""
    span = diagnostic.span
    lines = [
        f"{diagnostic.kind.severity}[{diagnostic.kind.code}]: {diagnostic.message}",
        f"  --> {span.path}:{span.line}:{span.column}",
        *_excerpts(diagnostic, sources),
    ]
    if diagnostic.hint:
        lines.append(f"   = help: {diagnostic.hint}")
    if diagnostic.note:
        lines.append(f"   = note: {diagnostic.note}")
    return "\n".join(lines)


def _excerpts(diagnostic: Diagnostic, sources: Mapping[str, Source]) -> Iterator[str]:
    """The lines of the mistake's own file, then those of others that its labels are in."""
    main = Label(diagnostic.span, "")
    places = [(main, "^"), *((label, "-") for label in diagnostic.labels)]
    width = max(len(str(label.span.line)) for label, _ in places)
    gutter = " " * width
    places.sort(key=lambda place: (place[0].span.path != main.span.path, _order(place[0].span)))
    for path, of_file in groupby(places, key=lambda place: place[0].span.path):
        here = list(of_file)
        source = sources.get(path)
        if path != main.span.path:
            first = here[0][0].span
            yield f"  ::: {path}:{first.line}:{first.column}"
        if source is None:
            yield from (f"   = {label.text}: line {label.span.line}" for label, _ in here if label.text)
            continue
        yield f" {gutter} |"
        before = 0
        for number, of_line in groupby(here, key=lambda place: place[0].span.line):
            if before and number > before + 1:
                yield f" {gutter} ..."
            yield from _line(source, number, list(of_line), width)
            before = number


def _order(span: Span) -> tuple[str, int, int]:
    return span.path, span.line, span.column


def _line(source: Source, number: int, places: list[tuple[Label, str]], width: int) -> Iterator[str]:
    """One line, and under it a row for each place in it."""
    shown = ""
    for label, sign in places:
        text, under = _shown(source.line(number), label.span, sign)
        if text != shown:
            yield f" {number:>{width}} | {text}"
        shown = text
        yield f" {' ' * width} | {under}{f' {label.text}' if label.text else ''}"


def _shown(line: str, span: Span, sign: str) -> tuple[str, str]:
    """The line and the signs under it, both cut to what can be seen where the line is long."""
    begin = span.column - 1
    end = max(begin + 1, span.end_column - 1 if span.end_line == span.line else len(line))
    blank = "".join("\t" if c == "\t" else " " for c in line[:begin])
    under = blank + sign * (end - begin)
    if len(line) <= _WIDTH:
        return line, under
    left = max(0, min(begin - _WIDTH // 2, len(line) - _WIDTH))
    right = left + _WIDTH
    before, after = "… " if left else "", " …" if right < len(line) else ""
    return before + line[left:right] + after, " " * len(before) + under[left:right]
