"""What could have stood where the parser stumbled, in words."""

from __future__ import annotations

_KINDS_OF_WORDS = {
    "NAME": "a name",
    "NEW_NAME": "a name",
    "STRING": 'a text in "quotes"',
    "CODE": "a code",
    "NUMERAL": "a number",
    "SIGNED": "a number",
    "DATE": "a date",
    "WORD": "a word",
    "RULE_ID": "the rule's identifier",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "COMMA": "a comma",
    "EQUALS": "`=`",
    "PERCENT": "`%`",
    "HAS": "`has`",
    "$END": "the end of the text",
}
_QUIET = frozenset(
    [
        "THOUSANDS",
        "CAPITALISED",
        "BAD_DATE",
        "POSSESSIVE",
        "EARLIER",
        "DEGREE_SIGN",
        "UNIT",
        "MINUS",
        "PLUS",
        "TIMES",
        "OVER_SIGN",
        "UNEQUAL",
        "GREATER",
        "LESS",
        "GREATER_EQUAL",
        "LESS_EQUAL",
    ]
)
_ITEMS = frozenset(["RULE", "LIST", "TABLE", "WATCHLIST", "EXCHANGE_RATES", "PARAMETER", "DEFINE", "RULEBOOK"])
_ACTIONS = frozenset(
    [
        "SCORE",
        "LANE",
        "HOLD",
        "DO_NOT_LOAD",
        "REQUEST_INFORMATION",
        "REQUEST_SCREENING",
        "EXAMINE_BY",
        "ALERT",
        "REFER_TO",
        "LABEL",
        "SAY",
        "TELL_TRADER",
    ]
)
_SUMS = frozenset(["NUMBER_OF", "TOTAL", "LARGEST", "SMALLEST", "AVERAGE", "LPAR"])
_VALUES = frozenset(["NAME", "STRING", "CODE", "NUMERAL", "SIGNED", "DATE"])
_CONDITIONS = frozenset(
    ["NOT", "SOME", "NO", "EVERY", "ALL", "ANY", "ALL_OF", "ANY_OF", "NONE_OF", "AT_LEAST", "AT_MOST", "EXACTLY"]
)
_STATES = frozenset(
    [
        "NOT",
        "OVER",
        "UNDER",
        "AT_LEAST",
        "AT_MOST",
        "LESS_THAN",
        "MORE_THAN",
        "BETWEEN",
        "IN",
        "ONE_OF",
        "WITHIN",
        "ON",
        "BEFORE",
        "AFTER",
        "MISSING",
        "UNREADABLE",
        "PRESENT",
        "VALID",
        "VAGUE",
    ]
)
_TESTS = frozenset(
    [
        "IS",
        "CONTAINS",
        "STARTS_WITH",
        "ENDS_WITH",
        "MENTIONS",
        "MATCHES_PATTERN",
        "RESEMBLES",
        "DIFFERS_FROM",
        "DOES_NOT",
        "HAS",
        "PASSES",
        "FOR",
        "PASSES_THROUGH",
        "EQUALS",
    ]
)
_LINES = frozenset(["AREA", "OWNER", "REFERENCE", "IN_FORCE", "REVIEW_BY", "SHADOW"])

_GROUPS: tuple[tuple[frozenset[str], str, frozenset[str]], ...] = (
    (frozenset(["NOT", "SOME"]), "a condition such as `gross weight is over 10 t`", _CONDITIONS | _SUMS | _VALUES),
    (
        frozenset(["OVER", "WITHIN"]),
        "what it is to be: a value, or `over`, `between`, `in`, `missing` …",
        _STATES | _SUMS | _VALUES,
    ),
    (frozenset(["NAME", "NUMERAL", "STRING"]), "a name, number, date, code or text", _VALUES | _SUMS),
    (frozenset(["IS", "CONTAINS"]), "a test such as `is …` or `contains …`", _TESTS),
    (frozenset(["SCORE", "HOLD"]), "an action such as `score +10`, `lane red`, `examine by scan`", _ACTIONS),
    (frozenset(["AREA", "WHEN"]), "one of area, owner, reference, in force, review by, shadow", _LINES),
    (frozenset(["RULE", "DEFINE"]), "the next rule or declaration", _ITEMS | {"$END"}),
)
"""What to say where all of the first are accepted and not yet covered; it covers all of the last."""


def expected(accepted: frozenset[str]) -> str:
    """`expected a name, a number or ")"`, at most six of them; words of the language as they are written."""
    said: list[str] = []
    rest = set(accepted - _QUIET)
    for signs, words, covered in _GROUPS:
        if signs <= rest:
            said.append(words)
            rest -= covered
    for name in sorted(rest, key=lambda n: (n not in _KINDS_OF_WORDS, n)):
        word = _KINDS_OF_WORDS.get(name) or f"`{name.lower().replace('_', ' ')}`"
        if word not in said:
            said.append(word)
    if len(said) > 6:
        return f"expected {', '.join(said[:6])}, …"
    return f"expected {' or '.join([', '.join(said[:-1]), said[-1]] if len(said) > 1 else said)}" if said else ""
