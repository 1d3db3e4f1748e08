"""Where in the language a caret stands: which things are in reach, and of which type the value there should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lark import Token, Tree

from cts_grammar import syntax as s
from cts_grammar.check.names import splits
from cts_grammar.dimensions import PLAIN, unit_named
from cts_grammar.editing.declared import Names
from cts_grammar.editing.expecting import Expectation, Read, backwards, kind, open_brackets
from cts_grammar.vocabulary import Kind, Relation, Type, Vocabulary
from cts_grammar.words import tidy

COUNT = Type(Kind.NUMBER, PLAIN)
_BEGIN_A_TEST = frozenset(
    """IS CONTAINS STARTS_WITH ENDS_WITH MENTIONS RESEMBLES DIFFERS_FROM DOES_NOT EQUALS UNEQUAL GREATER LESS
    GREATER_EQUAL LESS_EQUAL PASSES PASSES_THROUGH MATCHES_PATTERN""".split()  # noqa: SIM905
)
_OPEN_MEMBERS = frozenset(["IN", "ONE_OF", "WITHIN", "ANY_OF", "ALL_OF", "NONE_OF", "PASSES", "COMMA"])
_END_A_TEST = frozenset(["OR", "WHEN", "UNLESS", "AS", "THEN", "HAS", "NOT"])
_BRACKETS = ("LPAR", "RPAR")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known about the caret's place."""

    things: tuple[str, ...]
    """In reach, the nearest first."""
    wanted: Type | None
    """Of the other side of the test in which the caret stands; None where it stands in none, or that is not known."""
    in_test: bool
    """Whether what a test compares with is asked for."""
    last: Type | None
    """Of the value that has just been written; None where there is none, or it is not known."""


def situation(here: Expectation, names: Names, vocabulary: Vocabulary) -> Situation:
    """The place after what was read."""
    things = _things(here.read, vocabulary)
    knows = _Knowing(things, names, vocabulary)
    subject = _subject(here.read)
    wanted = knows.type_at(here.read, subject) if subject is not None else None
    last = knows.type_at(here.read, len(here.read) - 1) if here.read and subject is None else None
    return Situation(things, wanted, subject is not None, last)


def relation_named(name: str, things: tuple[str, ...], vocabulary: Vocabulary) -> Relation | None:
    """The list of that name, of the nearest thing that has one."""
    of_things = (vocabulary.relations_of(thing).get(name) for thing in things)
    anywhere = (r for r in vocabulary.relations if name in (r.name, r.plural))
    return next((r for r in of_things if r is not None), None) or next(anywhere, None)


def thing_of(relation: Relation) -> str:
    """What its elements are."""
    return relation.element.of if relation.element is not None else relation.to


