"""`replay`: assessments made again from what is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cts_rules.commands.progress import counted
from cts_rules.commands.stores import PLACE, PLACE_HELP, chosen, opened_office
from cts_rules.commands.terminal import FAILED, binary_output, tell

if TYPE_CHECKING:
    from cts_rules.office.office import Office
    from cts_rules.office.replaying import MessageReplay, Replay
    from cts_rules.store.places import Place


@click.command("replay")
@click.argument("assessment", type=int, required=False)
@click.option("--all", "everything", is_flag=True, help="Every assessment in the store.")
@click.option("--store", type=PLACE, help=PLACE_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each assessment.")
def replay_command(assessment: int | None, everything: bool, store: Place | None, as_json: bool) -> None:
    """Make an ASSESSMENT again from what is stored, and say whether it comes to the same, bit for bit.

    The exit code is 1 where anything differs, or anything that it was made from was changed since.
    """
    if (assessment is None) is not everything:
        raise click.UsageError("say which assessment, or --all")
    same = differing = 0
    with opened_office(chosen(store)) as office:
        for message in _replays(office, assessment):
            for replay in message.assessments:
                same, differing = same + replay.same, differing + (not replay.same)
                if as_json:
                    _write_json(replay)
                elif assessment is not None or not replay.same:
                    _tell(replay)
            if message.differences and not message.assessments:
                differing += 1
                for difference in message.differences:
                    tell(f"message {message.message}: {difference.part}: {difference.message}")
    if everything and not as_json:
        tell(f"{same} the same, {differing} not")
    if differing:
        sys.exit(FAILED)


def _replays(office: Office, assessment: int | None) -> Iterator[MessageReplay]:
    from cts_rules.office.replaying import MessageReplay, count, replay, replay_all

    if assessment is not None:
        yield MessageReplay(0, [], [replay(office, assessment)])
    else:
        yield from counted(replay_all(office), count(office), "replaying")


def _tell(replay: Replay) -> None:
    of = f"assessment {replay.assessment}, {replay.rulebook} {replay.version} on consignment {replay.consignment}"
    tell(f"{of}: {'the same, bit for bit' if replay.same else 'not the same'}")
    for difference in replay.differences:
        tell(f"  {difference.part}: {difference.message}")
    for circumstance in replay.circumstances:
        tell(f"  ({circumstance})")


def _write_json(replay: Replay) -> None:
    import msgspec

    told = {"schema": "cts-replay/1", "same": replay.same, **msgspec.to_builtins(replay)}
    binary_output().write(msgspec.json.encode(told) + b"\n")
