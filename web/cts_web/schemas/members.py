"""The members of a JSON object as they stand in the bytes, each value untouched: for what must not be decoded twice.

>>> members(b'{"a": {"b": NaN, "b": 1}, "a": 2}')
[('a', b'{"b": NaN, "b": 1}'), ('a', b'2')]
"""

from __future__ import annotations

import json
from json.decoder import scanstring  # type: ignore[attr-defined]  # not in the stubs, for all that it is public

# Numbers stay text: one of ten thousand digits is found like any other.
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
_BLANK = " \t\r\n"


_Found = list[tuple[str, bytes]]


class Malformed(Exception):
    """The bytes are no JSON; the text says where, in one sentence."""


def members(content: bytes) -> list[tuple[str, bytes]] | None:
    """Every member in order, equal names included; None where it is JSON but no object."""
    # Every byte is one character of Latin-1, so that places in the text are places in the bytes.
    text = content.decode("latin-1")
    try:
        begin = _after_blank(text, 0)
        if text[begin : begin + 1] != "{":
            _, end = _DECODER.raw_decode(text, begin)
            return _nothing_after(text, end, None)
        return _members(text, content, begin + 1)
    except RecursionError as trouble:
        raise Malformed("The body is nested too deeply.") from trouble
    except (json.JSONDecodeError, ValueError) as trouble:
        raise Malformed(_told(trouble, content)) from trouble


def _members(text: str, content: bytes, at: int) -> _Found | None:
    found: _Found = []
    at = _after_blank(text, at)
    if text[at : at + 1] == "}":
        return _nothing_after(text, at + 1, found)
    while True:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        _, end = scanstring(text, at + 1, False)
        name = json.loads(content[at:end].decode(), strict=False)
        at = _after_blank(text, end)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        at = _after_blank(text, at + 1)
        _, end = _DECODER.raw_decode(text, at)
        found.append((name, content[at:end]))
        at = _after_blank(text, end)
        if text[at : at + 1] == "}":
            return _nothing_after(text, at + 1, found)
        if text[at : at + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _after_blank(text, at + 1)


def _nothing_after(text: str, at: int, found: _Found | None) -> _Found | None:
    end = _after_blank(text, at)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return found


def _after_blank(text: str, at: int) -> int:
    while text[at : at + 1] in _BLANK and at < len(text):
        at += 1
    return at


def _told(trouble: ValueError, content: bytes) -> str:
    if not content.strip():
        return "The body is empty; a JSON object is expected."
    if isinstance(trouble, json.JSONDecodeError):
        reason = trouble.msg[:1].lower() + trouble.msg[1:]
        return f"The body is not valid JSON: {reason}, at line {trouble.lineno}, column {trouble.colno}."
    return "The body is not in UTF-8."
