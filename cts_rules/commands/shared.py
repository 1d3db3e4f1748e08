"""What several commands need: the vocabulary, a rulebook that checks, the time, the limits."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

import click

from cts_rules.commands.terminal import stop, visible
from cts_rules.settings import Settings, settings_from

if TYPE_CHECKING:
    from cts_engine.compile import CompiledRulebook
    from cts_grammar.check import Checking
    from cts_grammar.checked import CheckedRulebook
    from cts_grammar.vocabulary import Vocabulary
    from cts_rules.reference.reference import Reference


class Moment(click.ParamType[str]):
    """A day or an instant, as canonical UTC text."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`2026-03-01` or `2026-03-01T04:30Z`; an instant without a zone is UTC."""
        text = str(value)
        try:
            if len(text) == 10:
                return date.fromisoformat(text).isoformat()
            moment = datetime.fromisoformat(text)
            return in_utc(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        except (ValueError, OverflowError):
            self.fail(f"{text!r} is no time: write 2026-03-01 or 2026-03-01T04:30Z", param, ctx)


MOMENT = Moment()


def now() -> str:
    """This instant; only commands ask for it."""
    return in_utc(datetime.now(UTC))


def in_utc(moment: datetime) -> str:
    """Canonical text of an instant, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


@cache
def settings() -> Settings:
    """The limits, as the environment sets them; a wrong one is wrong use."""
    try:
        return settings_from(os.environ)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


@cache
def reference() -> Reference:
    """The reference data of this machine: what was imported over what is built in."""
    from cts_rules.reference.reference import load_reference
    from cts_rules.reference.stored import ReferenceDamaged, default_folder

    folder = default_folder(os.environ)
    try:
        return load_reference(folder if folder.is_dir() else None)
    except ReferenceDamaged as damage:
        stop(str(damage))


@cache
def vocabulary() -> Vocabulary:
    """The names that rules may use."""
    from cts_rules.manifest.vocabulary import vocabulary as names_over

    return names_over(reference())


def checking(rulebook: str, today: str | None) -> Checking:
    """The rulebook checked; where there is none, a sentence and exit."""
    from cts_rules.rulebook.folder import NoRulebook, check_rulebook, open_rulebook
    from cts_rules.rulebook.starters import rulebook_place

    try:
        folder = open_rulebook(rulebook_place(rulebook), settings().rulebook)
    except NoRulebook as nothing:
        stop(str(nothing))
    return check_rulebook(folder, vocabulary(), today, settings().rulebook)


def checked(rulebook: str) -> CheckedRulebook:
    """The rulebook without errors; those that it has are told and end the command."""
    from cts_grammar.showing import render

    found = checking(rulebook, None)
    if found.rulebook is None:
        for diagnostic in found.diagnostics:
            if diagnostic.is_error:
                click.echo(visible(render(diagnostic, found.sources)) + "\n", err=True)
        stop(f"the rulebook {rulebook} does not check: nothing was run")
    return found.rulebook


def compiled(rulebook: str) -> CompiledRulebook:
    """The rulebook ready to run; its errors are told and end the command."""
    from cts_engine.compile import compile_rulebook

    return compile_rulebook(checked(rulebook))
