"""What is printed, and where: text that cannot drive a terminal, JSON in UTF-8 whatever the locale, sentences."""

from __future__ import annotations

import re
import sys
from typing import Any, BinaryIO, NoReturn

import click

FAILED = 1

_DRIVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that move the cursor, recolour, turn text around, or are no characters; not tab and line feed."""


def visible(text: str) -> str:
    """The text with what a terminal would obey written out: a manifest must not draw on an officer's screen.

    >>> visible("ACME\\x1b[2J")
    'ACME\\\\x1b[2J'
    """
    return _DRIVING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def tell(text: str = "", **style: Any) -> None:
    """A line on standard output; `style` is click's."""
    click.echo(click.style(visible(text), **style) if style else visible(text))


def tell_json(document: object) -> None:
    """A document on standard output, for people who look at JSON."""
    import msgspec

    out = binary_output()
    out.write(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    out.flush()


def binary_output() -> BinaryIO:
    """Standard output for bytes."""
    if sys.stdout is None:
        stop("standard output is closed")
    return sys.stdout.buffer


def complain(sentence: str) -> None:
    """One sentence on standard error."""
    click.echo(visible(f"cts-rules: {sentence}"), err=True)


def stop(sentence: str) -> NoReturn:
    """One sentence on standard error, and the exit code of failure."""
    complain(sentence)
    sys.exit(FAILED)
