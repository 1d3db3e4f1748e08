"""What was written, construct by construct: the tree that is printed, compared and checked.

Nothing is resolved yet: a `Name` may turn out to be a field, a definition, a list or a word of a code list, and
`weight of goods items` is still one name. Spans do not take part in equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cts_grammar.source import Span

# --- values and expressions -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """One or more lower-case words, one blank between them."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Possessive:
    """`consignment's gross weight`."""

    owner: str
    name: Name
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Earlier:
    """`earlier description`."""

    name: Name
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """`"free text"`, without its quotes."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Code:
    """A bare upper-case word: `ECGYE`, `45R1`, `NARC-014`."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, with its unit's words: `10 t`, `3 EUR per kg`, `12.5%`, `0803` (which may be a code)."""

    numeral: str
    """Sign, digits and dots; `10,000` still has its comma."""
    unit: str
    """`t`, `EUR`, `EUR per kg`, `%`; empty: none."""
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """`2026-03-01`, `2026-03-01T04:30Z`, or what was meant as a date and is not written so."""

    text: str
    well_formed: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Brackets:
    """`( … )` around an expression."""

    inner: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """`a + b - c`, or with `*` and `/`: parts from left to right, one operator between each two."""

    parts: tuple[Expression, ...]
    operators: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts joined by `and` and `or` as written; a mixture is refused by the checker."""

    parts: tuple[Expression, ...]
    connectives: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Negation:
    """`not` and what it stands before."""

    inner: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """`all of (…)`, `any of`, `none of`, `at least`, `at most`, `exactly` n `of (…)`."""

    kind: str
    n: int
    """0 where the kind counts nothing."""
    parts: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Quantified:
    """`some goods item has (…)`, `no routing country is in hubs`, `at least 3 containers have (…)`."""

    kind: str
    """some, no, every, at least, at most, exactly."""
    n: int
    noun: Name
    body: Expression | Predicate
    """What stands in the brackets, or the test that follows the noun."""
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Window:
    """`in the last 90 days`."""

    count: str
    unit: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class History:
    """`with the same consignee in the last 90 days`, `in this manifest`."""

    keys: tuple[Name, ...]
    windows: tuple[Window, ...]
    """As many as were written; only one makes sense."""
    in_this_manifest: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Summarised:
    """`number of containers with (…)`, `total weight of goods items`, also over history."""

    kind: str
    """number, different, total, largest, smallest, average."""
    name: Name
    """`containers`, `weight of goods items`: the checker finds where it divides."""
    history: History | None
    where: Expression | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Lookup:
    """`price of market prices for (hs code, country of origin)`."""

    name: Name
    keys: tuple[Name, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Test:
    """Something, and what is asked of it."""

    subject: Expression
    predicate: Predicate
    span: Span = field(compare=False)


Expression = (
    Name
    | Possessive
    | Earlier
    | Text
    | Code
    | Number
    | Day
    | Brackets
    | Sum
    | Chain
    | Negation
    | Group
    | Quantified
    | Summarised
    | Lookup
    | Test
)

# --- predicates -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Members:
    """What a membership is tested against: a name, or entries in place."""

    name: Name | None
    entries: tuple[Entry | Lookup, ...]
    """One lookup, or any number of others."""
    in_brackets: bool
    span: Span = field(compare=False)


Entry = Name | Text | Code | Number | Day


@dataclass(frozen=True, slots=True)
class Share:
    """`by 85%`, `by more than 10%`, `by less than 40%`."""

    bound: str
    """Empty, `more than`, `less than`."""
    numeral: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsValue:
    """`is X`, also written `= X`."""

    negated: bool
    value: Expression
    plural: bool
    """Written `are`."""
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsOrder:
    """`is over X`, and with a direction `is less than 24 hours after received`."""

    negated: bool
    order: str
    """over, under, at least, at most, less than, more than."""
    value: Expression
    direction: str
    """Empty, before, after."""
    anchor: Expression | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsBetween:
    """`is between X and Y`."""

    negated: bool
    low: Expression
    high: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsAmong:
    """`is in LIST`."""

    negated: bool
    members: Members
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsWithin:
    """`is within LIST`."""

    negated: bool
    members: Members
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsState:
    """`is missing`, `is unreadable`, `is present`, `is valid`, `is vague`."""

    negated: bool
    state: str
    plural: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsWhen:
    """`is before X`, `is after X`."""

    negated: bool
    direction: str
    value: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsOn:
    """`is on sanctioned parties by 90%`."""

    negated: bool
    watchlist: Name
    by: Share | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Searches:
    """`contains`, `starts with`, `ends with`, `mentions`."""

    negated: bool
    search: str
    combine: str
    """Empty (one needle), any, all, none."""
    needle: Expression | None
    members: Members | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class MatchesPattern:
    """`matches pattern "…"`."""

    negated: bool
    pattern: Text
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Resembles:
    """`resembles X by 85%`."""

    negated: bool
    value: Expression
    by: Share | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class DiffersFrom:
    """`differs from X by more than 10%`."""

    negated: bool
    value: Expression
    by: Share | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class HasChanged:
    """`has changed`, `has changed less than 48 hours before arrival`."""

    negated: bool
    within: Expression | None
    direction: str
    anchor: Expression | None
    span: Span = field(compare=False)
    plural: bool = field(default=False, compare=False)
    """Written `have changed`."""


@dataclass(frozen=True, slots=True)
class HasFired:
    """`has fired`."""

    negated: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Passes:
    """`passes A, B, (C, D) in order`, `passes through a port within A before a port within B`."""

    steps: tuple[Members, ...]
    through: bool
    span: Span = field(compare=False)


Predicate = (
    IsValue
    | IsOrder
    | IsBetween
    | IsAmong
    | IsWithin
    | IsState
    | IsWhen
    | IsOn
    | Searches
    | MatchesPattern
    | Resembles
    | DiffersFrom
    | HasChanged
    | HasFired
    | Passes
)

# --- declarations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LaneLine:
    """`lane red from 70`."""

    name: str
    numeral: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """`for sea imports, sea transit`; no names: for all."""

    names: tuple[Name, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """`owner "…"`."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class RandomLine:
    """`random selection 0.5%`."""

    numeral: str
    span: Span = field(compare=False)


