"""What could be written at a place, from what the parser accepts there and from the types of what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from cts_grammar.dimensions import PLAIN, TIME, UNITS, Dimension, name_of
from cts_grammar.editing.declared import Declared, Names
from cts_grammar.editing.describing import one_line, told_field, type_in_words
from cts_grammar.editing.expecting import Expectation, kind
from cts_grammar.editing.keywords import EXPLANATIONS, phrases
from cts_grammar.editing.situating import Situation, situation, thing_of
from cts_grammar.vocabulary import CodeList, Field, Kind, Type, Vocabulary

METHODS = {
    "scan": "by X-ray or another image",
    "documents": "the papers are looked at",
    "physical": "the goods are opened and looked at",
}
_TESTS: dict[Kind, str] = {
    Kind.TEXT: "IS CONTAINS STARTS_WITH ENDS_WITH MENTIONS MATCHES_PATTERN RESEMBLES DIFFERS_FROM HAS",
    Kind.CODE: "IS CONTAINS STARTS_WITH ENDS_WITH MATCHES_PATTERN DIFFERS_FROM HAS FOR",
    Kind.NUMBER: "IS DIFFERS_FROM HAS FOR",
    Kind.MOMENT: "IS DIFFERS_FROM HAS",
    Kind.TRUTH: "",
    Kind.PARTY: "IS RESEMBLES DIFFERS_FROM HAS",
}
_STATES: dict[Kind, str] = {
    Kind.TEXT: "NOT IN MISSING PRESENT UNREADABLE VAGUE ON VALID",
    Kind.CODE: "NOT IN WITHIN MISSING PRESENT UNREADABLE VALID",
    Kind.NUMBER: "NOT OVER UNDER AT_LEAST AT_MOST BETWEEN IN MISSING PRESENT UNREADABLE",
    Kind.MOMENT: "NOT BEFORE AFTER LESS_THAN MORE_THAN AT_LEAST AT_MOST BETWEEN MISSING PRESENT UNREADABLE VALID",
    Kind.TRUTH: "NOT MISSING PRESENT UNREADABLE",
    Kind.PARTY: "NOT ON MISSING PRESENT UNREADABLE",
}
_ALL_TESTS = frozenset(" ".join([*_TESTS.values(), "PASSES PASSES_THROUGH"]).split())
_ALL_STATES = frozenset(" ".join(_STATES.values()).split())
_UNSAID = frozenset(["ONE_OF", "DOES_NOT", "ALL", "ANY", "EXACTLY", "A_PORT"])
"""Words that the printer rewrites, or that a shorter one says."""
_OF_NUMBERS = frozenset(["NUMBER_OF", "TOTAL", "LARGEST", "SMALLEST", "AVERAGE"])
_AFTER_A_CONDITION = frozenset(["AND", "OR", "THEN", "UNLESS", "UNTIL"])
_UNASKED = 40
"""Codes of a long list that are told before a letter is typed."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that could be written."""

    label: str
    insert: str
    kind: str
    """keyword, field, thing, word, code, unit, value, list, table, watchlist, parameter, definition, rule, lane …"""
    detail: str = ""
    """Its type, unit or title."""
    explanation: str = ""
    """One line."""


def option(label: str, kind: str, detail: str = "", explanation: str = "") -> Option:
    """One that is inserted as it is called."""
    return Option(label, label, kind, detail, one_line(explanation))


def offers(here: Expectation, typed: str, names: Names, vocabulary: Vocabulary) -> Iterator[Option]:
    """What could follow what was read, the likeliest first; `typed` is what is there of it, in lower case."""
    asked = _Asked(here, situation(here, names, vocabulary), typed, names, vocabulary)
    if asked.after_number() and "UNIT" in here.accepts:
        yield from asked.units()
        if asked.wants_unit():
            return
    yield from asked.values()
    yield from asked.keywords()
    yield from asked.derived()


