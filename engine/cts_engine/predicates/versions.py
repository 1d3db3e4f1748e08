"""Other versions of a document as generated functions see them: a function of its own reads a value in each."""

from __future__ import annotations

import ast
from collections.abc import Callable

from cts_engine.predicates import tables
from cts_engine.predicates.codes import canonical
from cts_engine.predicates.moments import moment
from cts_engine.predicates.numbers import bounds
from cts_engine.predicates.scope import Scope, Steps, optional
from cts_engine.predicates.texts import folded, raw
from cts_engine.primitives.moments import Length, lies_beyond, lies_within
from cts_engine.primitives.versions import EQUAL, MOMENTS, NUMBERS, PARTIES, Near, Sameness
from cts_grammar.checked import AsFirstFiled, FieldValue, Gap, HasChanged, Lookup, NamedValue, Parameter, Timing, Value
from cts_grammar.vocabulary import Kind

Write = Callable[[Scope], ast.expr]
"""Writes what a function comes to, in its scope."""


def of_data(scope: Scope, value: Parameter | Lookup | AsFirstFiled) -> ast.expr:
    """The value of a parameter, a table or the first version: bounds for a number, else a text; None where unknown."""
    if not isinstance(value, AsFirstFiled):
        return tables.of_data(scope, value)
    return scope.keep(("first", id(value)), lambda: in_first_version(scope, value, lambda there: _read(there, value)))


def in_first_version(scope: Scope, value: AsFirstFiled, write: Write, what: str = "") -> ast.expr:
    """What a function written so comes to in the first version; None where that is not known."""
    function = _function(scope, (value, what), f"first {what}".strip(), write)
    return scope.python.call("as_first_filed", *_asked(scope), function)


def party(scope: Scope, value: Value) -> ast.expr:
    """What was filed of a party, perhaps in the first version."""
    if isinstance(value, AsFirstFiled):
        return of_data(scope, value)
    assert isinstance(value, FieldValue)
    return scope.field(value)


def truth(scope: Scope, value: Value) -> Steps:
    """What a yes or no says."""
    match value:
        case NamedValue():
            return (yield from truth(scope, value.value))
        case FieldValue():
            yield scope.python.is_type(scope.field(value), "bool")
            return scope.field(value)
        case AsFirstFiled():
            return of_data(scope, value)
        case _:
            raise TypeError(f"no yes or no: {value.span}")


def has_changed(scope: Scope, test: HasChanged) -> ast.expr:
    """Whether a value changed, and when."""
    function = _function(scope, (test, ""), "versions", lambda there: _compared(there, test.value))
    sameness = scope.bind(_SAMENESS.get(test.value.type.kind, EQUAL), "sameness")
    nothing = [scope.python.constant(None)] * 3
    when = nothing if test.when is None else _near(scope, test.when)
    return scope.python.call("changed", *_asked(scope), function, sameness, *when)


_SAMENESS: dict[Kind, Sameness] = {Kind.NUMBER: NUMBERS, Kind.MOMENT: MOMENTS, Kind.PARTY: PARTIES}


def _near(scope: Scope, when: Timing) -> list[ast.expr]:
    reached = when.gap in (Gap.AT_MOST, Gap.MORE)
    length = Length(when.seconds, when.months, when.after, included=reached)
    near = Near(lies_within if when.gap in (Gap.LESS, Gap.AT_MOST) else lies_beyond, length)
    return [scope.bind(near, "near"), moment(scope, when.subject), moment(scope, when.anchor)]


def _asked(scope: Scope) -> list[ast.expr]:
    return [scope.python.name(name) for name in ("watch", "manifest", "consignment")]


def _function(scope: Scope, subject: tuple[object, str], name: str, write: Write) -> ast.expr:
    """A function from a manifest, a consignment and a watch, by its name; it is written once."""
    module = scope.module
    key = ("versions", id(subject[0]), subject[1])
    if key not in module.helpers:
        module.helpers[key] = full_name = f"{module.rule}: {name} ({len(module.helpers) + 1})"
        inner = Scope(module, 2, scope.at)  # as if inside a list: it has the manifest and the consignment to itself
        module.pending.append((full_name, inner, lambda there: [there.python.returns(write(there))]))
    return scope.python.name(module.helpers[key])


def _read(scope: Scope, value: AsFirstFiled) -> ast.expr:
    """As the tests of its kind want it."""
    match value.type.kind:
        case Kind.NUMBER:
            return bounds(scope, value.value)
        case Kind.PARTY:
            return party(scope, value.value)
        case Kind.TRUTH:
            return optional(scope, truth(scope, value.value))
        case _:
            return optional(scope, raw(scope, value.value))


def _compared(scope: Scope, value: Value) -> ast.expr:
    """As two versions are compared by it."""
    match value.type.kind:
        case Kind.NUMBER:
            return bounds(scope, value)
        case Kind.MOMENT:
            return moment(scope, value)
        case Kind.PARTY:
            return party(scope, value)
        case Kind.TRUTH:
            return optional(scope, truth(scope, value))
        case Kind.CODE:
            return optional(scope, canonical(scope, value))
        case Kind.TEXT:
            return optional(scope, folded(scope, value))
