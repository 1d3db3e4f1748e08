"""What a rule is to do, and its lines and sections, as people say them before they know the words."""

from __future__ import annotations

import re
from collections.abc import Callable

from cts_grammar import mistakes
from cts_grammar.complaints.masking import masked
from cts_grammar.complaints.stumble import Stumble
from cts_grammar.diagnostics import Diagnostic, Fix

_DEEDS: tuple[tuple[str, str], ...] = (
    (r"(?:add|plus)\s+\+?(?P<n>\d+)(?:\s+points?)?(?:\s+to\s+(?:the\s+)?score)?", "score +{n}"),
    (r"(?:subtract|minus|deduct)\s+(?P<n>\d+)(?:\s+points?)?(?:\s+from\s+(?:the\s+)?score)?", "score -{n}"),
    (r"\+?(?P<n>\d+)\s+points?", "score +{n}"),
    (r"(?:send\s+|put\s+|route\s+)?(?:(?:to|in|into)\s+)?(?:the\s+)?(?P<n>[a-z]+)\s+lane", "lane {n}"),
    (r"(?:x-?ray|scanner|scan)(?:\s+(?:it|the\s+containers?))?", "examine by scan"),
    (r"(?:check|examine|inspect|review)\s+(?:the\s+)?(?:documents|papers)", "examine by documents"),
    (r"(?:examine|inspect|inspection|open|unload|search)(?:\s+(?:it|the\s+containers?|the\s+goods|physically))?"
     r"(?!\s+by\b)", "examine by physical"),
    (r"physical\s+(?:examination|inspection|check)", "examine by physical"),
    (r"(?:notify|inform|warn|email)(?=\s+\")", "alert"),
    (r"(?:message|display|print|show|write|comment)(?=\s+\")", "say"),
    (r"(?:block|stop|detain|retain)(?:\s+(?:it|the\s+consignment|the\s+goods))?", "hold"),
    (r"(?:no\s+loading|refuse\s+loading)", "do not load"),
)  # fmt: skip
_BEGINNINGS = {
    "except if": "unless",
    "except when": "unless",
    "unless if": "unless",
    "except": "unless",
    "if": "when",
    "whenever": "when",
    "where": "when",
    "otherwise": "unless",
    "and then": "then",
}
_LINES = (
    (r"(?:expires|ends|valid\s+until|valid\s+to|until)(?:\s+on)?(?=\s+\d)", "in force to"),
    (r"(?:valid\s+from|starts|begins|effective(?:\s+from)?|from)(?:\s+on)?(?=\s+\d)", "in force from"),
    (r"review(?:\s+(?:on|before|date))?(?=\s+\d)", "review by"),
    (r"(?:category|topic|domain)\b", "area"),
    (r"(?:author|contact)\b(?=\s+\")", "owner"),
)
_ENDS = re.compile(r"end\s*(?:if|rule)?(?![\w\"])|stop\b(?=\s*$)")


def other_beginning(at: Stumble) -> Diagnostic | None:
    """`if …` for `when`, `except if …` for `unless`."""
    for said, meant in _BEGINNINGS.items():
        m = re.match(rf"{said.replace(' ', chr(92) + 's+')}\b", at.after)
        if m and meant.upper() in at.accepted:
            span = at.ahead(m.end())
            return mistakes.SAID_OTHERWISE.at(span, found=said, hint=f"write `{meant}`", fix=meant)
    return None


def second_when(at: Stumble) -> Diagnostic | None:
    """`when A when B`, `when A and when B`."""
    if at.kind != "WHEN" or not re.search(r"\bwhen\b", masked(at.before)):
        return None
    hint = "a rule has one `when`; its conditions are joined by `and` or `or`"
    if "AND" in at.accepted:
        return at.unexpected(hint, "and")
    if "NOT" in at.accepted and re.search(r"\b(?:and|or)$", at.before):
        rest = re.compile(r"\s*").match(at.source.text, at.span.end)
        end = rest.end() if rest else at.span.end
        return at.unexpected(hint, Fix(at.source.span(at.span.start, end), ""))
    return None


def turned_round(at: Stumble) -> Diagnostic | None:
    """`then … when …`, `… then … unless …`: the sections in another order, put right."""
    if not re.match(r"\s*rule\b", at.before):
        return None
    text = masked(at.source.text[at.start : at.end])
    here = at.at - at.start
    if at.kind == "THEN" and "WHEN" in at.accepted:
        later = re.compile(r"\bwhen\b").search(text, here)
        if later is None:
            return None
        hint = "what is to be so comes first: `when …`, then what is to be done: `then …`"
        return at.unexpected(hint, _swapped(at, here, later.start()))
    if at.kind == "UNLESS" and "SCORE" in at.accepted:
        actions = list(re.finditer(r"\bthen\b", text[:here]))
        if not actions:
            return None
        return at.unexpected("exceptions stand before `then`", _swapped(at, actions[-1].start(), here))
    return None


