"""A rulebook that has been checked: names resolved, types and units agreed, everything spelled out.

Only `cts_grammar.check` makes these values; what the engine compiles is a `CheckedRulebook` and nothing else.

Levels say whose field is meant: 0 the manifest, 1 the consignment, 2 and above the elements bound by the quantifiers
and aggregates around, from the outside in. Spans are left out of equality.

Negative forms are `Not` of the positive one. Three answers throughout (Kleene): yes, no, undecided.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from cts_grammar.source import Source, Span
from cts_grammar.vocabulary import Derivation, Field, Relation, Type, Vocabulary

# --- values ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of the thing bound at a level. Missing and unreadable values are undecided in every test but presence.

    None and the empty text are missing. Unreadable, besides `Unreadable`, is what its kind cannot hold: another Python
    type, a number that is not finite, a moment that no calendar has, a code that its code list does not normalise.
    """

    field: Field
    level: int
    type: Type
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value as written in the rule.

    `value` is, by kind: NUMBER a float in base units; TEXT the text as written; CODE the canonical code;
    MOMENT `2026-03-01` or an instant.
    """

    value: float | str
    type: Type
    text: str = dataclasses.field(compare=False)
    """As the rule wrote it, for explanations: `10 t`."""
    span: Span = dataclasses.field(compare=False)
    currency: str | None = None
    """For a dimension with money in it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What an amount of money was worth from a day on."""

    currency: str
    since: str
    """`2026-07-01`."""
    units: float
    """Of the currency for one of the base; above zero."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """By what amounts of different currencies are brought together: the last rate on or before a day.

    The day is that of the first of `by` which can be read; where none can, and where a currency has no rate yet,
    amounts stay as they are.
    """

    rates: tuple[Rate, ...]
    """By currency, then from the earliest on."""
    base: str
    """The currency that is always 1; empty: the rates do not say which that is."""
    by: tuple[FieldValue, ...]
    """The arrival, then the receipt."""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+ - * /` over numbers. Dividing by zero is undecided; amounts in different currencies are undecided.

    Sides with bounds give bounds; dividing by a range that holds zero is undecided, and so are bounds that exclude
    nothing and a result too large for a float. The result has a currency where its dimension has money in it.
    """

    operator: str
    left: Value
    right: Value
    type: Type
    span: Span = dataclasses.field(compare=False)
    exchange: Exchange | None = None
    """For money in different currencies; None: such amounts are undecided."""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """`later - earlier` in seconds: a NUMBER of dimension TIME. A day that is not an instant makes it a range.

    The times of a day are its whole seconds, 00:00:00 to 23:59:59.
    """

    later: Value
    earlier: Value
    type: Type
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Derived:
    """`country of port of loading`: computed from one value; undecided where that is missing or gives None.

    `compute` is given the text as received (of a Constant, its value); a CODE that it gives is normalised as any other.
    """

    derivation: Derivation
    value: Value
    type: Type
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list that the thing bound at a level has. None is a missing list; `Partial` one with a missing part."""

    relation: Relation
    level: int
    span: Span = dataclasses.field(compare=False)
    within: int = 1
    """The level of the consignment that the thing belongs to: this one, or one beside it that is bound."""


class Summary(Enum):
    """What an aggregate asks of the elements."""

    COUNT = "number"
    TOTAL = "total"
    LARGEST = "largest"
    SMALLEST = "smallest"
    AVERAGE = "average"
    DIFFERENT = "number of different"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A number over the elements of a list for which `where` holds; `value` is evaluated for each (COUNT has none).

    An undecided `where` or a missing `value` leaves a gap. COUNT, DIFFERENT and TOTAL then carry bounds, LARGEST is a
    lower bound, SMALLEST an upper bound, AVERAGE is undecided. Of nothing COUNT, DIFFERENT and TOTAL are 0, the rest
    missing. Over a missing list all are missing. The missing part of a `Partial` list is any number of gaps.

    In a TOTAL an undecided `where` counts from nothing to the value, a missing value from 0 up without end (where the
    value can be negative, as temperatures, differences and elapsed times can: from minus infinity). Amounts in
    different currencies, certain or not, are missing; a TOTAL of nothing is 0 in every currency. DIFFERENT compares
    TEXTs folded, CODEs normalised, NUMBERs as `is` does; a missing value may be one more or none. LARGEST and SMALLEST
    are missing where no element is certain to count with a known value.
    """

    summary: Summary
    over: ListOf
    level: int
    """Of the bound element."""
    value: Value | None
    where: Condition | None
    type: Type
    span: Span = dataclasses.field(compare=False)
    exchange: Exchange | None = None
    """For money in different currencies; None: such amounts are undecided."""


