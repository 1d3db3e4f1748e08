"""What the parser expects at a place of a text that is still being written, and what it has read before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lark import Token, Tree
from lark.exceptions import UnexpectedInput

from cts_grammar.parse import grammar

Read = Token | Tree[Any]
"""A word that waits to be put together, or what has been."""


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """Where the parser stands."""

    accepts: frozenset[str]
    """Terminals that may come next."""
    read: tuple[Read, ...]
    """What is not yet part of something larger, in the order of the text."""


@lru_cache(maxsize=64)
def expectation(text: str) -> Expectation | None:
    """After reading the beginning of a declaration or rule; None where that cannot be read."""
    parser = grammar().parse_interactive(text, start="start")
    try:
        parser.exhaust_lexer()
        accepts: set[str] = parser.accepts()  # type: ignore[no-untyped-call]
        return Expectation(frozenset(accepts), tuple(parser.parser_state.value_stack))
    except (UnexpectedInput, RecursionError):
        return None


def kind(read: Read) -> str:
    """The terminal's name, or the production's."""
    return read.type if isinstance(read, Token) else str(read.data)


def backwards(read: tuple[Read, ...]) -> Iterator[int]:
    """Places from the last one back, over closed brackets and what is in them."""
    depth = 0
    for at in range(len(read) - 1, -1, -1):
        if kind(read[at]) == "RPAR":
            depth += 1
        elif kind(read[at]) == "LPAR" and depth:
            depth -= 1
        elif not depth:
            yield at


def open_brackets(read: tuple[Read, ...]) -> list[int]:
    """Where brackets were opened and not closed, from the outside in."""
    return [at for at in backwards(read) if kind(read[at]) == "LPAR"][::-1]