class _Asked:
    def __init__(self, here: Expectation, place: Situation, typed: str, names: Names, vocabulary: Vocabulary) -> None:
        self.accepts = here.accepts
        self.read = here.read
        self.last = kind(here.read[-1]) if here.read else ""
        self.before = kind(here.read[-2]) if len(here.read) > 1 else ""
        self.place = place
        self.typed = typed
        self.names = names
        self.vocabulary = vocabulary

    # --- numbers ------------------------------------------------------------------------------------------------------

    def after_number(self) -> bool:
        return self.last in ("NUMERAL", "SIGNED", "THOUSANDS")

    def _dimension(self) -> Dimension | None:
        """Of the number that has just been written; None where it is not known."""
        words = {kind(r) for r in self.read[-3:-1]}
        if self.before == "IN_THE_LAST" or (words & {"LESS_THAN", "MORE_THAN"} and self._wants(Kind.MOMENT)):
            return TIME
        wanted = self.place.wanted
        if wanted is None:
            return None
        return wanted.dimension or (TIME if wanted.kind is Kind.MOMENT else PLAIN)

    def _wants(self, kind_: Kind) -> bool:
        return self.place.wanted is not None and self.place.wanted.kind is kind_

    def wants_unit(self) -> bool:
        """Whether a bare number would be a mistake."""
        return self._dimension() not in (PLAIN, None)

    def units(self) -> Iterator[Option]:
        """Of the dimension that the number has to be of."""
        wanted = self._dimension()
        if wanted == PLAIN:
            return
        for unit in dict.fromkeys(UNITS.values()):
            if wanted is None or unit.dimension == wanted:
                yield option(unit.name, "unit", name_of(unit.dimension))
        if wanted is None or (wanted.money and not (wanted.mass or wanted.volume)):
            for currency in sorted(self.vocabulary.currencies, key=lambda c: (c not in ("EUR", "USD"), c)):
                yield option(currency, "unit", "an amount of money")
        elif wanted.money:
            base = "kg" if wanted.mass else "m3"
            for currency in ("EUR", "USD"):
                yield option(f"{currency} per {base}", "unit", name_of(wanted))

    # --- names and values ---------------------------------------------------------------------------------------------

    def values(self) -> Iterator[Option]:
        """Names, codes and other values."""
        if "WORD" in self.accepts:
            yield from self._words()
        if not {"NAME", "CODE"} & self.accepts:
            return
        match self.last:
            case "FOR" if "ALL" in self.accepts:
                yield from self._scopes()
            case "AREA":
                yield from (option(area, "area") for area in self.names.areas)
            case "ON":
                yield from self._declared("watchlist")
            case "EARLIER" if self._in_example():
                yield option("consignment", "thing", "the past", "a consignment that came before this one")
                yield option("version", "thing", "the past", "this consignment as it was filed before")
            case "KEYED_BY" | "FOR" | "EARLIER":
                yield from self._fields(self.place.things, None)
            case "WITH_THE_SAME":
                yield from self._kept()
            case "NUMBER_OF":
                yield from self._things(plural=True)
                yield option(
                    "consignments", "thing", "earlier ones", "the earlier consignments that agree with this one"
                )
                yield option("findings", "thing", "earlier ones", "what examinations of such consignments found")
            case "DIFFERENT":
                yield from self._inner(lambda t: t.kind is not Kind.PARTY, plural=True)
            case "TOTAL" | "LARGEST" | "SMALLEST" | "AVERAGE":
                yield from self._inner(lambda t: t.kind is Kind.NUMBER, plural=False)
            case "SOME" | "NO" | "EVERY" | "ANY":
                yield from self._things(plural=False)
            case "ALL" | "NUMERAL":
                yield from self._things(plural=True)
            case "POSSESSIVE":
                owner = str(self.read[-1]).removesuffix("'s")
                yield from self._fields((owner,), None)
            case "COMMA" | "LPAR" if self._among_keys():
                yield from self._kept()
            case _ if self.place.in_test or self._in_entries():
                yield from self._compared()
            case _ if self._in_example():
                yield from self._fields(self.place.things, None)
                yield from self._things(plural=False)
                if self.place.things[:1] == (self.vocabulary.root,):
                    yield option("finding", "thing", "the past", "what an examination found before")
                    yield option("other consignment", "thing", "beside it", "another consignment of this manifest")
            case _ if "RULE_ID" not in self.accepts:
                yield from self._asked()

    def _in_entries(self) -> bool:
        return any(kind(r) in ("LIST", "PARAMETER") for r in self.read[:1])

    def _among_keys(self) -> bool:
        kinds = [kind(r) for r in self.read]
        while kinds and kinds[-1] in ("NAME", "COMMA"):
            kinds.pop()
        return kinds[-2:] == ["WITH_THE_SAME", "LPAR"]

    def _in_example(self) -> bool:
        return "EXAMPLE" in [kind(r) for r in self.read]

    def _words(self) -> Iterator[Option]:
        if self.last == "EXAMINE_BY":
            yield from (option(name, "method", "", told) for name, told in METHODS.items())
        if self.last == "LANE" and "RULEBOOK" not in [kind(r) for r in self.read]:
            yield from (option(name, "lane") for name in self.names.lanes)

    def _scopes(self) -> Iterator[Option]:
        scope = self.vocabulary.scope
        movements = [m for m in scope.movements if m.endswith("s")] or list(scope.movements)
        movements += [m for m in scope.movements if f"{m}s" not in scope.movements and m not in movements]
        yield from (option(f"{mode} {movement}", "scope") for mode in scope.modes for movement in movements)
        yield from (option(word, "scope") for word in [*scope.modes, *movements])

    def _kept(self) -> Iterator[Option]:
        for name in self.vocabulary.history.keys if self.vocabulary.history else ():
            found = self.vocabulary.kept(name)
            if found is not None:
                yield told_option(name, found)
        for r in self.vocabulary.relations:
            if r.of == self.vocabulary.root and r.to != r.of and not r.pending:
                for f in self.vocabulary.fields_of(r.to).values() if r.element is None else (r.element,):
                    if f.type.kind is Kind.CODE and not f.pending:
                        yield told_option(f.name if f.name == r.name else f"{r.name} {f.name}", f)

    def _things(self, *, plural: bool) -> Iterator[Option]:
        for thing in self.place.things:
            for r in dict.fromkeys(self.vocabulary.relations_of(thing).values()):
                if not r.pending:
                    yield option(r.plural if plural else r.name, "thing", f"of the {thing}", r.explanation)

    def _inner(self, fits: Callable[[Type], bool], *, plural: bool) -> Iterator[Option]:
        for thing in self.place.things:
            for r in dict.fromkeys(self.vocabulary.relations_of(thing).values()):
                fields = self.vocabulary.fields_of(thing_of(r)).values() if not r.pending else ()
                for f in fields:
                    if fits(f.type) and not f.pending:
                        name = (f.plural or f"{f.name}s") if plural else f.name
                        yield told_option(f"{name} of {r.plural}", f)
        for name in self.vocabulary.history.amounts if self.vocabulary.history and not plural else ():
            found = self.vocabulary.kept(name)
            if found is not None:
                yield told_option(f"{name} of consignments", found)

    def _fields(self, things: tuple[str, ...], fits: Callable[[Type], bool] | None) -> Iterator[Option]:
        for thing in things:
            for f in self.vocabulary.fields:
                if f.of == thing and not f.pending and (fits is None or fits(f.type)):
                    yield told_option(f.name, f)
            for r in self.vocabulary.relations:
                if r.element is not None and r.element.of == thing and (fits is None or fits(r.element.type)):
                    yield told_option(r.element.name, r.element)

    def _asked(self) -> Iterator[Option]:
        """What a condition may begin with."""
        yield from self._fields(self.place.things, None)
        yield from self._declared("definition", "parameter")
        if "CODE" in self.accepts and not self.place.in_test and "THEN" not in self.accepts:
            for rule in self.names.rules.values():
                yield option(rule.id, "rule", rule.title, "another rule, as in `… has fired`")

    def derived(self) -> Iterator[Option]:
        """`country of port of loading` and the like, where a condition begins."""
        if not {"NAME", "IS"} & self.accepts or self.place.in_test or "SOME" not in self.accepts:
            return
        for d in self.vocabulary.derivations:
            for thing in self.place.things:
                for f in self.vocabulary.fields_of(thing).values():
                    if d.takes(f.type) and not f.pending:
                        yield option(f"{d.name} of {f.name}", "field", type_in_words(d.gives), d.explanation)
        yield from self._of_inner_things()

    def _of_inner_things(self) -> Iterator[Option]:
        """`hs code`, where only goods items have one: with the words that ask for one of them."""
        for thing in self.place.things:
            for r in dict.fromkeys(self.vocabulary.relations_of(thing).values()):
                if r.pending or r.element is not None:
                    continue
                for f in self.vocabulary.fields_of(r.to).values():
                    if not f.pending:
                        detail, explanation = told_field(f)
                        begun = f"some {r.name} has ({f.name}"
                        yield Option(f.name, begun, "field", f"{detail} of a {r.name}", one_line(explanation))

    def _compared(self) -> Iterator[Option]:
        """What a value of the wanted type may be compared with."""
        wanted = self.place.wanted
        members = self._among_members()
        if members:
            yield from self._declared("list")
        if wanted is None:
            if not members:
                yield from self._asked()
            return
        if wanted.codes is not None:
            yield from code_offers(wanted.codes, self.typed)
        elif wanted.kind is Kind.NUMBER and "NUMERAL" in self.accepts and not members:
            yield from self._amounts(wanted)
        if wanted.kind is Kind.TRUTH or members:
            return
        yield from self._declared("parameter", "definition")
        yield from self._fields(self.place.things, lambda t: comparable(t, wanted))

    def _amounts(self, wanted: Type) -> Iterator[Option]:
        examples = {
            f.example for t in self.place.things for f in self.vocabulary.fields_of(t).values() if f.type == wanted
        }
        for example in sorted(e for e in examples if e)[:2]:
            yield option(example, "value", name_of(wanted.dimension or PLAIN), "for example")

    def _among_members(self) -> bool:
        openers = ("IN", "ONE_OF", "WITHIN", "ANY_OF", "ALL_OF", "NONE_OF", "PASSES")
        if self.last == "EQUALS":
            return self._in_entries()
        return self.last in openers or (self.last in ("LPAR", "COMMA") and (self.place.in_test or self._in_entries()))

    def _declared(self, *kinds: str) -> Iterator[Option]:
        for d in self.names.of_kind(*kinds):
            yield declared_option(d)

    # --- words of the language ----------------------------------------------------------------------------------------

    def keywords(self) -> Iterator[Option]:
        """The words that the parser accepts and the types allow."""
        written = phrases()
        for terminal in self._in_order():
            said = terminal not in _UNSAID or self.last == "FOR"
            if terminal in written and said and self._allowed(terminal):
                yield option(written[terminal], "keyword", "", EXPLANATIONS.get(terminal, ""))

    def _in_order(self) -> list[str]:
        order = {terminal: place for place, terminal in enumerate(EXPLANATIONS)}
        return sorted(self.accepts, key=lambda name: (name in _OF_NUMBERS, order.get(name, len(order)), name))

    def _allowed(self, terminal: str) -> bool:
        wanted = self.place.wanted
        if terminal in _OF_NUMBERS and wanted is not None and wanted.kind is not Kind.NUMBER:
            return False
        if terminal in ("BEFORE", "AFTER") and wanted is not None and wanted.kind is not Kind.MOMENT:
            return False
        if terminal == "FOR" and "NAME" not in self.accepts and self._is_in_expression():
            return any(self.names.of_kind("table"))
        if self.last in ("IS", "NOT") and wanted is not None and terminal in _ALL_STATES:
            if terminal == "WITHIN" and wanted.codes is not None and not wanted.codes.hierarchical:
                return False
            if terminal == "VALID" and wanted.valid is None:
                return False
            return terminal in _STATES[wanted.kind].split()
        if self.before == "_how_many" and self.place.last is None and terminal in _ALL_TESTS:
            return terminal in ("HAS", "IS")
        if self.place.last is not None and terminal in _AFTER_A_CONDITION:
            return self.place.last.kind is Kind.TRUTH
        if self.place.last is not None and terminal in _ALL_TESTS:
            return terminal in _TESTS[self.place.last.kind].split()
        return True

    def _is_in_expression(self) -> bool:
        return bool({"WHEN", "UNLESS", "AS", "when"} & {kind(r) for r in self.read})


