"""Tests of codes, texts and names."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from cts_engine.interpreter.comparing import in_order
from cts_engine.interpreter.kleene import some
from cts_engine.interpreter.valuing import Read
from cts_engine.likeness import name_likeness
from cts_engine.trace import Reading, Trace
from cts_grammar.checked import Among, Constant, Likeness, Order, Same, Search, TextTest, Value, Within
from cts_grammar.folding import fold, words
from cts_grammar.vocabulary import Kind


def same(node: Same, read: Read) -> Trace:
    """Equality of codes as such, of anything else as folded texts."""
    left, right = readings = read(node.left), read(node.right)
    return Trace(node, _is_same(left, right), readings=readings)


def _is_same(left: Reading, right: Reading) -> bool | None:
    if left.node.type.kind is Kind.CODE and right.node.type.kind is Kind.CODE:
        return None if left.got is None or right.got is None else left.got == right.got
    return None if left.text is None or right.text is None else fold(left.text) == fold(right.text)


def among(node: Among, read: Read) -> Trace:
    """Equality with one of a list."""
    subject = read(node.subject)
    kinds, codes, texts = _members(node)
    result: bool | None
    if not kinds:
        result = None if subject.got is None else False
    elif kinds <= {Kind.TEXT, Kind.CODE}:
        as_code = Kind.CODE in kinds and subject.node.type.kind is Kind.CODE
        results = [_held(subject.got, codes)] if as_code else []
        if texts or not as_code:
            results.append(None if subject.text is None else fold(subject.text) in texts)
        result = some(results)
    else:
        result = some(in_order(Order.IS, subject, read(member)) for member in node.members)
    return Trace(node, result, readings=(subject,))


def _held(code: object, codes: frozenset[str]) -> bool | None:
    return None if code is None else code in codes


_MEMBERS: dict[int, tuple[tuple[Value, ...], tuple[frozenset[Kind], frozenset[str], frozenset[str]]]] = {}


def _members(node: Among) -> tuple[frozenset[Kind], frozenset[str], frozenset[str]]:
    """The kinds of a list's members, its canonical codes, and its texts (of codes too, for a text) folded.

    Remembered by the identity of the list, which is kept alive: lists run to ten thousand entries.
    """
    remembered = _MEMBERS.get(id(node.members))
    if remembered is not None and remembered[0] is node.members:
        return remembered[1]
    kinds = frozenset(m.type.kind for m in node.members)
    codes = frozenset(str(m.value) for m in node.members if m.type.kind is Kind.CODE)
    as_text = {Kind.TEXT} if node.subject.type.kind is Kind.CODE else {Kind.TEXT, Kind.CODE}
    texts = frozenset(fold(str(m.value)) for m in node.members if m.type.kind in as_text)
    if len(_MEMBERS) >= 4096:
        _MEMBERS.clear()
    _MEMBERS[id(node.members)] = node.members, (kinds, codes, texts)
    return kinds, codes, texts


def within(node: Within, read: Read) -> Trace:
    """A code at or below one of the others."""
    subject = read(node.subject)
    others = tuple(read(member) for member in node.members if not isinstance(member, Constant))
    found = [r.got for r in others]
    codes = [str(m.value) for m in node.members if isinstance(m, Constant)] + [c for c in found if isinstance(c, str)]
    result: bool | None = None
    if isinstance(subject.got, str):
        if any(subject.got.startswith(code) for code in codes):
            result = True
        elif None not in found and not any(code.startswith(subject.got) for code in codes):
            result = False
    return Trace(node, result, readings=(subject, *others))


def text_test(node: TextTest, read: Read) -> Trace:
    """A search for any of the needles."""
    subject = read(node.subject)
    needles = [read(needle) for needle in node.needles]
    result = some(_search(node.search, subject.text, needle.text) for needle in needles)
    others = (r for r in needles if not isinstance(r.node, Constant))
    return Trace(node, result, readings=(subject, *others))


def _search(search: Search, text: str | None, needle: str | None) -> bool | None:
    if text is None or needle is None:
        return None
    match search:
        case Search.CONTAINS:
            return fold(needle) in fold(text)
        case Search.STARTS:
            return fold(text).startswith(fold(needle))
        case Search.ENDS:
            return fold(text).endswith(fold(needle))
        case Search.MENTIONS:
            return words(needle) in words(text)
        case Search.PATTERN:
            return _pattern(needle).search(_encodable(text)) is not None


@lru_cache(maxsize=4096)
def _pattern(text: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile(text, options=options)


def _encodable(text: str) -> str:
    """Half a character that a broken message may hold is searched as a question mark."""
    return text.encode("utf-8", "replace").decode()


def likeness(node: Likeness, read: Read) -> Trace:
    """Two names that are alike enough."""
    left, right = readings = read(node.left), read(node.right)
    if left.text is None or right.text is None:
        return Trace(node, None, readings=readings)
    found = name_likeness(left.text, right.text)
    return Trace(node, found >= node.threshold, readings=readings, note=f"{found:.1%} alike")
