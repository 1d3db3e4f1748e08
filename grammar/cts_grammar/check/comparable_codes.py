"""Codes of one list are compared with codes of the same list: a port is no HS code, and no country."""

from __future__ import annotations

from collections.abc import Iterable

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Refusal
from cts_grammar.check.literals import article
from cts_grammar.checked import Value
from cts_grammar.vocabulary import CodeList

Comparing = s.IsValue | s.IsAmong | s.IsWithin


def refuse_other_codes(ctx: Context, v: Value, others: Iterable[Value], p: Comparing) -> None:
    """Refuses a comparison that could never be yes; identities (`consignee id`, `document number`) are left alone."""
    mine = v.type.codes
    for other in others:
        theirs = other.type.codes
        if mine is None or theirs is None or mine is theirs or not (_is_listed(mine) or _is_listed(theirs)):
            continue
        if isinstance(p, s.IsWithin) and _is_place_in_country(mine, theirs):
            continue
        raise Refusal(
            mistakes.WRONG_KIND.at(
                p.span,
                left=ctx.words(v.span),
                left_kind=_a(mine),
                right=ctx.words(other.span),
                right_kind=_a(theirs),
                hint=_hint(mine, theirs, ctx.words(other.span), p),
            )
        )


def _is_listed(codes: CodeList) -> bool:
    return codes.hierarchical or bool(codes.words)


def _is_place_in_country(mine: CodeList, theirs: CodeList) -> bool:
    return mine.name == "UN/LOCODE location" and theirs.name == "country"


def _a(codes: CodeList) -> str:
    return f"{article(codes.name)} {codes.name}"


def _hint(mine: CodeList, theirs: CodeList, other: str, p: Comparing) -> str:
    if _is_place_in_country(mine, theirs):
        return f"write `is {'not ' if p.negated else ''}within {other}`"
    return f"write `country of {other}`" if _is_place_in_country(theirs, mine) else ""
