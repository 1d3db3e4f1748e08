"""The tokenizer: a text to segments, segments to elements and components, by the service characters of ISO 9735.

Pairs of release character and service character are first replaced, everywhere at once, by characters that the text
does not contain; then all cutting is `str.split`. A segment longer than any directory allows is not cut at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

BLANKS = " \t\r\n\f\v\0\x1a\ufeff"
"""What may stand between segments and means nothing: blanks, line ends, fill bytes, marks of a file's begin or end."""

LONGEST_SEGMENT = 20_000
"""Characters. The longest segment that a directory allows, FTX with five texts of 512, has some 2,600."""

_UNA = re.compile(r"UNA([^\w\s][^\w\s].[^\w].[^\w])(?=\s*UN[BGH])", re.ASCII | re.IGNORECASE | re.DOTALL)
_ADVICE = r"UNA[^\w\s]{2}.[^\w].[^\w]\s*UN[BGH]"
_AT_ONCE = re.compile(rf"[ \t\r\n\f\v\0\ufeff]*({_ADVICE}|UN[BGH][^\w\s])", re.ASCII | re.IGNORECASE)
_SOMEWHERE = re.compile(rf"{_ADVICE}|UNB[^\w\s]UNO[A-Z]|UNH\+[^+']{{0,35}}\+[A-Z]{{6}}:", re.ASCII | re.IGNORECASE)
_OLD_SEPARATORS = "\x1f\x1d.\0\0\x1c"


@dataclass(frozen=True, slots=True)
class ServiceCharacters:
    """What parts segments, elements and components; `release` and `repetition` may be empty: not used."""

    component: str = ":"
    element: str = "+"
    decimal_mark: str = "."
    release: str = "?"
    repetition: str = ""
    terminator: str = "'"

    @classmethod
    def from_una(cls, six: str) -> ServiceCharacters:
        """The six characters of a service string advice.

        >>> ServiceCharacters.from_una(":+,? '").decimal_mark
        ','
        """
        component, element, decimal_mark, release, repetition, terminator = tuple(six)
        used = {component, element, terminator}
        return cls(
            component,
            element,
            decimal_mark if decimal_mark in ".," else ".",
            "" if release.isspace() or release == "\0" or release in used else release,
            "" if repetition.isspace() or repetition in used | {release} or repetition.isalnum() else repetition,
            terminator,
        )


class Segment:
    """One segment of a message: `elements[0]` is the tag, `elements[i][j]` component j of element i."""

    __slots__ = ("elements", "mapped", "number", "raw", "reported", "tag")

    def __init__(self, number: int, elements: list[list[str]], raw: str) -> None:
        self.number = number
        """Position in its message; UNH is 1."""
        self.elements = elements
        self.tag = elements[0][0].strip().upper()
        self.raw = raw
        """As cut, before release characters were taken away; `Tokenizer.as_filed` restores it."""
        self.mapped = False
        """Whether a value of it is in the manifest, or it was acted on."""
        self.reported = False
        """Whether a finding names it."""

    def part(self, element: int, component: int = 0) -> str:
        """One component without blanks at its ends; empty where it was not filed."""
        try:
            return self.elements[element][component].strip()
        except IndexError:
            return ""

    def parts(self, element: int) -> list[str]:
        """All components of an element as filed; empty where it was not filed."""
        return self.elements[element] if element < len(self.elements) else []

    def __str__(self) -> str:
        """`segment 12 (CNI)`."""
        return f"segment {self.number} ({self.tag})"


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """Cuts texts by one set of service characters; made for one text, whose characters it keeps clear of."""

    characters: ServiceCharacters
    stand_ins: dict[int, str] = field(default_factory=dict)
    """Code point of the character that stands for a released one → that one."""
    repetition: str = ""
    """Parts repetitions of an element; used from syntax version 4 on."""

    @classmethod
    def for_text(cls, text: str, characters: ServiceCharacters) -> Tokenizer:
        """A tokenizer whose stand-ins do not occur in the text."""
        c = characters
        released = [x for x in (c.release, c.component, c.element, c.terminator, c.repetition or "*") if c.release]
        unused = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
        return cls(characters, dict(zip(unused, dict.fromkeys(released), strict=False)))

    def cut(self, text: str) -> list[str]:
        """The raw segments of a text, the last one too if nothing ends it, without the blanks before each."""
        for code, released in self.stand_ins.items():
            text = text.replace(self.characters.release + released, chr(code))
        return [raw.lstrip(BLANKS) for raw in text.split(self.characters.terminator)]

    def elements(self, raw: str) -> list[list[str]]:
        """Elements and components of a raw segment, release characters resolved."""
        c = self.characters
        cut = [element.split(c.component) for element in raw.split(c.element)]
        if self.repetition and self.repetition in raw:
            cut = [[part for whole in element for part in whole.split(self.repetition)] for element in cut]
        if not raw.isascii() or (c.release and c.release in raw):
            return [[self._resolved(part) for part in element] for element in cut]
        return cut

    def segment(self, number: int, raw: str) -> Segment:
        """The segment; one that is too long keeps only its tag."""
        if len(raw) > LONGEST_SEGMENT:
            return Segment(number, [[raw[:3]]], raw)
        return Segment(number, self.elements(raw), raw)

    def as_filed(self, raw: str) -> str:
        """The raw segment with its release characters back in place."""
        release = self.characters.release
        return raw.translate({code: release + released for code, released in self.stand_ins.items()})

    def _resolved(self, part: str) -> str:
        """A release character before an ordinary one releases nothing and goes, as the standard has it."""
        plain = part.replace(self.characters.release, "") if self.characters.release else part
        return plain if plain.isascii() else plain.translate(self.stand_ins)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text in which one set of service characters holds."""

    characters: ServiceCharacters
    body: str


def start_of(text: str) -> int | None:
    """Where the first interchange or message begins; None where there is none."""
    at_once = _AT_ONCE.match(text)
    if at_once:
        return at_once.start(1)
    found = _SOMEWHERE.search(text)
    return found.start() if found else None


def stretches(text: str) -> Iterator[Stretch]:
    """The text from its first interchange on, cut where a service string advice sets other characters."""
    start = start_of(text) or 0
    advices = list(_UNA.finditer(text, start))
    first = advices[0].start() if advices else len(text)
    if text[start:first].strip(BLANKS):
        body = text[start:first]
        yield Stretch(_without_una(body), body)
    ends = [advice.start() for advice in advices[1:]] + [len(text)]
    for advice, end in zip(advices, ends, strict=False):
        yield Stretch(ServiceCharacters.from_una(advice[1]), text[advice.end() : end])


def _without_una(body: str) -> ServiceCharacters:
    """The default characters, or those of the old level B, which cannot be printed."""
    return ServiceCharacters.from_una(_OLD_SEPARATORS) if body[3:4] == "\x1d" else ServiceCharacters()


def unwrapped(text: str) -> str | None:
    """The text without the line ends that cut it into equal lengths; None where it is not wrapped so."""
    first = text.find("\n")
    if first < 20 or text[:first].rstrip("\r").endswith("'"):
        return None
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    width = len(lines[0])
    wrapped = len(lines) > 2 and all(len(line) == width for line in lines[:-1]) and len(lines[-1]) <= width
    return "".join(lines) if wrapped else None
