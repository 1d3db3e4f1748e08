"""Values as JSON answers: encoded from their types, in one go or in pieces, with a mark where they never change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import msgspec
from flask import Response, request

from cts_web.gate import gate

JSON = "application/json"
AT_ONCE = 256 * 1024
"""Bytes of an answer that are sent in one go, with their length; a longer one is sent as it is made."""

NEVER_CHANGES = {"Cache-Control": "private, no-cache"}
"""May be kept, and asked for again with the mark."""


def answer(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The value as JSON."""
    return Response(msgspec.json.encode(value), status, dict(headers or {}), content_type=JSON)


def unchanging(value: object, mark: str) -> Response:
    """The value as JSON with an ETag; 304 for who has it already."""
    response = answer(value, headers=NEVER_CHANGES)
    response.set_etag(mark)
    response.make_conditional(request)
    return response


def in_pieces(pieces: Iterator[bytes]) -> Response:
    """A JSON document as it is made: what goes wrong before the first 256 KiB is still told as a problem."""
    first: list[bytes] = []
    size = 0
    for piece in pieces:
        first.append(piece)
        size += len(piece)
        if size > AT_ONCE:
            # The gate is left when the view returns, and passed again for every further block.
            rest = gate().one_by_one(blocks(pieces))
            return Response(chain((b"".join(first),), rest), content_type=JSON)
    return Response(b"".join(first), content_type=JSON)


def blocks(pieces: Iterable[bytes], size: int = 64 * 1024) -> Iterator[bytes]:
    """The same bytes in larger pieces: every one that is sent costs a call of the system."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if held:
        yield b"".join(held)
