"""A document in Markdown, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from cts_grammar.in_words.document import Block, Bullets, Document, Facts, Paragraph, Section, Statement
from cts_grammar.in_words.outline import Line

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_BLANKS = re.compile(r"[\r\n\t]+")


def markdown(document: Document) -> str:
    """The whole document."""
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {_escaped(document.title)}"
    yield ""
    yield from _block(document.facts, document.colon)
    yield f"## {document.contents}"
    yield ""
    yield from _contents(document.sections, 0)
    yield ""
    for section in document.sections:
        yield from _section(section, 2, document.colon)


def _contents(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
    for section in sections:
        yield f"{'  ' * depth}- {section.number} {_escaped(section.title)}"
        yield from _contents(section.sections, depth + 1)


def _section(section: Section, depth: int, colon: str) -> Iterator[str]:
    yield f"{'#' * min(depth, 6)} {section.number} {_escaped(section.title)}"
    yield ""
    for block in section.blocks:
        yield from _block(block, colon)
    for inside in section.sections:
        yield from _section(inside, depth + 1, colon)


def _block(block: Block, colon: str) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _escaped(block.text)
        case Bullets():
            if block.heading:
                yield f"**{_escaped(block.heading)}**"
                yield ""
            yield from (f"- {_escaped(item)}" for item in block.items)
        case Facts():
            yield from (f"- {_escaped(name)}{colon} {_escaped(value)}" for name, value in block.pairs)
        case Statement():
            if block.heading:
                yield f"**{_escaped(block.heading)}**"
                yield ""
            yield _escaped(block.line.text)
            if block.line.below:
                yield ""
                yield from _points(block.line.below, 0)
        case _:
            assert_never(block)
    yield ""


def _points(lines: tuple[Line, ...], depth: int) -> Iterator[str]:
    for line in lines:
        yield f"{'  ' * depth}- {_escaped(line.label)} {_escaped(line.text)}"
        yield from _points(line.below, depth + 1)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", text))
