"""A whole rulebook: all its files together, every mistake found, and the checked rulebook where there is no error."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cts_grammar import mistakes
from cts_grammar import syntax as s
from cts_grammar.check.conditions import condition
from cts_grammar.check.context import Context
from cts_grammar.check.declarations import declare, warn_of_unused
from cts_grammar.check.echoes import without_echoes
from cts_grammar.check.header import CheckedHeader, header
from cts_grammar.check.rules import rule
from cts_grammar.check.rules_upon_rules import link
from cts_grammar.check.values import value
from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.diagnostics import Diagnostic, in_reading_order
from cts_grammar.limits import DEFAULT_LIMITS, Limits
from cts_grammar.parse import Parsed, parse
from cts_grammar.remembering import Remembered
from cts_grammar.source import Source
from cts_grammar.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Checking:
    """The outcome of checking: the rulebook unless there is an error, and all findings in reading order."""

    rulebook: CheckedRulebook | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]
    """By path, also the list files: for rendering diagnostics."""
    files: dict[str, bytes]
    """The files that count for the digest, by path: rule texts and the files that they name."""


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

    ordered = sorted(sources, key=lambda source: source.path)
    ctx = Context(vocabulary, limits, condition, value, pattern_fault, sources={x.path: x for x in ordered})
    parsed = [parse(source, limits, remembered) for source in ordered]
    ctx.lost |= {name for p in parsed for name in p.lost_names}
    ctx.diagnostics += without_echoes((d for p in parsed for d in p.diagnostics), frozenset(ctx.lost), ctx.sources)
    head = _header(ctx, parsed, ordered)
    items = [item for p in parsed for item in p.file.items]
    ctx.rule_ids |= {item.id for item in items if isinstance(item, s.Rule)}
    ctx.lost_rules |= {id_ for p in parsed for id_ in p.lost_rules}
    declare(ctx, items, read_and_note)
    rules = _rules(ctx, items, head)
    order = link(ctx, rules)
    if today is not None:
        _warn_of_dates(ctx, rules, today)
    if not any(d.is_error for d in ctx.diagnostics):
        warn_of_unused(ctx)
    diagnostics = in_reading_order(ctx.diagnostics)
    if any(d.is_error for d in diagnostics):
        return Checking(None, diagnostics, ctx.sources, files)
    rulebook = CheckedRulebook(
        head.name,
        head.title,
        head.owner,
        head.scopes,
        head.lanes,
        tuple(rules),
        tuple(ordered),
        vocabulary,
        digest(files),
        order,
        head.random_selection,
    )
    return Checking(rulebook, diagnostics, ctx.sources, files)


def digest(files: dict[str, bytes]) -> str:
    """SHA-256 over the paths and contents of all files that count, in the order of their paths."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return whole.hexdigest()


def _header(ctx: Context, parsed: Sequence[Parsed], sources: Sequence[Source]) -> CheckedHeader:
    headers = [item for p in parsed for item in p.file.items if isinstance(item, s.Header)]
    for extra in headers[1:]:
        first = headers[0].span
        ctx.report(mistakes.HEADER_TWICE.at(extra.span, hint=f"the first is in {first.path}, line {first.line}"))
    if headers:
        return header(ctx, headers[0])
    if not any(p.lost_header for p in parsed):
        hint = 'begin with `rulebook NAME "title"` and `for all` or `for sea imports`'
        spot = (sources[0] if sources else Source("", "")).span(0, 0)
        ctx.report(mistakes.HEADER_MISSING.at(spot, hint=hint))
    return CheckedHeader("", "", "", (), ())


def _rules(ctx: Context, items: list[s.Item], head: CheckedHeader) -> list[CheckedRule]:
    found: list[CheckedRule] = []
    first: dict[str, s.Rule] = {}
    written = [item for item in items if isinstance(item, s.Rule)]
    if len(written) > ctx.limits.rules:
        ctx.report(mistakes.TOO_MANY.at(written[ctx.limits.rules].head_span, limit=ctx.limits.rules, what="rules"))
        written = written[: ctx.limits.rules]
    for r in written:
        if r.id in first:
            at = first[r.id].span
            ctx.report(mistakes.DUPLICATE_RULE.at(r.head_span, id=r.id, hint=f"first in {at.path}, line {at.line}"))
        first.setdefault(r.id, r)
        checked = rule(ctx, r, head)
        if checked is not None:
            found.append(checked)
    if not written and ctx.sources and not any(d.is_error for d in ctx.diagnostics):
        spot = next(iter(ctx.sources.values())).span(0, 0)
        ctx.report(mistakes.NO_RULES.at(spot, hint="a rule is `rule ID when … then …`"))
    return found


def _warn_of_dates(ctx: Context, rules: list[CheckedRule], today: str) -> None:
    for r in rules:
        if r.last_day and r.last_day < today:
            ctx.report(mistakes.OUT_OF_FORCE.at(r.span, when=f"since {r.last_day}"))
        elif r.first_day and r.first_day > today:
            ctx.report(mistakes.OUT_OF_FORCE.at(r.span, when=f"before {r.first_day}"))
        if r.review_by and r.review_by < today:
            ctx.report(mistakes.REVIEW_LAPSED.at(r.span, day=r.review_by))
