"""A text with its quoted texts and comments blanked out, so that words in them are not taken for the language's."""

from __future__ import annotations

import re

_QUOTED = re.compile(r'"(?:[^"\r\n]|"")*"|#[^\r\n]*')


def masked(text: str) -> str:
    """The text, as long as it was.

    >>> masked('say "when" # then')
    'say              '
    """
    return _QUOTED.sub(lambda m: " " * len(m.group()), text)
