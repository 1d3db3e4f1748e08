"""A rule in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cts_grammar.checked import About, Constant, Gap, Order, Search, State, Summary
from cts_grammar.in_words import english_quantities as quantities
from cts_grammar.in_words.language import Language, marked
from cts_grammar.in_words.quantities import Quantity
from cts_grammar.in_words.scope import Owner
from cts_grammar.in_words.told import Clause, Joint, Phrase, Several, alone
from cts_grammar.vocabulary import CodeList, Label

ORDINALS = ("first", "second", "third", "fourth", "fifth")
_MIXED = re.compile(r"\b(?:and|or)\b")
_OPERATORS = {"+": "plus", "-": "minus", "*": "multiplied by", "/": "divided by"}
_NUMBERS = {
    Order.IS: "equal to",
    Order.OVER: "more than",
    Order.UNDER: "less than",
    Order.AT_LEAST: "at least",
    Order.AT_MOST: "at most",
}
_MOMENTS = {
    Order.IS: "",
    Order.OVER: "after ",
    Order.UNDER: "before ",
    Order.AT_LEAST: "on or after ",
    Order.AT_MOST: "on or before ",
}
_SEARCHES = {
    Search.CONTAINS: ("contains", "contain", ""),
    Search.STARTS: ("begins with", "begin with", ""),
    Search.ENDS: ("ends with", "end with", ""),
    Search.MENTIONS: ("mentions", "mention", ""),
    Search.PATTERN: ("matches", "match", "the pattern "),
}
_STATES = {
    State.MISSING: "missing",
    State.UNREADABLE: "unreadable",
    State.PRESENT: "present",
    State.VALID: "valid",
    State.VAGUE: "vague",
}
_GAPS = {Gap.LESS: "less than", Gap.AT_MOST: "at most", Gap.MORE: "more than", Gap.AT_LEAST: "at least"}
_EXTREMES = {Summary.LARGEST: "largest", Summary.SMALLEST: "smallest", Summary.AVERAGE: "average"}


def an(noun: str) -> str:
    """With the indefinite article."""
    return f"{'an' if noun[:1].lower() in tuple('aeio') else 'a'} {noun}"


def plural(label: Label) -> str:
    """The plural."""
    return label.many or (label.one if label.plural else label.one + "s")


class English(Language):
    """All phrases and clauses."""

    code = "en"

    # --- marks ---

    def label(self, number: int, depth: int) -> str:
        return f"({marked(number, depth)})"

    def colon(self) -> str:
        return ":"

    def semicolon(self) -> str:
        return ";"

    def joint(self, joint: Joint) -> str:
        return f" {joint.value}" if joint.value else ""

    def quoted(self, text: str) -> str:
        return quantities.quoted(text)

    def series(self, parts: Sequence[str], last: str) -> str:
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {last} {parts[-1]}"

    def mixed(self, text: str) -> bool:
        return bool(_MIXED.search(text))

    # --- values ---

    def quantity(self, quantity: Quantity) -> str:
        return quantities.written(quantity)

    def day(self, moment: str) -> str:
        return quantities.day(moment)

    def coded(self, code: str, codes: CodeList, *, level: bool) -> str:
        return quantities.coded(code, codes, level=level)

    def constant(self, constant: Constant, *, level: bool = False) -> Phrase:
        return Phrase(quantities.constant(constant, level=level))

    def field(self, label: Label, owner: Owner | None, *, own: bool, many: bool) -> Phrase:
        if own:
            its = (label.all_own if many else label.own) or f"{_its(many)} {label.one}"
            return Phrase(its, label.one, own=True, plural=label.plural)
        told = f"the {label.one} of {self.owner(owner)}" if owner else f"the {label.one}"
        return Phrase(told, label.one, plural=label.plural)

    def owner(self, owner: Owner) -> str:
        if owner.position:
            ordinal = ORDINALS[owner.position - 1] if owner.position <= len(ORDINALS) else f"{owner.position}th"
            return f"the {owner.label.one} mentioned {ordinal}"
        return f"{'that' if owner.bound else 'the'} {owner.label.one}"

    def element(self, label: Label, *, many: bool) -> Phrase:
        return Phrase("they" if many else "it", pronoun=True, plural=many)

    def element_of(self, label: Label, owner: Owner | None) -> Phrase:
        return Phrase(self.owner(owner) if owner else f"the {label.one}")

    def computed(self, operator: str, left: Phrase, right: Phrase) -> Phrase:
        sides = [f"({side.text})" if side.compound else side.text for side in (left, right)]
        if operator == "*" and left.text.endswith("%"):
            return Phrase(f"{left.text} of {sides[1]}", compound=True)
        rest = f" {_OPERATORS[operator]} {sides[1]}"
        own = left.own and not left.compound
        return Phrase(sides[0] + rest, left.bare + rest, own=own, plural=left.plural, compound=True)

    def elapsed(self, later: Phrase, earlier: Phrase) -> Phrase:
        return Phrase(f"the time from {earlier.text} to {later.text}", compound=True)

    def derived(self, label: Label, value: Phrase) -> Phrase:
        return Phrase(f"the {label.one} of {value.text}", plural=label.plural)

    def things(self, label: Label, owner: Owner | None, *, own: bool, many: bool) -> Phrase:
        named = plural(label)
        if own:
            return Phrase(f"{_its(many)} {named}", named, own=True, plural=True)
        of = f" of {self.owner(owner)}" if owner else ""
        return Phrase(f"the {named}{of}", named + of, plural=True)

    def summary(
        self, summary: Summary, things: Phrase, element: Label, value: Label | None, other: Phrase | None, where: str
    ) -> Phrase:
        if summary is Summary.COUNT:
            if things.own and not where:
                return Phrase(f"the number of {things.text}", f"number of {things.bare}", own=True)
            return Phrase(f"the number of {things.text if things.own else things.bare}{where}", compound=bool(where))
        if value is not None:
            named = plural(value)
            if summary is Summary.DIFFERENT:
                return Phrase(f"the number of different {named} of {things.text}{where}", compound=bool(where))
            lead = "sum" if summary is Summary.TOTAL else _EXTREMES[summary]
            return Phrase(f"the {lead} of the {named} of {things.text}{where}", compound=bool(where))
        asked = {Summary.TOTAL: "sum", Summary.DIFFERENT: "number of different values"}
        of = other.text if other is not None else ""
        told = f"the {asked.get(summary) or _EXTREMES[summary] + ' value'}, over {things.text}{where}, of [{of}]"
        return Phrase(told, compound=True)

    def where(self, clause: Clause, element: Label, *, many: bool) -> str:
        told = clause.relative or f"for which {clause.text}"
        return f" [{told}]" if ":" in told and not told.endswith("]") else f" {told}"

    def same_key(self, key: Label) -> str:
        return f"the same {key.one.replace(chr(39) + 's ', ' ')}"

    def shared_key(self, element: Label, key: Label) -> str:
        named = element.one if element.one == key.one else f"{element.one} {key.one}"
        return f"at least one {named} in common"

    def key_of_element(self, element: Label, key: Label, owner: Owner) -> str:
        return f"{an(element.one)} with the same {key.one} as {self.owner(owner)}"

    def key_of_another(self, key: Label, owner: Owner) -> str:
        return f"{self.same_key(key)} as {self.owner(owner)}"

    def key_itself(self, element: Label, owner: Owner) -> str:
        return f"{self.owner(owner)} among their {element.many}"

    def others(self, about: About, keys: Sequence[str], window: Quantity | None, where: Clause | None) -> Phrase:
        same = f" with {self.series(keys, 'and')}" if keys else ""
        back = ""
        if window is not None:
            back = "month" if window.unit == "months" and window.number == 1 else self.quantity(window)
        match about:
            case About.CONSIGNMENTS:
                told = f"earlier consignments{same} received in the {back} before this consignment"
            case About.FINDINGS:
                told = f"irregularities that were found in the {back} before this consignment in consignments{same}"
            case About.MANIFEST:
                told = f"consignments of this manifest (including this consignment){same}"
        asked = ""
        if where is not None:
            link = " and" if about is About.CONSIGNMENTS or keys else ""
            asked = link + self.where(where, Label(""), many=True)
        return Phrase(told + asked)

    def past(self, summary: Summary, others: Phrase, value: Label | None, of_each: Label | None, other: str) -> Phrase:
        if summary is Summary.COUNT:
            return Phrase(f"the number of {others.text}", compound=True)
        of = f"{plural(value)} of the " if value is not None else ""
        of += f"{plural(of_each)} of the " if of_each is not None else ""
        lead = "number of different" if summary is Summary.DIFFERENT else f"{_EXTREMES.get(summary, 'sum')} of the"
        if value is not None:
            return Phrase(f"the {lead} {of}{others.text}", compound=True)
        lead = "number of different values" if summary is Summary.DIFFERENT else _EXTREMES.get(summary, "sum")
        return Phrase(f"the {lead} of [{other}] over the {others.text}", compound=True)

    def as_first_filed(self, value: Phrase) -> Phrase:
        told = f"({value.text})" if value.compound else value.text
        return Phrase(f"{told} as first filed", plural=value.plural)

    def the_list(self, things: Phrase) -> Phrase:
        return Phrase(f"the list of {things.bare}")

    def parameter(self, name: str) -> Phrase:
        return Phrase(f"the parameter {self.quoted(name)}")

    def lookup(self, table: str, column: str, keys: Sequence[Phrase]) -> Phrase:
        of = f"the value {self.quoted(column)} in the table" if column else "the value in the table"
        return Phrase(f"{of} {self.quoted(table)} for {self.series([key.text for key in keys], 'and')}", compound=True)

    def entries(self, value: Phrase) -> Several:
        return Several(f"each entry of {value.text}")

    def defined(self, name: str, *, own: bool, many: bool) -> Phrase:
        bare = f"defined value {self.quoted(name)}"
        return Phrase(f"{_its(many) if own else 'the'} {bare}", bare, own=own)

    # --- tests ---

    def clause(self, subject: Phrase, predicate: str) -> Clause:
        if subject.pronoun:
            return Clause(f"{subject.text} {predicate}", f"that {predicate}", subject=subject.text)
        relative = f"whose {subject.bare} {predicate}" if subject.own else ""
        return Clause(f"{subject.text} {predicate}", relative, subject=subject.text)

    def be(self, subject: Phrase, rest: str, *, negated: bool) -> Clause:
        verb = ("are" if subject.plural else "is") + (" not" if negated else "")
        return self.clause(subject, f"{verb} {rest}")

    def do(self, subject: Phrase, verb: str, base: str, rest: str, *, negated: bool) -> Clause:
        if negated:
            return self.clause(subject, f"{'do' if subject.plural else 'does'} not {base} {rest}")
        return self.clause(subject, f"{base if subject.plural else verb} {rest}")

    def compared(self, subject: Phrase, order: Order, other: Phrase, *, moments: bool, negated: bool) -> Clause:
        if moments:
            return self.be(subject, f"{_MOMENTS[order]}{other.text}", negated=negated)
        return self.be(subject, f"{_NUMBERS[order]} {other.text}", negated=negated)

    def between(self, subject: Phrase, low: Phrase, high: Phrase, *, negated: bool) -> Clause:
        return self.be(subject, f"between {low.text} and {high.text}, both included", negated=negated)

    def differs(self, subject: Phrase, other: Phrase, share: Quantity, *, negated: bool) -> Clause:
        rest = f"from {other.text} by more than {self.quantity(share)} of the larger of the two"
        return self.do(subject, "differs", "differ", rest, negated=negated)

    def same(self, subject: Phrase, other: Phrase, *, constant: bool, negated: bool) -> Clause:
        return self.be(
            subject, quantities.with_article(other.text) if constant else f"the same as {other.text}", negated=negated
        )

    def same_party(self, subject: Phrase, other: Phrase, *, negated: bool) -> Clause:
        return self.be(subject, f"the same party as {other.text}", negated=negated)

    def among(self, subject: Phrase, members: Sequence[str], list_name: str, *, negated: bool) -> Clause:
        if list_name:
            return self.be(subject, f"in the list {self.quoted(list_name)}", negated=negated)
        return self.be(subject, f"{_one_of(negated)} {self.listed(members)}", negated=False)

    def within(self, subject: Phrase, members: Sequence[str], list_name: str, *, places: bool, negated: bool) -> Clause:
        verb, base, link, what = ("lies", "lie", "in", "places") if places else ("comes", "come", "under", "codes")
        if list_name:
            rest = f"{'any' if negated else 'one'} of the {what} in the list {self.quoted(list_name)}"
        elif alone(members):
            rest = quantities.with_article(members[0])
        else:
            rest = f"{'any' if negated else 'one'} of the following: {self.listed(members)}"
        return self.do(subject, verb, base, f"{link} {rest}", negated=negated)

    def listed(self, members: Sequence[str]) -> str:
        """Members in a row, without `and` or `or`."""
        return ", ".join(members) if members else "(nothing)"

    def passes(self, steps: Sequence[Sequence[str]], *, negated: bool) -> Clause:
        told = [step[0] if len(step) == 1 else f"({self.series(step, 'or')})" for step in steps]
        places = "one of the following places" if len(steps) == 1 < len(steps[0]) else "the following places"
        rest = f"{places}{', in this order' if len(steps) > 1 else ''}: {', then '.join(told)}"
        if len(steps) == 1:
            rest = quantities.with_article(told[0]) if len(steps[0]) == 1 else f"{places}: {self.listed(steps[0])}"
        return self.do(Phrase("the route"), "passes", "pass", f"through {rest}", negated=negated)

    def searched(
        self, subject: Phrase, search: Search, needles: Sequence[str], list_name: str, *, negated: bool
    ) -> Clause:
        verb, base, what = _SEARCHES[search]
        if list_name:
            rest = f"{'any' if negated else 'one'} of the terms in the list {self.quoted(list_name)}"
        elif alone(needles):
            rest = what + needles[0]
        else:
            rest = f"{'any' if negated else 'one'} of the following: {self.listed(needles)}"
        return self.do(subject, verb, base, rest, negated=negated)

    def resembles(self, subject: Phrase, other: Phrase, threshold: Quantity, *, negated: bool) -> Clause:
        rest = f"{other.text} by at least {self.quantity(threshold)}"
        return self.do(subject, "resembles", "resemble", rest, negated=negated)

    def on_list(self, subject: Phrase, list_name: str, threshold: Quantity, *, negated: bool) -> Clause:
        alike = f"names alike by at least {self.quantity(threshold)}"
        return self.be(subject, f"on the watch list {self.quoted(list_name)} ({alike})", negated=negated)

    def state(self, subject: Phrase, state: State, *, negated: bool) -> Clause:
        return self.be(subject, _STATES[state], negated=negated)

    def list_state(self, things: Phrase, state: State, *, negated: bool) -> Clause:
        return self.be(self.the_list(things), _STATES[state], negated=negated)

    def truth(self, thing: Phrase, label: Label, *, negated: bool) -> Clause:
        said = (
            (label.all_fail if negated else label.all_hold) if thing.plural else label.fails if negated else label.holds
        )
        if said:
            return self.clause(thing, said)
        return self.be(thing, label.one, negated=negated)

    def timing(
        self, subject: Phrase, gap: Gap, length: Quantity, anchor: Phrase, *, after: bool, negated: bool
    ) -> Clause:
        rest = f"{_GAPS[gap]} {self.quantity(length)} {'after' if after else 'before'} {anchor.text}"
        return self.be(subject, rest, negated=negated)

    def has_changed(self, subject: Phrase, near: str, *, negated: bool) -> Clause:
        verb = ("have" if subject.plural else "has") + (" not" if negated else "")
        return self.clause(subject, f"{verb} changed {near or 'from one version of the transport document to another'}")

    def in_a_version(self, gap: Gap, length: Quantity, anchor: Phrase, *, after: bool) -> str:
        how = f"{_GAPS[gap]} {self.quantity(length)} {'after' if after else 'before'} {anchor.text}"
        return f"in a version of the transport document received {how}"

    def has_fired(self, rule: str, title: str, *, negated: bool) -> Clause:
        named = f"rule {rule} ({self.quoted(title)})" if title else f"rule {rule}"
        return Clause(f"{named} has {'not ' if negated else ''}fired")

    def meets(self, thing: Phrase, name: str, *, negated: bool) -> Clause:
        return self.do(thing, "meets", "meet", f"the definition {self.quoted(name)}", negated=negated)

    # --- conditions put together ---

    def that(self, clause: str, thing: Phrase) -> str:
        return f"that{clause.removeprefix(thing.text)}"

    def both(self, parts: Sequence[Clause], joint: Joint, element: Label | None) -> Clause:
        one, other = parts
        if one.subject and one.subject == other.subject:
            rest = f" {joint.value}{other.text.removeprefix(other.subject)}"
            return Clause(one.text + rest, one.relative and one.relative + rest, loose=True)
        link = f" {joint.value} "
        relative = ""
        if element is not None and (one.relative or other.relative):
            relative = link.join(part.relative or f"for which {part.text}" for part in parts)
        return Clause(one.text + link + other.text, relative, loose=True, joined=(one.text, link, other.text))

    def all_of(self, *, negated: bool) -> str:
        if negated:
            return "at least one of the following conditions is not met"
        return "all of the following conditions are met"

    def any_of(self, *, negated: bool) -> str:
        if negated:
            return "none of the following conditions is met"
        return "at least one of the following conditions is met"

    def at_least_of(self, n: int, *, negated: bool) -> str:
        if n == 1:
            return self.any_of(negated=negated)
        few = f"fewer than {n}" if negated else f"at least {n}"
        return f"{few} of the following conditions are met"

    def some(self, n: int, element: Label, owner: Owner | None, has: Phrase | None, *, negated: bool) -> str:
        of = f" of {self.owner(owner)}" if owner else ""
        have = "have" if has is not None and has.plural else "has"
        be = f"{has.text} {have}" if has is not None else f"there {'is' if n == 1 else 'are'}"
        if n == 1:
            return f"{be} {'no' if negated else 'at least one'} {element.one}{of}"
        return f"{be} {'fewer than' if negated else 'at least'} {n} {plural(element)}{of}"

    def for_which(self, n: int, element: Label, *, negated: bool) -> str:
        return " for which " if n == 1 else " for each of which "

    def every(self, element: Label, owner: Owner | None, has: Phrase | None, *, negated: bool) -> str:
        start = self.some(1, element, owner, has, negated=negated)
        return f"{start} or, for at least one of them, " if negated else f"{start} and, for every one of them, "


def _its(many: bool) -> str:
    return "their" if many else "its"


def _one_of(negated: bool) -> str:
    return f"{'none' if negated else 'one'} of the following:"
