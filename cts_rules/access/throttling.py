"""Log-ins that fail are counted in the store before the password is looked at, so that no number of workers and no
number of requests at once gets more attempts than one after the other. Names without an account are counted too."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from cts_rules.office.refusals import TooManyAttempts
from cts_rules.store import login_attempts as stored

WINDOW = timedelta(minutes=15)
FOR_A_NAME, FOR_AN_ADDRESS = 10, 50
"""Attempts within the window."""


def key_of_name(name: str) -> str:
    """What attempts under a name are counted by."""
    return "name " + hashlib.sha256(name.strip().lower().encode(errors="surrogatepass")).hexdigest()


def key_of_address(address: str) -> str:
    """What attempts from an address are counted by."""
    return "address " + address[:60]


def count(connection: Connection, now: str, name: str, address: str) -> None:
    """Counts an attempt. TooManyAttempts where there were too many; that one is not counted, and ends nothing."""
    moment = datetime.fromisoformat(now)
    stored.forget_old_attempts(connection, _text(moment - WINDOW))
    keys = ((key_of_name(name), FOR_A_NAME), (key_of_address(address), FOR_AN_ADDRESS))
    for key, most in keys:
        if (found := stored.attempts(connection, key)) and found[1] >= most:
            until = datetime.fromisoformat(found[0]) + WINDOW
            raise TooManyAttempts(max(1, int((until - moment).total_seconds())))
    for key, _ in keys:
        stored.count_attempt(connection, key, now)


def forgive(connection: Connection, name: str, address: str) -> None:
    """The attempt led in: the name begins anew, the address has one less."""
    stored.forget_attempts(connection, key_of_name(name))
    stored.forgive_attempt(connection, key_of_address(address))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
