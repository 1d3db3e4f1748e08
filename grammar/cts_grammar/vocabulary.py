"""The names that rules may use, as one value: things, their fields and lists, with types, units and explanations.

cts_grammar defines the shapes, the product fills them in; the engine follows the paths and knows no manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from cts_grammar.dimensions import Dimension
from cts_grammar.words import is_name


class Kind(Enum):
    """What sort of value it is; decides which tests apply."""

    TEXT = "text"
    """Free text: compared without regard to case, accents and extra spaces."""
    CODE = "code"
    """A code or a closed set of words, compared after its code list's normalisation."""
    NUMBER = "number"
    """A quantity in the base unit of its dimension (money: a value with amount and currency)."""
    MOMENT = "moment"
    """A day `2026-03-01` or an instant `2026-03-01T04:30:00Z`, as text."""
    TRUTH = "truth"
    """Yes or no, a condition by itself."""
    PARTY = "party"
    """A party as a whole: an object with name, country and id."""


def as_is(text: str) -> str | None:
    """Normalisation of codes that are identities: upper case, blanks and hyphens dropped; None when nothing is left."""
    return "".join(text.upper().replace("-", " ").split()) or None


@dataclass(frozen=True, slots=True)
class Label:
    """What something is called in a language, with what the language's grammar needs."""

    one: str
    """Without article, in lower case where the language does so: `port of loading`, `masse brute`."""
    many: str = ""
    """Several of them; empty: the regular plural."""
    feminine: bool = False
    plural: bool = False
    """The name is a plural itself: `marks and numbers`."""
    own: str = ""
    """Of the thing that is spoken of, where no possessive before the name says it: `le nom de son destinataire`."""
    all_own: str = ""
    """Of several of them: `le nom de leur destinataire`."""
    holds: str = ""
    """For a yes or no, what its thing does where it is yes: `belongs to the sender`."""
    fails: str = ""
    """And where it is no: `does not belong to the sender`."""
    all_hold: str = ""
    """What several of its things do: `belong to the sender`."""
    all_fail: str = ""


Labels = Mapping[str, Label]
"""By language: `en`, `fr`."""


@dataclass(frozen=True, slots=True, eq=False)
class CodeList:
    """How the codes of one field are read, compared and known."""

    name: str
    """In words, with article where it is told to people: `HS code`, `UN/LOCODE location`, `country`."""
    normalise: Callable[[str], str | None] = as_is
    """From text as received or as written in a rule to the canonical code; None where it is not of this shape."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Closed sets: what a rule writes, in lower case (`cash`, `open top`), to the stored code. Empty: an open set."""
    hierarchical: bool = False
    """A longer code belongs to each of its beginnings: `within` applies."""
    known: Callable[[str], bool] | None = None
    """Whether the canonical code is in the loaded list; None where there is no list."""
    complete: bool = False
    """The loaded list is the official whole, so that an unknown code is a mistake."""
    title: Callable[[str], str | None] | None = None
    """The code in words: `Guayaquil, Ecuador`."""
    example: str = ""
    listed: Callable[[], Iterable[str]] | None = None
    """All codes of the loaded list, for who looks for one; None where there is no list."""
    titles: Mapping[str, Callable[[str], str | None]] = field(default_factory=dict)
    """The code in words of other languages than English (`fr`); one that is not there has the code alone."""
    levels: Mapping[int, Labels] = field(default_factory=dict)
    """What a code of so many characters is: `chapter`, `heading`."""
    places: bool = False
    """Codes are places on earth: something lies within one; otherwise it comes under one."""


@dataclass(frozen=True, slots=True)
class Type:
    """Kind, with what the kind needs."""

    kind: Kind
    dimension: Dimension | None = None
    """For numbers."""
    codes: CodeList | None = None
    """For codes."""
    valid: Callable[[str], bool] | None = None
    """What `is valid` asks of the text as received (check digit, known code); None: the test does not apply."""

    def __hash__(self) -> int:
        return hash((self.kind, self.codes))