def _swapped(at: Stumble, first: int, second: int) -> Fix:
    """What stands from the first place put after what stands from the second, to the end of the rule."""
    piece = at.source.text[at.start : at.end]
    example = re.compile(r"\bexample\b").search(masked(piece), second)
    body = piece[second : example.start() if example else len(piece)].rstrip()
    gap = piece[:first][len(piece[:first].rstrip()) :] or "\n  "
    moved = piece[first:second].rstrip()
    return Fix(at.source.span(at.start + first, at.start + second + len(body)), f"{body}{gap}{moved}")


def no_else(at: Stumble) -> Diagnostic | None:
    """`else …`: a rule does one thing."""
    m = re.match(r"(?:else|otherwise)\b", at.after)
    if "SCORE" not in at.accepted or m is None:
        return None
    hint = "a rule has no `else`: write a second rule whose condition is `not (…)` of this one"
    return mistakes.SAID_OTHERWISE.at(at.ahead(m.end()), found=m.group(), hint=hint)


def rule_ended(at: Stumble) -> Diagnostic | None:
    """`end if`, `end rule`."""
    m = _ENDS.match(at.after)
    if "SCORE" not in at.accepted or m is None:
        return None
    hint = "leave it out: a rule ends where the next one begins"
    return mistakes.SAID_OTHERWISE.at(at.ahead(len(m.group().rstrip())), found=m.group().strip(), hint=hint, fix="")


def other_deed(at: Stumble) -> Diagnostic | None:
    """`add 45`, `red lane`, `inspect`, `notify "…"`: an action in other words."""
    if not {"SCORE", "HOLD"} <= at.accepted:
        return None
    lane_is = re.search(r"\blane\s+(?P<is>is|to|goes)$", at.recent)
    if lane_is:
        begin = at.recent_from + lane_is.start("is")
        span = at.source.span(begin, begin + len(lane_is["is"]))
        cut = Fix(at.source.span(begin, at.at), "")
        return at.told(span, f"leave it out: `lane {at.found}`", cut)
    points = re.match(r"points?\b", at.after)
    if points and re.search(r"\bscore\s+[+-]?\d+$", at.recent):
        return at.told(at.ahead(points.end()), "leave it out: a score is a number", Fix(at.ahead(points.end()), ""))
    for said, meant in _DEEDS:
        m = re.match(rf"(?:{said})(?![\w-])", at.after)
        if m:
            better = meant.format(n=m["n"]) if "{n}" in meant else meant
            span, found = at.ahead(m.end()), " ".join(m.group().split())
            return mistakes.SAID_OTHERWISE.at(span, found=found, hint=f"write `{better}`", fix=better)
    return None


def other_line(at: Stumble) -> Diagnostic | None:
    """`expires 2026-12-31`, `valid from …`: a first line in other words."""
    if not {"WHEN", "AREA"} <= at.accepted:
        return None
    for said, meant in _LINES:
        m = re.match(said, at.after)
        if m and not re.search(r"\bin\s+force(?:\s+from\s+\S+)?$", at.recent):
            span, found = at.ahead(m.end()), " ".join(m.group().split())
            return mistakes.SAID_OTHERWISE.at(span, found=found, hint=f"write `{meant} …`", fix=meant)
    return None


def identifier(at: Stumble) -> Diagnostic | None:
    """`rule "Fruit"`, `rule Fruit reefers`: a rule without an identifier, or with one of several words."""
    if at.kind == "STRING" and at.accepted == {"RULE_ID"}:
        words = re.findall(r"[A-Za-z0-9]+", at.token)[:3]
        id_ = "-".join(words).upper() or "RULE-1"
        hint = f"a rule has an identifier before its title: `rule {id_} {at.found}`"
        return at.unexpected(hint, at.first(id_))
    m = re.search(r"\brule[ \t]+(?P<id>[\w.-]+)$", at.recent)
    if m is None or not {"WHEN", "AREA"} <= at.accepted or at.kind not in ("NAME", "CAPITALISED", "NUMERAL", "CODE"):
        return None
    rest = re.match(r"[\w.-]+(?:[ \t]+[\w.-]+)*(?=[ \t]*(?:\"|\r|\n|#|$))", at.after)
    if rest is None or "\n" in at.source.text[at.start + len(at.before) : at.at]:
        return None
    better = "-".join([m["id"], *rest.group().split()])
    whole = at.source.span(at.recent_from + m.start("id"), at.at + rest.end())
    return at.told(at.ahead(rest.end()), f"an identifier is one word: `{better}`", Fix(whole, better))


def lane_from(at: Stumble) -> Diagnostic | None:
    """`lane red above 70`, `lane red 70`."""
    if at.accepted != {"FROM"} or not re.search(r"\blane\s+\w+$", at.recent):
        return None
    m = re.match(r"(?:is\s+)?(?:above|over|at\s+least|at|if\s+score|more\s+than|starts\s+at|is|>=|>|=)", at.after)
    if m:
        return at.told(at.ahead(m.end()), "write `from`", Fix(at.ahead(m.end()), "from"))
    return at.unexpected("write `from` before it", at.first("from")) if at.kind in ("NUMERAL", "SIGNED") else None


OTHER_DEEDS: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    other_beginning,
    second_when,
    turned_round,
    no_else,
    rule_ended,
    other_deed,
    other_line,
    identifier,
    lane_from,
)
