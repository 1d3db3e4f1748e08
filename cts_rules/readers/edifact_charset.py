"""From bytes to text: strictly UTF-8 first, then the character set that UNB declares, then ISO 8859-1."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

CHARSETS: Mapping[str, str] = {
    "UNOA": "us-ascii",
    "UNOB": "us-ascii",
    "UNOC": "iso-8859-1",
    "UNOD": "iso-8859-2",
    "UNOE": "iso-8859-5",
    "UNOF": "iso-8859-7",
    "UNOG": "iso-8859-3",
    "UNOH": "iso-8859-4",
    "UNOI": "iso-8859-6",
    "UNOJ": "iso-8859-8",
    "UNOK": "iso-8859-9",
    "UNOW": "utf-8",
    "UNOY": "utf-16",
}
"""Syntax identifier (0001) to the character set of ISO 9735 that it stands for."""

_SYNTAX_IDENTIFIER = re.compile(rb"UNB.(UNO[A-Z])", re.IGNORECASE | re.DOTALL)
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the character set that it was decoded by."""

    text: str
    charset: str
    declared: str | None
    """Character set that UNB declares; None where there is no UNB or its syntax identifier is not known."""

    @property
    def as_declared(self) -> bool:
        """Whether the text can have been written in the declared character set: plain ASCII can, in any."""
        return self.declared in (None, self.charset) or self.text.isascii()


def decode(content: bytes) -> Decoded:
    """The text of any bytes, without a byte order mark. Never fails: ISO 8859-1 reads everything."""
    declared = declared_charset(content)
    for charset in ("utf-16" if _is_utf_16(content) else "utf-8", declared):
        if charset and (text := _strictly(content, charset)) is not None:
            return Decoded(text, charset, declared)
    return Decoded(content.decode("iso-8859-1"), "iso-8859-1", declared)


def declared_charset(content: bytes) -> str | None:
    """The character set that the first UNB near the beginning declares."""
    found = _SYNTAX_IDENTIFIER.search(content, 0, _HEAD)
    return CHARSETS.get(found[1].decode("ascii").upper()) if found else None


def _is_utf_16(content: bytes) -> bool:
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _strictly(content: bytes, charset: str) -> str | None:
    try:
        return content.decode("utf-8-sig" if charset == "utf-8" else charset)
    except UnicodeError:
        return None
