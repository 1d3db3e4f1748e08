"""The place where the parser stumbled, and what the text around it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from cts_grammar import mistakes
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.source import Source, Span
from cts_grammar.words import BEGIN_SOMETHING, END_A_NAME, TWO_WORDS

RESERVED = frozenset({*END_A_NAME, *BEGIN_SOMETHING})
BEGIN_CONDITIONS = frozenset(
    [
        "NAME",
        "SOME",
        "NO",
        "EVERY",
        "ALL",
        "ANY",
        "NOT",
        "LPAR",
        "NUMBER_OF",
        "TOTAL",
        "LARGEST",
        "SMALLEST",
        "AVERAGE",
        "ALL_OF",
        "ANY_OF",
        "NONE_OF",
        "AT_LEAST",
        "AT_MOST",
        "EXACTLY",
        "POSSESSIVE",
    ]
)
"""Terminals with which a condition may begin."""

_PHRASE = 400
"""Characters: what is searched for phrases, so that no text takes longer than its length."""
_SECTIONS = re.compile(r"(?:then|unless|when|example|rule|area|owner|shadow|until)\b")


@dataclass(frozen=True, slots=True)
class Stumble:
    """The word that was not expected, in the piece of text from start to end."""

    token: Token
    source: Source
    start: int
    end: int
    accepted: frozenset[str]
    """The terminals that could have stood there."""

    @property
    def at(self) -> int:
        """Where the word begins; the token counts from the piece's start."""
        return self.start + (self.token.start_pos or 0)

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return self.source.span(self.at, self.start + (self.token.end_pos or 0))

    @property
    def kind(self) -> str:
        """What sort of word it is; where none was accepted, any lower-case words are a name."""
        is_name = self.token.type in ("NEW_NAME", "UNIT", "WORD") and self.token[:1].islower()
        return "NAME" if is_name else self.token.type

    @property
    def before(self) -> str:
        """What the piece says up to the word."""
        return self.source.text[self.start : self.at].rstrip()

    @property
    def recent(self) -> str:
        """The end of what the piece says before the word: as much as a phrase is long."""
        return self.before[-_PHRASE:]

    @property
    def recent_from(self) -> int:
        """Where that begins."""
        return self.start + max(0, len(self.before) - _PHRASE)

    @property
    def after(self) -> str:
        """What it says from the word on."""
        return self.source.text[self.at : self.end]

    @property
    def found(self) -> str:
        """The word on one line, cut short."""
        flat = " ".join(self.token.split())
        return flat if len(flat) <= 40 else flat[:37] + "..."

    @property
    def is_reserved(self) -> bool:
        """Whether it is a word of the language, in any case."""
        words = self.token.lower().split()
        return bool(words) and (words[0] in RESERVED or " ".join(words) in TWO_WORDS)

    @property
    def begins_a_section(self) -> bool:
        """Whether it is `then`, `unless` and the like."""
        return bool(_SECTIONS.match(self.token))

    def unexpected(self, hint: str, fix: str | Fix | None = None) -> Diagnostic:
        """The word told as one that is not expected, with what to write."""
        return mistakes.UNEXPECTED.at(self.span, found=self.found, hint=hint, fix=fix)

    def told(self, span: Span, hint: str, fix: str | Fix | None = None) -> Diagnostic:
        """Other words than the one stumbled over, told as what is not expected there."""
        flat = " ".join(self.source.slice(span).split())
        found = flat if len(flat) <= 40 else flat[:37] + "..."
        return mistakes.UNEXPECTED.at(span, found=found, hint=hint, fix=fix)

    @property
    def opened(self) -> bool:
        """Whether a bracket is open where it stands."""
        return open_bracket(self.source, self.start, self.at) is not None

    def first(self, words: str) -> Fix:
        """A fix that puts words before it."""
        return Fix(self.source.span(self.at, self.at), f"{words} ")

    def last_words(self, count: int) -> tuple[str, Span]:
        """The last words before it."""
        m = re.search(rf"(?:\S+\s+){{{count - 1}}}\S+$", self.before)
        words = m.group() if m else ""
        end = self.start + len(self.before)
        return words, self.source.span(end - len(words), end)

    def back(self, characters: int) -> Span:
        """The span from so many characters before the end of what was said before, up to the word's end."""
        return self.source.span(self.start + len(self.before) - characters, self.span.end)

    def ahead(self, characters: int) -> Span:
        """The span of so many characters from the word on."""
        return self.source.span(self.span.start, self.span.start + characters)


def open_bracket(source: Source, start: int, end: int) -> int | None:
    """Where the innermost bracket that is open at the end begins."""
    opened: list[int] = []
    for m in re.compile(r'"(?:[^"\r\n]|"")*"|#[^\r\n]*|[()]').finditer(source.text, start, end):
        if m.group() == "(":
            opened.append(m.start())
        elif m.group() == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None
