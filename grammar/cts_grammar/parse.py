"""From text to syntax, with every mistake and not only the first: the text is cut where declarations and rules begin.

The grammar is `rules.lark`; what the parser stumbles over is put into words by `complaints.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedInput
from lark.lexer import PatternRE, TerminalDef

from cts_grammar import mistakes
from cts_grammar.building import Builder
from cts_grammar.collecting import no_collector
from cts_grammar.complaints import complaint
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.remembering import Piece, Place, Read, Remembered
from cts_grammar.source import Source
from cts_grammar.syntax import Comment, Expression, File
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
    re.MULTILINE | re.IGNORECASE,
)
_DECLARING = r"(?i:rulebook|list|table|watchlist|parameter|define)\s+"
_DECLARED = (
    re.compile(_DECLARING + r"(?P<name>[^\W\d][\w \t\u00a0-]*?)\s*(?:=|\bfrom\b|\bas\b|\"|$)", re.MULTILINE),
    re.compile(_DECLARING + r"(?P<name>[^\W\d]\w*(?:[ \t\u00a0]+(?!is\b|as\b)[^\W\dA-Z][^\W\dA-Z]*)*)"),
)
"""Up to the sign that should follow, and as far as it looks like a name."""
_WORDS = {
    "NAME": NAME_PATTERN,
    "NEW_NAME": NEW_NAME_PATTERN,
    "POSSESSIVE": POSSESSIVE_PATTERN,
    "CAPITALISED": CAPITALISED_PATTERN,
    "UNIT": UNIT_PATTERN,
}
_NO_HEADER = re.compile(r"(?:rule|list|table|watchlist|parameter|define|exchange[ \t]+rates)\b", re.IGNORECASE)
_BLANKS = " \t\r\n\f\u00a0\ufeff"
_RULE_ID = re.compile(r"\s*rule\s+(?P<id>[A-Za-z0-9][\w.-]*)", re.IGNORECASE)
_BRACKETS = re.compile(rf"{_SKIP}|[()]|(?P<nots>(?:\bnot\b(?:[\s\ufeff]|#[^\r\n]*)+)+)|(?P<entry>\b(?:in|of)\s+(?!\())")
"""Brackets, and where the printer puts some."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What could be read of one file, what could not, and what the unreadable parts meant to declare."""

    file: File
    diagnostics: tuple[Diagnostic, ...]
    lost_names: frozenset[str] = frozenset()
    lost_rules: frozenset[str] = frozenset()
    lost_header: bool = False
    """Whether an unreadable part may have been the header."""


class Unreadable(Exception):
    """A stretch of text that is none of the language; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@cache
def grammar() -> Lark:
    """The parser of files (`start`) and of single expressions (`expr`), with the patterns of `words.py`."""

    def fill_in(terminal: TerminalDef) -> None:
        if terminal.name in _WORDS:
            terminal.pattern = PatternRE(_WORDS[terminal.name])

    text = (files("cts_grammar") / "rules.lark").read_text("utf-8")
    return Lark(text, parser="lalr", start=["start", "expr"], edit_terminals=fill_in, maybe_placeholders=False)


def parse(source: Source, limits: Limits = DEFAULT_LIMITS, remembered: Remembered | None = None) -> Parsed:
    """Reads one file. Never raises on any text; the same text gives the same answer.

    What is `remembered` of these limits is not read again.
    """
    with no_collector():
        found = read_pieces(source, limits, remembered)
        items = tuple(item for piece in found.pieces for item in piece.items)
        comments = tuple(_comments(source))
    return Parsed(File(items, comments), found.diagnostics, found.lost_names, found.lost_rules, found.lost_header)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What could be read of one file, piece by piece, and what could not: as in `Parsed`."""

    pieces: tuple[Piece, ...]
    diagnostics: tuple[Diagnostic, ...]
    lost_names: frozenset[str] = frozenset()
    lost_rules: frozenset[str] = frozenset()
    lost_header: bool = False


