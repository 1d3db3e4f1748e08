"""What a language must be able to say; English and French each say all of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from cts_grammar.checked import About, Constant, Gap, Order, Search, State, Summary
from cts_grammar.in_words.outline import mark
from cts_grammar.in_words.quantities import Quantity
from cts_grammar.in_words.scope import Owner
from cts_grammar.in_words.told import Clause, Joint, Phrase, Several
from cts_grammar.vocabulary import CodeList, Label


class Language(ABC):
    """Phrases and clauses of one language. `negated` gives the opposite of the clause."""

    code: str

    # --- marks ---

    @abstractmethod
    def label(self, number: int, depth: int) -> str:
        """The mark of a point."""

    @abstractmethod
    def colon(self) -> str:
        """What ends a head."""

    @abstractmethod
    def semicolon(self) -> str:
        """What ends a point."""

    @abstractmethod
    def joint(self, joint: Joint) -> str:
        """What stands before the last point."""

    @abstractmethod
    def quoted(self, text: str) -> str:
        """Somebody's own words."""

    @abstractmethod
    def series(self, parts: Sequence[str], last: str) -> str:
        """`a, b and c`; `last` is `and` or `or` in English."""

    @abstractmethod
    def mixed(self, text: str) -> bool:
        """Whether a text has an `and` or `or` in it."""

    # --- values ---

    @abstractmethod
    def quantity(self, quantity: Quantity) -> str:
        """`10 t`, `1,500.00 USD`, `3 EUR per kg`, `24 hours`."""

    @abstractmethod
    def day(self, moment: str) -> str:
        """`1 March 2026`, `1 March 2026 at 04:30 UTC`."""

    @abstractmethod
    def coded(self, code: str, codes: CodeList, *, level: bool) -> str:
        """A code with what it stands for; where wanted, with what it is: `heading 0803 (Bananas)`."""

    @abstractmethod
    def constant(self, constant: Constant, *, level: bool = False) -> Phrase:
        """What is written in a rule."""

    @abstractmethod
    def field(self, label: Label, owner: Owner | None, *, own: bool, many: bool) -> Phrase:
        """`the weight`, `its weight` (of several: `their weight`), `the weight of that container`."""

    @abstractmethod
    def element(self, label: Label, *, many: bool) -> Phrase:
        """The thing that is spoken of: `it`, or `they`."""

    @abstractmethod
    def element_of(self, label: Label, owner: Owner | None) -> Phrase:
        """An element that is not the one spoken of, or the thing itself: `that container`, `the consignment`."""

    @abstractmethod
    def computed(self, operator: str, left: Phrase, right: Phrase) -> Phrase:
        """`the value divided by the weight`."""

    @abstractmethod
    def elapsed(self, later: Phrase, earlier: Phrase) -> Phrase:
        """`the time from departure to arrival`."""

    @abstractmethod
    def derived(self, label: Label, value: Phrase) -> Phrase:
        """`the country of the port of loading`."""

    @abstractmethod
    def things(self, label: Label, owner: Owner | None, *, own: bool, many: bool) -> Phrase:
        """`the containers`, `its seals`: all elements of a list."""

    @abstractmethod
    def summary(
        self, summary: Summary, things: Phrase, element: Label, value: Label | None, other: Phrase | None, where: str
    ) -> Phrase:
        """A number over the elements of a list: of one's own field (`value`), or of something else (`other`)."""

    @abstractmethod
    def where(self, clause: Clause, element: Label, *, many: bool) -> str:
        """After the thing or things that it is asked of: ` whose weight is over 10 t`, ` for which …`."""

    @abstractmethod
    def same_key(self, key: Label) -> str:
        """What other consignments agree in: `the same consignee`."""

    @abstractmethod
    def shared_key(self, element: Label, key: Label) -> str:
        """`at least one seal number in common`."""

    @abstractmethod
    def key_of_element(self, element: Label, key: Label, owner: Owner) -> str:
        """`a seal with the same number as that seal`."""

    @abstractmethod
    def key_of_another(self, key: Label, owner: Owner) -> str:
        """`the same consignee as that house consignment`."""

    @abstractmethod
    def key_itself(self, element: Label, owner: Owner) -> str:
        """`that party among their parties`."""

    @abstractmethod
    def others(self, about: About, keys: Sequence[str], window: Quantity | None, where: Clause | None) -> Phrase:
        """The consignments, or findings, that a question about the past goes over; without article."""

    @abstractmethod
    def past(self, summary: Summary, others: Phrase, value: Label | None, of_each: Label | None, other: str) -> Phrase:
        """A number over them: of a field, of a field of their elements, or of something else that is told."""

    @abstractmethod
    def as_first_filed(self, value: Phrase) -> Phrase:
        """As it was in the first version of the document."""

    @abstractmethod
    def the_list(self, things: Phrase) -> Phrase:
        """`the list of containers`."""

    @abstractmethod
    def parameter(self, name: str) -> Phrase:
        """A parameter by its name."""

    @abstractmethod
    def lookup(self, table: str, column: str, keys: Sequence[Phrase]) -> Phrase:
        """A value from a table; `column` is empty where the table has only one."""

    @abstractmethod
    def entries(self, value: Phrase) -> Several:
        """All that a table's cell holds."""

    @abstractmethod
    def defined(self, name: str, *, own: bool, many: bool) -> Phrase:
        """A definition used as a value."""

    # --- tests ---

    @abstractmethod
    def compared(self, subject: Phrase, order: Order, other: Phrase, *, moments: bool, negated: bool) -> Clause:
        """Numbers or moments."""

    @abstractmethod
    def between(self, subject: Phrase, low: Phrase, high: Phrase, *, negated: bool) -> Clause:
        """Both ends included."""

    @abstractmethod
    def differs(self, subject: Phrase, other: Phrase, share: Quantity, *, negated: bool) -> Clause:
        """By more than a share."""

    @abstractmethod
    def same(self, subject: Phrase, other: Phrase, *, constant: bool, negated: bool) -> Clause:
        """Texts or codes."""

    @abstractmethod
    def same_party(self, subject: Phrase, other: Phrase, *, negated: bool) -> Clause:
        """Two parties."""

    @abstractmethod
    def among(self, subject: Phrase, members: Sequence[str], list_name: str, *, negated: bool) -> Clause:
        """One of a list."""

    @abstractmethod
    def within(self, subject: Phrase, members: Sequence[str], list_name: str, *, places: bool, negated: bool) -> Clause:
        """At or below one of the members."""

    @abstractmethod
    def passes(self, steps: Sequence[Sequence[str]], *, negated: bool) -> Clause:
        """The route, by its steps."""

    @abstractmethod
    def searched(
        self, subject: Phrase, search: Search, needles: Sequence[str], list_name: str, *, negated: bool
    ) -> Clause:
        """A text that is looked into."""

    @abstractmethod
    def resembles(self, subject: Phrase, other: Phrase, threshold: Quantity, *, negated: bool) -> Clause:
        """Names alike."""

    @abstractmethod
    def on_list(self, subject: Phrase, list_name: str, threshold: Quantity, *, negated: bool) -> Clause:
        """On a watch list."""

    @abstractmethod
    def state(self, subject: Phrase, state: State, *, negated: bool) -> Clause:
        """Missing, unreadable, present, valid, vague."""

    @abstractmethod
    def list_state(self, things: Phrase, state: State, *, negated: bool) -> Clause:
        """Of a list."""

    @abstractmethod
    def truth(self, thing: Phrase, label: Label, *, negated: bool) -> Clause:
        """A yes or no."""

    @abstractmethod
    def timing(
        self, subject: Phrase, gap: Gap, length: Quantity, anchor: Phrase, *, after: bool, negated: bool
    ) -> Clause:
        """How far one moment lies from another."""

    @abstractmethod
    def has_changed(self, subject: Phrase, near: str, *, negated: bool) -> Clause:
        """From one version of the document to another; `near` tells when, where that is asked."""

    @abstractmethod
    def in_a_version(self, gap: Gap, length: Quantity, anchor: Phrase, *, after: bool) -> str:
        """`in a version received less than 48 hours before the date of arrival`."""

    @abstractmethod
    def has_fired(self, rule: str, title: str, *, negated: bool) -> Clause:
        """What another rule came to."""

    @abstractmethod
    def meets(self, thing: Phrase, name: str, *, negated: bool) -> Clause:
        """A definition used as a condition."""

    # --- conditions put together ---

    @abstractmethod
    def that(self, clause: str, thing: Phrase) -> str:
        """A clause that begins with the thing that is spoken of, as a relative one: `that has no seal`."""

    @abstractmethod
    def both(self, parts: Sequence[Clause], joint: Joint, element: Label | None) -> Clause:
        """Two clauses in one line; of an element that is spoken of, if there is one."""

    @abstractmethod
    def all_of(self, *, negated: bool) -> str:
        """The head of points that all hold."""

    @abstractmethod
    def any_of(self, *, negated: bool) -> str:
        """The head of points of which one holds."""

    @abstractmethod
    def at_least_of(self, n: int, *, negated: bool) -> str:
        """The head of points that are counted."""

    @abstractmethod
    def some(self, n: int, element: Label, owner: Owner | None, has: Phrase | None, *, negated: bool) -> str:
        """`there is at least one container`, before `whose …` or `for which …`; of what `has` them, `it has …`."""

    @abstractmethod
    def for_which(self, n: int, element: Label, *, negated: bool) -> str:
        """` for which `, after `some`."""

    @abstractmethod
    def every(self, element: Label, owner: Owner | None, has: Phrase | None, *, negated: bool) -> str:
        """Before what holds for every one, there being at least one; negated, before the opposite of it."""


def marked(number: int, depth: int) -> str:
    """The letter or number of a point."""
    return mark(number, depth)
