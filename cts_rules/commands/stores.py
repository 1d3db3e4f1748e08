"""Which store a command means, and that store opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from cts_rules.commands.terminal import stop

if TYPE_CHECKING:
    from cts_rules.office.office import Office
    from cts_rules.store.database import Store
    from cts_rules.store.places import Place

PLACE_HELP = "Folder of the store, or address of a PostgreSQL database; CTS_STORE, else a user's data folder."


class PlaceType(click.ParamType["Place"]):
    """A folder, or `postgresql+psycopg://user@host/database`."""

    name = "store"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """What the text names."""
        from cts_rules.store.places import place_of

        try:
            return place_of(str(value))
        except ValueError as wrong:
            self.fail(str(wrong), param, ctx)


PLACE = PlaceType()


def chosen(store: Place | None) -> Place:
    """The store of an option, else the one of the environment; a wrong setting is wrong use."""
    from cts_rules.store.places import default_store

    try:
        return store or default_store(os.environ)
    except ValueError as wrong:
        raise click.UsageError(f"CTS_STORE: {wrong}") from wrong


@contextmanager
def opened_store(place: Place) -> Iterator[Store]:
    """A store that this release can work with as it is; without one, a sentence and exit."""
    from cts_rules.office.office import open_current
    from cts_rules.office.refusals import StoreNotReady
    from cts_rules.store.database import StoreAway, StoreBusy

    try:
        store = open_current(place)
    except StoreNotReady as refusal:
        stop(str(refusal))
    try:
        yield store
    except (StoreAway, StoreBusy) as trouble:
        stop(str(trouble))
    finally:
        store.close()


@contextmanager
def opened_office(place: Place) -> Iterator[Office]:
    """An office over a store; without one, a sentence and exit."""
    from cts_rules.office.office import open_office
    from cts_rules.office.refusals import Refusal
    from cts_rules.reference.stored import ReferenceDamaged

    try:
        office = open_office(place, os.environ)
    except (Refusal, ReferenceDamaged) as refusal:
        stop(str(refusal))
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    try:
        yield office
    except Refusal as refusal:
        stop(str(refusal))
    finally:
        office.store.close()
