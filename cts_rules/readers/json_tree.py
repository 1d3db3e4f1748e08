"""JSON as it stands: objects keep every member in order, equal keys included; numbers that are none stay text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches

from cts_rules.readers.reading import NotReadable

LONGEST_WHOLE_NUMBER = 300
"""Digits; more than that is no count, no weight and no amount of anything."""


LONGEST_SHOWN = 60
"""Characters of a value in a finding."""


class Members(list[tuple[str, object]]):
    """The members of an object, in order."""


class NoNumber(str):
    """What stands where a number should and is none that can be counted with: NaN, 1e400."""

    __slots__ = ()


def parsed(text: str) -> tuple[object, bool]:
    """The tree, and whether control characters (line breaks within a text) were put up with. NotReadable otherwise."""
    try:
        return _loads(text, strict=True), False
    except json.JSONDecodeError as trouble:
        if "control character" not in trouble.msg:
            raise _not_json(trouble) from trouble
    except RecursionError as trouble:
        raise too_deep() from trouble
    try:
        return _loads(text, strict=False), True
    except json.JSONDecodeError as trouble:
        raise _not_json(trouble) from trouble


def _loads(text: str, *, strict: bool) -> object:
    return json.loads(
        text, strict=strict, object_pairs_hook=Members, parse_constant=NoNumber, parse_float=_decimal, parse_int=_whole
    )


def too_deep() -> NotReadable:
    """The answer to brackets within brackets without end."""
    return NotReadable("the document is nested too deeply to be a manifest")


def _not_json(trouble: json.JSONDecodeError) -> NotReadable:
    reason = trouble.msg[:1].lower() + trouble.msg[1:]
    return NotReadable(f"the document is not valid JSON: {reason}, at line {trouble.lineno}, column {trouble.colno}")


def _decimal(digits: str) -> float | NoNumber:
    value = float(digits)
    return value if abs(value) != float("inf") else NoNumber(digits)


def _whole(digits: str) -> int | NoNumber:
    return int(digits) if len(digits) <= LONGEST_WHOLE_NUMBER else NoNumber(digits)


def written(value: object) -> str:
    """The value as compact JSON; members that stood twice stand twice.

    >>> written(Members([("a", [1, True]), ("a", None)]))
    '{"a":[1,true],"a":null}'
    """
    if isinstance(value, Members):
        return "{" + ",".join(f"{json.dumps(key)}:{written(inner)}" for key, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return str(value) if isinstance(value, NoNumber) else json.dumps(value, ensure_ascii=False)


def kind(value: object) -> str:
    """What sort of JSON it is, in words.

    >>> kind([]), kind(True), kind(1.5)
    ('a list', 'true', 'the number 1.5')
    """
    if isinstance(value, Members):
        return "an object"
    if isinstance(value, list):
        return "a list"
    shown = written(value)
    if isinstance(value, bool) or value is None:
        return shown
    shown = shown if len(shown) <= LONGEST_SHOWN else shown[:LONGEST_SHOWN] + "…"
    return f"the text {shown}" if type(value) is str else f"the number {shown}"


def nearest(name: str, names: Iterable[str]) -> str:
    """`, did you mean x?` for the name that resembles it most; empty where none does."""
    found = get_close_matches(name.lower().replace(" ", "_").replace("-", "_"), list(names), 1, 0.6)
    return f", did you mean `{found[0]}`?" if found else ""
