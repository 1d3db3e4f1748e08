"""How alike two names are, without regard to word order, legal form, accents and script.

>>> name_likeness("Siemens Aktiengesellschaft", "SIEMENS AG")
1.0
>>> name_likeness("ООО Ромашка", "Romashka LLC")
1.0
>>> round(name_likeness("Delta Shipping", "Delta Shopping GmbH"), 2)
0.93
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

from cts_engine import legal_forms
from cts_grammar.folding import fold

_APOSTROPHES = str.maketrans(dict.fromkeys("'’`´ʼ"))
_ASCII_WORD = re.compile(r"[a-z0-9]+")


def name_likeness(a: str, b: str) -> float:
    """From 0 (nothing in common) to 1 (the same), unrounded and symmetric.

    The share of letters in common and in order, once the words are sorted. Names that are nothing but a legal form are
    compared with it.
    """
    bare_a, bare_b = _bare(a), _bare(b)
    if not bare_a and not bare_b:
        bare_a, bare_b = _sorted(_words(a)) or fold(a), _sorted(_words(b)) or fold(b)
    return fuzz.ratio(bare_a, bare_b) / 100


@lru_cache(maxsize=65_536)
def _bare(name: str) -> str:
    """The name's words in Latin letters, sorted, without its legal form."""
    name = unicodedata.normalize("NFKC", name)
    if not name.isascii():
        for form in _UNSPACED:
            name = name.replace(form, " ")
    return _sorted(_without_forms(_words(name)))


def _words(name: str) -> list[str]:
    """Runs of letters, marks and digits in lower case; an apostrophe joins, `&` is a word."""
    name = unicodedata.normalize("NFKC", name).replace("&", " and ").replace("İ", "I").translate(_APOSTROPHES)
    if name.isascii():
        return _ASCII_WORD.findall(name.lower())
    return "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in name.casefold()).split()


def _sorted(words: list[str]) -> str:
    """Transliterated and sorted; initials in a row count as one word (`A.P. Møller` is `AP Moller`)."""
    plain: list[str] = []
    initials = False
    for word in words:
        for part in [word] if word.isascii() else _ASCII_WORD.findall(anyascii(word).lower().replace("'", "")):
            if len(part) == 1 and initials:
                plain[-1] += part
            else:
                plain.append(part)
            initials = len(part) == 1
    return " ".join(sorted(plain))


# --- legal forms ----------------------------------------------------------------------------------------------------


def _joined(words: list[str]) -> str:
    return "".join(fold(word) for word in words)


_UNSPACED = tuple(
    sorted({unicodedata.normalize("NFKC", f) for f in legal_forms.forms(legal_forms.UNSPACED)}, key=len, reverse=True)
)
_ANYWHERE, _LAST, _FIRST = (
    frozenset(_joined(_words(form)) for form in legal_forms.forms(table))
    for table in (legal_forms.ANYWHERE, legal_forms.LAST, legal_forms.FIRST)
)
_ALL = _ANYWHERE | _LAST | _FIRST
_AT_END = _ANYWHERE | _LAST
_BEGINNINGS = frozenset(form[:n] for form in _ALL for n in range(1, len(form) + 1))
_ENDS = frozenset(form[n:] for form in _ALL for n in range(len(form)))
"""What the first and the last word of a form can be: most words of most names are neither."""
_LONGEST = 6
"""Words in a legal form."""


def _without_forms(words: list[str]) -> list[str]:
    kept: list[str] = []
    rest = words
    while rest:
        taken = _leading(rest, _ANYWHERE)
        kept += rest[: not taken]
        rest = rest[taken or 1 :]
    while taken := _trailing(kept, _AT_END):
        kept = kept[:-taken]
    while taken := _leading(kept, _FIRST):
        kept = kept[taken:]
    return kept


def _leading(words: list[str], forms: frozenset[str]) -> int:
    """How many words at the beginning make the longest of these forms; 0 for none."""
    if not words or fold(words[0]) not in _BEGINNINGS:
        return 0
    lengths = range(min(_LONGEST, len(words)), 0, -1)
    return next((n for n in lengths if _joined(words[:n]) in forms), 0)


def _trailing(words: list[str], forms: frozenset[str]) -> int:
    """How many words at the end make the longest of these forms; 0 for none."""
    if not words or fold(words[-1]) not in _ENDS:
        return 0
    lengths = range(min(_LONGEST, len(words)), 0, -1)
    return next((n for n in lengths if _joined(words[-n:]) in forms), 0)
