"""From text to syntax, with every mistake and not only the first: the text is cut where declarations and rules begin.

The grammar is `rules.lark`; what the parser stumbles over is put into words by `complaints.py`.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedInput
from lark.lexer import PatternRE, TerminalDef
from lark.utils import TextSlice

from cts_grammar import mistakes
from cts_grammar.building import Builder
from cts_grammar.complaints import complaint
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.source import Source
from cts_grammar.syntax import Comment, File, Item
from cts_grammar.words import (
    CAPITALISED_PATTERN,
    NAME_PATTERN,
    NEW_NAME_PATTERN,
    POSSESSIVE_PATTERN,
    UNIT_PATTERN,
    tidy,
)

_SKIP = r'"(?:[^"\r\n]|"")*"|#[^\r\n]*'
_BEGINNINGS = re.compile(
    rf"(?:{_SKIP})"
    r"|(?P<begin>^[ \t\u00a0\ufeff]*(?:rulebook|rule|list|table|watchlist|parameter|define|exchange[ \t]+rates)\b)",
    re.MULTILINE,
)
_DECLARED = re.compile(
    r"\s*(?:rulebook|list|table|watchlist|parameter|define)\s+"
    r"(?P<name>[^\W\dA-Z][\w \t-]*?)\s*(?:=|\bfrom\b|\bas\b|\"|$)",
    re.MULTILINE,
)
_WORDS = {
    "NAME": NAME_PATTERN,
    "NEW_NAME": NEW_NAME_PATTERN,
    "POSSESSIVE": POSSESSIVE_PATTERN,
    "CAPITALISED": CAPITALISED_PATTERN,
    "UNIT": UNIT_PATTERN,
}
_RULE_ID = re.compile(r"\s*rule\s+(?P<id>[A-Za-z0-9][\w.-]*)")
_BRACKETS = re.compile(rf"{_SKIP}|[()]|(?P<nots>(?:\bnot\s+){{2,}})")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What could be read of one file, what could not, and the names that the unreadable parts meant to declare."""

    file: File
    diagnostics: tuple[Diagnostic, ...]
    lost_names: frozenset[str]
    lost_rules: frozenset[str]


@cache
def grammar(start: str = "start") -> Lark:
    """The parser of that production, with its names' patterns filled in from `words.py`."""

    def fill_in(terminal: TerminalDef) -> None:
        if terminal.name in _WORDS:
            terminal.pattern = PatternRE(_WORDS[terminal.name])

    text = (files("cts_grammar") / "rules.lark").read_text("utf-8")
    return Lark(text, parser="lalr", start=start, edit_terminals=fill_in, maybe_placeholders=False)


def expression_grammar() -> Lark:
    """The parser of one expression: what stands in the brackets of a message."""
    return grammar("expr")


def parse(source: Source, limits: Limits = DEFAULT_LIMITS) -> Parsed:
    """Reads one file. Never raises on any text; the same text gives the same answer."""
    too_long = len(source.text) > limits.source_characters
    if too_long:
        found = mistakes.TOO_LONG.at(source.span(0, 0), what="file", limit=limits.source_characters, unit="characters")
        return Parsed(File((), ()), (found,), frozenset(), frozenset())
    items: list[Item] = []
    diagnostics: list[Diagnostic] = []
    lost_names: set[str] = set()
    lost_rules: set[str] = set()
    with _no_collector():
        for start, end in pieces(source.text):
            try:
                _refuse_depth(source, start, end, limits)
                tree = grammar().parse(TextSlice(source.text, start, end))
                items += Builder(source.path).transform(tree)
            except _Refused as refused:
                diagnostics.append(refused.diagnostic)
            except UnexpectedInput as error:
                diagnostics.append(complaint(error, source, start, end, grammar()))
            else:
                continue
            _note_lost(source.text[start:end], lost_names, lost_rules)
    comments = tuple(_comments(source))
    return Parsed(File(tuple(items), comments), tuple(diagnostics), frozenset(lost_names), frozenset(lost_rules))


def pieces(text: str) -> list[tuple[int, int]]:
    """Where each declaration and rule begins and ends; what precedes the first is a piece too unless it is blank."""
    begins = [m.start("begin") for m in _BEGINNINGS.finditer(text) if m.group("begin") is not None]
    if not begins or _says_something(text[: begins[0]]):
        begins.insert(0, 0)
    return [(a, b) for a, b in zip(begins, [*begins[1:], len(text)], strict=True) if _says_something(text[a:b])]


def _says_something(text: str) -> bool:
    return bool(re.sub(r"#[^\r\n]*", "", text).strip(" \t\r\n\f\u00a0\ufeff"))


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def _refuse_depth(source: Source, start: int, end: int, limits: Limits) -> None:
    depth = 0
    for m in _BRACKETS.finditer(source.text, start, end):
        if m.group("nots"):
            over = m.group("nots").count("not") > limits.nesting
        else:
            depth += {"(": 1, ")": -1}.get(m.group(), 0)
            over = depth > limits.nesting
        if over:
            raise _Refused(
                mistakes.TOO_DEEP.at(
                    source.span(m.start(), m.start() + 1),
                    limit=limits.nesting,
                    hint="give parts of it names with `define`",
                )
            )


def _note_lost(text: str, names: set[str], rules: set[str]) -> None:
    if m := _RULE_ID.match(text):
        rules.add(m.group("id"))
    elif m := _DECLARED.match(text):
        names.add(tidy(m.group("name")))


def _comments(source: Source) -> Iterator[Comment]:
    """All comments in the order of the text."""
    for m in re.finditer(_SKIP, source.text):
        if m.group().startswith("#"):
            line_start = source.text.rfind("\n", 0, m.start()) + 1
            after_code = bool(source.text[line_start : m.start()].strip(" \t\ufeff"))
            yield Comment(m.group().rstrip(), after_code, source.span(m.start(), m.end()))


@contextmanager
def _no_collector() -> Iterator[None]:
    """A big parse makes many objects and no garbage: the collector would only look at all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def tokens(text: str) -> list[Token]:
    """The words of a text that need not parse, for messages and for colouring."""
    found: list[Any] = []
    with suppress(UnexpectedInput):
        found.extend(grammar().lex(text, dont_ignore=False))
    return found
