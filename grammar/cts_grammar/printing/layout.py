"""Laying out: pieces that stand on one line where they fit, and on several where they do not.

A small algebra after Wadler, "A prettier printer" (2003). Every piece may say where in the source it came from, so that
each finished line knows which part of the source it stands for.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WIDTH = 110


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, with the source offset that they stand for (None: none of their own)."""

    text: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A line end where its group does not fit on one line, else `flat`."""

    flat: str = " "


@dataclass(frozen=True, slots=True)
class Must:
    """A line end in any case."""


@dataclass(frozen=True, slots=True)
class Indent:
    """What is inside stands two columns further in after a line end."""

    inner: Layout


@dataclass(frozen=True, slots=True)
class Group:
    """What is inside is laid out on one line if it fits."""

    inner: Layout


@dataclass(frozen=True, slots=True)
class Row:
    """One after the other."""

    parts: tuple[Layout, ...]


Layout = Piece | Break | Must | Indent | Group | Row


@dataclass(slots=True)
class Line:
    """A finished line and the first source offset that it stands for."""

    text: str
    indent: int
    at: int | None


def row(*parts: Layout | str) -> Row:
    """Parts in a row; strings are pieces without a place."""
    return Row(tuple(Piece(p) if isinstance(p, str) else p for p in parts))


def joined(parts: Iterable[Layout], *between: Layout | str) -> Row:
    """Parts with something between each two."""
    gap = row(*between)
    laid: list[Layout] = []
    for part in parts:
        laid += [gap, part] if laid else [part]
    return Row(tuple(laid))


def bracketed(*inner: Layout | str, closing: int | None = None) -> Group:
    """`(inner)`, or the brackets on lines of their own; `closing` is the source offset of the second."""
    return Group(row("(", Indent(row(Break(""), *inner)), Break(""), Piece(")", closing)))


def lay_out(layout: Layout, indent: int, comments: Sequence[int] = (), width: int = WIDTH) -> list[Line]:
    """The finished lines, the first indented as told.

    `comments` are the source offsets of comments, in order: what has one inside stands on several lines.
    """
    lines = [Line("", indent, None)]
    todo: list[tuple[Layout, int, bool]] = [(layout, indent, False)]
    while todo:
        part, depth, flat = todo.pop()
        match part:
            case Piece(text, at):
                last = lines[-1]
                last.text += text
                if at is not None:
                    last.at = at if last.at is None else min(last.at, at)
            case Break(text) if flat:
                lines[-1].text += text
            case Break() | Must():
                lines[-1].text = lines[-1].text.rstrip()
                lines.append(Line("", depth, None))
            case Indent(inner):
                todo.append((inner, depth + 2, flat))
            case Group(inner):
                room = width - lines[-1].indent - len(lines[-1].text)
                fits = flat or (not _holds(inner, comments) and _fits(inner, room, _what_follows(todo)))
                todo.append((inner, depth, fits))
            case Row(parts):
                todo += [(p, depth, flat) for p in reversed(parts)]
    return lines


def _holds(inner: Layout, comments: Sequence[int]) -> bool:
    """Whether a comment stands between the first and the last of the group's pieces."""
    if not comments:
        return False
    places = list(_places(inner))
    return bool(places) and bisect(comments, min(places)) < bisect(comments, max(places))


def _places(layout: Layout) -> Iterator[int]:
    match layout:
        case Piece(_, at) if at is not None:
            yield at
        case Indent(inner) | Group(inner):
            yield from _places(inner)
        case Row(parts):
            for part in parts:
                yield from _places(part)


def _what_follows(todo: list[tuple[Layout, int, bool]]) -> Iterator[Layout]:
    for part, _, _ in reversed(todo):
        yield part


def _fits(inner: Layout, room: int, following: Iterator[Layout]) -> bool:
    """Whether the group, and what is glued to its end, fits on the rest of the line."""
    todo: list[tuple[Layout, bool]] = [(inner, True)]
    while room >= 0:
        if not todo:
            rest = next(following, None)
            if rest is None:
                return True
            todo.append((rest, False))
        part, flat = todo.pop()
        match part:
            case Piece(text):
                room -= len(text)
            case Break(text):
                if not flat:
                    return True
                room -= len(text)
            case Must():
                return not flat
            case Indent(deeper) | Group(deeper):
                todo.append((deeper, flat))
            case Row(parts):
                todo += [(p, flat) for p in reversed(parts)]
    return False
