"""Names that a declaration cannot give: words of the language, capitals, numbers; each with one that it can."""

from __future__ import annotations

import re
from collections.abc import Callable

from cts_grammar import mistakes
from cts_grammar.complaints.stumble import Stumble
from cts_grammar.diagnostics import Diagnostic, Fix
from cts_grammar.words import END_A_NAME, NEW_NAME_PATTERN

_DECLARING = re.compile(r"(?:rulebook|list|define|table|parameter|watchlist)\s+(?P<name>[^\W\dA-Z][\w \t\u00a0-]*)?$")
_SIGNS = {"list": "=", "define": "as", "parameter": "="}
_AFTER_A_NAME = re.compile(r"=|\bfrom\s*\"|\b(?:as|for|owner|lane)\b|\"|#|\r|\n|$")


def _name_begun(at: Stumble) -> int | None:
    """Where the declared name begins in which the stumble is; None where it is in none."""
    if at.accepted == {"NEW_NAME"} or (at.accepted == {"NAME"} and at.before.endswith("rulebook")):
        return at.span.start
    m = _DECLARING.search(at.before)
    if m is None or not m["name"] or not at.accepted & {"EQUALS", "FROM", "AS", "STRING"}:
        return None
    return None if set(m["name"].split()) & END_A_NAME else at.start + m.start("name")


def _whole_name(at: Stumble, begun: int) -> str | None:
    """The name as it was meant, up to what its declaration says next; None where the declaration does not go on."""
    text = at.source.text[begun : at.end]
    within = text[at.span.end - begun :]
    m = _AFTER_A_NAME.search(within)
    if m is None or (not m.group().strip() and not at.before.startswith("rulebook")):
        return None
    return text[: at.span.end - begun + m.start()].rstrip()


def _free(name: str) -> bool:
    return re.fullmatch(NEW_NAME_PATTERN, name) is not None


def title_without_quotes(at: Stumble) -> Diagnostic | None:
    """`rulebook fruit My first rulebook`."""
    named = re.search(r"\brulebook[ \t]+[a-z][\w -]*$", at.recent)
    title = re.match(r"[A-Z][^\"\r\n#]*", at.after)
    if named is None or title is None or "STRING" not in at.accepted:
        return None
    said = title.group().rstrip()
    better = f'"{said}"'
    span = at.ahead(len(said))
    return mistakes.UNQUOTED_TEXT.at(span, found=said, hint=f"a title stands in quotes: `{better}`", fix=better)


def bad_name(at: Stumble) -> Diagnostic | None:
    """The diagnostic where the stumble is in a declared name, offering one that can be read."""
    begun = _name_begun(at)
    if begun is None or not re.match(r"[\w\"]", at.token):
        return None
    if at.token.startswith('"'):
        return _text_for_a_name(at) if begun == at.span.start else None
    name = _whole_name(at, begun)
    if name is None:
        return None
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


def sign_missing(at: Stumble) -> Diagnostic | None:
    """`list ports is …`, `define heavy = …`: another sign, or none, between the name and what it stands for."""
    declaring = re.match(r"\s*(list|define|parameter)\s", at.before)
    if declaring is None or not at.accepted & {"EQUALS", "AS"}:
        return None
    sign = _SIGNS[declaring[1]]
    hint = f"write `{declaring[1]} NAME {sign} …`"
    goes_on = re.match(r"\w+\s+(?:not|over|under|at|less|more|between|in|within|before|after|missing)\b", at.after)
    if at.token in ("is", "as", "=", "are") and not goes_on:
        return mistakes.UNEXPECTED.at(at.span, found=at.found, hint=hint, fix=sign)
    if at.kind in ("CODE", "STRING", "NUMERAL", "DATE"):
        return mistakes.UNEXPECTED.at(at.span, found=at.found, hint=hint, fix=at.first(sign))
    return mistakes.UNEXPECTED.at(at.span, found=at.found, hint=hint)


def file_without_quotes(at: Stumble) -> Diagnostic | None:
    """`list ports from lists/ports.csv`."""
    begin = re.search(r"\bfrom\s+([\w.-]+)$", at.before)
    rest = re.match(r"[/.\\][\w./\\-]+", at.after)
    if begin is None or rest is None:
        return None
    better = f'"{begin[1]}{rest.group()}"'
    span = at.source.span(at.start + begin.start(1), at.span.start + rest.end())
    return mistakes.UNEXPECTED.at(
        at.span, found=at.found, hint=f"a file stands in quotes: `{better}`", fix=Fix(span, better)
    )


NAMES: tuple[Callable[[Stumble], Diagnostic | None], ...] = (
    file_without_quotes,
    title_without_quotes,
    bad_name,
    sign_missing,
)


def _offer(better: str) -> str:
    return f"choose another name, for instance `{better}`"


def _fix(at: Stumble, begun: int, name: str, better: str) -> Fix:
    return Fix(at.source.span(begun, begun + len(name)), better)


def _text_for_a_name(at: Stumble) -> Diagnostic:
    return mistakes.UNEXPECTED.at(
        at.span, found=at.found, hint='a name comes first: `rulebook sea-imports "Sea imports"`'
    )
