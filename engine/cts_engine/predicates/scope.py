"""One generated function while it is written: what it has at hand, and where it is in the rule."""

from __future__ import annotations

import ast
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass, field

from cts_engine.lower import AllBut, Answers, AtLeast
from cts_engine.predicates.namespace import Namespace, Shared
from cts_engine.predicates.python import Python, place_of
from cts_engine.primitives.guarding import NOWHERE, Memory, quiet
from cts_grammar.checked import Aggregate, AsFirstFiled, FieldValue, ListOf, Lookup, Parameter, Past, Value
from cts_grammar.source import Source, Span

Key = Hashable
"""What a local variable holds: a field of a thing, the answer of a test, a total."""

Steps = Generator[ast.expr, None, ast.expr]
"""Yields what must hold first, one after the other, and returns what can be said then."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Both forms of a quantified condition, answered by going through the list once."""

    holds: AtLeast
    fails: AllBut


@dataclass(slots=True)
class Module:
    """The functions of one rule."""

    rule: str
    source: Source | None
    shared: Shared
    call_loop: Callable[[Scope, Loop], ast.expr]
    call_aggregate: Callable[[Scope, Aggregate], ast.expr]
    call_past: Callable[[Scope, Past], ast.expr]
    call_data: Callable[[Scope, Parameter | Lookup | AsFirstFiled], ast.expr]
    """The value of a parameter, of a table or of the document's first version, in a local variable."""
    careful: bool = False
    """Whether things may be of any shape; else one of a wrong shape raises AttributeError or TypeError."""
    namespace: Namespace = field(default_factory=Namespace)
    functions: list[ast.stmt] = field(default_factory=list)
    pending: list[tuple[str, Scope, Callable[[Scope], list[ast.stmt]]]] = field(default_factory=list)
    """Functions that are called already and still to be written."""
    helpers: dict[Key, str] = field(default_factory=dict)
    """Names of functions that are already there, by the id of what they work out."""
    loops: dict[int, Loop] = field(default_factory=dict)
    """By the id of either form."""
    kept: list[Answers] = field(default_factory=list)
    """Holds what ids stand for."""

    def at(self, span: Span) -> Python:
        """Nodes that stand at a place of the rule."""
        return Python(place_of(span, self.source))


