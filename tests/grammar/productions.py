"""The productions of the grammar, as Lark compiled them, and those in which a text goes wrong.

Where a text cannot be read, a production goes wrong if the parser was in the middle of it when it stumbled: in a state
of its stack the dot has moved in items of this production and of no other. Where it can be read, if the words that the
checker tells are of the production, or hold it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from importlib.resources import files
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken
from lark.lexer import PatternRE, TerminalDef

from cts_grammar.check import Checking
from cts_grammar.parse import pieces
from cts_grammar.words import (
    CAPITALISED_PATTERN,
    NAME_PATTERN,
    NEW_NAME_PATTERN,
    POSSESSIVE_PATTERN,
    UNIT_PATTERN,
)

_WORDS = {
    "NAME": NAME_PATTERN,
    "NEW_NAME": NEW_NAME_PATTERN,
    "POSSESSIVE": POSSESSIVE_PATTERN,
    "CAPITALISED": CAPITALISED_PATTERN,
    "UNIT": UNIT_PATTERN,
}

Stretch = tuple[int, int]


def _stretch(token: Token) -> Stretch:
    return token.start_pos or 0, token.end_pos or 0


class _Node:
    """What a production was made of: where it begins and ends, and what stands in it."""

    def __init__(self, name: str, children: list[Any]) -> None:
        places = [_stretch(c) if isinstance(c, Token) else c.place for c in children]
        known: list[Stretch] = [place for place in places if place is not None]
        self.name = name
        self.children = [c for c in children if isinstance(c, _Node)]
        self.place: Stretch | None = (known[0][0], known[-1][1]) if known else None

    def all(self) -> Iterator[_Node]:
        """It and all in it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += node.children


@cache
def recording() -> Lark:
    """The grammar with its states as sets of items, whose parser makes a node of every production."""

    def fill_in(terminal: TerminalDef) -> None:
        if terminal.name in _WORDS:
            terminal.pattern = PatternRE(_WORDS[terminal.name])

    text = (files("cts_grammar") / "rules.lark").read_text("utf-8")
    made = Lark(
        text, parser="lalr", start=["start", "expr"], edit_terminals=fill_in, maybe_placeholders=False, debug=True
    )
    parser: Any = made.parser.parser
    for rule in made.rules:
        parser.parser.callbacks[rule] = partial(_Node, name_of(rule))
    return made


def name_of(rule: Any) -> str:
    """The production's name in the grammar, with its alias; what Lark adds for `+` and `*` has none."""
    origin = str(rule.origin.name)
    return "" if origin.startswith("__") else f"{origin} -> {rule.alias}" if rule.alias else origin


def productions() -> set[str]:
    """All of the compiled grammar."""
    return {name_of(rule) for rule in recording().rules} - {""}


def gone_wrong(found: Checking) -> set[str]:
    """The productions in which the rulebook goes wrong."""
    wrong: set[str] = set()
    for path, source in found.sources.items():
        told = [(d.span.start, d.span.end) for d in found.diagnostics if d.span.path == path]
        if not path.endswith(".rules"):
            continue
        for start, end in pieces(source.text):
            wrong |= _in_piece(source.text[start:end], [(a - start, b - start) for a, b in told if start <= a <= end])
    return wrong


def _in_piece(text: str, told: list[Stretch]) -> set[str]:
    try:
        tree: Any = recording().parse(text, start="start")
    except UnexpectedToken as error:
        return _begun(error.state)
    except UnexpectedCharacters:
        parser = recording().parse_interactive(text, start="start")
        try:
            parser.exhaust_lexer()
        except UnexpectedCharacters:
            return _begun(parser.parser_state)
        raise
    nodes = [node for node in tree.all() if node.name and node.place is not None]
    return {node.name for node in nodes for place in told if _together(node.place, place)}


def _together(one: Stretch, other: Stretch) -> bool:
    """Whether one of them holds the other."""
    return (one[0] <= other[0] and other[1] <= one[1]) or (other[0] <= one[0] and one[1] <= other[1])


def _begun(state: Any) -> set[str]:
    """The productions in the middle of which the parser is: no other could have begun with what it has read."""
    begun = [{name_of(item.rule) for item in closure if item.index > 0} for closure in state.state_stack]
    return {name for names in begun if len(names) == 1 for name in names} - {""}
