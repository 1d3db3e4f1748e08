"""Expressions in their canonical form: words for symbols, brackets where they are needed and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeGuard

from cts_grammar import syntax as s
from cts_grammar.printing.layout import Break, Group, Indent, Layout, Piece, Row, bracketed, joined, row
from cts_grammar.printing.wording import Nouns, number, plural, quoted, singular

_CONDITIONS = (s.Test, s.Chain, s.Negation, s.Group, s.Quantified)


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints with the vocabulary's nouns at hand."""

    nouns: Nouns = field(default_factory=dict)
    comments: tuple[int, ...] = ()
    """Where the file has comments."""

    def expression(self, e: s.Expression) -> Layout:
        """The canonical layout of any expression."""
        match e:
            case s.Name():
                return Piece(e.text, e.span.start)
            case s.Possessive():
                return Piece(f"{e.owner}'s {e.name.text}", e.span.start)
            case s.Earlier():
                return Piece(f"earlier {e.name.text}", e.span.start)
            case s.Text() | s.Code() | s.Number() | s.Day():
                return self.entry(e)
            case s.Brackets():
                return self.brackets(e)
            case s.Sum():
                return self.arithmetic(e)
            case s.Chain():
                return Group(self.chain(e))
            case s.Negation():
                inner = bare(e.inner)
                return row(Piece("not ", e.span.start), bracketed(self.unbroken(inner)))
            case s.Group():
                return self.group(e)
            case s.Quantified():
                return self.quantified(e)
            case s.Summarised():
                return self.summarised(e)
            case s.Lookup():
                return row(self.expression(e.name), " for (", ", ".join(k.text for k in e.keys), ")")
            case s.Test():
                return self.test(e)

    def entry(self, e: s.Entry) -> Piece:
        """A literal or a name."""
        match e:
            case s.Text():
                return Piece(quoted(e.text), e.span.start)
            case s.Number():
                return Piece(number(e), e.span.start)
            case s.Name() | s.Code() | s.Day():
                return Piece(e.text, e.span.start)

    def brackets(self, e: s.Brackets) -> Layout:
        """Brackets around what needs none here are left out."""
        inner = bare(e)
        if isinstance(inner, s.Chain | s.Sum):
            return bracketed(self.unbroken(inner), closing=e.span.end - 1)
        return self.expression(inner)

    def unbroken(self, e: s.Expression) -> Layout:
        """What stands in a group's brackets: a chain breaks with them and not by itself."""
        return self.chain(e) if isinstance(e, s.Chain) else self.expression(e)

    def chain(self, e: s.Chain) -> Layout:
        """`A and B`: each connective leads its line."""
        parts: list[Layout] = [self.expression(e.parts[0])]
        for connective, part in zip(e.connectives, e.parts[1:], strict=True):
            parts += [Break(), Piece(connective + " "), self.expression(part)]
        return Row(tuple(parts))

    def arithmetic(self, e: s.Sum) -> Layout:
        """Operators between blanks; brackets where the order of operations wants them."""
        parts: list[Layout] = []
        for i, part in enumerate(e.parts):
            if i:
                parts.append(Piece(f" {e.operators[i - 1]} "))
            inner = bare(part)
            binds_less = isinstance(inner, s.Sum) and set(inner.operators) <= {"+", "-"} and e.operators[0] in "*/"
            later = i > 0 and isinstance(inner, s.Sum) and (e.operators[0] in "*/") == (inner.operators[0] in "*/")
            if isinstance(inner, _CONDITIONS) or binds_less or later:
                parts.append(bracketed(self.unbroken(inner)))
            else:
                parts.append(self.expression(inner))
        return Row(tuple(parts))

    def group(self, e: s.Group) -> Layout:
        """`at least 2 of (A, B, C)`; `any of` and `all of` with one part are that part."""
        if one_part(e):
            return self.brackets(s.Brackets(e, e.span))
        count = f" {e.n}" if e.kind in ("at least", "at most", "exactly") else ""
        parts = joined([self.expression(bare_condition(p)) for p in e.parts], ",", Break())
        return row(Piece(f"{e.kind}{count} of ", e.span.start), bracketed(parts, closing=e.span.end - 1))

    def quantified(self, e: s.Quantified) -> Layout:
        """`some container has (…)`, `at least 3 containers have (…)`."""
        counts = e.kind in ("at least", "at most", "exactly")
        several = counts and e.n != 1
        noun = plural(e.noun.text, self.nouns) if several else singular(e.noun.text, self.nouns)
        head = Piece(f"{e.kind} {e.n} {noun} " if counts else f"{e.kind} {noun} ", e.span.start)
        if isinstance(e.body, s.Predicate):
            return row(head, self.predicate(e.body, "are" if several else "is"))
        body = bracketed(self.unbroken(bare(e.body)), closing=e.span.end - 1)
        return row(head, "have " if several else "has ", body)

    def summarised(self, e: s.Summarised) -> Layout:
        """`number of containers with (…)`, `total weight of goods items`."""
        word = {"number": "number of", "different": "number of different"}.get(e.kind, e.kind)
        name = e.name.text if e.history is None else without_of(e.name.text, e.kind)
        parts: list[Layout] = [Piece(f"{word} {self.of_several(name)}", e.span.start)]
        if e.history is not None:
            parts.append(Piece(self.history(e.history)))
        if e.where is not None:
            parts += [Piece(" with "), bracketed(self.unbroken(bare(e.where)), closing=e.span.end - 1)]
        return Row(tuple(parts))

    def of_several(self, name: str) -> str:
        """`weight of goods item` with the list in its plural."""
        asked, of, last = name.rpartition(" of ")
        return asked + of + plural(last, self.nouns) if last in self.nouns else name

    def history(self, h: s.History) -> str:
        """` with the same consignee in the last 90 days`."""
        keys = ", ".join(k.text for k in h.keys)
        text = " in this manifest" if h.in_this_manifest else ""
        text += f" with the same {keys if len(h.keys) == 1 else f'({keys})'}" if h.keys else ""
        windows = (number(s.Number(w.count, w.unit, w.span)) for w in h.windows)
        return text + "".join(f" in the last {window}" for window in windows)

    def test(self, e: s.Test) -> Layout:
        """A subject and its predicate; `does not contain` and its kin become `not (… contains …)`."""
        positive = row(self.value(e.subject), " ", self.predicate(e.predicate))
        verbs = s.Searches | s.MatchesPattern | s.Resembles | s.DiffersFrom | s.HasChanged | s.HasFired
        if isinstance(e.predicate, verbs) and e.predicate.negated:
            return row("not ", bracketed(positive))
        return positive

    def members(self, m: s.Members, *, always_brackets: bool = False) -> Layout:
        """A list's name, or entries in brackets."""
        if m.name is not None:
            return self.entry(m.name)
        written = [self.expression(x) if isinstance(x, s.Lookup) else self.entry(x) for x in m.entries]
        if not m.in_brackets and len(written) == 1 and (not always_brackets or isinstance(m.entries[0], s.Lookup)):
            return written[0]
        closing = m.span.end - 1 if m.in_brackets else None
        return bracketed(joined(written, ",", Break()), closing=closing)

    def share(self, by: s.Share | None) -> str:
        """` by more than 10%`."""
        if by is None:
            return ""
        return f" by {by.bound + ' ' if by.bound else ''}{by.numeral}%"

    def value(self, e: s.Expression) -> Layout:
        """A side of a comparison: it needs no brackets unless it is a condition, which it should not be."""
        inner = bare(e)
        if isinstance(inner, _CONDITIONS) and e is not inner:
            return bracketed(self.unbroken(inner))
        return self.expression(inner)

    def predicate(self, p: s.Predicate, verb: str = "") -> Layout:
        """What follows the subject; `test` tells the negation of verbs. `verb` is `is` or `are`, else as written."""
        no = "not " if getattr(p, "negated", False) else ""
        verb = verb or ("are" if getattr(p, "plural", False) else "is")
        match p:
            case s.IsValue():
                return row(Piece(f"{verb} {no}", p.span.start), self.value(p.value))
            case s.IsOrder():
                return self.order(p, f"{verb} {no}")
            case s.IsBetween():
                return row(Piece(f"{verb} {no}between ", p.span.start), self.value(p.low), " and ", self.value(p.high))
            case s.IsAmong():
                return row(Piece(f"{verb} {no}in ", p.span.start), self.members(p.members, always_brackets=True))
            case s.IsWithin():
                return row(Piece(f"{verb} {no}within ", p.span.start), self.members(p.members))
            case s.IsState():
                return Piece(f"{verb} {no}{p.state}", p.span.start)
            case s.IsWhen():
                return row(Piece(f"{verb} {no}{p.direction} ", p.span.start), self.value(p.value))
            case s.IsOn():
                return Piece(f"{verb} {no}on {p.watchlist.text}{self.share(p.by) or ' by 90%'}", p.span.start)
            case s.Searches():
                return self.searches(p)
            case s.MatchesPattern():
                return Piece(f"matches pattern {quoted(p.pattern.text)}", p.span.start)
            case s.Resembles():
                return row(Piece("resembles ", p.span.start), self.value(p.value), self.share(p.by) or " by 85%")
            case s.DiffersFrom():
                return row(Piece("differs from ", p.span.start), self.value(p.value), self.share(p.by))
            case s.HasChanged():
                return self.changed(p)
            case s.HasFired():
                return Piece("has fired", p.span.start)
            case s.Passes():
                return self.passes(p)

    def order(self, p: s.IsOrder, verb: str) -> Layout:
        """`is over X`; with a direction `is less than X before Y`."""
        plain = {"less than": "under", "more than": "over"}
        timed = {"under": "less than", "over": "more than"}
        word = timed.get(p.order, p.order) if p.direction else plain.get(p.order, p.order)
        head = row(Piece(f"{verb}{word} ", p.span.start), self.value(p.value))
        if p.anchor is None:
            return head
        return row(head, f" {p.direction} ", self.value(p.anchor))

    def searches(self, p: s.Searches) -> Layout:
        """`contains "…"`, `mentions any of LIST`."""
        combine = f"{p.combine} of " if p.combine else ""
        head = Piece(f"{p.search} {combine}", p.span.start)
        if p.members is not None:
            return row(head, self.members(p.members))
        assert p.needle is not None
        return row(head, self.value(p.needle))

    def changed(self, p: s.HasChanged) -> Layout:
        """`has changed less than 48 hours before arrival`."""
        changed = "have changed" if p.plural else "has changed"
        if p.within is None or p.anchor is None:
            return Piece(changed, p.span.start)
        return row(
            Piece(f"{changed} less than ", p.span.start),
            self.value(p.within),
            f" {p.direction} ",
            self.value(p.anchor),
        )

    def passes(self, p: s.Passes) -> Layout:
        """`passes A, B in order`, `passes through a port within A before a port within B`."""
        if p.through:
            places = joined([row("a port within ", self.members(m)) for m in p.steps], " before ")
            return row(Piece("passes through ", p.span.start), places)
        steps = joined([self.members(m) for m in p.steps], ", ")
        return row(Piece("passes ", p.span.start), steps, " in order")

    def fact(self, f: s.Fact) -> Layout:
        """One fact of an example."""
        if isinstance(f, s.Part):
            inside = joined([self.fact(x) for x in f.facts], ",", Break())
            return row(Piece(f.name.text + " ", f.span.start), bracketed(inside, closing=f.span.end - 1))
        return self.expression(f)