@dataclass(frozen=True, slots=True)
class Window:
    """How far back the past is looked at, from the consignment's own `received`, which is not in it."""

    amount: int
    unit: Literal["seconds", "months"]
    """Months are steps of the calendar, clamped to the month's end."""


class About(Enum):
    """What a question about the past goes over."""

    CONSIGNMENTS = "consignments"
    FINDINGS = "findings"
    """What examinations of consignments found irregular."""
    MANIFEST = "consignments in this manifest"
    """This one among them."""


@dataclass(frozen=True, slots=True)
class OfEach:
    """A field of each element of a list of the consignment: as a key, one shared value is enough."""

    over: ListOf
    """At level 1."""
    value: FieldValue
    """Of the element, at level 2."""
    type: Type
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Past:
    """A number over the consignments of the past, or of this manifest, that agree with this one in every key and for
    which `where` holds. It is asked about this consignment, whatever level it stands at.

    COUNT counts them, DIFFERENT counts the values of `value` among them, the others go over `value` as in an aggregate;
    LARGEST, SMALLEST and AVERAGE skip those without it. The answer comes from a history (`cts_engine.history`) and may
    be known within bounds; where there is none it is missing.
    """

    summary: Summary
    keys: tuple[FieldValue | OfEach, ...]
    """A field of a bound element is asked with that element's own value, and agrees with one of the list."""
    value: Value | OfEach | None
    """COUNT has none. Like `where` it is asked of the other consignments: level 0 is their manifest, level 1 one of
    them, from 2 on what is bound inside."""
    window: Window | None
    """None for MANIFEST."""
    type: Type
    wording: str
    """The canonical wording. Questions of the same wording are the same question."""
    span: Span = dataclasses.field(compare=False)
    where: Condition | None = None
    about: About = About.CONSIGNMENTS
    exchange: Exchange | None = None
    """For money: each amount is brought into the base currency by its own consignment's day."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One value of a parameter."""

    since: str
    """The first day (`2026-07-01`) on which it holds; empty: from the beginning."""
    value: Constant


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated parameter: the last of its values that holds since the day of `by` or earlier.

    Missing where `by` is missing or unreadable, and before the first day.
    """

    name: str
    dated: tuple[Dated, ...]
    """From the earliest on; at least one. All are of one kind and dimension."""
    by: FieldValue
    """When the consignment was received."""
    type: Type
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its keys as they are compared, and what stands in the column that is asked."""

    keys: tuple[str, ...]
    """By the kind of what is looked up: the canonical code, or the text folded."""
    value: Constant | None
    """None: the cell is blank."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A value from a table, by one or several keys (TEXTs or CODEs); missing where a key is.

    A row fits where each of its keys equals what is looked up; a hierarchical CODE fits every beginning of it, and of
    the rows that fit the one with the longest first key counts, then with the longest second. Where none fits, or the
    cell is blank, the value is `default`, or missing; but a code that is only the beginning of a row's, and so too
    coarse to tell, has no default.
    """

    wording: str
    """`narcotics of country risk of consignor country`."""
    table: str
    keys: tuple[Value, ...]
    rows: tuple[Row, ...]
    """No two with the same keys."""
    default: Constant | None
    type: Type
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A definition used as a value: means exactly `value`."""

    name: str
    value: Value
    type: Type
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class AsFirstFiled:
    """`earlier consignee name`: what a value was in the first version of this consignment's document.

    `value` is asked of that version's manifest and consignment; of the first version itself, that is of this one. It
    asks nothing of elements that are bound outside it, of earlier consignments or of earlier versions. Where the
    versions are not known it is missing, and `Is` of it undecided.
    """

    value: Value
    type: Type
    span: Span = dataclasses.field(compare=False)


Value = (
    FieldValue
    | Constant
    | Arithmetic
    | Elapsed
    | Derived
    | Aggregate
    | Past
    | Parameter
    | Lookup
    | AsFirstFiled
    | NamedValue
)

# --- conditions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AllOf:
    """`and`, `all of`: yes when every part is, no when one is no."""

    parts: tuple[Condition, ...]
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`or`, `any of`: yes when one part is, no when all are no."""

    parts: tuple[Condition, ...]
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not`, `none of` (of an AnyOf), every negative form: swaps yes and no."""

    part: Condition
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class AtLeastOf:
    """`at least n of (…)`: yes when n parts are yes, no when fewer than n are not no."""

    n: int
    parts: tuple[Condition, ...]
    span: Span = dataclasses.field(compare=False)


class Order(Enum):
    """How two numbers or two moments are compared. Numbers within one part in a billion are equal (`isclose`)."""

    IS = "is"
    OVER = "is over"
    UNDER = "is under"
    AT_LEAST = "is at least"
    AT_MOST = "is at most"


@dataclass(frozen=True, slots=True)
class Compare:
    """Two NUMBERs of one dimension, or two MOMENTs (OVER is after; a day against an instant compares days).

    A side with bounds decides the answer only if every number within them gives the same one. A TOTAL of nothing is 0
    in every currency; otherwise amounts without currency or in different ones are undecided.
    """

    order: Order
    left: Value
    right: Value
    span: Span = dataclasses.field(compare=False)
    exchange: Exchange | None = None
    """For money in different currencies; None: such amounts are undecided."""


@dataclass(frozen=True, slots=True)
class Between:
    """`is between low and high`, both included; NUMBERs or MOMENTs. Exactly `at least low and at most high`."""

    subject: Value
    low: Value
    high: Value
    span: Span = dataclasses.field(compare=False)
    exchange: Exchange | None = None
    """For money in different currencies; None: such amounts are undecided."""


@dataclass(frozen=True, slots=True)
class Differs:
    """`left differs from right by more than share` of the larger absolute value; both zero is no difference.

    Neither are numbers within one part in a billion, and a share within one part in a billion is not more.
    """

    left: Value
    right: Value
    share: float
    span: Span = dataclasses.field(compare=False)
    exchange: Exchange | None = None
    """For money in different currencies; None: such amounts are undecided."""


@dataclass(frozen=True, slots=True)
class Same:
    """`is` between two TEXTs (folded), two CODEs (normalised), or a CODE and a TEXT (both folded)."""

    left: Value
    right: Value
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class SameParty:
    """Two PARTYs: by id where both have one, else by folded name, and by country where both have one.

    Ids and countries are compared as codes that are identities (`as_is`); unreadable ones count as missing here.
    Undecided where either has neither name nor id, or where equal names leave a country open.
    """

    left: FieldValue | AsFirstFiled
    right: FieldValue | AsFirstFiled
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Among:
    """`is in`: a TEXT among texts (folded) or a CODE among codes (canonical); NUMBERs by equality."""

    subject: Value
    members: tuple[Constant, ...]
    list_name: str
    """Empty for a list in place."""
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """A hierarchical CODE at or below one of the others (a heading holds its subheadings, a country its locations).

    A code that is a beginning of a listed one, and below none, is too coarse to tell: undecided. So is one below none
    of the members that are known, while another member is missing.
    """

    subject: Value
    members: tuple[Value, ...]
    list_name: str
    span: Span = dataclasses.field(compare=False)


class Search(Enum):
    """How a text is searched, always without regard to case, accents and runs of blanks."""

    CONTAINS = "contains"
    STARTS = "starts with"
    ENDS = "ends with"
    MENTIONS = "mentions"
    """Whole words only."""
    PATTERN = "matches pattern"
    """RE2, anywhere unless anchored, on the text as received (case is ignored, accents are not)."""


@dataclass(frozen=True, slots=True)
class Passes:
    """`route passes A, B in order`: places of the route, one after another and perhaps with others between, at or below
    the codes of each step.

    Yes where the places that are known do, no where they would not whatever the unknown ones are. A place that is
    missing, unreadable or too coarse may be any; where a part of the list is missing it may hold any number of them.
    """

    first: FieldValue
    via: ListOf
    last: FieldValue
    steps: tuple[tuple[Constant, ...], ...]
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class TextTest:
    """One text (or a code as received) searched for any of the needles."""

    search: Search
    subject: Value
    needles: tuple[Value, ...]
    """Constants of kind TEXT, or one other value. A PATTERN has one constant."""
    list_name: str
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Likeness:
    """`left resembles right by threshold` (0 to 1, at least): names, whatever word order, legal form and script."""

    left: Value
    right: Value
    threshold: float
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """One party of a watch list."""

    names: tuple[str, ...]
    """Its name, then its aliases, as written."""
    identifiers: tuple[str, ...]
    """As codes that are identities (`as_is`)."""


@dataclass(frozen=True, slots=True)
class OnList:
    """`consignee is on sanctioned parties by 90%`: a PARTY, a name (TEXT) or an identifier (CODE) is one of the listed.

    An identifier is, if it equals one of theirs; a name, if it resembles one of theirs (as in `Likeness`). A PARTY is
    by either; it is not where its name is known and neither holds, undecided where its name is missing or unreadable.
    Its country is not asked.
    """

    subject: Value
    entries: tuple[Listed, ...]
    threshold: float
    list_name: str
    span: Span = dataclasses.field(compare=False)


class State(Enum):
    """The tests that are decided for missing data too (but VALID and VAGUE of a missing value are undecided)."""

    MISSING = "is missing"
    UNREADABLE = "is unreadable"
    PRESENT = "is present"
    """The opposite of missing; an unreadable value is present."""
    VALID = "is valid"
    """Of an unreadable value: no."""
    VAGUE = "is vague"
    """Of an unreadable value: undecided."""


@dataclass(frozen=True, slots=True)
class Is:
    """A value, a party or a list in a state.

    A PARTY is missing when name and id both are, unreadable when neither can be read and one is there. A computed value
    is missing where it cannot be computed, never unreadable; one known within bounds is present. A list is missing when
    it is None, unreadable when it is no list; an empty one and a `Partial` one are present.
    """

    state: State
    subject: Value | ListOf
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """A TRUTH field as a condition."""

    value: Value
    span: Span = dataclasses.field(compare=False)


class Quantifier(Enum):
    """How many elements."""

    AT_LEAST = "at least"
    """`some` is at least 1; `no` is Not of it."""
    EVERY = "every"
    """Every one, and at least one: never yes for an empty list."""


@dataclass(frozen=True, slots=True)
class Quantified:
    """Elements of a list for which `where` holds. All undecided over a missing list; Kleene otherwise.

    The missing part of a `Partial` list may hold any number of elements: `at least` is never no, `every` never yes.
    """

    quantifier: Quantifier
    n: int
    over: ListOf
    level: int
    where: Condition
    span: Span = dataclasses.field(compare=False)


class Gap(Enum):
    """How long it may be between two moments."""

    LESS = "less than"
    """0 up to but not including the length; the other direction is no."""
    AT_MOST = "at most"
    """0 up to and including the length; the other direction is no."""
    MORE = "more than"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Timing:
    """`subject is less than 24 hours after anchor`: how far `subject` lies after (or before) `anchor`.

    The length is `seconds` or, for months and years, `months` calendar steps clamped to the month's end. A day that is
    not an instant decides only if every time of that day agrees.
    """

    subject: Value
    gap: Gap
    seconds: int
    months: int
    after: bool
    """False: before."""
    anchor: Value
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class HasChanged:
    """`consignee name has changed`: a value was not always the same in the versions of this consignment's document.

    Yes where two versions one after the other differ, also where it was changed back; no in the first version. Two
    values are the same as `is` has it; amounts in different currencies are not. A version in which the value is missing
    may have had any: the ones around it still tell whether it changed in between.

    `when` asks the same of the moment at which the version came in that brought the change; its subject stands for
    that moment and is, of this version, its `received`.
    """

    value: Value
    when: Timing | None
    span: Span = dataclasses.field(compare=False)


class RuleReference:
    """Another rule of the rulebook, by its id; equal where the id is. `rule` is there once the rulebook is checked."""

    __slots__ = ("id", "rule")

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.rule: CheckedRule | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleReference) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"RuleReference({self.id!r})"


@dataclass(frozen=True, slots=True)
class HasFired:
    """`RISK-003 has fired`: yes if it fired, no if it did not, is held back or out of force, else undecided.

    It is asked of the consignment, at whatever level it stands. Never in a circle.
    """

    reference: RuleReference
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A definition used as a condition: means exactly `condition`."""

    name: str
    condition: Condition
    span: Span = dataclasses.field(compare=False)


Condition = (
    AllOf
    | AnyOf
    | Not
    | AtLeastOf
    | Compare
    | Between
    | Differs
    | Same
    | SameParty
    | Among
    | Within
    | Passes
    | TextTest
    | Likeness
    | OnList
    | Is
    | Truth
    | Quantified
    | Timing
    | HasChanged
    | HasFired
    | Named
)

# --- examples -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact of an example: a field of the thing around it and what was filed for it."""

    field: Field
    value: Constant | bool | State
    """A constant, for a yes or no the answer, or MISSING or UNREADABLE."""
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class StatedList:
    """A list of an example's thing."""

    relation: Relation
    elements: tuple[StatedThing, ...] | None
    """None: the list is missing."""


@dataclass(frozen=True, slots=True)
class StatedThing:
    """What an example says of one thing. Fields that it does not mention are missing, lists are empty."""

    thing: str
    facts: tuple[Stated, ...] = ()
    lists: tuple[StatedList, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedEarlier:
    """Something that an example says of the past: a consignment of a manifest, as it was filed then."""

    outer: StatedThing
    root: StatedThing
    received: str
    """When it was received, as stated; empty: on the day before the example's own moment."""
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class StatedPast:
    """What an example says of the past. What it does not mention never came."""

    consignments: tuple[StatedEarlier, ...] = ()
    """`earlier consignment (…)`."""
    findings: tuple[StatedEarlier, ...] = ()
    """`finding (…)`: the consignment that was examined."""
    versions: tuple[StatedEarlier, ...] = ()
    """`earlier version (…)`: this consignment as it was filed before, in the order in which they are stated."""
    others: tuple[StatedThing, ...] = ()
    """`other consignment (…)`: the other consignments of the same manifest."""


Expected = Literal["matches", "does not match", "is undecided"]


@dataclass(frozen=True, slots=True)
class Example:
    """A consignment and what the rule is to come to on it."""

    name: str
    expected: Expected
    outer: StatedThing
    root: StatedThing
    received: str
    """The moment by which it is judged, as it states it; empty: it does not."""
    span: Span = dataclasses.field(compare=False)
    past: StatedPast = StatedPast()


# --- rules ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfElements:
    """In a message: a field of the elements that satisfied the rule's quantifiers over a list (`{container number}`).

    Where the rule quantifies over no such list, of all elements. Three are named, then a count.
    """

    relation: Relation
    """A list of the consignment, or (`seal`) of one of its lists."""
    field: Field
    span: Span = dataclasses.field(compare=False)
    value: Value | None = None
    """What a field with a formula stands for, asked of the element at level 2; None: the field itself."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text with values filled in."""

    parts: tuple[str | Value | OfElements, ...]
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Exemption:
    """One `unless`: holds the rule back on yes only; undecided, the rule fires and names it."""

    name: str
    """Empty where the author gave none."""
    condition: Condition
    until: str
    """Last day (`2026-09-30`) on which it applies, by `received`; empty: for ever."""
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is to be done, in the canonical words: `hold`, `examine by scan`, `alert "narcotics desk"`."""

    text: str
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """One rule, ready to compile."""

    id: str
    title: str
    area: str
    owner: str
    reference: str
    first_day: str
    """In force from this day (by `received`, included); empty: always."""
    last_day: str
    review_by: str
    shadow: bool
    when: Condition
    exemptions: tuple[Exemption, ...]
    score: float
    """Sum of its score actions."""
    lane: str
    """An explicit lane; empty: none."""
    instructions: tuple[Instruction, ...]
    say: tuple[Message, ...]
    tell_trader: tuple[Message, ...]
    span: Span = dataclasses.field(compare=False)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of the header with the score from which a consignment goes to it."""

    name: str
    threshold: float
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class Applicability:
    """One mode and movement that the rulebook is for; None: any."""

    mode: str | None
    movement: str | None


@dataclass(frozen=True, slots=True)
class RandomSelection:
    """A share of the consignments without lane or action is selected all the same, for the lowest lane above green."""

    share: float
    """Above 0, at most 1."""
    lane: str
    span: Span = dataclasses.field(compare=False)


@dataclass(frozen=True, slots=True)
class CheckedRulebook:
    """A rulebook without errors."""

    name: str
    title: str
    owner: str
    scopes: tuple[Applicability, ...]
    """Empty: for all."""
    lanes: tuple[Lane, ...]
    """Most severe first; below all of them is `green`."""
    rules: tuple[CheckedRule, ...]
    """In the order of their files' paths, then of the text."""
    sources: tuple[Source, ...]
    vocabulary: Vocabulary = dataclasses.field(compare=False)
    digest: str = ""
    """SHA-256 over the rulebook's files that count."""
    order: tuple[int, ...] = ()
    """Positions of the rules, each after those that it is built upon; empty where none is built upon another."""
    random_selection: RandomSelection | None = None
    """None: nothing is selected at random."""
