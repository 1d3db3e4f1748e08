"""Which words begin, may stand inside, or end a name: the one place where the reserved words are listed.

A name is one or more lower-case words on one line. A reserved word may stand inside a name only where it cannot be
mistaken for what it otherwise begins; the regular expressions below say where that is. Units and capitalised words
obey the same rules in any case.
"""

from __future__ import annotations

import re

_LETTER, _ANY_LETTER = r"[^\W\d_A-Z]", r"[^\W\d_]"
_LOWER_CASE = rf"{_LETTER}[^\W_A-Z]*(?:-[^\W_A-Z]+)*"
_ANY_CASE = rf"{_ANY_LETTER}[^\W_]*"
_GAP = r"[ \t\u00a0]+"
_END, _END_IN_ANY_CASE = r"(?!\w|-[^\W_A-Z])", r"(?!\w)"
_WHOLE = r"(?!\w)(?!'s)"

END_A_NAME = frozenset(
    """
    and or not is are has have than before after contains mentions resembles differs passes does do as for when
    unless then until shadow reference area owner different between over under within define rulebook column
    keyed exactly
    """.split()  # noqa: SIM905 (a list of words is read best as words)
)
"""Never part of a name, wherever they stand."""

BEGIN_SOMETHING = frozenset(
    """
    some no every all any none total largest smallest average earlier missing unreadable present valid vague by
    from to of in on at with less more changed fired contain mention resemble differ default rule list table
    watchlist parameter example
    """.split()  # noqa: SIM905 (a list of words is read best as words)
)
"""Never the first word of a name; inside one they may stand where what follows cannot be mistaken."""

TWO_WORDS = (
    "number of",
    "review by",
    "in force",
    "starts with",
    "ends with",
    "start with",
    "end with",
    "matches pattern",
    "match pattern",
    "matches when",
    "exchange rates",
    "random selection",
    "one of",
    "at least",
    "at most",
    "less than",
    "more than",
)
"""Reserved as these two words only; `number of` only where it begins a name."""

_PAIRS = [(a, b) for a, b in (pair.split() for pair in TWO_WORDS)]
_BEFORE_A_WORD = "of|in|on|by|from|to|at|with"

_INSIDE_NEVER = (
    [w + _END for w in sorted(END_A_NAME)]
    + [rf"{a}{_GAP}{b}{_END}" for a, b in _PAIRS if (a, b) != ("number", "of")]
    + [
        rf"in{_GAP}(?:the|this|order){_END}",
        rf"with{_GAP}the{_GAP}same{_END}",
        rf"by{_GAP}(?:more|less){_END}",
    ]
)
_WORDS_OF_A_NAME = rf"(?:{_GAP}(?!(?:{'|'.join(sorted(END_A_NAME | {'from'}))}){_END}){_LOWER_CASE})+"
_NEXT_DECLARATION = [
    rf"rule{_END}(?={_GAP}[A-Z\d])",
    rf"lane{_END}(?=[ \t]+\w+[ \t]+from[ \t]+\d)",
    rf"(?:list|parameter|table|watchlist){_END}(?={_WORDS_OF_A_NAME}[ \t\u00a0]*(?:=|from{_GAP}\"))",
    rf"lane{_END}(?={_GAP}[a-z][\w-]*{_GAP}from{_GAP}[\d+-])",
    rf"example{_END}(?=[ \t\u00a0]*\")",
    rf"default{_END}(?={_GAP}[\d+\"-])",
]
_NOT_FIRST = [w + _END for w in sorted(END_A_NAME | BEGIN_SOMETHING)] + [
    rf"{a}[ \t\r\n\u00a0]+{b}{_END}" for a, b in _PAIRS
]


def _words(word: str, letter: str, inside: list[str]) -> str:
    """Words of one line, none of which begins or ends something else."""
    ends = "|".join(inside)
    last = rf"(?:{_BEFORE_A_WORD}){_END}(?!{_GAP}(?!{ends}){letter})"
    return rf"(?!{'|'.join(_NOT_FIRST)}){word}(?:{_GAP}(?!{ends}|{last}){word})*"


_ANY_WORDS = _words(_ANY_CASE, _ANY_LETTER, _NOT_FIRST).replace(_END, _END_IN_ANY_CASE)
NAME_PATTERN = _words(_LOWER_CASE, _LETTER, [*_INSIDE_NEVER, *_NEXT_DECLARATION]) + _WHOLE
NEW_NAME_PATTERN = _words(_LOWER_CASE, _LETTER, _INSIDE_NEVER) + _WHOLE
"""The name that a declaration gives: nothing but its own sign can follow, so `list price list ports = …` is one."""

POSSESSIVE_PATTERN = _words(_LOWER_CASE, _LETTER, _INSIDE_NEVER) + r"'s(?!\w)"

CAPITALISED_PATTERN = rf"(?=[A-Z][a-z])(?i:{_ANY_WORDS})(?![\w-])"
"""`Sunday`, `Open Top`: a word of a code list, in any case."""

_AFTER_A_NUMBER = "|".join(rf"(?<=\d[ \t\u00a0]{{{n}}})" for n in range(16))
UNIT_PATTERN = rf"(?:{_AFTER_A_NUMBER})(?i:{_ANY_WORDS})(?!\w)"
"""What follows a number on its line, in any case: a unit, a currency, `EUR per kg`."""


def is_name(text: str) -> bool:
    """Whether a rule that writes it says just this name (`number of …` may stand before one).

    >>> is_name("port of loading"), is_name("number of seals"), is_name("area code"), is_name("Port")
    (True, True, False, False)
    """
    return tidy(text) == text and re.fullmatch(NAME_PATTERN, text.removeprefix("number of ")) is not None


def tidy(name: str) -> str:
    """The name with one blank between its words.

    >>> tidy("port  of\\tloading")
    'port of loading'
    """
    return " ".join(name.split())
