"""A rulebook as a numbered document, for reviewers, auditors and lawyers who do not read the rule language."""

from __future__ import annotations

from cts_grammar.checked import Applicability, CheckedRule, CheckedRulebook
from cts_grammar.in_words.collecting import used_by
from cts_grammar.in_words.conditions import told
from cts_grammar.in_words.document import Bullets, Document, Facts, Paragraph, Section, Statement
from cts_grammar.in_words.quantities import Quantity
from cts_grammar.in_words.rules import Telling
from cts_grammar.vocabulary import Field


def rulebook_in_words(rulebook: CheckedRulebook, language: str, version: str = "") -> Document:
    """The document in `en` or `fr`; `version` is told where it is given."""
    return _Writing(rulebook, language, version).document()


class _Writing:
    def __init__(self, rulebook: CheckedRulebook, language: str, version: str) -> None:
        self.book = rulebook
        self.version = version
        self.telling = Telling(rulebook.vocabulary, language)
        self.frame = self.telling.frame
        self.heads = self.frame.headings
        self.number = 0

    def document(self) -> Document:
        book = self.book
        pairs = ((self.heads.name, book.name), (self.heads.version, self.version), (self.heads.owner, book.owner))
        facts = Facts(tuple(pair for pair in pairs if pair[1]))
        return Document(
            self.telling.say.code,
            book.title or book.name,
            facts,
            self.heads.contents,
            self.telling.say.colon(),
            tuple(self.sections()),
        )

    def sections(self) -> list[Section]:
        """In their order; those that would be empty are left out."""
        used = used_by(self.book.rules, self.telling.scope)
        found = [self.section(self.heads.reading, *map(Paragraph, self.frame.reading))]
        found.append(self.section(self.heads.applies, Paragraph(self.applies())))
        lanes = [(lane.name, lane.threshold) for lane in self.book.lanes]
        found.append(self.section(self.heads.lanes, Paragraph(self.frame.lanes(lanes))))
        chosen = self.book.random_selection
        if chosen is not None:
            share = Quantity(float(f"{chosen.share * 100:.13g}"), "%")
            text = self.frame.random_selection(share, chosen.lane)
            found.append(self.section(self.heads.random_selection, Paragraph(text)))
        for heading, sentences in self.telling.kinds_of_data(used).items():
            found.append(self.section(heading, Bullets(tuple(sentences))))
        definitions = self.telling.definitions(used)
        if definitions:
            found.append(self.section(self.heads.definitions, *map(Statement, definitions)))
        found.append(self.rules())
        return found

    def section(self, title: str, *blocks: Paragraph | Bullets | Statement) -> Section:
        self.number += 1
        return Section(str(self.number), title, blocks)

    def applies(self) -> str:
        """The scope as a sentence."""
        words = self.frame.applies_to([self.scope_words(each) for each in self.book.scopes])
        return words[:1].upper() + words[1:] + "."

    def scope_words(self, each: Applicability) -> tuple[str, str]:
        scope = self.book.vocabulary.scope
        return self.word(each.mode, scope.mode_field), self.word(each.movement, scope.movement_field)

    def word(self, code: str | None, field: Field) -> str:
        codes, language = field.type.codes, self.telling.say.code
        if code is None:
            return ""
        titles = codes.titles.get(language, codes.title) if codes is not None else None
        return (titles(code) if titles is not None else None) or code

    # --- rules ---

    def rules(self) -> Section:
        """All of them, by area in the order in which areas are met."""
        self.number += 1
        areas: dict[str, list[CheckedRule]] = {}
        for rule in self.book.rules:
            areas.setdefault(rule.area, []).append(rule)
        sections = []
        for at, (area, rules) in enumerate(areas.items(), 1):
            number = f"{self.number}.{at}"
            inside = tuple(self.rule(rule, f"{number}.{n}") for n, rule in enumerate(rules, 1))
            sections.append(Section(number, area or self.heads.no_area, sections=inside))
        return Section(str(self.number), self.heads.rules, sections=tuple(sections))

    def rule(self, rule: CheckedRule, number: str) -> Section:
        """Its facts, when, unless, then, examples."""
        telling, frame, heads = self.telling, self.frame, self.heads
        scope, say = telling.scope, telling.say
        blocks: list[Paragraph | Bullets | Facts | Statement] = []
        facts = self.facts(rule)
        if facts:
            blocks.append(Facts(facts))
        blocks.append(Statement(telling.line(frame.capital(told(rule.when, scope, say))), heads.when))
        for exemption in rule.exemptions:
            statement = frame.exception(told(exemption.condition, scope, say), exemption.name, exemption.until)
            blocks.append(Statement(telling.line(statement), heads.unless))
        blocks.append(Bullets(tuple(_sentence(effect) for effect in telling.effects(rule)), heads.then))
        examples = telling.examples(rule)
        if examples:
            blocks.append(Bullets(examples, heads.examples))
        title = f"{rule.id} {say.quoted(rule.title)}" if rule.title else rule.id
        return Section(number, title, tuple(blocks), name=rule.id)

    def facts(self, rule: CheckedRule) -> tuple[tuple[str, str], ...]:
        day = self.telling.say.day
        pairs = (
            (self.heads.owner, rule.owner),
            (self.heads.reference, rule.reference),
            (self.heads.in_force, self.frame.in_force(rule.first_day, rule.last_day)),
            (self.heads.review_by, day(rule.review_by) if rule.review_by else ""),
            (self.heads.trial, self.frame.on_trial() if rule.shadow else ""),
        )
        return tuple(pair for pair in pairs if pair[1])


def _sentence(effect: str) -> str:
    return effect[:1].upper() + effect[1:] + "."
