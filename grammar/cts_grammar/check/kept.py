"""What was checked before is not checked again: a rule whose text, and all that it could ask of, is as it was.

A rule asks of the vocabulary, of what the rulebook declares and of the header's lanes. An edit in a rule leaves all of
that as it is; an edit of a declaration, or one that moves it, has every rule checked anew. So are rules that ask what
other rules came to, and rules with an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from cts_grammar import syntax as s
from cts_grammar.check.context import Context
from cts_grammar.check.declarations import declare
from cts_grammar.check.header import CheckedHeader
from cts_grammar.check.repeated_rules import Profile, Proved, profile_of
from cts_grammar.check.rules_upon_rules import asked_by
from cts_grammar.checked import CheckedRule, Lane
from cts_grammar.diagnostics import Diagnostic
from cts_grammar.limits import Limits
from cts_grammar.remembering import Piece, Place, Remembered, moved
from cts_grammar.source import Source, Span
from cts_grammar.vocabulary import Vocabulary

ReadFile = Callable[[str], bytes | None]


@dataclass(slots=True)
class KeptRule:
    """A rule without errors, as it stood when it was checked; nothing of it changes."""

    rule: CheckedRule
    found: tuple[Diagnostic, ...]
    """What was found of it."""
    used: frozenset[str]
    """The declared names that it uses."""
    place: Place
    profile: Profile | None = None
    """Worked out when it is first asked for."""


@dataclass(frozen=True, slots=True)
class StandingRule:
    """A checked rule, and where it stands now."""

    kept: KeptRule
    piece: Piece

    @property
    def rule(self) -> CheckedRule:
        """The rule where it stands now."""
        return moved(self.kept.rule, self.kept.place, self.piece.place)

    @property
    def checked(self) -> CheckedRule:
        """The rule, wherever it stood when it was checked."""
        return self.kept.rule

    @property
    def profile(self) -> Profile:
        """When it fires."""
        if self.kept.profile is None:
            self.kept.profile = profile_of(self.kept.rule)
        return self.kept.profile

    @property
    def span(self) -> Span:
        """Where it stands now."""
        return moved(self.kept.rule.span, self.kept.place, self.piece.place)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """All that the check of a rule depends on beside its own text."""

    vocabulary: Vocabulary
    limits: Limits
    pattern_fault: Callable[[str], str | None]
    lanes: tuple[Lane, ...]
    lost: frozenset[str]
    lost_rules: frozenset[str]
    declared: tuple[tuple[Place, str], ...]
    """Everything in the files that is no rule, where it stands."""

    def are(self, other: _Surroundings) -> bool:
        """Whether a rule is checked the same in both."""
        return (
            self.vocabulary is other.vocabulary
            and self.pattern_fault is other.pattern_fault
            and (self.limits, self.lanes, self.lost, self.lost_rules, self.declared)
            == (other.limits, other.lanes, other.lost, other.lost_rules, other.declared)
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is remembered of the latest check of a rulebook."""

    surroundings: _Surroundings
    files: Mapping[str, bytes | None]
    """That the declarations name."""
    state: Mapping[str, Any]
    """Of the context: what was declared, and what came of it."""
    sources: Mapping[str, Source]
    """Of the files."""
    found: tuple[Diagnostic, ...]
    """What was found of the declarations."""
    rules: Mapping[str, KeptRule]
    """By their text."""
    proved: Proved


@dataclass(frozen=True, slots=True)
class Declared:
    """The declarations of a rulebook that is being checked, and the rules that are known from an earlier check."""

    _kept: _Kept
    _key: object
    _lasts: bool
    """Whether the next check may begin from here."""

    @property
    def rules(self) -> Mapping[str, KeptRule]:
        """By their text."""
        return self._kept.rules

    @property
    def proved(self) -> Proved:
        """Which rules cover which."""
        return self._kept.proved

    def silent(self, rules: Sequence[StandingRule]) -> frozenset[str]:
        """Identifiers of those that are known from an earlier check, and so ask no others."""
        return frozenset(one.kept.rule.id for one in rules if one.piece.text in self._kept.rules)

    def keep(
        self,
        ctx: Context,
        rules: Sequence[StandingRule],
        proved: Proved,
        remembered: Remembered | None,
    ) -> None:
        """Remembers these rules for the next check, in the place of those of the last."""
        if remembered is None or not self._lasts:
            return
        left = remembered.most_characters - _size(self._kept)
        found: dict[str, KeptRule] = {}
        for one in rules:
            text = one.piece.text
            if text not in self._kept.rules and (not is_one_rule(one.piece) or (ctx.references and _asks(one))):
                continue
            left -= len(text)
            if left < 0:
                break
            found[text] = one.kept
        remembered.keep_book(self._key, replace(self._kept, state=_state(ctx), rules=found, proved=proved))


def declared(
    ctx: Context,
    pieces: Sequence[Piece],
    items: Sequence[s.Item],
    head: CheckedHeader,
    read_file: ReadFile,
    remembered: Remembered | None,
) -> Declared:
    """Gives the context all that is declared, from memory where all of it is as it was."""
    others = tuple((piece.place, piece.text) for piece in pieces if not _is_aside(piece))
    lost, lost_rules = frozenset(ctx.lost), frozenset(ctx.lost_rules)
    around = _Surroundings(ctx.vocabulary, ctx.limits, ctx.pattern_fault, head.lanes, lost, lost_rules, others)
    key = head.name, others
    kept = remembered.book(key) if remembered is not None else None
    if kept is not None and kept.surroundings.are(around) and _are_as_read(kept, read_file):
        _restore(ctx, kept)
        return Declared(kept, key, True)
    files: dict[str, bytes | None] = {}

    def read_and_note(path: str) -> bytes | None:
        files[path] = read_file(path)
        return files[path]

    before, known = len(ctx.diagnostics), set(ctx.sources)
    declare(ctx, items, read_and_note)
    found = tuple(ctx.diagnostics[before:])
    sources = {path: source for path, source in ctx.sources.items() if path not in known}
    lasts = not ctx.references and not any(d.is_error for d in found)
    return Declared(_Kept(around, files, {}, sources, found, {}, {}), key, lasts)


def is_one_rule(piece: Piece) -> bool:
    """Whether the piece is a rule and nothing else."""
    items = piece.read.items
    return len(items) == 1 and isinstance(items[0], s.Rule)


def _is_aside(piece: Piece) -> bool:
    """Whether no rule can ask of what the piece says: it is a rule, or a header, of which only the lanes count."""
    items = piece.read.items
    return len(items) <= 1 and all(isinstance(item, s.Rule | s.Header) for item in items)


def _asks(one: StandingRule) -> bool:
    return next(asked_by(one.kept.rule), None) is not None


def _size(kept: _Kept) -> int:
    files = sum(len(content or b"") for content in kept.files.values())
    return files + sum(len(text) for _, text in kept.surroundings.declared)


def _are_as_read(kept: _Kept, read_file: ReadFile) -> bool:
    return all(read_file(path) == content for path, content in kept.files.items())


_STATE = (
    "lists",
    "definitions",
    "parameters",
    "tables",
    "watchlists",
    "exchange",
    "lost",
    "resolved",
    "told",
    "list_constants",
)
"""What the context holds once everything was declared."""


def _state(ctx: Context) -> dict[str, Any]:
    return {name: copy(getattr(ctx, name)) for name in _STATE}


def _restore(ctx: Context, kept: _Kept) -> None:
    for name, value in kept.state.items():
        setattr(ctx, name, copy(value))
    ctx.sources.update(kept.sources)
    ctx.diagnostics += kept.found
