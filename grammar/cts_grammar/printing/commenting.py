"""Comments put back where they stood: after the code that they stood after, or on lines of their own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from cts_grammar import syntax as s
from cts_grammar.printing.layout import Line
from cts_grammar.source import Source


def with_comments(lines: Iterable[Line], comments: Iterable[s.Comment], source: Source) -> list[Line]:
    """The finished lines with the file's comments among them.

    A comment below an item stays with it where a blank line follows or where it is indented; else it goes with the item
    that follows.
    """
    placing = _Placing(source)
    waiting = list(comments)[::-1]
    for line in lines:
        before: list[s.Comment] = []
        while waiting and line.at is not None and waiting[-1].span.start < line.at:
            before.append(waiting.pop())
        placing.place(before, line)
    placing.place(waiting[::-1], None)
    return placing.lines


class _Placing:
    """The lines so far; a blank line that is due is held back until it is known which comments stand above it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines: list[Line] = []
        self.gap = False
        self.code: Line | None = None
        self.has_comment = False

    def place(self, comments: list[s.Comment], line: Line | None) -> None:
        """The comments that stand before a line, and the line; None is the end of the file."""
        own = [c for c in comments if not self._follows_code(c)]
        below = self._place_trailing(own, line)
        self._place_leading(below, line)
        if line is None:
            return
        if not line.text:
            self.gap = True
            return
        self._flush()
        self.lines.append(line)
        if line.at is not None:
            self.code, self.has_comment = line, False

    def _follows_code(self, comment: s.Comment) -> bool:
        if not comment.after_code or self.code is None or self.has_comment:
            return False
        self.code.text += f"  {comment.text}"
        self.has_comment = True
        return True

    def _place_trailing(self, comments: list[s.Comment], line: Line | None) -> list[s.Comment]:
        """Places those that go with what is above, and returns the others."""
        if self.code is None or not (self.gap or line is None):
            return comments
        first = self._group(comments)
        parted = line is None or bool(first and self._blank(first[-1].span.line + 1))
        for i, comment in enumerate(first):
            if self._blank(comment.span.line - 1) or not (parted or comment.span.column > 1):
                return comments[i:]
            self._own_line(comment, self.code.indent if comment.span.column > 1 else 0)
        return comments[len(first) :]

    def _place_leading(self, comments: list[s.Comment], line: Line | None) -> None:
        """Places those that go with the line, or stand alone."""
        if comments and line is None and self.lines:
            self.gap = True
        indent = line.indent if line else 0
        for comment, following in pairwise([*comments, None]):
            assert comment is not None
            self._flush()
            self._own_line(comment, indent)
            alone = self._blank(comment.span.line + 1)
            self.gap = alone and indent == 0 and (following is not None or line is not None)

    def _group(self, comments: list[s.Comment]) -> list[s.Comment]:
        """The comments up to the first blank line among them."""
        for i, comment in enumerate(comments):
            if i and self._blank(comment.span.line - 1):
                return comments[:i]
        return comments

    def _own_line(self, comment: s.Comment, indent: int) -> None:
        self.lines.append(Line(comment.text, indent, None))

    def _flush(self) -> None:
        if self.gap and self.lines:
            self.lines.append(Line("", 0, None))
        self.gap = False

    def _blank(self, number: int) -> bool:
        return 0 < number < len(self.source.line_starts) and not self.source.line(number).strip()