def _things(read: tuple[Read, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    outermost: tuple[str, ...] = (vocabulary.root, vocabulary.outer)
    things = outermost
    for at in open_brackets(read):
        before = [kind(r) for r in read[:at]]
        if not before:
            continue
        name: str | None = None
        if before[-1] == "HAS" and before[-2:-1] == ["NAME"]:
            name = str(read[at - 2])
        elif before[-1] == "NAME":
            name = str(read[at - 1])
        elif before[-1] == "WITH":
            if {"same", "window", "IN_THIS_MANIFEST"} & set(before):
                things = outermost
            name = next((str(r) for r in reversed(read[:at]) if kind(r) == "NAME"), None)
        relation = _counted(tidy(name), things, vocabulary) if name else None
        if relation is not None:
            things = (thing_of(relation), *things)
    return things


def _counted(name: str, things: tuple[str, ...], vocabulary: Vocabulary) -> Relation | None:
    """The list in `containers` or `weight of goods items`."""
    ways = [name, *(right for _, right in splits(name))]
    return next((r for way in ways if (r := relation_named(way, things, vocabulary))), None)


def _subject(read: tuple[Read, ...]) -> int | None:
    """Where the subject of the test stands in which the caret does; None outside of tests."""
    for at in backwards(read):
        word = kind(read[at])
        if word in _BEGIN_A_TEST and at:
            return at - 1
        if word == "LPAR" and not (at and kind(read[at - 1]) in _OPEN_MEMBERS):
            return None
        if word in _END_A_TEST and not (word == "NOT" and at and kind(read[at - 1]) == "IS"):
            return None
        if word == "AND" and not (at > 1 and kind(read[at - 2]) == "BETWEEN"):
            return None
    return None


class _Knowing:
    """The types of what is written, as far as they can be told from the names alone."""

    def __init__(self, things: tuple[str, ...], names: Names, vocabulary: Vocabulary) -> None:
        self.things = things
        self.names = names
        self.vocabulary = vocabulary

    def type_at(self, read: tuple[Read, ...], at: int) -> Type | None:
        """Of the value that ends there."""
        value = read[at]
        if isinstance(value, Tree):
            return self._of_tree(value)
        if kind(value) != "NAME":
            return None
        before = kind(read[at - 1]) if at else ""
        name = tidy(str(value))
        if before == "_how_many":
            relation = relation_named(name, self.things, self.vocabulary)
            return relation.element.type if relation is not None and relation.element is not None else None
        if before in ("NUMBER_OF", "DIFFERENT"):
            return COUNT
        if before in ("TOTAL", "LARGEST", "SMALLEST", "AVERAGE"):
            return self._summed(name)
        return self.of_name(name)

    def _of_tree(self, tree: Tree[Token]) -> Type | None:
        inner = [part for part in tree.children if isinstance(part, Token) and part.type == "NAME"]
        match str(tree.data):
            case "name" | "possessive" | "earlier":
                return self.of_name(tidy(str(inner[-1]))) if inner else None
            case "summary":
                first = tree.children[0]
                counts = isinstance(first, Token) and first.type == "NUMBER_OF"
                return COUNT if counts else self._summed(tidy(str(inner[0]))) if inner else None
            case "arithmetic" | "brackets":
                signs = [str(part) for part in tree.children if isinstance(part, Token) and part.type not in _BRACKETS]
                parts = [self._of_tree(part) for part in tree.children if isinstance(part, Tree)]
                return _combined(parts, signs)
            case "quantity":
                return COUNT if len(tree.children) == 1 else None
            case _:
                return None

    def _summed(self, name: str) -> Type | None:
        for left, right in splits(name):
            relation = relation_named(right, self.things, self.vocabulary)
            found = self.vocabulary.field_named(thing_of(relation), left) if relation else None
            if found is not None:
                return found.type
        return next((t for left, _ in splits(name) if (t := self.of_name(left))), None)

    def of_name(self, name: str, deep: int = 0) -> Type | None:
        """Of a field, of something derived from one, of a parameter or a definition."""
        for thing in (*self.things, *(r.to for r in self.vocabulary.relations)):
            found = self.vocabulary.field_named(thing, name.removeprefix(f"{thing} "))
            found = found or self.vocabulary.field_named(thing, name)
            if found is not None:
                return found.type
        for left, right in splits(name):
            inner = self.of_name(right, deep + 1) if deep < _DEEPEST else None
            derived = (d.gives for d in self.vocabulary.derivations if inner and d.name == left and d.takes(inner))
            given = next(derived, None)
            if given is not None:
                return given
        declared = self.names.declared.get(name)
        return self._of_item(declared.item, deep) if declared is not None and deep < _DEEPEST else None

    def _of_item(self, item: s.Item | None, deep: int) -> Type | None:
        match item:
            case s.Definition():
                return self.of_expression(item.body, deep + 1)
            case s.Parameter():
                return self.of_expression(item.values[0].value, deep + 1)
            case _:
                return None

    def of_expression(self, e: s.Expression, deep: int = 0) -> Type | None:
        """Of what stands in a definition; None of a condition."""
        match e:
            case s.Name():
                return self.of_name(e.text, deep)
            case s.Possessive():
                return self.of_name(e.name.text, deep)
            case s.Brackets() if deep < _DEEPEST:
                return self.of_expression(e.inner, deep + 1)
            case s.Number():
                unit = unit_named(e.unit) if e.unit else None
                return Type(Kind.NUMBER, unit.dimension) if unit else COUNT if not e.unit else None
            case s.Summarised():
                return COUNT if e.kind in ("number", "different") else self._summed(e.name.text)
            case s.Sum() if deep < _DEEPEST:
                return self._of_sum(e, deep)
            case _:
                return None

    def _of_sum(self, e: s.Sum, deep: int) -> Type | None:
        return _combined([self.of_expression(part, deep + 1) for part in e.parts], e.operators)


def _combined(parts: Sequence[Type | None], signs: Sequence[str]) -> Type | None:
    """Of the parts of a calculation, and the signs between them."""
    if not parts:
        return None
    first, *others = parts
    if not others:
        return first
    if first is None or first.dimension is None:
        return None
    dimension = first.dimension
    for sign, other in zip(signs, others, strict=False):
        if sign not in "*/":
            continue
        if other is None or other.dimension is None:
            return None
        dimension = dimension.times(other.dimension) if sign == "*" else dimension.over(other.dimension)
    return Type(Kind.NUMBER, dimension)