def comparable(found: Type, wanted: Type) -> bool:
    """Whether a value of the one may stand against one of the other."""
    if found.kind is not wanted.kind or found.dimension != wanted.dimension:
        return False
    return found.codes is None or wanted.codes is None or found.codes.name == wanted.codes.name


def told_option(label: str, f: Field) -> Option:
    """A field's."""
    detail, explanation = told_field(f)
    return option(label, "field", detail, explanation)


def declared_option(d: Declared) -> Option:
    """A declared name's."""
    return option(d.name, d.kind, "", d.text)


def code_offers(codes: CodeList, typed: str) -> Iterator[Option]:
    """The words of a closed list; of an open one what begins as typed, or means something that does."""
    if codes.words:
        for word, code in codes.words.items():
            if word.upper() != code or codes.words.get(code.lower()) == code == word:
                yield option(word, "word", codes.name)
        return
    title = codes.title or (lambda code: None)
    if not typed and codes.example:
        yield Option(codes.example, codes.example, "code", codes.name, one_line(title(codes.example) or "for example"))
    listed = codes.listed() if codes.listed is not None else ()
    for code in listed if typed else islice(listed, _UNASKED):
        told = title(code) or ""
        if code.lower().startswith(typed) or told.lower().startswith(typed):
            yield Option(code, code, "code", codes.name, one_line(told))
