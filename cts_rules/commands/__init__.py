"""The command line `cts-rules`. Data goes to standard output, progress and complaints to standard error.

Exit codes: 0 done (what was found in a manifest that was read is a result), 1 a rulebook does not check or a manifest
cannot be read at all, 2 wrong use. Each command imports what it needs when it is called, so that help is quick.
"""

from __future__ import annotations

import io
import os
import sys

import click

from cts_rules.commands.accounts import tokens_group, users_group
from cts_rules.commands.auditing import audit_group
from cts_rules.commands.checking import check_command, format_command
from cts_rules.commands.comparing import compare_command
from cts_rules.commands.evaluating import evaluate_command, explain_command, samples_command
from cts_rules.commands.reading import read_command
from cts_rules.commands.references import reference_group
from cts_rules.commands.replaying import replay_command
from cts_rules.commands.serving import up_command
from cts_rules.commands.storing import store_group
from cts_rules.commands.telling import words_command
from cts_rules.commands.terminal import FAILED, complain
from cts_rules.commands.testing import test_command

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cts-rules", prog_name="cts-rules")
@click.pass_context
def cts_rules(context: click.Context) -> None:
    """Cargo targeting with rules that people can read.

    RULEBOOK is a folder, one .rules file, or the name of a starter rulebook.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for command in (
    check_command,
    format_command,
    test_command,
    read_command,
    evaluate_command,
    explain_command,
    reference_group,
    samples_command,
    up_command,
    compare_command,
    words_command,
    audit_group,
    store_group,
    replay_command,
    users_group,
    tokens_group,
):
    cts_rules.add_command(command)


def main() -> None:
    """Runs the command line; a reader that hangs up, a full disk and an impatient user are no errors of ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character still gets the rest
    try:
        cts_rules.main(standalone_mode=True)
    except OSError as trouble:
        complain(f"{trouble.filename or 'standard output'}: {trouble.strerror or trouble}")
        # Whatever is still buffered has nowhere to go: without this Python complains once more while it shuts down.
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
