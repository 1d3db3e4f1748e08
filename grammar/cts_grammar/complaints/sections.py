"""Sections, first lines and actions in another order, under another name, or joined by other signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from cts_grammar import mistakes
from cts_grammar.complaints.stumble import BEGIN_CONDITIONS, Stumble
from cts_grammar.diagnostics import Diagnostic, Fix

_LINES = ("area", "owner", "reference", "in force", "review by", "shadow", "when")
_ITEMS = ("rulebook", "rule", "list", "define")
_ACTIONS = (
    "score +10, lane red, hold, do not load, request …, examine by scan, alert, refer to, label, say, tell trader"
)
_SECTIONS = frozenset(["AREA", "OWNER", "REFERENCE", "IN_FORCE", "REVIEW_BY", "SHADOW", "WHEN", "UNLESS"])


def then_missing(at: Stumble) -> Diagnostic | None:
    """An action where `then` was still to come."""
    acts = re.match(r"(?:score|lane|hold|say|alert|examine|refer|label|do\s+not\s+load|tell|request)\b", at.token)
    if "THEN" not in at.accepted or not acts:
        return None
    return mistakes.SECTION_MISSING.at(at.span, word="then", hint="actions stand after `then`", fix=at.first("then"))


def end_of_force(at: Stumble) -> Diagnostic | None:
    """`in force from … until …`."""
    if at.kind == "UNTIL" and re.search(r"\bin\s+force(?:\s+from\s+\S+)?$", at.before):
        return at.unexpected("write `to`", "to")
    return None


def out_of_order(at: Stumble) -> Diagnostic | None:
    """`unless` before `when` or after `then`, `area` after `when`, a second `when`."""
    sections = _SECTIONS - at.accepted
    in_a_rule = re.match(r"\s*rule\b", at.before) is not None
    if not in_a_rule or at.kind not in sections or not at.accepted & {"WHEN", "THEN", "SCORE", "AND"}:
        return None
    return at.unexpected("a rule says its first lines, then `when`, then `unless`, then `then`")


def when_missing(at: Stumble) -> Diagnostic | None:
    """A condition, or `then`, where `when` was still to come; or a line that a rule does not have."""
    if not {"WHEN", "AREA"} <= at.accepted:
        return None
    if re.search(r"\bwhen\b", re.sub(r'"[^"\r\n]*"|#[^\r\n]*', "", at.after)):
        return _other_line(at)
    if at.kind == "THEN":
        return mistakes.SECTION_MISSING.at(at.span, word="when", hint="conditions stand between `when` and `then`")
    if at.kind not in BEGIN_CONDITIONS:
        return None
    return mistakes.SECTION_MISSING.at(at.span, word="when", hint="conditions stand after `when`", fix=at.first("when"))


def _other_line(at: Stumble) -> Diagnostic | None:
    first = at.token.split()[0]
    known = {line.split()[0]: line for line in _LINES}
    near = get_close_matches(first, [*_LINES, *known], n=1, cutoff=0.7)
    if near:
        meant = known.get(near[0], near[0])
        return at.unexpected(f"did you mean `{meant}`?", Fix(at.ahead(len(first)), meant))
    return at.unexpected("the first lines of a rule are area, owner, reference, in force, review by, shadow")


def other_comment(at: Stumble) -> Diagnostic | None:
    """`// comment`, `/* comment */`, `-- comment`."""
    begins = at.source.text[at.span.start - 1 : at.span.start + 1]
    if begins in ("//", "/*", "--") or at.after.startswith("--"):
        start = at.at - (begins in ("//", "/*", "--"))
        span = at.source.span(start, start + 2)
        hint = "a comment begins with `#` and ends with its line"
        return at.told(span, hint, None if begins == "/*" else Fix(span, "#"))
    return None


def equals_sign(at: Stumble) -> Diagnostic | None:
    """`score = 1`, `lane = red`."""
    if at.kind == "EQUALS" and at.accepted & {"NUMERAL", "WORD"} and re.search(r"\b(?:score|lane|from)$", at.before):
        return at.unexpected("leave the `=` out", "")
    return None


def other_action(at: Stumble) -> Diagnostic | None:
    """A word after `then` that is no action, or one that joins actions."""
    if not {"SCORE", "HOLD"} <= at.accepted:
        return None
    if at.token in (",", ";", "and") and not re.search(r"\bthen$", at.before):
        return at.unexpected("actions follow one another with nothing between them", "")
    if re.match(r"(?:examine|refer|request|tell)\b", at.token):
        return at.unexpected('write `examine by scan`, `refer to "…"`, `request information "…"`, `tell trader "…"`')
    if at.kind in ("NAME", "RULE_ID", "NUMERAL", "STRING", "DOES_NOT"):
        return _other_item(at) or at.unexpected(f"actions are {_ACTIONS}")
    return None


def other_item(at: Stumble) -> Diagnostic | None:
    """`rules A-1 when …`, `lst ports = …`: a declaration under another name."""
    return _other_item(at) if {"RULE", "DEFINE"} <= at.accepted else None


def _other_item(at: Stumble) -> Diagnostic | None:
    first = at.token.split()[0]
    near = get_close_matches(first.lower(), _ITEMS, n=1, cutoff=0.75)
    if not near:
        return None
    return at.unexpected(f"did you mean `{near[0]}`?", Fix(at.ahead(len(first)), near[0]))


def comma_for_and(at: Stumble) -> Diagnostic | None:
    """`for sea and air imports`."""
    if at.kind == "AND" and "COMMA" in at.accepted:
        return at.unexpected("separate them by commas", Fix(at.back(0), ","))
    return None


def brackets_around_list(at: Stumble) -> Diagnostic | None:
    """`list ports = (ECGYE, COTRB)`."""
    m = re.match(r"\(([^()\r\n]*)\)", at.after)
    if at.kind != "LPAR" or not m or not re.search(r"\blist\s[^=]*=$", at.before):
        return None
    return at.unexpected("a list is declared without brackets", Fix(at.ahead(m.end()), m[1].strip()))


def comma_missing(at: Stumble) -> Diagnostic | None:
    """`list ports = ECGYE COTRB`."""
    entry = at.kind in ("NAME", "STRING", "CODE", "CAPITALISED", "NUMERAL", "DATE")
    if not entry or "COMMA" not in at.accepted or at.kind in at.accepted:
        return None
    end = at.back(0).start
    return at.unexpected("a comma stands between two of a list", Fix(at.source.span(end, end), ","))


SECTIONS: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    then_missing,
    end_of_force,
    out_of_order,
    when_missing,
    other_comment,
    equals_sign,
    other_action,
    other_item,
    comma_for_and,
    brackets_around_list,
    comma_missing,
)
