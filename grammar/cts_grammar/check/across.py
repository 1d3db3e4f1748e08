"""A consignment's description is its goods items' texts: what is asked of it is asked of each of them."""

from __future__ import annotations

import dataclasses

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.asking import ask
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.membership import texts_of
from cts_grammar.checked import (
    AllOf,
    AnyOf,
    Condition,
    FieldValue,
    Is,
    ListOf,
    Not,
    Quantified,
    Quantifier,
    Search,
    State,
    TextTest,
)
from cts_grammar.source import Span

_OF_SOME = s.Searches | s.MatchesPattern | s.Resembles


def ask_across(ctx: Context, subject: FieldValue, p: s.Predicate, span: Span, reach: Reach) -> Condition:
    """Searches look into each text, never across two; `is`, `is in` and `is vague` must hold for every item.

    `is missing`: no item has one. `is unreadable`: some item has one that cannot be read.
    """
    over, element, inner = _each_of(ctx, subject, reach)
    level = element.level

    def some(where: Condition) -> Condition:
        return Quantified(Quantifier.AT_LEAST, 1, over, level, where, span)

    def every(where: Condition) -> Condition:
        return Quantified(Quantifier.EVERY, 0, over, level, where, span)

    def finish(positive: Condition) -> Condition:
        return Not(positive, span) if getattr(p, "negated", False) else positive

    if isinstance(p, s.IsState):
        match p.state:
            case "missing" | "present":
                none = AnyOf((Is(State.MISSING, over, span), Not(some(Is(State.PRESENT, element, span)), span)), span)
                return finish(none if p.state == "missing" else Not(none, span))
            case "unreadable":
                return finish(some(Is(State.UNREADABLE, element, span)))
    if isinstance(p, s.Searches) and p.combine in ("all", "none"):
        return finish(_each_needle(ctx, subject, p, span, reach))
    if isinstance(p, s.Resembles) and p.by and p.by.bound == "less than":
        least = s.Resembles(False, p.value, s.Share("", p.by.numeral, p.by.span), p.span)
        return finish(Not(ask_across(ctx, subject, least, span, reach), span))
    if isinstance(p, s.DiffersFrom) and p.by is None:
        return finish(Not(ask_across(ctx, subject, s.IsValue(False, p.value, False, p.span), span, reach), span))
    positive = _without_not(p)
    asked = ask(ctx, element, positive, span, inner)
    if isinstance(p, _OF_SOME):
        return finish(some(asked))
    if isinstance(p, s.IsValue | s.IsAmong | s.IsState):
        return finish(every(asked))
    raise Refusal(mistakes.WRONG_TEST.at(p.span, test=ctx.words(p.span), what="the texts of several goods items"))


def _each_needle(ctx: Context, subject: FieldValue, p: s.Searches, span: Span, reach: Reach) -> Condition:
    """`mentions all of`: each of the words in some item; `none of`: the opposite of any of."""
    assert p.members is not None
    if p.combine == "none":
        any_of = s.Searches(False, p.search, "any", None, p.members, p.span)
        return Not(ask_across(ctx, subject, any_of, span, reach), span)
    over, element, inner = _each_of(ctx, subject, reach)
    needles, _ = texts_of(ctx, p.members, inner)
    each = (TextTest(Search(p.search), element, (needle,), "", span) for needle in needles)
    return AllOf(tuple(Quantified(Quantifier.AT_LEAST, 1, over, element.level, one, span) for one in each), span)


def _each_of(ctx: Context, subject: FieldValue, reach: Reach) -> tuple[ListOf, FieldValue, Reach]:
    """The list whose elements' texts are meant, the text of one of them, and what can be asked beside it."""
    relation = ctx.vocabulary.relations_of(subject.field.of)[subject.field.across]
    field = ctx.vocabulary.field_named(relation.to, subject.field.name)
    assert field is not None, f"{relation.to} has no {subject.field.name}"
    inner, level = reach.inside(relation.to)
    over = ListOf(relation, subject.level, subject.span)
    return over, FieldValue(field, level, field.type, subject.span), inner


def _without_not(p: s.Predicate) -> s.Predicate:
    if isinstance(p, s.Passes) or not p.negated:
        return p
    return dataclasses.replace(p, negated=False)
