"""Each kind of value as a phrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from cts_grammar.checked import (
    Aggregate,
    Arithmetic,
    AsFirstFiled,
    Condition,
    Constant,
    Derived,
    Elapsed,
    FieldValue,
    ListOf,
    Lookup,
    NamedValue,
    OfEach,
    Parameter,
    Past,
    Value,
    Window,
)
from cts_grammar.in_words.language import Language
from cts_grammar.in_words.levels import level_of
from cts_grammar.in_words.outline import in_one_line
from cts_grammar.in_words.quantities import Quantity, length, steps
from cts_grammar.in_words.scope import Scope
from cts_grammar.in_words.told import Clause, Phrase, Told
from cts_grammar.vocabulary import Kind, Label

TellCondition = Callable[[Condition, Scope, Language], Told]


def phrase(value: Value, scope: Scope, language: Language, tell: TellCondition) -> Phrase:
    """A value as it is spoken of in a scope."""
    match value:
        case Constant():
            return language.constant(value)
        case FieldValue():
            return field_phrase(value, scope, language)
        case Arithmetic():
            left, right = (phrase(side, scope, language, tell) for side in (value.left, value.right))
            return language.computed(value.operator, left, right)
        case Elapsed():
            later, earlier = (phrase(side, scope, language, tell) for side in (value.later, value.earlier))
            return language.elapsed(later, earlier)
        case Derived():
            label = value.derivation.labels.get(language.code) or Label(value.derivation.name)
            return language.derived(label, phrase(value.value, scope, language, tell))
        case Aggregate():
            return _aggregate(value, scope, language, tell)
        case Past():
            return _past(value, scope, language, tell)
        case AsFirstFiled():
            return language.as_first_filed(phrase(value.value, scope, language, tell))
        case Parameter():
            return language.parameter(value.name)
        case Lookup():
            keys = tuple(phrase(key, scope, language, tell) for key in value.keys)
            return language.lookup(value.table, column(value), keys)
        case NamedValue():
            return language.defined(value.name, own=scope.owns(level_of(value, scope.innermost)), many=scope.many)
        case _:
            assert_never(value)


def field_phrase(value: FieldValue, scope: Scope, language: Language) -> Phrase:
    """A field, with whose it is where that has to be said."""
    field, own = value.field, scope.owns(value.level)
    whole = next((r for r in scope.vocabulary.relations if (r.of, r.plural) == (field.of, field.name)), None)
    if whole is not None and not field.labels:  # a list as a whole, as `containers have changed` asks of it
        return language.the_list(things_phrase(ListOf(whole, value.level, value.span), scope, language))
    if not field.path and field.name == field.of:  # an element of a list of plain values
        label = scope.label_of(value.level)
        return (
            language.element(label, many=scope.many) if own else language.element_of(label, scope.owner_at(value.level))
        )
    return language.field(scope.label(field), scope.owner(value), own=own, many=scope.many)


def things_phrase(over: ListOf, scope: Scope, language: Language) -> Phrase:
    """All elements of a list."""
    label = over.relation.labels.get(language.code) or Label(over.relation.name, over.relation.plural)
    own = scope.owns(over.level)
    owner = scope.owner_at(over.level) if scope.inside and not own else None
    return language.things(label, owner, own=own, many=scope.many)


def element_label(over: ListOf, language: Language) -> Label:
    """What one element of a list is called."""
    return over.relation.labels.get(language.code) or Label(over.relation.name, over.relation.plural)


def window(asked: Window) -> Quantity:
    """How far back."""
    return steps(asked.amount) if asked.unit == "months" else length(asked.amount, days_from=2)


def column(value: Lookup) -> str:
    """The column that is asked, out of the canonical wording; empty where the table has one only."""
    before, of, _ = value.wording.partition(f" of {value.table}")
    return before if of else ""


def _past(value: Past, scope: Scope, language: Language, tell: TellCondition) -> Phrase:
    others = scope.of_others()
    where = None
    if value.where is not None:
        told = tell(value.where, others, language)
        where = told if isinstance(told, Clause) else Clause(in_one_line(told, language))
    keys = [_key(key, scope, language) for key in value.keys]
    over = language.others(value.about, keys, window(value.window) if value.window else None, where)
    match value.value:
        case None:
            return language.past(value.summary, over, None, None, "")
        case OfEach() as each:
            element = element_label(each.over, language)
            if each.over.relation.element is not None:
                return language.past(value.summary, over, element, None, "")
            return language.past(value.summary, over, scope.label(each.value.field), element, "")
        case FieldValue() as asked if asked.level == 1 and not asked.field.across:
            return language.past(value.summary, over, scope.label(asked.field), None, "")
        case asked:
            return language.past(value.summary, over, None, None, phrase(asked, others, language, tell).text)


def _key(key: FieldValue | OfEach, scope: Scope, language: Language) -> str:
    if isinstance(key, OfEach):
        element = element_label(key.over, language)
        plain = key.over.relation.element is not None
        return language.shared_key(element, element if plain else scope.label(key.value.field))
    if key.level < 2:
        return language.same_key(scope.label(key.field))
    owner = scope.owner_at(key.level)
    if key.type.kind is Kind.PARTY and not key.field.path:  # the party that is bound, in whichever part it stood
        return language.key_itself(scope.label_of(key.level), owner)
    if key.field.of == scope.vocabulary.root:
        return language.key_of_another(scope.label(key.field), owner)
    return language.key_of_element(scope.label_of(key.level), scope.label(key.field), owner)


def _aggregate(value: Aggregate, scope: Scope, language: Language, tell: TellCondition) -> Phrase:
    inner = scope.within(value.over.relation, value.level, many=True)
    element = element_label(value.over, language)
    where = ""
    if value.where is not None:
        told = tell(value.where, inner, language)
        clause = told if isinstance(told, Clause) else Clause(in_one_line(told, language))
        where = language.where(clause, element, many=True)
    own, other = None, None
    if value.value is not None:
        asked = value.value
        plain = isinstance(asked, FieldValue) and inner.owns(asked.level) and asked.type.kind is not Kind.TRUTH
        if plain and isinstance(asked, FieldValue) and (asked.field.path or asked.field.name != asked.field.of):
            own = inner.label(asked.field)
        else:
            other = phrase(asked, inner, language, tell)
    return language.summary(value.summary, things_phrase(value.over, scope, language), element, own, other, where)
