"""Two conditions part by part: which parts came, went and changed, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from cts_grammar.checked import AllOf, AnyOf, CheckedRulebook, Condition, Quantified
from cts_grammar.comparing.changes import Change, Relation
from cts_grammar.comparing.excerpts import excerpt
from cts_grammar.comparing.proving import relation
from cts_grammar.meaning.normal_form import normal
from cts_grammar.meaning.writing import written

_HEAD = re.compile(r'([^"()]*?) (?:has|have) \(')
"""The words before the brackets of `some goods item has (…)`."""
ALIKE = 0.55
"""From this likeness on two parts are one that was changed; below, one came and one went."""
COMPARED = 4_000
"""Characters of a part's line by which likeness is judged: a list may have ten thousand entries."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a condition, as it stands among the others."""

    number: int
    condition: Condition
    text: str
    line: str
    """What it means."""


def condition_changes(
    what: str, old: Condition, new: Condition, before: CheckedRulebook, after: CheckedRulebook
) -> tuple[Change, ...]:
    """What changed between two conditions; nothing where they mean the same.

    `what` is what a part is called: `condition` gives `condition 2`.
    """
    if written(normal(old)) == written(normal(new)):
        return ()
    kind = _kind(old, new)
    if kind is None:
        return (_whole(what, old, new, before, after),)
    olds, news = _parts(kind, old, before), _parts(kind, new, after)
    pairs = _pairs(olds, news)
    changes = [(b.number, c) for a, b in pairs if a.line != b.line for c in _changed(what, a, b, before, after)]
    came = [part for part in news if all(part is not b for _, b in pairs)]
    went = [part for part in olds if all(part is not a for a, _ in pairs)]
    more, less = (Relation.STRICTER, Relation.LOOSER) if kind is AllOf else (Relation.LOOSER, Relation.STRICTER)
    changes += [(p.number, Change(f"{what} {p.number}", "", p.text, more)) for p in came]
    gone = [Change(f"{what} {p.number}", p.text, "", less) for p in went]
    found = (*(change for _, change in sorted(changes, key=lambda numbered: numbered[0])), *gone)
    return found or (_whole(what, old, new, before, after),)


def _kind(old: Condition, new: Condition) -> type[AllOf] | type[AnyOf] | None:
    """By what the parts of both are joined; None where they are not joined alike."""
    kinds = {type(c) for c in (old, new) if isinstance(c, AllOf | AnyOf)}
    if len(kinds) > 1:
        return None
    return next(iter(kinds), AllOf)


def _parts(kind: type[AllOf] | type[AnyOf], condition: Condition, rulebook: CheckedRulebook) -> list[Part]:
    parts = _flat(kind, condition)
    lines = [written(normal(part)) for part in parts]
    return [
        Part(n, part, excerpt(rulebook, part.span), line)
        for n, (part, line) in enumerate(zip(parts, lines, strict=True), 1)
    ]


def _flat(kind: type[AllOf] | type[AnyOf], condition: Condition) -> list[Condition]:
    if isinstance(condition, kind):
        return [inner for part in condition.parts for inner in _flat(kind, part)]
    return [condition]


def _pairs(olds: list[Part], news: list[Part]) -> list[tuple[Part, Part]]:
    """Parts that mean the same first, then those that are most alike."""
    free_old, free_new = list(olds), list(news)
    pairs: list[tuple[Part, Part]] = []
    for old in olds:
        same = next((new for new in free_new if new.line == old.line), None)
        if same is not None:
            pairs.append((old, same))
            free_old.remove(old)
            free_new.remove(same)
    alike = [(_likeness(old, new), -i, -j) for i, old in enumerate(free_old) for j, new in enumerate(free_new)]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for likeness, i, j in sorted(alike, reverse=True):
        if likeness >= ALIKE and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((free_old[-i], free_new[-j]))
    return pairs


def _likeness(old: Part, new: Part) -> float:
    """Of what they mean; the same words are the same part, whatever the names in them stand for."""
    if old.text and old.text == new.text:
        return 1.0
    return max(
        SequenceMatcher(None, old.line[:COMPARED], new.line[:COMPARED], autojunk=False).ratio(),
        SequenceMatcher(None, old.text.split(), new.text.split(), autojunk=False).ratio(),
    )


def _changed(what: str, old: Part, new: Part, before: CheckedRulebook, after: CheckedRulebook) -> tuple[Change, ...]:
    """The part, or what changed inside it where both ask it of as many of the same things."""
    called = f"{what} {new.number}"
    was, now = old.condition, new.condition
    if isinstance(was, Quantified) and isinstance(now, Quantified) and _asks_alike(was, now):
        head = _HEAD.match(new.text)
        if head and _HEAD.match(old.text):
            called = f"{called}, {head[1]}, part"
            return condition_changes(called, was.where, now.where, before, after)
    return (Change(called, old.text, new.text, relation(was, now)),)


def _asks_alike(old: Quantified, new: Quantified) -> bool:
    return (old.quantifier, old.n, written(old.over)) == (new.quantifier, new.n, written(new.over))


def _whole(what: str, old: Condition, new: Condition, before: CheckedRulebook, after: CheckedRulebook) -> Change:
    """Both as wholes: `and` became `or`."""
    return Change(what, excerpt(before, old.span), excerpt(after, new.span), relation(old, new))
