"""What stands around conditions, in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cts_grammar.checked import Dated, Exchange, Expected
from cts_grammar.in_words.english import English, an
from cts_grammar.in_words.english_quantities import day
from cts_grammar.in_words.frame import Frame, Headings
from cts_grammar.in_words.quantities import Quantity, numeral
from cts_grammar.in_words.told import Clause, Told, led
from cts_grammar.vocabulary import Label

READING = (
    "Each rule is asked of every consignment within the scope of the rulebook, as it was filed and as of the moment at "
    "which it was received. All times are in UTC.",
    "A condition has one of three answers: it is met, it is not met, or it is undecided. It is undecided where it asks "
    "for something that was not filed or cannot be read and the answer depends on it. Only a condition that is "
    "certainly met makes a rule fire. A rule that is undecided has no effect; it is reported with what is missing.",
    "“All of the following conditions” are met when each of them is, and not met as soon as one of them is not. “At "
    "least one of the following conditions” is met as soon as one of them is, whatever the others; several may be met "
    "at once. “Or” never excludes that both are the case.",
    "An exception (“unless”) holds a rule back only where it is certainly met. Where it is undecided the rule fires, "
    "and the result names the exception that could not be checked.",
    "“Missing” means that nothing was filed; “present” is its opposite. What was filed and cannot be read is "
    "“unreadable”: it is present, and never “valid”. “Valid” asks for a correct check digit or a known code.",
    "What is said of “at least one” of several things is undecided where it is not known which of them there are. What "
    "is said of “no” thing is also met where there is none.",
    "A place “lies in” itself and in its country; a code “comes under” itself and the chapters, headings and "
    "subheadings above it. “Is” and “is in the list” ask for the very code.",
    "The route is the port of loading, the ports of transhipment and the port of discharge, in this order; it may pass "
    "other places between those that are named.",
    "Texts are compared without regard to case, accents and spaces. “Mentions” looks for whole words, “contains” for "
    "any part of the text. Names resemble one another without regard to the order of words, legal forms and script.",
    "Numbers are never rounded before they are compared. Earlier consignments are those that were received before the "
    "consignment in question.",
    "Words in quotation marks are those of the authors of the rulebook or of a code list. In messages, what stands in "
    "square brackets is filled in for each consignment.",
)

_INSTRUCTIONS = {
    "hold": "the consignment is held",
    "do not load": "the goods must not be loaded",
    "request screening": "security screening is requested",
    "examine by": "{way}",
    "request information": "the following information is requested: {words}",
    "alert": "an alert is sent to {words}",
    "refer to": "the consignment is referred to {words}",
    "label": "the consignment is labelled {words}",
}
_WAYS = {
    "scan": "the consignment is examined by scanning",
    "documents": "the documents of the consignment are examined",
    "physical": "the consignment is examined physically",
}
_PAST = {
    "earlier consignment": "an earlier consignment",
    "finding": "an irregularity found in an earlier consignment",
    "earlier version": "an earlier version of the transport document",
    "other consignment": "another consignment of the manifest",
}
_EXPECTED: dict[Expected, str] = {
    "matches": "the rule fires",
    "does not match": "the rule does not fire",
    "is undecided": "the rule is undecided",
}


class EnglishFrame(Frame):
    """All that stands around conditions."""

    say = English()
    reading = READING
    inner_quotes = (("“", "‘"), ("”", "’"))
    headings = Headings(
        contents="Contents",
        reading="How to read this document",
        applies="Scope",
        lanes="Lanes",
        random_selection="Random selection",
        lists="Lists",
        parameters="Parameters",
        tables="Tables",
        watch_lists="Watch lists",
        exchange="Exchange rates",
        definitions="Definitions",
        rules="Rules",
        no_area="Rules without an area",
        name="Name",
        version="Version",
        owner="Owner",
        reference="Reference",
        in_force="In force",
        review_by="To be reviewed by",
        trial="On trial",
        when="When",
        unless="Unless",
        then="Then",
        examples="Examples",
        area="Area",
    )

    # --- a rule ---

    def when(self, told: Told) -> Told:
        return led("When ", told)

    def unless(self, told: Told, name: str, until: str, *, further: bool) -> Told:
        called = f" under the exception {self.say.quoted(name)}" if name else ""
        lapse = f" (until {day(until)} inclusive)" if until else ""
        aside = f",{called}{lapse}," if called else lapse
        return led(f"{'and unless' if further else 'unless'}{aside} ", told)

    def then(self, effects: Sequence[str]) -> str:
        return f"then {self.row(effects)}."

    def row(self, effects: Sequence[str]) -> str:
        """Effects one after the other."""
        return effects[0] if len(effects) == 1 else f"{'; '.join(effects[:-1])}; and {effects[-1]}"

    def exception(self, told: Told, name: str, until: str) -> Told:
        lapse = f"until {day(until)} inclusive" if until else ""
        if not name and not lapse:
            return self.capital(told)
        called = f"exception {self.say.quoted(name)}" if name else "exception"
        return led(self._capital(f"{called}{f' ({lapse})' if lapse else ''}: "), told)

    def capital(self, told: Told) -> Told:
        if isinstance(told, Clause):
            return replace(told, text=self._capital(told.text))
        return replace(told, head=self._capital(told.head))

    def _capital(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    def in_force(self, first: str, last: str) -> str:
        begin = f"from {day(first)}" if first else ""
        end = f"until {day(last)} inclusive" if last else ""
        return " ".join(filter(None, (begin, end)))

    def on_trial(self) -> str:
        return "the rule is evaluated and counted, without effect"

    # --- effects ---

    def score(self, points: float, area: str) -> str:
        number = numeral(abs(points), ".", ",")
        noun = "point is" if abs(points) == 1 else "points are"
        whose = f" of the area {self.say.quoted(area)}" if area else ""
        if points < 0:
            return f"{number} {noun} deducted from the score{whose}"
        return f"{number} {noun} added to the score{whose}"

    def lane(self, name: str) -> str:
        return (
            f"the consignment goes to the lane {self.say.quoted(name)}, or to a more severe one that its score reaches"
        )

    def instruction(self, kind: str, words: str) -> str:
        told = _INSTRUCTIONS.get(kind, "{words}")
        return told.format(way=_WAYS.get(words, words), words=self.say.quoted(words))

    def message(self, text: str, *, trader: bool) -> str:
        who = "the trader may be told" if trader else "officers are told"
        return f"{who}: {self.say.quoted(text)}"

    def of_elements(self, label: Label, element: Label) -> str:
        return f"the {label.one} of each {element.one} concerned"

    # --- what rules refer to ---

    def condition_defined(self, name: str, thing: Label, told: Told, *, root: bool) -> Told:
        subject = f"The {thing.one}" if root else self._capital(self.an(thing))
        return led(f"{subject} meets the definition {self.say.quoted(name)} when ", told)

    def value_defined(self, name: str, thing: Label, value: str, *, root: bool) -> str:
        whose = "" if root else f" of {self.an(thing)}"
        return f"The defined value {self.say.quoted(name)}{whose} is {value}."

    def list_of(self, name: str, entries: Sequence[str], more: int) -> str:
        number = len(entries) + more
        counted = f"{number} {'entry' if number == 1 else 'entries'}"
        rest = f"; and {more} more" if more else ""
        return f"The list {self.say.quoted(name)} ({counted}): {'; '.join(entries)}{rest}."

    def parameter_of(self, name: str, dated: Sequence[Dated]) -> str:
        told = [
            f"{self.say.constant(d.value).text} {f'from {day(d.since)}' if d.since else 'from the beginning'}"
            for d in dated
        ]
        return f"The parameter {self.say.quoted(name)} is {', '.join(told)}, by the day of receipt."

    def table_of(self, name: str, rows: int, default: str) -> str:
        counted = f"{rows} {'row' if rows == 1 else 'rows'}"
        without = f"is {default}" if default else "is missing"
        lacking = f"without a row for what is looked up, its value {without}"
        return f"The table {self.say.quoted(name)} has {counted}; {lacking}."

    def watch_list_of(self, name: str, parties: int) -> str:
        counted = f"{parties} {'party' if parties == 1 else 'parties'}"
        return (
            f"The watch list {self.say.quoted(name)} names {counted}. A party is on it by an equal identifier or by a "
            "name or alias that is alike."
        )

    def exchange_of(self, exchange: Exchange) -> str:
        base = f", in units per {exchange.base}" if exchange.base else ""
        return (
            f"Amounts in different currencies are compared by the {len(exchange.rates)} exchange rates of the rulebook"
            f"{base}: the last rate on or before the day of arrival or, where that is not known, of receipt."
        )

    # --- examples ---

    def example(self, name: str, expected: Expected, facts: Sequence[str]) -> str:
        filed = "; ".join(facts) or "none"
        return f"{self.say.quoted(name)}: {_EXPECTED[expected]} on the following data: {filed}."

    def an(self, label: Label) -> str:
        return an(label.one)

    def states(self, label: Label, value: str) -> str:
        return f"{label.one}: {value}"

    def not_filed(self, *, unreadable: bool) -> str:
        return "unreadable" if unreadable else "missing"

    def all_missing(self, label: Label) -> str:
        return f"list of {label.many or label.one + 's'}: missing"

    # --- the header ---

    def applies_to(self, scopes: Sequence[tuple[str, str]]) -> str:
        if not scopes:
            return "all consignments"
        told = [
            f"{movement or 'any movement'} by {mode or 'any mode of transport'}" if mode or movement else "all"
            for mode, movement in scopes
        ]
        return "; ".join(told)

    def lanes(self, lanes: Sequence[tuple[str, float]]) -> str:
        told = [f"to the lane {self.say.quoted(name)} from a score of {numeral(at, '.', ',')}" for name, at in lanes]
        rest = f"to the lane {self.say.quoted('green')}"
        if not told:
            return f"A consignment goes {rest}, whatever its score."
        return f"A consignment goes {', '.join(told)}; below that, {rest}."

    def random_selection(self, share: Quantity, lane: str) -> str:
        return (
            f"Of the consignments that have neither lane nor action, {self.say.quantity(share)} are selected at random "
            f"and go to the lane {self.say.quoted(lane)}. Whether one is selected is the same at every replay, and "
            "cannot be foreseen."
        )

    def stated_past(self, kind: str, facts: Sequence[str]) -> str:
        return f"{_PAST[kind]} ({', '.join(facts)})"

    def title(self, title: str) -> str:
        return title
