"""Numbers that are spelled out: `hundred`, `two thousand`, `1 million`."""

from __future__ import annotations

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "mln": 10**6, "mio": 10**6}
_MOST_WORDS = 8


def number_in_words(words: str) -> int | None:
    """The number; None where the words are none.

    >>> number_in_words("hundred"), number_in_words("two hundred and fifty"), number_in_words("twenty-five")
    (100, 250, 25)
    >>> number_in_words("zork") is None
    True
    """
    said = [word for word in words.lower().replace("-", " ").split() if word not in ("and", "a")]
    if not said or len(said) > _MOST_WORDS:
        return None
    whole, part = 0, 0
    for word in said:
        if word in _UNITS:
            part += _UNITS.index(word)
        elif word in _TENS:
            part += (_TENS.index(word) + 2) * 10
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in SCALES:
            whole, part = whole + (part or 1) * SCALES[word], 0
        else:
            return None
    return whole + part
