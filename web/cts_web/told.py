"""What is told of rule texts that are being written: shapes whose offsets count UTF-16 code units, as browsers do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from cts_grammar.check import Checking
from cts_grammar.editing.edits import Edit
from cts_grammar.editing.fixing import fixes
from cts_grammar.editing.offsets import Offsets
from cts_grammar.source import Span
from cts_rules.office.editing import Looked

ISOLATED = frozenset(["code", "text", "number", "date", "rule"])
FROM_TO = {"start": "from", "end": "to"}


class TextEdit(msgspec.Struct, frozen=True, rename=FROM_TO):
    """Replaces what stands between `from` and `to`. All edits of an answer are of the text as it was sent."""

    start: int
    end: int
    insert: str


class OfferedFix(msgspec.Struct, frozen=True):
    """One way to mend a mistake."""

    title: str
    edits: list[TextEdit]


class LabelSpan(msgspec.Struct, frozen=True, rename=FROM_TO):
    """Another place that has to do with a mistake, and what it has to do with it."""

    path: str
    start: int
    end: int
    text: str


class Mistake(msgspec.Struct, frozen=True, rename=FROM_TO):
    """One mistake where it stands."""

    path: str
    start: int
    end: int
    severity: str
    code: str
    message: str
    help: str
    """What would be right; empty where that is not known."""
    note: str
    """Why it is a mistake; empty where that is plain."""
    labels: list[LabelSpan]
    fixes: list[OfferedFix]


class OutlineEntry(msgspec.Struct, frozen=True, rename=FROM_TO):
    """One rule or declaration of a file."""

    kind: str
    id: str
    title: str
    start: int
    end: int
    lane: str
    score: str
    problems: int
    readable: bool


class ConditionSpan(msgspec.Struct, frozen=True, rename=FROM_TO):
    """One condition of a rule."""

    rule: str
    id: str
    """The way to it in the rule: `when.2.1`, `unless.1`."""
    start: int
    end: int
    line: int
    """On which it ends, from 1."""
    head: str
    """What joins the parts inside: `all of`; empty for a test."""


class FileDetail(msgspec.Struct, frozen=True):
    """One rule text at a glance."""

    tokens: list[list[int | str]]
    """From, length and type of each word."""
    isolates: list[list[int]]
    """From and to of codes, texts, numbers and dates, which keep their direction in a text from right to left."""
    folds: list[list[int]]
    outline: list[OutlineEntry]
    conditions: list[ConditionSpan]


class Detail(msgspec.Struct, frozen=True):
    """What an editor shows besides the mistakes."""

    seq: int | None
    """As it was sent: who has asked again since drops this answer."""
    hash: str
    """SHA-256 over the files that count."""
    files: dict[str, FileDetail]
    mistakes: list[Mistake]


class Places:
    """The texts as they were sent, and how their offsets are counted."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._offsets = {path: Offsets(text) for path, text in files.items()}
        self._marked = {path for path, text in files.items() if text.startswith("\ufeff")}

    def units(self, path: str, point: int, *, as_read: bool = False) -> int:
        """UTF-16 code units before a code point; `as_read`: of the text without its byte order mark."""
        offsets = self._offsets.get(path)
        return offsets.units(point + (as_read and path in self._marked)) if offsets is not None else point

    def points(self, path: str, unit: int) -> int:
        """Code points before a UTF-16 code unit."""
        return self._offsets[path].points(unit)

    def edits(self, path: str, found: Iterable[Edit], *, as_read: bool = False) -> list[TextEdit]:
        """Edits of code points as edits of code units."""
        return [
            TextEdit(self.units(path, e.start, as_read=as_read), self.units(path, e.end, as_read=as_read), e.text)
            for e in found
        ]


def mistakes(places: Places, checking: Checking) -> list[Mistake]:
    """Every mistake with its fixes."""

    def at(span: Span) -> tuple[str, int, int]:
        starts, ends = (places.units(span.path, point, as_read=True) for point in (span.start, span.end))
        return span.path, starts, ends

    return [
        Mistake(
            *at(d.span),
            d.kind.severity,
            d.kind.code,
            d.message,
            d.hint,
            d.note,
            [LabelSpan(*at(label.span), label.text) for label in d.labels],
            [OfferedFix(title, places.edits(d.span.path, [edit], as_read=True)) for title, edit in fixes(d)],
        )
        for d in checking.diagnostics
    ]


def file_detail(places: Places, path: str, looked: Looked) -> FileDetail:
    """One rule text at a glance."""

    def at(point: int) -> int:
        return places.units(path, point)

    return FileDetail(
        [[at(start), at(start + length) - at(start), kind] for start, length, kind in looked.tokens],
        [[at(start), at(start + length)] for start, length, kind in looked.tokens if kind in ISOLATED],
        [[at(start), at(end)] for start, end in looked.folds],
        [
            OutlineEntry(e.kind, e.id, e.title, at(e.start), at(e.end), e.lane, e.score, e.problems, e.readable)
            for e in looked.outline
        ],
        [
            ConditionSpan(c.rule, c.id, at(c.span.start), at(c.span.end), c.span.end_line, c.head)
            for c in looked.conditions
        ],
    )
