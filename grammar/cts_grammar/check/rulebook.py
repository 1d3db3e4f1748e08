"""A whole rulebook: all its files together, every mistake found, and the checked rulebook where there is no error."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.called_elsewhere import in_our_words
from cts_grammar.check.conditions import condition
from cts_grammar.check.context import Context
from cts_grammar.check.declarations import warn_of_unused
from cts_grammar.check.echoes import without_echoes
from cts_grammar.check.header import CheckedHeader, header
from cts_grammar.check.kept import KeptRule, StandingRule, declared, is_one_rule
from cts_grammar.check.repeated_rules import Proved, tell_of_repeated
from cts_grammar.check.rules import rule
from cts_grammar.check.rules_upon_rules import link
from cts_grammar.check.values import value
from cts_grammar.checked import CheckedRulebook
from cts_grammar.collecting import no_collector
from cts_grammar.diagnostics import Diagnostic, Fix, Label, in_reading_order
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.parse import read_pieces
from cts_grammar.remembering import Piece, Remembered, moved
from cts_grammar.source import Source, Span
from cts_grammar.vocabulary import Vocabulary


class Checking:
    """The outcome of checking: the rulebook unless there is an error, and all findings in reading order."""

    def __init__(
        self,
        rulebook: CheckedRulebook | Callable[[], CheckedRulebook] | None,
        diagnostics: tuple[Diagnostic, ...],
        sources: dict[str, Source],
        files: dict[str, bytes],
    ) -> None:
        self._rulebook = rulebook
        self.diagnostics = diagnostics
        self.sources = sources
        """By path, also the list files: for rendering diagnostics."""
        self.files = files
        """The files that count for the digest, by path: rule texts and the files that they name."""

    @property
    def rulebook(self) -> CheckedRulebook | None:
        """None where there is an error. Rules that are known from an earlier check are put in their places here."""
        if callable(self._rulebook):
            self._rulebook = self._rulebook()
        return self._rulebook

    def refused(self, found: Iterable[Diagnostic], sources: dict[str, Source] | None = None) -> Checking:
        """The same without a rulebook, with these findings."""
        return Checking(None, in_reading_order(found), sources or self.sources, self.files)


def check(
    sources: Sequence[Source],
    vocabulary: Vocabulary,
    read_file: Callable[[str], bytes | None],
    *,
    today: str | None = None,
    pattern_fault: Callable[[str], str | None] = lambda pattern: None,
    limits: Limits = DEFAULT_LIMITS,
    remembered: Remembered | None = None,
) -> Checking:
    """Checks the rule texts of one rulebook.

    `read_file` gives the content of a list file by its path inside the rulebook's folder, None where it is not there.
    `today` is the day by which rules are found out of force or past their review; without it neither is asked.
    `pattern_fault` says why a search pattern cannot be used. What is `remembered` is not parsed again.
    Never raises on any text.
    """
    files = {source.path: source.text.encode(errors="surrogatepass") for source in sources}

    def read_and_note(path: str) -> bytes | None:
        content = read_file(path)
        if content is not None:
            files[path] = content
        return content

    with no_collector():
        ordered = sorted(sources, key=lambda source: source.path)
        ctx = Context(vocabulary, limits, condition, value, pattern_fault, sources={x.path: x for x in ordered})
        return _check(ctx, ordered, read_and_note, files, today, remembered)


def _check(
    ctx: Context,
    ordered: Sequence[Source],
    read_file: Callable[[str], bytes | None],
    files: dict[str, bytes],
    today: str | None,
    remembered: Remembered | None,
) -> Checking:
    read = [read_pieces(source, ctx.limits, remembered) for source in ordered]
    ctx.lost |= {name for r in read for name in r.lost_names}
    ctx.lost_rules |= {id_ for r in read for id_ in r.lost_rules}
    unread = (in_our_words(d, ctx.vocabulary, ctx.sources) for r in read for d in r.diagnostics)
    ctx.diagnostics += without_echoes(unread, frozenset(ctx.lost), ctx.sources)
    pieces = [piece for r in read for piece in r.pieces]
    others = [item for piece in pieces if not is_one_rule(piece) for item in piece.items]
    head = _header(ctx, others, ordered, lost=any(r.lost_header for r in read))
    written = [w for piece in pieces for w in _written(piece)]
    ctx.rule_ids |= {w.id for w in written}
    book = declared(ctx, pieces, others, head, read_file, remembered)
    rules = _rules(ctx, written, head, book.rules)
    standing = [one.rule for one in rules] if ctx.references else []
    order = link(ctx, standing, book.silent(rules)) if ctx.references else ()
    if today is not None:
        _warn_of_dates(ctx, rules, today)
    proved: Proved = {}
    if not any(d.is_error for d in ctx.diagnostics):
        warn_of_unused(ctx)
        proved = tell_of_repeated(ctx, rules, book.proved)
    book.keep(ctx, rules, proved or book.proved, remembered)
    diagnostics = in_reading_order(ctx.diagnostics)
    if any(d.is_error for d in diagnostics):
        return Checking(None, diagnostics, ctx.sources, files)

    def rulebook() -> CheckedRulebook:
        found = tuple(standing or [one.rule for one in rules])
        rest = (tuple(ordered), ctx.vocabulary, digest(files), order, head.random_selection)
        return CheckedRulebook(head.name, head.title, head.owner, head.scopes, head.lanes, found, *rest)

    return Checking(rulebook, diagnostics, ctx.sources, files)


def digest(files: dict[str, bytes]) -> str:
    """SHA-256 over the paths and contents of all files that count, in the order of their paths."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return whole.hexdigest()