HeaderLine = ScopeLine | OwnerLine | LaneLine | RandomLine


@dataclass(frozen=True, slots=True)
class Header:
    """`rulebook NAME "title"` with its lines, in the order written."""

    name: Name
    title: str
    lines: tuple[HeaderLine, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ListInPlace:
    """`list NAME = A, B`."""

    name: Name
    entries: tuple[Entry, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ListFromFile:
    """`list NAME from "file" column "heading"`."""

    name: Name
    file: Text
    column: Text | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """`table NAME from "file" keyed by (…) default …`."""

    name: Name
    file: Text
    keys: tuple[Name, ...]
    default: Number | Text | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Watchlist:
    """`watchlist NAME from "file"`."""

    name: Name
    file: Text
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Rates:
    """`exchange rates from "file"`."""

    file: Text
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Dated:
    """`150 EUR from 2026-01-01`."""

    value: Entry
    since: Day | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """`parameter NAME = …`."""

    name: Name
    values: tuple[Dated, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """`define NAME as …`."""

    name: Name
    body: Expression
    span: Span = field(compare=False)


# --- rules ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MetadataLine:
    """One of a rule's first lines."""

    kind: str
    """area, owner, reference, in force, review by, shadow."""
    text: str
    """Of area, owner, reference."""
    first: Day | None
    """Of in force (from), review by."""
    last: Day | None
    quoted: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unless:
    """`unless "name" … until 2026-09-30`."""

    name: str
    body: Expression
    until: Day | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Action:
    """One line after `then`."""

    kind: str
    """The keyword: score, lane, hold, do not load, request screening, request information, examine by, alert, refer to,
    label, say, tell trader."""
    text: str
    """What follows it; empty: nothing."""
    text_span: Span | None = field(compare=False)
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """In an example: `goods item (hs code is 080390, weight is 18 t)`, `earlier consignment (…)`."""

    name: Name
    facts: tuple[Fact, ...]
    span: Span = field(compare=False)


Fact = (
    Part
    | Test
    | Name
    | Possessive
    | Earlier
    | Text
    | Code
    | Number
    | Day
    | Brackets
    | Sum
    | Group
    | Quantified
    | Negation
    | (Summarised | Lookup)
)


@dataclass(frozen=True, slots=True)
class Example:
    """`example "name" matches when …`."""

    name: str
    verdict: str
    """matches, does not match, is undecided."""
    facts: tuple[Fact, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """`rule ID "title" … when … unless … then … example …`."""

    id: str
    title: str
    metadata: tuple[MetadataLine, ...]
    when: Expression
    exemptions: tuple[Unless, ...]
    actions: tuple[Action, ...]
    examples: tuple[Example, ...]
    when_span: Span = field(compare=False)
    then_span: Span = field(compare=False)
    head_span: Span = field(compare=False)
    """`rule ID`."""
    span: Span = field(compare=False)


Item = Header | ListInPlace | ListFromFile | Table | Watchlist | Rates | Parameter | Definition | Rule


@dataclass(frozen=True, slots=True)
class Comment:
    """`# …` with where it stands; `after_code` tells one at the end of a line from one on its own line."""

    text: str
    after_code: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a rulebook, as far as it could be read."""

    items: tuple[Item, ...]
    comments: tuple[Comment, ...]
