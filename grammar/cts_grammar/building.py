"""From Lark's tree to syntax: one method a production, nothing decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lark import Token, Transformer

from cts_grammar import syntax as s
from cts_grammar.source import Source, Span
from cts_grammar.words import tidy

Child = Any
"""A token or a syntax node: both know where they stand."""


class Builder(Transformer[Token, Any]):
    """Builds the syntax of a piece of one file, which begins at an offset; its depth has been bounded before."""

    def __init__(self, source: Source, offset: int) -> None:
        super().__init__(visit_tokens=False)
        self.source = source
        self.offset = offset

    # --- places and words -------------------------------------------------------------------------------------------

    def at(self, children: Sequence[Child]) -> Span:
        """From the first child to the last."""
        return self.span(children[0]).to(self.span(children[-1]))

    def span(self, child: Child) -> Span:
        """Where a token or a node stands."""
        if not isinstance(child, Token):
            span: Span = child.span
            return span
        return self.source.span(self.offset + (child.start_pos or 0), self.offset + (child.end_pos or 0))

    def to_name(self, token: Token) -> s.Name:
        return s.Name(tidy(token), self.span(token))

    def to_text(self, token: Token) -> s.Text:
        return s.Text(unquote(token), self.span(token))

    def to_entry(self, tokens: Sequence[Token]) -> s.Entry:
        first = tokens[0]
        match first.type:
            case "NAME":
                return self.to_name(first)
            case "STRING":
                return self.to_text(first)
            case "CODE" | "CAPITALISED":
                return s.Code(str(first), self.span(first))
            case "DATE" | "BAD_DATE":
                return s.Day(str(first), first.type == "DATE", self.span(first))
            case _:
                return s.Number(str(first), tidy(" ".join(tokens[1:])), self.at(tokens))

    # --- literals ---------------------------------------------------------------------------------------------------

    def name(self, c: list[Token]) -> s.Name:
        return self.to_name(c[0])

    def possessive(self, c: list[Token]) -> s.Possessive:
        return s.Possessive(tidy(c[0])[:-2], self.to_name(c[1]), self.at(c))

    def earlier(self, c: list[Token]) -> s.Earlier:
        return s.Earlier(self.to_name(c[1]), self.at(c))

    def _entry(self, c: list[Token]) -> s.Entry:
        return self.to_entry(c)

    text = code = day = bad_day = quantity = entry = _entry

    def number(self, c: list[Token]) -> Token:
        return c[0]

    # --- expressions ------------------------------------------------------------------------------------------------

    def brackets(self, c: list[Child]) -> s.Brackets:
        return s.Brackets(c[1], self.at(c))

    def chain(self, c: list[Child]) -> s.Chain:
        return s.Chain(tuple(c[::2]), tuple(str(w) for w in c[1::2]), self.at(c))

    def arithmetic(self, c: list[Child]) -> s.Sum:
        return s.Sum(tuple(c[::2]), tuple(str(w) for w in c[1::2]), self.at(c))

    def negation(self, c: list[Child]) -> s.Negation:
        return s.Negation(c[1], self.at(c))

    denied = negation

    def group(self, c: list[Child]) -> s.Group:
        n = next((int(t) for t in c if isinstance(t, Token) and t.type == "NUMERAL" and t.isdigit()), 0)
        parts = tuple(x for x in c if not isinstance(x, Token))
        return s.Group(tidy(c[0]).removesuffix(" of"), n, parts, self.at(c))

    def quantified_brackets(self, c: list[Child]) -> s.Quantified:
        kind, n = how_many(c)
        return s.Quantified(kind, n, self.to_name(c[-5]), c[-2], self.at(c))

    def quantified_plain(self, c: list[Child]) -> s.Quantified:
        kind, n = how_many(c)
        return s.Quantified(kind, n, self.to_name(c[-2]), c[-1], self.at(c))

    def summary(self, c: list[Child]) -> s.Summarised:
        kind = "number" if c[0].type == "NUMBER_OF" else str(c[0])
        names = [x for x in c if isinstance(x, Token) and x.type == "NAME"]
        if any(isinstance(x, Token) and x.type == "DIFFERENT" for x in c):
            kind = "different"
        where = c[-1][0] if isinstance(c[-1], tuple) else None
        end = c[-1][1] if isinstance(c[-1], tuple) else self.span(c[-1])
        pieces = [x for x in c if isinstance(x, s.History) or (isinstance(x, Token) and x.type == "IN_THIS_MANIFEST")]
        return s.Summarised(kind, self.to_name(names[0]), self.to_history(pieces), where, self.span(c[0]).to(end))

    def filter(self, c: list[Child]) -> tuple[s.Expression, Span]:
        return c[2], self.span(c[-1])

    def same(self, c: list[Token]) -> s.History:
        return s.History(tuple(self.names(c)), (), False, self.at(c))

    def window(self, c: list[Token]) -> s.History:
        return s.History((), (s.Window(str(c[1]), tidy(c[2]), self.at(c)),), False, self.at(c))

    def to_history(self, pieces: list[Child]) -> s.History | None:
        """One value out of `with the same …`, `in the last …`, `in this manifest`, in any order."""
        if not pieces:
            return None
        written = [p for p in pieces if isinstance(p, s.History)]
        keys = tuple(k for p in written for k in p.keys)
        windows = tuple(w for p in written for w in p.windows)
        return s.History(keys, windows, len(written) < len(pieces), self.at(pieces))

    def names(self, c: Iterable[Child]) -> list[s.Name]:
        return [self.to_name(t) for t in c if isinstance(t, Token) and t.type == "NAME"]

    def lookup(self, c: list[Token]) -> s.Lookup:
        return s.Lookup(self.to_name(c[0]), tuple(self.names(c[1:])), self.at(c))

    # --- predicates -------------------------------------------------------------------------------------------------

    def test(self, c: list[Child]) -> s.Test:
        return s.Test(c[0], c[1], self.at(c))

    def is_value(self, c: list[Child]) -> s.IsValue:
        return s.IsValue(negated(c), c[-1], c[0] == "are", self.at(c))

    def is_order(self, c: list[Child]) -> s.IsOrder:
        at = 2 if negated(c) else 1
        direction, anchor = (str(c[at + 2]), c[at + 3]) if len(c) > at + 2 else ("", None)
        return s.IsOrder(negated(c), tidy(c[at]), c[at + 1], direction, anchor, self.at(c))

    def is_between(self, c: list[Child]) -> s.IsBetween:
        return s.IsBetween(negated(c), c[-3], c[-1], self.at(c))

    def is_among(self, c: list[Child]) -> s.IsAmong:
        return s.IsAmong(negated(c), c[-1], self.at(c))

    def is_within(self, c: list[Child]) -> s.IsWithin:
        return s.IsWithin(negated(c), c[-1], self.at(c))

    def is_state(self, c: list[Token]) -> s.IsState:
        return s.IsState(negated(c), str(c[-1]), c[0] == "are", self.at(c))

    def is_when(self, c: list[Child]) -> s.IsWhen:
        return s.IsWhen(negated(c), str(c[-2]), c[-1], self.at(c))

    def is_on(self, c: list[Child]) -> s.IsOn:
        by = c[-1] if isinstance(c[-1], s.Share) else None
        return s.IsOn(negated(c), self.names(c)[0], by, self.at(c))

    def symbol(self, c: list[Child]) -> s.IsValue | s.IsOrder:
        words = {">": "over", "<": "under", ">=": "at least", "<=": "at most"}
        if c[0] in words:
            return s.IsOrder(False, words[c[0]], c[1], "", None, self.at(c))
        return s.IsValue(c[0] == "!=", c[1], False, self.at(c))

    def search(self, c: list[Child]) -> s.Searches:
        no = c[0].type == "DOES_NOT"
        verb = tidy(c[1] if no else c[0])
        search = {"contain": "contains", "start with": "starts with", "end with": "ends with"}.get(verb, verb)
        search = "mentions" if search == "mention" else search
        members = c[-1] if isinstance(c[-1], s.Members) else None
        combine = tidy(c[-2]).removesuffix(" of") if members else ""
        return s.Searches(no, search, combine, None if members else c[-1], members, self.at(c))

    def pattern(self, c: list[Token]) -> s.MatchesPattern:
        return s.MatchesPattern(c[0].type == "DOES_NOT", self.to_text(c[-1]), self.at(c))

    def likeness(self, c: list[Child]) -> s.Resembles:
        value, by = self.value_and_share(c)
        return s.Resembles(c[0].type == "DOES_NOT", value, by, self.at(c))

    def difference(self, c: list[Child]) -> s.DiffersFrom:
        value, by = self.value_and_share(c)
        return s.DiffersFrom(c[0].type == "DOES_NOT", value, by, self.at(c))

    def value_and_share(self, c: list[Child]) -> tuple[s.Expression, s.Share | None]:
        return (c[-2], c[-1]) if isinstance(c[-1], s.Share) else (c[-1], None)

    def by(self, c: list[Token]) -> s.Share:
        return s.Share(tidy(c[1]) if len(c) == 4 else "", str(c[-2]), self.at(c))

    def changed(self, c: list[Child]) -> s.HasChanged:
        timed = len(c) > 3
        return s.HasChanged(
            negated(c),
            c[-3] if timed else None,
            str(c[-2]) if timed else "",
            c[-1] if timed else None,
            self.at(c),
            str(c[0]) == "have",
        )

    def fired(self, c: list[Token]) -> s.HasFired:
        return s.HasFired(negated(c), self.at(c))

    def passes(self, c: list[Child]) -> s.Passes:
        steps = tuple(x for x in c if isinstance(x, s.Members))
        return s.Passes(steps, c[0].type == "PASSES_THROUGH", self.at(c))

    def members(self, c: list[Token]) -> s.Members:
        if c[0].type == "NAME":
            return s.Members(self.to_name(c[0]), (), False, self.at(c))
        return s.Members(None, (self.to_entry(c),), False, self.at(c))

    def members_looked_up(self, c: list[Token]) -> s.Members:
        return s.Members(None, (self.lookup(c),), False, self.at(c))

    def members_in_place(self, c: list[Child]) -> s.Members:
        return s.Members(None, tuple(c[1:-1]), True, self.at(c))

    # --- declarations -----------------------------------------------------------------------------------------------

    def header(self, c: list[Child]) -> s.Header:
        title = unquote(c[2]) if len(c) > 2 and isinstance(c[2], Token) else ""
        lines = tuple(x for x in c if not isinstance(x, Token))
        return s.Header(self.to_name(c[1]), title, lines, self.at(c))

    def scope_line(self, c: list[Token]) -> s.ScopeLine:
        return s.ScopeLine(tuple(self.names(c)), self.at(c))

    def owner_line(self, c: list[Token]) -> s.OwnerLine:
        return s.OwnerLine(unquote(c[1]), self.at(c))

    def lane_line(self, c: list[Token]) -> s.LaneLine:
        return s.LaneLine(str(c[1]), str(c[3]), self.at(c))

    def random_line(self, c: list[Token]) -> s.RandomLine:
        return s.RandomLine(str(c[1]), self.at(c))

    def entries(self, c: list[s.Entry]) -> tuple[s.Entry, ...]:
        return tuple(c)

    def list_in_place(self, c: list[Child]) -> s.ListInPlace:
        end = c[3][-1].span
        return s.ListInPlace(self.to_name(c[1]), c[3], self.span(c[0]).to(end))

    def list_file(self, c: list[Token]) -> s.ListFromFile:
        column = self.to_text(c[5]) if len(c) > 4 else None
        return s.ListFromFile(self.to_name(c[1]), self.to_text(c[3]), column, self.at(c))

    def keys(self, c: list[Token]) -> s.History:
        return s.History(tuple(self.names(c)), (), False, self.at(c))

    def table(self, c: list[Child]) -> s.Table:
        keys = next(x for x in c if isinstance(x, s.History))
        default = c[-1] if isinstance(c[-1], s.Number | s.Text) else None
        return s.Table(self.to_name(c[1]), self.to_text(c[3]), keys.keys, default, self.at(c))

    def watchlist(self, c: list[Token]) -> s.Watchlist:
        return s.Watchlist(self.to_name(c[1]), self.to_text(c[3]), self.at(c))

    def rates(self, c: list[Token]) -> s.Rates:
        return s.Rates(self.to_text(c[2]), self.at(c))

    def dated(self, c: list[Child]) -> s.Dated:
        since = self.to_entry([c[2]]) if len(c) > 1 else None
        return s.Dated(c[0], since if isinstance(since, s.Day) else None, self.at(c))

    def parameter(self, c: list[Child]) -> s.Parameter:
        return s.Parameter(self.to_name(c[1]), tuple(c[3:]), self.at(c))

    def definition(self, c: list[Child]) -> s.Definition:
        return s.Definition(self.to_name(c[1]), c[3], self.at(c))

    # --- rules ------------------------------------------------------------------------------------------------------

    def area_line(self, c: list[Token]) -> s.MetadataLine:
        quoted = c[1].type == "STRING"
        text = unquote(c[1]) if quoted else tidy(c[1])
        return s.MetadataLine("area", text, None, None, quoted, self.at(c))

    def reference_line(self, c: list[Token]) -> s.MetadataLine:
        return s.MetadataLine("reference", unquote(c[1]), None, None, True, self.at(c))

    def to_day(self, token: Token) -> s.Day:
        return s.Day(str(token), True, self.span(token))

    def force_line(self, c: list[Token]) -> s.MetadataLine:
        last = self.to_day(c[4]) if len(c) > 3 else None
        return s.MetadataLine("in force", "", self.to_day(c[2]), last, False, self.at(c))

    def force_until(self, c: list[Token]) -> s.MetadataLine:
        return s.MetadataLine("in force", "", None, self.to_day(c[2]), False, self.at(c))

    def review_line(self, c: list[Token]) -> s.MetadataLine:
        return s.MetadataLine("review by", "", self.to_day(c[1]), None, False, self.at(c))

    def shadow_line(self, c: list[Token]) -> s.MetadataLine:
        return s.MetadataLine("shadow", "", None, None, False, self.at(c))

    def when(self, c: list[Child]) -> tuple[Token, s.Expression]:
        return c[0], c[1]

    def unless(self, c: list[Child]) -> s.Unless:
        named = isinstance(c[1], Token)
        until = self.to_day(c[-1]) if isinstance(c[-1], Token) and c[-1].type == "DATE" else None
        return s.Unless(unquote(c[1]) if named else "", c[2 if named else 1], until, self.at(c))

    def action(self, c: list[Child]) -> s.Action:
        text, where = "", None
        if len(c) > 1:
            text = unquote(c[1]) if c[1].type == "STRING" else str(c[1])
            where = self.span(c[1])
        return s.Action(tidy(c[0]), text, where, self.at(c))

    score = lane = instruction = say = tell = action

    def then(self, c: list[Child]) -> tuple[Token, list[s.Action]]:
        return c[0], c[1:]

    def part(self, c: list[Child]) -> s.Part:
        return s.Part(self.to_name(c[0]), tuple(x for x in c[2:-1]), self.at(c))

    def past_part(self, c: list[Child]) -> s.Part:
        named = s.Name(f"earlier {tidy(c[1])}", self.at(c[:2]))
        return s.Part(named, tuple(x for x in c[3:-1]), self.at(c))

    def example(self, c: list[Child]) -> s.Example:
        facts = tuple(x for x in c if not isinstance(x, Token))
        return s.Example(unquote(c[1]), tidy(c[2]), facts, self.at(c))

    def rule(self, c: list[Child]) -> s.Rule:
        title = unquote(c[2]) if isinstance(c[2], Token) else ""
        when_token, condition = next(x for x in c if isinstance(x, tuple))
        then_token, actions = [x for x in c if isinstance(x, tuple)][1]
        examples = tuple(x for x in c if isinstance(x, s.Example))
        metadata = tuple(
            s.MetadataLine("owner", x.text, None, None, True, x.span) if isinstance(x, s.OwnerLine) else x
            for x in c
            if isinstance(x, s.MetadataLine | s.OwnerLine)
        )
        last = examples[-1] if examples else actions[-1]
        return s.Rule(
            str(c[1]),
            title,
            metadata,
            condition,
            tuple(x for x in c if isinstance(x, s.Unless)),
            tuple(actions),
            examples,
            self.span(when_token),
            self.span(then_token),
            self.at(c[:2]),
            self.span(c[0]).to(last.span),
        )

    def start(self, c: list[s.Item]) -> tuple[s.Item, ...]:
        return tuple(c)


def unquote(token: str) -> str:
    """The text between the quotes, `""` read as a quote.

    >>> unquote('"a ""b"" c"')
    'a "b" c'
    """
    return token[1:-1].replace('""', '"')


def negated(children: Iterable[Child]) -> bool:
    """Whether one of the words is `not`."""
    return any(isinstance(c, Token) and c.type == "NOT" for c in children)


def how_many(children: Sequence[Child]) -> tuple[str, int]:
    """The quantifier's canonical word and its number (0 where it counts nothing)."""
    word = tidy(children[0])
    word = {"all": "every", "any": "some"}.get(word, word)
    counts = word in ("at least", "at most", "exactly")
    digits = str(children[1]) if counts else "0"
    return word, int(digits) if digits.isdigit() else 0
