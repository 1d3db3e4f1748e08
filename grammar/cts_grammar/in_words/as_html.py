"""A document, or one statement, in HTML: every text escaped, classes for a page to style, nothing that runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import escape
from typing import assert_never

from cts_grammar.in_words.document import Block, Bullets, Document, Facts, Paragraph, Section, Statement
from cts_grammar.in_words.outline import Line

_DEEPEST = 6
"""The deepest heading of HTML."""

Shown = Callable[[str], str]


def escaped(text: str) -> str:
    """Escaped; what could not be seen, or would turn the reading direction, is shown as a replacement."""
    return escape("".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text))


def html(document: Document, shown: Shown = escaped) -> str:
    """The document as an `article`, for within a page; `shown` makes a text safe to be read there."""
    return "\n".join(_Page(shown).article(document))


def html_page(document: Document) -> str:
    """The document as a page of its own, which needs nothing else."""
    lines = [
        "<!doctype html>",
        f'<html lang="{document.language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(document.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        html(document),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def statement_html(lines: tuple[Line, ...], shown: Shown = escaped) -> str:
    """Lines that make one sentence, points below them."""
    return "\n".join(part for line in lines for part in _Page(shown).statement(line))


def anchor(section: Section) -> str:
    """What leads to a section: `rule-narc-001`, `section-4-2`."""
    plain = re.sub(r"[^a-z0-9]+", "-", (section.name or section.number).lower()).strip("-")
    return f"{'rule' if section.name else 'section'}-{plain}"


class _Page:
    """Lines of HTML."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    def article(self, document: Document) -> Iterator[str]:
        yield f'<article class="document" lang="{document.language}">'
        yield f"<h1>{self.shown(document.title)}</h1>"
        yield from self.block(document.facts)
        yield f'<nav class="contents"><h2>{self.shown(document.contents)}</h2>'
        yield from self.contents(document.sections)
        yield "</nav>"
        for section in document.sections:
            yield from self.section(section, 2)
        yield "</article>"

    def contents(self, sections: tuple[Section, ...]) -> Iterator[str]:
        yield "<ul>"
        for section in sections:
            link = f'<a href="#{anchor(section)}"><span class="section-number">{section.number}</span> '
            yield f"<li>{link}{self.shown(section.title)}</a>"
            if section.sections:
                yield from self.contents(section.sections)
            yield "</li>"
        yield "</ul>"

    def section(self, section: Section, depth: int) -> Iterator[str]:
        heading = f"h{min(depth, _DEEPEST)}"
        kind = ' class="rule-in-words"' if section.name else ""
        yield f'<section id="{anchor(section)}"{kind}>'
        yield f'<{heading}><span class="section-number">{section.number}</span> {self.shown(section.title)}</{heading}>'
        for block in section.blocks:
            yield from self.block(block)
        for inside in section.sections:
            yield from self.section(inside, depth + 1)
        yield "</section>"

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield f"<p>{self.shown(block.text)}</p>"
            case Bullets():
                if block.heading:
                    yield f'<p class="statement-head">{self.shown(block.heading)}</p>'
                yield "<ul>"
                yield from (f"<li>{self.shown(item)}</li>" for item in block.items)
                yield "</ul>"
            case Facts():
                yield '<dl class="document-facts">'
                yield from (
                    f"<div><dt>{self.shown(name)}</dt><dd>{self.shown(value)}</dd></div>" for name, value in block.pairs
                )
                yield "</dl>"
            case Statement():
                if block.heading:
                    yield f'<p class="statement-head">{self.shown(block.heading)}</p>'
                yield from self.statement(block.line)
            case _:
                assert_never(block)

    def statement(self, line: Line) -> Iterator[str]:
        yield f"<p>{self.shown(line.text)}</p>"
        yield from self.points(line.below)

    def points(self, lines: tuple[Line, ...]) -> Iterator[str]:
        if not lines:
            return
        yield '<ul class="points">'
        for line in lines:
            yield f'<li><span class="mark">{self.shown(line.label)}</span> {self.shown(line.text)}'
            yield from self.points(line.below)
            yield "</li>"
        yield "</ul>"


_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 Georgia, "Times New Roman", serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; }
h1, h2, h3, h4, dt, .statement-head, .contents { font-family: system-ui, sans-serif; line-height: 1.25; }
h2 { border-bottom: 1px solid; margin-top: 2.5rem; padding-bottom: .25rem; }
h3, h4 { margin-top: 2rem; }
.section-number { font-weight: 400; margin-right: .4em; opacity: .7; }
ul.points, .contents ul { list-style: none; padding-left: 0; }
ul.points ul.points, .contents ul ul { padding-left: 1.5rem; }
ul.points > li { margin: .3rem 0; padding-left: 2.4rem; position: relative; }
ul.points .mark { left: 0; position: absolute; }
.document-facts { display: grid; gap: .1rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); }
.document-facts dt { font-size: .8rem; opacity: .7; }
.document-facts dd { margin: 0; }
.statement-head { font-weight: 600; margin-bottom: .2rem; }
.statement-head + p, .statement-head + ul { margin-top: 0; }
a { color: inherit; }
p, li, dd { overflow-wrap: anywhere; }
@media print {
  body { font-size: 10.5pt; margin: 0; max-width: none; padding: 0; }
  h2, h3, h4, .statement-head { break-after: avoid; }
  .contents { break-after: page; }
  a { text-decoration: none; }
}
""".strip()
