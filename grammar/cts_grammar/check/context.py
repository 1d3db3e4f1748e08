"""What checking an expression needs at hand: the names in reach, the rulebook's declarations, the list of mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cts_grammar import mistakes
from cts_grammar.check.declared_data import DeclaredParameter, DeclaredTable, DeclaredWatchlist
from cts_grammar.checked import Condition, Constant, Exchange, RuleReference, Value
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.limits import Limits
from cts_grammar.source import Source, Span
from cts_grammar.syntax import Definition, Expression
from cts_grammar.vocabulary import Type, Vocabulary


class Refusal(Exception):
    """An expression that cannot be checked; `diagnostic` is None where the reason has been reported already."""

    def __init__(self, diagnostic: Diagnostic | None = None) -> None:
        super().__init__(diagnostic.message if diagnostic else "reported already")
        self.diagnostic = diagnostic


@contextmanager
def within_reason(ctx: Context, span: Span) -> Iterator[None]:
    """Refuses what is nested too deep to follow: brackets within definitions, each within its limit, together not."""
    try:
        yield
    except RecursionError:
        hint = "definitions build on definitions"
        raise Refusal(mistakes.TOO_DEEP.at(span, limit=ctx.limits.depth, hint=hint)) from None


@dataclass(frozen=True, slots=True)
class Bound:
    """A thing in reach and the level at which it is bound."""

    thing: str
    level: int
    called: str = ""
    """Its name where there are several such things: a `house consignment` is a consignment; empty: as the thing."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The things in reach, from the outside in."""

    bound: tuple[Bound, ...]

    def inside(self, thing: str, called: str = "") -> tuple[Reach, int]:
        """The reach inside a list of such things, and the level of its elements."""
        level = self.bound[-1].level + 1
        return Reach((*self.bound, Bound(thing, level, called if called != thing else ""))), level

    def nearest(self, thing: str, level: int) -> int:
        """The level of the nearest such thing at a level or further out; 1 where there is none."""
        return next((b.level for b in self if b.thing == thing and b.level <= level), 1)

    def up_to(self, level: int) -> Reach:
        """Without what is bound further in."""
        return Reach(tuple(b for b in self.bound if b.level <= level))

    def __iter__(self) -> Iterator[Bound]:
        """From the nearest thing outwards."""
        return reversed(self.bound)


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list, as written."""

    text: str
    is_name: bool
    """A bare lower-case word, to be read by a code list."""
    is_quoted: bool
    where: str
    """`row 3, column "tin"`; empty for a list in place."""
    span: Span
    unit: str = ""


@dataclass(slots=True)
class DeclaredList:
    """A list of the rulebook, whose entries take their type from where it is used."""

    name: str
    entries: tuple[ListEntry, ...]
    span: Span
    used: bool = False


@dataclass(slots=True)
class DeclaredDefinition:
    """A definition of the rulebook; `home` is the thing whose names it needs, once known."""

    syntax: Definition
    homes: tuple[str, ...] = ()
    is_condition: bool = False
    used: bool = False
    broken: bool = False


@dataclass(slots=True)
class Context:
    """Shared by all that checks one rulebook."""

    vocabulary: Vocabulary
    limits: Limits
    condition_of: Callable[[Context, Expression, Reach], Condition]
    value_of: Callable[[Context, Expression, Reach, Type | None], Value]
    pattern_fault: Callable[[str], str | None]
    """Why a pattern cannot be used; None when it can."""
    lists: dict[str, DeclaredList] = field(default_factory=dict)
    definitions: dict[str, DeclaredDefinition] = field(default_factory=dict)
    parameters: dict[str, DeclaredParameter] = field(default_factory=dict)
    tables: dict[str, DeclaredTable] = field(default_factory=dict)
    watchlists: dict[str, DeclaredWatchlist] = field(default_factory=dict)
    exchange: Exchange | None = None
    """The rulebook's exchange rates."""
    lost: set[str] = field(default_factory=set)
    """Names whose declaration was refused: using them is no second mistake."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    resolved: dict[tuple[str, tuple[Bound, ...]], Condition | Value] = field(default_factory=dict)
    unresolved: set[tuple[str, tuple[Bound, ...]]] = field(default_factory=set)
    """Definitions that could not be checked there; why has been reported."""
    rule_ids: set[str] = field(default_factory=set)
    """All rules of the rulebook."""
    lost_rules: set[str] = field(default_factory=set)
    """Those that could not be read: building upon them is no second mistake."""
    references: dict[str, RuleReference] = field(default_factory=dict)
    """The rules that others are built upon."""
    list_constants: dict[tuple[str, str], tuple[tuple[Constant, ...], tuple[Diagnostic, ...]]] = field(
        default_factory=dict
    )

    def reach(self) -> Reach:
        """What a rule's conditions reach: the manifest and the consignment."""
        return Reach((Bound(self.vocabulary.outer, 0), Bound(self.vocabulary.root, 1)))

    def data(self) -> tuple[DeclaredParameter | DeclaredTable | DeclaredWatchlist, ...]:
        """What is declared beside lists and definitions."""
        return (*self.parameters.values(), *self.tables.values(), *self.watchlists.values())

    def is_declared(self, name: str) -> bool:
        """Whether the rulebook has given that name to something."""
        data = (self.parameters, self.tables, self.watchlists)
        return any(name in named for named in (self.lists, self.definitions, *data))

    def report(self, diagnostic: Diagnostic) -> None:
        """Notes a mistake and goes on."""
        self.diagnostics.append(diagnostic)

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Turns a refusal inside into a reported mistake."""
        try:
            yield
        except Refusal as refusal:
            if refusal.diagnostic is not None:
                self.report(refusal.diagnostic)

    def exactly(self, span: Span) -> str:
        """The text of a span as it stands, for fixes."""
        source = self.sources.get(span.path)
        return source.slice(span) if source else ""

    def words(self, span: Span) -> str:
        """The text of a span on one line, cut short, for messages."""
        text = " ".join(self.exactly(span).split())
        return text if len(text) <= 60 else text[:57] + "..."
