"""What the word under the pointer is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cts_grammar import syntax as s
from cts_grammar.editing.declared import Declared, Names, names_of
from cts_grammar.editing.describing import one_line, type_in_words
from cts_grammar.editing.keywords import EXPLANATIONS, phrases
from cts_grammar.editing.meaning import Word, words_of
from cts_grammar.parse import pieces
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from cts_grammar.vocabulary import CodeList, Derivation, Field, Relation, Vocabulary

_FIRST = 5
"""Entries of a list that are told."""


@dataclass(frozen=True, slots=True)
class Hover:
    """What is told of the word from start to end."""

    start: int
    end: int
    kind: str
    title: str
    detail: str = ""
    """Type and unit, number of entries, title of a code."""
    text: str = ""
    """An explanation, a declaration as it stands, a list's first entries."""
    example: str = ""


def hover(
    text: str,
    position: int,
    vocabulary: Vocabulary,
    others: Iterable[Source] = (),
    read_file: Callable[[str], bytes | None] = lambda path: None,
    remembered: Remembered | None = None,
) -> Hover | None:
    """What stands at a position; None where nothing is to be told. `others` are the rulebook's other rule texts.

    `read_file` gives the content of its list files. Never raises.
    """
    names = names_of([Source("", text), *others], remembered)
    start, end = next(((a, b) for a, b in pieces(text) if a <= position <= b), (0, 0))
    at = position - start
    touched = [w for w in words_of(text[start:end], names, vocabulary) if w.start <= at <= w.end]
    found = next((w for w in touched if w.end > at), touched[0] if touched else None)
    if found is None:
        return None
    word = replace(found, start=found.start + start, end=found.end + start)
    return _told(word, names, vocabulary, read_file)


def _told(word: Word, names: Names, vocabulary: Vocabulary, read_file: Callable[[str], bytes | None]) -> Hover | None:
    start, end = word.start, word.end
    match word.means:
        case Field() as f:
            return Hover(
                start, end, "field", word.text, f"{type_in_words(f.type)} of the {f.of}", f.explanation, f.example
            )
        case Relation() as r:
            return Hover(start, end, "thing", r.plural, f"a list of the {r.of}", r.explanation)
        case Derivation() as d:
            return Hover(start, end, "field", d.name, type_in_words(d.gives), d.explanation)
        case CodeList() as codes:
            return Hover(start, end, "word", word.text, codes.name)
        case str() as terminal:
            return Hover(start, end, "keyword", phrases().get(terminal, word.text), "", EXPLANATIONS.get(terminal, ""))
    declared = names.declared.get(" ".join(word.text.split()))
    if word.kind == "code":
        return _code(word, names, vocabulary)
    if word.kind == "rule" and word.text in names.rules:
        return Hover(start, end, "rule", word.text, one_line(names.rules[word.text].title))
    if declared is not None and word.kind not in ("text", "area", "rulebook", "comment"):
        return _declared(word, declared, read_file)
    return None


def _code(word: Word, names: Names, vocabulary: Vocabulary) -> Hover | None:
    """A code's title in the lists that know it; or the rule of that identifier."""
    if word.text in names.rules:
        return Hover(word.start, word.end, "rule", word.text, one_line(names.rules[word.text].title))
    lists = {f.type.codes.name: f.type.codes for f in vocabulary.fields if f.type.codes is not None}
    told: dict[str, str] = {}
    for codes in lists.values():
        if codes.title is None or codes.known is None or codes.words:
            continue
        code = codes.normalise(word.text)
        title = codes.title(code) if code is not None and codes.known(code) else None
        if title:
            told.setdefault(title, codes.name)
    if not told:
        return None
    return Hover(
        word.start,
        word.end,
        "code",
        word.text,
        "; ".join(one_line(t) for t in told),
        ", ".join(dict.fromkeys(told.values())),
    )


def _declared(word: Word, declared: Declared, read_file: Callable[[str], bytes | None]) -> Hover:
    detail, text = "", one_line(declared.text)
    match declared.item:
        case s.ListInPlace() as item:
            entries = [_entry(e) for e in item.entries]
            detail, text = _counted(entries)
        case s.ListFromFile(file=file) | s.Table(file=file) | s.Watchlist(file=file):
            content = read_file(file.text)
            if content is not None:
                lines = [line for line in content.decode("utf-8", "replace").splitlines()[1:] if line.strip()]
                detail, first = _counted(lines)
                text = f"{text} · {first}" if first else text
    return Hover(word.start, word.end, declared.kind, declared.name, detail, one_line(text))


def _counted(entries: list[str]) -> tuple[str, str]:
    count = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
    return count, ", ".join(entries[:_FIRST]) + (", …" if len(entries) > _FIRST else "")


def _entry(e: s.Entry) -> str:
    match e:
        case s.Number():
            return f"{e.numeral} {e.unit}".strip()
        case s.Text():
            return f'"{e.text}"'
        case _:
            return e.text
