"""Python's syntax, node by node, each node placed where the rule says the same."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any, NamedTuple

from cts_grammar.source import Source, Span


class Place(NamedTuple):
    """Where a node stands, as Python counts: lines from 1, columns in bytes of UTF-8 from 0."""

    lineno: int
    col_offset: int
    end_lineno: int
    end_col_offset: int


def place_of(span: Span, source: Source | None) -> Place:
    """The place of a span of a source."""
    if source is None:
        return Place(span.line, span.column - 1, span.end_line, span.end_column - 1)
    before = source.text[span.start - span.column + 1 : span.start]
    last_line = source.text[span.end - span.end_column + 1 : span.end]
    return Place(span.line, len(before.encode()), span.end_line, len(last_line.encode()))


class Python:
    """Makes nodes at one place."""

    def __init__(self, place: Place) -> None:
        self.at: dict[str, Any] = place._asdict()

    def name(self, name: str) -> ast.Name:
        return ast.Name(name, ast.Load(), **self.at)

    def constant(self, value: float | str | bool | tuple[str, ...] | None) -> ast.Constant:
        return ast.Constant(value, **self.at)  # type: ignore[arg-type]

    def attribute(self, of: ast.expr, name: str) -> ast.expr:
        return ast.Attribute(of, name, ast.Load(), **self.at)

    def call(self, function: str, *arguments: ast.expr) -> ast.expr:
        return ast.Call(self.name(function), list(arguments), [], **self.at)

    def item(self, of: ast.expr, key: ast.expr) -> ast.expr:
        return ast.Subscript(of, key, ast.Load(), **self.at)

    def method(self, of: ast.expr, name: str, *arguments: ast.expr) -> ast.expr:
        return ast.Call(self.attribute(of, name), list(arguments), [], **self.at)

    def compare(self, left: ast.expr, *rest: ast.cmpop | ast.expr) -> ast.expr:
        """`left < middle < right`, operators and operands in turn."""
        operators = [r for r in rest if isinstance(r, ast.cmpop)]
        return ast.Compare(left, operators, [r for r in rest if isinstance(r, ast.expr)], **self.at)

    def arithmetic(self, left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.expr:
        return ast.BinOp(left, operator, right, **self.at)

    def negated(self, part: ast.expr) -> ast.expr:
        return ast.UnaryOp(ast.Not(), part, **self.at)

    def every(self, parts: Sequence[ast.expr]) -> ast.expr:
        return self._joined(ast.And(), parts)

    def either(self, parts: Sequence[ast.expr]) -> ast.expr:
        return self._joined(ast.Or(), parts)

    def _joined(self, operator: ast.boolop, parts: Sequence[ast.expr]) -> ast.expr:
        if len(parts) > 1:
            return ast.BoolOp(operator, list(parts), **self.at)
        return parts[0] if parts else self.constant(isinstance(operator, ast.And))

    def choice(self, test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
        return ast.IfExp(test, then, otherwise, **self.at)

    def tuple_of(self, *parts: ast.expr) -> ast.expr:
        return ast.Tuple(list(parts), ast.Load(), **self.at)

    def kept(self, name: str, value: ast.expr) -> ast.expr:
        """`(name := value)`."""
        return ast.NamedExpr(ast.Name(name, ast.Store(), **self.at), value, **self.at)

    def is_type(self, value: ast.expr, type_name: str) -> ast.expr:
        """`type(value) is type_name`."""
        return self.compare(self.call("type", value), ast.Is(), self.name(type_name))

    def same_object(self, value: ast.expr, constant: bool | None) -> ast.expr:
        return self.compare(value, ast.Is(), self.constant(constant))

    def assign(self, name: str, value: ast.expr) -> ast.stmt:
        return ast.Assign([ast.Name(name, ast.Store(), **self.at)], value, **self.at)

    def add_one(self, name: str) -> ast.stmt:
        return ast.AugAssign(ast.Name(name, ast.Store(), **self.at), ast.Add(), self.constant(1), **self.at)

    def do(self, expression: ast.expr) -> ast.stmt:
        return ast.Expr(expression, **self.at)

    def returns(self, value: ast.expr) -> ast.stmt:
        return ast.Return(value, **self.at)

    def next_one(self) -> ast.stmt:
        return ast.Continue(**self.at)

    def when(self, test: ast.expr, then: list[ast.stmt], otherwise: list[ast.stmt] | None = None) -> ast.stmt:
        return ast.If(test, then or [ast.Pass(**self.at)], otherwise or [], **self.at)

    def for_each(self, name: str, of: ast.expr, body: list[ast.stmt]) -> ast.stmt:
        return ast.For(ast.Name(name, ast.Store(), **self.at), of, body, [], None, **self.at)

    def function(self, name: str, parameters: Sequence[str], body: list[ast.stmt]) -> ast.stmt:
        arguments = ast.arguments([], [ast.arg(p, None, **self.at) for p in parameters], None, [], [], None, [])
        nodes: dict[str, Any] = {"name": name, "args": arguments, "body": body, "decorator_list": [], "type_params": []}
        return ast.FunctionDef(**{k: v for k, v in nodes.items() if k in ast.FunctionDef._fields}, **self.at)
