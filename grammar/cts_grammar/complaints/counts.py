"""How many, said in other words: `each`, `two containers have`, `either (A, B)`."""

from __future__ import annotations

import re
from collections.abc import Callable

from cts_grammar.complaints.stumble import Stumble
from cts_grammar.diagnostics import Diagnostic, Fix

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ARTICLES = {"a": "some", "an": "some", "each": "every", "one": "exactly 1"}


def other_quantifier(at: Stumble) -> Diagnostic | None:
    """`a container has (…)`, `each`, `2 containers have (…)`, `some container with (…)`."""
    if at.kind == "LPAR" and "CHANGED" in at.accepted:
        return _quantifier_wanted(at)
    if at.kind in ("LPAR", "WITH") and {"HAS", "IS"} <= at.accepted and "AND" not in at.accepted:
        fix = at.first("has") if at.kind == "LPAR" else Fix(at.span, "has")
        return at.unexpected("write `has (…)`", fix)
    return None


def _quantifier_wanted(at: Stumble) -> Diagnostic:
    hint = "say how many: `some …`, `no …`, `every …`, `at least 2 … have (…)`"
    for nouns in (1, 2):
        m = re.search(rf"(?<!\S)(\w+)(?:\s+\w+){{{nouns}}}\s+(?:has|have)$", at.before)
        meant = _quantifier(m[1]) if m else None
        if m and meant:
            return at.unexpected(hint, Fix(at.source.span(at.start + m.start(1), at.start + m.end(1)), meant))
    return at.unexpected(hint)


def _quantifier(word: str) -> str | None:
    if word in _ARTICLES:
        return _ARTICLES[word]
    if word in _NUMBERS:
        return f"at least {_NUMBERS.index(word) + 1}"
    return f"at least {word}" if re.fullmatch(r"[1-9]\d{0,5}", word) else None


def of_missing(at: Stumble) -> Diagnostic | None:
    """`all (A, B)`, `at least 2 (A, B)`, `either (A, B)`."""
    if at.kind != "LPAR" or not at.accepted & {"NAME", "AND"}:
        return None
    if re.search(r"\b(?:all|any|(?:at\s+least|at\s+most|exactly)\s+\d+)$", at.before):
        return at.unexpected("write `all of (…)`, `any of (…)`, `at least 2 of (…)`", at.first("of"))
    if at.before.endswith("either"):
        return at.unexpected("write `any of (…)`", Fix(at.last_words(1)[1], "any of"))
    return None


def number_in_words(at: Stumble) -> Diagnostic | None:
    """`at least two of …`."""
    first = at.token.split()[0] if at.token.split() else ""
    if "NUMERAL" not in at.accepted or "NAME" in at.accepted or first not in _NUMBERS:
        return None
    number = str(_NUMBERS.index(first) + 1)
    span = at.ahead(len(first))
    return at.told(span, f"numbers are written in digits: `{number}`", Fix(span, number))


def number_alone(at: Stumble) -> Diagnostic | None:
    """`2 of (A, B)`."""
    m = re.search(r"(?<![\w.])(\d+)$", at.before)
    if at.kind != "OF" or m is None:
        return None
    return at.unexpected(f"write `at least {m[1]} of (…)` or `exactly {m[1]} of (…)`")


def more_than_n(at: Stumble) -> Diagnostic | None:
    """`more than 3 containers have …`."""
    m = re.match(r"(more|less|fewer)\s+than\s+(\d{1,6})\b", at.after)
    if m is None or "AT_LEAST" not in at.accepted:
        return None
    number = int(m[2]) + (1 if m[1] == "more" else -1)
    better = f"at {'least' if m[1] == 'more' else 'most'} {max(number, 0)}"
    return at.unexpected(f"write `{better}`", Fix(at.ahead(m.end()), better))


COUNTS: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    other_quantifier,
    of_missing,
    number_in_words,
    number_alone,
    more_than_n,
)
