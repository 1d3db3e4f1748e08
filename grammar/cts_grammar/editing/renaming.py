"""A name or a rule's identifier, renamed wherever the rule texts of a rulebook say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cts_grammar.editing.declared import Names, names_of
from cts_grammar.editing.edits import Edit, applied
from cts_grammar.editing.lexing import Token, tokens, tokens_of_expression
from cts_grammar.parse import parse
from cts_grammar.remembering import Remembered, limits_of
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary
from cts_grammar.words import is_name

_RULE_ID = re.compile(r"(?!(?:when|then|unless|area|owner|reference|in|review|shadow)(?![\w.-]))[A-Za-z0-9][\w.-]*")
_FILLED_IN = re.compile(r"\{([^{}\"]*)\}")
_BLANK = r"[ \t\u00a0]+"


@dataclass(frozen=True, slots=True)
class Renaming:
    """The changes by path, or why there can be none."""

    edits: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    refusal: str = ""
    """A fragment for a person; empty: it can be done."""

    @property
    def count(self) -> int:
        """Places that change."""
        return sum(len(edits) for edits in self.edits.values())


def rename(
    sources: Sequence[Source], old: str, new: str, vocabulary: Vocabulary, remembered: Remembered | None = None
) -> Renaming:
    """Renames a rule, list, table, watch list, parameter or definition. Never raises."""
    names = names_of(sources, remembered)
    limits = limits_of(remembered)
    refusal = _refusal(names, old, new, vocabulary)
    if refusal:
        return Renaming(refusal=refusal)
    is_rule = old in names.rules
    tables = () if is_rule or names.declared[old].kind == "table" else tuple(t.name for t in names.of_kind("table"))
    edits = {source.path: tuple(_edits(source.text, old, new, tables, is_rule=is_rule)) for source in sources}
    for source in sources:
        renamed = Source(source.path, applied(source.text, edits[source.path]))
        before, after = parse(source, limits, remembered), parse(renamed, limits, remembered)
        if any(old in source.slice(d.span) for d in before.diagnostics) or (before.diagnostics and old in source.text):
            return Renaming(refusal=f"a part of {source.path} cannot be read: mend it first")
        if len(after.diagnostics) > len(before.diagnostics):
            return Renaming(refusal=f"`{new}` cannot be read where `{old}` stands")
    return Renaming({path: found for path, found in edits.items() if found})


def _refusal(names: Names, old: str, new: str, vocabulary: Vocabulary) -> str:
    if old in names.rules:
        if not _RULE_ID.fullmatch(new):
            return f"`{new}` is no identifier: letters, digits, `-`, `_` and `.`, and it begins with a letter or digit"
        return f"there is a rule `{new}` already" if new in names.rules and new != old else ""
    if old not in names.declared:
        return f"nothing in this rulebook is called `{old}`"
    if not is_name(new) or new.startswith("number of "):
        return f"`{new}` cannot be read as a name: lower-case words, none of which means something else here"
    if new != old and new in names.declared:
        return f"`{new}` is taken by a {names.declared[new].kind}"
    return _taken(new, vocabulary)


def _taken(new: str, vocabulary: Vocabulary) -> str:
    if any(new in (f.name, f"{f.of} {f.name}") for f in vocabulary.fields):
        return f"`{new}` is a field"
    if any(new in (r.name, r.plural) for r in vocabulary.relations):
        return f"`{new}` is a list of what is filed"
    lists = (*(f.type.codes for f in vocabulary.fields if f.type.codes is not None), *vocabulary.words.values())
    codes = next((codes for codes in lists if new in codes.words), None)
    if codes is not None:
        return f"`{new}` is a word of the code list {codes.name}"
    return f"`{new}` is read as `{new} of …`" if any(d.name == new for d in vocabulary.derivations) else ""


def _edits(text: str, old: str, new: str, tables: tuple[str, ...], *, is_rule: bool) -> Iterator[Edit]:
    before = ""
    for token in tokens(text):
        if is_rule:
            if (
                token.text == old
                and token.kind in ("RULE_ID", "CODE", "NAME", "NUMERAL")
                and (before == "RULE" or _fires(text, token.end))
            ):
                yield Edit(token.start, token.end, new)
        elif token.kind in ("NAME", "NEW_NAME") and before not in ("AREA", "RULEBOOK"):
            yield from _in_name(token, 0, old, new, tables)
        elif token.kind == "STRING" and before in ("SAY", "TELL_TRADER"):
            yield from _in_message(token, old, new, tables)
        before = token.kind


def _fires(text: str, end: int) -> bool:
    return re.compile(r"\s+has\s+(?:not\s+)?fired\b").match(text, end) is not None


def _in_name(token: Token, offset: int, old: str, new: str, tables: tuple[str, ...]) -> Iterable[Edit]:
    """The whole name, or what stands before, between or after an `of`; not where it is the column of a table."""
    words = _spaced(old)
    column = rf"(?!{_BLANK}of{_BLANK}(?:{'|'.join(map(_spaced, tables))})(?:$|{_BLANK}of\b))" if tables else ""
    found = re.compile(rf"(?:^|(?<=\bof[ \t\u00a0])[ \t\u00a0]*){words}(?=$|{_BLANK}of\b){column}")
    for m in found.finditer(token.text):
        begin = m.end() - len(m.group().lstrip(" \t\u00a0"))
        yield Edit(offset + token.start + begin, offset + token.start + m.end(), new)


def _spaced(name: str) -> str:
    return _BLANK.join(re.escape(word) for word in name.split(" "))


def _in_message(token: Token, old: str, new: str, tables: tuple[str, ...]) -> Iterator[Edit]:
    for filled in _FILLED_IN.finditer(token.text):
        for inner in tokens_of_expression(filled[1]):
            if inner.kind in ("NAME", "WORD"):
                yield from _in_name(inner, token.start + filled.start(1), old, new, tables)
