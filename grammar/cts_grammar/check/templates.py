"""The text of a message cut into what is said as it stands and what `{…}` fills in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cts_grammar import mistakes
from cts_grammar.check.context import Context
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.source import Source, Span

_PIECE = re.compile(r"(?P<plain>[^{}]+)|\{(?P<inner>[^{}]*)\}|(?P<stray>[{}])")


def cut(ctx: Context, text: Span) -> Iterator[str | Span]:
    """The pieces of a quoted text in order, each `{…}` as the span inside its brackets; what is wrong is reported."""
    source = ctx.sources[text.path]
    start, end = text.start + 1, text.end - 1
    if not source.text[start:end].strip():
        ctx.report(mistakes.BLANK_ENTRY.at(text, where="the text", hint="say what is to be read"))
    for m in _PIECE.finditer(source.text, start, end):
        if m["plain"]:
            yield m["plain"].replace('""', '"')
            continue
        fault = _fault(source, m)
        if fault is not None:
            ctx.report(fault)
        if m["stray"]:
            return
        if fault is None:
            yield source.span(m.start("inner"), m.end("inner"))


def _fault(source: Source, m: re.Match[str]) -> Diagnostic | None:
    span = source.span(m.start(), m.end())
    if m["stray"] == "{":
        reason = "a `{` without its `}`" if source.text.find("}", m.end(), m.endpos) < 0 else "a `{` within brackets"
        return mistakes.BAD_TEMPLATE.at(span, reason=reason, hint="write `{gross weight}` where its value is to stand")
    if m["stray"]:
        return mistakes.BAD_TEMPLATE.at(span, reason="a `}` without its `{`")
    if not m["inner"].strip():
        return mistakes.BAD_TEMPLATE.at(span, reason="empty brackets", hint="name what is to stand there")
    if '"' in m["inner"]:
        return mistakes.BAD_TEMPLATE.at(
            span, reason="a quote within brackets", hint="give what they say a name with `define`"
        )
    return None
