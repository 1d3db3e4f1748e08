"""Questions about earlier consignments said in other words than the language says them."""

from __future__ import annotations

import re
from collections.abc import Callable

from cts_grammar.complaints.stumble import Stumble, open_bracket
from cts_grammar.diagnostics import Diagnostic, Fix

_BACK = r"(?:in|within|over|during|for)\s+(?:the\s+)?(?:last|past|previous)"
_UNITS = ("hour", "day", "week", "month", "year")


def other_window(at: Stumble) -> Diagnostic | None:
    """`within the last 90 days`, `in the past 90 days`, `during the last 90 days`."""
    if "IN_THE_LAST" not in at.accepted:
        return None
    m = re.match(rf"{_BACK}(?=\s)", at.after)
    if m is not None:
        return at.unexpected("write `in the last …`", Fix(at.ahead(m.end()), "in the last"))
    said = re.search(rf"(?<!\w){_BACK}$", at.before)
    if said is None:
        return None
    start = at.start + said.start()
    span = at.source.span(start, start + len(said.group()))
    return at.unexpected("write `in the last …`", Fix(span, "in the last"))


def number_left_out(at: Stumble) -> Diagnostic | None:
    """`in the last year`."""
    if at.token not in _UNITS or not re.search(r"\bin\s+the\s+last$", at.before):
        return None
    return at.unexpected(f"write `in the last 1 {at.token}`", at.first("1"))


def several_keys(at: Stumble) -> Diagnostic | None:
    """`with the same consignee, consignor`, `with the same consignee and consignor`."""
    same = re.search(r"\bwith\s+the\s+same\s+([a-z][a-z ]*?)(?:\s+and\s+([a-z][a-z ]*))?$", at.before)
    if same is None:
        return None
    if at.kind == "COMMA" and not same[2]:
        return at.unexpected("several names stand in brackets: write `with the same (…, …)`")
    if at.kind == "IN_THE_LAST" and same[2]:
        better = f"({same[1]}, {same[2]})"
        span = at.source.span(at.start + same.start(1), at.start + same.end(2))
        return at.unexpected(f"write `with the same {better}`", Fix(span, better))
    return None


def filter_too_early(at: Stumble) -> Diagnostic | None:
    """`with (…) in the last 90 days`."""
    if at.kind not in ("IN_THE_LAST", "WITH_THE_SAME", "IN_THIS_MANIFEST") or not at.before.endswith(")"):
        return None
    opened = open_bracket(at.source, at.start, at.start + len(at.before) - 1)
    said = re.search(r"\bwith\s*$", at.source.text[at.start : opened]) if opened is not None else None
    if said is None:
        return None
    start = at.start + said.start()
    only = at.source.text[start : at.start + len(at.before)]
    window = re.match(r"in\s+the\s+last\s+\d+\s+[A-Za-z]+", at.after)
    fix = None
    if window is not None:
        fix = Fix(at.source.span(start, at.at + window.end()), f"{window.group()} {only}")
    return at.unexpected("what the brackets ask follows all of `in the last …` and `with the same …`", fix)


WINDOWS: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    other_window,
    number_left_out,
    several_keys,
    filter_too_early,
)
