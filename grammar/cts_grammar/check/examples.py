"""Examples state what was filed: one value a field, parts in brackets, what is not mentioned missing or empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.comparing import other_side
from cts_grammar.check.context import Context, Reach, Refusal
from cts_grammar.check.names import find_field, find_list, list_of
from cts_grammar.check.unknown_names import unknown
from cts_grammar.checked import (
    Constant,
    Example,
    Expected,
    FieldValue,
    NamedValue,
    State,
    Stated,
    StatedEarlier,
    StatedList,
    StatedPast,
    StatedThing,
    Value,
)
from cts_grammar.diagnostics import Label
from cts_grammar.source import Span
from cts_grammar.vocabulary import Field, Kind, Relation

_HOW = "an example says `… is VALUE`, `… is missing`, `… is unreadable`, or opens a part: `goods item (…)`"


@dataclass(slots=True)
class _Sheet:
    """What has been stated of one thing."""

    thing: str
    reach: Reach
    """What can be named there."""
    facts: dict[str, Stated] = field(default_factory=dict)
    lists: dict[str, tuple[Relation, list[_Sheet] | None]] = field(default_factory=dict)

    def finished(self) -> StatedThing:
        """The sheet as a value."""
        lists = (
            StatedList(relation, None if sheets is None else tuple(sheet.finished() for sheet in sheets))
            for relation, sheets in self.lists.values()
        )
        return StatedThing(self.thing, tuple(self.facts.values()), tuple(lists))


def example(ctx: Context, e: s.Example) -> Example:
    """The checked example. Every mistake in it is reported; what is wrong is left out of it."""
    now = [fact for fact in e.facts if not _is_beside(fact)]
    outer, root = _sheets(ctx, now)
    received = _received(ctx, outer)
    return Example(
        e.name,
        cast(Expected, e.verdict),
        outer.finished(),
        root.finished(),
        received,
        e.span,
        _past(ctx, [fact for fact in e.facts if isinstance(fact, s.Part) and _is_beside(fact)], received),
    )


def _sheets(ctx: Context, facts: Iterable[s.Fact]) -> tuple[_Sheet, _Sheet]:
    """What is stated of a consignment, and of the manifest that holds it."""
    reach = ctx.reach()
    outer, root = (_Sheet(b.thing, reach) for b in reach.bound)
    for fact in facts:
        with ctx.reporting():
            _state(ctx, (outer, root), fact)
    return outer, root


def _received(ctx: Context, outer: _Sheet) -> str:
    received = ctx.vocabulary.received
    stated = outer.facts.get(received.name) if received else None
    return str(stated.value.value) if stated and isinstance(stated.value, Constant) else ""


# --- beside the consignment -----------------------------------------------------------------------------------------

EARLIER_CONSIGNMENT, EARLIER_VERSION = "earlier consignment", "earlier version"
FINDING, OTHER_CONSIGNMENT = "finding", "other consignment"
BESIDE = (EARLIER_CONSIGNMENT, EARLIER_VERSION, FINDING, OTHER_CONSIGNMENT)
"""What an example states besides its consignment, each in brackets."""


def _is_beside(fact: s.Fact) -> bool:
    return isinstance(fact, s.Part) and (fact.name.text in BESIDE or fact.name.text.startswith("earlier "))


def _past(ctx: Context, parts: Iterable[s.Part], now: str) -> StatedPast:
    """What came before, in the order in which it is stated; `now` is the example's own moment, where it states one."""
    stated: dict[str, list[StatedEarlier]] = {name: [] for name in BESIDE}
    for part in parts:
        with ctx.reporting():
            if part.name.text not in stated:
                hint = f"the past is stated by {', '.join(f'`{name} (…)`' for name in BESIDE[:3])}"
                raise _not_a_fact(ctx, part.name.span, hint)
            outer, root = _sheets(ctx, part.facts)
            if part.name.text == OTHER_CONSIGNMENT:
                _refuse_of_manifest(outer)
            received = _received(ctx, outer)
            if part.name.text != OTHER_CONSIGNMENT and now and received >= now:
                ctx.report(
                    mistakes.NOT_EARLIER.at(part.span, when=received, now=now, hint=f"write a moment before {now}")
                )
            stated[part.name.text].append(StatedEarlier(outer.finished(), root.finished(), received, part.span))
    return StatedPast(
        consignments=tuple(stated[EARLIER_CONSIGNMENT]),
        findings=tuple(stated[FINDING]),
        versions=tuple(stated[EARLIER_VERSION]),
        others=tuple(other.root for other in stated[OTHER_CONSIGNMENT]),
    )


