"""The message as it came in: its lines or segments numbered, what cannot be seen written out, and its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask import Response, render_template

from cts_rules.office import reading
from cts_web.pages.frame import office

SHOWN = 256 * 1024
"""Bytes that are shown; the link to the bytes has all."""

LONGEST_LINE = 2_000

OUTSIDE = ("UNA", "UNB", "UNG", "UNE", "UNZ")
"""Segments that belong to the interchange, not to a message."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line or segment."""

    label: str
    """Its number as findings count: lines from 1, segments within their message, UNH being 1; else empty."""
    anchor: str
    text: str


def message_page(message: int) -> Any:
    """The beginning of a message, to be read by people."""
    found = reading.message(office(), message)
    text = _decoded(found.content[:SHOWN])
    edifact = text.lstrip("\ufeff \r\n").startswith(("UNA", "UNB", "UNH"))
    return render_template(
        "pages/message.html",
        message=found,
        lines=list(_segments(text) if edifact else _lines(text)),
        edifact=edifact,
        cut=len(found.content) > SHOWN,
        shown=SHOWN,
        longest=LONGEST_LINE,
    )


def message_bytes(message: int) -> Response:
    """The bytes, unchanged, as a file to be saved: never shown by the browser as a page of ours."""
    found = reading.message(office(), message)
    answer = Response(found.content, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="message-{found.id}.{_ending(found.content)}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_in_a_character = error.start >= len(content) - 3
        return content.decode("utf-8", "replace") if cut_in_a_character else content.decode("latin-1")


def _segments(text: str) -> Iterator[Line]:
    """Segments of an interchange by its own terminator, which UNA may change and `?` may release."""
    start = text.find("UNA")
    una = text[start : start + 9] if start >= 0 and text[:start].strip("\ufeff \r\n") == "" else ""
    release, end = (una[6], una[8]) if len(una) == 9 else ("?", "'")
    released = "" if release == " " else f"{re.escape(release)}.|"
    segment = re.compile(f"(?:{released}[^{re.escape(end)}])*{re.escape(end)}?", re.DOTALL)
    body = text[start + 9 :] if una else text
    pieces = (piece for found in segment.finditer(body) if (piece := found[0].strip("\r\n ")))
    yield from _counted(chain((una,) if una else (), pieces))


def _counted(pieces: Iterable[str]) -> Iterator[Line]:
    messages, number = 0, 0
    for piece in pieces:
        if piece.startswith("UNH"):
            messages, number = messages + 1, 0
        if piece.startswith(OUTSIDE) or not messages:
            yield Line("", "", piece)
            continue
        number += 1
        yield Line(str(number), f"n{number}" if messages == 1 else f"n{messages}-{number}", piece)


def _lines(text: str) -> Iterator[Line]:
    lines = re.split("\r\n|\r|\n", text)
    if lines and not lines[-1]:
        lines.pop()
    yield from (Line(str(number), f"n{number}", line) for number, line in enumerate(lines, 1))


def _ending(content: bytes) -> str:
    start = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith((b"UNA", b"UNB", b"UNH")):
        return "edi"
    return "json" if start.startswith((b"{", b"[")) else "csv"
