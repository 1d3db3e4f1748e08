"""`some goods item has (…)`, `no routing country is in hubs`, `at least 3 containers have (…)`."""

from __future__ import annotations

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.asking import ask
from cts_grammar.check.called_elsewhere import our_name
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.declarations import names_used
from cts_grammar.check.inner_question import refuse_outer_question
from cts_grammar.check.literals import code
from cts_grammar.check.names import find_list, list_of, nearest
from cts_grammar.checked import AllOf, Condition, FieldValue, ListOf, Not, Quantified, Quantifier, Same, Truth
from cts_grammar.diagnostics import Fix
from cts_grammar.source import Span
from cts_grammar.vocabulary import CodeList, Kind, Relation


def quantified(ctx: Context, e: s.Quantified, reach: Reach) -> Condition:
    """The checked form of a quantifier. Raises Refusal with the mistake."""
    relation, owner = _list_named(ctx, e, reach)
    over = list_of(relation, owner, e.noun.span, reach.nearest(ctx.vocabulary.root, owner))
    inner, level = reach.inside(relation.to, relation.name)
    if isinstance(e.body, s.Predicate):
        where = _plain(ctx, e, e.body, relation, inner, level)
    else:
        if relation.element is not None and relation.element.name not in names_used(e.body):
            raise Refusal(
                mistakes.WRONG_TEST.at(
                    e.span,
                    test="has (…)",
                    what=f"a {relation.name}, which is one value",
                    hint=f"write `{e.kind} {relation.name} is …`",
                )
            )
        where = ctx.condition_of(ctx, e.body, inner)
        refuse_outer_question(ctx, where, level, relation, e.body.span)
    return counted(ctx, e, over, level, where)


def _list_named(ctx: Context, e: s.Quantified, reach: Reach) -> tuple[Relation, int]:
    name = e.noun.text
    found = find_list(ctx, name, reach)
    if found is not None:
        return found
    if name in ctx.lost or (name in ctx.definitions and ctx.definitions[name].broken):
        raise Refusal(None)
    lists = [n for bound in reach for n, r in ctx.vocabulary.relations_of(bound.thing).items() if not r.pending]
    longer = next((n for n in lists if name.startswith(n + " ")), None)
    if longer is not None:
        field = name[len(longer) + 1 :].removeprefix("where ").removeprefix("with ")
        hint = f"write `{e.kind} {longer} has ({field} …)`"
        raise Refusal(mistakes.NO_SUCH_THING.at(e.noun.span, name=name, thing=reach.bound[-1].thing, hint=hint))
    near = nearest(name, lists)
    raise Refusal(
        mistakes.NO_SUCH_THING.at(
            e.noun.span,
            name=name,
            thing=reach.bound[-1].thing,
            fix=near[0] if near else None,
            hint=f"did you mean `{near[0]}`?" if near else f"there are {', '.join(dict.fromkeys(lists[1::2]))}",
        )
    )


def _plain(ctx: Context, e: s.Quantified, p: s.Predicate, relation: Relation, inner: Reach, level: int) -> Condition:
    span = e.noun.span.to(p.span)
    if relation.element is not None:
        return ask(ctx, FieldValue(relation.element, level, relation.element.type, e.noun.span), p, span, inner)
    itself = ctx.vocabulary.field_named(relation.to, relation.name)
    if itself is not None:  # `some party is on sanctioned parties`: the thing as a whole can be asked
        return ask(ctx, FieldValue(itself, level, itself.type, e.noun.span), p, span, inner)
    if isinstance(p, s.IsValue) and isinstance(p.value, s.Name | s.Code):
        return _word_of_a_field(ctx, p, p.value, relation, level, span)
    field = next(iter(ctx.vocabulary.fields_of(relation.to)), "…")
    meant = _field_meant(ctx, p, relation)
    if meant is not None:
        verb = "have" if e.noun.text == relation.plural else "has"
        better = f"{ctx.exactly(e.span.to(e.noun.span))} {verb} ({meant} {_singular(ctx.exactly(p.span))})"
        hint = f"write `{better}`"
        raise Refusal(
            mistakes.BRACKETS_WANTED.at(p.span, word=f"{e.kind} {relation.name}", hint=hint, fix=Fix(e.span, better))
        )
    raise Refusal(
        mistakes.BRACKETS_WANTED.at(
            p.span, word=f"{e.kind} {relation.name}", hint=f"write `{e.kind} {relation.name} has ({field} …)`"
        )
    )