@dataclass(frozen=True, slots=True)
class Field:
    """One name of one thing."""

    name: str
    of: str
    """The thing that has it: `consignment`."""
    type: Type
    path: tuple[str, ...] = ()
    """Attributes from the thing to the value; empty: the thing is the value (an element of a list of plain values)."""
    explanation: str = ""
    example: str = ""
    """As a rule would write it: `"MSC OSCAR"`, `ECGYE`, `10 t`."""
    plural: str = ""
    """For `number of different hs codes`; empty: the name with an s."""
    reach: Callable[[Any], Any] | None = None
    """Computes the value from the thing instead of a path (None: missing)."""
    formula: str = ""
    """An expression of the language that the name stands for, over the same thing's fields (`value / packages`)."""
    across: str = ""
    """Name of a list of the thing whose elements' field of the same name is meant (a `description`: each item's)."""
    pending: str = ""
    """Why the name cannot be used yet; empty: it can."""
    unreadable: Callable[[str], bool] | None = field(default=None, compare=False)
    """Of which texts, as filed, nothing can be read (`SAME AS CONSIGNEE` in the place of a name); None: of none."""
    whole: Callable[[Any], Any] | None = None
    """With `across`: computes all those texts as one, by which versions of a document are compared."""
    labels: Labels = field(default_factory=dict, compare=False)
    """What it is called where rules are told in words; a language that is not there uses the name."""

    def __hash__(self) -> int:
        return hash((self.of, self.name))


@dataclass(frozen=True, slots=True)
class Relation:
    """A list that a thing has."""

    name: str
    """Singular: `goods item`."""
    plural: str
    of: str
    """The thing that has it."""
    to: str
    """The thing that its elements are; for plain values the field's own name."""
    path: tuple[str, ...] = ()
    through: Callable[[Any, Any], tuple[Any, ...] | None] | None = None
    """Instead of a path: (the thing, its consignment) → elements; None missing, `Partial` where a part is missing."""
    beside: Callable[[Any, Any, Any], tuple[Any, ...] | None] | None = None
    """The same for consignments beside this one: (the thing, its consignment, the manifest) → elements."""
    explanation: str = ""
    element: Field | None = None
    """For a list of plain values: the field (with empty path) that stands for one of them."""
    label: tuple[str, ...] = ()
    """Path from an element to what names it to people (a container's number); empty: its position."""
    pending: str = ""
    whole: Callable[[Any], Any] | None = None
    """Computes what tells the list of one version of a document from another's, as a text; None: nothing does."""
    labels: Labels = field(default_factory=dict, compare=False)
    """What one of its elements is called where rules are told in words."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """`X of Y` for a single value Y: `country of port of loading`, `weekday of arrival`."""

    name: str
    takes: Callable[[Type], bool]
    gives: Type
    compute: Callable[[str], str | None]
    """From the value as received; None where it cannot be told (undecided)."""
    explanation: str = ""
    labels: Labels = field(default_factory=dict, compare=False)
    plural: str = ""
    """For `number of different countries of transhipment ports`; empty: the name with an s."""


@dataclass(frozen=True, slots=True)
class Route:
    """`route`: the places that what is assessed passes, in order. All of them have codes of one list."""

    first: Field
    via: Relation
    """A list of plain values."""
    last: Field


@dataclass(frozen=True, slots=True)
class Scope:
    """Modes of transport and movements that a header's `for …` may name, with the fields that they are tested on."""

    modes: Mapping[str, str]
    """What is written to the stored code: `sea` → `sea`."""
    movements: Mapping[str, str]
    """What is written to the stored code: `imports` → `import`, also `import`."""
    mode_field: Field
    movement_field: Field


