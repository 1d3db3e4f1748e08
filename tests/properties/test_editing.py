"""Editing functions never raise, wherever a text is cut and wherever the caret stands; renaming keeps the meaning."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cts_grammar.check import check
from cts_grammar.editing.colouring import coloured
from cts_grammar.editing.completing import complete
from cts_grammar.editing.conditions import conditions
from cts_grammar.editing.declared import names_of
from cts_grammar.editing.edits import applied, edits_between
from cts_grammar.editing.hovering import hover
from cts_grammar.editing.outlining import folds, outline
from cts_grammar.editing.renaming import rename
from cts_grammar.parse import parse
from cts_grammar.printing import format_text
from cts_grammar.source import Source
from cts_rules.rulebook.starters import starter_names, starters_folder
from tests.grammar.cases import CORPUS, words


@cache
def texts() -> tuple[str, ...]:
    found = sorted(CORPUS.rglob("*.rules")) + sorted(starters_folder().rglob("*.rules"))
    return tuple(path.read_text("utf-8", "replace") for path in found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_raises_wherever_a_text_is_cut(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(texts()))
    text = whole[: data.draw(st.integers(0, len(whole)))]
    position = data.draw(st.integers(-1, len(text) + 1))
    found = complete(text, position, words())
    assert 0 <= found.start <= len(text)
    for edge in (position, len(text)):
        complete(text, edge, words())
        told = hover(text, edge, words())
        assert told is None or told.start <= edge <= told.end
    source = Source("a.rules", text)
    tokens = coloured(text, names_of([source]), words())
    assert all(start >= 0 and length > 0 and start + length <= len(text) for start, length, _ in tokens)
    assert all(start < end <= len(text) for start, end in folds(source))
    assert all(entry.start <= entry.end <= len(text) for entry in outline(source))
    list(conditions(parse(source).file.items))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(texts()), st.sampled_from(texts()))
def test_edits_make_the_other_text(old: str, new: str) -> None:
    assert applied(old[:2000], edits_between(old[:2000], new[:2000])) == new[:2000]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='rule when is port()"#=,10t \n🍌', max_size=60), st.integers(0, 60))
def test_nothing_raises_on_any_text(text: str, position: int) -> None:
    complete(text, position, words())
    hover(text, position, words())


@pytest.mark.parametrize("name", starter_names())
def test_renaming_there_and_back_changes_nothing_and_everything_checks_between(name: str) -> None:
    folder = starters_folder() / name
    sources = [Source(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.rules"))]

    def read(path: str) -> bytes | None:
        place = folder / path
        return place.read_bytes() if place.is_file() else None

    before = check(sources, words(), read)
    assert before.rulebook is not None
    names = names_of(sources)
    for old, new in [(name, "brand new thing") for name in [*names.declared][::4]] + [
        (rule, "NEW-1") for rule in [*names.rules][:1]
    ]:
        there = rename(sources, old, new, words())
        assert there.refusal == ""
        renamed = [Source(x.path, applied(x.text, there.edits.get(x.path, ()))) for x in sources]
        assert all(not parse(Source(x.path, format_text(x, words()))).diagnostics for x in renamed)
        back = rename(renamed, new, old, words())
        assert [applied(x.text, back.edits.get(x.path, ())) for x in renamed] == [x.text for x in sources]
        if old in names.rules:
            continue
        after = check(renamed, words(), read)
        assert after.rulebook is not None
        pairs = zip(before.rulebook.rules, after.rulebook.rules, strict=True)
        assert all(spanless(a.when) == spanless(b.when).replace(new, old) for a, b in pairs)


def spanless(condition: object) -> str:
    """The checked condition without its places."""
    return re.sub(r"Span\([^)]*\)", "", repr(condition))
