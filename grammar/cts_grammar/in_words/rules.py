"""A rule as one sentence, with what it refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from cts_grammar.checked import (
    CheckedRule,
    Constant,
    Example,
    Message,
    NamedValue,
    OfElements,
    State,
    Stated,
    StatedEarlier,
    StatedList,
    StatedPast,
    StatedThing,
)
from cts_grammar.in_words.collecting import Defined, Used, used_by
from cts_grammar.in_words.conditions import told
from cts_grammar.in_words.english_frame import EnglishFrame
from cts_grammar.in_words.frame import Frame
from cts_grammar.in_words.french_frame import FrenchFrame
from cts_grammar.in_words.outline import Line, as_text, laid_out
from cts_grammar.in_words.scope import Scope
from cts_grammar.in_words.told import Told
from cts_grammar.in_words.values import phrase
from cts_grammar.vocabulary import Label, Vocabulary

FRAMES: dict[str, Frame] = {"en": EnglishFrame(), "fr": FrenchFrame()}
LANGUAGES = tuple(FRAMES)

SHOWN = 40
"""Entries of a list that are told; of a longer one, as many, and how many more there are."""

_INSTRUCTION = re.compile(r'(examine by|[a-z ]+?)(?: "(.*)"| (scan|documents|physical))?', re.DOTALL)


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """A rule read out."""

    id: str
    title: str
    sentence: tuple[Line, ...]
    """When, unless, then: one sentence over several lines."""
    notes: tuple[Line, ...]
    """What the sentence refers to: each definition, list, parameter and table, in sentences of their own."""

    @property
    def text(self) -> str:
        """The sentence and the notes as plain text."""
        lines = chain(*(as_text(line) for line in self.sentence))
        notes = chain(*(as_text(line) for line in self.notes))
        return "\n".join([*lines, *([""] if self.notes else []), *notes])


def sentence_of(rule: CheckedRule, vocabulary: Vocabulary, language: str) -> tuple[Line, ...]:
    """The rule as one sentence, in `en` or `fr`, without what it refers to."""
    return Telling(vocabulary, language).sentence(rule)


def rule_in_words(rule: CheckedRule, vocabulary: Vocabulary, language: str) -> RuleInWords:
    """The rule in `en` or `fr`."""
    telling = Telling(vocabulary, language)
    notes = (*telling.standing(rule), *telling.notes(used_by((rule,), telling.scope)))
    return RuleInWords(rule.id, rule.title, telling.sentence(rule), notes)


class Telling:
    """One language over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.frame = FRAMES[language]
        self.say = self.frame.say
        self.vocabulary = vocabulary
        self.scope = Scope.outermost(vocabulary, language)

    def line(self, statement: Told, end: str = ".") -> Line:
        """A statement laid out."""
        return laid_out(statement, self.say, end)

    # --- the sentence ---

    def sentence(self, rule: CheckedRule) -> tuple[Line, ...]:
        """`When …, unless …, then ….`"""
        lines = [self.line(self.frame.when(told(rule.when, self.scope, self.say)), ",")]
        for at, exemption in enumerate(rule.exemptions):
            statement = told(exemption.condition, self.scope, self.say)
            said = self.frame.unless(statement, exemption.name, exemption.until, further=at > 0)
            lines.append(self.line(said, ","))
        return (*lines, Line(self.frame.then(self.effects(rule))))

    def effects(self, rule: CheckedRule) -> list[str]:
        """All that a rule does, in the order: score, lane, instructions, messages."""
        found = [self.frame.score(rule.score, rule.area)] if rule.score else []
        found += [self.frame.lane(rule.lane)] if rule.lane else []
        found += [self.instruction(each.text) for each in rule.instructions]
        found += [self.frame.message(self.message(each), trader=False) for each in rule.say]
        found += [self.frame.message(self.message(each), trader=True) for each in rule.tell_trader]
        return found or [self.frame.score(0.0, rule.area)]

    def instruction(self, text: str) -> str:
        """An instruction from its canonical words."""
        found = _INSTRUCTION.fullmatch(text)
        if not found:
            return self.say.quoted(text)
        return self.frame.instruction(found[1], (found[2] or "").replace('""', '"') or found[3] or "")

    def message(self, message: Message) -> str:
        """The author's words, with what is filled in between square brackets."""
        parts = []
        for part in message.parts:
            if isinstance(part, str):
                parts.append(part)
            elif isinstance(part, OfElements):
                element = part.relation.labels.get(self.say.code) or Label(part.relation.name, part.relation.plural)
                if part.relation.element is not None:
                    parts.append(self.filled_in(self.say.things(element, None, own=False, many=False).text))
                else:
                    parts.append(self.filled_in(self.frame.of_elements(self.scope.label(part.field), element)))
            else:
                parts.append(self.filled_in(phrase(part, self.scope, self.say, told).text))
        return "".join(parts)

    def filled_in(self, text: str) -> str:
        """In square brackets; what is quoted within the message's own quotes has other ones."""
        for outer, inner in self.frame.inner_quotes:
            text = text.replace(outer, inner)
        return f"[{text}]"

    # --- what it refers to ---

    def notes(self, used: Used) -> tuple[Line, ...]:
        """Definitions first, then data."""
        return (*self.definitions(used), *self.data(used))

    def standing(self, rule: CheckedRule) -> tuple[Line, ...]:
        """Whether the rule is in force always, and with effect."""
        dates, heads = self.frame.in_force(rule.first_day, rule.last_day), self.frame.headings
        found = [f"{heads.in_force}{self.say.colon()} {dates}."] if dates else []
        found += [f"{heads.trial}{self.say.colon()} {self.frame.on_trial()}."] if rule.shadow else []
        return tuple(map(Line, found))

    def definitions(self, used: Used) -> tuple[Line, ...]:
        """What each definition means."""
        return tuple(map(self.definition, used.definitions.values()))

    def data(self, used: Used) -> tuple[Line, ...]:
        """Lists, parameters, tables, watch lists and rates."""
        return tuple(map(Line, chain(*self.kinds_of_data(used).values())))

    def kinds_of_data(self, used: Used) -> dict[str, list[str]]:
        """Sentences by the heading that they belong under; those without any are left out."""
        heads, frame = self.frame.headings, self.frame
        found = {
            heads.lists: [self.list_of(name, members) for name, members in used.lists.items()],
            heads.parameters: [frame.parameter_of(name, each.dated) for name, each in used.parameters.items()],
            heads.tables: [
                frame.table_of(name, len(each.rows), self.constant(each.default)) for name, each in used.tables.items()
            ],
            heads.watch_lists: [
                frame.watch_list_of(name, len(each.entries)) for name, each in used.watch_lists.items()
            ],
            heads.exchange: [frame.exchange_of(each) for each in used.exchanges],
        }
        return {heading: told for heading, told in found.items() if told}

    def definition(self, defined: Defined) -> Line:
        """One definition, of the thing that it is used of."""
        node, at = defined.node, defined.scope
        root = not at.inside
        thing = at.label_of(at.innermost)
        if isinstance(node, NamedValue):
            value = phrase(node.value, at, self.say, told).text
            return Line(self.frame.value_defined(node.name, thing, value, root=root))
        statement = told(node.condition, at, self.say)
        return self.line(self.frame.condition_defined(node.name, thing, statement, root=root))

    def list_of(self, name: str, members: tuple[object, ...]) -> str:
        """A list and its entries, as far as they are told."""
        entries = [self.say.constant(m).text for m in members if isinstance(m, Constant)]
        return self.frame.list_of(name, entries[:SHOWN], max(len(members) - SHOWN, 0))

    def constant(self, constant: Constant | None) -> str:
        """A value in words; empty where there is none."""
        return self.say.constant(constant).text if constant is not None else ""

    # --- examples ---

    def examples(self, rule: CheckedRule) -> tuple[str, ...]:
        """Each example as a sentence."""
        return tuple(
            self.frame.example(each.name, each.expected, [*self.filed(each), *self.past(each.past)])
            for each in rule.examples
        )

    def filed(self, each: Example | StatedEarlier) -> list[str]:
        """What is stated of a manifest and its consignment."""
        return [*self.facts(each.outer), *self.facts(each.root)]

    def past(self, past: StatedPast) -> list[str]:
        """What is stated of the past, and of the other consignments."""
        kinds = (
            ("earlier consignment", [self.filed(each) for each in past.consignments]),
            ("finding", [self.filed(each) for each in past.findings]),
            ("earlier version", [self.filed(each) for each in past.versions]),
            ("other consignment", [self.facts(each) for each in past.others]),
        )
        return [self.frame.stated_past(kind, facts) for kind, found in kinds for facts in found]

    def facts(self, thing: StatedThing) -> list[str]:
        """What is stated of a thing."""
        found = [self.stated(fact) for fact in thing.facts]
        return found + [text for each in thing.lists for text in self.stated_list(each)]

    def stated(self, fact: Stated) -> str:
        """One fact."""
        label = self.scope.label(fact.field)
        if isinstance(fact.value, bool):
            return (label.holds if fact.value else label.fails) or self.frame.states(label, str(fact.value).lower())
        if isinstance(fact.value, State):
            return self.frame.states(label, self.frame.not_filed(unreadable=fact.value is State.UNREADABLE))
        return self.frame.states(label, self.constant(fact.value))

    def stated_list(self, stated: StatedList) -> list[str]:
        """The elements of a list."""
        label = stated.relation.labels.get(self.say.code) or Label(stated.relation.name, stated.relation.plural)
        if stated.elements is None:
            return [self.frame.all_missing(label)]
        if stated.relation.element is not None:
            return [text for each in stated.elements for text in self.facts(each)]
        found = []
        for element in stated.elements:
            facts = self.facts(element)
            found.append(self.frame.an(label) + (f" ({', '.join(facts)})" if facts else ""))
        return found