def _refuse_of_manifest(outer: _Sheet) -> None:
    for fact in outer.facts.values():
        hint = "both consignments are of one manifest: state it outside these brackets"
        raise Refusal(mistakes.STATED_ELSEWHERE.at(fact.span, name=fact.field.name, thing=OTHER_CONSIGNMENT, hint=hint))


def _state(ctx: Context, sheets: tuple[_Sheet, ...], fact: s.Fact) -> None:
    """Notes one fact on the sheet of the thing that it is about; `sheets` are those in reach, from the outside in."""
    match fact:
        case s.Part():
            _part(ctx, sheets, fact)
        case s.Test(s.Summarised("number", name, None, None) as subject, predicate, _):  # `number of amendments`
            field_name = s.Name(f"number of {name.text}", subject.span)
            _state(ctx, sheets, s.Test(field_name, predicate, fact.span))
        case s.Test(s.Name() | s.Possessive() as subject, s.IsValue(negated=False) as said, _):
            _value(ctx, sheets, subject, said.value, fact.span)
        case s.Test(s.Name() | s.Possessive() as subject, s.IsState(False, ("missing" | "unreadable") as state), _):
            _absence(ctx, sheets, subject, State(f"is {state}"), fact.span)
        case s.Name() | s.Possessive():
            _truth(ctx, sheets, fact, True)
        case s.Negation(s.Brackets(inner=inner), _):
            _state(ctx, sheets, s.Negation(inner, fact.span))
        case s.Negation(s.Name() | s.Possessive() as subject, _):
            _truth(ctx, sheets, subject, False)
        case s.Test(s.Name() as subject, s.IsAmong(), _):
            here = ctx.vocabulary.relations_of(sheets[-1].thing).get(subject.text)
            raise _not_a_fact(ctx, fact.span, f"write `{here.plural} (…)`, the values in brackets" if here else _HOW)
        case _:
            raise _not_a_fact(ctx, fact.span, _HOW)


def _not_a_fact(ctx: Context, span: Span, hint: str) -> Refusal:
    return Refusal(mistakes.NOT_A_FACT.at(span, text=ctx.words(span), hint=hint))


# --- parts ----------------------------------------------------------------------------------------------------------


def _part(ctx: Context, sheets: tuple[_Sheet, ...], part: s.Part) -> None:
    name, inner = part.name.text, sheets[-1]
    if _is_beside(part):
        raise _not_a_fact(ctx, part.name.span, "state it outside these brackets, beside the consignment")
    around = next((i for i, sheet in enumerate(sheets) if sheet.thing == name), None)
    if around is not None and len(sheets) == 2:  # `manifest (…)`: of just that thing
        alone = Reach((inner.reach.bound[around],))
        _facts(ctx, (_Sheet(name, alone, sheets[around].facts, sheets[around].lists),), part.facts)
        return
    whole = find_field(ctx, name, inner.reach)
    if whole is not None and whole[0].type.kind is Kind.PARTY and inner.thing == whole[0].of:
        for fact in part.facts:
            with ctx.reporting():
                _state(ctx, sheets, _of_party(ctx, name, fact))
        return
    relation = _list_here(ctx, part.name, inner)
    if relation.element is not None:
        for fact in part.facts:
            with ctx.reporting():
                _plain(ctx, inner, relation, _literal(ctx, fact), fact.span)
        return
    if relation.beside is not None and relation.of != ctx.vocabulary.root:
        hint = f"state it beside: `{OTHER_CONSIGNMENT} ({relation.of} (number is …))`"
        raise _not_a_fact(ctx, part.name.span, hint)
    reach, _ = inner.reach.inside(relation.to, relation.name)
    sheet = _Sheet(relation.to, reach)
    _add(ctx, inner, relation, sheet, part.name.span)
    _facts(ctx, (*sheets, sheet), part.facts)


def _facts(ctx: Context, sheets: tuple[_Sheet, ...], facts: tuple[s.Fact, ...]) -> None:
    for fact in facts:
        with ctx.reporting():
            _state(ctx, sheets, fact)


