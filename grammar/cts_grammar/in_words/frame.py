"""What a language says around conditions: a rule's sentence, its actions and dates, and a document's own words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from cts_grammar.checked import Dated, Exchange, Expected
from cts_grammar.in_words.language import Language
from cts_grammar.in_words.quantities import Quantity
from cts_grammar.in_words.told import Told
from cts_grammar.vocabulary import Label


@dataclass(frozen=True, slots=True)
class Headings:
    """The names of a document's parts and facts."""

    contents: str
    reading: str
    applies: str
    lanes: str
    random_selection: str
    lists: str
    parameters: str
    tables: str
    watch_lists: str
    exchange: str
    definitions: str
    rules: str
    no_area: str
    name: str
    version: str
    owner: str
    reference: str
    in_force: str
    review_by: str
    trial: str
    when: str
    unless: str
    then: str
    examples: str
    area: str


class Frame(ABC):
    """All that stands around conditions, in one language."""

    say: Language
    headings: Headings
    inner_quotes: tuple[tuple[str, str], ...]
    """Of a quotation within a quotation: each mark, and what stands for it there."""
    reading: tuple[str, ...]
    """How the document is to be read: what is true of every rule, said once."""

    # --- a rule ---

    @abstractmethod
    def when(self, told: Told) -> Told:
        """`When …`."""

    @abstractmethod
    def unless(self, told: Told, name: str, until: str, *, further: bool) -> Told:
        """`unless, under the exception “…”, …`; a further one follows another."""

    @abstractmethod
    def then(self, effects: Sequence[str]) -> str:
        """`then …`, with its full stop."""

    @abstractmethod
    def exception(self, told: Told, name: str, until: str) -> Told:
        """An exception by itself: `Under the exception “…”: …`."""

    @abstractmethod
    def capital(self, told: Told) -> Told:
        """As the beginning of a sentence."""

    @abstractmethod
    def in_force(self, first: str, last: str) -> str:
        """From a day, to a day, or both; empty: always."""

    @abstractmethod
    def on_trial(self) -> str:
        """That a rule is in shadow."""

    # --- effects ---

    @abstractmethod
    def score(self, points: float, area: str) -> str:
        """Points that are added or taken away."""

    @abstractmethod
    def lane(self, name: str) -> str:
        """A lane outright."""

    @abstractmethod
    def instruction(self, kind: str, words: str) -> str:
        """What is to be done; words in quotes, or the way of an examination."""

    @abstractmethod
    def message(self, text: str, *, trader: bool) -> str:
        """What officers are told, or a trader may be."""

    @abstractmethod
    def of_elements(self, label: Label, element: Label) -> str:
        """In a message: a field of the elements that made the rule fire."""

    # --- what rules refer to ---

    @abstractmethod
    def condition_defined(self, name: str, thing: Label, told: Told, *, root: bool) -> Told:
        """What a definition means."""

    @abstractmethod
    def value_defined(self, name: str, thing: Label, value: str, *, root: bool) -> str:
        """What a defined value is."""

    @abstractmethod
    def list_of(self, name: str, entries: Sequence[str], more: int) -> str:
        """A list, with its number of entries and the first of them."""

    @abstractmethod
    def parameter_of(self, name: str, dated: Sequence[Dated]) -> str:
        """A parameter with its dated values."""

    @abstractmethod
    def table_of(self, name: str, rows: int, default: str) -> str:
        """A table with its number of rows."""

    @abstractmethod
    def watch_list_of(self, name: str, parties: int) -> str:
        """A watch list with its number of parties."""

    @abstractmethod
    def exchange_of(self, exchange: Exchange) -> str:
        """How amounts in different currencies are compared."""

    # --- examples ---

    @abstractmethod
    def example(self, name: str, expected: Expected, facts: Sequence[str]) -> str:
        """An example and what the rule comes to on it."""

    @abstractmethod
    def an(self, label: Label) -> str:
        """`a container`."""

    @abstractmethod
    def states(self, label: Label, value: str) -> str:
        """`port of loading: Guayaquil (ECGYE)`."""

    @abstractmethod
    def not_filed(self, *, unreadable: bool) -> str:
        """Missing, or unreadable."""

    @abstractmethod
    def all_missing(self, label: Label) -> str:
        """That nothing is known of a list."""

    # --- the header ---

    @abstractmethod
    def applies_to(self, scopes: Sequence[tuple[str, str]]) -> str:
        """Modes and movements in words; an empty word is any, no scope is all."""

    @abstractmethod
    def lanes(self, lanes: Sequence[tuple[str, float]]) -> str:
        """From which score a consignment goes where."""

    @abstractmethod
    def random_selection(self, share: Quantity, lane: str) -> str:
        """What is selected of that which no rule selects."""

    @abstractmethod
    def stated_past(self, kind: str, facts: Sequence[str]) -> str:
        """In an example: an `earlier consignment`, `finding`, `earlier version` or `other consignment`."""

    @abstractmethod
    def title(self, title: str) -> str:
        """Of the document."""
