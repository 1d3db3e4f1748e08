"""Tests said in other words, or in another order, than the language says them."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from cts_grammar import mistakes
from cts_grammar.complaints.masking import masked
from cts_grammar.complaints.stumble import BEGIN_CONDITIONS, Stumble
from cts_grammar.diagnostics import Diagnostic, Fix

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


_NO_WORDS = ("NAME", "WORD", "STRING", "CODE", "PERCENT", "NUMERAL", "COMMA", "LPAR", "RPAR", "EQUALS", "PLUS", "MINUS")
"""Terminals that are not written as they are called."""
_SUBJECT = re.compile(
    r"(?:\b(?:when|unless|and|or|not)\s|\()\s*(?P<subject>[a-z][a-z ]*?)"
    r"\s+(?:is|are|contains|starts|ends|mentions|resembles|differs)\b[^()]*\s(?:and|or)(?:\s+not)?$"
)
"""What the test before the connective asks about."""


def bullet(at: Stumble) -> Diagnostic | None:
    """`- packages is 4`: conditions as items of a list."""
    if at.kind in ("MINUS", "TIMES") and {"NOT", "SOME"} <= at.accepted:
        return at.unexpected("conditions are joined by `and` or `or`, without signs before them", "")
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
        goes_on = re.match(r"not\s+(?:in|within|over|under|at|between|missing|present|valid|before|after)\b", at.after)
        return at.unexpected("write `is not …` or `does not …`", "is not" if goes_on else None)
    plain = "match" if m[1] == "match" else m[1]
    return at.unexpected(f"write `does not {plain} …`", Fix(at.ahead(m.end()), f"does not {plain}"))


def subject_missing(at: Stumble) -> Diagnostic | None:
    """`weight is over 3 t and under 5 t`: each test names what it asks about."""
    if at.kind not in _TESTS or not re.search(r"\b(?:and|or|not)$", at.before) or "SOME" not in at.accepted:
        return None
    hint = "say again what is asked about: each test names it"
    asked = _SUBJECT.search(masked(at.recent))
    if asked is None:
        return at.unexpected(hint)
    again = asked["subject"] + (" is" if at.kind in _PREDICATES else "")
    return at.unexpected(f"{hint}: `{again} {at.found} …`", at.first(again))


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
    m = re.search(r"\bis\s+(not\s+)?(?:in\s+|one\s+of\s+)?((?:[A-Z0-9]+|\"[^\"\r\n]*\"))$", at.recent)
    rest = re.match(r"(?:\s*,?\s*(?:(?:and|or)\s+)?(?<![\w\"])(?:[A-Z0-9]+|\"[^\"\r\n]*\")(?!\w))+", at.after)
    if at.kind != "COMMA" or m is None or rest is None:
        return None
    others = re.findall(r"[A-Z0-9]+|\"[^\"\r\n]*\"", rest.group())
    better = f"is {m[1] or ''}in ({', '.join([m[2], *others])})"
    span = at.source.span(at.recent_from + m.start(), at.span.start + rest.end())
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
    hint = "conditions are joined by `and` or `or`"
    if {"AND", "OR"} <= at.accepted and at.kind in BEGIN_CONDITIONS:
        return mistakes.MISSING_CONNECTIVE.at(at.span, found=at.found, hint=hint)
    taken_for_a_unit = re.search(r"(?<![\w.])\d[\d.]*[ \t]+(?P<name>[a-z][a-z ]*)$", at.recent)
    if {"AND", "OR"} <= at.accepted and at.kind in _TESTS and taken_for_a_unit:
        begin = at.recent_from + taken_for_a_unit.start("name")
        span = at.source.span(begin, begin + len(taken_for_a_unit["name"]))
        return mistakes.MISSING_CONNECTIVE.at(span, found=taken_for_a_unit["name"], hint=hint)
    return None


def nearest_word(at: Stumble) -> Diagnostic | None:
    """A word of the language with a slip in it."""
    first = at.token.split()[0] if at.token.split() else ""
    words = [name.lower().replace("_", " ") for name in at.accepted if name not in _NO_WORDS]
    near = get_close_matches(first, words, n=1, cutoff=0.8) if at.kind in ("NAME", "RULE_ID") else []
    return at.unexpected(f"did you mean `{near[0]}`?", Fix(at.ahead(len(first)), near[0])) if near else None


def is_left_out(at: Stumble) -> Diagnostic | None:
    """`port of loading ECGYE`."""
    if at.kind in ("CODE", "STRING", "NUMERAL", "SIGNED", "DATE") and {"IS", "CONTAINS"} <= at.accepted:
        return at.unexpected("write `is` before it", at.first("is"))
    return None


PHRASES: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    bullet,
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
    is_left_out,
)
