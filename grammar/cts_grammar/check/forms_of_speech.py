"""`A is X or Y`, `A and B are missing`: forms of speech in which the language wants each test said in full."""

from __future__ import annotations

import re

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.diagnostics import Diagnostic, Fix, Label
from cts_grammar.source import Span
from cts_grammar.vocabulary import Type

_BARE = s.Text | s.Code | s.Number | s.Day


def refuse_mixture(ctx: Context, e: s.Chain) -> None:
    """`A and B or C` is refused with both readings."""
    if len(set(e.connectives)) > 1:
        first, other = (_connective(ctx, e, e.connectives.index(word)) for word in dict.fromkeys(e.connectives))
        place = Label(first, f"`{ctx.words(first)}` here, `{ctx.words(other)}` there")
        raise Refusal(mistakes.MIXED_AND_OR.at(other, place, hint=both_readings(ctx, e)))


def _connective(ctx: Context, e: s.Chain, i: int) -> Span:
    """Where the word stands between two parts of a chain, beyond comments."""
    end, begin = e.parts[i].span.end, e.parts[i + 1].span.start
    source = ctx.sources[e.span.path]
    between = re.sub(r"#[^\r\n]*", lambda m: " " * len(m.group()), source.text[end:begin])
    at = end + between.index(e.connectives[i])
    return source.span(at, at + len(e.connectives[i]))


def both_readings(ctx: Context, e: s.Chain) -> str:
    """`write (A and B) or C, or A and (B or C)`."""
    words = [ctx.words(p.span) for p in e.parts]

    def grouped(inner: str, outer: str) -> str:
        groups: list[list[str]] = [[words[0]]]
        for connective, word in zip(e.connectives, words[1:], strict=True):
            if connective == inner:
                groups[-1].append(word)
            else:
                groups.append([word])
        said = [f"({f' {inner} '.join(g)})" if len(g) > 1 else g[0] for g in groups]
        return f" {outer} ".join(said)

    return f"write `{grouped('and', 'or')}` or `{grouped('or', 'and')}`"


def refuse_leftovers(ctx: Context, e: s.Chain, reach: Reach) -> None:
    """Refuses what stands in a chain for a test and is none, with the tests in full."""
    for i in range(1, len(e.parts)):
        found = _shared_subject(ctx, e, i, reach) or _shared_test(e, i, ctx)
        if found is not None:
            raise Refusal(found)


def _shared_subject(ctx: Context, e: s.Chain, i: int, reach: Reach) -> Diagnostic | None:
    """`port of loading is ECGYE or COTRB`, `freight payment is cash or collect`, `marks contain "a" or "b"`."""
    test, part = e.parts[i - 1], e.parts[i]
    if not isinstance(test, s.Test) or not _is_leftover(ctx, test, part, reach):
        return None
    run = [part]
    for later in e.parts[i + 1 :]:
        if not _is_leftover(ctx, test, later, reach):
            break
        run.append(later)
    better = _in_full(ctx, test, run, e.connectives[i - 1])
    shown = better if len(better) <= 100 else better[:97] + "..."
    subject = ctx.words(test.subject.span)
    return mistakes.CODE_AS_CONDITION.at(
        part.span,
        text=ctx.words(part.span),
        connective=e.connectives[i - 1],
        hint=f"write `{shown}`" if better else f"say again what is asked about: `{subject} is …`",
        fix=Fix(test.span.to(run[-1].span), better) if better else None,
    )


def _is_leftover(ctx: Context, test: s.Test, part: s.Expression, reach: Reach) -> bool:
    if isinstance(part, _BARE):
        return True
    if not isinstance(part, s.Name) or not isinstance(test.predicate, s.IsValue):
        return False
    codes = _type_of(ctx, test.subject, reach)
    return bool(codes and codes.codes and part.text in codes.codes.words and part.text not in ctx.definitions)


def _type_of(ctx: Context, subject: s.Expression, reach: Reach) -> Type | None:
    try:
        return ctx.value_of(ctx, subject, reach, None).type
    except Refusal:
        return None


def _in_full(ctx: Context, test: s.Test, run: list[s.Expression], connective: str) -> str:
    subject, asked = ctx.exactly(test.subject.span), test.predicate
    match asked:
        case s.IsValue():
            written = ", ".join(ctx.exactly(x.span) for x in (asked.value, *run))
            return f"{subject} is {'not ' if asked.negated else ''}in ({written})"
        case s.Searches(negated=False, members=None, needle=needle) if needle is not None:
            written = ", ".join(ctx.exactly(x.span) for x in (needle, *run))
            return f"{subject} {asked.search} {'any' if connective == 'or' else 'all'} of ({written})"
        case _:
            return ""


def _shared_test(e: s.Chain, i: int, ctx: Context) -> Diagnostic | None:
    """`consignee and consignor are missing`."""
    name, other = e.parts[i - 1], e.parts[i]
    if not isinstance(name, s.Name) or name.text in ctx.definitions or not isinstance(other, s.Test):
        return None
    asked = other.predicate
    if not isinstance(asked, s.IsState) or not asked.plural or not isinstance(other.subject, s.Name):
        return None
    state = f"is {'not ' if asked.negated else ''}{asked.state}"
    both = f"{name.text} {state} {e.connectives[i - 1]} {other.subject.text} {state}"
    return mistakes.BOTH_TESTS_WANTED.at(
        _span(name, other), left=name.text, right=other.subject.text, hint=f"write `{both}`", fix=both
    )


def _span(first: s.Expression, last: s.Expression) -> Span:
    return first.span.to(last.span)