def _of_party(ctx: Context, party: str, fact: s.Fact) -> s.Fact:
    """`consignee (country is EC)` states `consignee country`."""
    if isinstance(fact, s.Test) and isinstance(fact.subject, s.Name):
        asked = s.Name(f"{party} {fact.subject.text}", fact.subject.span)
        return s.Test(asked, fact.predicate, fact.span)
    raise _not_a_fact(ctx, fact.span, _HOW)


def _list_here(ctx: Context, name: s.Name, sheet: _Sheet) -> Relation:
    """The list of just that thing."""
    here = ctx.vocabulary.relations_of(sheet.thing).get(name.text)
    if here is None:
        lists = [r.name for r in ctx.vocabulary.relations_of(sheet.thing).values() if not r.pending]
        hint = f"it has {', '.join(dict.fromkeys(lists))}" if lists else ""
        raise Refusal(mistakes.NO_SUCH_THING.at(name.span, name=name.text, thing=sheet.thing, hint=hint))
    list_of(here, 0, name.span)
    if here.through is not None and here.of == ctx.vocabulary.root:
        holders = [r.of for r in ctx.vocabulary.relations if r.to == here.to and r.of != here.of]
        hint = f"state it where it is: `{holders[0]} ({here.name} (…))`" if holders else _HOW
        if ctx.vocabulary.field_named(here.to, here.name) is not None:
            alike = [f.name for f in ctx.vocabulary.fields if f.of == here.of and f.type.kind is Kind.PARTY]
            hint = f"say which one: {' or '.join(f'`{name} (…)`' for name in alike[:2])}"
        raise _not_a_fact(ctx, name.span, hint)
    return here


def _add(ctx: Context, sheet: _Sheet, relation: Relation, element: _Sheet | None, span: Span) -> None:
    """One more element of a list; None: the list is missing."""
    known = sheet.lists.get(relation.plural)
    if known is not None and (known[1] is None or element is None):
        raise Refusal(mistakes.STATED_TWICE.at(span, name=relation.plural))
    _, elements = known or (relation, [])
    if element is None or elements is None:
        sheet.lists[relation.plural] = (relation, None)
    else:
        sheet.lists[relation.plural] = (relation, [*elements, element])


def _literal(ctx: Context, fact: s.Fact) -> s.Expression:
    if isinstance(fact, s.Name | s.Code | s.Text | s.Number | s.Day):
        return fact
    raise _not_a_fact(ctx, fact.span, "only values stand in these brackets")


def _plain(ctx: Context, sheet: _Sheet, relation: Relation, value: s.Expression, span: Span) -> None:
    """One more of a list of plain values."""
    if relation.element is None:
        raise _not_a_fact(ctx, span, f"write `{relation.name} (…)`")
    reach, level = sheet.reach.inside(relation.to)
    element = _Sheet(relation.to, reach)
    constant = _constant(ctx, relation.element, level, value, value.span, reach)
    element.facts[""] = Stated(relation.element, constant, span)
    _add(ctx, sheet, relation, element, span)


# --- facts ----------------------------------------------------------------------------------------------------------


def _value(
    ctx: Context, sheets: tuple[_Sheet, ...], subject: s.Name | s.Possessive, value: s.Expression, span: Span
) -> None:
    relation = ctx.vocabulary.relations_of(sheets[-1].thing).get(subject.text) if isinstance(subject, s.Name) else None
    if relation is not None and isinstance(subject, s.Name):
        _plain(ctx, sheets[-1], _list_here(ctx, subject, sheets[-1]), value, span)
        return
    sheet, found, level = _field(ctx, sheets, subject)
    if found.type.kind is Kind.TRUTH:
        raise _not_a_fact(ctx, span, f"write `{found.name}` or `not {found.name}`")
    constant = _constant(ctx, found, level, value, subject.span, sheet.reach)
    if found.unreadable is not None and found.unreadable(str(constant.value)):
        _note(ctx, sheet, Stated(found, State.UNREADABLE, span))
        return
    _note(ctx, sheet, Stated(found, constant, span))


def _truth(ctx: Context, sheets: tuple[_Sheet, ...], subject: s.Name | s.Possessive, said: bool) -> None:
    sheet, found, _ = _field(ctx, sheets, subject)
    if found.type.kind is not Kind.TRUTH:
        raise _not_a_fact(ctx, subject.span, f"say what it is: `{ctx.words(subject.span)} is …`")
    _note(ctx, sheet, Stated(found, said, subject.span))


