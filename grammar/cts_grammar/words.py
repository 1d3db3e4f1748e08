"""Which words begin, may stand inside, or end a name: the one place where the reserved words are listed.

A name is one or more lower-case words on one line. A reserved word may stand inside a name only where it cannot be
mistaken for what it otherwise begins; the regular expressions below say where that is.
"""

from __future__ import annotations

LETTER = r"[^\W\d_A-Z]"
WORD = rf"{LETTER}[^\W_A-Z]*(?:-[^\W_A-Z]+)*"
_END = r"(?![\w-])"

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

_INSIDE_ONLY_BEFORE_A_WORD = ["of", "in", "on", "by", "from", "to", "at", "with"]

_NOT_INSIDE = (
    [w + _END for w in sorted(END_A_NAME)]
    + [rf"{a}[ \t]+{b}{_END}" for a, b in (p.split() for p in TWO_WORDS) if (a, b) != ("number", "of")]
    + [rf"(?:{'|'.join(_INSIDE_ONLY_BEFORE_A_WORD)}){_END}(?![ \t]+{LETTER})"]
    + [
        rf"in[ \t]+(?:the|this|order){_END}",
        rf"with[ \t]+the[ \t]+same{_END}",
        rf"by[ \t]+(?:more|less){_END}",
        rf"rule{_END}(?=[ \t]+[A-Z\d])",
        rf"(?:list|parameter){_END}(?=[ \t]+[^\"\n=#]*(?:=|{_END}from[ \t]+\"))",
        rf"(?:table|watchlist){_END}(?=[ \t]+[^\"\n=#]*[ \t]from[ \t]+\")",
        rf"example{_END}(?=[ \t]*\")",
        rf"(?:default){_END}(?=[ \t]+[\d+-])",
    ]
)
_NOT_FIRST = [w + _END for w in sorted(END_A_NAME | BEGIN_SOMETHING)] + [
    rf"{a}[ \t\r\n]+{b}{_END}" for a, b in (p.split() for p in TWO_WORDS)
]

NAME_PATTERN = rf"(?!{'|'.join(_NOT_FIRST)}){WORD}(?:[ \t]+(?!{'|'.join(_NOT_INSIDE)}){WORD})*(?!'s)"
POSSESSIVE_PATTERN = rf"{WORD}(?:[ \t]+{WORD})?'s(?!\w)"


def tidy(name: str) -> str:
    """The name with one blank between its words.

    >>> tidy("port  of\\tloading")
    'port of loading'
    """
    return " ".join(name.split())