def bare(e: s.Expression) -> s.Expression:
    """Without the brackets, or the `any of` or `all of` with one part, around it."""
    while isinstance(e, s.Brackets) or one_part(e):
        e = e.inner if isinstance(e, s.Brackets) else e.parts[0]
    return e


def one_part(e: s.Expression) -> TypeGuard[s.Group]:
    """Whether it is `any of` or `all of` with one part, which means just that part."""
    return isinstance(e, s.Group) and len(e.parts) == 1 and e.kind in ("any", "all")


def without_of(name: str, kind: str) -> str:
    """What is asked of the past, in one of its wordings: different consignors are those `of consignments` anyway.

    >>> without_of("consignors of consignments", "different"), without_of("volume of consignment", "total")
    ('consignors', 'volume of consignments')
    """
    asked, _, last = name.rpartition(" of ")
    if last not in ("consignment", "consignments"):
        return name
    if not asked:
        return "consignments"
    return asked if kind == "different" else f"{asked} of consignments"


def bare_condition(e: s.Expression) -> s.Expression:
    """A part between commas needs no brackets of its own, a chain among them keeps them for the eye."""
    inner = bare(e)
    return s.Brackets(inner, e.span) if isinstance(inner, s.Chain) and e is not inner else inner


def indented(layout: Layout) -> Layout:
    """Further lines two columns further in."""
    return Indent(layout)
