"""Who can reach the service: this machine only, until there are accounts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cts_rules.store.places import Place

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that only this machine reaches."""


def why_not(host: str, place: Place, environment: Mapping[str, str]) -> str | None:
    """Why the service over a store must not listen at an address, in one sentence; None where it may.

    ValueError for a setting that is none.
    """
    from cts_rules.access.settings import access_settings_from

    addresses = access_settings_from(environment).addresses
    if host in LOOPBACK and not addresses:
        return None
    reached = f"{host} can be reached" if host not in LOOPBACK else f"{addresses[0]} is reached"
    real, demonstration = _accounts(place)
    if demonstration:
        return (
            f"{reached} from other machines, and there are demonstration accounts: "
            "take them away first, with `cts-rules users remove-demonstration`"
        )
    if not real:
        return f"{reached} from other machines: until there are accounts the service answers only this one"
    return None


def _accounts(place: Place) -> tuple[int, int]:
    """How many accounts a store has, and how many for demonstration; nothing is made where there is none."""
    from sqlalchemy.exc import DatabaseError

    from cts_rules.store.accounts import accounts
    from cts_rules.store.database import FILE, StoreAway, open_database

    if isinstance(place, Path) and not (place / FILE).is_file():
        return 0, 0
    try:
        store = open_database(place)
    except StoreAway:  # told when the store is made ready
        return 0, 0
    try:
        with store.reading() as connection:
            found = [bool(account.demonstration) for account in accounts(connection)]
    except (DatabaseError, StoreAway):  # no store, or one from before there were accounts
        return 0, 0
    finally:
        store.close()
    return found.count(False), found.count(True)
