"""The words of a text with their places, exactly as the parser reads them; beyond a mistake, as well as can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lark.exceptions import UnexpectedInput

from cts_grammar.parse import grammar, pieces

_LOOSE = re.compile(
    r"(?P<COMMENT>#[^\r\n]*)|(?P<STRING>\"(?:[^\"\r\n]|\"\")*\"?)|(?P<DATE>\d{4}-\d{2}-\d{2}(?:T[\d:]+Z?)?)"
    r"|(?P<NUMERAL>[-+]?\d[\d.,]*(?![A-Z0-9]))|(?P<CODE>(?=[0-9]*[A-Z])[A-Z0-9]+(?:[-_.][A-Z0-9]+)*\w?)|(?P<WORD>[^\W\d_][\w'-]*)"
)
_LONGEST_KEPT = 2000
"""Characters of a rule whose tokens are kept."""
COMMENT = re.compile(r'"(?:[^"\r\n]|"")*"|(?P<comment>#[^\r\n]*)')


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, text, sign or name."""

    kind: str
    """Name of its terminal in the grammar; beyond a mistake WORD for anything in letters."""
    start: int
    end: int
    text: str


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a file in its order, without comments."""
    for start, end in pieces(text):
        for token in tokens_of_piece(text[start:end]):
            yield Token(token.kind, token.start + start, token.end + start, token.text)


def tokens_of_piece(text: str) -> tuple[Token, ...]:
    """Of one declaration or rule."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else tuple(_tokens(text, "start"))


@lru_cache(maxsize=2048)
def _kept(text: str) -> tuple[Token, ...]:
    return tuple(_tokens(text, "start"))


def tokens_of_expression(text: str) -> tuple[Token, ...]:
    """Of what stands in the brackets of a message."""
    return tuple(_tokens(text, "expr"))


def _tokens(text: str, production: str) -> Iterator[Token]:
    at = 0
    parser = grammar().parse_interactive(text, start=production)
    try:
        for token in parser.iter_parse():
            start = token.start_pos or 0
            at = start + len(token)
            yield Token(token.type, start, at, str(token))
    except UnexpectedInput:
        for found in _LOOSE.finditer(text, at):
            if found.lastgroup != "COMMENT":
                yield Token(found.lastgroup or "", found.start(), found.end(), found.group())


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments stand."""
    for found in COMMENT.finditer(text):
        if found["comment"] is not None:
            yield found.span()