def _field_meant(ctx: Context, p: s.Predicate, relation: Relation) -> str | None:
    """`all goods items are within 0803`: the first field that has all these codes."""
    if not isinstance(p, s.IsWithin | s.IsAmong) or not p.members.entries:
        return None
    written = [x.numeral if isinstance(x, s.Number) else getattr(x, "text", "") for x in p.members.entries]
    for field in ctx.vocabulary.fields_of(relation.to).values():
        codes = field.type.codes
        if codes and (codes.hierarchical or codes.known) and all(_is_code(codes, text) for text in written):
            return field.name
    return None


def _is_code(codes: CodeList, text: str) -> bool:
    canonical = codes.normalise(text)
    return canonical is not None and (codes.known is None or codes.known(canonical))


def _singular(predicate: str) -> str:
    return f"is{predicate[3:]}" if predicate.startswith("are") else predicate


def _word_of_a_field(
    ctx: Context, p: s.IsValue, word: s.Name | s.Code, relation: Relation, level: int, span: Span
) -> Condition:
    """`some container is refrigerated`: where just one of its fields has such a value."""
    fields = ctx.vocabulary.fields_of(relation.to).values()
    having = [f for f in fields if f.type.codes and word.text.lower() in f.type.codes.words]
    truths = [f for f in fields if f.type.kind is Kind.TRUTH and f.name == word.text]
    if truths:
        asked: Condition = Truth(FieldValue(truths[0], level, truths[0].type, word.span), span)
    elif len(having) == 1 and having[0].type.codes:
        found = having[0]
        asked = Same(
            FieldValue(found, level, found.type, span), code(ctx, word.text, having[0].type.codes, word.span), span
        )
    else:
        words = [w for f in fields if f.type.codes for w in f.type.codes.words]
        ours = our_name(ctx.vocabulary, word.text.removeprefix("a "))
        near = [ours] if ours in words else nearest(word.text.removeprefix("a "), words)
        raise Refusal(
            mistakes.UNKNOWN_WORD.at(
                word.span,
                name=word.text,
                field=relation.name,
                fix=near[0] if near else None,
                hint=f"did you mean `{near[0]}`?"
                if near
                else f"write `has (…)` and name the field of the {relation.name}",
            )
        )
    return Not(asked, span) if p.negated else asked


def counted(ctx: Context, e: s.Quantified, over: ListOf, level: int, where: Condition) -> Condition:
    """The quantifier's word as the forms that the engine knows."""

    def at_least(n: int) -> Condition:
        return Quantified(Quantifier.AT_LEAST, n, over, level, where, e.span)

    match e.kind:
        case "some":
            return at_least(1)
        case "no":
            return Not(at_least(1), e.span)
        case "every":
            return Quantified(Quantifier.EVERY, 0, over, level, where, e.span)
        case "at most":
            return Not(at_least(e.n + 1), e.span)
    if e.n < 1:
        raise Refusal(
            mistakes.COUNT_OUT_OF_RANGE.at(
                e.span,
                count=f"{e.kind} {e.n}",
                total="them",
                hint="for none write `no … has (…)`, for any number leave the test out",
            )
        )
    if e.kind == "at least":
        return at_least(e.n)
    return AllOf((at_least(e.n), Not(at_least(e.n + 1), e.span)), e.span)
