"""Tests said in other words, or in another order, than the language says them."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from cts_grammar import mistakes
from cts_grammar.complaints.stumble import BEGIN_CONDITIONS, Stumble
from cts_grammar.diagnostics import Diagnostic, Fix

_VERBS = {
    "equals": "is",
    "equal": "is",
    "includes": "contains",
    "include": "contains",
    "contain": "contains",
    "like": "contains",
    "has": "contains",
    "mention": "mentions",
    "matches": "matches pattern",
    "match": "matches pattern",
    "resemble": "resembles",
    "exceeds": "is over",
    "exceed": "is over",
    "above": "is over",
    "below": "is under",
    "begins with": "starts with",
}
_COMPARISONS = {
    "greater": "over",
    "larger": "over",
    "bigger": "over",
    "higher": "over",
    "heavier": "over",
    "smaller": "under",
    "lower": "under",
    "lighter": "under",
    "fewer": "under",
    "later": "after",
    "earlier": "before",
}
_PREDICATES = frozenset(
    [
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
        "BEFORE",
        "AFTER",
        "MISSING",
        "UNREADABLE",
        "PRESENT",
        "VALID",
        "VAGUE",
    ]
)
_TESTS = _PREDICATES | frozenset(
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
    ]
)


def bullet(at: Stumble) -> Diagnostic | None:
    """`- packages is 4`: conditions as items of a list."""
    if at.kind == "MINUS" and {"NOT", "SOME"} <= at.accepted:
        return at.unexpected("conditions are joined by `and` or `or`, without dashes", "")
    return None


def other_verb(at: Stumble) -> Diagnostic | None:
    """`equals`, `includes`, `matches "…"`: another verb."""
    if "CONTAINS" not in at.accepted:
        return None
    for count in (2, 1):
        said, span = at.last_words(count)
        meant = _VERBS.get(" ".join(said.split()))
        if meant and at.kind in ("STRING", "NUMERAL", "CODE", "CAPITALISED", "SIGNED", "DATE", "LPAR"):
            return at.unexpected(f"write `{meant} …`", Fix(span, meant))
    return None


def other_comparison(at: Stumble) -> Diagnostic | None:
    """`is greater than`, `is 3 t or more`."""
    said, span = at.last_words(1)
    if at.token == "than" and said in _COMPARISONS:
        meant = _COMPARISONS[said]
        return at.unexpected(f"write `is {meant} …`", Fix(span.to(at.span), meant))
    m = re.search(r"\bis\s+([^\s].*?)\s+or$", at.before)
    if m and re.match(r"(?:more|less)\b", at.token):
        meant = "at least" if at.token.startswith("more") else "at most"
        return at.unexpected(f"write `is {meant} {m[1]}`")
    return None


def is_missing(at: Stumble) -> Diagnostic | None:
    """`gross weight over 3 t`."""
    if at.kind in _PREDICATES and "IS" in at.accepted and "CONTAINS" in at.accepted:
        return at.unexpected(f"write `is {at.found}`", at.first("is"))
    return None


def not_before_a_verb(at: Stumble) -> Diagnostic | None:
    """`description not contains …`."""
    if at.kind != "NOT" or "DOES_NOT" not in at.accepted:
        return None
    m = re.match(r"not\s+(contain|start|end|mention|match|resemble|differ)(e?s)?\b", at.after)
    if m is None:
        return at.unexpected("write `is not …` or `does not …`")
    plain = "match" if m[1] == "match" else m[1]
    return at.unexpected(f"write `does not {plain} …`", Fix(at.ahead(m.end()), f"does not {plain}"))


def subject_missing(at: Stumble) -> Diagnostic | None:
    """`weight is over 3 t and under 5 t`: each test names what it asks about."""
    if at.kind in _TESTS and re.search(r"\b(?:and|or|not)$", at.before) and "SOME" in at.accepted:
        return at.unexpected("say again what is asked about: each test names it")
    return None


def any_of_for_in(at: Stumble) -> Diagnostic | None:
    """`port of loading is any of (A, B)`."""
    if at.kind in ("ANY_OF", "ALL_OF", "NONE_OF") and {"IN", "WITHIN"} <= at.accepted:
        meant = "not in" if at.kind == "NONE_OF" else "in"
        return at.unexpected(f"write `is {meant} (…)`", meant)
    return None


def list_after_verb(at: Stumble) -> Diagnostic | None:
    """`mentions ("a", "b")`."""
    if at.kind == "LPAR" and {"ANY_OF", "ALL_OF"} <= at.accepted and "NAME" in at.accepted:
        return at.unexpected("write `any of (…)` or `all of (…)`", at.first("any of"))
    return None


def list_after_is(at: Stumble) -> Diagnostic | None:
    """`port of loading is ECGYE, COTRB`."""
    m = re.search(r"\bis\s+(not\s+)?(?:in\s+)?((?:[A-Z0-9]+|\"[^\"\r\n]*\"))$", at.before)
    rest = re.match(r"(?:\s*,\s*(?:[A-Z0-9]+|\"[^\"\r\n]*\"))+", at.after)
    if at.kind != "COMMA" or m is None or rest is None:
        return None
    better = f"is {m[1] or ''}in ({m[2]}{rest.group()})"
    span = at.source.span(at.start + m.start(), at.span.start + rest.end())
    return at.unexpected(f"write `{better}`", Fix(span, better))


def bare_distance(at: Stumble) -> Diagnostic | None:
    """`arrival is 10 days after departure`."""
    if at.kind in ("AFTER", "BEFORE") and re.search(r"\bis\s+(?:not\s+)?\d[\d.]*\s+\w+$", at.before):
        return at.unexpected(f"write `is at least …`, `is less than …` or `is more than …`, then `{at.token} …`")
    return None


def share_of(at: Stumble) -> Diagnostic | None:
    """`50% of total weight …`."""
    if at.kind == "OF" and at.before.endswith("%"):
        return at.unexpected("write `*` for `of`", "*")
    return None


def stray_share(at: Stumble) -> Diagnostic | None:
    """`consignee name is "ACME" by 80%`."""
    if at.kind == "BY":
        return at.unexpected("`by …%` belongs to `resembles` and `differs from`")
    return None


def connective_missing(at: Stumble) -> Diagnostic | None:
    """Two conditions with nothing between them."""
    if {"AND", "OR"} <= at.accepted and at.kind in BEGIN_CONDITIONS:
        hint = "conditions are joined by `and` or `or`"
        return mistakes.MISSING_CONNECTIVE.at(at.span, found=at.found, hint=hint)
    return None


def nearest_word(at: Stumble) -> Diagnostic | None:
    """A word of the language with a slip in it."""
    first = at.token.split()[0] if at.token.split() else ""
    words = [name.lower().replace("_", " ") for name in at.accepted if name not in ("NAME", "WORD", "STRING", "CODE")]
    near = get_close_matches(first, words, n=1, cutoff=0.8) if at.kind in ("NAME", "RULE_ID") else []
    return at.unexpected(f"did you mean `{near[0]}`?", Fix(at.ahead(len(first)), near[0])) if near else None


PHRASES: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    bullet,
    other_verb,
    other_comparison,
    is_missing,
    not_before_a_verb,
    subject_missing,
    any_of_for_in,
    list_after_verb,
    list_after_is,
    bare_distance,
    share_of,
    stray_share,
    connective_missing,
    nearest_word,
)
