"""Untrusted text made safe to read: escaped, and what cannot be seen is written out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

JOINERS = "\u200c\u200d"
"""Part of honest spelling between letters of scripts that join; anywhere else they hide something."""

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: object, longest: int | None = None) -> Markup:
    """The text as HTML, control and direction characters as marked names; cut, and said so, where it is too long.

    >>> visible("<b>A\\u202eB")
    Markup('&lt;b&gt;A<span class="unseen" title="RIGHT-TO-LEFT OVERRIDE">U+202E</span>B')
    """
    whole = str(text)
    cut = whole if longest is None or len(whole) <= longest else whole[: longest - 1]
    shown = Markup("").join(_pieces(cut))
    return shown if cut == whole else shown + Markup('<span class="cut">…</span>')


def quoted(text: str, longest: int | None = None) -> Markup:
    """A sentence of ours, with the names that it has in backticks set as code.

    >>> quoted("unknown name `reefr`")
    Markup('unknown name <code>reefr</code>')
    """
    parts = text[:longest].split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(visible(part)) if n % 2 and n + 1 < len(parts) else visible(part)
        for n, part in enumerate(parts)
    )


def stated(value: Any, longest: int | None = None) -> Markup:
    """A value of the manifest: as filed, and said so where it could not be read; a dash where nothing was filed."""
    match value:
        case None | "":
            return Markup('<span class="nothing">–</span>')
        case {"unreadable": raw}:
            mark = Markup(' <span class="unreadable">not readable</span>')
            return visible(raw, longest) + mark
        case {"amount": amount, "currency": currency}:
            return stated(amount) + Markup(" ") + stated(currency)
        case bool():
            return Markup("yes") if value else Markup("no")
        case float() | int():
            return escape(f"{value:,.12g}".replace(",", "\u202f"))
        case list() | tuple():
            return Markup(", ").join(stated(each, longest) for each in value) if value else stated(None)
        case _:
            return visible(value, longest)


def _pieces(text: str) -> Iterator[Markup]:
    if text.isascii() and text.isprintable():
        yield escape(text)
        return
    hidden = (_is_hidden(text, at) for at in range(len(text)))
    for is_hidden, run in groupby(zip(hidden, text, strict=True), key=lambda pair: pair[0]):
        characters = "".join(character for _, character in run)
        if is_hidden:
            yield from map(_written_out, characters)
        else:
            yield escape(characters)


def _is_hidden(text: str, at: int) -> bool:
    character = text[at]
    if character in "\n\t" or character.isprintable():
        return False
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    if character in JOINERS and len(around) == 2 and not around.isascii() and around.isalpha():
        return False
    return unicodedata.category(character) in HIDDEN


def _written_out(character: str) -> Markup:
    code = ord(character)
    name = unicodedata.name(character, "CONTROL CHARACTER")
    text = chr(0x2400 + code) if code < 0x20 else f"U+{code:04X}"
    return Markup('<span class="unseen" title="{}">{}</span>').format(name, text)