class Scope:
    """A function with what it knows at the point that has been written up to."""

    def __init__(self, module: Module, level: int, at: Span) -> None:
        self.module = module
        self.level = level
        """Of the innermost thing that is bound."""
        self.file = at.path
        self.at = at
        self.python = module.at(at)
        self.known: frozenset[Key] = frozenset()
        """What has certainly been put into its local variable."""
        self._locals: dict[Key, str] = {}

    def go_to(self, at: Span) -> None:
        """Write what follows at another place, if that lies in the rule's file."""
        if at.path == self.file:
            self.at = at
            self.python = self.module.at(at)

    def thing(self, level: int) -> str:
        """The variable that holds the thing bound at a level."""
        return "manifest" if level == 0 else "consignment" if level == 1 else f"element_{level}"

    def parameters(self, level: int) -> list[str]:
        """Of a function for which things are bound up to a level."""
        return [*(self.thing(n) for n in range(level + 1)), "watch"]

    def call_helper(self, name: str, level: int) -> ast.expr:
        """A call of one of the rule's other functions with the things bound here."""
        return self.python.call(name, *(self.python.name(p) for p in self.parameters(level)))

    def bind(self, value: object, hint: str) -> ast.expr:
        """A value that is fixed with the rule."""
        return self.python.name(self.module.namespace.bind(value, hint))

    def keep(self, key: Key, make: Callable[[], ast.expr]) -> ast.expr:
        """A value that is worked out where it is first needed, and at hand from then on."""
        name = self._locals.setdefault(key, f"v{len(self._locals) + 1}")
        if key in self.known:
            return self.python.name(name)
        node = self.python.kept(name, make())
        self.known |= {key}
        return node

    def local(self, key: Key) -> ast.expr:
        """A kept value, once it is at hand."""
        return self.python.name(self._locals[key])

    def again(self, node: ast.expr) -> ast.expr:
        """The same value a second time, once the first has been worked out."""
        if isinstance(node, ast.NamedExpr):
            return self.python.name(node.target.id)
        if isinstance(node, ast.Name):
            return self.python.name(node.id)
        assert isinstance(node, ast.Constant)
        return ast.Constant(node.value, **self.python.at)

    def field(self, value: FieldValue) -> ast.expr:
        """What was filed for a field."""
        return self.keep(field_key(value), lambda: self._reached(value))

    def _reached(self, value: FieldValue) -> ast.expr:
        thing = self.python.name(self.thing(value.level))
        if value.field.reach is not None:
            reach = self.module.namespace.bind(quiet_reach(self.module, value), "reach")
            return self.python.call(reach, thing)
        return self._along(thing, value.level, value.field.path)

    def elements(self, over: ListOf) -> ast.expr:
        """What was filed for a list."""
        thing, relation = self.python.name(self.thing(over.level)), over.relation
        consignment = self.python.name(self.thing(over.within))
        if relation.beside is not None:
            beside = self.module.shared.once("beside", relation.beside, lambda f: quiet(f, NOWHERE))
            name = self.module.namespace.bind(beside, "beside")
            return self.python.call(name, thing, consignment, self.python.name("manifest"))
        if relation.through is None:
            return self._along(thing, over.level, relation.path)
        through = self.module.shared.once("through", relation.through, lambda f: quiet(f, NOWHERE))
        return self.python.call(self.module.namespace.bind(through, "through"), thing, consignment)

    def _along(self, thing: ast.expr, level: int, path: tuple[str, ...]) -> ast.expr:
        if self.module.careful or not all(step.isidentifier() for step in path):
            return self.python.call("along", thing, self.python.constant(path))
        node = thing
        for index, step in enumerate(path):
            if index:
                inner = self.keep((level, path[:index]), lambda node=node: node)  # type: ignore[misc]
                missing, further = self.python.same_object(inner, None), self.python.attribute(self.again(inner), step)
                node = self.python.choice(missing, self.python.constant(None), further)
            else:
                node = self.python.attribute(node, step)
        return node


def looked_up(scope: Scope, key: Key, memory: Memory, hint: str, value: Value, text: Steps) -> Steps:
    """What a memory holds for a text (`text`, of which `value` is the source); not None."""
    if isinstance(value, FieldValue) and not scope.module.careful:
        # The memory tells texts from all else, but for what cannot be looked up at all.
        found = scope.keep(key, lambda: scope.python.item(scope.bind(memory, hint), scope.field(value)))
    else:
        of = yield from text
        found = scope.keep(key, lambda: scope.python.item(scope.bind(memory, hint), of))
    yield scope.python.compare(found, ast.IsNot(), scope.python.constant(None))
    return scope.again(found)


def field_key(value: FieldValue) -> Key:
    """Two values with the same key are the same fact."""
    return (value.level, value.field.path if value.field.reach is None else id(value.field.reach))


def quiet_reach(module: Module, value: FieldValue) -> object:
    """The function that computes a field; unreadable where it fails."""
    return module.shared.once("reach", value.field.reach, lambda reach: quiet(reach, NOWHERE))


def key_of(value: Value) -> Key:
    """What tells a value from others in the same function."""
    return field_key(value) if isinstance(value, FieldValue) else id(value)


def optional(scope: Scope, steps: Steps) -> ast.expr:
    """What the steps come to, or None where something that must hold first does not."""
    before = scope.known
    needed, surely = [], before
    while True:
        try:
            needed.append(next(steps))
        except StopIteration as end:
            result: ast.expr = end.value
            break
        if len(needed) == 1:
            surely = scope.known
    if not needed:
        return result
    scope.known = surely
    return scope.python.choice(scope.python.every(needed), result, scope.python.constant(None))
