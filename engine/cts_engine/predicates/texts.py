"""Texts as generated functions see them: as received, folded, searched, compared."""

from __future__ import annotations

import ast
from typing import assert_never

from cts_engine.predicates.scope import Scope, Steps, key_of, looked_up, optional
from cts_engine.primitives.texts import Needles, compiled
from cts_grammar.checked import (
    AsFirstFiled,
    Constant,
    Derived,
    FieldValue,
    Likeness,
    Lookup,
    NamedValue,
    Parameter,
    Search,
    TextTest,
    Value,
)
from cts_grammar.folding import fold, words

MANY = 4
"""From how many needles on a text is searched for all at once."""


def raw(scope: Scope, value: Value) -> Steps:
    """The text of a text, a code or a moment, as received."""
    match value:
        case NamedValue():
            return (yield from raw(scope, value.value))
        case Constant():
            return scope.python.constant(str(value.value))
        case FieldValue():
            yield scope.python.is_type(scope.field(value), "str")
            yield scope.field(value)
            return scope.field(value)
        case Derived():
            memory = scope.module.shared.derived(value.derivation)
            text = raw(scope, value.value)
            return (yield from looked_up(scope, ("derived", id(value)), memory, "derived", value.value, text))
        case Parameter() | Lookup() | AsFirstFiled():
            found = scope.module.call_data(scope, value)
            yield scope.python.compare(found, ast.IsNot(), scope.python.constant(None))
            return scope.again(found)
        case _:
            raise TypeError(f"a number is no text: {value.span}")


def folded(scope: Scope, value: Value) -> Steps:
    """The text without regard to case, accents and runs of blanks."""
    if isinstance(value, Constant):
        return scope.python.constant(fold(str(value.value)))
    memory, key = scope.module.shared.folded, ("fold", key_of(value))
    return (yield from looked_up(scope, key, memory, "folded", value, raw(scope, value)))


def worded(scope: Scope, value: Value) -> Steps:
    """The words of the text, with a blank around each."""
    if isinstance(value, Constant):
        return scope.python.constant(words(str(value.value)))
    memory, key = scope.module.shared.words, ("words", key_of(value))
    return (yield from looked_up(scope, key, memory, "words", value, raw(scope, value)))


def same_text(scope: Scope, left: Value, right: Value) -> Steps:
    """Whether two texts are the same, folded."""
    one = yield from folded(scope, left)
    other = yield from folded(scope, right)
    return scope.python.compare(one, ast.Eq(), other)


def likeness(scope: Scope, test: Likeness) -> Steps:
    """Whether two names resemble each other."""
    left = optional(scope, raw(scope, test.left))
    right = optional(scope, raw(scope, test.right))
    return scope.python.call("resembles", left, right, scope.python.constant(test.threshold))
    yield


def text_test(scope: Scope, test: TextTest) -> Steps:
    """Whether a text holds what is searched."""
    if test.search is Search.PATTERN:
        return (yield from _pattern(scope, test))
    if not all(isinstance(needle, Constant) for needle in test.needles):
        return (yield from _for_value(scope, test)) if len(test.needles) == 1 else _for_values(scope, test)
    needles = tuple(str(needle.value) for needle in test.needles if isinstance(needle, Constant))
    text = yield from (worded if test.search is Search.MENTIONS else folded)(scope, test.subject)
    match test.search:
        case Search.CONTAINS:
            return _contains(scope, text, tuple(fold(needle) for needle in needles))
        case Search.MENTIONS:
            return _mentions(scope, text, test, needles)
        case Search.STARTS:
            return scope.python.method(text, "startswith", _folded_tuple(scope, needles))
        case Search.ENDS:
            return scope.python.method(text, "endswith", _folded_tuple(scope, needles))
        case _ as never:
            assert_never(never)


def _pattern(scope: Scope, test: TextTest) -> Steps:
    (needle,) = test.needles
    text = yield from raw(scope, test.subject)
    assert isinstance(needle, Constant)
    pattern = scope.module.shared.once("pattern", needle, lambda n: compiled(str(n.value)))
    return scope.python.call("matches", text, scope.bind(pattern, "pattern"))


def _for_values(scope: Scope, test: TextTest) -> ast.expr:
    """Search for any of what other fields, or entries of a table's cell, hold."""
    prepared = worded if test.search is Search.MENTIONS else folded
    text = optional(scope, prepared(scope, test.subject))
    needles = [optional(scope, prepared(scope, needle)) for needle in test.needles]
    how = scope.python.constant(test.search.value)
    return scope.python.call("holds_one", how, text, scope.python.tuple_of(*needles))


def _for_value(scope: Scope, test: TextTest) -> Steps:
    """Search for what another field holds."""
    (needle,) = test.needles
    prepared = worded if test.search is Search.MENTIONS else folded
    if test.search in (Search.CONTAINS, Search.MENTIONS):  # what stands first is worked out first
        sought = yield from prepared(scope, needle)
        text = yield from prepared(scope, test.subject)
        return scope.python.compare(sought, ast.In(), text)
    text = yield from prepared(scope, test.subject)
    sought = yield from prepared(scope, needle)
    return scope.python.method(text, "startswith" if test.search is Search.STARTS else "endswith", sought)


def _contains(scope: Scope, text: ast.expr, needles: tuple[str, ...]) -> ast.expr:
    if len(needles) > MANY:
        return scope.python.call("contains_one", text, scope.bind(needles, "needles"))
    return _any_in(scope, text, needles)


def _mentions(scope: Scope, text: ast.expr, test: TextTest, needles: tuple[str, ...]) -> ast.expr:
    if len(needles) > MANY:
        prepared = scope.module.shared.once("mentions", test.needles, lambda _: _prepared(needles))
        return scope.python.call("mentions_one", text, scope.bind(prepared, "needles"))
    return _any_in(scope, text, tuple(words(needle) for needle in needles))


def _prepared(needles: tuple[str, ...]) -> Needles:
    phrases = [words(needle) for needle in needles]
    single = frozenset(phrase.strip() for phrase in phrases if len(phrase.split()) == 1)
    return Needles(single, tuple(phrase for phrase in phrases if phrase.strip() not in single))


def _any_in(scope: Scope, text: ast.expr, needles: tuple[str, ...]) -> ast.expr:
    """`a in text or b in text`; the text may have to be worked out in the first."""
    places = [text, *(scope.again(text) for _ in needles[1:])]
    found = [
        scope.python.compare(scope.python.constant(needle), ast.In(), place)
        for needle, place in zip(needles, places, strict=True)
    ]
    return scope.python.either(found)


def _folded_tuple(scope: Scope, needles: tuple[str, ...]) -> ast.expr:
    return scope.bind(tuple(fold(needle) for needle in needles), "needles")