def read_pieces(source: Source, limits: Limits = DEFAULT_LIMITS, remembered: Remembered | None = None) -> Pieces:
    """Reads one file as `parse` does, without moving what is remembered to where it stands now."""
    if len(source.text) > limits.source_characters:
        found = mistakes.TOO_LONG.at(source.span(0, 0), what="file", limit=limits.source_characters, unit="characters")
        return Pieces((), (found,), lost_header=True)
    read: list[Piece] = []
    diagnostics: list[Diagnostic] = []
    lost: list[str] = []
    for start, end in pieces(source.text):
        if len(lost) < limits.mistakes:
            try:
                read.append(read_piece(source, start, end, limits, remembered))
            except Unreadable as unreadable:
                diagnostics.append(unreadable.diagnostic)
            else:
                continue
        lost.append(_without_comments(source.text[start:end]).lstrip(_BLANKS))
    return Pieces(
        tuple(read),
        tuple(diagnostics),
        frozenset(tidy(m["name"]).lower() for text in lost for form in _DECLARED if (m := form.match(text))),
        frozenset(m["id"] for text in lost if (m := _RULE_ID.match(text))),
        any(not _NO_HEADER.match(text) for text in lost),
    )


def read_piece(
    source: Source, start: int, end: int, limits: Limits = DEFAULT_LIMITS, remembered: Remembered | None = None
) -> Piece:
    """What one of the `pieces` of a file says. Raises Unreadable."""
    line, _ = source.position(start)
    place = Place(source.path, start, end, line)
    text = source.text[start:end]
    if remembered is not None and remembered.limits != limits:
        remembered = None
    known = remembered.read(text) if remembered is not None else None
    if known is not None:
        return Piece(text, place, known)
    read = Read(place, tuple(_read(source, start, end, "start", limits)))
    if remembered is not None:
        remembered.keep(text, read)
    return Piece(text, place, read)


def parse_expression(source: Source, start: int, end: int, limits: Limits = DEFAULT_LIMITS) -> Expression:
    """Reads one expression, as it stands in the brackets of a message. Raises Unreadable."""
    found: Expression = _read(source, start, end, "expr", limits)
    return found


def _read(source: Source, start: int, end: int, production: str, limits: Limits) -> Any:
    _refuse_excess(source, start, end, limits)
    try:
        tree = grammar().parse(source.text[start:end], start=production)
        return Builder(source, start).build(tree)
    except UnexpectedInput as error:
        raise Unreadable(complaint(error, source, start, end)) from None
    except RecursionError:
        raise Unreadable(_too_deep(source, start, limits)) from None


def pieces(text: str) -> list[tuple[int, int]]:
    """Where each declaration and rule begins and ends; what precedes the first is a piece too unless it is blank."""
    begins = [m.start("begin") for m in _BEGINNINGS.finditer(text) if m.group("begin") is not None]
    if not begins:
        return [(0, len(text))] if _says_something(text) else []
    if _says_something(text[: begins[0]]):
        begins.insert(0, 0)
    return list(zip(begins, [*begins[1:], len(text)], strict=True))


def _says_something(text: str) -> bool:
    return bool(_without_comments(text).strip(_BLANKS))


def _without_comments(text: str) -> str:
    return re.sub(_SKIP, lambda m: "" if m.group().startswith("#") else m.group(), text)


def _refuse_excess(source: Source, start: int, end: int, limits: Limits) -> None:
    """Refuses what is nested beyond the limit, with the brackets that the printer adds, and texts that are too long."""
    opened: list[int] = []
    nots, nots_end = 0, -1
    for m in _BRACKETS.finditer(source.text, start, end):
        if m.group().startswith('"') and len(m.group()) > limits.text_characters + 2:
            span, limit = source.span(m.start(), m.end()), limits.text_characters
            raise Unreadable(mistakes.TOO_LONG.at(span, what="text", limit=limit, unit="characters"))
        more = 0
        if m["nots"]:
            nots, nots_end = m["nots"].count("not"), m.end()
            more = nots
        elif m.group() == "(":
            opened.append(max(1, nots if nots_end == m.start() else 0))
        elif m.group() == ")" and opened:
            opened.pop()
        if len(opened) > limits.nesting or sum(opened) + more + bool(m["entry"]) > limits.nesting:
            raise Unreadable(_too_deep(source, m.start(), limits))


def _too_deep(source: Source, at: int, limits: Limits) -> Diagnostic:
    hint = "give parts of it names with `define`"
    return mistakes.TOO_DEEP.at(source.span(at, at + 1), limit=limits.nesting, hint=hint)


def _comments(source: Source) -> Iterator[Comment]:
    """All comments in the order of the text."""
    for m in re.finditer(_SKIP, source.text):
        if m.group().startswith("#"):
            line_start = source.text.rfind("\n", 0, m.start()) + 1
            after_code = bool(source.text[line_start : m.start()].strip(" \t\ufeff"))
            yield Comment(m.group().rstrip(), after_code, source.span(m.start(), m.end()))