def _header(ctx: Context, items: Sequence[s.Item], sources: Sequence[Source], *, lost: bool) -> CheckedHeader:
    headers = [item for item in items if isinstance(item, s.Header)]
    for extra in headers[1:]:
        hint = "a rulebook has one, in one of its files: take the other out"
        first = Label(headers[0].name.span, "the first header")
        ctx.report(mistakes.HEADER_TWICE.at(extra.name.span, first, hint=hint))
    if headers:
        return header(ctx, headers[0])
    if not lost:
        hint = 'begin with `rulebook NAME "title"` and `for all` or `for sea imports`'
        source = sources[0] if sources else Source("", "")
        fix = Fix(source.span(0, 0), "rulebook our-rules for all\n\n") if sources else None
        ctx.report(mistakes.HEADER_MISSING.at(source.span(0, 0), hint=hint, fix=fix))
    return CheckedHeader("", "", "", (), ())


@dataclass(frozen=True, slots=True)
class _Written:
    """A rule of the text."""

    piece: Piece
    """What it stands in."""
    known: s.Rule
    """As it stood when it was read."""

    @property
    def id(self) -> str:
        return self.known.id

    @property
    def head_span(self) -> Span:
        return moved(self.known.head_span, self.piece.read.place, self.piece.place)

    @property
    def rule(self) -> s.Rule:
        """Where it stands now."""
        return moved(self.known, self.piece.read.place, self.piece.place)


def _written(piece: Piece) -> list[_Written]:
    return [_Written(piece, item) for item in piece.read.items if isinstance(item, s.Rule)]


def _rules(
    ctx: Context, written: list[_Written], head: CheckedHeader, known: Mapping[str, KeptRule]
) -> list[StandingRule]:
    found: list[StandingRule] = []
    first: dict[str, _Written] = {}
    if len(written) > ctx.limits.rules:
        ctx.report(mistakes.TOO_MANY.at(written[ctx.limits.rules].head_span, limit=ctx.limits.rules, what="rules"))
        written = written[: ctx.limits.rules]
    for w in written:
        if w.id in first:
            ctx.report(_declared_twice(w, first[w.id], {other.id for other in written}))
        first.setdefault(w.id, w)
        kept = known.get(w.piece.text)
        checked = _checked(ctx, w, head) if kept is None else _recalled(ctx, w, kept)
        if checked is not None:
            found.append(checked)
    if not written and ctx.sources and not any(d.is_error for d in ctx.diagnostics):
        spot = next(iter(ctx.sources.values())).span(0, 0)
        ctx.report(mistakes.NO_RULES.at(spot, hint="a rule is `rule ID when … then …`"))
    return found


def _declared_twice(r: _Written, first: _Written, taken: set[str]) -> Diagnostic:
    """Two rules of one identifier, with one that is free."""
    stem, number = re.fullmatch(r"(.*?)(\d{0,6})", r.id).groups()  # type: ignore[union-attr]
    width, begin = (len(number), int(number) + 1) if number else (0, 2)
    stem = stem if number else f"{stem}-"
    better = next(id_ for n in count(begin) if (id_ := f"{stem}{n:0{width}}") not in taken)
    place = Label(first.head_span, "first declared here")
    hint = f"give it an identifier of its own, for instance `{better}`"
    return mistakes.DUPLICATE_RULE.at(r.head_span, place, id=r.id, hint=hint, fix=f"rule {better}")


def _checked(ctx: Context, w: _Written, head: CheckedHeader) -> StandingRule | None:
    """The rule checked; None where it has an error."""
    before, used = len(ctx.diagnostics), ctx.used
    ctx.used = set()
    checked = rule(ctx, w.rule, head)
    used_here, ctx.used = frozenset(ctx.used), used | ctx.used
    if checked is None:
        return None
    kept = KeptRule(checked, tuple(ctx.diagnostics[before:]), used_here, w.piece.place)
    return StandingRule(kept, w.piece)


def _recalled(ctx: Context, w: _Written, kept: KeptRule) -> StandingRule:
    """The rule as it was checked before, with all that was found of it."""
    ctx.used |= kept.used
    ctx.diagnostics += moved(kept.found, kept.place, w.piece.place)
    return StandingRule(kept, w.piece)


def _warn_of_dates(ctx: Context, rules: list[StandingRule], today: str) -> None:
    for one in rules:
        r = one.kept.rule
        if r.last_day and r.last_day < today:
            ctx.report(mistakes.OUT_OF_FORCE.at(one.span, when=f"since {r.last_day}"))
        elif r.first_day and r.first_day > today:
            ctx.report(mistakes.OUT_OF_FORCE.at(one.span, when=f"before {r.first_day}"))
        if r.review_by and r.review_by < today:
            ctx.report(mistakes.REVIEW_LAPSED.at(one.span, day=r.review_by))