def _absence(
    ctx: Context, sheets: tuple[_Sheet, ...], subject: s.Name | s.Possessive, state: State, span: Span
) -> None:
    relation = ctx.vocabulary.relations_of(sheets[-1].thing).get(subject.text) if isinstance(subject, s.Name) else None
    if relation is not None and isinstance(subject, s.Name):
        if state is not State.MISSING:
            raise _not_a_fact(ctx, span, f"write `{relation.plural} are missing`")
        _add(ctx, sheets[-1], _list_here(ctx, subject, sheets[-1]), None, span)
        return
    sheet, found, _ = _field(ctx, sheets, subject, whole=state is State.MISSING)
    if found.type.kind is not Kind.PARTY:
        _note(ctx, sheet, Stated(found, state, span))


def _note(ctx: Context, sheet: _Sheet, stated: Stated) -> None:
    if stated.field.name in sheet.facts:
        place = Label(sheet.facts[stated.field.name].span, "first stated here")
        raise Refusal(mistakes.STATED_TWICE.at(stated.span, place, name=stated.field.name))
    sheet.facts[stated.field.name] = stated


def _field(
    ctx: Context, sheets: tuple[_Sheet, ...], subject: s.Name | s.Possessive, *, whole: bool = False
) -> tuple[_Sheet, Field, int]:
    """The field that is stated, and the sheet of its thing. `whole`: it may be a party as a whole."""
    found, level = _named(ctx, sheets, subject)
    sheet = next((sheet for sheet in reversed(sheets) if sheet.thing == found.of), None)
    if sheet is None or (len(sheets) > 2 and sheet is not sheets[-1]):
        hint = f"state it outside these brackets: it is a field of the {found.of}"
        raise Refusal(mistakes.STATED_ELSEWHERE.at(subject.span, name=found.name, thing=sheets[-1].thing, hint=hint))
    if found.across:
        raise _not_a_fact(ctx, subject.span, f"state it of a part: `{found.across} ({found.name} is …)`")
    if found.formula or found.reach is not None:
        computed = f"from `{found.formula}`" if found.formula else f"from what the {found.of} holds"
        raise _not_a_fact(ctx, subject.span, f"it is computed {computed}: state that")
    if found.type.kind is Kind.PARTY and not whole:
        raise _not_a_fact(ctx, subject.span, f"state its parts: `{found.name} (name is …, country is …, id is …)`")
    return sheet, found, level


def _named(ctx: Context, sheets: tuple[_Sheet, ...], subject: s.Name | s.Possessive) -> tuple[Field, int]:
    reach = sheets[-1].reach
    if isinstance(subject, s.Possessive):
        bound = next((b for b in reach if b.thing == subject.owner), None)
        named = ctx.vocabulary.field_named(bound.thing, subject.name.text) if bound else None
        if bound is None or named is None:
            ctx.value_of(ctx, subject, reach, None)  # which says what is wrong with it
            raise _not_a_fact(ctx, subject.span, _HOW)
        found, level = named, bound.level
    else:
        nearest = find_field(ctx, subject.text, reach)
        if nearest is None:
            if subject.text in ctx.definitions or find_list(ctx, subject.text, reach) is not None:
                raise _not_a_fact(ctx, subject.span, _HOW)
            raise Refusal(unknown(ctx, subject.text, subject.span, reach))
        found, level = nearest
    if found.pending:
        raise Refusal(mistakes.NOT_YET.at(subject.span, form=f"questions about `{found.name}`", hint=found.pending))
    return found, level


def _constant(ctx: Context, f: Field, level: int, value: s.Expression, span: Span, reach: Reach) -> Constant:
    """The value in the field's own type; a quoted text in the place of a code is what was filed, right or wrong."""
    if isinstance(value, s.Text) and f.type.codes and not f.type.codes.words:
        return Constant(value.text, f.type, value.text, value.span)
    said: Value = other_side(ctx, FieldValue(f, level, f.type, span), value, reach)
    while isinstance(said, NamedValue):
        said = said.value
    if not isinstance(said, Constant):
        raise _not_a_fact(ctx, span, "state the value itself")
    dimension = f.type.dimension
    if isinstance(said.value, float) and said.value < 0 and dimension is not None and not dimension.temperature:
        raise _not_a_fact(ctx, span, f"`{f.name}` is never below zero")
    return said
