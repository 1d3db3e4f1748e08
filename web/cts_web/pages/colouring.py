"""Rule texts in colour: comments, quoted texts, numbers and the language's own words told apart."""

from __future__ import annotations

import re

from markupsafe import Markup

from cts_web.pages.visible_text import visible

WORDS = (
    r"rulebook|rule|define|list|unless|when|then|and|or|not|some|every|has|have|at|least|all|any|none|of|lane|from|for|"
    r"owner|area|reference|review|by|score|say|tell|trader|examine|request|information|hold|currency|is|are|in|within|"
    r"over|under|between|mentions|contains|matches|pattern|starts|ends|with|missing|present|empty|shadow|force|until|"
    r"where|column|same|as|days|before|after|last|example|expect|number|different|total"
)

TOKEN = re.compile(
    rf"""(?P<comment>\#[^\n]*)|(?P<text>"(?:\\.|[^"\\\n])*"?)|(?P<name>\b[A-Z]{{2,}}-\d+\b)"""
    rf"""|(?P<number>[-+]?\b\d[\d.,-]*\b%?)|(?P<word>\b(?:{WORDS})\b)"""
)


def coloured(text: str) -> Markup:
    """The text as HTML; colour only helps, and nothing hangs on it."""
    pieces: list[Markup] = []
    at = 0
    for token in TOKEN.finditer(text):
        pieces += [
            visible(text[at : token.start()]),
            Markup('<span class="rule-{}">{}</span>').format(token.lastgroup, visible(token[0])),
        ]
        at = token.end()
    return Markup("").join([*pieces, visible(text[at:])])
