"""Which thing is spoken of at each level, and how another one's field is told apart from its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from cts_grammar.checked import FieldValue
from cts_grammar.vocabulary import Field, Kind, Label, Labels, Relation, Vocabulary


@dataclass(frozen=True, slots=True)
class Bound:
    """The thing at one level."""

    level: int
    thing: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a field is, where that has to be said."""

    label: Label
    position: int
    """Among the things of its sort around, from the outside in; 0: there is only one."""
    bound: bool
    """An element that a quantifier speaks of (`that container`), not the consignment or the manifest."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The things around: manifest, consignment, then the elements that are spoken of, from the outside in."""

    vocabulary: Vocabulary
    language: str
    bound: tuple[Bound, ...]
    shared: frozenset[str]
    """What fields of several things are called: such a name does not tell whose it is."""
    others: bool = False
    """Other consignments are spoken of, not the one in question."""
    many: bool = False
    """Several elements are spoken of at once: `they`, `their`."""

    @classmethod
    def outermost(cls, vocabulary: Vocabulary, language: str) -> Scope:
        """Of the consignment as a whole."""
        things = enumerate((vocabulary.outer, vocabulary.root))
        bound = tuple(Bound(level, thing, vocabulary.things.get(thing, {})) for level, thing in things)
        named = Counter(label_in(language, field).one for field in vocabulary.fields)
        return cls(vocabulary, language, bound, frozenset(name for name, times in named.items() if times > 1))

    @property
    def innermost(self) -> int:
        """The level of what is spoken of."""
        return self.bound[-1].level

    @property
    def inside(self) -> bool:
        """Whether an element of a list, or another consignment, is spoken of."""
        return self.innermost > 1 or self.others

    def of_others(self) -> Scope:
        """Of other consignments: those that a question about the past goes over."""
        return replace(self.cut(1), others=True, many=True)

    def within(self, relation: Relation, level: int, *, many: bool = False) -> Scope:
        """One element of that list further in, bound at a level, or several."""
        return replace(self, bound=(*self.bound, Bound(level, relation.to, relation.labels)), many=many)

    def cut(self, level: int) -> Scope:
        """Without what lies further in than that level."""
        return replace(self, bound=tuple(bound for bound in self.bound if bound.level <= level), many=False)

    def label_of(self, level: int) -> Label:
        """What the thing at a level is called."""
        bound = self._at(level)
        return bound.labels.get(self.language) or Label(bound.thing)

    def owns(self, level: int) -> bool:
        """Whether it is the element that is spoken of."""
        return self.inside and level == self.innermost

    def owner(self, value: FieldValue) -> Owner | None:
        """Whose the field is, where the name alone would not tell."""
        if self.owns(value.level):
            return None
        if value.level > 1 or (self.others and value.level == 1):
            return self.owner_at(value.level)
        alone = sum(bound.thing == self._at(value.level).thing for bound in self.bound) == 1
        if alone and (value.field.type.kind is Kind.PARTY or self.label(value.field).one not in self.shared):
            return None
        if not self.inside and value.level == 1:
            return None
        return self.owner_at(value.level)

    def owner_at(self, level: int) -> Owner:
        """The thing at a level, told apart from others of its sort."""
        named = self.label_of(level).one
        alike = [bound.level for bound in self.bound if self.label_of(bound.level).one == named]
        position = alike.index(level) + 1 if len(alike) > 1 else 0
        return Owner(self.label_of(level), position, level > 1 or (self.others and level == 1))

    def _at(self, level: int) -> Bound:
        return next(bound for bound in self.bound if bound.level == level)

    def label(self, field: Field) -> Label:
        """What a field is called."""
        return label_in(self.language, field)


def label_in(language: str, field: Field) -> Label:
    """What a field is called in a language."""
    return field.labels.get(language) or Label(field.name, field.plural)
