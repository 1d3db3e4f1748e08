"""Each kind of condition as a statement. `not` is told by the words of each test, never by a word before it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import assert_never

from cts_grammar.checked import (
    AllOf,
    Among,
    AnyOf,
    AtLeastOf,
    Between,
    Compare,
    Condition,
    Constant,
    Differs,
    FieldValue,
    HasChanged,
    HasFired,
    Is,
    Likeness,
    ListOf,
    Lookup,
    Named,
    NamedValue,
    Not,
    OnList,
    Passes,
    Quantified,
    Quantifier,
    Same,
    SameParty,
    TextTest,
    Timing,
    Truth,
    Value,
    Within,
)
from cts_grammar.in_words.language import Language
from cts_grammar.in_words.levels import level_of
from cts_grammar.in_words.quantities import Quantity, length, steps
from cts_grammar.in_words.scope import Scope
from cts_grammar.in_words.told import Clause, Joint, Phrase, Points, Told, led
from cts_grammar.in_words.values import element_label, phrase, things_phrase
from cts_grammar.vocabulary import Kind

IN_ONE_LINE = 150
"""Two clauses that are no longer than this together stand in one line."""


def told(condition: Condition, scope: Scope, language: Language) -> Told:
    """What a condition says."""
    return _Telling(scope, language).told(condition, negated=False)


class _Telling:
    """Conditions in one scope."""

    def __init__(self, scope: Scope, language: Language) -> None:
        self.scope = scope
        self.language = language

    def told(self, c: Condition, *, negated: bool) -> Told:
        say = self.language
        match c:
            case Not():
                return self.told(c.part, negated=not negated)
            case AllOf() | AnyOf():
                return self.joined(c, negated=negated)
            case AtLeastOf():
                if len(c.parts) == 1:
                    return self.told(c.parts[0], negated=negated)
                return Points(say.at_least_of(c.n, negated=negated), Joint.EACH, self.parts(c.parts))
            case Compare():
                moments = c.left.type.kind is Kind.MOMENT
                left, right = self.value(c.left), self.value(c.right)
                return say.compared(left, c.order, right, moments=moments, negated=negated)
            case Between():
                return say.between(self.value(c.subject), self.value(c.low), self.value(c.high), negated=negated)
            case Differs():
                return say.differs(self.value(c.left), self.value(c.right), _share(c.share), negated=negated)
            case Same():
                constant = isinstance(c.right, Constant)
                return say.same(self.value(c.left), self.value(c.right), constant=constant, negated=negated)
            case SameParty():
                return say.same_party(self.value(c.left), self.value(c.right), negated=negated)
            case Among() if len(c.members) == 1 and not c.list_name:
                return say.same(self.value(c.subject), self.value(c.members[0]), constant=True, negated=negated)
            case Among():
                return say.among(self.value(c.subject), self.members(c.members), c.list_name, negated=negated)
            case Within():
                return self.within(c, negated=negated)
            case Passes():
                return say.passes([self.members(step) for step in c.steps], negated=negated)
            case TextTest():
                needles = self.members(c.needles)
                return say.searched(self.value(c.subject), c.search, needles, c.list_name, negated=negated)
            case Likeness():
                return say.resembles(self.value(c.left), self.value(c.right), _share(c.threshold), negated=negated)
            case OnList():
                return say.on_list(self.value(c.subject), c.list_name, _share(c.threshold), negated=negated)
            case Is():
                return self.state(c, negated=negated)
            case Truth():
                return self.truth(c, negated=negated)
            case Quantified():
                return self.quantified(c, negated=negated)
            case Timing():
                long = steps(c.months) if c.months else length(c.seconds)
                subject, anchor = self.value(c.subject), self.value(c.anchor)
                return say.timing(subject, c.gap, long, anchor, after=c.after, negated=negated)
            case HasChanged():
                return self.changed(c, negated=negated)
            case HasFired():
                title = c.reference.rule.title if c.reference.rule is not None else ""
                return say.has_fired(c.reference.id, title, negated=negated)
            case Named():
                return say.meets(self.thing(level_of(c, self.scope.innermost)), c.name, negated=negated)
            case _:
                assert_never(c)

    # --- single tests ---

    def value(self, value: Value) -> Phrase:
        return phrase(value, self.scope, self.language, told)

    def members(self, members: Sequence[Value], *, level: bool = False) -> list[str]:
        """Each once; the entries of one cell together."""
        say = self.language
        cells = Counter(map(cell_of, members))
        found: dict[str, None] = {}
        for m in members:
            cell = cell_of(m)
            if isinstance(m, Constant):
                found[say.constant(m, level=level).text] = None
            elif cell is not None and cells[cell] > 1:
                found[say.entries(self.value(m))] = None
            else:
                found[self.value(m).text] = None
        return list(found)

    def within(self, c: Within, *, negated: bool) -> Clause:
        codes = c.subject.type.codes
        places = codes is not None and codes.places
        members = self.members(c.members, level=True)
        return self.language.within(self.value(c.subject), members, c.list_name, places=places, negated=negated)

    def state(self, c: Is, *, negated: bool) -> Clause:
        if isinstance(c.subject, ListOf):
            things = things_phrase(c.subject, self.scope, self.language)
            return self.language.list_state(things, c.state, negated=negated)
        return self.language.state(self.value(c.subject), c.state, negated=negated)

    def truth(self, c: Truth, *, negated: bool) -> Clause:
        if not isinstance(c.value, FieldValue):
            return self.language.meets(self.thing(1), self.value(c.value).text, negated=negated)
        thing = self.thing(c.value.level)
        return self.language.truth(thing, self.scope.label(c.value.field), negated=negated)

    def changed(self, c: HasChanged, *, negated: bool) -> Clause:
        near = ""
        if c.when is not None:
            long = steps(c.when.months) if c.when.months else length(c.when.seconds)
            near = self.language.in_a_version(c.when.gap, long, self.value(c.when.anchor), after=c.when.after)
        return self.language.has_changed(self.value(c.value), near, negated=negated)

    def thing(self, level: int) -> Phrase:
        """The thing at a level."""
        label = self.scope.label_of(level)
        if self.scope.owns(level):
            return self.language.element(label, many=self.scope.many)
        return self.language.element_of(label, self.scope.owner_at(level))

    # --- put together ---

    def parts(self, parts: Sequence[Condition], *, negated: bool = False) -> tuple[Told, ...]:
        return tuple(self.told(part, negated=negated) for part in parts)

    def joined(self, c: AllOf | AnyOf, *, negated: bool) -> Told:
        if len(c.parts) == 1:
            return self.told(c.parts[0], negated=negated)
        every = isinstance(c, AllOf)
        if isinstance(c, AnyOf) and (held := subject_and_entries(c)) is not None:
            return self.language.among(self.value(held[0]), self.members(held[1]), "", negated=negated)
        parts = self.parts(c.parts)
        if not negated:
            joint = Joint.ALL if every else Joint.ANY
            line = self.one_line(parts, joint)
            head = self.language.all_of(negated=False) if every else self.language.any_of(negated=False)
            return line or Points(head, joint, parts)
        head = self.language.all_of(negated=True) if every else self.language.any_of(negated=True)
        return Points(head, Joint.EACH, parts)

    def one_line(self, parts: tuple[Told, ...], joint: Joint) -> Clause | None:
        """Two short clauses that nobody can misread in one line."""
        clauses = [part for part in parts if isinstance(part, Clause)]
        if len(clauses) != 2 or len(parts) != 2 or sum(len(c.text) for c in clauses) > IN_ONE_LINE:
            return None
        if any(clause.loose or self.language.mixed(clause.text) for clause in clauses):
            return None
        element = self.scope.label_of(self.scope.innermost) if self.scope.inside else None
        return self.language.both(clauses, joint, element)

    def quantified(self, c: Quantified, *, negated: bool) -> Told:
        say, element = self.language, element_label(c.over, self.language)
        has = self.thing(c.over.level) if self.scope.owns(c.over.level) else None
        owner = self.scope.owner_at(c.over.level) if self.scope.inside and has is None else None
        inner = _Telling(self.scope.within(c.over.relation, c.level), self.language)
        if c.quantifier is Quantifier.EVERY:
            head = say.every(element, owner, has, negated=negated)
            return self.having(led(head, inner.told(c.where, negated=negated)), has)
        head = say.some(c.n, element, owner, has, negated=negated)
        those = _Telling(self.scope.within(c.over.relation, c.level, many=c.n > 1), self.language)
        where = those.told(c.where, negated=False)
        if isinstance(where, Clause) and where.relative:
            return self.having(Clause(f"{head} {where.relative}"), has)
        where = inner.told(c.where, negated=False)
        return self.having(led(head + say.for_which(c.n, element, negated=negated), where), has)

    def having(self, statement: Told, has: Phrase | None) -> Told:
        """Nothing is joined to it in one line: its `and` and `or` belong to the inside."""
        if isinstance(statement, Points):
            return statement
        relative = self.language.that(statement.text, has) if has is not None else ""
        return dataclasses.replace(statement, relative=relative, loose=True)


def cell_of(value: Value) -> str | None:
    """The cell that a value is read from; the same of all entries of one. None: it is of no table."""
    bare = value.value if isinstance(value, NamedValue) else value
    return f"{bare.table} {bare.wording} {bare.keys}" if isinstance(bare, Lookup) else None


def subject_and_entries(c: AnyOf) -> tuple[Value, list[Value]] | None:
    """Where something is tested against all entries of cells (and, it may be, of a list): it, and what it may be."""
    members: list[Value] = []
    subjects = []
    for part in c.parts:
        if isinstance(part, Same):
            members.append(part.right)
            subjects.append(part.left)
        elif isinstance(part, Among) and not part.list_name:
            members += part.members
            subjects.append(part.subject)
        else:
            return None
    cells = Counter(cell_of(m) for m in members)
    several = any(cell is not None and count > 1 for cell, count in cells.items())
    return (subjects[0], members) if several and all(one == subjects[0] for one in subjects) else None


def _share(share: float) -> Quantity:
    return Quantity(float(f"{share * 100:.13g}"), "%")
