"""A document: numbered sections of paragraphs, facts, points and statements."""

from __future__ import annotations

from dataclasses import dataclass

from cts_grammar.in_words.outline import Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """Things in a row, under a heading if there is one."""

    items: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what stands for them."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that may have points below it, under a heading if there is one."""

    line: Line
    heading: str = ""


Block = Paragraph | Bullets | Facts | Statement


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered part."""

    number: str
    """`4.2`."""
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    name: str = ""
    """By which it can be referred to: a rule's identifier; empty: the number."""


@dataclass(frozen=True, slots=True)
class Document:
    """A rulebook in words."""

    language: str
    title: str
    facts: Facts
    contents: str
    """The heading of the contents."""
    colon: str
    """What stands between the name of a fact and what it is."""
    sections: tuple[Section, ...]
