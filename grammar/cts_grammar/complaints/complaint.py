"""What the parser stumbled over, in the words of someone who never programmed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from cts_grammar import mistakes
from cts_grammar.complaints.counts import COUNTS
from cts_grammar.complaints.declared_names import NAMES
from cts_grammar.complaints.expected import expected
from cts_grammar.complaints.habits import HABITS, strange_character
from cts_grammar.complaints.other_deeds import OTHER_DEEDS
from cts_grammar.complaints.other_words import OTHER_WORDS
from cts_grammar.complaints.phrases import PHRASES
from cts_grammar.complaints.sections import SECTIONS
from cts_grammar.complaints.stumble import Stumble, open_bracket
from cts_grammar.complaints.windows import WINDOWS
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.source import Source, Span

_EXPLANATIONS: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    *NAMES,
    *OTHER_WORDS,
    *OTHER_DEEDS,
    *HABITS,
    *SECTIONS,
    *COUNTS,
    *WINDOWS,
    *PHRASES,
)
"""Tried in this order; the first that knows what was meant has the word."""


def complaint(error: UnexpectedInput, source: Source, start: int, end: int) -> Diagnostic:
    """The one diagnostic for a piece of text from start to end that does not parse."""
    if isinstance(error, UnexpectedCharacters):
        where: Any = error.pos_in_stream  # Lark's annotation says None
        return strange_character(source, start + where)
    if not isinstance(error, UnexpectedToken):
        return mistakes.UNEXPECTED_END.at(source.span(end, end))
    accepted = frozenset(error.accepts or error.expected)
    if error.token.type == "$END":
        return _early_end(source, start, end, accepted)
    stumble = Stumble(error.token, source, start, end, accepted)
    brackets = _unclosed(stumble) or _stray(stumble) or _wanted(stumble)
    if brackets is not None:
        return brackets
    explained = (explain(stumble) for explain in _EXPLANATIONS)
    found = next((diagnostic for diagnostic in explained if diagnostic is not None), None)
    return found or mistakes.UNEXPECTED.at(stumble.span, found=stumble.found, hint=expected(accepted))


def _early_end(source: Source, start: int, end: int, accepted: frozenset[str]) -> Diagnostic:
    written = source.text[start:end].rstrip()
    span = source.span(start + len(written), start + len(written))
    opened = open_bracket(source, start, end)
    if opened is not None:
        return mistakes.UNCLOSED_BRACKET.at(source.span(opened, opened + 1), hint="close it with `)`")
    empty = re.match(r"\s*list\s+([^=]*?)\s*=$", written)
    if empty:
        return mistakes.LIST_EMPTY.at(span, name=" ".join(empty[1].split()), hint="write its entries after the `=`")
    if written.lstrip().startswith("rule") and ("THEN" in accepted or "WHEN" in accepted):
        word = "then" if "THEN" in accepted else "when"
        hint = "a rule says `when` … `then` …, for instance `then score +10`"
        return mistakes.SECTION_MISSING.at(_head(source, start), word=word, hint=hint)
    return mistakes.UNEXPECTED_END.at(span, hint=expected(accepted))


def _head(source: Source, start: int) -> Span:
    m = re.compile(r"\s*rule\s+\S+").match(source.text, start)
    skipped = len(source.text[start:]) - len(source.text[start:].lstrip())
    return source.span(start + skipped, m.end() if m else start + skipped + 1)


def _unclosed(at: Stumble) -> Diagnostic | None:
    """A section begins while a bracket is open."""
    opened = open_bracket(at.source, at.start, at.span.start)
    if opened is None or "RPAR" not in at.accepted or not at.begins_a_section:
        return None
    end = at.start + len(at.before)
    brackets = at.before.count("(") - at.before.count(")")
    mend = Fix(at.source.span(end, end), ")" * max(brackets, 1))
    return mistakes.UNCLOSED_BRACKET.at(at.source.span(opened, opened + 1), hint="close it with `)`", fix=mend)


def _stray(at: Stumble) -> Diagnostic | None:
    if at.kind == "RPAR" and open_bracket(at.source, at.start, at.span.start) is None:
        return mistakes.UNEXPECTED.at(at.span, found=")", hint="no bracket is open here", fix="")
    return None


def _wanted(at: Stumble) -> Diagnostic | None:
    """`some container has size type …`: what is asked stands in brackets."""
    if at.token == "(" or "LPAR" not in at.accepted or not at.accepted <= {"LPAR", "CHANGED", "FIRED", "NOT"}:
        return None
    word = at.before.split()[-1]
    if word == "of":
        hint = "conditions are counted by `of (A, B)`, things by `no container has (…)` and its kin"
        return mistakes.BRACKETS_WANTED.at(at.span, word=word, hint=hint)
    hint = f"for instance `some container {word} (size type is 45R1)`"
    return mistakes.BRACKETS_WANTED.at(at.span, word=word, hint=hint, fix=_bracketed(at))


def _bracketed(at: Stumble) -> Fix | None:
    """Brackets around a test that nothing but a section or the end follows; else it is not clear how far it goes."""
    rest = at.source.text[at.span.start : at.end]
    m = re.match(r"[^()\"#\n]*?(?=\s+(?:then|unless)\b)", rest)
    says_a_test = m and re.search(r"\b(?:is|are|contains|mentions|starts|ends|resembles)\b|[<>=]", m.group())
    if m is None or not says_a_test or re.search(r"\b(?:and|or)\b", m.group()):
        return None
    return Fix(at.source.span(at.span.start, at.span.start + m.end()), f"({m.group()})")
