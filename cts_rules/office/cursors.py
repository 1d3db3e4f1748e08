"""Cursors: where the next page begins, as a text that means nothing to who holds it."""

from __future__ import annotations

import base64
import binascii
from typing import TypeVar

import msgspec

from cts_rules.office.refusals import BadCursor

T = TypeVar("T")


def cursor_of(place: object) -> str:
    """A place as a cursor."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()


def place_of(cursor: str | None, kind: type[T]) -> T | None:
    """The place that a cursor stands for. BadCursor where it is none of ours."""
    if cursor is None:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(text, type=kind)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as trouble:
        raise BadCursor("the cursor is none that this service gave: take it from the `next` of a page") from trouble
