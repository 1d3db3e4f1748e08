"""What is said in other words, or in another order, than the language says it."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from cts_grammar import mistakes
from cts_grammar.complaints.stumble import Stumble
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.source import Span

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
_BEGINNINGS = {"if": "when", "except": "unless", "otherwise": "unless", "and then": "then"}
_LINES = ("area", "owner", "reference", "in force", "review by", "shadow", "when")
_ITEMS = ("rulebook", "rule", "list", "define")
_ACTIONS = (
    "score +10, lane red, hold, do not load, request …, examine by scan, alert, refer to, label, say, tell trader"
)
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
_BEGIN_CONDITIONS = frozenset(
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


def _unexpected(at: Stumble, hint: str, fix: str | Fix | None = None) -> Diagnostic:
    return mistakes.UNEXPECTED.at(at.span, found=at.found, hint=hint, fix=fix)


def _first(at: Stumble, words: str) -> Fix:
    """A fix that puts words before the stumble."""
    return Fix(at.source.span(at.span.start, at.span.start), f"{words} ")


def _last_words(at: Stumble, count: int) -> tuple[str, Span]:
    """The last words before the stumble."""
    m = re.search(rf"(?:\S+\s+){{{count - 1}}}\S+$", at.before)
    words = m.group() if m else ""
    end = at.start + len(at.before)
    return words, at.source.span(end - len(words), end)


# --- sections -------------------------------------------------------------------------------------------------------


def other_beginning(at: Stumble) -> Diagnostic | None:
    """`if …` for `when`, `except …` for `unless`."""
    for said, meant in _BEGINNINGS.items():
        if re.match(rf"{said}\b", at.token) and {"WHEN", "UNLESS", "THEN"} & at.accepted:
            if meant.upper() not in at.accepted:
                continue
            return _unexpected(at, f"write `{meant}`", Fix(at.ahead(len(said)), meant))
    return None


def then_missing(at: Stumble) -> Diagnostic | None:
    """An action where `then` was still to come."""
    acts = re.match(r"(?:score|lane|hold|say|alert|examine|refer|label|do\s+not\s+load|tell|request)\b", at.token)
    if "THEN" not in at.accepted or not acts:
        return None
    return mistakes.SECTION_MISSING.at(at.span, word="then", hint="actions stand after `then`", fix=_first(at, "then"))


def when_missing(at: Stumble) -> Diagnostic | None:
    """A condition, or `then`, where `when` was still to come; or a line that a rule does not have."""
    if not {"WHEN", "AREA"} <= at.accepted:
        return None
    if re.search(r"\bwhen\b", re.sub(r'"[^"\r\n]*"|#[^\r\n]*', "", at.after)):
        return _other_line(at)
    if at.kind == "THEN":
        return mistakes.SECTION_MISSING.at(at.span, word="when", hint="conditions stand between `when` and `then`")
    if at.kind not in _BEGIN_CONDITIONS:
        return None
    return mistakes.SECTION_MISSING.at(
        at.span, word="when", hint="conditions stand after `when`", fix=_first(at, "when")
    )


def _other_line(at: Stumble) -> Diagnostic | None:
    first = at.token.split()[0]
    known = {line.split()[0]: line for line in _LINES}
    near = get_close_matches(first, [*_LINES, *known], n=1, cutoff=0.7)
    if at.kind in ("NUMERAL", "CODE") and re.search(r"\brule\s+[\w.-]+$", at.before):
        id_, span = _last_words(at, 1)
        better = f"{id_}-{at.token}"
        whole = Fix(at.source.span(span.start, at.span.end), better)
        return _unexpected(at, f"an identifier is one word: `{better}`", whole)
    if near:
        return _unexpected(at, f"did you mean `{known.get(near[0], near[0])}`?")
    return _unexpected(at, "the first lines of a rule are area, owner, reference, in force, review by, shadow")


def end_of_force(at: Stumble) -> Diagnostic | None:
    """`in force from … until …`."""
    if at.kind == "UNTIL" and re.search(r"\bin\s+force(?:\s+from\s+\S+)?$", at.before):
        return _unexpected(at, "write `to`", "to")
    return None


def other_action(at: Stumble) -> Diagnostic | None:
    """A word after `then` that is no action, or one that joins actions."""
    if not {"SCORE", "HOLD"} <= at.accepted:
        return None
    if at.token in (",", ";", "and") and not re.search(r"\bthen$", at.before):
        return _unexpected(at, "actions follow one another with nothing between them", "")
    if re.match(r"(?:examine|refer|request|tell)\b", at.token):
        return _unexpected(at, 'write `examine by scan`, `refer to "…"`, `request information "…"`, `tell trader "…"`')
    if at.kind in ("NAME", "RULE_ID", "NUMERAL", "STRING"):
        return _other_item(at) or _unexpected(at, f"actions are {_ACTIONS}")
    return None


def other_item(at: Stumble) -> Diagnostic | None:
    """`rules A-1 when …`, `lst ports = …`: a declaration under another name."""
    return _other_item(at) if {"RULE", "DEFINE"} <= at.accepted else None


def _other_item(at: Stumble) -> Diagnostic | None:
    first = at.token.split()[0]
    near = get_close_matches(first.lower(), _ITEMS, n=1, cutoff=0.75)
    if not near:
        return None
    return _unexpected(at, f"did you mean `{near[0]}`?", Fix(at.ahead(len(first)), near[0]))


def comma_for_and(at: Stumble) -> Diagnostic | None:
    """`for sea and air imports`."""
    if at.kind == "AND" and "COMMA" in at.accepted:
        return _unexpected(at, "separate them by commas", Fix(at.back(0), ","))
    return None


def comma_missing(at: Stumble) -> Diagnostic | None:
    """`list ports = ECGYE COTRB`."""
    entry = at.kind in ("NAME", "STRING", "CODE", "CAPITALISED", "NUMERAL", "DATE")
    if not entry or "COMMA" not in at.accepted or at.kind in at.accepted:
        return None
    return _unexpected(
        at, "a comma stands between two of a list", Fix(at.source.span(at.back(0).start, at.back(0).start), ",")
    )


def brackets_around_list(at: Stumble) -> Diagnostic | None:
    """`list ports = (ECGYE, COTRB)`."""
    m = re.match(r"\(([^()\r\n]*)\)", at.after)
    if at.kind != "LPAR" or not m or not re.search(r"\blist\s[^=]*=$", at.before):
        return None
    return _unexpected(at, "a list is declared without brackets", Fix(at.ahead(m.end()), m[1].strip()))


# --- tests ----------------------------------------------------------------------------------------------------------


def other_verb(at: Stumble) -> Diagnostic | None:
    """`equals`, `includes`, `matches "…"`: another verb."""
    if "CONTAINS" not in at.accepted:
        return None
    for count in (2, 1):
        said, span = _last_words(at, count)
        meant = _VERBS.get(" ".join(said.split()))
        if meant and at.kind in ("STRING", "NUMERAL", "CODE", "CAPITALISED", "SIGNED", "DATE", "LPAR"):
            return _unexpected(at, f"write `{meant} …`", Fix(span, meant))
    return None


def other_comparison(at: Stumble) -> Diagnostic | None:
    """`is greater than`, `is 3 t or more`."""
    said, span = _last_words(at, 1)
    if at.token == "than" and said in _COMPARISONS:
        meant = _COMPARISONS[said]
        return _unexpected(at, f"write `is {meant} …`", Fix(span.to(at.span), meant))
    m = re.search(r"\bis\s+([^\s].*?)\s+or$", at.before)
    if m and re.match(r"(?:more|less)\b", at.token):
        meant = "at least" if at.token.startswith("more") else "at most"
        return _unexpected(at, f"write `is {meant} {m[1]}`")
    return None


def is_missing(at: Stumble) -> Diagnostic | None:
    """`gross weight over 3 t`."""
    if at.kind in _PREDICATES and "IS" in at.accepted and "CONTAINS" in at.accepted:
        return _unexpected(at, f"write `is {at.found}`", _first(at, "is"))
    return None


def not_before_a_verb(at: Stumble) -> Diagnostic | None:
    """`description not contains …`."""
    if at.kind != "NOT" or "DOES_NOT" not in at.accepted:
        return None
    m = re.match(r"not\s+(contain|start|end|mention|match|resemble|differ)(e?s)?\b", at.after)
    if m is None:
        return _unexpected(at, "write `is not …` or `does not …`")
    plain = "match" if m[1] == "match" else m[1]
    return _unexpected(at, f"write `does not {plain} …`", Fix(at.ahead(m.end()), f"does not {plain}"))


def subject_missing(at: Stumble) -> Diagnostic | None:
    """`weight is over 3 t and under 5 t`: each test names what it asks about."""
    if at.kind in _TESTS and re.search(r"\b(?:and|or|not)$", at.before) and "SOME" in at.accepted:
        return _unexpected(at, "say again what is asked about: each test names it")
    return None


def list_after_verb(at: Stumble) -> Diagnostic | None:
    """`mentions ("a", "b")`."""
    if at.kind == "LPAR" and {"ANY_OF", "ALL_OF"} <= at.accepted and "NAME" in at.accepted:
        return _unexpected(at, "write `any of (…)` or `all of (…)`", _first(at, "any of"))
    return None


def list_after_is(at: Stumble) -> Diagnostic | None:
    """`port of loading is ECGYE, COTRB`."""
    m = re.search(r"\bis\s+(not\s+)?(?:in\s+)?((?:[A-Z0-9]+|\"[^\"\r\n]*\"))$", at.before)
    rest = re.match(r"(?:\s*,\s*(?:[A-Z0-9]+|\"[^\"\r\n]*\"))+", at.after)
    if at.kind != "COMMA" or m is None or rest is None:
        return None
    better = f"is {m[1] or ''}in ({m[2]}{rest.group()})"
    span = at.source.span(at.start + m.start(), at.span.start + rest.end())
    return _unexpected(at, f"write `{better}`", Fix(span, better))


def bare_distance(at: Stumble) -> Diagnostic | None:
    """`arrival is 10 days after departure`."""
    if at.kind in ("AFTER", "BEFORE") and re.search(r"\bis\s+(?:not\s+)?\d[\d.]*\s+\w+$", at.before):
        return _unexpected(at, f"write `is at least …`, `is less than …` or `is more than …`, then `{at.token} …`")
    return None


def share_of(at: Stumble) -> Diagnostic | None:
    """`50% of total weight …`."""
    if at.kind == "OF" and at.before.endswith("%"):
        return _unexpected(at, "write `*` for `of`", "*")
    return None


def stray_share(at: Stumble) -> Diagnostic | None:
    """`consignee name is "ACME" by 80%`."""
    if at.kind == "BY":
        return _unexpected(at, "`by …%` belongs to `resembles` and `differs from`")
    return None


def more_than_n(at: Stumble) -> Diagnostic | None:
    """`more than 3 containers have …`."""
    m = re.match(r"(more|less|fewer)\s+than\s+(\d{1,6})\b", at.after)
    if m is None or "AT_LEAST" not in at.accepted:
        return None
    number = int(m[2]) + (1 if m[1] == "more" else -1)
    better = f"at {'least' if m[1] == 'more' else 'most'} {max(number, 0)}"
    return _unexpected(at, f"write `{better}`", Fix(at.ahead(m.end()), better))


def connective_missing(at: Stumble) -> Diagnostic | None:
    """Two conditions with nothing between them."""
    if {"AND", "OR"} <= at.accepted and at.kind in _BEGIN_CONDITIONS:
        hint = "conditions are joined by `and` or `or`"
        return mistakes.MISSING_CONNECTIVE.at(at.span, found=at.found, hint=hint)
    return None


PHRASES: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    other_beginning,
    then_missing,
    end_of_force,
    when_missing,
    other_action,
    other_item,
    comma_for_and,
    brackets_around_list,
    comma_missing,
    other_verb,
    other_comparison,
    is_missing,
    not_before_a_verb,
    subject_missing,
    list_after_verb,
    list_after_is,
    bare_distance,
    share_of,
    stray_share,
    more_than_n,
    connective_missing,
)
