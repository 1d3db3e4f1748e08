"""Names that a declaration cannot give: words of the language, capitals, numbers; each with one that it can."""

from __future__ import annotations

import re

from cts_grammar import mistakes
from cts_grammar.complaints.stumble import Stumble
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.words import END_A_NAME, NEW_NAME_PATTERN

_DECLARING = re.compile(r"(?:rulebook|list|define|table|parameter|watchlist)\s+(?P<name>[^\W\dA-Z][\w \t\u00a0-]*)?$")
_AFTER_A_NAME = re.compile(r"=|\bfrom\s*\"|\b(?:as|for|owner|lane)\b|\"|#|\r|\n|$")


def _name_begun(at: Stumble) -> int | None:
    """Where the declared name begins in which the stumble is; None where it is in none."""
    if at.accepted == {"NEW_NAME"} or (at.accepted == {"NAME"} and at.before.endswith("rulebook")):
        return at.span.start
    m = _DECLARING.search(at.before)
    if m is None or not m["name"] or not at.accepted & {"EQUALS", "FROM", "AS", "STRING"}:
        return None
    return None if set(m["name"].split()) & END_A_NAME else at.start + m.start("name")


def _whole_name(at: Stumble, begun: int) -> str:
    """The name as it was meant: up to what a declaration says next."""
    text = at.source.text[begun : at.end]
    within = text[at.span.end - begun :]
    m = _AFTER_A_NAME.search(within)
    return text[: at.span.end - begun + (m.start() if m else 0)].rstrip()


def _free(name: str) -> bool:
    return re.fullmatch(NEW_NAME_PATTERN, name) is not None


def bad_name(at: Stumble) -> Diagnostic | None:
    """The diagnostic where the stumble is in a declared name, offering one that can be read."""
    begun = _name_begun(at)
    if begun is None or not re.match(r"[\w\"]", at.token):
        return None
    if at.token.startswith('"'):
        return _text_for_a_name(at) if begun == at.span.start else None
    name = _whole_name(at, begun)
    span = at.source.span(begun, begun + len(name))
    if _free(name.lower()):
        better = " ".join(name.lower().split())
        return mistakes.LOWER_CASE_WORD.at(span, found=name, hint=f"write `{better}`", fix=better)
    better = "-".join(re.findall(r"\w+", name.lower()))
    better = better if "-" in better else f"our-{better}"
    if not _free(better):
        return None
    if at.is_reserved and at.token == at.token.lower():
        return mistakes.RESERVED_WORD.at(
            at.span, found=at.found, hint=_offer(better), fix=_fix(at, begun, name, better)
        )
    hint = "a name is made of lower-case words; " + _offer(better)
    return mistakes.UNEXPECTED.at(span, found=name, hint=hint, fix=better)


def _offer(better: str) -> str:
    return f"choose another name, for instance `{better}`"


def _fix(at: Stumble, begun: int, name: str, better: str) -> Fix:
    return Fix(at.source.span(begun, begun + len(name)), better)


def _text_for_a_name(at: Stumble) -> Diagnostic:
    return mistakes.UNEXPECTED.at(
        at.span, found=at.found, hint='a name comes first: `rulebook sea-imports "Sea imports"`'
    )
