"""How texts are compared: without regard to case, accents and runs of blanks.

>>> fold("  Société   GÉNÉRALE ")
'societe generale'
>>> words("Fruit/vegetables, T-shirts")
' fruit vegetables t shirts '
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
)
"""Latin letters that Unicode does not decompose into a letter and an accent."""

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case, accents off, runs of blanks made one, no blanks at the ends. Other scripts keep their letters."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFKC", bare).translate(_WHOLE_LETTERS).split())


@lru_cache(maxsize=65_536)
def words(text: str) -> str:
    """The folded words with one blank before, between and after, so that whole words are found by `in`."""
    return " " + " ".join(_WORD.findall(fold(text))) + " "
