"""The rulebooks of an office: what there is, what is in force, and either ready to run."""

from __future__ import annotations

from itertools import groupby

from sqlalchemy import Connection

from cts_engine.compile import CompiledRulebook
from cts_grammar.checked import CheckedRule, CheckedRulebook
from cts_grammar.comparing import Comparison, compare
from cts_rules.office.answers import Rule, Rulebook, RulebookFile, Version
from cts_rules.office.drafting import compile_texts
from cts_rules.office.office import Office
from cts_rules.office.refusals import NothingInForce, WrongRulebook, not_found
from cts_rules.store import rulebooks as stored
from cts_rules.store.rulebooks import VersionRow


def rulebooks(office: Office) -> list[Rulebook]:
    """All rulebooks, by name."""
    with office.reading() as connection:
        found = _told(connection, stored.versions(connection))
    return [_rulebook(list(own)) for _, own in groupby(found, key=lambda version: version.rulebook)]


def rulebook(office: Office, name: str) -> Rulebook:
    """One rulebook. NotFound where there is none of that name."""
    return _rulebook(versions(office, name))


def versions(office: Office, name: str) -> list[Version]:
    """The versions of a rulebook, the newest first. NotFound where there is none of that name."""
    with office.reading() as connection:
        found = _told(connection, stored.versions(connection, name))
        if not found:
            names = {row.rulebook for row in stored.versions(connection)}
            raise not_found("rulebook", name, names)
    return found


def version(office: Office, name: str, number: int | None = None) -> Version:
    """A version; without a number the one in force, else the newest. NotFound where there is none."""
    found = versions(office, name)
    if number is None:
        return next((v for v in found if v.in_force), found[0])
    wanted = next((v for v in found if v.number == number), None)
    if wanted is None:
        raise not_found("version", f"{number} of {name}")
    return wanted


def files(office: Office, name: str, number: int | None = None) -> list[RulebookFile]:
    """The texts, lists and tables of a version, by path."""
    wanted = version(office, name, number)
    with office.reading() as connection:
        row = stored.version_row(connection, name, wanted.number)
        contents = stored.files_of(connection, row.id) if row is not None else {}
    return [RulebookFile(path, content.decode("utf-8", "replace")) for path, content in contents.items()]


def rules(office: Office, name: str, number: int | None = None) -> list[Rule]:
    """The rules of a version, in their order."""
    book = compiled_version(office, name, version(office, name, number).number).checked
    return [_rule(book, rule) for rule in book.rules]


def compiled_version(office: Office, name: str, number: int | None = None) -> CompiledRulebook:
    """A version ready to run; without a number the one in force. NotFound, NothingInForce."""
    with office.reading() as connection:
        row = stored.version_row(connection, name, number)
    if row is None:
        version(office, name, number)  # says what is not there
        raise NothingInForce(f"no version of {name} is in force: put one in force, or say which version is meant")
    return compiled(office, row)


def comparison(office: Office, name: str, old: int, new: int) -> Comparison:
    """What changed from one version to another. NotFound where there is none."""
    before, after = (compiled_version(office, name, version(office, name, number).number) for number in (old, new))
    return compare(before.checked, after.checked)


def compiled_in_force(office: Office) -> list[CompiledRulebook]:
    """Every rulebook in force, by name."""
    with office.reading() as connection:
        rows = stored.versions_in_force(connection)
    return [compiled(office, row) for row in rows]


def compiled(office: Office, row: VersionRow) -> CompiledRulebook:
    """A stored version ready to run. RulesDoNotCheck, WrongRulebook where this release no longer reads it as it was."""
    return office.compiled.get(row.hash, lambda: _compile(office, row))


def _compile(office: Office, row: VersionRow) -> CompiledRulebook:
    with office.reading() as connection:
        contents = stored.files_of(connection, row.id)
    made = compile_texts(office, contents)
    if made.digest != row.hash:
        raise WrongRulebook(f"this release reads {row.rulebook} {row.number} otherwise than it was stored")
    return made


def _told(connection: Connection, rows: list[VersionRow]) -> list[Version]:
    paths = stored.paths_of(connection, [row.id for row in rows])
    return [
        Version(
            rulebook=row.rulebook,
            number=row.number,
            hash=row.hash,
            title=row.title,
            owner=row.owner,
            scopes=row.scopes,
            lanes=row.lanes,
            rules=row.rules,
            files=paths.get(row.id, []),
            added=row.added,
            added_by=row.added_by,
            note=row.note,
            in_force=row.since is not None,
            in_force_since=row.since,
        )
        for row in rows
    ]


def _rulebook(found: list[Version]) -> Rulebook:
    latest = found[0]
    current = next((v for v in found if v.in_force), None)
    return Rulebook(latest.rulebook, (current or latest).title, latest, current, len(found))


def _rule(book: CheckedRulebook, rule: CheckedRule) -> Rule:
    source = next(s for s in book.sources if s.path == rule.span.path)
    return Rule(
        id=rule.id,
        title=rule.title,
        area=rule.area,
        owner=rule.owner,
        score=rule.score,
        lane=rule.lane or None,
        shadow=rule.shadow,
        in_force_from=rule.first_day or None,
        in_force_to=rule.last_day or None,
        review_by=rule.review_by or None,
        reference=rule.reference or None,
        actions=[instruction.text for instruction in rule.instructions],
        path=rule.span.path,
        line=rule.span.line,
        text=source.slice(rule.span),
    )
