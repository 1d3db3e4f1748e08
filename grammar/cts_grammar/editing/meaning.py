"""What each word of a text is: a word of the language, a field, a name of the rulebook, a code, a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cts_grammar.check.names import splits
from cts_grammar.editing.declared import Names
from cts_grammar.editing.keywords import phrases
from cts_grammar.editing.lexing import Token, comments, tokens
from cts_grammar.vocabulary import CodeList, Derivation, Field, Relation, Vocabulary
from cts_grammar.words import tidy

_VALUES = {
    "STRING": "text",
    "DATE": "date",
    "BAD_DATE": "date",
    "NUMERAL": "number",
    "SIGNED": "number",
    "THOUSANDS": "number",
    "PERCENT": "number",
    "DEGREE_SIGN": "number",
    "UNIT": "unit",
    "CODE": "code",
    "CAPITALISED": "word",
    "RULE_ID": "rule",
    "NEW_NAME": "name",
}
_NAMED_BY = {"AREA": "area", "RULEBOOK": "rulebook", "LANE": "lane", "EXAMINE_BY": "method"}
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or name, and what it is."""

    start: int
    end: int
    kind: str
    """keyword, comment, text, number, unit, date, code, word, field, thing, list, table, definition, rule, area …"""
    text: str
    means: object = None
    """The Field, Relation, Derivation, CodeList or terminal's name behind it, where there is one."""


def words_of(text: str, names: Names, vocabulary: Vocabulary) -> Iterator[Word]:
    """All words of a file in its order, comments too. Never raises."""
    reading = _Reading(names, vocabulary)
    spoken = [word for token, before in _with_before(text) for word in reading.of(token, before)]
    noted = [Word(start, end, "comment", text[start:end]) for start, end in comments(text)]
    yield from sorted([*spoken, *noted], key=lambda word: word.start)


def _with_before(text: str) -> Iterator[tuple[Token, str]]:
    before = ""
    for token in tokens(text):
        yield token, before
        before = token.kind


class _Reading:
    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self.names = names
        self.vocabulary = vocabulary
        self.keywords = phrases()
        self.by_words = {words: terminal for terminal, words in self.keywords.items()}
        self.fields: dict[str, Field] = {}
        for f in vocabulary.fields:
            self.fields.setdefault(f.name, f)
            self.fields.setdefault(f"{f.of} {f.name}", f)
        self.things: dict[str, Relation] = {}
        for r in vocabulary.relations:
            self.things.setdefault(r.name, r)
            self.things.setdefault(r.plural, r)
        self.derivations: dict[str, Derivation] = {d.name: d for d in vocabulary.derivations}
        lists = [f.type.codes for f in vocabulary.fields if f.type.codes is not None]
        self.words: dict[str, CodeList] = {}
        for codes in (*lists, *vocabulary.words.values()):
            for word in codes.words:
                self.words.setdefault(word, codes)

    def of(self, token: Token, before: str) -> Iterator[Word]:
        """The words of a token."""
        kind = token.kind
        if kind in self.keywords:
            yield Word(token.start, token.end, "keyword", token.text, kind)
        elif kind in _VALUES:
            yield Word(token.start, token.end, _VALUES[kind], token.text)
        elif before in _NAMED_BY and kind in ("NAME", "WORD"):
            yield Word(token.start, token.end, _NAMED_BY[before], token.text)
        elif kind == "POSSESSIVE":
            yield Word(token.start, token.end, "thing", token.text, self.things.get(tidy(token.text)[:-2]))
        elif kind in ("NAME", "WORD"):
            yield from self._named(token.start, token.text)

    def _named(self, start: int, text: str) -> Iterator[Word]:
        """A name; in parts where it is no name as a whole but its parts around an `of` are."""
        known = self._known(start, start + len(text), text)
        if known is not None:
            yield known
            return
        places = list(_WORD.finditer(text))
        for left, _ in splits(" ".join(m.group() for m in places)):
            at = len(left.split(" "))
            ends, begins = places[at - 1].end(), places[at + 1].start()
            first = self._known(start, start + ends, text[:ends])
            if first is not None or left in self.names.declared:
                yield first or Word(start, start + ends, "name", text[:ends])
                of = places[at]
                yield Word(start + of.start(), start + of.end(), "keyword", "of", "OF")
                yield from self._named(start + begins, text[begins:])
                return
        yield Word(start, start + len(text), "name", text)

    def _known(self, start: int, end: int, text: str) -> Word | None:
        name = tidy(text)
        if name in self.names.declared:
            return Word(start, end, self.names.declared[name].kind, name)
        means = self.fields.get(name)
        if means is not None:
            return Word(start, end, "field", name, means)
        relation = self.things.get(name)
        if relation is not None:
            return Word(start, end, "thing", name, relation)
        if name in self.derivations:
            return Word(start, end, "field", name, self.derivations[name])
        if name in self.words:
            return Word(start, end, "word", name, self.words[name])
        if name in self.by_words:
            return Word(start, end, "keyword", name, self.by_words[name])
        return None
