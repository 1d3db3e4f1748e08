"""A whole file in its canonical form, comments kept where they stood."""

from __future__ import annotations

from cts_grammar import syntax as s
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.parse import parse
from cts_grammar.printing.commenting import with_comments
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
    return source.text if parsed.diagnostics else format_file(source, parsed.file, vocabulary)


def format_file(source: Source, file: s.File, vocabulary: Vocabulary | None = None) -> str:
    """The same for a file that has been read, all of it."""
    printer = Printer(nouns_of(vocabulary), tuple(c.span.start for c in file.comments))
    lines: list[Line] = []
    before: s.Item | None = None
    for item in file.items:
        if before is not None and _apart(source, before, item):
            lines.append(Line("", 0, None))
        lines += item_lines(printer, item)
        before = item
    placed = with_comments(lines, file.comments, source)
    text = "\n".join((" " * line.indent + line.text).rstrip() for line in placed)
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
