"""A whole file in its canonical form, comments kept where they stood."""

from __future__ import annotations

from collections.abc import Iterable

from cts_grammar import syntax as s
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.parse import parse
from cts_grammar.printing.expressions import Printer
from cts_grammar.printing.items import item_lines
from cts_grammar.printing.layout import Line
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary


def format_text(source: Source, vocabulary: Vocabulary | None = None, limits: Limits = DEFAULT_LIMITS) -> str:
    """The file in its canonical form; the text as it is where some of it does not parse.

    Formatting what has been formatted changes nothing. The vocabulary tells the plurals of its nouns.
    """
    parsed = parse(source, limits)
    if parsed.diagnostics:
        return source.text
    printer = Printer(nouns_of(vocabulary))
    lines: list[Line] = []
    before: s.Item | None = None
    for item in parsed.file.items:
        if before is not None and _apart(source, before, item):
            lines.append(Line("", 0, None))
        lines += item_lines(printer, item)
        before = item
    with_comments(lines, parsed.file.comments, source)
    text = "\n".join((" " * line.indent + line.text).rstrip() for line in lines)
    return text.strip("\n") + "\n" if text.strip("\n") else ""


def nouns_of(vocabulary: Vocabulary | None) -> dict[str, tuple[str, str]]:
    """Singular and plural of the vocabulary's lists, by either."""
    relations = vocabulary.relations if vocabulary else ()
    return {noun: (r.name, r.plural) for r in relations for noun in (r.name, r.plural)}


def _apart(source: Source, before: s.Item, item: s.Item) -> bool:
    """Whether a blank line goes between: around rules and the header always, else where the author left one."""
    if isinstance(before, s.Header | s.Rule) or isinstance(item, s.Header | s.Rule):
        return True
    between = source.text[before.span.end : item.span.start].split("\n")
    return any(not line.strip() for line in between[1:-1])


def with_comments(lines: list[Line], comments: Iterable[s.Comment], source: Source) -> None:
    """Puts each comment before the line that it stood before, or after the code that it stood after."""
    for comment in comments:
        at = comment.span.start
        following = next((i for i, line in enumerate(lines) if line.at is not None and line.at > at), len(lines))
        owner = next((i for i in range(following - 1, -1, -1) if lines[i].at is not None and lines[i].text), None)
        if comment.after_code and owner is not None and not _has_comment(lines[owner]):
            lines[owner].text += f"  {comment.text}"
            continue
        _own_line(lines, comment, following, source)


def _has_comment(line: Line) -> bool:
    return line.text.startswith("#") or "  #" in line.text


def _own_line(lines: list[Line], comment: s.Comment, following: int, source: Source) -> None:
    """On a line of its own: below a blank line that stood above it in the source, above one that stood below."""
    indent = lines[following].indent if following < len(lines) else 0
    here = following
    blank_above = _blank_line(source, comment.span.line - 1)
    blank_below = _blank_line(source, comment.span.line + 1)
    gap = here > 0 and not lines[here - 1].text
    if following == len(lines) and blank_above and lines and not gap:
        lines.append(Line("", 0, None))
        here = len(lines)
    elif gap and blank_below and not blank_above:
        here -= 1
        indent = lines[here - 1].indent if here else 0
    lines.insert(here, Line(comment.text, indent, comment.span.start))
    starts_an_item = here + 1 < len(lines) and lines[here + 1].indent == 0 and lines[here + 1].text
    if blank_below and starts_an_item:
        lines.insert(here + 1, Line("", 0, None))


def _blank_line(source: Source, number: int) -> bool:
    return 0 < number < len(source.line_starts) and not source.line(number).strip()