@dataclass(frozen=True, slots=True)
class Kept:
    """What a history keeps of each consignment: names of fields of the consignment, or of what holds it."""

    keys: tuple[str, ...]
    """By which earlier consignments are found, and of which different ones are counted."""
    amounts: tuple[str, ...]
    """That can be added up: numbers that are never below zero and not money."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names. Things nest: what is asked of an inner thing and not found there is asked of the next outer one."""

    outer: str
    """`manifest`: holds the assessed thing."""
    root: str
    """`consignment`: what is assessed."""
    fields: tuple[Field, ...]
    relations: tuple[Relation, ...]
    derivations: tuple[Derivation, ...]
    scope: Scope
    words: Mapping[str, CodeList] = field(default_factory=dict)
    """Other named closed sets, by name (`weekday`)."""
    received: Field | None = None
    """The field of the moment by which dates in force are judged."""
    currencies: frozenset[str] = frozenset()
    """ISO 4217 codes that a rule may write; empty: any three letters."""
    vague: Callable[[str], bool] | None = None
    """Whether a text holds nothing but listed vague terms and filler words; None where no such list is loaded."""
    route: Route | None = None
    """What `route passes …` asks about; None where nothing is known of a route."""
    history: Kept | None = None
    """What can be asked of earlier consignments; None where nothing can."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """What other systems, forms and languages call a name or a word of ours, in lower case, to what it is here."""
    things: Mapping[str, Labels] = field(default_factory=dict)
    """What the outer thing and the root are called where rules are told in words."""
    _fields: Mapping[tuple[str, str], Field] = field(init=False, repr=False, compare=False)
    """By thing and name, also the plain values of lists."""
    _relations: Mapping[str, Mapping[str, Relation]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raises ValueError for a name that no rule could write, and for one that no history could keep."""
        plain = [r.element for r in self.relations if r.element is not None]
        named = {(f.of, f.name): f for f in reversed([*self.fields, *plain])}
        things = {r.of for r in self.relations}
        lists = {t: {n: r for r in self.relations if r.of == t for n in (r.name, r.plural)} for t in things}
        object.__setattr__(self, "_fields", named)
        object.__setattr__(self, "_relations", lists)
        self._refuse_unfit()

    def _refuse_unfit(self) -> None:
        things = (n for r in self.relations for n in (r.name, r.plural, r.of, r.to))
        code_lists = (*(f.type.codes for f in self.fields if f.type.codes), *self.words.values())
        words = (w for codes in code_lists for w, code in codes.words.items() if w.upper() != code)
        names = (*(f.name for f in self.fields), *things, *(d.name for d in self.derivations), *words)
        unreadable = sorted({name for name in names if not is_name(name)})
        if unreadable:
            raise ValueError(f"the language cannot read these names: {', '.join(unreadable)}")
        kept = self.history or Kept((), ())
        fit = [n for n in kept.keys if self.kept(n)] + [n for n in kept.amounts if self._adds_up(n)]
        if len(fit) < len(kept.keys) + len(kept.amounts):
            unfit = sorted({*kept.keys, *kept.amounts} - set(fit))
            raise ValueError(f"a history cannot keep these names: {', '.join(unfit)}")

    def field_named(self, thing: str, name: str) -> Field | None:
        """The field of that thing with that name; of an element of a list of plain values, the value itself."""
        return self._fields.get((thing, name))

    def kept(self, name: str) -> Field | None:
        """The field of that name that a history could keep: of what is assessed, else of what holds it."""
        found = (self.field_named(thing, name) for thing in (self.root, self.outer))
        return next((f for f in found if f is not None and not f.pending and not f.across), None)

    def _adds_up(self, name: str) -> bool:
        field = self.kept(name)
        dimension = field.type.dimension if field is not None else None
        return dimension is not None and not dimension.money and not dimension.temperature

    def fields_of(self, thing: str) -> dict[str, Field]:
        """All fields of a thing by name."""
        return {f.name: f for f in self.fields if f.of == thing}

    def relations_of(self, thing: str) -> Mapping[str, Relation]:
        """All lists of a thing by singular and by plural."""
        return self._relations.get(thing, {})
